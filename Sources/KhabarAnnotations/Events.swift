public import KhabarCore
public import KhabarText

/// Something that happened, with all the words of the document that tell of it.
public struct Event: Hashable, Sendable, Anchored {
  public struct Participant: Hashable, Sendable {
    public var party: Party
    /// `attacker`, `target`, `visitor`, `speaker`, …
    public var role: String

    public init(party: Party, role: String) {
      self.party = party
      self.role = role
    }
  }

  public enum Status: String, Sendable, CaseIterable {
    case occurred
    case ongoing
    case planned
    case requested
    case notOccurred = "not_occurred"
  }

  /// `meeting`, `attack`, `election`, …: the scheme's list, from the trigger lexicon.
  public var type: String
  /// The CAMEO root code, nil where the type has none.
  public var cameo: String?
  public var triggers: [TextRange]
  public var participants: [Participant]
  public var date: String?
  public var place: Party?
  public var status: Status
  public var rule: String

  public init(
    type: String, cameo: String?, triggers: [TextRange], participants: [Participant] = [], date: String? = nil,
    place: Party? = nil, status: Status = .occurred, rule: String
  ) {
    self.type = type
    self.cameo = cameo
    self.triggers = triggers
    self.participants = participants
    self.date = date
    self.place = place
    self.status = status
    self.rule = rule
  }

  public var ranges: [TextRange] {
    triggers + participants.flatMap(\.party.ranges) + (place?.ranges ?? [])
  }
}

/// The events of a document, in the order of their first triggers.
public enum Events: LayerKey {
  public typealias Item = Event
  public static let name = "events"

  public static func write(_ items: [Event], to writer: inout AnnotationWriter) {
    writer.array {
      for (index, item) in items.enumerated() {
        $0.object {
          $0.field("id", "v\(index + 1)")
          $0.field("type", item.type)
          $0.field("cameo", item.cameo)
          $0.key("triggers")
          $0.spans(item.triggers)
          $0.key("participants")
          $0.array {
            for participant in item.participants {
              $0.party(participant.party) { $0.field("role", participant.role) }
            }
          }
          $0.field("date", item.date)
          $0.key("place")
          $0.optionalParty(item.place)
          $0.field("status", item.status.rawValue)
          $0.field("by", "events")
          $0.field("rule", item.rule)
        }
      }
    }
  }
}
