import KhabarLexicon

/// Number and kind of nouns, as far as numbers need them: plurals, duals, particles.
enum NounNumber {
  private static let plurals = table(Lexicons.pluralNouns)
  private static let particles = table(Lexicons.particles)
  private static let wawNouns = table(Lexicons.wawNouns)

  private static func table(_ list: WordList) -> WordTable {
    WordTable((0..<list.count).flatMap { row in list.keys(row).map { ($0, Int32(row)) } })
  }

  /// ولاية, وزير: the و is no conjunction.
  static func isWawNoun(_ bytes: [UInt8], _ range: Range<Int>) -> Bool { wawNouns.find(bytes, range) >= 0 }

  /// من, في, على: words that are never what is counted.
  static func isParticle(_ bytes: [UInt8], _ range: Range<Int>) -> Bool { particles.find(bytes, range) >= 0 }

  /// Whether the noun, article and particles aside, is a plural: by its ending or by the list of broken plurals.
  static func isPlural(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let word = bytes[range]
    if word.count > 8 {
      // ات, ون, ين
      switch (word[word.endIndex - 4], word[word.endIndex - 3], word[word.endIndex - 2], word[word.endIndex - 1]) {
      case (0xD8, 0xA7, 0xD8, 0xAA), (0xD9, 0x88, 0xD9, 0x86), (0xD9, 0x8A, 0xD9, 0x86): return true
      default: break
      }
    }
    // Cut at most three letters from the front: وال, لل, ال.
    var start = range.lowerBound
    for _ in 0..<4 {
      if plurals.find(bytes, start..<range.upperBound) >= 0 { return true }
      guard range.upperBound - start > 4 else { return false }
      start += 2
    }
    return false
  }

  /// الذكرى, ذكراها, يومه: a singular that the number after it can only order.
  static func isSingularDefinite(_ bytes: [UInt8], _ range: Range<Int>, isDefinite: Bool) -> Bool {
    guard !isPlural(bytes, range) else { return false }
    if isDefinite { return true }
    let word = bytes[range]
    // A pronoun at the end: ها, ه after another letter than ة would leave.
    return word.count > 6 && word.suffix(4).elementsEqual([0xD9, 0x87, 0xD8, 0xA7])
  }
}
