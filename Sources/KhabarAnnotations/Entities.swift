public import KhabarCore
public import KhabarText

/// One place where an entity is named.
public struct EntityMention: Hashable, Sendable {
  public enum Form: String, Sendable {
    case name
    /// Another spelling: ميلر for ميللر.
    case variant
    /// The surname or head word alone.
    case short
    case acronym
    /// The office alone, where it names this person: وزير الخارجية الأمريكي.
    case title
    /// A nominal reference: الموقع, الوكالة.
    case description = "desc"
  }

  public var range: TextRange
  public var form: Form

  public init(range: TextRange, form: Form) {
    self.range = range
    self.form = form
  }
}

/// A person, body, place or group, with all its mentions in the document.
public struct Entity: Hashable, Sendable, Anchored {
  public enum EntityType: String, Sendable, CaseIterable {
    case person = "PER"
    case organisation = "ORG"
    case location = "LOC"
    case facility = "FAC"
    /// A group by nation, religion or politics.
    case group = "NORP"
    case event = "EVENT"
    case other = "MISC"
  }

  public var type: EntityType
  /// `media` or `platform` for organisations; the kind of place for locations.
  public var subtype: String?
  /// False for one that speaks without a name: مسؤول إسرائيلي مطلع.
  public var isNamed: Bool
  /// The fullest name, without attached particles.
  public var canonical: String
  /// An identity in a checked source: `iso3166:EG`, `geonames:360630`.
  public var identifier: String?
  /// Phrases for office, rank or role next to the name.
  public var titles: [TextRange]
  /// In text order; never empty.
  public var mentions: [EntityMention]
  /// The name of the rule that found the first mention.
  public var rule: String

  public init(
    type: EntityType, subtype: String? = nil, isNamed: Bool = true, canonical: String, identifier: String? = nil,
    titles: [TextRange] = [], mentions: [EntityMention], rule: String
  ) {
    self.type = type
    self.subtype = subtype
    self.isNamed = isNamed
    self.canonical = canonical
    self.identifier = identifier
    self.titles = titles
    self.mentions = mentions
    self.rule = rule
  }

  public var ranges: [TextRange] { titles + mentions.map(\.range) }
}

/// The entities of a document, in the order of their first mentions. An output document calls them `e1`, `e2`, ….
public enum Entities: LayerKey {
  public typealias Item = Entity
  public static let name = "entities"

  /// The id of an entity in output documents.
  public static func identifier(_ index: LayerIndex<Entities>) -> String { "e\(index.value + 1)" }

  public static func write(_ items: [Entity], to writer: inout AnnotationWriter) {
    writer.array {
      for (index, item) in items.enumerated() {
        $0.object {
          $0.field("id", identifier(LayerIndex(index)))
          $0.field("type", item.type.rawValue)
          if let subtype = item.subtype { $0.field("subtype", subtype) }
          $0.field("named", item.isNamed)
          $0.field("canonical", item.canonical)
          if let identifier = item.identifier { $0.field("identifier", identifier) }
          $0.key("titles")
          $0.spans(item.titles)
          $0.key("mentions")
          $0.array {
            for mention in item.mentions {
              $0.object {
                $0.span(mention.range)
                $0.field("form", mention.form.rawValue)
              }
            }
          }
          $0.field("by", "entities")
          $0.field("rule", item.rule)
        }
      }
    }
  }
}
