import KhabarDuplicates
import Testing

@Suite struct MinHashTests {
  private func signature(_ words: some Sequence<Int>) throws -> MinHash {
    try #require(MinHash(of: Array(words.map { "w\($0)x" }.joined(separator: " ").utf8), minimumWords: 2))
  }

  /// Word pairs in common: of 0..<200 and 100..<300 a third, of 0..<200 and 50..<250 three fifths.
  @Test(arguments: [(100, 99.0 / 299), (50, 149.0 / 249), (0, 1.0), (200, 0.0)])
  func estimatesTheShareOfCommonWordPairs(shift: Int, expected: Double) throws {
    let estimate = try signature(0..<200).similarity(to: try signature(shift..<shift + 200))
    #expect(abs(estimate - expected) < 0.13)
  }

  @Test func givesBitsThatEstimateItToo() throws {
    func bits(_ signature: MinHash) -> [Int] { signature.digest.compactMap { $0.hexDigitValue } }
    let left = bits(try signature(0..<200))
    let right = bits(try signature(50..<250))
    let distance = zip(left, right).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
    #expect(abs(1 - Double(distance) / 64 - 149.0 / 249) < 0.25)
  }

  @Test func isTheSameForTheSameWords() throws {
    let plain = MinHash(of: Array("قالت الوزيرة إن الأمر انتهى".utf8), minimumWords: 2)
    let vowelled = MinHash(of: Array("«قالتِ الوزيرةُ»: إنّ الأمرَ انتهى!".utf8), minimumWords: 2)
    #expect(plain != nil)
    #expect(plain == vowelled)
    #expect(plain != MinHash(of: Array("قالت الوزيرة إن الأمر بدأ".utf8), minimumWords: 2))
  }

  @Test(arguments: ["", "كلمة", "...", "كلمة، كلمة"])
  func hasNoneForTooFewWords(text: String) {
    #expect(MinHash(of: Array(text.utf8), minimumWords: 3) == nil)
  }
}
