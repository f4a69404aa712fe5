import KhabarAnnotations
import KhabarCore
import KhabarText

/// Reads what the clause of a trigger says: who takes part, when, and whether it happened.
struct EventContext {
  let reading: NewsReading
  let parties: PartyIndex
  let dates: DateFinder
  let places: PlaceFinder
  let reference: String?

  private static let reach = 25

  // MARK: Clauses

  /// The tokens of the clause around `tokens`, at most `reach` on each side: up to a mark that ends a sentence, a
  /// complementiser, which opens a clause of its own, or the source named after the clause.
  func clause(of tokens: Range<Int>, in sentence: Range<Int>) -> Range<Int> {
    var start = tokens.lowerBound
    let first = max(sentence.lowerBound, tokens.lowerBound - Self.reach)
    while start > first, !isBoundary(start - 1) { start -= 1 }
    var end = tokens.upperBound
    let last = min(sentence.upperBound, tokens.upperBound + Self.reach)
    while end < last, !isBoundary(end) { end += 1 }
    return start..<end
  }

  private func isBoundary(_ token: Int) -> Bool {
    reading.marks[token] == .stop
      || !reading.classes[token].isDisjoint(with: [.complementiser, .attribution]) && !reading.isTime[token]
  }

  // MARK: When and where

  /// The date nearest to the trigger within its clause; one after it is preferred.
  func date(of tokens: Range<Int>, in clause: Range<Int>) -> String? {
    var best: (value: String, distance: Int)?
    for entry in dates.entries(in: clause) where !entry.isUntil {
      let isAfter = entry.tokens.lowerBound >= tokens.upperBound
      // "جولته الخامسة منذ اندلاع الحرب في 7 أكتوبر": the day of the event that stands nearer.
      if isAfter, hasTrigger(tokens.upperBound..<entry.tokens.lowerBound) { continue }
      let distance =
        isAfter ? entry.tokens.lowerBound - tokens.upperBound : 2 * (tokens.lowerBound - entry.tokens.upperBound)
      if best.map({ distance < $0.distance }) ?? true { best = (entry.value, distance) }
    }
    return best?.value
  }

  private func hasTrigger(_ tokens: Range<Int>) -> Bool {
    tokens.contains { token in
      reading.triggers.row(startingAt: token).map { TriggerWord.rows[$0].use == .starts } ?? false
    }
  }

  /// The places named in the clause, as places in the layer of entities.
  func placeEntities(in clause: Range<Int>) -> [Int] { places.entities(in: clause) }

  func place(of tokens: Range<Int>, in clause: Range<Int>) -> Party? { places.place(of: tokens, in: clause) }

  /// Whether the place is a town or finer, so that another one is somewhere else.
  func isFine(_ place: Party?) -> Bool {
    if case .entity(let index) = place?.reference { places.isFine(index.value) } else { false }
  }

  // MARK: Whether it happened

  func status(of trigger: Trigger, in clause: Range<Int>, date: String?) -> Event.Status {
    let start = trigger.tokens.lowerBound
    if trigger.isVerb, reading.hasFuture(start) { return .planned }
    if trigger.isVerb, isPlannedByVerbBefore(start) { return .planned }
    var token = start - 1
    let first = max(clause.lowerBound, start - 14)
    while token >= first {
      let word = reading.classes[token]
      let near = start - token
      if word.contains(.cancelled), near <= 3 { return .notOccurred }
      if word.contains(.negation), near == 1, trigger.isVerb { return .notOccurred }
      if word.contains(.denial), near <= 3, !trigger.isVerb { return .notOccurred }
      if word.contains(.request), !trigger.isVerb { return .requested }
      if word.contains(.plan) || word.contains(.next), near <= 5 { return .planned }
      // "ستعقد قمة": the verb before the noun.
      if near <= 2, !trigger.isVerb, reading.hasFuture(token), reading.isImperfect(token) { return .planned }
      if word.contains(.continuation), !reading.isTime[token], near <= 10 { return .ongoing }
      token -= 1
    }
    token = trigger.tokens.upperBound
    var left = 4
    while token < clause.upperBound, left > 0 {
      defer { token += 1 }
      let word = reading.classes[token]
      if !reading.isTime[token] { left -= 1 }
      if word.contains(.cancelled) { return .notOccurred }
      if word.contains(.next) || word.contains(.plan) { return .planned }
      if word.contains(.continuation), !reading.isTime[token] { return .ongoing }
      if !trigger.isVerb, reading.hasFuture(token), reading.isImperfect(token) { return .planned }
    }
    if let date, let reference, date.utf8.count == 10, reference.utf8.count == 10, date > reference { return .planned }
    if trigger.types.first.map({ EventType.rows[$0].isDurative }) == true, trigger.types.count == 1, date == nil {
      return EventType.rows[trigger.types[0]].openStatus
    }
    return trigger.isVerb && reading.isImperfect(start) && !reading.hasFuture(start) && isUnfinished(start)
      ? .ongoing : .occurred
  }

