public import KhabarAnnotations

/// A quantity that a ``NumberReader`` found: an amount, what it is an amount of, and how exact it is.
public struct QuantityReading: Hashable, Sendable {
  public enum Amount: Hashable, Sendable {
    case number(NumberValue)
    /// Nil where a bound is not said.
    case range(NumberValue?, NumberValue?)
  }

  public enum Unit: Hashable, Sendable {
    /// A number that nothing is said of.
    case none
    /// The counted noun as written.
    case noun(String)
    /// A code of ISO 4217. Small coins are told in it: 25 قرشاً is 0.25 EGP.
    case currency(String)
    case percent
    /// The symbol of a unit of measure: `km2`.
    case measure(String)
  }

  /// The place of number and unit.
  public var range: Range<String.Index>
  /// What stands there.
  public var text: String
  public var amount: Amount
  public var unit: Unit
  /// The same as the `quantities` stage writes it.
  public var annotation: Quantity

  public var kind: Quantity.Kind { annotation.kind }
  public var modifier: Quantity.Modifier { annotation.modifier }

  init(range: Range<String.Index>, text: String, annotation: Quantity) {
    self.range = range
    self.text = text
    self.annotation = annotation
    amount = Self.amount(annotation)
    unit =
      switch annotation.kind {
      case .money: .currency(annotation.unit ?? "")
      case .percent: .percent
      case .measure: .measure(annotation.unit ?? "")
      case .count, .age, .ordinal: annotation.unit.map { .noun($0) } ?? .none
      }
  }

  /// The number as `normalized` tells it, without its unit.
  private static func amount(_ quantity: Quantity) -> Amount {
    var text = quantity.normalized[...]
    if let space = text.firstIndex(of: " ") { text = text[..<space] }
    if text.hasSuffix("%") { text = text.dropLast() }
    guard let first = text.first, first == "[" || first == "(" else { return .number(number(text)) }
    let bounds = text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
    guard bounds.count == 2 else { return .number(number(text)) }
    return .range(
      bounds[0].isEmpty ? nil : number(bounds[0]), bounds[1].isEmpty ? nil : number(bounds[1]))
  }

  private static func number(_ text: Substring) -> NumberValue {
    if let integer = Int(text) { return .integer(integer) }
    let parts = text.split(separator: "/")
    if parts.count == 2, let numerator = Int(parts[0]), let denominator = Int(parts[1]) {
      return .fraction(numerator, denominator)
    }
    return text.contains("X") ? .vague(String(text)) : .decimal(String(text))
  }
}
