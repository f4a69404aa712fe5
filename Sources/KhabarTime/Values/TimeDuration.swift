/// An amount of time in the units it is told in: two hours and a half, fifteen years.
public struct TimeDuration: Hashable, Sendable {
  /// From the longest to the shortest.
  public enum Unit: String, CaseIterable, Sendable {
    case year, month, week, day, hour, minute, second
  }

  /// Amounts by unit, decades and centuries as years. Empty where only the unit is known.
  public var amounts: [Unit: Double]
  /// The unit of an unknown small number: بضعة أيام.
  public var unknownCountOf: Unit?

  public init(_ amounts: [Unit: Double]) {
    self.amounts = amounts
  }

  public init(unknownCountOf unit: Unit) {
    amounts = [:]
    unknownCountOf = unit
  }

  /// Reads an ISO 8601 duration as the `times` stage writes it: `P2Y6M`, `PT1.5H`, `PXD`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    var bytes = Array(text.utf8)[...]
    guard bytes.popFirst() == 0x50, !bytes.isEmpty else { return nil }
    var amounts: [Unit: Double] = [:]
    var units: [UInt8: Unit] = [0x59: .year, 0x4D: .month, 0x57: .week, 0x44: .day]
    while let first = bytes.first {
      if first == 0x54 {
        bytes.removeFirst()
        units = [0x48: .hour, 0x4D: .minute, 0x53: .second]
        continue
      }
      let digits = bytes.prefix { $0 &- 0x30 < 10 || $0 == 0x2E || $0 == 0x58 }
      bytes = bytes.dropFirst(digits.count)
      guard let letter = bytes.popFirst(), let unit = units[letter] else { return nil }
      if digits.elementsEqual([0x58]) {
        guard amounts.isEmpty, bytes.isEmpty else { return nil }
        self.init(unknownCountOf: unit)
        return
      }
      guard let amount = Double(String(decoding: digits, as: UTF8.self)) else { return nil }
      amounts[unit] = amount
    }
    guard !amounts.isEmpty else { return nil }
    self.init(amounts)
  }

  /// The amount in seconds where every unit of it has a fixed length: weeks, days, hours, minutes and seconds.
  public var seconds: Double? {
    guard unknownCountOf == nil, amounts[.year] == nil, amounts[.month] == nil else { return nil }
    let lengths: [Unit: Double] = [.week: 604_800, .day: 86_400, .hour: 3600, .minute: 60, .second: 1]
    return amounts.reduce(0) { $0 + $1.value * (lengths[$1.key] ?? 0) }
  }
}
