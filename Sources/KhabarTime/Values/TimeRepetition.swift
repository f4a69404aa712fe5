/// What comes back: every two weeks, every Friday, every day at six.
public enum TimeRepetition: Hashable, Sendable {
  /// كل أسبوعين, يومياً
  case every(TimeDuration)
  /// 1 for Monday to 7 for Sunday, with a time of day where one is said: كل جمعة.
  case weekday(Int, TimeOfDay?)
  /// كل صباح, كل يوم في السادسة
  case daily(TimeOfDay)
  /// A month of every year: كل أكتوبر.
  case month(Int)

  /// Reads what follows `R/` in a value; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    if bytes.first == 0x50 {
      guard let duration = TimeDuration(text) else { return nil }
      self = .every(duration)
      return
    }
    if bytes.first == 0x54 {
      guard let time = TimeOfDay(text.dropFirst()) else { return nil }
      self = .daily(time)
      return
    }
    if text.hasPrefix("XXXX-WXX-"), bytes.count > 9, 0x31...0x37 ~= bytes[9] {
      let rest = text.dropFirst(10)
      let time = rest.first == "T" ? TimeOfDay(rest.dropFirst()) : nil
      guard rest.isEmpty || time != nil else { return nil }
      self = .weekday(Int(bytes[9]) - 0x30, time)
      return
    }
    guard text.hasPrefix("XXXX-"), bytes.count == 7, let month = Int(text.dropFirst(5)), 1...12 ~= month else {
      return nil
    }
    self = .month(month)
  }
}
