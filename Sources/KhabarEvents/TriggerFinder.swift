import KhabarAnnotations
import KhabarCore
import KhabarText

/// A word of the text that tells of an event. A class, since it is handed about and holds much.
final class Trigger {
  let tokens: Range<Int>
  let range: TextRange
  /// Places in `EventType.rows`; several for a word that joins events of more than one type.
  let types: [Int]
  let part: TriggerWord.Part
  /// A place in `EventFrame.rows`, nil for the frame of the type.
  let frame: Int?
  var use: TriggerWord.Use
  var isDefinite: Bool
  /// The light word before it, or the object after it: وقعت … اتفاقية.
  var partner: Range<Int>?
  /// The words of the object after a light word, which tell of the event with it: قدمت … منحة.
  var object: TextRange?
  /// A verb whose subject is a noun for the event: "هجوم استهدف فندقاً".
  var subjectIsEvent = false
  /// A noun that is the subject of a verb before it: "استهدف هجوم فندقاً".
  var affects = false
  let rule: String

  init(
    tokens: Range<Int>, range: TextRange, types: [Int], part: TriggerWord.Part, frame: Int?, use: TriggerWord.Use,
    isDefinite: Bool, rule: String
  ) {
    self.tokens = tokens
    self.range = range
    self.types = types
    self.part = part
    self.frame = frame
    self.use = use
    self.isDefinite = isDefinite
    self.rule = rule
  }

  /// Adds the words that tell of the event, in text order.
  func addRanges(to ranges: inout [TextRange]) {
    if let object, object < range { ranges.append(object) }
    ranges.append(range)
    if let object, !(object < range) { ranges.append(object) }
  }

  /// Whether a pronoun at the end means whom it is done to, or nobody: تفجيره.
  var isWarlike: Bool { types.contains { EventType.rows[$0].cameo == "18" || EventType.rows[$0].cameo == "19" } }
  var isVerb: Bool { part == .verb || part == .passive || part == .either }
}

/// Finds the triggers of a document: words of the lists that stand in no name, title or guarded phrase.
struct TriggerFinder {
  private let reading: NewsReading
  private let parties: PartyIndex
  private let isSport: Bool
  private let isGuarded: [Bool]
  private let blockedTypes: [Int: Int]

  private static let sportReach = 40
  private static let gameReach = 20
  private static let lightReach = 8

  /// Warlike words on a sports page are the game's own.
  private static let warlikeTypes = Set(["attack", "military_operation", "visit"].compactMap { EventType.index[$0] })

  init(reading: NewsReading, parties: PartyIndex) {
    self.reading = reading
    self.parties = parties
    var (sportWords, gameWords) = (0, 0)
    for word in reading.classes where word.contains(.sport) {
      sportWords += 1
      // "ملعب", "بهدفين نظيفين"; others are said of other matters as well: نقطة, فريق.
      if !word.contains(.thing) { gameWords += 1 }
    }
    isSport =
      sportWords >= 5 && sportWords * Self.sportReach >= reading.tokens.count
      || gameWords >= 2 && gameWords * Self.gameReach >= reading.tokens.count
    var isGuarded = Array(repeating: false, count: reading.tokens.count)
    var blockedTypes: [Int: Int] = [:]
    reading.guards.forEach { row, covered in
      let rule = EventGuard.rows[row]
      for place in rule.blocksFirstOnly ? covered.prefix(1) : covered {
        if let type = rule.type { blockedTypes[place] = type } else { isGuarded[place] = true }
      }
    }
    (self.isGuarded, self.blockedTypes) = (isGuarded, blockedTypes)
  }

