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
  /// By entity: whether it is a place, a town or finer.
  private let kinds: [Kind]

  private enum Kind: UInt8 {
    case other
    case place
    case fine
  }

  init(_ document: borrowing Document, _ reading: NewsReading) {
    var mentions: [Mention] = []
    let allEntities = document[Entities.self]
    let entities = allEntities.span
    mentions.reserveCapacity(entities.count)
    var kinds = Array(repeating: Kind.other, count: entities.count)
    for index in entities.indices where entities[index].type == .location || entities[index].type == .facility {
      let rank = Self.rank(entities[index].type, entities[index].subtype, entities[index].identifier)
      kinds[index] = rank >= 3 ? .fine : .place
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
    self.kinds = kinds
    self.mentions = TextOrder.places(of: mentions.map(\.range.order)).map { mentions[$0] }
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

  /// The place that is struck: the object of the verb or the genitive of the noun at `event` ("قصفت إسرائيل بيروت", "زلزال
  /// اليابان"), or what على leads to ("غارات على غزة"); not one of `others`, who act. O(log places + places near).
  func struckPlace(by event: Range<Int>, in clause: Range<Int>, _ reading: NewsReading, others: [Event.Participant])
    -> Party?
  {
    let end = min(clause.upperBound, event.upperBound + Self.struckReach)
    var index = first(from: event.upperBound)
    // Words of the event, then those who act, then the place.
    var open = event.upperBound
    for other in others where other.role != Self.target {
      guard let range = other.party.ranges.first else { continue }
      let tokens = reading.tokens(of: range)
      if tokens.lowerBound >= event.upperBound, tokens.lowerBound <= open + 2 { open = max(open, tokens.upperBound) }
    }
    while index < mentions.count, mentions[index].tokens.lowerBound < end {
      let mention = mentions[index]
      index += 1
      let start = mention.tokens.lowerBound
      if others.contains(where: { $0.party.reference == .entity(LayerIndex(mention.entity)) && $0.role != Self.target })
      {
        continue
      }
      let party = Party(.entity(LayerIndex(mention.entity)), mention: mention.range)
      if start > event.upperBound, let row = reading.relations.row(covering: start - 1) {
        if Relation.rows[row] == .on { return party }
        continue
      }
      // At most adjectives between: "زلزال قوي اليابان".
      let between = open..<max(open, start)
      if reading.attachedRelation(start) == nil, !reading.hasConjunction(start), between.count <= 2,
        between.allSatisfy({
          reading.marks[$0] == .none && reading.classes[$0].isEmpty && reading.attachedRelation($0) == nil
            && reading.relations.row(covering: $0) == nil && !reading.isDefinite($0)
        })
      {
        return party
      }
    }
    return nil
  }

  private static let struckReach = 10
  private static let target = "target"

  /// The place a story is told from: "بغداد - التقى", "القدس (وكالات) - هاجم", "الرياض / واس - عقد". A state names the
  /// subject of a headline as well ("سوريا - لبنان"), so only a town.
  func dateline(of sentence: Range<Int>, _ reading: NewsReading) -> Party? {
    let index = first(from: sentence.lowerBound)
    guard index < mentions.count, mentions[index].tokens.lowerBound == sentence.lowerBound, mentions[index].rank == 3
    else { return nil }
    var token = mentions[index].tokens.upperBound
    let end = min(sentence.upperBound - 1, token + Self.datelineReach)
    var isInside = false
    while token < end {
      switch reading.marks[token] {
      case .bracket: isInside.toggle()
      case .other:
        let next = token + 1
        // The last of the marks, behind which the sentence itself starts: no other town.
        if reading.isDash(token), reading.marks[next] == .none,
          !mentions[index...].dropFirst().prefix(1).contains(where: { $0.tokens.lowerBound == next })
        {
          return Party(.entity(LayerIndex(mentions[index].entity)), mention: mentions[index].range)
        }
      case .comma: break
      case .none where !isInside && token > mentions[index].tokens.upperBound + 4: return nil
      case .none, .quote: break
      case .stop: return nil
      }
      token += 1
    }
    return nil
  }

  private static let datelineReach = 9

  /// The mentions that start in `window`. O(log places).
  func mentions(in window: Range<Int>) -> Range<Int> {
    let start = first(from: window.lowerBound)
    return start..<max(start, first(from: window.upperBound))
  }

  /// Whether one of the mentions names the entity. O(mentions).
  func isNamed(_ entity: Int, among mentions: Range<Int>) -> Bool {
    mentions.contains { self.mentions[$0].entity == entity }
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
  func isNamed(_ entity: Int) -> Bool { entity < kinds.count && kinds[entity] != .other }

  /// Whether the entity is a town or finer.
  func isFine(_ entity: Int) -> Bool { entity < kinds.count && kinds[entity] == .fine }

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
