public import KhabarCore
public import KhabarText

/// A date, time, duration or repetition as written, with its value.
public struct TimeExpression: Hashable, Sendable, Anchored {
  /// The classes of TIMEX3 (ISO-TimeML).
  public enum TimexType: String, Sendable {
    case date = "DATE"
    case time = "TIME"
    case duration = "DURATION"
    case set = "SET"
  }

  /// The form of `value`.
  public enum Kind: String, Sendable {
    case date
    case time
    case datetime
    case interval
    case duration
    case set
  }

  public enum Modifier: String, Sendable {
    case start = "START"
    case mid = "MID"
    case end = "END"
    case approx
    case moreThan = "more_than"
    case atLeast = "at_least"
    case lessThan = "less_than"
    case atMost = "at_most"
  }

  public enum Calendar: String, Sendable {
    case gregorian
    case hijri
    case jalali
  }

  /// Without the preposition and an attached particle.
  public var range: TextRange
  public var type: TimexType
  public var kind: Kind
  /// `2023-10-07`, `2024-02-07TEV`, `2023-11-24/2023-11-30`, `P3M`, `R/P1D`, `XXXX-WXX-3` where nothing resolves it.
  public var value: String
  public var modifier: Modifier?
  public var calendar: Calendar
  /// The value in the calendar it is written in, where that is not the Gregorian one: `1445-07-26`.
  public var original: String?
  /// The name of the rule that read it.
  public var rule: String

  public init(
    range: TextRange, type: TimexType, kind: Kind, value: String, modifier: Modifier? = nil,
    calendar: Calendar = .gregorian, original: String? = nil, rule: String
  ) {
    self.range = range
    self.type = type
    self.kind = kind
    self.value = value
    self.modifier = modifier
    self.calendar = calendar
    self.original = original
    self.rule = rule
  }

  public var ranges: [TextRange] { [range] }
}

/// The time expressions of a document in text order, not overlapping. `dates` in output documents.
public enum Times: LayerKey {
  public typealias Item = TimeExpression
  public static let name = "times"
  public static let outputKey = "dates"

  public static func write(_ items: [TimeExpression], to writer: inout AnnotationWriter) {
    writer.array {
      for item in items {
        $0.object {
          $0.span(item.range)
          $0.field("type", item.type.rawValue)
          $0.field("kind", item.kind.rawValue)
          $0.field("value", item.value)
          if let modifier = item.modifier { $0.field("mod", modifier.rawValue) }
          if item.calendar != .gregorian { $0.field("calendar", item.calendar.rawValue) }
          if let original = item.original { $0.field("original", original) }
          $0.field("by", "times")
          $0.field("rule", item.rule)
        }
      }
    }
  }
}
