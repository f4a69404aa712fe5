/// A date of any grain, as far as it is known.
enum DateValue: Hashable, Sendable {
  case day(CivilDate)
  case month(year: Int, month: Int)
  case year(Int)
  case week(ISOWeek)
  case weekend(ISOWeek)
  case quarter(year: Int, quarter: Int)
  case half(year: Int, half: Int)
  case season(year: Int, season: String)
  /// By its first three digits: 199 for the nineties.
  case decade(Int)
  /// By its first two digits: 20 for the twenty-first century.
  case century(Int)
  /// A month or year of another calendar.
  case days(CivilDate, CivilDate)
  /// `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`, or a pattern with X where nothing resolves it.
  case text(String)

  /// As `FORMAT` writes it.
  var text: String {
    switch self {
    case .day(let date): date.text
    case .month(let year, let month): Digits.padded(year, 4) + "-" + Digits.padded(month, 2)
    case .year(let year): Digits.padded(year, 4)
    case .week(let week): Digits.padded(week.year, 4) + "-W" + Digits.padded(week.week, 2)
    case .weekend(let week): Digits.padded(week.year, 4) + "-W" + Digits.padded(week.week, 2) + "-WE"
    case .quarter(let year, let quarter): Digits.padded(year, 4) + "-Q" + String(quarter)
    case .half(let year, let half): Digits.padded(year, 4) + "-H" + String(half)
    case .season(let year, let season): Digits.padded(year, 4) + "-" + season
    case .decade(let decade): Digits.padded(decade, 3) + "X"
    case .century(let century): Digits.padded(century, 2) + "XX"
    case .days(let first, let last): first.text + "/" + last.text
    case .text(let text): text
    }
  }

  /// The days it spans, nil where that is not known.
  var bounds: (first: CivilDate, last: CivilDate)? {
    switch self {
    case .day(let date): return (date, date)
    case .month(let year, let month): return Self.months(year, month, month)
    case .year(let year): return Self.months(year, 1, 12)
    case .week(let week):
      guard let monday = week.monday, let sunday = monday.adding(days: 6) else { return nil }
      return (monday, sunday)
    case .weekend(let week):
      guard let saturday = week.monday?.adding(days: 5), let sunday = saturday.adding(days: 1) else { return nil }
      return (saturday, sunday)
    case .quarter(let year, let quarter): return Self.months(year, quarter * 3 - 2, quarter * 3)
    case .half(let year, let half): return Self.months(year, half * 6 - 5, half * 6)
    case .days(let first, let last): return (first, last)
    case .season, .decade, .century, .text: return nil
    }
  }

  var day: CivilDate? { if case .day(let date) = self { date } else { nil } }

  private static func months(_ year: Int, _ first: Int, _ last: Int) -> (CivilDate, CivilDate)? {
    guard let start = CivilDate(year: year, month: first, day: 1),
      let end = CivilDate(year: year, month: last, day: CivilDate.length(ofMonth: last, year: year))
    else { return nil }
    return (start, end)
  }
}

extension CivilDate {
  /// `2023-10-07`
  var text: String { Digits.padded(year, 4) + "-" + Digits.padded(month, 2) + "-" + Digits.padded(day, 2) }
}

enum Digits {
  /// `number`, not negative, with zeros in front up to `width` digits.
  static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return text.utf8.count >= width ? text : String(repeating: "0", count: width - text.utf8.count) + text
  }
}
