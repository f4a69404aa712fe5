import KhabarLexicon

/// The weights of the tagger: of features for each label, and of one label after another.
///
/// Features are told apart by 39 bits of their hash. The features that most words have, classes and profiles, stand in
/// tables of their own, so that summing them up takes no search.
final class TaggerModel: Sendable {
  /// One weight a label; the lanes after the last label are 0.
  typealias Weights = SIMD16<Int8>

  static let standard = TaggerModel(Lexicons.taggerWeights)

  /// Bits of a feature's hash that count.
  static let keyBits: UInt64 = 39

  /// Open addressing: the upper bits of the key, 0 for a free place.
  private let fingerprints: [UInt32]
  private let weights: [Weights]
  /// `transitions[next * count + previous]`
  let transitions: [Int32]
  /// By offset (-2…2) and class bit.
  private let classWeights: [Weights]
  /// By offset (-1…1), measure and value.
  private let profileWeights: [Weights]

  /// Reads rows of features: six digits of key, one of how many weights, two for each: label and weight. The first row
  /// holds two digits for each transition, the previous label running fastest.
  init(_ list: WordList) {
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
          row[Int(pair >> 8) & 15] = Int8(truncatingIfNeeded: Int(pair & 255) - 128)
        }
        found.append(row)
      }
    }
    var size = 1 << 12
    while size < keys.count * 2 { size *= 2 }
    var fingerprints = [UInt32](repeating: 0, count: size)
    var weights = [Weights](repeating: Weights(repeating: 0), count: size)
    for (key, row) in zip(keys, found) {
      var place = Int(truncatingIfNeeded: key) & (size - 1)
      while fingerprints[place] != 0 { place = (place + 1) & (size - 1) }
      fingerprints[place] = Self.fingerprint(key)
      weights[place] = row
    }
    self.fingerprints = fingerprints
    self.weights = weights
    self.transitions = transitions
    func row(_ template: TaggerTemplate, _ value: Int, _ offset: Int) -> Weights {
      Self.find(template.feature(UInt64(value), at: offset), fingerprints, weights) ?? Weights(repeating: 0)
    }
    classWeights = (0..<5 * 64).map { row(.wordClass, $0 % 64, $0 / 64 - 2) }
    profileWeights = (0..<3 * 128).map { row(.profile, $0 % 128, $0 / 128 - 1) }
  }

  /// How many features have weights. O(size), for tests.
  var featureCount: Int { fingerprints.count { $0 != 0 } }

  /// The part of a feature's hash that is kept.
  static func key(of feature: UInt64) -> UInt64 { feature >> (64 - keyBits) }

  /// The weights of a feature, nil when it has none.
  @inline(__always)
  func weights(of feature: UInt64) -> Weights? { Self.find(feature, fingerprints, weights) }

  /// The weights of class number `bit` of the word `offset` words on.
  @inline(__always)
  func weights(ofClass bit: Int, at offset: Int) -> Weights { classWeights[(offset + 2) << 6 | bit] }

  /// The weights of a measure's value, of the word `offset` words on.
  @inline(__always)
  func weights(ofProfile value: Int, at offset: Int) -> Weights { profileWeights[(offset + 1) << 7 | value] }

  @inline(__always)
  private static func find(_ feature: UInt64, _ fingerprints: [UInt32], _ weights: [Weights]) -> Weights? {
    let key = Self.key(of: feature)
    let wanted = fingerprint(key)
    let mask = fingerprints.count - 1
    var place = Int(truncatingIfNeeded: key) & mask
    while fingerprints[place] != 0 {
      if fingerprints[place] == wanted { return weights[place] }
      place = (place + 1) & mask
    }
    return nil
  }

  /// The upper bits of a key; never 0, which marks a free place.
  @inline(__always)
  private static func fingerprint(_ key: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: key >> 7) | 1 }
}
