import CLibxml2Floor
import Foundation
import Khabar

/// How the time of the `article` stage grows with the size of large and hostile pages: each page and one twice as large.
enum Growth {
  private static let sentence = "قالت الهيئة إن الأعمال تنتهي قبل نهاية العام، وإن الميزانية كافية لكل المراحل المقررة."

  /// A page by the number of its parts, and the number to start from.
  private static let pages: [(name: String, count: Int, make: @Sendable (Int) -> String)] = [
    (
      "article of 10 MB", 55_000,
      { count in
        (0..<count).map { "<div class=\"row r\($0 % 7)\"><p>\(sentence) \($0)</p></div>" }.joined(separator: "\n")
      }
    ),
    ("100,000 nested", 100_000, { String(repeating: "<div>", count: $0) + "<p>\(sentence)</p>" }),
    (
      "100,000 attributes", 100_000,
      { count in "<div " + (0..<count).map { "a\($0)=\"\($0)\"" }.joined(separator: " ") + "><p>\(sentence)</p></div>" }
    ),
    ("1,000,000 <p>", 1_000_000, { String(repeating: "<p>", count: $0) + "<p>\(sentence)</p>" }),
    ("100,000 paragraphs", 100_000, { String(repeating: "<p>\(sentence)</p>", count: $0) }),
    (
      "100,000 links", 100_000,
      { count in (0..<count).map { "<a href=\"/n/\($0)\">خبر \($0)</a> " }.joined() + "<p>\(sentence)</p>" }
    ),
    (
      "50,000 rows of a table", 50_000,
      { "<table>" + String(repeating: "<tr><td>1<td>2", count: $0) + "</table><p>\(sentence)</p>" }
    ),
    ("20,000 tables in tables", 20_000, { String(repeating: "<table><tr><td>", count: $0) + "<p>\(sentence)</p>" }),
  ]

  static func run() throws {
    let stage = try ArticleStageBox()
    print("page                          bytes      seconds   MB/s   twice the size   of htmlReadMemory")
    for (name, count, make) in pages {
      // libxml2's own tree takes a minute for 100,000 attributes in one tag.
      let floor = name.hasSuffix("attributes") ? nil : floorSeconds(make(count))
      let small = try measure(stage, make(count))
      let large = try measure(stage, make(count * 2))
      let columns = [
        pad(String(small.bytes), 12), pad(String(format: "%.3f", small.seconds), 12),
        pad(String(format: "%.1f", Double(small.bytes) / 1e6 / small.seconds), 7),
        pad(String(format: "%.2f", large.seconds / small.seconds), 17),
        pad(floor.map { String(format: "%.2f", $0 / small.seconds) } ?? "-", 19),
      ]
      print(name + String(repeating: " ", count: max(1, 24 - name.count)) + columns.joined())
    }
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private static func page(_ body: String) -> [UInt8] {
    Array("<html><head><meta charset=utf-8></head><body>\(body)</body></html>".utf8)
  }

  private static func measure(_ stage: ArticleStageBox, _ body: String) throws -> (bytes: Int, seconds: Double) {
    let page = page(body)
    let document = Document(id: "page", page: DocumentSource(bytes: page))
    var isFound = false
    let measured = try Benchmark("", documents: 1, bytes: page.count, rounds: 2) {
      var copy = document
      try stage.process(&copy)
      isFound = copy.text.count >= sentence.utf8.count
    }
    guard isFound else { throw Lost() }
    return (page.count, measured.seconds)
  }

  private static func floorSeconds(_ body: String) -> Double {
    let page = page(body)
    return Benchmark("", documents: 1, bytes: page.count, rounds: 2) {
      page.withUnsafeBytes { bytes in
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        let options = Int32(
          HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            | HTML_PARSE_NONET.rawValue)
        xmlFreeDoc(htmlReadMemory(start, Int32(bytes.count), nil, "UTF-8", options | Int32(XML_PARSE_HUGE.rawValue)))
      }
    }.seconds
  }

  /// The sentence did not come out.
  private struct Lost: Error {}
}

/// The `article` stage of the standard registry.
struct ArticleStageBox {
  private let stage: any Stage

  init() throws {
    guard let registered = StageRegistry.standard.stage("article") else { throw Missing() }
    stage = try registered.make(options: nil)
  }

  func process(_ document: inout Document) throws { try stage.process(&document) }

  private struct Missing: Error {}
}
