public import KhabarAnnotations

/// A number that a ``NumberReader`` found.
public struct NumberReading: Hashable, Sendable {
  /// Its place, without the noun that is counted and without an attached particle.
  public var range: Range<String.Index>
  /// What stands there.
  public var text: String
  public var value: NumberValue
  public var kind: NumberMention.Kind
}
