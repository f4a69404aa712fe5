/// A time of the clock or a part of the day.
public enum TimeOfDay: Hashable, Sendable {
  /// Hours from 0 to 23; the offset from UTC in minutes where a zone is said.
  case clock(hour: Int, minute: Int, second: Int?, utcOffset: Int?)
  case part(Part)

  public enum Part: String, Sendable {
    /// صباح, فجر
    case morning = "MO"
    /// ظهر
    case midday = "MI"
    /// عصر, بعد الظهر
    case afternoon = "AF"
    /// مساء
    case evening = "EV"
    /// ليل
    case night = "NI"
  }

  /// Reads what follows the T of a value: `18:30Z`, `07`, `EV`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    if let part = Part(rawValue: String(text)) {
      self = .part(part)
      return
    }
    var reader = DigitReader(Array(text.utf8))
    guard let hour = reader.number(width: 2...2) else { return nil }
    var minute = 0
    var second: Int?
    if reader.take(0x3A) {
      guard let value = reader.number(width: 2...2) else { return nil }
      minute = value
      if reader.take(0x3A) {
        guard let value = reader.number(width: 2...2) else { return nil }
        second = value
      }
    }
    let zone = reader.isAtEnd ? nil : reader.zone()
    guard reader.isAtEnd, 0...23 ~= hour, 0...59 ~= minute, 0...59 ~= second ?? 0 else { return nil }
    self = .clock(hour: hour, minute: minute, second: second, utcOffset: zone.flatMap(Self.minutes))
  }

  /// `T18:30`, the hour and minute of the clock; empty for a part of the day.
  public var isoSuffix: String {
    guard case .clock(let hour, let minute, let second, _) = self else { return "" }
    return "T" + Digits.padded(hour, 2) + ":" + Digits.padded(minute, 2) + ":" + Digits.padded(second ?? 0, 2)
  }

  /// `Z` or `+03:00` in minutes.
  private static func minutes(_ zone: String) -> Int? {
    if zone == "Z" { return 0 }
    var reader = DigitReader(Array(zone.utf8.dropFirst()))
    guard let hours = reader.number(width: 2...2), reader.take(0x3A), let minutes = reader.number(width: 2...2) else {
      return nil
    }
    return (zone.utf8.first == 0x2D ? -1 : 1) * (hours * 60 + minutes)
  }
}
