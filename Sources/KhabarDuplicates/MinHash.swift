import KhabarLexicon
import KhabarText

/// The smallest values that a family of hash functions takes on the word pairs of a text.
///
/// Two texts agree in a place with a probability of `|A ∩ B| / |A ∪ B|` over their sets of word pairs, so the share of
/// equal places estimates how much of their wording is the same (Broder, "On the resemblance and containment of
/// documents", 1997). Words are compared as folded (أ and ا, ة and ه are one, vowel signs and tatweel gone) and marks
/// are passed over, so a copy with other punctuation or spelling is the same text.
public struct MinHash: Sendable, Equatable {
  /// Hash functions. The standard error of a similarity is at most `0.5 / √128` = 0.044.
  public static let size = 128

  /// `size` values, one for each hash function.
  public let values: [UInt32]

  /// The signature of a text. O(size × words).
  ///
  /// - Parameter minimumWords: texts with fewer words have too few pairs to be told apart.
  /// - Returns: nil for a text that is too short.
  public init?(of text: [UInt8], minimumWords: Int) {
    let folded = KeyFolding.fold(text)
    var pairs: [UInt32] = []
    pairs.reserveCapacity(folded.count / 8)
    var previous: UInt64?
    for word in KeyFolding.words(of: folded) {
      // Marks stand alone and are no words.
      guard ScalarClass(UTF8Scalars.decode(folded, at: word.startIndex).scalar) != .mark else { continue }
      let hash = Self.hash(word)
      if let previous { pairs.append(Self.mix(previous &* 0x9e37_79b9_7f4a_7c15 ^ hash)) }
      previous = hash
    }
    guard pairs.count + 1 >= max(2, minimumWords) else { return nil }
    values = Self.minima(of: pairs)
  }

  /// How much of the wording of two texts is the same, 0 to 1.
  public func similarity(to other: MinHash) -> Double {
    var equal = 0
    for index in 0..<Self.size where values[index] == other.values[index] { equal += 1 }
    return Double(equal) / Double(Self.size)
  }

  /// The lowest bit of each value, as 32 hexadecimal digits: where two texts differ in `d` of 128 bits, about
  /// `1 - d / 64` of their wording is the same (Li and König, "b-bit minwise hashing", 2010).
  public var digest: String {
    var digits: [UInt8] = []
    for start in stride(from: 0, to: Self.size, by: 4) {
      var digit: UInt8 = 0
      for value in values[start..<start + 4] { digit = digit << 1 | UInt8(value >> 16 & 1) }
      digits.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
    return String(decoding: digits, as: UTF8.self)
  }

  // MARK: Hashing

  private static func minima(of pairs: [UInt32]) -> [UInt32] {
    var minima = [UInt32](repeating: .max, count: size)
    minima.withUnsafeMutableBufferPointer { minima in
      factors.withUnsafeBufferPointer { factors in
        offsets.withUnsafeBufferPointer { offsets in
          for pair in pairs {
            for index in 0..<size { minima[index] = min(minima[index], pair &* factors[index] &+ offsets[index]) }
          }
        }
      }
    }
    return minima
  }

  /// FNV-1a.
  private static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }

  /// The finaliser of MurmurHash3, whose bits all depend on all bits of `value`.
  private static func mix(_ value: UInt64) -> UInt32 {
    var value = value
    value = (value ^ value >> 33) &* 0xff51_afd7_ed55_8ccd
    value = (value ^ value >> 33) &* 0xc4ce_b9fe_1a85_ec53
    return UInt32(truncatingIfNeeded: value ^ value >> 33)
  }

  /// The same in every run and on every machine, so that digests can be kept.
  private static let factors = (0..<size).map { mix(UInt64($0) &+ 0x6b68_6162_6172) | 1 }
  private static let offsets = (0..<size).map { mix(UInt64($0) &+ 0x6e65_7773_0000_0000) }
}
