/// A letter of the Arabic block in six bits: its distance from U+0620; 63 for letters of other languages.
typealias ArabicLetter = UInt8

extension ArabicLetter {
  static let hamza: UInt8 = 0x01
  static let wawHamza: UInt8 = 0x04
  static let yehHamza: UInt8 = 0x06
  static let alef: UInt8 = 0x07
  static let tehMarbuta: UInt8 = 0x09
  static let teh: UInt8 = 0x0A
  static let seen: UInt8 = 0x13
  static let lam: UInt8 = 0x24
  static let noon: UInt8 = 0x26
  static let waw: UInt8 = 0x28
  static let alefMaqsura: UInt8 = 0x29
  static let yeh: UInt8 = 0x2A
  static let alefHamzaAbove: UInt8 = 0x03
  static let foreign: UInt8 = 63

  /// أ إ آ ٱ as ا.
  @inline(__always)
  static func bare(_ letter: UInt8) -> UInt8 {
    letter == 0x02 || letter == 0x03 || letter == 0x05 ? alef : letter
  }

  /// The letter of a scalar, nil when it is none.
  @inline(__always)
  init?(arabic scalar: UInt32) {
    switch scalar {
    case 0x0621...0x063A, 0x0641...0x064A: self = UInt8(truncatingIfNeeded: scalar - 0x0620)
    case 0x0671: self = Self.alef
    case 0x06A9, 0x06AA: self = 0x23
    case 0x06CC: self = Self.yeh
    case 0x063B...0x063F, 0x066E...0x06D3, 0x06D5, 0x06EE, 0x06EF, 0x06FA...0x06FF, 0x0750...0x077F: self = Self.foreign
    default: return nil
    }
  }

  /// The letters of an affix or a word of a table.
  static func letters(of text: some StringProtocol) -> [UInt8] {
    text.unicodeScalars.compactMap { UInt8(arabic: $0.value) }
  }

  /// Up to ten letters in one number, the last one lowest.
  static func packed(_ letters: some Sequence<UInt8>) -> UInt64 {
    letters.reduce(0) { $0 << 6 | UInt64($1) }
  }
}