  /// The triggers in text order. O(tokens).
  func triggers() -> [Trigger] {
    var found: [Trigger] = []
    found.reserveCapacity(reading.tokens.count / 16)
    var token = 0
    // The next keys of the two lists: each is looked for only when it has been passed.
    var (key, sportKey) = (-1, isSport ? -1 : reading.tokens.count)
    while token < reading.tokens.count {
      if key < token { key = reading.triggers.first(from: token) }
      if sportKey < token { sportKey = reading.sportTriggers.first(from: token) }
      token = min(key, sportKey)
      guard token < reading.tokens.count else { break }
      if let trigger = trigger(at: token) {
        token = trigger.tokens.upperBound
        found.append(trigger)
      } else {
        token += 1
      }
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
    guard let tokens = hits.tokens(covering: token), !parties.isInsideName(tokens), !reading.isTime[token] else {
      return nil
    }
    // "قضت محكمة جنايات القاهرة": a key that ends in a name starts outside it.
    guard !tokens.contains(where: { isGuarded[$0] }) else { return nil }
    guard tokens.dropFirst().allSatisfy({ reading.marks[$0] == .none }) else { return nil }
    if let type = blockedTypes[token], word.types.contains(type) { return nil }
    if isSport, word.types.contains(where: Self.warlikeTypes.contains), word.types.count == 1 { return nil }
    if word.part == .passive, tokens.count > 1, isNounLikeVerb(token) {
      // "أصدرت حكما على فلان": the noun that is written like the verb.
      return Trigger(
        tokens: token..<(token + 1), range: reading.range(of: hits, at: token, end: token + 1), types: word.types,
        part: .noun, frame: word.frame, use: .carried, isDefinite: reading.isDefinite(token), rule: "noun")
    }
    return Trigger(
      tokens: tokens, range: reading.range(of: hits, at: token, end: tokens.upperBound), types: word.types,
      part: part(word, token), frame: word.frame, use: word.use, isDefinite: reading.isDefinite(token),
      rule: part(word, token).isNominal ? "noun" : "verb")
  }

  /// Whether an article, a preposition or the ا of the accusative shows that the word is no verb: الحكم, بحكم, حكما.
  private func isNounLikeVerb(_ token: Int) -> Bool {
    if reading.isDefinite(token) || reading.attachedRelation(token) != nil { return true }
    let end = reading.tokens[token].stem.upperBound
    return reading.folded.bytes[end - 2] == 0xD8 && reading.folded.bytes[end - 1] == 0xA7
  }

  /// "قصف الطيران بلدة" and "وقصف الطيران" are verbs where nothing governs the word.
  private func part(_ word: TriggerWord, _ token: Int) -> TriggerWord.Part {
    guard word.part == .homograph else { return word.part }
    guard !reading.isDefinite(token), reading.attachedRelation(token) == nil,
      token + 1 < reading.tokens.count, reading.marks[token + 1] == .none
    else { return .masdar }
    let opens =
      token == 0 || reading.tokens[token].sentence != reading.tokens[token - 1].sentence
      || reading.marks[token - 1] == .stop || reading.classes[token - 1].contains(.complementiser)
    return opens ? .either : .masdar
  }

  /// Joins light words to the trigger they need, drops those without one, and decides what each word makes.
  private func paired(_ triggers: [Trigger]) -> [Trigger] {
    var result: [Trigger] = []
    result.reserveCapacity(triggers.count)
    for (index, trigger) in triggers.enumerated() {
      switch trigger.use {
      case .light:
        if let joined = joined(trigger, index, triggers) { result.append(joined) }
        continue
      case .object: continue
      case .persons:
        guard concernsPersons(trigger) else { continue }
        // "بالسجن ثلاث سنوات": a verbal noun with its article governs nobody.
        let isBareNoun =
          !trigger.isVerb && trigger.isDefinite && !reading.hasPronoun(trigger.tokens.lowerBound)
        trigger.use = isBareNoun ? .joins : .starts
      case .envoys:
        guard hasEnvoy(after: trigger) else { continue }
        trigger.use = .starts
      case .travels:
        guard isJourney(trigger) else { continue }
        trigger.use = .starts
      case .armed:
        trigger.use = parties.hasArmed(around: trigger.tokens) ? .starts : .joins
      case .starts, .joins, .carried: break
      }
      if index > 0 { relate(trigger, triggers[index - 1]) }
      result.append(trigger)
    }
    return result
  }

  /// The light word with the trigger it needs, nil without one. The noun of a light verb stands alone as a trigger where
  /// it can: "شن هجوماً" is told by هجوماً.
  private func joined(_ trigger: Trigger, _ index: Int, _ triggers: [Trigger]) -> Trigger? {
    var next = index + 1
    while next < triggers.count, next <= index + 3 {
      let other = triggers[next]
      guard other.tokens.lowerBound - trigger.tokens.upperBound <= Self.lightReach,
        !hasBoundary(trigger.tokens.upperBound..<other.tokens.lowerBound)
      else { break }
      if isKilling(trigger), other.use == .object, !isMeans(other) {
        next += 1
        continue
      }
      if other.use == .starts || other.use == .object, let type = trigger.types.first(where: other.types.contains) {
        guard other.use == .object || EventType.rows[type].name == "agreement" else { return nil }
        return light(trigger, type, other)
      }
      next += 1
    }
    // "سجل صافي الأرباح تراجعاً": the noun before.
    guard index > 0, trigger.types.first.map({ EventType.rows[$0].name == "business" }) == true else { return nil }
    let other = triggers[index - 1]
    guard other.use == .object, trigger.tokens.lowerBound - other.tokens.upperBound <= Self.lightReach,
      !hasBoundary(other.tokens.upperBound..<trigger.tokens.lowerBound),
      let type = trigger.types.first(where: other.types.contains)
    else { return nil }
    return light(trigger, type, other)
  }

  /// "مقتل … برصاص", "أصيب … بقذيفة": one is killed or hurt by a weapon, which ب or the accusative of manner introduces.
  private func isKilling(_ trigger: Trigger) -> Bool {
    trigger.frame.map { EventFrame.rows[$0].isKilling } ?? false
  }

  private func isMeans(_ object: Trigger) -> Bool {
    object.part == .masdar || reading.attachedRelation(object.tokens.lowerBound) == .in
  }

  private func light(_ trigger: Trigger, _ type: Int, _ other: Trigger) -> Trigger {
    // "وقعت الاتفاقية": the one told of before.
    let joined = Trigger(
      tokens: trigger.tokens, range: trigger.range, types: [type], part: trigger.part, frame: trigger.frame,
      use: .starts, isDefinite: trigger.isDefinite || other.isDefinite && other.use == .starts, rule: "light-word")
    joined.partner = other.tokens
    if other.use == .object { joined.object = other.range }
    return joined
  }

  /// Notes that a noun for the event is the subject of a verb that tells of it: "هجوم استهدف", "استهدف هجوم".
  private func relate(_ trigger: Trigger, _ before: Trigger) {
    guard before.types.contains(where: trigger.types.contains) else { return }
    let between = before.tokens.upperBound..<max(before.tokens.upperBound, trigger.tokens.lowerBound)
    guard between.count <= 4, between.allSatisfy({ reading.marks[$0] == .none }) else { return }
    if trigger.isVerb, before.part.isNominal,
      !reading.hasConjunction(trigger.tokens.lowerBound), !reading.hasPronoun(trigger.tokens.lowerBound)
    {
      let isNear = between.count <= 2 || between.contains { reading.classes[$0].contains(.relative) }
      trigger.subjectIsEvent = isNear && parties.mention(at: before.tokens.upperBound) == nil
    } else if trigger.part == .noun, before.isVerb, between.isEmpty {
      trigger.affects = true
    }
  }

  /// Whether the object is a person: people without a name are arrested or stabbed, not appointed or received.
  private func concernsPersons(_ trigger: Trigger) -> Bool {
    let named = trigger.types.first.map { !Self.typesOfAnyone.contains($0) } ?? true
    if parties.hasPersonObject(after: trigger.tokens.upperBound, named: named, reading) { return true }
    if named, trigger.types.first == Self.meeting, trigger.isVerb, isWithPerson(trigger) { return true }
    return trigger.isVerb && reading.hasPronoun(trigger.tokens.lowerBound)
      && parties.hasAntecedent(before: trigger.tokens.lowerBound)
  }

  private static let meeting = EventType.index["meeting"]

  /// "بحث وزير الدفاع مع نظيره التعاون": an office and another person behind مع.
  private func isWithPerson(_ trigger: Trigger) -> Bool {
    let start = trigger.tokens.upperBound
    guard parties.mention(at: start)?.isPerson ?? false else { return false }
    let end = min(reading.tokens.count - 1, start + Self.lightReach)
    for token in start..<max(start, end) {
      if reading.marks[token] == .stop { return false }
      if let row = reading.relations.row(startingAt: token), Relation.rows[row] == .with {
        return parties.mention(at: token + 1)?.isPerson ?? false
      }
    }
    return false
  }

  /// "استدعت الخارجية السفير", not "استدعت المحكمة الشاهد": an envoy among the next words, also in a title.
  private func hasEnvoy(after trigger: Trigger) -> Bool {
    var token = trigger.tokens.upperBound
    let end = min(reading.tokens.count, token + Self.lightReach)
    while token < end, reading.marks[token] != .stop, !reading.classes[token].contains(.complementiser) {
      if let row = reading.triggers.row(startingAt: token), TriggerWord.rows[row].use == .object,
        TriggerWord.rows[row].types == trigger.types
      {
        return true
      }
      token += 1
    }
    return false
  }

  /// "وصل الوزير إلى بغداد", not "وصل السعر إلى 40": a person with a name or office beside the verb, إلى and a place behind it.
  private func isJourney(_ trigger: Trigger) -> Bool {
    let start = trigger.tokens.lowerBound
    let isPersons =
      parties.hasPersonObject(after: trigger.tokens.upperBound, named: true, reading)
      || parties.last(before: start).map { $0.isPerson && $0.isNamed && start - $0.tokens.upperBound <= 2 } ?? false
    guard isPersons else { return false }
    var token = trigger.tokens.upperBound
    let end = min(reading.tokens.count - 1, token + Self.journeyReach)
    while token < end, reading.marks[token] != .stop, !reading.classes[token].contains(.complementiser) {
      if let row = reading.relations.row(startingAt: token), Relation.rows[row] == .to {
        let first = reading.classes[token + 1].contains(.placeNoun) ? token + 2 : token + 1
        return parties.mention(at: first)?.isPlace ?? false || parties.mention(at: token + 1)?.isPlace ?? false
      }
      token += 1
    }
    return false
  }

  private static let journeyReach = 14

  private static let typesOfAnyone = Set(["arrest", "attack", "trial"].compactMap { EventType.index[$0] })

  private func hasBoundary(_ tokens: Range<Int>) -> Bool {
    tokens.contains { reading.marks[$0] == .stop || reading.classes[$0].contains(.complementiser) }
  }
}
