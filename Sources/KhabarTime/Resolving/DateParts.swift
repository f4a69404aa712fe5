import KhabarAnnotations

/// What a date says of itself, before the reference date fills in the rest.
struct DateParts: Hashable, Sendable {
  var calendar = TimeExpression.Calendar.gregorian
  var year: Int?
  /// 1 to 12 of `calendar`.
  var month: Int?
  var day: Int?
  /// 1 for Monday to 7 for Sunday.
  var weekday: Int?
  /// -1 for الماضي, 0 for الجاري, 1 for المقبل, ±2 for "before last" and "after next"; applies to the whole date.
  var direction: Int?
  /// The year or month told by its distance from the reference date: "20 من الشهر المقبل".
  var yearOffset: Int?
  var monthOffset: Int?
  var weekOffset: Int?

  init(
    calendar: TimeExpression.Calendar = .gregorian, year: Int? = nil, month: Int? = nil, day: Int? = nil,
    weekday: Int? = nil
  ) {
    self.calendar = calendar
    self.year = year
    self.month = month
    self.day = day
    self.weekday = weekday
  }

  /// Whether it names one day.
  var isDay: Bool { day != nil || weekday != nil }
}

/// A value with the calendar it was written in.
struct ResolvedDate: Hashable, Sendable {
  var value: DateValue
  var calendar = TimeExpression.Calendar.gregorian
  /// The value in that calendar: `1445-07-26`.
  var original: String?
}

/// Which way a date without a year or a bare weekday is looked for.
enum Lean {
  case past
  case future
}
