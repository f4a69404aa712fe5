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
      let isPercent = unit?.kind == .percent
      let plain =
        switch (unit?.kind, number) {
        // ½ % and ¾ kg are written as decimals.
        case (.percent, .fraction), (.measure, .fraction), (.money, .fraction): Self.decimal(number)
        default: number.normalized
        }
      result.normalized = (isNegative ? "-" : "") + plain + (isPercent ? "%" : suffix)
      result.normalizedKind = kind == .ordinal || rule == "ordinal" ? .ordinal : unitKind ?? .number
    case .range(let low, let high):
      result.normalized =
        brackets.0 + "\(low.normalized),\(high.normalized)" + brackets.1 + (unit?.kind == .percent ? "%" : suffix)
      result.normalizedKind = unitKind ?? .range
    }
    return result
  }

  private var scaledValue: QuantityCandidate.Value {
    switch (unit?.kind, value) {
    case (.ratio(let divisor), .number(.integer(let number))):
      return .number(Amount(number, places: divisor == 1000 ? 3 : 6).value)
    case (.money(_, let identifier, false), .number(.integer(let number))) where identifier.isEmpty:
      // A minor unit alone: 10 سنتات is a tenth of a dollar.
      let divisor = minorDivisor
      return divisor > 1 ? .number(Amount(number, places: divisor == 1000 ? 3 : 2).value) : value
    default: return value
    }
  }

  private var minorDivisor: Int {
    guard case .money(let code, _, _)? = unit?.kind else { return 1 }
    return QuantityLexicon.shared.hasThreeDecimals(code) ? 1000 : 100
  }

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
    case .percent: .percent
    case .measure: .quantity
    case .money: .money
    default: nil
    }
  }

  private func unitName(_ text: [UInt8]) -> String? {
    switch unit?.kind {
    case .percent: "%"
    case .measure(let symbol): symbol
    case .money(let code, _, _): code
    default: unitRange.map { String(decoding: text[$0.indices], as: UTF8.self) }
    }
  }
}
