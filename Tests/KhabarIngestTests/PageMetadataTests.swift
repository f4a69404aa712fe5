import KhabarCore
import KhabarSchema
import Testing

@testable import KhabarIngest

@Suite struct DateReadingTests {
  @Test(arguments: [
    ("2020-10-07T12:09:00+02:00", "2020-10-07T12:09:00+02:00"),
    ("2020-03-17T10:44:12.000Z", "2020-03-17T10:44:12Z"),
    ("2021-01-13T08:00:00+0100", "2021-01-13T08:00:00+01:00"),
    ("الأربعاء، 07 أكتوبر 2020 - 12:09 م", "2020-10-07T12:09:00"),
    ("الأربعاء، 07 أكتوبر 2020 - 02:09 م", "2020-10-07T14:09:00"),
    ("07 أكتوبر 2020 - 12:09 ص", "2020-10-07T00:09:00"),
    ("الأحد، 04 آب/اغسطس 2013", "2013-08-04"),
    ("٧ كانون الثاني ٢٠٢٤", "2024-01-07"),
    ("13 جانفي 2021", "2021-01-13"),
    ("5 غشت 2022", "2022-08-05"),
    ("١٧ / ٣ / ٢٠٢٠", "2020-03-17"),
    ("17/03/2020 10:44", "2020-03-17T10:44:00"),
    ("3/17/2020", "2020-03-17"),
    ("October 7, 2020", "2020-10-07"),
    ("Mon, 17 Mar 2020 10:44:00 GMT", "2020-03-17T10:44:00Z"),
    ("20200317T1044", "2020-03-17"),
    ("1602072540", "2020-10-07"),
    ("1440/03/12 هـ الموافق 20/11/2018", "2018-11-20"),
  ])
  func readsDates(text: String, iso: String) {
    #expect(DateReading(text)?.iso == iso)
  }

  @Test(arguments: ["22/01/1437", "۱۳۹۹/۰۲/۲۱", "", "أكتوبر 2020", "منذ ساعتين", "2020-13-45", "12:09", "99"])
  func leavesOthersAlone(text: String) {
    #expect(DateReading(text) == nil)
  }

  @Test func knowsTheYearsOfOtherCalendars() {
    #expect(DateReading.hasYearOfOtherCalendar("الأربعاء 22/01/1437 هـ"))
    #expect(DateReading.hasYearOfOtherCalendar("۱۳۹۹/۰۲/۲۱"))
    #expect(!DateReading.hasYearOfOtherCalendar("22/01/2015"))
  }
}

@Suite struct UpdateLabelTests {
  @Test(arguments: [
    ("نشر: 7 فبراير 2024، آخر تحديث: 8 فبراير 2024", "نشر: 7 فبراير 2024، ", ": 8 فبراير 2024" as String?),
    ("Published 7 Feb 2024 | Updated 8 Feb 2024", "Published 7 Feb 2024 | ", " 8 Feb 2024"),
    ("آخِر تَحديث ٠٥:٤٠", "", " ٠٥:٤٠"), ("7 فبراير 2024", "7 فبراير 2024", nil), ("", "", nil),
  ])
  func partsALineAtTheLabel(line: String, before: String, behind: String?) {
    let parts = UpdateLabel.parts(of: line)

    #expect(parts.before == before)
    #expect(parts.behind == behind)
  }
}

@Suite struct PageMetadataTests {
  private func metadata(head: String = "", body: String) throws -> Metadata {
    let page =
      "<html><head><meta charset=utf-8>\(head)</head><body>\(body)<p>قالت الهيئة إن الأعمال تنتهي قبل نهاية العام، وإن الميزانية كافية للمراحل كلها.</p></body></html>"
    var document = Document(id: "page", page: DocumentSource(bytes: Array(page.utf8)))
    try ArticleStage(options: .init()).process(&document)
    return document.metadata
  }

  @Test func partsTheTimeOfAChangeFromTheTimeOfPublication() throws {
    let metadata = try metadata(
      body: "<h1>خبر اليوم الطويل</h1><div class=date>نشر: 7 فبراير 2024 10:15، آخر تحديث: 8 فبراير 2024 11:20</div>")

    #expect(metadata.published == "2024-02-07T10:15:00")
    #expect(metadata.modified == "2024-02-08T11:20:00")
    #expect(metadata.origins["modified"] == "visible")
  }

  // 21:40 UTC is past midnight in the newsroom, and the page says so.
  @Test func prefersTheDayThatReadersSee() throws {
    let data = "<meta property=\"article:published_time\" content=\"2024-09-02T21:40:00Z\">"

    #expect(
      try metadata(head: data, body: "<h1>خبر اليوم الطويل</h1><span>3 سبتمبر 2024</span>").published == "2024-09-03")
    for shown in ["2 سبتمبر 2024", "5 سبتمبر 2024", ""] {
      let metadata = try metadata(head: data, body: "<h1>خبر اليوم الطويل</h1><span>\(shown)</span>")
      #expect(metadata.published == "2024-09-02T21:40:00Z")
    }
  }

  @Test func knowsAWriterByTheAddressOfTheLink() throws {
    let metadata = try metadata(
      body:
        "<h1>خبر اليوم الطويل</h1><div><a href=\"https://x.example/author/mona\">منى حسن</a> • <a href=\"/authors/\">الكتّاب</a></div>"
    )

    #expect(metadata.authors == ["منى حسن"])
  }

  // The site's name in the author field, known only from the page's title.
  @Test func takesNoSiteForAWriter() throws {
    let head = "<title>خبر اليوم الطويل | مجلة الأوتار</title><meta name=author content=\"مجلة الأوتار\">"

    #expect(try metadata(head: head, body: "<h1>خبر اليوم الطويل</h1>").authors.isEmpty)
  }

  @Test func joinsThePartsOfAName() throws {
    let head =
      #"<script type="application/ld+json">{"@type":"Article","author":{"givenName":"منى","familyName":"حسن"}}</script>"#

    #expect(try metadata(head: head, body: "").authors == ["منى حسن"])
  }

  @Test func findsTheHeadlineBesideTheSitesName() throws {
    let head = "<title>جريدة الحقيقة : الهيئة تبدأ الأعمال الجديدة</title>"

    #expect(try metadata(head: head, body: "<b>الهيئة تبدأ الأعمال الجديدة</b>").title == "الهيئة تبدأ الأعمال الجديدة")
    // Without such a line nothing tells which part is the site.
    #expect(
      try metadata(head: "<title>الوزير : الأعمال تبدأ غداً</title>", body: "").title == "الوزير : الأعمال تبدأ غداً")
  }
}

