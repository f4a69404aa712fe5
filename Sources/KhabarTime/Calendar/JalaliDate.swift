/// A day of the Solar Hijri calendar of Iran.
///
/// Leap years by the 33-year cycle, which agrees with the official calendar from 1178 to 1633 (1799 to 2254 CE); other
/// years are refused rather than guessed.
///
/// Source: Kazimierz M. Borkowski, "The Persian calendar for 3000 years", Earth, Moon and Planets 74 (1996).
public struct JalaliDate: Hashable, Sendable {
  public let year: Int
  public let month: Int
  public let day: Int

  public static let years = 1178...1633

  /// The day, nil when there is no such day or the year is outside `years`.
  public init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), 1...12 ~= month, 1...Self.length(ofMonth: month, year: year) ~= day else {
      return nil
    }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that is the Gregorian `date`, nil outside `years`.
  public init?(_ date: CivilDate) {
    let target = date.dayNumber
    var year = date.year - 621
    guard Self.years.contains(year) || Self.years.contains(year - 1) else { return nil }
    if Self.yearStart(year) > target { year -= 1 }
    var left = target - Self.yearStart(year)
    var month = 1
    while month < 12, left >= Self.length(ofMonth: month, year: year) {
      left -= Self.length(ofMonth: month, year: year)
      month += 1
    }
    self.init(year: year, month: month, day: left + 1)
  }

  /// The Gregorian day.
  public var civil: CivilDate? {
    let before = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30
    return CivilDate(dayNumber: Self.yearStart(year) + before + day - 1)
  }

  public static func isLeap(_ year: Int) -> Bool { (year * 8 + 29) % 33 < 8 }

  public static func length(ofMonth month: Int, year: Int) -> Int {
    if month <= 6 { return 31 }
    return month < 12 || isLeap(year) ? 30 : 29
  }

  /// The number of 1 Farvardin, in days since 1 January 1970.
  private static func yearStart(_ year: Int) -> Int {
    // 1 Farvardin 1178 is 21 March 1799.
    var leapYears = (year - 1178) / 33 * 8
    let cycleStart = 1178 + (year - 1178) / 33 * 33
    for earlier in cycleStart..<max(cycleStart, year) where isLeap(earlier) { leapYears += 1 }
    return -62_377 + (year - 1178) * 365 + leapYears
  }
}
