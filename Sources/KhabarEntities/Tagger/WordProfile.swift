/// How a word behaves in general Arabic: how frequent it is with and without the article, which endings and prefixes it
/// takes, how much it looks like a name, a verb, an adjective.
///
/// The frequencies and the forms that a word takes come from lists of words with their counts; how much it looks like a
/// name is what a classifier of letters learned from lists of names, verbs and adjectives (`Tools/train_name_tagger.py`).
struct WordProfile: Sendable {
  /// Measures with at most eight values: the level of frequency of the form at hand, the levels with and without the
  /// article compared, pronouns and plural endings that the word takes, forms of a verb, and how surely it is a
  /// person's name, a place, a verb, an adjective.
  static let measureCount = 9
  static let none = WordProfile()

  private(set) var measures: InlineArray<9, UInt8> = .init(repeating: 0)
  /// The measures that matter most in one number; 0 for a word of which nothing is known.
  private(set) var summary: UInt64 = 0

  private init() {}

  /// - Parameter packed: mixed digits with the bases 7 (frequency without the article), 7 (with it), 4, 3, 4, 4, 4, 3, 2.
  init(packed: UInt32, hasArticle: Bool) {
    var rest = packed
    func digit(_ base: UInt32) -> UInt8 {
      defer { rest /= base }
      return UInt8(truncatingIfNeeded: rest % base)
    }
    for (place, base) in [(8, 2), (7, 3), (6, 4), (5, 4), (4, 4), (3, 3), (2, 4)] as [(Int, UInt32)] {
      measures[place] = digit(base)
    }
    let definite = digit(7)
    let bare = digit(7)
    measures[0] = hasArticle ? definite : bare
    measures[1] = Self.compared(bare, definite)
    summary = UInt64(measures[0]) + 1
    summary = summary * 8 + UInt64(measures[1])
    summary = summary * 2 + UInt64(min(measures[2], 1))
    summary = summary * 2 + UInt64(min(measures[3], 1))
    summary = summary * 4 + UInt64(measures[5])
    summary = summary * 4 + UInt64(measures[6])
    summary = summary * 3 + UInt64(measures[7])
  }

  /// 0 neither known, 1 only bare, 2 only with the article, 3 to 7 how much more often bare.
  private static func compared(_ bare: UInt8, _ definite: UInt8) -> UInt8 {
    if definite == 0 { return bare == 0 ? 0 : 1 }
    if bare == 0 { return 2 }
    return UInt8(5 + max(-2, min(2, Int(bare) - Int(definite))))
  }
}
