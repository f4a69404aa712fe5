import KhabarAnnotations

/// A non-negative decimal number: `mantissa` divided by ten to the power of `places`.
///
/// One that does not fit is kept as its decimal text: nothing overflows, nothing is rounded.
struct Amount {
  var mantissa: Int
  var places = 0
  /// The digits of a number too long for `mantissa`, with a full stop where there are decimals.
  var long: String?

  init(_ value: Int, places: Int = 0) {
    mantissa = value
    self.places = places
    while self.places > 0, mantissa % 10 == 0 {
      mantissa /= 10
      self.places -= 1
    }
  }

  /// Reads ASCII digits: a whole part in pieces and a decimal part. O(digits).
  init(whole: [Range<Int>], decimals: Range<Int>?, of bytes: [UInt8]) {
    var value = 0
    var fits = true
    var places = 0
    func add(_ range: Range<Int>) {
      for index in range {
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(Int(bytes[index]) - 0x30)
        guard !overflow, !carry else {
          fits = false
          return
        }
        value = sum
      }
    }
    for part in whole where fits { add(part) }
    if let decimals {
      // Zeros at the end say nothing: 12.000 is 12.
      var end = decimals.upperBound
      while end > decimals.lowerBound, bytes[end - 1] == 0x30 { end -= 1 }
      if fits { add(decimals.lowerBound..<end) }
      places = end - decimals.lowerBound
    }
    mantissa = value
    self.places = places
    guard !fits else { return }
    var text: [UInt8] = []
    for part in whole { text += bytes[part] }
    let lead = text.firstIndex { $0 != 0x30 } ?? max(0, text.count - 1)
    text.removeFirst(lead)
    if let decimals, places > 0 { text += [0x2E] + bytes[decimals.lowerBound..<(decimals.lowerBound + places)] }
    long = String(decoding: text, as: UTF8.self)
    self.places = 0
  }

  var integer: Int? { long == nil && places == 0 ? mantissa : nil }

  var value: NumberValue {
    if let long { return .decimal(long) }
    if places == 0 { return .integer(mantissa) }
    return .decimal(text)
  }

  /// The shortest decimal text.
  var text: String {
    if let long { return long }
    guard places > 0 else { return String(mantissa) }
    let digits = String(mantissa)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return padded.dropLast(places) + "." + padded.suffix(places)
  }

  /// The product, nil when it fits in no way.
  func multiplied(by factor: Int) -> Amount? {
    if long != nil { return shifted(by: factor) }
    var factor = factor
    var places = places
    while places > 0, factor % 10 == 0 {
      factor /= 10
      places -= 1
    }
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: factor)
    guard overflow else { return Amount(product, places: places) }
    guard places == 0 else { return nil }
    var result = Amount(0)
    result.long = String(mantissa)
    return result.shifted(by: factor)
  }

  /// A long number times a power of ten; nil where it has decimals or the factor is none.
  private func shifted(by factor: Int) -> Amount? {
    guard let long, !long.contains(".") else { return nil }
    var zeros = 0
    var rest = factor
    while rest % 10 == 0 {
      rest /= 10
      zeros += 1
    }
    guard rest == 1 else { return nil }
    var result = self
    result.long = long + String(repeating: "0", count: zeros)
    return result
  }

  /// The sum with an integer, nil when it does not fit.
  func adding(_ other: Int) -> Amount? {
    guard long == nil else { return nil }
    var scaled = other
    for _ in 0..<places {
      let (product, overflow) = scaled.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      scaled = product
    }
    let (sum, overflow) = mantissa.addingReportingOverflow(scaled)
    return overflow ? nil : Amount(sum, places: places)
  }
}
