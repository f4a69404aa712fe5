import KhabarLexicon

/// A row of `event-frames.tsv`: who takes part in an event as what. A class, since it is handed about and holds much.
final class EventFrame: Sendable {
  let name: String
  /// The role of a verb's subject.
  let subject: String?
  /// The role of a verb's object.
  let object: String?
  /// The role of the genitive after a noun.
  let genitive: String?
  /// The roles of those after a preposition.
  private let relations: [String?]
  /// An occasion on which those who take part speak.
  let isTalk: Bool
  /// Of words for death and injury: مقتل فلان برصاص. Whoever announces it has not done it.
  let isKilling: Bool
  /// Of giving an office: عين فلان سفيراً.
  let givesOffice: Bool

  init(name: String, subject: String?, object: String?, genitive: String?, relations: [Relation: String]) {
    self.name = name
    self.subject = subject
    self.object = object
    self.genitive = genitive
    self.relations = Relation.allCases.map { relations[$0] }
    isKilling = name == "killing"
    givesOffice = name == "appointment"
    isTalk = name == ArgumentReader.pressConference || name == "meeting" || name == "call"
  }

  /// The role of the one named after a preposition, nil for none.
  func role(behind relation: Relation) -> String? { relations[relation.rawValue] }

  static let rows: [EventFrame] = {
    let list = Lexicons.eventFrames
    func cell(_ row: Int, _ name: String) -> String? {
      let value = list.value(row, list.column(name))
      return value.isEmpty ? nil : value
    }
    return (0..<list.count).map { row in
      var relations: [Relation: String] = [:]
      for pair in cell(row, "relations")?.split(separator: " ") ?? [] {
        let parts = pair.split(separator: ":")
        guard parts.count == 2, let relation = Relation(name: String(parts[0])) else { continue }
        relations[relation] = String(parts[1])
      }
      return EventFrame(
        name: list.keys(row).first ?? "", subject: cell(row, "subject"), object: cell(row, "object"),
        genitive: cell(row, "genitive"), relations: relations)
    }
  }()

  /// The place of a frame in `rows`.
  static let index: [String: Int] = Dictionary(
    rows.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
}
