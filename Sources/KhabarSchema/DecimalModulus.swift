/// A positive whole number that others are divided by, of any length.
struct DecimalModulus {
  /// Least significant first.
  private var limbs: [UInt32] = []

  /// - Parameter digits: 0 to 9, most significant first.
  init(_ digits: [UInt8]) {
    for digit in digits { Self.multiplyByTen(&limbs, adding: digit) }
  }

  /// Whether the number written by `digits` and `zeros` noughts has no remainder.
  func divides(_ digits: [UInt8], followedByZeros zeros: Int) -> Bool {
    if limbs.count == 1 { return dividesShort(digits, zeros) }
    var rest: [UInt32] = []
    for digit in digits { step(&rest, digit) }
    for _ in 0..<zeros where !rest.isEmpty { step(&rest, 0) }
    return rest.isEmpty
  }

  private func dividesShort(_ digits: [UInt8], _ zeros: Int) -> Bool {
    let modulus = UInt64(limbs[0])
    var rest: UInt64 = 0
    for digit in digits { rest = (rest * 10 + UInt64(digit)) % modulus }
    for _ in 0..<zeros { rest = rest * 10 % modulus }
    return rest == 0
  }

  private func step(_ rest: inout [UInt32], _ digit: UInt8) {
    Self.multiplyByTen(&rest, adding: digit)
    // The rest was smaller than the modulus, so at most nine rounds.
    while isAtMost(rest) { subtract(from: &rest) }
  }

  private func isAtMost(_ number: [UInt32]) -> Bool {
    if number.count != limbs.count { return number.count > limbs.count }
    for place in limbs.indices.reversed() where number[place] != limbs[place] {
      return number[place] > limbs[place]
    }
    return true
  }

  private func subtract(from number: inout [UInt32]) {
    var borrow: Int64 = 0
    for place in number.indices {
      var difference = Int64(number[place]) - borrow
      if place < limbs.count { difference -= Int64(limbs[place]) }
      borrow = difference < 0 ? 1 : 0
      number[place] = UInt32(truncatingIfNeeded: difference)
    }
    while number.last == 0 { number.removeLast() }
  }

  private static func multiplyByTen(_ number: inout [UInt32], adding digit: UInt8) {
    var carry = UInt64(digit)
    for place in number.indices {
      let product = UInt64(number[place]) * 10 + carry
      number[place] = UInt32(truncatingIfNeeded: product)
      carry = product >> 32
    }
    if carry > 0 { number.append(UInt32(carry)) }
  }
}
