import KhabarAnnotations
import KhabarCore
import KhabarIngest
import Testing

/// What each option of the `article` stage changes, on one page.
@Suite struct ArticleOptionsTests {
  private static let page = """
    <html><head><meta charset="utf-8"><title>ترميم القلعة</title></head><body><nav><a href="/">الرئيسية</a></nav>
    <main><h1>ترميم القلعة</h1><div class="post-content">
    <figure><img src="/castle.jpg" alt="برج القلعة" width="800"><figcaption>البرج الغربي قبل الترميم</figcaption></figure>
    <img src="/dot.gif" width="1" height="1">
    <p>بدأت أعمال ترميم القلعة القديمة هذا الأسبوع، وفق ما أعلنته <a href="/heritage">دائرة الآثار</a> في بيان رسمي.</p>
    <div class="fact-box sidebar"><p>بنيت القلعة قبل ثمانية قرون، ورممت مرتين فقط، كانت الأخيرة منهما قبل تسعين عاماً.</p></div>
    <p>وقال المهندس المشرف إن العمل سيستمر عامين، وإن السياح سيدخلون من البوابة الشرقية في هذه الأثناء.</p>
    <blockquote class="twitter-tweet"><p>القلعة تستحق هذا الجهد الكبير، شكراً لكل من ساهم فيه من أبناء المدينة.</p></blockquote>
    <table><tr><th>المرحلة</th><th>المدة</th></tr><tr><td>الأسوار</td><td>سنة</td></tr><tr><td>الأبراج</td><td>8 أشهر</td></tr></table>
    <p>وتبلغ كلفة الأعمال ثلاثة ملايين دولار، تأتي من صندوق التراث ومن تبرعات أبناء المدينة في المهجر.</p></div>
    <div class="comments"><h3>التعليقات</h3><div class="comment"><span class="author">سعاد</span><p>أخيراً بدأ العمل الذي انتظرناه طويلاً.</p></div>
    <form><p>أضف تعليقك هنا من فضلك ولا تنس اسمك</p></form></div></main></body></html>
    """

  private static let castle = "بنيت القلعة قبل ثمانية قرون، ورممت مرتين فقط، كانت الأخيرة منهما قبل تسعين عاماً."
  private static let tweet = "القلعة تستحق هذا الجهد الكبير، شكراً لكل من ساهم فيه من أبناء المدينة."

  private func article(_ change: (inout ArticleStage.Options) -> Void = { _ in }) throws -> Document {
    var options = ArticleStage.Options()
    change(&options)
    var document = Document(id: "page", page: DocumentSource(bytes: Array(Self.page.utf8)))
    try ArticleStage(options: options).process(&document)
    return document
  }

  private func lines(_ document: Document) -> [String] { document[Blocks.self].map { document.string($0.range) } }

  @Test func leavesOutWhatIsNotOfTheArticle() throws {
    let document = try article()

    #expect(
      document[Blocks.self].map(\.kind) == [
        .paragraph, .paragraph, .quotation, .tableRow, .tableRow, .tableRow, .paragraph,
      ])
    #expect(!lines(document).contains(Self.castle))
    #expect(document[Links.self].isEmpty)
    #expect(document.metadata.images.isEmpty)
  }

  @Test func favorsPrecision() throws {
    let document = try article { $0.favor = .precision }

    #expect(!lines(document).contains(Self.tweet))
    #expect(document[Blocks.self].map(\.kind) == [.paragraph, .paragraph, .tableRow, .tableRow, .tableRow, .paragraph])
  }

  @Test func favorsRecall() throws {
    let document = try article { $0.favor = .recall }

    #expect(lines(document).contains(Self.castle))
    #expect(lines(document).contains(Self.tweet))
    #expect(lines(document).contains("البرج الغربي قبل الترميم"))
    #expect(document[Blocks.self].first { $0.kind == .caption } != nil)
  }

  @Test func keepsCommentsApartByTheirKind() throws {
    let document = try article { $0.comments = true }

    let comments = document[Blocks.self].filter { $0.kind == .comment }
    #expect(comments.map { document.string($0.range) } == ["أخيراً بدأ العمل الذي انتظرناه طويلاً."])
    #expect(document[Blocks.self].last?.kind == .comment)
    #expect(try article()[Blocks.self].allSatisfy { $0.kind != .comment })
  }

  @Test func writesTablesRowByRow() throws {
    #expect(try lines(article()).contains("الأبراج\t8 أشهر"))
    #expect(try article { $0.tables = false }[Blocks.self].allSatisfy { $0.kind != .tableRow })
  }

  @Test func listsLinksOfTheText() throws {
    let document = try article { $0.links = true }

    #expect(document[Links.self].map(\.target) == ["/heritage"])
    #expect(document[Links.self].map { document.string($0.range) } == ["دائرة الآثار"])
  }

  @Test func listsImagesWithTheirCaptions() throws {
    let document = try article { $0.images = true }

    #expect(
      document.metadata.images == [
        PageImage(url: "/castle.jpg", alternative: "برج القلعة", caption: "البرج الغربي قبل الترميم")
      ])
  }

  @Test func takesAShortArticleForNone() throws {
    let length = try article().text.count { $0 & 0xC0 != 0x80 }

    let short = try article { $0.minimumLength = length + 1 }
    #expect(short.text.isEmpty)
    #expect(short[Blocks.self].isEmpty)
    #expect(short[Diagnostics.self].map(\.code) == ["no-article"])
    #expect(short.metadata.title == "ترميم القلعة")
    #expect(try article { $0.minimumLength = length }.text.count > 0)
  }

  @Test func parsesADataBodyThatIsMarkup() throws {
    let body =
      #"<p>قالت الوزارة إن &quot;العمل&quot; يبدأ غداً في المواقع كلها.</p><p>وأضافت أن الطريق ستغلق ليلاً.<\/p>"#
    let page = """
      <html><head><title>خبر</title><script type="application/ld+json">{"@type":"NewsArticle","articleBody":"\(body)"}</script></head>
      <body><div id="app"></div></body></html>
      """
    var document = Document(id: "page", page: DocumentSource(bytes: Array(page.utf8)))

    try ArticleStage(options: .init()).process(&document)

    #expect(
      lines(document) == [
        "قالت الوزارة إن \"العمل\" يبدأ غداً في المواقع كلها.", "وأضافت أن الطريق ستغلق ليلاً.",
      ])
    #expect(document.metadata.origins["text"] == "json-ld articleBody")
  }

  @Test func takesABodyOutOfAnAside() throws {
    let sentence = "قالت الهيئة إن الأعمال تنتهي قبل نهاية العام، وإن الميزانية كافية لكل المراحل المقررة. "
    let body = (0..<6).map { "<p>\(sentence)\($0)</p>" }.joined()
    let page = "<html><body><div><p>خبر قصير.</p></div><aside class=\"related\">\(body)</aside></body></html>"
    var document = Document(id: "page", page: DocumentSource(bytes: Array(page.utf8)))

    try ArticleStage(options: .init()).process(&document)

    #expect(lines(document).count == 6)
  }
}
