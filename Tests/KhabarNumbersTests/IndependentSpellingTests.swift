import Foundation
import KhabarAnnotations
import Testing

/// Numbers that another program has spelled read back.
@Suite struct IndependentSpellingTests {
  private static let rows: [(value: Int, words: String)] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/spelled-numbers/num2words.tsv")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      let fields = line.split(separator: "\t")
      return Int(fields[0]).map { ($0, String(fields[1])) }
    }
  }()

  @Test func readsBackWhatNum2wordsSpells() throws {
    #expect(Self.rows.count > 250)
    let text = Self.rows.map { "العدد: " + $0.words + "." }.joined(separator: "\n")

    let values = try NumbersStageTests.numbers(text).map { $0.value.integer ?? -1 }

    #expect(values == Self.rows.map(\.value))
  }
}
