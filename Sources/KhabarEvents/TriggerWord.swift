import KhabarLexicon

/// A row of `event-triggers.tsv` or `sport-triggers.tsv`.
struct TriggerWord {
  /// What the word needs around it to make an event; the head of the list explains each.
  enum Use: String {
    case starts
    case joins
    case light
    case object
    case persons
    case carried
    case armed
    case envoys
    case travels
  }

  enum Part: String {
    case verb
    /// A verb whose first noun is the object: أقيل الوزير.
    case passive
    /// Written alike in both voices: اعتقل.
    case either
    case noun
    /// A verbal noun whose genitive is the object: اغتيال الزعيم.
    case masdar
    /// A verbal noun that is written like a verb: قصف. It is one where it opens its clause.
    case homograph
  }

  /// Places in `EventType.rows`; more than one only for words that join or are light.
  var types: [Int]
  var part: Part
  var use: Use
  /// A place in `EventFrame.rows`; nil for the frame of the type.
  var frame: Int?

  static let rows = read(Lexicons.eventTriggers)
  static let sportRows = read(Lexicons.sportTriggers)

  private static func read(_ list: WordList) -> [TriggerWord] {
    let (type, part) = (list.column("type"), list.column("part"))
    let (use, frame) = (list.column("use"), list.column("frame"))
    return (0..<list.count).map { row in
      TriggerWord(
        types: list.value(row, type).split(separator: ",").compactMap { EventType.index[String($0)] },
        part: Part(rawValue: list.value(row, part)) ?? .noun, use: Use(rawValue: list.value(row, use)) ?? .joins,
        frame: EventFrame.index[list.value(row, frame)])
    }
  }
}

extension TriggerWord.Part {
  var isNominal: Bool {
    switch self {
    case .noun, .masdar, .homograph: true
    case .verb, .passive, .either: false
    }
  }
}
