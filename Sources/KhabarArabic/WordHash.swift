/// A hash of letters that can be had for any part of a word, and for a part with letters put before or after it, without
/// reading the letters again.
///
/// A polynomial in a fixed odd number. Words are compared by their 64 bits alone: among a hundred thousand known words a
/// text hits one by chance once in 10^14 look-ups, and then a word is cut differently, nothing worse.
enum WordHash {
  static let base: UInt64 = 0x9E37_79B9_7F4A_7C15
  /// Powers of `base`, as many as a word may have letters, and a few more.
  static let powers: [UInt64] = {
    var powers: [UInt64] = [1]
    while powers.count < 40 { powers.append(powers[powers.count - 1] &* base) }
    return powers
  }()

  @inline(__always)
  static func appending(_ letter: UInt8, to hash: UInt64) -> UInt64 { hash &* base &+ UInt64(letter) }

  static func hash(_ letters: some Sequence<UInt8>) -> UInt64 {
    letters.reduce(0) { appending($1, to: $0) }
  }

  /// Spreads a hash over the places of a table.
  @inline(__always)
  static func place(_ hash: UInt64) -> Int {
    let mixed = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed >> 30)
  }
}
