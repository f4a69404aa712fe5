import Foundation
import KhabarAnnotations
import KhabarCore
import KhabarHTML
import KhabarIngest
import KhabarText
import Testing

/// Annotations of the text marked in the original page, in its own bytes.
@Suite struct SourceMapTests {
  private static let body = """
    <html><head><meta charset="LABEL"><title>خبر</title></head><body><div>قائمة</div><div id="main">
    <p>أكدت شركة <b>الوادي</b> &amp; <i>شركاه</i> في بيان   طويل أن العمل توقف مساء الأحد بسبب العاصفة، وفق المصدر.</p>
    <p>وقال مديرها: &quot;سنعود غداً&quot;، مضيفاً أن الطرق <a href="/r">الجبلية<br></a> مغلقة أمام السيارات كلها منذ الفجر.</p></div></body></html>
    """

  private func document(_ encoding: CharacterEncoding) throws -> Document {
    let page = Self.body.split(separator: "LABEL").joined(separator: encoding.rawValue)
    let bytes: [UInt8]
    switch encoding {
    case .utf8: bytes = Array(page.utf8)
    case .utf16LE: bytes = [0xFF, 0xFE] + page.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    default: bytes = encodeSingleBytes(page, encoding)
    }
    var document = Document(id: "page", page: DocumentSource(bytes: bytes, encoding: encoding.rawValue))
    try ArticleStage(options: .init()).process(&document)
    return document
  }

