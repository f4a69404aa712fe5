import KhabarAnnotations
import KhabarCore
import KhabarText

/// A word of the text that tells of an event.
struct Trigger {
  var tokens: Range<Int>
  var range: TextRange
  /// Places in `EventType.rows`; several for a word that joins events of more than one type.
  var types: [Int]
  var isVerb: Bool
  var isMasdar: Bool
  var use: TriggerWord.Use
  var isDefinite: Bool
  /// The light word before it, or the object after it: وقعت … اتفاقية.
  var partner: Range<Int>?
  var rule: String
}

/// Finds the triggers of a document: words of the lists that stand in no name, title or guarded phrase.
struct TriggerFinder {
  private let reading: NewsReading
  private let parties: PartyIndex
  private let isSport: Bool
  private var isBlocked: [Bool]
  private var isGuarded: [Bool]
  private var blockedTypes: [Int: Int] = [:]

  private static let sportReach = 40
  private static let lightReach = 8

  /// Warlike words on a sports page are the game's own.
  private static let warlikeTypes = Set(["attack", "military_operation", "visit"].compactMap { EventType.index[$0] })

  init(reading: NewsReading, parties: PartyIndex) {
    self.reading = reading
    self.parties = parties
    let sportWords = reading.classes.reduce(0) { $1.contains(.sport) ? $0 + 1 : $0 }
    isSport = sportWords >= 5 && sportWords * Self.sportReach >= reading.tokens.count
    isBlocked = parties.isInsideName
    isGuarded = Array(repeating: false, count: reading.tokens.count)
    for token in reading.tokens.indices {
      guard let row = reading.guards.row(startingAt: token), let covered = reading.guards.tokens(covering: token) else {
        continue
      }
      let rule = EventGuard.rows[row]
      for place in rule.blocksFirstOnly ? token..<(token + 1) : covered {
        if let type = rule.type { blockedTypes[place] = type } else { isGuarded[place] = true }
      }
    }
  }

  /// The triggers in text order. O(tokens).
  func triggers() -> [Trigger] {
    var found: [Trigger] = []
    var token = 0
    while token < reading.tokens.count {
      guard let trigger = trigger(at: token) else {
        token += 1
        continue
      }
      found.append(trigger)
      token = trigger.tokens.upperBound
    }
    return paired(found)
  }

  private func trigger(at token: Int) -> Trigger? {
    let hits: ListHits
    let word: TriggerWord
    if isSport, let row = reading.sportTriggers.row(startingAt: token) {
      hits = reading.sportTriggers
      word = TriggerWord.sportRows[row]
    } else if let row = reading.triggers.row(startingAt: token) {
      hits = reading.triggers
      word = TriggerWord.rows[row]
    } else {
      return nil
    }
    guard let tokens = hits.tokens(covering: token), !isBlocked[token] else { return nil }
    // "قضت محكمة جنايات القاهرة": a key that ends in a name starts outside it.
    guard !tokens.contains(where: { isGuarded[$0] }) else { return nil }
    guard tokens.dropFirst().allSatisfy({ reading.marks[$0] == .none }) else { return nil }
    if let type = blockedTypes[token], word.types.contains(type) { return nil }
    if isSport, word.types.contains(where: Self.warlikeTypes.contains), word.types.count == 1 { return nil }
    return Trigger(
      tokens: tokens, range: reading.range(of: hits, at: token, end: tokens.upperBound), types: word.types,
      isVerb: word.isVerb, isMasdar: word.isMasdar, use: word.use, isDefinite: reading.isDefinite(token),
      rule: word.isVerb ? "verb" : "noun")
  }

  /// Joins light words to the trigger they need and drops those without one.
  private func paired(_ triggers: [Trigger]) -> [Trigger] {
    var result: [Trigger] = []
    var usedObjects: Set<Int> = []
    for (index, trigger) in triggers.enumerated() {
      switch trigger.use {
      case .light:
        var next = index + 1
        while next < triggers.count, next <= index + 3 {
          let other = triggers[next]
          guard other.tokens.lowerBound - trigger.tokens.upperBound <= Self.lightReach,
            !hasBoundary(trigger.tokens.upperBound..<other.tokens.lowerBound)
          else { break }
          if other.use == .starts || other.use == .object, let type = trigger.types.first(where: other.types.contains) {
            var joined = trigger
            joined.types = [type]
            joined.use = .starts
            joined.partner = other.tokens
            joined.rule = "light-word"
            // The noun of a light verb stands alone as a trigger where it can: "شن هجوماً" is told by هجوماً.
            if other.use == .object || trigger.types.contains(where: { EventType.rows[$0].name == "agreement" }) {
              result.append(joined)
            }
            usedObjects.insert(next)
            break
          }
          next += 1
        }
      case .object:
        continue
      case .persons:
        guard parties.hasPersonObject(after: trigger.tokens.upperBound, reading) else { continue }
        result.append(trigger)
      case .starts, .joins:
        result.append(trigger)
      }
    }
    return result
  }

  private func hasBoundary(_ tokens: Range<Int>) -> Bool {
    tokens.contains { reading.marks[$0] == .stop || reading.classes[$0].contains(.complementiser) }
  }
}
