/// The moment a text is read at: the day "today" means, with a time of day where one is known.
struct ReferenceTime: Hashable, Sendable {
  var date: CivilDate
  /// Seconds since midnight.
  var second: Int?

  init(date: CivilDate, second: Int? = nil) {
    self.date = date
    self.second = second
  }

  /// Reads `2024-02-07`, `2024-02-07T19:40`, `2024-02-07T19:40:00.5+03:00`; the day is the one written. Nil for
  /// anything else.
  init?(iso text: String) {
    guard let parsed = ISODateTime(text) else { return nil }
    date = parsed.date
    second = parsed.clock.map { ($0.hour ?? 0) * 3600 + ($0.minute ?? 0) * 60 + ($0.second ?? 0) }
  }

  /// `2024-02-07T16:38:04`: this moment plus so many seconds; nil without a time of day or outside the years 1 to 9999.
  func text(addingSeconds seconds: Int, withSeconds: Bool) -> String? {
    guard let second else { return nil }
    let (total, overflows) = second.addingReportingOverflow(seconds)
    guard !overflows else { return nil }
    let days = total >= 0 ? total / 86_400 : (total - 86_399) / 86_400
    guard let day = date.adding(days: days) else { return nil }
    let rest = total - days * 86_400
    let clock = ClockTime(
      hour: rest / 3600, minute: rest / 60 % 60, second: withSeconds || rest % 60 != 0 ? rest % 60 : nil)
    return day.text + clock.text
  }
}

/// A date of ISO 8601 in the extended form, with or without a time.
struct ISODateTime {
  var date: CivilDate
  var clock: ClockTime?

  /// The whole of `text`, without white space around it, must be one; nil else.
  init?(_ text: String) {
    var reader = DigitReader(Array(text.utf8))
    reader.skipSpaces()
    guard let year = reader.number(width: 4...4), reader.take(0x2D), let month = reader.number(width: 2...2),
      reader.take(0x2D), let day = reader.number(width: 2...2),
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    self.date = date
    if reader.take(0x54) || reader.take(0x74) || reader.take(0x20) {
      guard let hour = reader.number(width: 2...2), reader.take(0x3A), let minute = reader.number(width: 2...2) else {
        return nil
      }
      var second: Int?
      if reader.take(0x3A) {
        guard let value = reader.number(width: 2...2) else { return nil }
        second = value
        if reader.take(0x2E) || reader.take(0x2C) { _ = reader.number(width: 1...9) }
      }
      var clock = ClockTime(hour: hour, minute: minute, second: second)
      guard clock.isValid else { return nil }
      clock.zone = reader.zone()
      self.clock = clock
    }
    reader.skipSpaces()
    guard reader.isAtEnd else { return nil }
  }

  /// `2024-02-07T19:40:00+03:00`
  var text: String {
    guard let clock else { return date.text }
    var whole = clock
    whole.second = clock.second ?? 0
    return date.text + whole.text
  }
}

/// Reads digits and marks off ASCII text.
struct DigitReader {
  private let bytes: [UInt8]
  private(set) var index: Int

  init(_ bytes: [UInt8], at index: Int = 0) {
    self.bytes = bytes
    self.index = index
  }

  var isAtEnd: Bool { index >= bytes.count }

  mutating func skipSpaces() {
    while index < bytes.count, bytes[index] == 0x20 || 0x09...0x0D ~= bytes[index] { index += 1 }
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  /// A run of digits of that width; nil, and nothing read, when the run is shorter or longer.
  mutating func number(width: ClosedRange<Int>) -> Int? {
    var value = 0
    var end = index
    while end < bytes.count, bytes[end] &- 0x30 < 10, end - index <= width.upperBound {
      value = value * 10 + Int(bytes[end] - 0x30)
      end += 1
    }
    guard width.contains(end - index) else { return nil }
    index = end
    return value
  }

  /// `am` or `pm`; nothing is read where neither stands.
  mutating func meridiem() -> ClockTime.Meridiem? {
    guard index + 1 < bytes.count, bytes[index + 1] == 0x6D, bytes[index] == 0x61 || bytes[index] == 0x70 else {
      return nil
    }
    index += 2
    return bytes[index - 2] == 0x61 ? .morning : .afternoon
  }

  /// `Z`, `+03:00`, `+0300`, `+03`
  mutating func zone() -> String? {
    if take(0x5A) || take(0x7A) { return "Z" }
    let start = index
    guard index < bytes.count, bytes[index] == 0x2B || bytes[index] == 0x2D else { return nil }
    let sign = bytes[index] == 0x2B ? "+" : "-"
    index += 1
    var digits: [Int] = []
    while digits.count < 4, index < bytes.count {
      if bytes[index] &- 0x30 < 10 { digits.append(Int(bytes[index] - 0x30)) } else if bytes[index] != 0x3A { break }
      index += 1
    }
    guard digits.count == 2 || digits.count == 4 else {
      index = start
      return nil
    }
    let hours = digits[0] * 10 + digits[1]
    let minutes = digits.count == 4 ? digits[2] * 10 + digits[3] : 0
    return hours <= 14 && minutes <= 59 ? sign + Digits.padded(hours, 2) + ":" + Digits.padded(minutes, 2) : nil
  }
}
