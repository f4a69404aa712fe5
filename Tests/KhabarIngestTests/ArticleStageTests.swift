import Foundation
import KhabarAnnotations
import KhabarCore
import KhabarIngest
import KhabarTestSupport
import KhabarText
import Testing

@Suite struct ArticleStageTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/pages")

  private func article(_ page: [UInt8]) throws -> Document {
    var document = Document(id: "page", page: DocumentSource(bytes: page))
    try ArticleStage(options: .init()).process(&document)
    return document
  }

  private func fixture(_ name: String) throws -> Document {
    try article(Array(Data(contentsOf: Self.folder.appending(path: "\(name)/input.html"))))
  }

  private func text(_ document: Document) -> String { String(decoding: document.text, as: UTF8.self) }

  @Test(arguments: ["statement", "accident"])
  func takesTheArticleOut(name: String) throws {
    let expected = try String(contentsOf: Self.folder.appending(path: "\(name)/expected.txt"), encoding: .utf8)

    #expect(text(try fixture(name)) + "\n" == expected)
  }

  @Test(arguments: ["statement", "accident"])
  func everyWordLeadsBackToThePage(name: String) throws {
    let document = try fixture(name)
    let map = try #require(document.sourceMap)
    var start = 0

    // A word without an entity stands in the page as it stands in the text.
    for word in document.text.split(whereSeparator: { $0 <= 0x20 }) {
      start = word.startIndex
      let source = map.original(of: TextRange(start, word.endIndex))
      let found = document.source.bytes[source.indices]
      if !found.contains(0x26) { #expect(Array(found) == Array(word)) }
    }
    #expect(start > 100)
  }

  @Test func readsTheMetadata() throws {
    let metadata = try fixture("statement").metadata

    #expect(metadata.title == "الوزير: خطة المياه تبدأ مطلع العام")
    #expect(metadata.authors == ["سلمى عوض"])
    #expect(metadata.publisher == "صحيفة المرفأ")
    #expect(metadata.published == "2024-02-07T19:40:00")
    #expect(metadata.modified == "2024-02-07T20:15:00+03:00")
    #expect(metadata.section == "اقتصاد")
    #expect(metadata.tags == ["مياه", "سدود", "الوزارة"])
    #expect(metadata.url == "https://example.org/news/481")
    #expect(metadata.image == "https://example.org/images/water.jpg")
    // The page says "en"; its letters are Arabic.
    #expect(metadata.language == "ar")
    #expect(metadata.origins["published"] == "meta article:published_time")
    #expect(metadata.origins["authors"] == "visible")
  }

  @Test func keepsADateOfAnotherCalendarForALaterStage() throws {
    let metadata = try fixture("accident").metadata

    #expect(metadata.title == "انقلاب حافلة على الطريق الساحلي")
    #expect(metadata.published == nil)
    #expect(metadata.dateCandidates.map(\.text) == ["22/01/1437"])
    #expect(metadata.authors.isEmpty)
  }

  @Test func tellsHeadingsAndItemsFromParagraphs() throws {
    let document = try fixture("statement")
    let blocks = document[Blocks.self]

    #expect(
      blocks.map(\.kind) == [
        .heading, .paragraph, .paragraph, .heading, .paragraph, .paragraph, .listItem, .listItem, .paragraph,
      ])
    #expect(document.string(blocks[3].range) == "مراحل التنفيذ")
    #expect(blocks[3].level == 3)
  }

  @Test func keepsTheTextOfAPlainDocument() throws {
    let marked = MarkedText("  ⟦سطر أول⟧ \n\n⟦سطر ثان⟧")
    var document = Document(id: "t", text: marked.text)

    try ArticleStage(options: .init()).process(&document)

    #expect(document.text == Array(marked.text.utf8))
    #expect(document[Blocks.self].map(\.range) == marked.ranges)
  }

  @Test func obeysTheRulesOfStages() throws {
    try StageConformance(ArticleStage.self).run()
  }

  @Test(arguments: ["", "<html></html>", "<p>", "plain", "<script>x", "<body><nav><a href=x>رابط</a></nav>"])
  func saysThatThereIsNoArticle(page: String) throws {
    var document = Document(id: "page", page: DocumentSource(bytes: Array(page.utf8)))
    if page.isEmpty {
      #expect(throws: (any Error).self) { try ArticleStage(options: .init()).process(&document) }
    } else {
      try ArticleStage(options: .init()).process(&document)
      #expect(document[Diagnostics.self].contains { $0.code == "no-article" } == (page != "plain"))
    }
  }
}
