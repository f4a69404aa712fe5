import KhabarAnnotations
import KhabarCore
import KhabarText

/// Finds where something happened: the finest place named near it.
struct PlaceFinder: Sendable {
  private struct Mention {
    var range: TextRange
    var tokens: Range<Int>
    var entity: Int
    /// Greater is finer.
    var rank: Int
    /// Whether a word of place stands before it: في, قرب, بولاية.
    var isPlaced: Bool
  }

  /// How many tokens away a place may stand.
  private static let reach = 60

  private let mentions: [Mention]
  private var fine: Set<Int> = []
  private var all: Set<Int> = []

  init(_ document: Document, _ reading: NewsReading) {
    var mentions: [Mention] = []
    let entities = document[Entities.self]
    // Read in place: a copy of an entity counts references for all it holds.
    for index in entities.indices where entities[index].type == .location || entities[index].type == .facility {
      let rank = Self.rank(entities[index].type, entities[index].subtype, entities[index].identifier)
      all.insert(index)
      if rank >= 3 { fine.insert(index) }
      for mention in entities[index].mentions where mention.form != .description {
        let tokens = reading.tokens(of: mention.range)
        guard let first = tokens.first else { continue }
        // A bare noun for a kind of place names none: مدينة.
        if tokens.count == 1, reading.classes[first].contains(.placeNoun), !reading.isDefinite(first) { continue }
        mentions.append(
          Mention(
            range: mention.range, tokens: tokens, entity: index, rank: rank,
            isPlaced: Self.isPlaced(first, mention.range, reading)))
      }
    }
    self.mentions = mentions.sorted { $0.range < $1.range }
  }

  /// The place of what stands at the tokens `event`, looked for in `sentence`: what stands after it and is introduced by a
  /// word of place first, the finer one of several in a row, then what stands before it. O(log places + places found).
  func place(of event: Range<Int>, in sentence: Range<Int>) -> Party? {
    let window =
      max(sentence.lowerBound, event.lowerBound - Self.reach)..<min(sentence.upperBound, event.upperBound + Self.reach)
    var after: Mention?
    var before: Mention?
    var low = first(from: window.lowerBound)
    while low < mentions.count, mentions[low].tokens.lowerBound < window.upperBound {
      let mention = mentions[low]
      low += 1
      guard mention.isPlaced else { continue }
      if mention.tokens.lowerBound >= event.upperBound {
        if mention.rank > after?.rank ?? -1 { after = mention }
      } else if mention.rank >= before?.rank ?? -1 {
        before = mention
      }
    }
    guard let best = after.map({ first in before.map { $0.rank > first.rank + 1 ? $0 : first } ?? first }) ?? before
    else {
      return nil
    }
    return Party(.entity(LayerIndex(best.entity)), mention: best.range)
  }

  /// The entities of all places in `window`.
  func entities(in window: Range<Int>) -> [Int] {
    var index = first(from: window.lowerBound)
    var found: [Int] = []
    while index < mentions.count, mentions[index].tokens.lowerBound < window.upperBound {
      found.append(mentions[index].entity)
      index += 1
    }
    return found
  }

  /// The first mention that starts at or after `token`. O(log places).
  private func first(from token: Int) -> Int {
    var low = 0
    var high = mentions.count
    while low < high {
      let middle = (low + high) / 2
      if mentions[middle].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether the entity is a place.
  func isNamed(_ entity: Int) -> Bool { all.contains(entity) }

  /// Whether the entity is a town or finer.
  func isFine(_ entity: Int) -> Bool { fine.contains(entity) }

  private static func rank(_ type: Entity.EntityType, _ subtype: String?, _ identifier: String?) -> Int {
    if type == .facility { return 5 }
    if identifier?.hasPrefix("iso3166:") == true { return 1 }
    switch subtype {
    case "continent", "sea", "ocean", "world-region": return 0
    case "country": return 1
    case "province", "region", "state", "governorate", "island": return 2
    case "city", "town", "village", "capital": return 3
    case "district", "quarter", "camp", "street", "neighbourhood": return 4
    default: return 3
    }
  }

  /// Whether في, ب, قرب or a noun for a kind of place with such a word leads to the name.
  private static func isPlaced(_ first: Int, _ range: TextRange, _ reading: NewsReading) -> Bool {
    if hasPlacePrefix(first, reading) { return true }
    var token = first - 1
    var steps = 0
    while token >= 0, steps < 4, reading.marks[token] == .none || reading.marks[token] == .quote {
      let word = reading.classes[token]
      if word.contains(.location) || word.contains(.placeNoun) { return true }
      if steps > 0, hasPlacePrefix(token, reading) { return false }
      token -= 1
      steps += 1
    }
    return false
  }

  /// بتل أبيب: an attached ب.
  private static func hasPlacePrefix(_ token: Int, _ reading: NewsReading) -> Bool {
    let (start, stem) = (reading.tokens[token].folded.lowerBound, reading.tokens[token].stem.lowerBound)
    guard stem >= start + 2 else { return false }
    return reading.folded.bytes[stem - 2] == 0xD8 && reading.folded.bytes[stem - 1] == 0xA8
  }
}
