import KhabarLexicon

/// The weights of the segmenter's features, in hundredths.
///
/// A feature is a template with an affix, up to seven letters and a number, packed into 64 bits.
struct SegmenterWeights: Sendable {
  static let standard = SegmenterWeights(Lexicons.segmenterWeights)

  enum Template: UInt64, CaseIterable, Sendable {
    case prefix, suffix, conjunctionRest, conjunctionLevels, particleRest, particleLevels, articleBare, articleWhole
    case withWaw, prefixName, affixes, suffixOpening, prefixLength, suffixLength, pronounRest, pronounLevels, endingRest
    case endingLevel, stemLevel, stemArticleLevel, suffixName, stem, particleStem, particleStemLevels, lemmaLevel
  }

  /// Numbers of everything that can stand as the affix of a feature.
  private static let affixNumbers: [String: UInt64] = {
    let names =
      Prefix.all.map(\.name) + Suffix.all.map(\.name) + Prefix.states + Suffix.all.map(\.pronoun)
      + Suffix.all.map(\.ending) + ["", "P", "S", "PS"]
    var numbers: [String: UInt64] = [:]
    for name in names where numbers[name] == nil { numbers[name] = UInt64(numbers.count) }
    return numbers
  }()

  private let keys: [UInt64]
  private let weights: [Int32]
  private let mask: Int

  init(_ list: WordList) {
    var found: [(UInt64, Int32)] = []
    let templates = Dictionary(uniqueKeysWithValues: Template.allCases.map { (Self.name(of: $0), $0) })
    for row in 0..<list.count {
      guard let template = list.keys(row).first.flatMap({ templates[$0] }) else { continue }
      let value = list.value(row, 0)
      guard let bar = value.firstIndex(of: "|") else { continue }
      let affix = Self.affixNumber(String(value[..<bar]))
      for member in value[value.index(after: bar)...].split(separator: " ") {
        let fields = member.split(separator: "|", omittingEmptySubsequences: false)
        guard fields.count == 3, let weight = Int32(fields[2]) else { continue }
        let letters = ArabicLetter.packed(ArabicLetter.letters(of: fields[0]))
        found.append((Self.key(template, affix, number: Int(fields[1]) ?? 0, letters), weight))
      }
    }
    var size = 1024
    while size < found.count * 2 { size *= 2 }
    var keys = [UInt64](repeating: 0, count: size)
    var weights = [Int32](repeating: 0, count: size)
    for (key, weight) in found {
      var place = WordHash.place(key) & (size - 1)
      while keys[place] != 0 { place = (place + 1) & (size - 1) }
      keys[place] = key
      weights[place] = weight
    }
    self.keys = keys
    self.weights = weights
    mask = size - 1
  }

  /// The number of an affix in features.
  static func affixNumber(_ name: String) -> UInt64 { affixNumbers[name] ?? 511 }

  /// `conjunctionRest` is `conjunction-rest` in the table.
  private static func name(of template: Template) -> String {
    "\(template)".reduce(into: "") { name, letter in
      if letter.isUppercase { name += "-" }
      name += letter.lowercased()
    }
  }

  @inline(__always)
  private static func key(_ template: Template, _ affix: UInt64, number: Int, _ letters: UInt64) -> UInt64 {
    (template.rawValue + 1) << 59 | affix << 50 | UInt64(truncatingIfNeeded: number) << 42 | letters
  }

  /// The weight of a feature, 0 when it has none.
  @inline(__always)
  func weight(_ template: Template, _ affix: UInt64, number: Int = 0, letters: UInt64 = 0) -> Int32 {
    let key = Self.key(template, affix, number: number, letters)
    var place = WordHash.place(key) & mask
    while true {
      if keys[place] == key { return weights[place] }
      if keys[place] == 0 { return 0 }
      place = (place + 1) & mask
    }
  }
}
