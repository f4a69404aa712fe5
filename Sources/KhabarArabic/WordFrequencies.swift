import KhabarLexicon

/// How often Arabic writes a word.
///
/// Made of the counts of the news corpus ANT (1.3 million words) and, for words it lacks, of wordfreq's list of general Arabic,
/// both kept in steps of half a power of two: figures are right within a fifth. Forms are counted as they are written, with what
/// is attached to them. أ إ آ count as ا. The tables and their licences: `word-counts.tsv`, `general-word-counts.tsv`.
public struct WordFrequencies: Sendable {
  public static let standard = WordFrequencies()

  /// Words that the counts were taken in.
  private static let corpusSize = 1_300_000.0
  private let words = KnownWords.standard

  private init() {}

  /// Twice the binary logarithm of the word's count in 1.3 million words, 0 when the tables do not have it.
  public func level(of word: String) -> Int {
    var hash: UInt64 = 0
    for scalar in word.unicodeScalars {
      if let letter = ArabicLetter(arabic: scalar.value) {
        hash = WordHash.appending(.bare(letter), to: hash)
      } else if !Self.isMark(scalar.value) {
        return 0
      }
    }
    return words.level(hash)
  }

  /// Occurrences in a million words, 0 when the tables do not have it.
  public func perMillion(_ word: String) -> Double {
    let level = level(of: word)
    guard level > 0 else { return 0 }
    var count = level % 2 == 1 ? 2.0.squareRoot() : 1
    for _ in 0..<level / 2 { count *= 2 }
    return count * 1_000_000 / Self.corpusSize
  }

  private static func isMark(_ scalar: UInt32) -> Bool {
    (0x064B...0x0652).contains(scalar) || scalar == 0x0640 || scalar == 0x0670
  }
}
