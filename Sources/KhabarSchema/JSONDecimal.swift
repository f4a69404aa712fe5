/// The exact value of a JSON number: a sign, decimal digits and a power of ten.
///
/// `1`, `1.0` and `10e-1` have the same decimal. An exponent beyond 10^17 is taken as 10^17.
struct JSONDecimal: Hashable, Sendable {
  private static let exponentLimit = 100_000_000_000_000_000

  private(set) var isNegative = false
  /// 0 to 9, most significant first, without zeros at either end; empty for zero.
  private(set) var digits: [UInt8] = []
  /// The power of ten of the last digit.
  private(set) var exponent = 0

  init(_ literal: String) {
    var fraction = 0
    var inFraction = false
    var written = 0
    var inExponent = false
    var exponentIsNegative = false
    for byte in literal.utf8 {
      switch byte {
      case 0x2D: if inExponent { exponentIsNegative = true } else { isNegative = true }
      case 0x2E: inFraction = true
      case 0x65, 0x45: inExponent = true
      case 0x30...0x39 where inExponent: written = min(written * 10 + Int(byte - 0x30), Self.exponentLimit)
      case 0x30...0x39:
        if inFraction { fraction += 1 }
        if byte != 0x30 || !digits.isEmpty { digits.append(byte - 0x30) }
      default: break
      }
    }
    exponent = (exponentIsNegative ? -written : written) - fraction
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    if digits.isEmpty {
      exponent = 0
      isNegative = false
    }
  }

  var isZero: Bool { digits.isEmpty }
  var isInteger: Bool { exponent >= 0 }

  var int: Int? {
    guard isInteger, digits.count + min(exponent, 100) <= 19 else { return nil }
    var value = 0
    for digit in digits + [UInt8](repeating: 0, count: exponent) {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.subtractingReportingOverflow(Int(digit))
      if overflow || carry { return nil }
      value = sum
    }
    return isNegative ? value : (value == .min ? nil : -value)
  }

  /// Whether the value is a whole number of times `divisor`. Exact, and linear in the digits of the value.
  func isMultiple(of divisor: JSONDecimal) -> Bool {
    if isZero { return true }
    guard !divisor.isZero else { return false }
    // Neither coefficient ends in zero, so a coarser divisor cannot divide a finer value: 0.5 is no multiple of 10.
    guard exponent >= divisor.exponent else { return false }
    // A divisor of n digits holds fewer than 4n factors of two or five, so more zeros than that change nothing.
    let zeros = min(exponent - divisor.exponent, 4 * divisor.digits.count)
    return DecimalModulus(divisor.digits).divides(digits, followedByZeros: zeros)
  }
}

extension JSONDecimal: Comparable {
  static func < (left: JSONDecimal, right: JSONDecimal) -> Bool {
    if left.isZero { return !right.isZero && !right.isNegative }
    if right.isZero { return left.isNegative }
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? right.isCloserToZero(than: left) : left.isCloserToZero(than: right)
  }

  /// For numbers that are not zero.
  private func isCloserToZero(than other: JSONDecimal) -> Bool {
    let magnitude = digits.count + exponent
    let otherMagnitude = other.digits.count + other.exponent
    if magnitude != otherMagnitude { return magnitude < otherMagnitude }
    return digits.lexicographicallyPrecedes(other.digits)
  }
}
