import KhabarAnnotations

/// A date as read, resolved or not.
struct DateReading {
  // Indirect: readings are handed from rule to rule, and their parts are large.
  indirect enum Content {
    /// To be resolved, perhaps with what the other end of an interval says.
    case parts(DateParts)
    case resolved(ResolvedDate)
  }

  var content: Content
  /// The word after the last one.
  var end: Int
  var modifier: TimeExpression.Modifier?
  var rule: String
  /// Whether it names one day, so that a time of day may stand beside it.
  var isDay: Bool

  init(_ parts: DateParts, end: Int, rule: String) {
    content = .parts(parts)
    self.end = end
    self.rule = rule
    isDay = parts.isDay
  }

  init(_ value: DateValue, end: Int, rule: String, isDay: Bool = false, modifier: TimeExpression.Modifier? = nil) {
    self.init(ResolvedDate(value: value), end: end, rule: rule, isDay: isDay)
    self.modifier = modifier
  }

  init(_ resolved: ResolvedDate, end: Int, rule: String, isDay: Bool = false) {
    content = .resolved(resolved)
    self.end = end
    self.rule = rule
    self.isDay = isDay
  }

  var parts: DateParts? { if case .parts(let parts) = content { parts } else { nil } }
}

/// A time of day as read.
struct ClockReading {
  var clock: ClockTime
  var end: Int
  /// Whether it would be read as a time without any company: "الساعة 3", "22:30", "السابعة مساءً".
  var isCertain: Bool
  var modifier: TimeExpression.Modifier?
}

/// A date, a time of day, or both.
struct Moment {
  var date: DateReading?
  var clock: ClockTime?
  var end: Int
  var modifier: TimeExpression.Modifier?
  var rule: String
}
