public import KhabarAnnotations
public import KhabarTime

/// A time expression that a ``TimeReader`` found.
public struct TimeReading: Hashable, Sendable {
  /// Its place, without a preposition and an attached particle.
  public var range: Range<String.Index>
  /// What stands there.
  public var text: String
  public var value: TimeValue
  /// The same as the `times` stage writes it, with modifier, calendar and rule.
  public var annotation: TimeExpression

  /// What is said of its exactness: مطلع, منتصف, نحو.
  public var modifier: TimeExpression.Modifier? { annotation.modifier }
  public var calendar: TimeExpression.Calendar { annotation.calendar }

  /// Whether nothing but white space stands around it in `text`.
  func covers(_ text: String) -> Bool {
    text[..<range.lowerBound].allSatisfy(\.isWhitespace) && text[range.upperBound...].allSatisfy(\.isWhitespace)
  }
}
