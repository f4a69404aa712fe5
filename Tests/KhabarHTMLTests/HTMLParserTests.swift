import KhabarHTML
import KhabarText
import Testing

@Suite struct HTMLParserTests {
  private func tree(_ page: String) throws -> HTMLTree { try HTMLParser().parse(Array(page.utf8)) }

  private func source(_ tree: HTMLTree, _ range: TextRange) -> String {
    String(decoding: tree.page[range.indices], as: UTF8.self)
  }

  private func first(_ tag: HTMLTag, in tree: HTMLTree) -> Int? {
    tree.nodes.indices.first { tree.nodes[$0].tag == tag }
  }

  @Test func keepsTheStartOfDataAddressesAndOfLongValues() throws {
    let data = "DATA:image/png;base64," + String(repeating: "A", count: 5_000)
    let long = String(repeating: "ب", count: 50_001)
    let tree = try tree("<img src=\"\(data)\" alt=\"\(String(repeating: "b", count: 5_000))\" title=\"a\(long)\">")
    let image = try #require(first(.img, in: tree))
    #expect(tree.string(.src, of: image) == String(data.prefix(256)))
    #expect(tree.attribute(.alt, of: image)?.count == 5_000)
    // Cut between two letters of two bytes each.
    #expect(tree.attribute(.title, of: image)?.count == 65_535)
  }

  @Test func placesElementsAndTextInThePage() throws {
    let page = "<!DOCTYPE html><html><body><div class=\"a\"><p>خبر <b>عاجل</b> اليوم</p></div></body></html>"
    let tree = try tree(page)

    let paragraph = try #require(first(.p, in: tree))
    #expect(source(tree, tree.nodes[paragraph].range) == "<p>خبر <b>عاجل</b> اليوم</p>")
    #expect(tree.text(of: paragraph) == "خبر عاجل اليوم")
    #expect(tree.path(of: paragraph) == "/html/body/div/p")
    let texts = tree.nodes.filter { $0.kind == .text }
    #expect(texts.map { source(tree, $0.range) } == ["خبر ", "عاجل", " اليوم"])
    let division = try #require(first(.div, in: tree))
    #expect(tree.string(.class, of: division) == "a")
    #expect(tree.range(of: .class, of: division).map { source(tree, $0) } == "a")
  }

  @Test(arguments: [
    ("<p>A&amp;B</p>", ["A", "&amp;", "B"], "A&B"),
    ("<p>&laquo;نعم&raquo;</p>", ["&laquo;", "نعم", "&raquo;"], "«نعم»"),
    ("<p>&#1582;&#x628;ر</p>", ["&#1582;", "&#x628;", "ر"], "خبر"),
    ("<p>AT&T & Co</p>", ["AT&T & Co"], "AT&T & Co"),
    ("<p>&copy; &copy 2024</p>", ["&copy;", " &copy 2024"], "\u{A9} &copy 2024"),
    ("<p>&foobar; x</p>", ["&foobar; x"], "&foobar; x"),
  ])
  func keepsThePlaceOfEntities(page: String, pieces: [String], text: String) throws {
    let tree = try tree(page)

    let paragraph = try #require(first(.p, in: tree))
    #expect(tree.text(of: paragraph) == text)
    #expect(tree.nodes.filter { $0.kind == .text }.map { source(tree, $0.range) } == pieces)
  }

  @Test func keepsScriptsOutOfTheText() throws {
    let tree = try tree(
      "<head><script type=\"application/ld+json\">{\"a\": \"</b>\"}</script><style>p{}</style></head><p>نص</p>")

    let script = try #require(first(.script, in: tree))
    #expect(String(decoding: tree.rawText(of: script), as: UTF8.self) == "{\"a\": \"</b>\"}")
    #expect(tree.text(of: 0) == "نص")
  }

  @Test func resolvesEntitiesInAttributes() throws {
    let tree = try tree("<meta property='og:title' content='قال: &quot;نعم&quot;' data-x=1>")

    let meta = try #require(first(.meta, in: tree))
    #expect(tree.string(.content, of: meta) == "قال: \"نعم\"")
    #expect(tree.attribute(named: "data-x", of: meta).map(Array.init) == [0x31])
    #expect(tree.attribute(.href, of: meta) == nil)
  }

  @Test func closesWhatThePageLeavesOpen() throws {
    let tree = try tree("<ul><li>أ<li>ب</ul><p>ج<p>د")

    let items = tree.nodes.indices.filter { tree.nodes[$0].tag == .li }
    #expect(items.map { tree.text(of: $0) } == ["أ", "ب"])
    #expect(items.map { source(tree, tree.nodes[$0].range) } == ["<li>أ", "<li>ب"])
    let paragraphs = tree.nodes.indices.filter { tree.nodes[$0].tag == .p }
    #expect(paragraphs.map { tree.text(of: $0) } == ["ج", "د"])
  }

  @Test func survivesDeepNesting() throws {
    let depth = 100_000
    let page = Array(String(repeating: "<div>", count: depth).utf8) + Array("قاع".utf8)

    let tree = try HTMLParser().parse(page)

    #expect(tree.text(of: 0) == "قاع")
    #expect(tree.nodes.count == depth + 4)
  }

  @Test func boundsTheSearchForStrayEndTags() throws {
    let page = String(repeating: "<div>", count: 60_000) + String(repeating: "</b>", count: 60_000) + "<p>نص</p>"

    let tree = try tree(page)

    #expect(tree.isPartial)
    #expect(tree.nodes.count > 60_000)
  }

  @Test func cutsTheAttributesOfAHostileTag() throws {
    let attributes = (0..<100_000).map { " a\($0)=\"<p x='>\"" }.joined()
    let page = "<p>قبل</p><div\(attributes)>بعد</div><p>آخر</p>"

    let tree = try tree(page)

    #expect(tree.cutTags == 1)
    #expect(tree.text(of: 0) == "قبلبعدآخر")
    let division = try #require(first(.div, in: tree))
    #expect(tree.attribute(named: "a999", of: division) != nil)
    #expect(tree.attribute(named: "a1000", of: division) == nil)
  }

  @Test(arguments: ["<p a", "<script>x", "<!-- x", "<p>&#", "<", "</", "<![CDATA[", "<p title='", "&", "plain"])
  func takesAPageThatEndsAnywhere(page: String) throws {
    let tree = try tree(page)

    for node in tree.nodes { #expect(node.range.upperBound <= page.utf8.count) }
  }

  @Test func refusesAnEmptyPageAndOneTooLarge() {
    var parser = HTMLParser()
    parser.maximumBytes = 8

    #expect(throws: HTMLParseError(reason: .empty)) { try parser.parse([]) }
    #expect(throws: HTMLParseError(reason: .tooLarge(limit: 8))) { try parser.parse(Array("<p>123456".utf8)) }
  }

  @Test func readsPagesWithZeroBytesToTheEnd() throws {
    let page = Array("<p title=a".utf8) + [0] + Array(">أول</p><p>ثان</p>".utf8)

    let tree = try HTMLParser().parse(DecodedPage(page).bytes)

    #expect(tree.text(of: 0) == "أولثان")
  }

  @Test func loadsNoEntityOfAFile() throws {
    let tree = try tree("<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><p>&x;</p>")

    let paragraph = try #require(tree.nodes.indices.last { tree.nodes[$0].tag == .p })
    #expect(tree.text(of: paragraph) == "&x;")
  }
}