  /// The range of `words` in the text.
  private func range(of words: String, in document: Document) throws -> TextRange {
    let wanted = Array(words.utf8)
    let start = try #require(
      (0...(document.text.count - wanted.count)).first { document.text[$0..<$0 + wanted.count].elementsEqual(wanted) })
    return TextRange(start, start + wanted.count)
  }

  /// The page with `<mark>` around the bytes of `range`, read in its encoding.
  private func marked(_ range: TextRange, in document: Document, _ encoding: CharacterEncoding) -> String {
    var page = document.source.bytes
    func encoded(_ tag: String) -> [UInt8] {
      encoding == .utf16LE ? tag.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } : Array(tag.utf8)
    }
    for source in document.sourceRanges(of: range).reversed() {
      page.insert(contentsOf: encoded("</mark>"), at: source.upperBound)
      page.insert(contentsOf: encoded("<mark>"), at: source.lowerBound)
    }
    return String(decoding: DecodedPage(page, charset: Charset(known: encoding, of: page)).bytes, as: UTF8.self)
  }

  @Test(arguments: [CharacterEncoding.utf8, .windows1256, .utf16LE])
  func marksAnnotationsInTheOriginalPage(encoding: CharacterEncoding) throws {
    let document = try document(encoding)

    // Across tags and an entity: each stretch is marked by itself, and no tag is cut.
    let company = try range(of: "شركة الوادي & شركاه", in: document)
    #expect(
      marked(company, in: document, encoding).contains(
        "أكدت <mark>شركة</mark> <b><mark>الوادي</mark></b> <mark>&amp;</mark> <i><mark>شركاه</mark></i> في بيان"))

    let quotation = try range(of: "\"سنعود غداً\"", in: document)
    #expect(marked(quotation, in: document, encoding).contains("مديرها: <mark>&quot;سنعود غداً&quot;</mark>، مضيفاً"))

    let word = try range(of: "العاصفة", in: document)
    #expect(marked(word, in: document, encoding).contains("بسبب <mark>العاصفة</mark>، وفق"))
  }

  // As a reader of the JSON does it, with nothing but the source map and the page's encoding.
  @Test(arguments: [CharacterEncoding.utf8, .windows1256, .utf16LE])
  func theSourceMapAloneIsEnough(encoding: CharacterEncoding) throws {
    let document = try document(encoding)
    let spans = document[SourceSpans.self]
    func width(_ range: TextRange) -> Int {
      let text = document.string(range)
      return encoding == .utf8
        ? text.utf8.count : encoding == .utf16LE ? text.utf16.count * 2 : text.unicodeScalars.count
    }
    for words in ["العاصفة", "الوادي", "شركاه", "سنعود غداً", "بيان طويل"] {
      let wanted = try range(of: words, in: document)
      var found: [TextRange] = []
      for span in spans where span.range.overlaps(wanted) {
        guard span.isVerbatim else {
          found.append(span.source)
          continue
        }
        let from = max(span.range.lowerBound, wanted.lowerBound)
        let to = min(span.range.upperBound, wanted.upperBound)
        let start = span.source.lowerBound + width(TextRange(span.range.lowerBound, from))
        found.append(TextRange(start, start + width(TextRange(from, to))))
      }
      let text = found.map { range in
        let bytes = Array(document.source.bytes[range.indices])
        return String(decoding: DecodedPage(bytes, charset: Charset(known: encoding, of: bytes)).bytes, as: UTF8.self)
      }
      #expect(text.joined(separator: " ") == words)
    }
  }

  @Test func namesTheElementAroundEachStretch() throws {
    let document = try document(.utf8)
    func path(_ words: String) throws -> String? {
      let wanted = try range(of: words, in: document)
      return document[SourceSpans.self].first { $0.range.contains(wanted) }?.path
    }

    #expect(try path("العاصفة") == "/html/body/div[2]/p[1]")
    #expect(try path("الوادي") == "/html/body/div[2]/p[1]/b")
    #expect(try path("الجبلية") == "/html/body/div[2]/p[2]/a")
  }

  @Test func entitiesAreNotVerbatim() throws {
    let document = try document(.utf8)

    let others = document[SourceSpans.self].filter { !$0.isVerbatim }
    #expect(others.map { document.string($0.range) } == ["&", "\"", "\""])
    #expect(
      others.map { String(decoding: document.source.bytes[$0.source.indices], as: UTF8.self) }
        == ["&amp;", "&quot;", "&quot;"])
  }

  private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/pages")

  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: fixtures.path)) ?? [])
    .filter { FileManager.default.fileExists(atPath: fixtures.appending(path: "\($0)/input.html").path) }.sorted()

  // Every character of the text is in the page: verbatim spans are its bytes, the others have a place.
  @Test(arguments: names)
  func everyCharacterHasAPlaceInThePage(name: String) throws {
    let bytes = try [UInt8](Data(contentsOf: Self.fixtures.appending(path: "\(name)/input.html")))
    var document = Document(id: name, page: DocumentSource(bytes: bytes))
    try ArticleStage(options: .init()).process(&document)
    let encoding = Charset(of: bytes).used
    var covered = 0
    for span in document[SourceSpans.self] {
      let source = Array(bytes[span.source.indices])
      #expect(!source.isEmpty)
      if span.isVerbatim {
        let charset = Charset(known: encoding, of: source)
        #expect(DecodedPage(source, charset: charset).bytes == Array(document.text[span.range.indices]))
      }
      covered += span.range.count
    }
    let spaces = document.text.count { $0 <= 0x20 }
    #expect(covered <= document.text.count && covered >= document.text.count - spaces)
  }

  // A page nested 100,000 deep would have paths of half a megabyte each.
  @Test func leavesOutPathsOfWhatIsNestedBeyondReason() throws {
    let page =
      "<html><body>" + String(repeating: "<div>", count: 3_000)
      + "<p>قالت الهيئة إن الأعمال تنتهي قبل نهاية العام، وإن الميزانية كافية لكل المراحل المقررة.</p>"
    var document = Document(id: "page", page: DocumentSource(bytes: Array(page.utf8)))
    try ArticleStage(options: .init()).process(&document)

    #expect(document[SourceSpans.self].map(\.path) == [nil])
    #expect(document[SourceSpans.self].first?.isVerbatim == true)
  }
}

/// `text` in a single-byte encoding; what it does not have becomes a question mark.
func encodeSingleBytes(_ text: String, _ encoding: CharacterEncoding) -> [UInt8] {
  var bytes: [UInt32: UInt8] = [:]
  for byte in UInt8(0x80)...0xFF {
    let page = DecodedPage([byte], charset: Charset(known: encoding, of: [byte]))
    if let scalar = String(decoding: page.bytes, as: UTF8.self).unicodeScalars.first, scalar.value != 0xFFFD {
      bytes[scalar.value] = byte
    }
  }
  return text.unicodeScalars.map { $0.value < 0x80 ? UInt8($0.value) : bytes[$0.value] ?? 0x3F }
}
