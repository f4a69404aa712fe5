public import KhabarCore
public import KhabarText

/// The value of a number as read.
public enum NumberValue: Hashable, Sendable {
  /// An exact integer: `27 ألفاً و708`.
  case integer(Int)
  /// A decimal, as its shortest decimal text: `12.5`. Text, so that money keeps its digits.
  case decimal(String)
  /// A common fraction: ثلثي is 2/3.
  case fraction(Int, Int)
  /// An unknown number of a known magnitude, as `../timex/FORMAT` writes it: `XX` for عشرات, `X00` for بضع مئات.
  case vague(String)

  /// The value as an output document writes it: Latin digits, `.`, `a/b`, `XXX`.
  public var normalized: String {
    switch self {
    case .integer(let value): String(value)
    case .decimal(let text): text
    case .fraction(let numerator, let denominator): "\(numerator)/\(denominator)"
    case .vague(let pattern): pattern
    }
  }

  /// The value as a floating-point number, nil for a vague one.
  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .decimal(let text): Double(text)
    case .fraction(let numerator, let denominator): Double(numerator) / Double(denominator)
    case .vague: nil
    }
  }

  public var integer: Int? { if case .integer(let value) = self { value } else { nil } }
}

/// A number as written, in digits, words or both.
public struct NumberMention: Hashable, Sendable, Anchored {
  public enum Kind: String, Sendable {
    case cardinal
    /// الخامسة, الـ75
    case ordinal
    /// A noun in the dual: قتيلان. The range is the whole word.
    case dual
  }

  /// The number words, without the noun that is counted and without an attached particle.
  public var range: TextRange
  /// The tokens it covers.
  public var tokens: Range<Int32>
  public var kind: Kind
  public var value: NumberValue
  /// Whether it is in digits throughout.
  public var isDigits: Bool

  public init(range: TextRange, tokens: Range<Int32>, kind: Kind, value: NumberValue, isDigits: Bool) {
    self.range = range
    self.tokens = tokens
    self.kind = kind
    self.value = value
    self.isDigits = isDigits
  }

  public var ranges: [TextRange] { [range] }
}

/// The numbers of a document in text order, not overlapping, those inside dates included.
public enum Numbers: LayerKey {
  public typealias Item = NumberMention
  public static let name = "numbers"
  public static let isWrittenByDefault = false

  public static func write(_ items: [NumberMention], to writer: inout AnnotationWriter) {
    writer.array {
      for item in items {
        $0.object {
          $0.span(item.range)
          $0.field("kind", item.kind.rawValue)
          $0.field("value", item.value.normalized)
        }
      }
    }
  }
}
