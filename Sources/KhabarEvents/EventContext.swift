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
      || reading.classes[token].contains(.contrast) && token > 0 && reading.marks[token - 1] == .comma
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

  /// What is looked into, or judged, has happened.
  private static let presupposing = Set(["investigation", "trial"].compactMap { EventType.index[$0] })

  private func hasTrigger(_ tokens: Range<Int>, of types: Set<Int>) -> Bool {
    tokens.contains { token in
      reading.triggers.row(startingAt: token).map { TriggerWord.rows[$0].types.contains(where: types.contains) }
        ?? false
    }
  }

  /// في, بشأن, حول or an attached ب among the two words before.
  private func isBehindRelation(_ start: Int) -> Bool {
    if reading.attachedRelation(start) != nil { return true }
    return (max(0, start - 2)..<start).contains {
      reading.relations.row(covering: $0) != nil || reading.classes[$0].contains(.location)
    }
  }

  private func hasTrigger(_ tokens: Range<Int>) -> Bool {
    tokens.contains { token in
      guard let row = reading.triggers.row(startingAt: token), let key = reading.triggers.tokens(covering: token) else {
        return false
      }
      // "نهضة بركان" is no volcano.
      return TriggerWord.rows[row].use == .starts && !parties.isInsideName(key)
    }
  }

  /// The places named in the clause, as `PlaceFinder` numbers them.
  func namedPlaces(in clause: Range<Int>) -> Range<Int> { places.mentions(in: clause) }

  func place(of tokens: Range<Int>, in clause: Range<Int>) -> Party? { places.place(of: tokens, in: clause) }

  /// The place that is struck, for types that strike one.
  func struckPlace(by trigger: Trigger, in clause: Range<Int>, _ participants: [Event.Participant]) -> Party? {
    places.struckPlace(by: trigger.tokens, in: clause, reading, others: participants)
  }

  /// The place in front of a story, where `sentence` opens with one.
  func dateline(of sentence: Range<Int>) -> Party? { places.dateline(of: sentence, reading) }

  func isPlace(_ party: Party) -> Bool {
    if case .entity(let index) = party.reference { places.isNamed(index.value) } else { false }
  }

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
      if word.contains(.cancelled), near <= 3 {
        // "ألغت نتائج الاقتراع" is no cancelled ballot.
        let isPartOf = near == 2 && trigger.isDefinite && !reading.isDefinite(start - 1)
        if !isPartOf { return .notOccurred }
      }
      if word.contains(.clause), !reading.isTime[token] { break }
      if word.contains(.negation), near == 1, trigger.isVerb { return .notOccurred }
      if word.contains(.denial), near <= 3, !trigger.isVerb { return .notOccurred }
      if word.contains(.request), !trigger.isVerb {
        // "طالبت بفتح تحقيق في الاعتداء": what is looked into has happened.
        let isPresupposed =
          !reading.hasConjunction(start)
          && hasTrigger((token + 1)..<start, of: Self.presupposing) && isBehindRelation(start)
        if !isPresupposed { return .requested }
      }
      if word.contains(.plan) || word.contains(.next), near <= 5 { return .planned }
      // "ستعقد قمة": the verb before the noun.
      if near <= 2, !trigger.isVerb, reading.hasFuture(token), reading.isImperfect(token) { return .planned }
      if word.contains(.continuation), !reading.isTime[token], near <= 6 { return .ongoing }
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
    if isPlannedClause(clause, start) { return .planned }
    if let date, let reference, isCalendar(date), isCalendar(reference), date > reference.prefix(date.utf8.count) {
      return .planned
    }
    if trigger.types.first.map({ EventType.rows[$0].isDurative }) == true, trigger.types.count == 1, date == nil {
      return EventType.rows[trigger.types[0]].openStatus
    }
    return trigger.isVerb && reading.isImperfect(start) && !reading.hasFuture(start) && isUnfinished(start)
      ? .ongoing : .occurred
  }

  /// "من المنتظر أن يعقد الحزب انتخابات": the clause of the noun hangs on a word of planning.
  private func isPlannedClause(_ clause: Range<Int>, _ start: Int) -> Bool {
    let first = clause.lowerBound
    guard first >= 2, start > first, start - first <= 8, reading.classes[first - 1].contains(.complementiser) else {
      return false
    }
    return reading.classes[first - 2].contains(.plan) && reading.isImperfect(first)
  }

  /// A year, month or day.
  private func isCalendar(_ date: String) -> Bool {
    let utf8 = date.utf8
    return (utf8.count == 4 || utf8.count == 7 || utf8.count == 10)
      && utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D }
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
}
