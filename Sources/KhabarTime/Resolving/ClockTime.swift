/// A time of day: a clock time or a part of the day.
struct ClockTime: Hashable, Sendable {
  enum Meridiem: Int {
    case morning, noon, afternoon, night
  }

  /// 0 to 23, nil for a part of the day.
  var hour: Int?
  var minute: Int?
  var second: Int?
  /// `Z` or `+03:00`.
  var zone: String?
  /// `MO`, `MI`, `AF`, `EV`, `NI`.
  var part: String?
  /// Whether a word or the hour itself tells before noon from after it.
  var isSettled = false

  init(hour: Int, minute: Int? = nil, second: Int? = nil) {
    self.hour = hour
    self.minute = minute
    self.second = second
    isSettled = hour > 12 || hour == 0
  }

  init(part: String) {
    self.part = part
  }

  /// Whether it is a time that a clock can show.
  var isValid: Bool {
    guard let hour else { return part != nil }
    return 0...23 ~= hour && 0...59 ~= (minute ?? 0) && 0...59 ~= (second ?? 0)
  }

  /// `T18:30Z`, `TEV`
  var text: String {
    guard let hour else { return "T" + (part ?? "") }
    var text = "T" + Digits.padded(hour, 2) + ":" + Digits.padded(minute ?? 0, 2)
    if let second { text += ":" + Digits.padded(second, 2) }
    return text + (zone ?? "")
  }

  /// `T16`, where minutes are not said: the form that repetitions use.
  var shortText: String {
    guard let hour, minute == nil, second == nil else { return text }
    return "T" + Digits.padded(hour, 2) + (zone ?? "")
  }

  /// Takes minutes off: "إلا ربعاً".
  mutating func subtract(minutes: Int) {
    guard let hour else { return }
    let total = (hour * 60 + (minute ?? 0) - minutes + 1440) % 1440
    self.hour = total / 60
    minute = total % 60
  }

  /// Moves a twelve-hour time into its half of the day.
  mutating func settle(_ meridiem: Meridiem) {
    guard let hour, !isSettled else { return }
    isSettled = true
    guard hour <= 12 else { return }
    switch meridiem {
    case .morning: if hour == 12 { self.hour = 0 }
    // "الواحدة ظهراً" is 13, "الحادية عشرة ظهراً" 11.
    case .noon: if hour < 10 { self.hour = hour + 12 }
    case .afternoon: if hour < 12 { self.hour = hour + 12 }
    // "الثانية ليلاً" is 2, "العاشرة ليلاً" 22, "الثانية عشرة ليلاً" midnight.
    case .night: if hour == 12 { self.hour = 0 } else if hour >= 6 { self.hour = hour + 12 }
    }
  }
}
