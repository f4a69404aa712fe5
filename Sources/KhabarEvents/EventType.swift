import KhabarAnnotations
import KhabarLexicon

/// A row of `event-types.tsv`: what a type of event is called, and who takes part in it as what.
struct EventType {
  var name: String
  var cameo: String?
  /// Role of the subject of a verb, or of the genitive after a noun.
  var subject: String?
  var object: String?
  var with: String?
  var against: String?
  var towards: String?
  var between: String?
  var flags: Set<String>

  /// Told of over many days: a later date is not another event.
  var isDurative: Bool { flags.contains("durative") }
  /// The status where nothing is said.
  var openStatus: Event.Status { flags.contains("open") ? .ongoing : .occurred }
  var hasAgentBefore: Bool { flags.contains("agent_before") }
  /// "اتصال من الرئيس": من names one who takes part.
  var comesFrom: Bool { flags.contains("from") }
  var takesHeld: Bool { flags.contains("held") }
  var takesVictims: Bool { flags.contains("victims") }

  static let rows: [EventType] = {
    let list = Lexicons.eventTypes
    func cell(_ row: Int, _ name: String) -> String? {
      let value = list.value(row, list.column(name))
      return value.isEmpty ? nil : value
    }
    return (0..<list.count).map { row in
      EventType(
        name: list.keys(row).first ?? "", cameo: cell(row, "cameo"), subject: cell(row, "subject"),
        object: cell(row, "object"), with: cell(row, "with"), against: cell(row, "against"),
        towards: cell(row, "towards"), between: cell(row, "between"),
        flags: Set((cell(row, "flags") ?? "").split(separator: ",").map(String.init)))
    }
  }()

  /// The place of a type in `rows`.
  static let index: [String: Int] = Dictionary(
    rows.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
}

/// A row of `event-triggers.tsv` or `sport-triggers.tsv`.
struct TriggerWord {
  enum Use: String {
    case starts
    case joins
    case light
    case object
    case persons
  }

  /// Places in `EventType.rows`; more than one only for words that join or are light.
  var types: [Int]
  var isVerb: Bool
  /// A verbal noun whose genitive is the object: اغتيال الزعيم.
  var isMasdar: Bool
  var use: Use

  static let rows = read(Lexicons.eventTriggers)
  static let sportRows = read(Lexicons.sportTriggers)

  private static func read(_ list: WordList) -> [TriggerWord] {
    let (type, part, use) = (list.column("type"), list.column("part"), list.column("use"))
    return (0..<list.count).map { row in
      TriggerWord(
        types: list.value(row, type).split(separator: ",").compactMap { EventType.index[String($0)] },
        isVerb: list.value(row, part) == "verb", isMasdar: list.value(row, part) == "masdar",
        use: Use(rawValue: list.value(row, use)) ?? .joins)
    }
  }
}

/// A row of `event-guards.tsv`.
struct EventGuard {
  var blocksFirstOnly: Bool
  /// A place in `EventType.rows`, nil for every type.
  var type: Int?

  static let rows: [EventGuard] = {
    let list = Lexicons.eventGuards
    let (blocks, type) = (list.column("blocks"), list.column("type"))
    return (0..<list.count).map { row in
      EventGuard(blocksFirstOnly: list.value(row, blocks) == "first", type: EventType.index[list.value(row, type)])
    }
  }()
}
