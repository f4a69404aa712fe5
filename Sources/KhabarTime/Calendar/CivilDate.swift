/// A day of the proleptic Gregorian calendar.
///
/// Years run from 1 to 9999: what stands outside cannot be written as `YYYY`.
public struct CivilDate: Hashable, Sendable {
  public let year: Int
  public let month: Int
  public let day: Int

  /// The day, nil when there is no such day: 30 February, month 13, year 0.
  public init?(year: Int, month: Int, day: Int) {
    guard 1...9999 ~= year, 1...12 ~= month, 1...Self.length(ofMonth: month, year: year) ~= day else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that is `dayNumber` days after 1 January 1970, nil outside the years 1 to 9999.
  ///
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
  public init?(dayNumber: Int) {
    guard Self.firstDayNumber...Self.lastDayNumber ~= dayNumber else { return nil }
    // From 1 March of year 0, so that the leap day ends the year; 400 years have 146,097 days.
    let shifted = dayNumber + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  private static let firstDayNumber = -719_162
  private static let lastDayNumber = 2_932_896

  /// Days since 1 January 1970; negative before it.
  public var dayNumber: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// 1 for Monday to 7 for Sunday, as ISO 8601 counts.
  public var weekday: Int { Self.weekday(ofDayNumber: dayNumber) }

  static func weekday(ofDayNumber dayNumber: Int) -> Int { ((dayNumber + 3) % 7 + 7) % 7 + 1 }

  public static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  /// Days of a month.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The day `days` days later, nil outside the years 1 to 9999.
  public func adding(days: Int) -> CivilDate? {
    let (sum, isTooLarge) = dayNumber.addingReportingOverflow(days)
    return isTooLarge ? nil : CivilDate(dayNumber: sum)
  }

  /// The same day of the month `months` months later, or that month's last day where it has no such day.
  public func adding(months: Int) -> CivilDate? {
    let (sum, isTooLarge) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !isTooLarge, sum >= 12 else { return nil }
    let year = sum / 12
    let month = sum % 12 + 1
    return CivilDate(year: year, month: month, day: min(day, Self.length(ofMonth: month, year: year)))
  }
}

extension CivilDate: Comparable {
  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

/// A week of ISO 8601: Monday to Sunday, the first one of a year holds its first Thursday.
public struct ISOWeek: Hashable, Sendable {
  public let year: Int
  public let week: Int

  /// The week that holds `date`.
  public init?(_ date: CivilDate) {
    // The year of a week is the year of its Thursday.
    guard let thursday = date.adding(days: 4 - date.weekday),
      let first = CivilDate(year: thursday.year, month: 1, day: 1)
    else { return nil }
    year = thursday.year
    week = (thursday.dayNumber - first.dayNumber) / 7 + 1
  }

  /// The week of that number, nil when the year has no such week.
  public init?(year: Int, week: Int) {
    guard 1...53 ~= week, let fourth = CivilDate(year: year, month: 1, day: 4),
      let day = fourth.adding(days: (week - 1) * 7), let found = ISOWeek(day), found.year == year
    else { return nil }
    self = found
  }

  /// The Monday of the week.
  public var monday: CivilDate? {
    guard let fourth = CivilDate(year: year, month: 1, day: 4) else { return nil }
    return fourth.adding(days: (week - 1) * 7 - fourth.weekday + 1)
  }
}
