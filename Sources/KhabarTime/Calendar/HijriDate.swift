/// A day of the Islamic calendar.
///
/// From 1343 to 1500 AH it is the Umm al-Qura calendar of Saudi Arabia, by its published tables. Outside, to both
/// sides, the months go on in the 30-year cycle of the arithmetic calendar, joined to the tables without a gap; such a
/// day may be off by one or two from what was observed.
public struct HijriDate: Hashable, Sendable {
  public let year: Int
  public let month: Int
  public let day: Int

  /// Years for which there is a table.
  public static let tableYears = 1343...1500

  /// The day, nil when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard 1...2000 ~= year, 1...12 ~= month, 1...Self.length(ofMonth: month, year: year) ~= day else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that is the Gregorian `date`, nil before 1 AH.
  public init?(_ date: CivilDate) {
    let target = date.dayNumber
    // An estimate by the mean year, at most one off.
    var year = (target - Self.yearStart(1343)) * 10_000 / 3_543_667 + 1343
    while year > 1, Self.yearStart(year) > target { year -= 1 }
    while Self.yearStart(year + 1) <= target { year += 1 }
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
    var number = Self.yearStart(year) + day - 1
    for earlier in 1..<month { number += Self.length(ofMonth: earlier, year: year) }
    return CivilDate(dayNumber: number)
  }

  /// Days of a month: 29 or 30, in a few early tables 28 or 31.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    if tableYears.contains(year) {
      return 28 + Int(UmmAlQura.monthLengths[year - tableYears.lowerBound] >> UInt32(2 * (month - 1)) & 3)
    }
    if month == 12 { return isLeapByCycle(year) ? 30 : 29 }
    return month % 2 == 1 ? 30 : 29
  }

  /// The number of the first day of a year, in days since 1 January 1970.
  private static func yearStart(_ year: Int) -> Int {
    if year < tableYears.lowerBound {
      return yearStarts[0] - (daysByCycle(before: tableYears.lowerBound) - daysByCycle(before: year))
    }
    let end = tableYears.upperBound + 1
    if year > end { return yearStarts[yearStarts.count - 1] + daysByCycle(before: year) - daysByCycle(before: end) }
    return yearStarts[year - tableYears.lowerBound]
  }

  /// First days of 1343 to 1501.
  private static let yearStarts: [Int] = {
    var starts = [UmmAlQura.firstDayNumber]
    for year in tableYears {
      starts.append((1...12).reduce(starts[starts.count - 1]) { $0 + length(ofMonth: $1, year: year) })
    }
    return starts
  }()

  /// Eleven of thirty years have a day more: 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29.
  private static func isLeapByCycle(_ year: Int) -> Bool { (11 * year + 14) % 30 < 11 }

  private static func daysByCycle(before year: Int) -> Int { (year - 1) * 354 + (3 + 11 * year) / 30 }
}
