public import KhabarCore
public import KhabarText

/// A number with what it counts or measures.
public struct Quantity: Hashable, Sendable, Anchored {
  public enum Kind: String, Sendable {
    case count
    case money
    case percent
    case measure
    case age
    case ordinal
  }

  /// What the number says about exactness.
  public enum Modifier: String, Sendable {
    case exact
    case approx
    case atLeast = "at_least"
    case moreThan = "more_than"
    case lessThan = "less_than"
    case upTo = "up_to"
    // The number itself is vague: عشرات, مئات, آلاف, ملايين.
    case dozens
    case hundreds
    case thousands
    case millions
  }

  /// The kind of `normalized`.
  public enum NormalizedKind: String, Sendable {
    case number
    case ordinal
    case range
    case percent
    case money
    case quantity
  }

  /// Number and noun, unit or currency.
  public var range: TextRange
  /// The number words alone.
  public var number: TextRange
  /// The number, nil when vague or a range.
  public var value: Double?
  /// The counted noun as written, `%`, the ISO 4217 code or the unit symbol; nil for a bare number.
  public var unit: String?
  /// Where the counted noun stands, when there is one.
  public var unitRange: TextRange?
  public var kind: Kind
  public var modifier: Modifier
  /// The value as `27708`, `XXXX`, `[10,15]`, `12.5%`, `14300000000 USD`, `365 km2`.
  public var normalized: String
  public var normalizedKind: NormalizedKind
  /// The name of the rule that read it.
  public var rule: String

  public init(
    range: TextRange, number: TextRange, value: Double?, unit: String?, unitRange: TextRange? = nil, kind: Kind,
    modifier: Modifier, normalized: String, normalizedKind: NormalizedKind, rule: String
  ) {
    self.range = range
    self.number = number
    self.value = value
    self.unit = unit
    self.unitRange = unitRange
    self.kind = kind
    self.modifier = modifier
    self.normalized = normalized
    self.normalizedKind = normalizedKind
    self.rule = rule
  }

  public var ranges: [TextRange] { [range, number] + (unitRange.map { [$0] } ?? []) }
}

/// The quantities of a document in text order, not overlapping; none inside a date.
public enum Quantities: LayerKey {
  public typealias Item = Quantity
  public static let name = "quantities"

  public static func write(_ items: [Quantity], to writer: inout AnnotationWriter) {
    writer.array {
      for item in items {
        $0.object {
          $0.span(item.range)
          $0.field("value", number: item.value)
          $0.field("unit", item.unit)
          $0.field("kind", item.kind.rawValue)
          $0.field("modifier", item.modifier.rawValue)
          $0.key("number")
          $0.object { $0.offsetKeys(item.number) }
          $0.field("normalized", item.normalized)
          $0.field("normalized_kind", item.normalizedKind.rawValue)
          $0.field("by", "quantities")
          $0.field("rule", item.rule)
        }
      }
    }
  }
}
