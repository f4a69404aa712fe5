import KhabarLexicon

/// The weights of the tagger: of features for each label, and of one label after another.
///
/// Features are told apart by 39 bits of their hash. The features that most words have, classes and profiles, stand in
/// tables of their own, so that summing them up takes no search.
final class TaggerModel: Sendable {
  /// One weight a label; the lanes after the last label are 0.
  typealias Weights = SIMD16<Int16>

  static let standard = TaggerModel(Lexicons.taggerWeights)

  /// Bits of a feature's hash that count.
  static let keyBits: UInt64 = 39

  /// Bits of keys that may be there. Most features of a text have no weight and are found out here, in the nearest memory.
  private let filter: [UInt64]
  /// Open addressing: the upper bits of the key above the number of its row; 0 for a free place.
  private let places: [UInt64]
  private let rows: [Weights]
  /// `transitions[next * count + previous]`
  let transitions: [Int32]
  /// By offset (-2…2) and class bit.
  private let classWeights: [Weights]
  /// By offset (-1…1), measure and value.
  private let profileWeights: [Weights]
  /// By offset (-1…1) and feature of the word lists.
  private let listWeights: [Weights]
  private let listFeatureCount: Int
  /// By offset (-2…2) and template, for its value 0: most words are in no name and no title.
  private let nothingWeights: [Weights]

  /// log2 of the bits of `filter`.
  private static let filterBits: UInt64 = 18

  /// Reads rows of features: six digits of key, one of how many weights, two for each: label and weight. The first row
  /// holds two digits for each transition, the previous label running fastest.
  init(_ list: WordList, lists: ListFeatures = .standard) {
    var transitions: [Int32] = []
    var keys: [UInt64] = []
    var found: [Weights] = []
    list.forEachRowOfDigits { digits in
      if transitions.isEmpty {
        while !digits.isAtEnd { transitions.append(Int32(digits.number(2)) - 4096) }
        return
      }
      while !digits.isAtEnd {
        keys.append(digits.number(6))
        var row = Weights(repeating: 0)
        for _ in 0..<digits.number(1) {
          let pair = digits.number(2)
          row[Int(pair >> 8) & 15] = Int16(pair & 255) - 128
        }
        found.append(row)
      }
    }
    var size = 1 << 12
    while size < keys.count * 2 { size *= 2 }
    var filter = [UInt64](repeating: 0, count: 1 << (Self.filterBits - 6))
    var places = [UInt64](repeating: 0, count: size)
    for (row, key) in keys.enumerated() {
      filter[Int(truncatingIfNeeded: key >> 6) & (filter.count - 1)] |= 1 << (key & 63)
      var place = Int(truncatingIfNeeded: key) & (size - 1)
      while places[place] != 0 { place = (place + 1) & (size - 1) }
      places[place] = Self.fingerprint(key) | UInt64(row)
    }
    self.filter = filter
    self.places = places
    rows = found
    self.transitions = transitions
    func row(_ template: TaggerTemplate, _ value: UInt64, _ offset: Int) -> Weights {
      Self.row(of: template.feature(value, at: offset), places).map { found[$0] } ?? Weights(repeating: 0)
    }
    classWeights = (0..<5 * 64).map { row(.wordClass, UInt64($0 % 64), $0 / 64 - 2) }
    profileWeights = (0..<3 * 128).map { row(.profile, UInt64($0 % 128), $0 / 128 - 1) }
    let features = (0..<lists.count).map { lists[ListFeature(number: UInt16($0))] }
    listWeights = (-1...1).flatMap { offset in features.map { row($0.template, $0.value, offset) } }
    listFeatureCount = features.count
    nothingWeights = (-2...2).flatMap { offset in TaggerTemplate.allCases.map { row($0, 0, offset) } }
  }

  /// How many features have weights.
  var featureCount: Int { rows.count }

  /// The part of a feature's hash that is kept.
  static func key(of feature: UInt64) -> UInt64 { feature >> (64 - keyBits) }

  /// The weights of a feature, nil when it has none.
  @inline(__always)
  func weights(of feature: UInt64) -> Weights? {
    let key = Self.key(of: feature)
    guard filter[Int(truncatingIfNeeded: key >> 6) & (filter.count - 1)] >> (key & 63) & 1 != 0,
      let row = Self.row(of: feature, places)
    else { return nil }
    return rows[row]
  }

  /// The weights of class number `bit` of the word `offset` words on.
  @inline(__always)
  func weights(ofClass bit: Int, at offset: Int) -> Weights { classWeights[(offset + 2) << 6 | bit] }

  /// The weights of a measure's value, of the word `offset` words on.
  @inline(__always)
  func weights(ofProfile value: Int, at offset: Int) -> Weights { profileWeights[(offset + 1) << 7 | value] }

  /// The weights of a feature of the word lists, of the word `offset` words on.
  @inline(__always)
  func weights(of feature: ListFeature, at offset: Int) -> Weights {
    listWeights[(offset + 1) * listFeatureCount + Int(feature.number)]
  }

  /// The weights of a template's value 0.
  @inline(__always)
  func weights(ofNothing template: TaggerTemplate, at offset: Int) -> Weights {
    nothingWeights[(offset + 2) * TaggerTemplate.allCases.count + Int(template.rawValue)]
  }

  @inline(__always)
  private static func row(of feature: UInt64, _ places: [UInt64]) -> Int? {
    let key = Self.key(of: feature)
    let wanted = fingerprint(key)
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: key) & mask
    while places[place] != 0 {
      if places[place] & fingerprintMask == wanted { return Int(places[place] & ~fingerprintMask) }
      place = (place + 1) & mask
    }
    return nil
  }

  private static let fingerprintMask: UInt64 = ~0xFFFF_FFFF

  /// The upper 32 bits of a key, shifted above the number of a row; never 0, which marks a free place.
  @inline(__always)
  private static func fingerprint(_ key: UInt64) -> UInt64 { (key >> 7 | 1) << 32 }
}
