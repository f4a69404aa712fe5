/// A JSON number as written, so that no digit is lost.
public struct JSONNumber: Sendable {
  /// The number as the file writes it, by the grammar of RFC 8259.
  public let literal: String

  public init(literal: String) { self.literal = literal }
  public init(_ value: Int) { literal = String(value) }

  /// - Precondition: `value` is finite, as JSON writes no other.
  public init(_ value: Double) {
    precondition(value.isFinite, "JSON has no infinity and no NaN")
    literal = value.rounded() == value && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }

  public var double: Double { Double(literal) ?? .nan }

  /// The value as an integer, also of `2.0` and `1e3`; nil when it has a fraction or does not fit. Exact.
  public var int: Int? { Int(literal) ?? JSONDecimal(literal).int }
}
