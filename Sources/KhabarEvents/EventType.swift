import KhabarAnnotations
import KhabarLexicon

/// A row of `event-types.tsv`: what a type of event is called, and how its events are gathered.
struct EventType {
  var name: String
  var cameo: String?
  /// Told of over many days: a later date is not another event.
  var isDurative: Bool
  /// The status where nothing is said.
  var openStatus: Event.Status
  /// Those counted as dead take part.
  var takesVictims: Bool
  /// Two of them are two unless those concerned are the same: arrests, appointments.
  var isPersonal: Bool
  /// A country named with it is only where it was: احتجاجات العراق.
  var excludesStates: Bool
  /// It is where it goes, unless a place is named: visits.
  var isAtDestination: Bool
  /// It is nowhere in particular: calls.
  var hasNoPlace: Bool
  /// Its object or genitive is where it is: زلزال اليابان.
  var strikes: Bool
  /// Where no place is named it is where the story is told from: "بغداد - التقى".
  var isAtDateline: Bool
  /// Its frame in `EventFrame.rows`.
  var frame: Int

  static let rows: [EventType] = {
    let list = Lexicons.eventTypes
    let (cameo, flags) = (list.column("cameo"), list.column("flags"))
    return (0..<list.count).map { row in
      let name = list.keys(row).first ?? ""
      let code = list.value(row, cameo)
      let words = Set(list.value(row, flags).split(separator: ","))
      return EventType(
        name: name, cameo: code.isEmpty ? nil : code, isDurative: words.contains("durative"),
        openStatus: words.contains("open") ? .ongoing : .occurred, takesVictims: words.contains("victims"),
        isPersonal: words.contains("personal"), excludesStates: words.contains("no_states"),
        isAtDestination: words.contains("at_destination"), hasNoPlace: words.contains("no_place"),
        strikes: words.contains("strikes"), isAtDateline: words.contains("at_dateline"),
        frame: EventFrame.index[name] ?? 0)
    }
  }()

  /// The roles of where one goes and of where something is sent.
  static let destinations: Set<String> = ["destination", "recipient"]

  /// The place of a type in `rows`.
  static let index: [String: Int] = Dictionary(
    rows.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
}