  /// "من المقرر أن يلتقي": what stands before أن.
  private func isPlannedByVerbBefore(_ start: Int) -> Bool {
    guard start >= 2, reading.classes[start - 1].contains(.complementiser) else { return false }
    return reading.classes[start - 2].contains(.plan) || reading.classes[start - 2].contains(.possibility)
  }

  /// Whether the verb is an unfinished one: "يشن", not "تظاهر", which only starts like one.
  private func isUnfinished(_ token: Int) -> Bool {
    let stem = reading.tokens[token].stem
    return reading.folded.bytes[stem.lowerBound] == 0xD9
  }

  /// Whether the clause only thinks of the event: "بالإمكان التوصل إلى اتفاق".
  func isHypothetical(_ trigger: Trigger, in clause: Range<Int>) -> Bool {
    guard !trigger.isVerb else { return false }
    let start = trigger.tokens.lowerBound
    for token in max(clause.lowerBound, start - (trigger.isDefinite ? 3 : 8))..<start {
      if reading.classes[token].contains(.possibility), !reading.isTime[token] { return true }
    }
    return false
  }

  /// Whether the words after the trigger set it apart from those told before: "هجوم مماثل", "حادث آخر".
  func isOther(_ trigger: Trigger, in clause: Range<Int>) -> Bool {
    let end = trigger.tokens.upperBound
    return (end..<min(end + 2, clause.upperBound)).contains {
      reading.classes[$0].contains(.other) && reading.marks[$0] == .none && !reading.isDefinite($0)
    }
  }

  // MARK: Who takes part

  func participants(of trigger: Trigger, in clause: Range<Int>) -> [Event.Participant] {
    guard let type = trigger.types.first.map({ EventType.rows[$0] }) else { return [] }
    var found: [Event.Participant] = []
    func add(_ mention: PartyIndex.Mention, _ role: String?) {
      guard let role, !found.contains(where: { $0.party.reference == mention.party.reference }) else { return }
      found.append(Event.Participant(party: mention.party, role: role))
    }
    let subject = trigger.isVerb ? subjectBefore(trigger, clause) : agentBefore(trigger, type, clause)
    if let subject, isAllowed(subject, type, type.subject) { add(subject, type.subject) }
    let takesObject = trigger.isMasdar || trigger.isVerb && subject != nil
    var role = takesObject ? type.object : type.subject
    // How far the words that have the role may go on: a genitive stands next to its noun, a subject near its verb.
    var reach = trigger.tokens.upperBound + (trigger.isVerb ? 7 : 2)
    var mention = parties.first(from: trigger.tokens.upperBound)
    var token = trigger.tokens.upperBound
    let end = min(clause.upperBound, trigger.tokens.upperBound + 18)
    while token < end {
      if mention < parties.mentions.count, parties.mentions[mention].tokens.lowerBound <= token {
        let current = parties.mentions[mention]
        mention += 1
        guard current.tokens.lowerBound >= token else { continue }
        token = max(token + 1, current.tokens.upperBound)
        guard current.tokens.lowerBound < reach, isAllowed(current, type, role) else { continue }
        add(current, role)
        reach = token + 6
        if trigger.isVerb, role == type.subject, token < end, !reading.hasConjunction(token) { role = type.object }
        continue
      }
      let word = reading.classes[token]
      if !word.isDisjoint(with: [.relative, .clause]) || word.contains(.location) || hasPreposition(token) {
        reach = token
      }
      if token > trigger.tokens.upperBound + 1, reading.triggers.row(startingAt: token) != nil { reach = token }
      if let marked = markedRole(word, type) {
        role = marked
        reach = token + 6
      }
      token += 1
    }
    addCounted(type, clause, add)
    return found
  }

