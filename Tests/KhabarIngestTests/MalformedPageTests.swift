import KhabarAnnotations
import KhabarCore
import KhabarHTML
import KhabarIngest
import Testing

/// Pages that are broken, hostile or none: the text so far or one diagnostic, never a crash, and time in proportion to
/// size. Sizes are small enough for a debug build; `docs/performance.md` has the large ones.
@Suite struct MalformedPageTests {
  private static let sentence = "قالت الهيئة إن الأعمال تنتهي قبل نهاية العام، وإن الميزانية كافية لكل المراحل المقررة."

  private func article(_ page: [UInt8]) throws -> Document {
    var document = Document(id: "page", page: DocumentSource(bytes: page))
    try ArticleStage(options: .init()).process(&document)
    return document
  }

  private func holdsTheSentence(_ page: String) throws -> Bool {
    String(decoding: try article(Array(page.utf8)).text, as: UTF8.self).contains(Self.sentence)
  }

  @Test(arguments: [
    // Unclosed everything.
    "<html><body><div><p><b><i>\(sentence)", "<p>\(sentence)<p>\(sentence)<div>",
    // A table in a paragraph, a paragraph in a heading, a form across rows.
    "<p>\(sentence)<table><p>\(sentence)</table></p>", "<h2><p>\(sentence)</p></h2><p>\(sentence)</p>",
    "<table><tr><form><td><p>\(sentence)</p></td></tr></form></table>",
    // Attributes without quotation marks, or with one that never ends.
    "<p class=a\"b'c title=>\(sentence)</p>", "<p>\(sentence)</p><p class=\"x>\(sentence)</p>",
    // Ends without a start, tags in capitals, tags that do not exist.
    "</div></p></span><P>\(sentence)</P></body></html><p>\(sentence)", "<khabar-x><p>\(sentence)</p></khabar-x>",
    // A second document, frames, two heads.
    "<html><head></head><head><title>x</title></head><body><p>\(sentence)</p><html><body><p>\(sentence)</p>",
    // A comment and a script that never end, behind the text.
    "<p>\(sentence)</p><!-- <p>x</p>", "<p>\(sentence)</p><script>while(1){", "<p>\(sentence)</p><style>p{",
    "<p>\(sentence)</p><![CDATA[ x", "<?xml version=\"1.0\"?><p>\(sentence)</p>",
    // Entities that are none.
    "<p>\(sentence)&#xFFFFFFFF; &#0; &nosuch; &amp &#;</p>",
  ])
  func readsTheTextOfABrokenPage(page: String) throws {
    #expect(try holdsTheSentence(page))
  }

  @Test func outlivesNULsAndControls() throws {
    var page = Array("<html><body><p>\(Self.sentence)</p><p>".utf8)
    page += [0, 1, 2, 0x1B, 0x7F, 0]
    page += Array("</p><di\u{0}v class=\"\u{0}x\"><p>\(Self.sentence)</p></div>".utf8)

    let text = String(decoding: try article(page).text, as: UTF8.self)
    #expect(text.split(separator: "\n").count { $0 == Self.sentence[...] } == 2)
  }

  @Test(arguments: 1...6)
  func readsAPageCutInsideACharacter(cut: Int) throws {
    let page = Array("<p>\(Self.sentence)</p><p>\(Self.sentence)".utf8)

    let text = String(decoding: try article(Array(page.dropLast(cut))).text, as: UTF8.self)
    #expect(text.hasPrefix(Self.sentence))
  }

  @Test(arguments: [
    "{\"json\": true}", "<?xml version=\"1.0\"?><rss><channel></channel></rss>", "<!DOCTYPE html>", "&&&&<<<>>>",
    "<script>alert(1)</script>", "<!-- only a comment",
  ])
  func saysSoWhenThereIsNoArticle(page: String) throws {
    let document = try article(Array(page.utf8))

    #expect(document.text.isEmpty || document[Diagnostics.self].isEmpty)
    if document.text.isEmpty { #expect(document[Diagnostics.self].map(\.code) == ["no-article"]) }
  }

  @Test(arguments: [
    String(repeating: "<div>", count: 5_000), String(repeating: "<table><tr><td>", count: 800),
    String(repeating: "<b><i>", count: 2_000), String(repeating: "<ul><li>", count: 2_000),
    String(repeating: "<blockquote class=comments>", count: 1), String(repeating: "</div>", count: 5_000),
    "<div " + (0..<5_000).map { "a\($0)=1" }.joined(separator: " ") + ">",
    "<div class=\"" + String(repeating: "no side bar ", count: 3_000) + "\">",
    "<a href=\"" + String(repeating: "x/", count: 20_000) + "\">x</a>",
    String(repeating: "<p>", count: 10_000), String(repeating: "<br>", count: 10_000),
    String(repeating: "&amp;", count: 5_000), String(repeating: "<", count: 10_000),
  ])
  func findsTheSentenceBehindHostileMarkup(prefix: String) throws {
    // Inside an element named as comments nothing is of the article.
    let page = "<html><body>\(prefix)<p>\(Self.sentence)</p>"
    if prefix.contains("comments") {
      #expect(try article(Array(page.utf8)).text.isEmpty)
    } else {
      #expect(try holdsTheSentence(page))
    }
  }

  // A source meets files, not pages: one that is none is told, and the others come out.
  @Test func oneBadFileCostsNoOther() async throws {
    let good = "<html><body><p>\(Self.sentence)</p></body></html>"
    let folder = try TemporaryFolder([
      "a.html": Array(good.utf8), "b.html": Array("%PDF-1.7\n%âãÏÓ".utf8), "c.html": [],
      "d.html": [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], "e.html": Array(good.utf8),
    ])

    let all = try await items(of: HTMLSource(options: InputOptions(paths: [folder.path])))

    #expect(all.compactMap(\.document).count == 2)
    #expect(all.compactMap(\.failure).map(\.code) == ["file-binary", "file-empty", "file-binary"])
  }
}
