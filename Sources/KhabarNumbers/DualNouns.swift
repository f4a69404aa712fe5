import KhabarLexicon

/// Nouns whose dual is read as the number two.
///
/// Only nouns of the list: the endings ان and ين are those of many other words (لبنان, المدنيين).
struct DualNouns: Sendable {
  enum Class: String {
    /// People who are counted in the news of wars and accidents.
    case person
    case thing
    case time
    case unit
    case currency
  }

  static let shared = DualNouns()

  private struct Noun {
    var kind: Class
    /// The plural ends in ون/ين, so that only ان is the dual for sure: مدنيين are more than two.
    var hasSoundPlural: Bool
  }

  private let nouns: [Noun]
  private let stems: WordTable

  private init() {
    let list = Lexicons.dualNouns
    let kindColumn = list.column("class")
    let pluralColumn = list.column("plural")
    var nouns: [Noun] = []
    var words: [(String, Int32)] = []
    for row in 0..<list.count {
      nouns.append(
        Noun(
          kind: Class(rawValue: list.value(row, kindColumn)) ?? .thing,
          hasSoundPlural: list.value(row, pluralColumn) == "sound"))
      for key in list.keys(row) {
        // ة becomes ت before the ending: طفلة, طفلتان.
        let stem = key.unicodeScalars.last == "ه" ? String(key.unicodeScalars.dropLast()) + "ت" : key
        words.append((stem, Int32(row)))
      }
    }
    self.nouns = nouns
    stems = WordTable(words)
  }

  /// The noun of a dual and the bytes of the particles before it; nil for another word.
  func dual(_ bytes: [UInt8], _ range: Range<Int>) -> (kind: Class, cut: Int, hasArticle: Bool)? {
    guard range.count >= 8, bytes[range.upperBound - 2] == 0xD9, bytes[range.upperBound - 1] == 0x86 else { return nil }
    let isOblique: Bool
    switch (bytes[range.upperBound - 4], bytes[range.upperBound - 3]) {
    case (0xD8, 0xA7): isOblique = false
    case (0xD9, 0x8A): isOblique = true
    default: return nil
    }
    let end = range.upperBound - 4
    var start = range.lowerBound
    // و ف, then ب ل ك, then ال; لل for ل and ال.
    var cut = 0
    var hasArticle = false
    for step in 0..<4 {
      let row = stems.find(bytes, start..<end)
      if row >= 0 {
        let noun = nouns[Int(row)]
        return isOblique && noun.hasSoundPlural ? nil : (noun.kind, cut, hasArticle)
      }
      guard end - start > 4 else { return nil }
      switch (bytes[start], bytes[start + 1]) {
      case (0xD9, 0x88), (0xD9, 0x81):
        guard step == 0 else { return nil }
        start += 2
        cut += 2
      case (0xD8, 0xA8), (0xD9, 0x83), (0xD9, 0x84):
        guard !hasArticle else { return nil }
        if bytes[start + 2] == 0xD9, bytes[start + 3] == 0x84, bytes[start + 1] == 0x84 {
          start += 4
          hasArticle = true
        } else {
          start += 2
        }
        cut += 2
      case (0xD8, 0xA7):
        guard !hasArticle, bytes[start + 2] == 0xD9, bytes[start + 3] == 0x84 else { return nil }
        start += 4
        hasArticle = true
      default: return nil
      }
    }
    return nil
  }
}