  /// The role of those after a word of relation, nil for another word; the role itself may be none.
  private func markedRole(_ word: WordClass, _ type: EventType) -> String?? {
    if word.contains(.by) { return .some(type.subject) }
    if word.contains(.with) { return .some(type.with) }
    if word.contains(.among) { return .some(type.between) }
    if word.contains(.against) { return .some(type.against) }
    if word.contains(.towards) { return .some(type.towards) }
    if type.comesFrom, word.contains(.partitive) { return .some(type.with) }
    return nil
  }

  /// Who does what a noun tells: "فتحت الشرطة تحقيقاً", "قال الوزير في مؤتمر صحفي". The name nearest before it in its clause.
  private func agentBefore(_ trigger: Trigger, _ type: EventType, _ clause: Range<Int>) -> PartyIndex.Mention? {
    guard type.hasAgentBefore, !trigger.isDefinite else { return nil }
    let index = parties.first(from: trigger.tokens.lowerBound) - 1
    guard index >= 0 else { return nil }
    let mention = parties.mentions[index]
    let between = mention.tokens.upperBound..<max(mention.tokens.upperBound, trigger.tokens.lowerBound)
    guard mention.entity >= 0, !mention.isPlace, mention.tokens.lowerBound >= clause.lowerBound, between.count <= 4
    else {
      return nil
    }
    return between.contains { reading.classes[$0].contains(.relative) } ? nil : mention
  }

  /// An attached ب or ل, which ends the reach of the role before it.
  private func hasPreposition(_ token: Int) -> Bool {
    let (start, stem) = (reading.tokens[token].folded.lowerBound, reading.tokens[token].stem.lowerBound)
    guard stem >= start + 2 else { return false }
    switch (reading.folded.bytes[stem - 2], reading.folded.bytes[stem - 1]) {
    case (0xD8, 0xA8), (0xD9, 0x84): return true
    default: return false
    }
  }

  /// The name right before the verb: "أن بلينكن التقى نتنياهو".
  private func subjectBefore(_ trigger: Trigger, _ clause: Range<Int>) -> PartyIndex.Mention? {
    let start = trigger.tokens.lowerBound
    var index = parties.first(from: start) - 1
    while index >= 0, parties.mentions[index].tokens.lowerBound >= clause.lowerBound {
      let mention = parties.mentions[index]
      if mention.tokens.upperBound <= start {
        let between = mention.tokens.upperBound..<start
        guard between.count <= 2, between.allSatisfy({ reading.marks[$0] != .stop }), !mention.isPlace else {
          return nil
        }
        return reading.hasConjunction(start) ? nil : mention
      }
      index -= 1
    }
    return nil
  }

  /// A place is a party where it stands for its state or is gone to, not where something happens in it.
  private func isAllowed(_ mention: PartyIndex.Mention, _ type: EventType, _ role: String?) -> Bool {
    guard mention.entity >= 0 else {
      return mention.casualty == .detained && role == type.object && type.takesHeld
    }
    guard mention.isPlace else { return true }
    if hasPreposition(mention.tokens.lowerBound) { return role == type.towards }
    return mention.isState || role == type.towards || role == type.against
  }

  /// People counted in the clause: the dead of an accident, those held in an arrest.
  private func addCounted(_ type: EventType, _ clause: Range<Int>, _ add: (PartyIndex.Mention, String?) -> Void) {
    guard type.takesVictims else { return }
    var index = parties.first(from: clause.lowerBound)
    while index < parties.mentions.count, parties.mentions[index].tokens.lowerBound < clause.upperBound {
      let mention = parties.mentions[index]
      if mention.casualty == .killed || mention.casualty == .missing {
        add(mention, type.object)
        return
      }
      index += 1
    }
  }
}
