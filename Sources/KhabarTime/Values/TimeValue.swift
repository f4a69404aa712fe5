/// The value of a time expression, typed.
///
/// The `times` stage and output documents write values as text (`2023-10-07`, `P3M`, `2024-02-07TEV`); this is the same
/// value for a program to switch over. ``init(_:)`` reads the text, so values of documents written earlier can be read
/// too.
public indirect enum TimeValue: Hashable, Sendable {
  case day(CivilDate)
  case month(year: Int, month: Int)
  case year(Int)
  case week(ISOWeek)
  /// Saturday and Sunday of the week.
  case weekend(ISOWeek)
  case quarter(year: Int, quarter: Int)
  case half(year: Int, half: Int)
  case season(year: Int, season: Season)
  /// By its first year: 1990 for the nineties.
  case decade(Int)
  /// By its first year: 2000 for the twenty-first century.
  case century(Int)
  /// A time of day whose day is not said.
  case time(TimeOfDay)
  case dayTime(CivilDate, TimeOfDay)
  /// From one value to another, both included at the grain they are written in; nil for an open end.
  case interval(from: TimeValue?, to: TimeValue?)
  case duration(TimeDuration)
  case repetition(TimeRepetition)
  /// "الآن"
  case present
  /// "الفترة الماضية"
  case past
  /// "الأيام المقبلة"
  case future
  /// What nothing resolves, as the stage writes it: `XXXX-WXX-3` for a Wednesday without a reference date.
  case unresolved(String)

  public enum Season: String, Sendable {
    case spring = "SP"
    case summer = "SU"
    case autumn = "FA"
    case winter = "WI"
  }

  /// Reads a value as the `times` stage writes it; what it cannot read is `unresolved`. O(length).
  public init(_ text: String) {
    self =
      Self.reference(text) ?? Self.repetition(text) ?? Self.interval(text) ?? Self.single(text)
      ?? .unresolved(text)
  }

  private static func reference(_ text: String) -> TimeValue? {
    switch text {
    case "PRESENT_REF": .present
    case "PAST_REF": .past
    case "FUTURE_REF": .future
    default: nil
    }
  }

  private static func repetition(_ text: String) -> TimeValue? {
    guard text.hasPrefix("R/") else { return nil }
    return TimeRepetition(text.dropFirst(2)).map { .repetition($0) }
  }

  private static func interval(_ text: String) -> TimeValue? {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false)
    guard ends.count == 2, ends[0] != "R", !ends[0].isEmpty, !ends[1].isEmpty else { return nil }
    let values = ends.map { $0 == ".." ? nil : TimeValue(String($0)) }
    guard values[0] != nil || values[1] != nil else { return nil }
    return .interval(from: values[0], to: values[1])
  }

  private static func single(_ text: String) -> TimeValue? {
    let bytes = Array(text.utf8)
    guard let first = bytes.first else { return nil }
    if first == 0x50 { return TimeDuration(text).map { .duration($0) } }
    if first == 0x54 { return TimeOfDay(text.dropFirst()).map { .time($0) } }
    var reader = DigitReader(bytes)
    if bytes.count == 4, bytes[3] == 0x58 { return span(bytes) }
    guard let year = reader.number(width: 4...4) else { return nil }
    if reader.isAtEnd { return .year(year) }
    guard reader.take(0x2D) else { return nil }
    if reader.take(0x57) { return week(&reader, year) }
    if let letter = [UInt8(0x51), 0x48].first(where: { reader.take($0) }) {
      guard let number = reader.number(width: 1...1), reader.isAtEnd else { return nil }
      if letter == 0x51 { return 1...4 ~= number ? .quarter(year: year, quarter: number) : nil }
      return 1...2 ~= number ? .half(year: year, half: number) : nil
    }
    if let season = Season(rawValue: String(text.dropFirst(5))) { return .season(year: year, season: season) }
    guard let month = reader.number(width: 2...2), 1...12 ~= month else { return nil }
    if reader.isAtEnd { return .month(year: year, month: month) }
    guard reader.take(0x2D), let day = reader.number(width: 2...2),
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    if reader.isAtEnd { return .day(date) }
    guard reader.take(0x54) else { return nil }
    return TimeOfDay(text.dropFirst(11)).map { .dayTime(date, $0) }
  }

  /// 199X, 19XX
  private static func span(_ bytes: [UInt8]) -> TimeValue? {
    var reader = DigitReader(Array(bytes.prefix { $0 != 0x58 }))
    if let decade = reader.number(width: 3...3) { return .decade(decade * 10) }
    return reader.number(width: 2...2).map { .century($0 * 100) }
  }

  private static func week(_ reader: inout DigitReader, _ year: Int) -> TimeValue? {
    guard let number = reader.number(width: 2...2), let week = ISOWeek(year: year, week: number) else { return nil }
    if reader.isAtEnd { return .week(week) }
    return reader.take(0x2D) && reader.take(0x57) && reader.take(0x45) && reader.isAtEnd ? .weekend(week) : nil
  }
}

extension TimeValue {
  /// The first and the last day of a date or of an interval of dates, nil where they are not known.
  public var days: ClosedRange<CivilDate>? {
    func months(_ year: Int, _ first: Int, _ last: Int) -> ClosedRange<CivilDate>? {
      guard let start = CivilDate(year: year, month: first, day: 1),
        let end = CivilDate(year: year, month: last, day: CivilDate.length(ofMonth: last, year: year))
      else { return nil }
      return start...end
    }
    switch self {
    case .day(let date), .dayTime(let date, _): return date...date
    case .month(let year, let month): return months(year, month, month)
    case .year(let year): return months(year, 1, 12)
    case .quarter(let year, let quarter): return months(year, quarter * 3 - 2, quarter * 3)
    case .half(let year, let half): return months(year, half * 6 - 5, half * 6)
    case .week(let week):
      guard let monday = week.monday, let sunday = monday.adding(days: 6) else { return nil }
      return monday...sunday
    case .weekend(let week):
      guard let saturday = week.monday?.adding(days: 5), let sunday = saturday.adding(days: 1) else { return nil }
      return saturday...sunday
    case .decade(let first), .century(let first):
      let length = if case .decade = self { 9 } else { 99 }
      guard let start = CivilDate(year: max(1, first), month: 1, day: 1),
        let end = CivilDate(year: first + length, month: 12, day: 31)
      else { return nil }
      return start...end
    case .interval(let from?, let to?):
      guard let start = from.days?.lowerBound, let end = to.days?.upperBound, start <= end else { return nil }
      return start...end
    case .season, .time, .interval, .duration, .repetition, .present, .past, .future, .unresolved: return nil
    }
  }
}
