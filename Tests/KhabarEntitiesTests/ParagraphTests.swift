import Foundation
import KhabarAnnotations
import KhabarCore
import KhabarText
import Testing

/// The paragraphs of `Tests/Fixtures/entities`: how many names are found, and how many found are right.
///
/// The floors are what was reached; a change that lowers them has to say why.
@Suite struct ParagraphTests {
  @Test(arguments: [
    ("read", 0.96, 0.92), ("unread", 0.94, 0.89), ("last", 0.90, 0.84), ("fresh", 0.95, 0.91), ("check", 0.91, 0.82),
    ("places", 0.93, 0.86),
  ])
  func findsNames(file: String, overlapFloor: Double, exactFloor: Double) throws {
    let paragraphs = try MarkedParagraph.read(file)
    var gold = 0
    var found = 0
    var exact = 0
    var overlapping = 0

    for paragraph in paragraphs {
      let (document, entities) = try entities(in: paragraph.text)
      let names = entities.filter(\.isNamed).flatMap(\.mentions)
        .filter { $0.form != .description && $0.form != .title }.map(\.range)
      #expect(document.string(TextRange(0, document.text.count)) == paragraph.text)
      gold += paragraph.names.count
      found += names.count
      exact += Set(names).intersection(paragraph.names).count
      overlapping += paragraph.names.filter { name in names.contains { $0.overlaps(name) } }.count
    }

    #expect(paragraphs.count >= 8)
    #expect(Self.score(exact, gold, found) >= exactFloor)
    #expect(Self.score(overlapping, gold, found) >= overlapFloor)
  }

  private static func score(_ right: Int, _ gold: Int, _ found: Int) -> Double {
    2 * Double(right) / Double(gold + found)
  }
}

/// A paragraph with its names marked: `[P1 …]` and so on, `{1 …}` for titles; see `build_gold.py` beside the files.
struct MarkedParagraph {
  var text = ""
  /// Names in bytes.
  var names: [TextRange] = []

  static func read(_ file: String) throws -> [MarkedParagraph] {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/entities/\(file).gold")
    return try String(contentsOf: path, encoding: .utf8).components(separatedBy: "=== ").dropFirst().map { block in
      let lines = block.split(separator: "\n", maxSplits: 1)
      return MarkedParagraph(marked: lines[1].trimmingCharacters(in: .newlines))
    }
  }

  init(marked: String) {
    var open: [(isName: Bool, start: Int)] = []
    var rest = Substring(marked)
    while let character = rest.first {
      switch character {
      case "[", "{":
        let kind = rest.dropFirst().first
        let isName = character == "[" && kind.map { "POLFNEM".contains($0) } ?? false
        open.append((isName, text.utf8.count))
        rest = rest.drop { $0 != " " }.dropFirst()
      case "]", "}":
        let (isName, start) = open.removeLast()
        if isName { names.append(TextRange(start, text.utf8.count)) }
        rest = rest.dropFirst()
      default:
        text.append(character)
        rest = rest.dropFirst()
      }
    }
  }
}
