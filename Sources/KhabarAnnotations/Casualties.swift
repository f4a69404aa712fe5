public import KhabarCore
public import KhabarText

/// A count of people killed, hurt, missing, displaced or held, each time one is given.
public struct CasualtyCount: Hashable, Sendable, Anchored {
  public enum Kind: String, Sendable, CaseIterable {
    case killed
    case injured
    case missing
    case displaced
    case detained
    /// Dead and hurt together.
    case casualties
  }

  /// As in `Quantities`, where it also stands when it has a number.
  public var range: TextRange
  public var kind: Kind
  public var number: Int?
  public var modifier: Quantity.Modifier
  /// The noun for those counted.
  public var victims: TextRange?
  /// The day for which the count is reported.
  public var asOf: String?
  /// Who gives the count, outermost first, the originator last; empty when the article speaks itself.
  public var attributedTo: [Party]
  public var place: Party?
  public var rule: String

  public init(
    range: TextRange, kind: Kind, number: Int?, modifier: Quantity.Modifier, victims: TextRange? = nil,
    asOf: String? = nil, attributedTo: [Party] = [], place: Party? = nil, rule: String
  ) {
    self.range = range
    self.kind = kind
    self.number = number
    self.modifier = modifier
    self.victims = victims
    self.asOf = asOf
    self.attributedTo = attributedTo
    self.place = place
    self.rule = rule
  }

  public var ranges: [TextRange] {
    [range] + (victims.map { [$0] } ?? []) + attributedTo.flatMap(\.ranges) + (place?.ranges ?? [])
  }
}

/// The casualty counts of a document in text order.
public enum Casualties: LayerKey {
  public typealias Item = CasualtyCount
  public static let name = "casualties"

  public static func write(_ items: [CasualtyCount], to writer: inout AnnotationWriter) {
    writer.array {
      for item in items {
        $0.object {
          $0.span(item.range)
          $0.field("kind", item.kind.rawValue)
          $0.field("number", item.number)
          $0.field("modifier", item.modifier.rawValue)
          $0.field("victims", textOf: item.victims)
          $0.field("as_of", item.asOf)
          $0.key("attributed_to")
          $0.parties(item.attributedTo)
          $0.key("place")
          $0.optionalParty(item.place)
          $0.field("by", "casualties")
          $0.field("rule", item.rule)
        }
      }
    }
  }
}
