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
      var value = list.value(row, 0)
      value.withUTF8 { Self.read($0, template, &found) }
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

  /// Reads `affix|letters|number|weight letters|number|weight …`: the features of one template and affix.
  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ template: Template, _ found: inout [(UInt64, Int32)]
  ) {
    guard let bar = bytes.firstIndex(of: 0x7C) else { return }
    let affix = affixNumber(String(decoding: bytes[..<bar], as: UTF8.self))
    var index = bar + 1
    while index < bytes.count {
      var letters: UInt64 = 0
      while index + 1 < bytes.count, bytes[index] != 0x7C {
        let scalar = UInt32(bytes[index] & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
        letters = letters << 6 | UInt64(ArabicLetter(arabic: scalar) ?? ArabicLetter.foreign)
        index += 2
      }
      index += 1
      let number = integer(bytes, &index)
      index += 1
      let weight = integer(bytes, &index)
      index += 1
      found.append((key(template, affix, number: number, letters), Int32(weight)))
    }
  }

  /// A whole number, 0 when none stands there.
  private static func integer(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int {
    let isNegative = index < bytes.count && bytes[index] == 0x2D
    if isNegative { index += 1 }
    var value = 0
    while index < bytes.count, bytes[index] &- 0x30 < 10 {
      value = value * 10 + Int(bytes[index] - 0x30)
      index += 1
    }
    return isNegative ? -value : value
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
