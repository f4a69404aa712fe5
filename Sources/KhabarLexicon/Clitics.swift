/// Attached particles at the start of a folded word, for trying what is left against a lexicon.
///
/// Nothing is decided here: "واشنطن" gives the candidate "اشنطن", which no list has.
enum Clitics {
  /// Where the form begins that is left of `bytes[from..<end]` when one more particle is cut off, nil for none: و or ف
  /// at the start of the word, then ب ل ك or س. Two bytes a letter; a rest of less than two letters is no word.
  @inline(__always)
  static func next(_ bytes: UnsafeBufferPointer<UInt8>, from: Int, isFirst: Bool, to end: Int) -> Int? {
    if isFirst, end - from >= 2, isConjunction(bytes, from) { return end - from >= 6 ? from + 2 : nil }
    guard end - from >= 6, isPreposition(bytes, from), isFirst || isConjunction(bytes, from - 2) else { return nil }
    return from + 2
  }

  /// Whether the form from `behind` on, with a ل cut off before it, begins with the second ل of لل, the rest of an
  /// article: "للحوثيين" has "الحوثيين" in it.
  @inline(__always)
  static func isElided(_ bytes: UnsafeBufferPointer<UInt8>, from behind: Int, to end: Int) -> Bool {
    end - behind >= 4 && isLam(bytes, behind - 2) && isLam(bytes, behind)
  }

  /// و or ف
  @inline(__always)
  private static func isConjunction(_ word: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    word[index] == 0xD9 && (word[index + 1] == 0x88 || word[index + 1] == 0x81)
  }

  /// ب ل ك س
  @inline(__always)
  private static func isPreposition(_ word: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    switch (word[index], word[index + 1]) {
    case (0xD8, 0xA8), (0xD9, 0x84), (0xD9, 0x83), (0xD8, 0xB3): true
    default: false
    }
  }

  @inline(__always)
  private static func isLam(_ word: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    word[index] == 0xD9 && word[index + 1] == 0x84
  }
}
