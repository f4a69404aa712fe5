import KhabarLexicon

/// A row of `support-verbs.tsv`: a verb whose subject does what a noun tells.
struct SupportVerb {
  enum Role: String {
    case subject
    case object
    case suspect
    case organizer
    case announcer
    case gather
  }

  var role: Role
  /// Places in `EventType.rows`; empty for every type.
  var types: [Int]

  func supports(_ type: Int) -> Bool { types.isEmpty || types.contains(type) }

  static let rows: [SupportVerb] = {
    let list = Lexicons.supportVerbs
    let (role, types) = (list.column("role"), list.column("types"))
    return (0..<list.count).map { row in
      SupportVerb(
        role: Role(rawValue: list.value(row, role)) ?? .subject,
        types: list.value(row, types).split(separator: ",").compactMap { EventType.index[String($0)] })
    }
  }()
}
