import KhabarLexicon

/// Numbers as the tagger's tables write them: digits of base 91, each one printable byte.
struct TaggerDigits {
  private var rest: UnsafeBufferPointer<UInt8>.SubSequence

  var isAtEnd: Bool { rest.isEmpty }

  init(_ bytes: UnsafeBufferPointer<UInt8>) { rest = bytes[...] }

  /// The next number of `count` digits, the highest first; 0 for digits that are missing.
  @inline(__always)
  mutating func number(_ count: Int) -> UInt64 {
    var value: UInt64 = 0
    for byte in rest.prefix(count) {
      // The backslash is left out.
      value = value * 91 + UInt64(byte &- (byte > 0x5C ? 0x24 : 0x23))
    }
    rest = rest.dropFirst(count)
    return value
  }
}

extension WordList {
  /// Calls `body` with the digits of every row of a table of numbers.
  func forEachRowOfDigits(_ body: (inout TaggerDigits) -> Void) {
    for row in 0..<count {
      withBytes(row, 0) { bytes in
        var digits = TaggerDigits(bytes)
        body(&digits)
      }
    }
  }
}
