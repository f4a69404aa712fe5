import KhabarAnnotations
import KhabarCore
import KhabarText

/// Those who may take part in events, by token: mentions of entities, and counted people.
struct PartyIndex {
  struct Mention {
    var tokens: Range<Int>
    var range: TextRange
    /// An entity, or -1 for counted people, who are a literal.
    var entity: Int
    var isPlace: Bool
    var isPerson: Bool
    var isNamed = true
    /// A country or capital, which stands for its government.
    var isState = false
    var casualty: CasualtyCount.Kind?

    var party: Party { entity >= 0 ? Party(.entity(LayerIndex(entity)), mention: range) : Party(.literal(range)) }
  }

  let mentions: [Mention]
  /// Whether the token stands in a name or title, whose words are no triggers.
  let isInsideName: [Bool]

  init(_ document: Document, _ reading: NewsReading) {
    var mentions: [Mention] = []
    var isInsideName = Array(repeating: false, count: reading.tokens.count)
    for (index, entity) in document[Entities.self].enumerated() {
      for title in entity.titles { for token in reading.tokens(of: title) { isInsideName[token] = true } }
      for mention in entity.mentions {
        let tokens = reading.tokens(of: mention.range)
        guard !tokens.isEmpty else { continue }
        let isName = entity.type != .event && entity.type != .other && mention.form != .description
        if isName { for token in tokens { isInsideName[token] = true } }
        guard entity.type != .event else { continue }
        mentions.append(
          Mention(
            tokens: tokens, range: mention.range, entity: index,
            isPlace: entity.type == .location || entity.type == .facility,
            isPerson: entity.type == .person || entity.type == .group,
            isState: entity.identifier?.hasPrefix("iso3166:") == true || entity.subtype == "country"
              || entity.subtype == "capital"))
        mentions[mentions.count - 1].isNamed = entity.isNamed
      }
    }
    for count in document[Casualties.self] {
      let tokens = reading.tokens(of: count.range)
      guard !tokens.isEmpty else { continue }
      mentions.append(
        Mention(
          tokens: tokens, range: count.range, entity: -1, isPlace: false, isPerson: true, casualty: count.kind))
    }
    self.mentions = mentions.sorted { $0.range < $1.range }
    self.isInsideName = isInsideName
  }

  /// The index of the first mention that starts at or after `token`. O(log mentions).
  func first(from token: Int) -> Int {
    var low = 0
    var high = mentions.count
    while low < high {
      let middle = (low + high) / 2
      if mentions[middle].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether a person, or people held, stands among the next words: "أوقف الأمن أربعة أشخاص", not "أوقف المشروع".
  /// Named ones only.
  func hasPersonObject(after token: Int, _ reading: NewsReading) -> Bool {
    var index = first(from: token)
    while index < mentions.count, mentions[index].tokens.lowerBound <= token + 8 {
      let mention = mentions[index]
      if reading.marks[token..<mention.tokens.lowerBound].contains(.stop) { return false }
      if mention.isPerson, mention.isNamed, mention.casualty == nil || mention.casualty == .detained { return true }
      index += 1
    }
    return false
  }
}
