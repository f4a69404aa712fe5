/// Attached particles at the start of a folded word, for trying what is left against a lexicon.
///
/// Nothing is decided here: "واشنطن" gives the candidate "اشنطن", which no list has.
enum Clitics {
  /// Calls `body` with each form that is left when particles are cut off: the form, the bytes cut off, and whether it
  /// is the second ل of لل with its ا written out ("للحوثيين" gives "الحوثيين").
  @inline(__always)
  static func forEachRest(
    of word: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, Int, Bool) -> Void
  ) {
    // Two bytes a letter; a rest of less than two letters is no word.
    var start = 0
    if isConjunction(word, 0) {
      start = 2
      guard word.count - start >= 4 else { return }
      body(UnsafeBufferPointer(rebasing: word[start...]), start, false)
    }
    guard word.count - start >= 6, isPreposition(word, start) else { return }
    let rest = start + 2
    body(UnsafeBufferPointer(rebasing: word[rest...]), rest, false)
    guard isLam(word, start), isLam(word, rest) else { return }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count - rest + 2) { buffer in
      buffer[0] = 0xD8
      buffer[1] = 0xA7
      for index in rest..<word.count { buffer[index - rest + 2] = word[index] }
      body(UnsafeBufferPointer(rebasing: buffer[..<(word.count - rest + 2)]), rest, true)
    }
  }

  /// و or ف
  @inline(__always)
  private static func isConjunction(_ word: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    word.count >= index + 2 && word[index] == 0xD9 && (word[index + 1] == 0x88 || word[index + 1] == 0x81)
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