@Suite struct TitleChoiceTests {
  private func title(_ headings: [String], _ declared: [String], _ names: [String] = ["المرفأ"]) -> String? {
    TitleChoice(headings: headings, declared: declared.map { ($0, "meta") }, siteNames: names)?.title
  }

  @Test(arguments: [
    ("الوزير: الخطة جاهزة | المرفأ", "الوزير: الخطة جاهزة"), ("المرفأ - الوزير: الخطة جاهزة", "الوزير: الخطة جاهزة"),
    ("فوز الفريق - 2024", "فوز الفريق - 2024"), ("ما هو المرفأ - شرح", "ما هو المرفأ - شرح"),
  ])
  func takesTheSiteOff(declared: String, expected: String) {
    #expect(title([], [declared]) == expected)
  }

  @Test func prefersTheHeadlineThatTheDataAgreeWith() {
    #expect(title(["القائمة الرئيسية", "الوزير يعلن الخطة"], ["الوزير يعلن الخطة الآن"]) == "الوزير يعلن الخطة")
    #expect(title(["القائمة الرئيسية"], ["الوزير يعلن الخطة"]) == "الوزير يعلن الخطة")
  }

  @Test func findsTheRestBehindAQuotationMark() {
    #expect(
      title([], ["تعليم الساحل", "إدارة تعليم الساحل>>تعليم الساحل\"بنات\" تكرم"]) == "تعليم الساحل\"بنات\" تكرم")
  }
}

@Suite struct AuthorNamesTests {
  private let reader = AuthorNames(siteNames: ["صحيفة المرفأ", "marfa.example"])

  @Test(arguments: [
    ("كتبت: سلمى عوض", ["سلمى عوض"]), ("حوار: كريم نادر", ["كريم نادر"]), ("بقلم/ منى حسن", ["منى حسن"]),
    ("كتب أحمد علي، ومنى حسن", ["أحمد علي", "منى حسن"]), ("By Jane Roe and John Doe", ["Jane Roe", "John Doe"]),
    ("تقرير: سحر منصور وعلي الهاشمي – تصوير: بلال نجم", ["سحر منصور", "علي الهاشمي"]),
    ("كتب: أحمد وليد حسن", ["أحمد وليد حسن"]), ("بقلم: ريم سعد ووليد حداد", ["ريم سعد", "وليد حداد"]),
    ("تقرير - عبير ناصر | الأحد 22-1-2023", ["عبير ناصر"]), ("Par Nadia Trabelsi, à Sfax", ["Nadia Trabelsi"]),
    ("تقرير أممي", []), ("بقلم: أدونيس", ["أدونيس"]),
    ("تصوير: كريم نادر", []), ("أعلن الوزير الخطة", []), ("تقرير يكشف أن الوزارة أنفقت 120 مليوناً على السدود", []),
  ])
  func readsLines(line: String, names: [String]) {
    #expect(reader.names(inLine: line, isMarked: false) == names)
  }

  @Test(arguments: [
    "صحيفة المرفأ", "admin", "https://www.facebook.com/marfa", "marfa@example.org", "Developed By Some Body",
    "logo.png/x@2",
    "المحرر", "",
  ])
  func inventsNoAuthor(field: String) {
    #expect(reader.names(inField: field).isEmpty)
  }
}

@Suite struct LinkedDataTests {
  @Test(arguments: [
    #"{"@type": "NewsArticle", "headline": "أ"}"#, #"[{"@type": ["NewsArticle", "Article"], "headline": "أ",}]"#,
    "<!-- {\"@type\": \"Article\", \"headline\": \"أ\"} -->",
    "{\"@type\": \"Article\",\n \"headline\": \"أ\", \"x\": \"a\nb\"};",
    #"{"@graph": [{"@type": "WebPage"}, {"@type": "Article", "headline": "أ"}]}"#,
  ])
  func readsAndMends(script: String) {
    var data = LinkedData()

    data.add(script: Array(script.utf8))

    #expect(data.articles { _ in false }.first?["headline"]?.string == "أ")
    #expect(data.faults.isEmpty)
  }

  @Test func notesWhatItCannotRead() {
    var data = LinkedData()

    data.add(script: Array("{\"@type\": Article}".utf8))

    #expect(data.faults.count == 1)
    #expect(data.objects.isEmpty)
  }

  @Test func followsReferences() {
    var data = LinkedData()

    data.add(
      script: Array(
        #"{"@graph": [{"@type": "Person", "@id": "_:a", "name": "منى"}, {"@type": "Article", "author": {"@id": "_:a"}}]}"#
          .utf8))

    #expect(data.texts(data.articles { _ in false }.first?["author"]) == ["منى"])
  }
}
