import KhabarAnnotations
import KhabarText

extension QuantityFinder.Draft {
  /// The annotation. Ages of a range are two: "أعمارهم بين 35 وسبعين عاماً".
  func quantities(text: [UInt8]) -> [Quantity] {
    var copy = self
    if case .money(let code, _, _)? = unit?.kind, let alternative, QuantityLexicon.shared.hasThreeDecimals(code) {
      copy.value = .number(alternative)
    }
    guard kind == .age, case .range(let low, let high) = copy.value, let bounds else {
      return [copy.quantity(text: text)]
    }
    var first = copy
    first.value = .number(low)
    first.range = bounds.low
    first.number = bounds.low
    copy.value = .number(high)
    copy.number = bounds.high
    copy.range = unitRange.map(bounds.high.union) ?? bounds.high
    return [first.quantity(text: text), copy.quantity(text: text)]
  }

  private func quantity(text: [UInt8]) -> Quantity {
    var result = Quantity(
      range: range, number: number, value: nil, unit: unitName(text), unitRange: unitRange, kind: kind,
      modifier: modifier, normalized: "", normalizedKind: .number, rule: rule)
    let scaled = scaledValue
    switch scaled {
    case .number(let number):
      if case .vague = number {
        result.value = nil
      } else {
        result.value = (isNegative ? -1 : 1) * (number.double ?? 0)
      }
      let isPercent = isShare
      let plain =
        switch (unit?.kind, number) {
        // ½ % and ¾ kg are written as decimals.
        case (.percent, .fraction), (.measure, .fraction), (.money, .fraction), (.basisPoint, .fraction):
          Self.decimal(number)
        default: number.normalized
        }
      result.normalized = (isNegative ? "-" : "") + plain + (isPercent ? "%" : suffix)
      result.normalizedKind = kind == .ordinal || rule == "ordinal" ? .ordinal : unitKind ?? .number
    case .range(let low, let high):
      result.normalized =
        brackets.0 + "\(low.normalized),\(high.normalized)" + brackets.1 + (isShare ? "%" : suffix)
      result.normalizedKind = unitKind ?? .range
    }
    return result
  }

  private var scaledValue: QuantityCandidate.Value {
    switch (unit?.kind, value) {
    case (.ratio(let divisor), .number(.integer(let number))):
      return .number(Amount(number, places: divisor == 1000 ? 3 : 6).value)
    case (.basisPoint, .number(let number)): return .number(Self.divided(number, by: 100))
    case (.basisPoint, .range(let low, let high)):
      return .range(Self.divided(low, by: 100), Self.divided(high, by: 100))
    case (.money, .number(let number)):
      // A minor unit alone: 10 سنتات is a tenth of a dollar.
      return .number(Self.divided(number, by: unit?.divisor ?? 1))
    case (.money, .range(let low, let high)):
      let divisor = unit?.divisor ?? 1
      return .range(Self.divided(low, by: divisor), Self.divided(high, by: divisor))
    default: return value
    }
  }

  /// A hundredth or thousandth of a number, ten times the number for -10; the number itself where it cannot be divided.
  private static func divided(_ number: NumberValue, by divisor: Int) -> NumberValue {
    guard divisor != 1, case .integer(let integer) = number else { return number }
    if divisor < 0 { return Amount(integer).multiplied(by: -divisor)?.value ?? number }
    return Amount(integer, places: divisor == 1000 ? 3 : 2).value
  }

  private var isShare: Bool { unit?.kind == .percent || unit?.kind == .basisPoint }

  private static func decimal(_ number: NumberValue) -> String {
    guard case .fraction(let numerator, let denominator) = number,
      case .decimal(let text)? = Amount(0).value(adding: numerator, of: denominator, scale: 1)
    else { return number.normalized }
    return text
  }

  private var suffix: String {
    switch unit?.kind {
    case .measure(let symbol): " " + symbol
    case .money(let code, _, _): " " + code
    default: ""
    }
  }

  private var unitKind: Quantity.NormalizedKind? {
    switch unit?.kind {
    case .percent, .basisPoint: .percent
    case .measure: .quantity
    case .money: .money
    default: nil
    }
  }

  private func unitName(_ text: [UInt8]) -> String? {
    switch unit?.kind {
    case .percent, .basisPoint: "%"
    case .measure(let symbol): symbol
    case .money(let code, _, _): code
    default: unitRange.map { String(decoding: text[$0.indices], as: UTF8.self) }
    }
  }
}
