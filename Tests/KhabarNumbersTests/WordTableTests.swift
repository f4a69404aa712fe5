import Testing

@testable import KhabarNumbers

@Suite struct WordTableTests {
  private let table = WordTable([
    ("خمسة", 5), ("ستة", 6), ("5", 7), ("خمسة", 8), (String(repeating: "س", count: 65), 9),
  ])

  @Test(arguments: [
    ("خمسة", 5), ("ستة", 6), ("5", 7),
    // Shorter, longer, another first letter, as long.
    ("خمس", -1), ("خمسةا", -1), ("همسة", -1), ("خمسا", -1), ("6", -1), ("", -1),
    // The number of its letters shares a bit with that of one letter.
    ("س", -1), (String(repeating: "س", count: 65), 9), (String(repeating: "س", count: 129), -1),
  ])
  func findsWholeWords(word: String, expected: Int) {
    let bytes = Array(("ا" + word + "ب").utf8)
    #expect(table.find(bytes, 2..<(bytes.count - 2)) == Int32(expected))
  }
}
