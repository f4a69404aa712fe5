import KhabarLexicon

/// A row of `event-frames.tsv`: who takes part in an event as what.
struct EventFrame {
  var name: String
  /// The role of a verb's subject.
  var subject: String?
  /// The role of a verb's object.
  var object: String?
  /// The role of the genitive after a noun.
  var genitive: String?
  /// The roles of those after a preposition.
  var relations: [Relation: String]

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
        guard parts.count == 2, let relation = Relation(rawValue: String(parts[0])) else { continue }
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
