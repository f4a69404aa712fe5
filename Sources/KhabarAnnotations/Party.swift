public import KhabarCore
public import KhabarText

/// Someone who takes part in a statement, a count or an event.
public struct Party: Hashable, Sendable, Anchored {
  public enum Reference: Hashable, Sendable {
    case entity(LayerIndex<Entities>)
    /// A phrase of the text that no entity stands for.
    case literal(TextRange)
  }

  public var reference: Reference
  /// The words that name the party here; nil when nothing does (a verb without subject, a participle).
  public var mention: TextRange?
  /// Carried over from an earlier sentence rather than said here.
  public var isInherited: Bool

  public init(_ reference: Reference, mention: TextRange? = nil, isInherited: Bool = false) {
    self.reference = reference
    self.mention = mention
    self.isInherited = isInherited
  }

  /// Whether no word here names the party.
  public var isImplicit: Bool {
    if case .entity = reference { mention == nil } else { false }
  }

  public var ranges: [TextRange] {
    let literal: [TextRange] = if case .literal(let range) = reference { [range] } else { [] }
    return literal + (mention.map { [$0] } ?? [])
  }
}

extension AnnotationWriter {
  /// `{entity, mention}`, `{entity, implicit}` or `{literal, start, end}`, with `extra` keys after them.
  public mutating func party(_ party: Party, extra: (inout AnnotationWriter) -> Void = { _ in }) {
    object {
      switch party.reference {
      case .entity(let index):
        $0.field("entity", Entities.identifier(index))
        if let mention = party.mention {
          $0.key("mention")
          $0.spanObject(mention)
        } else {
          $0.field("implicit", true)
        }
      case .literal(let range):
        $0.field("literal", textOf: range)
        $0.offsetKeys(range)
      }
      if party.isInherited { $0.field("inherited", true) }
      extra(&$0)
    }
  }

  public mutating func parties(_ parties: [Party]) {
    array { for party in parties { $0.party(party) } }
  }

  public mutating func optionalParty(_ party: Party?) {
    if let party { self.party(party) } else { null() }
  }
}
