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

  /// The tokens of the clause around `tokens`, at most `reach` on each side: up to a mark that ends a sentence or a
  /// complementiser, which opens a clause of its own.
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
    reading.marks[token] == .stop || reading.classes[token].contains(.complementiser)
  }

  // MARK: When and where

  /// The date nearest to the trigger within its clause; one after it is preferred.
  func date(of tokens: Range<Int>, in clause: Range<Int>) -> String? {
    var best: (value: String, distance: Int)?
    for entry in dates.entries(in: clause) {
      let isAfter = entry.tokens.lowerBound >= tokens.upperBound
      let distance = isAfter ? entry.tokens.lowerBound - tokens.upperBound : 2 * (tokens.lowerBound - entry.tokens.upperBound)
      if best.map({ distance < $0.distance }) ?? true { best = (entry.value, distance) }
    }
    return best?.value
  }

  func place(of tokens: Range<Int>, in clause: Range<Int>) -> Party? { places.place(of: tokens, in: clause) }

  // MARK: Whether it happened

  func status(of trigger: Trigger, in clause: Range<Int>, date: String?) -> Event.Status {
    let start = trigger.tokens.lowerBound
    if trigger.isVerb, reading.hasFuture(start) { return .planned }
    var status: Event.Status?
    var token = start - 1
    let first = max(clause.lowerBound, start - 7)
    while token >= first, status == nil {
      let word = reading.classes[token]
      let near = start - token
      if word.contains(.negation), near <= (trigger.isVerb ? 1 : 3) { status = .notOccurred }
      if word.contains(.request), near <= 5, !trigger.isVerb { status = .requested }
      if word.contains(.plan) || word.contains(.next), near <= 5 { status = .planned }
      if word.contains(.continuation), near <= 3 { status = .ongoing }
      token -= 1
    }
    if let status { return status }
    for token in trigger.tokens.upperBound..<min(clause.upperBound, trigger.tokens.upperBound + 4) {
      if reading.classes[token].contains(.next) || reading.classes[token].contains(.plan) { return .planned }
      if reading.classes[token].contains(.continuation), !reading.isTime[token] { return .ongoing }
    }
    if let date, let reference, date.utf8.count == 10, reference.utf8.count == 10, date > reference { return .planned }
    if trigger.isVerb, reading.isImperfect(start) { return .ongoing }
    return .occurred
  }

  /// Whether the clause only thinks of the event: "بالإمكان التوصل إلى اتفاق".
  func isHypothetical(_ trigger: Trigger, in clause: Range<Int>) -> Bool {
    guard !trigger.isDefinite, !trigger.isVerb else { return false }
    let start = trigger.tokens.lowerBound
    for token in max(clause.lowerBound, start - 8)..<start {
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
      guard let role else { return }
      guard !found.contains(where: { $0.party.reference == mention.party.reference }) else { return }
      found.append(Event.Participant(party: mention.party, role: role))
    }
    var hasSubject = false
    if trigger.isVerb, let subject = subjectBefore(trigger, clause) {
      add(subject, type.subject)
      hasSubject = true
    }
    var role = hasSubject ? type.object : type.subject
    var isOpen = true
    var mention = parties.first(from: trigger.tokens.upperBound)
    var token = trigger.tokens.upperBound
    let end = min(clause.upperBound, trigger.tokens.upperBound + 16)
    while token < end {
      if mention < parties.mentions.count, parties.mentions[mention].tokens.lowerBound <= token {
        let current = parties.mentions[mention]
        mention += 1
        guard current.tokens.lowerBound >= token else { continue }
        if isOpen, isAllowed(current, type, role) {
          add(current, role)
          if trigger.isVerb, role == type.subject, !hasSubject {
            hasSubject = true
            role = reading.hasConjunction(min(current.tokens.upperBound, reading.tokens.count - 1)) ? type.subject : type.object
          }
        }
        token = max(token + 1, current.tokens.upperBound)
        continue
      }
      let word = reading.classes[token]
      if word.contains(.relative) || word.contains(.clause) && !word.contains(.location) { isOpen = false }
      if reading.triggers.row(startingAt: token) != nil, token > trigger.tokens.upperBound + 1 { isOpen = false }
      if word.contains(.by) {
        (role, isOpen) = (type.subject, true)
      } else if word.contains(.with) {
        (role, isOpen) = (type.with, true)
      } else if word.contains(.against), !word.contains(.approximator) {
        (role, isOpen) = (type.against, true)
      } else if word.contains(.towards) {
        (role, isOpen) = (type.towards, true)
      } else if word.contains(.among) {
        (role, isOpen) = (type.between, true)
      } else if word.contains(.location) {
        isOpen = false
      }
      token += 1
    }
    addCounted(type, clause, add)
    return found
  }

  /// The name right before the verb: "أن بلينكن التقى نتنياهو".
  private func subjectBefore(_ trigger: Trigger, _ clause: Range<Int>) -> PartyIndex.Mention? {
    let start = trigger.tokens.lowerBound
    var index = parties.first(from: start) - 1
    while index >= 0, parties.mentions[index].tokens.lowerBound >= clause.lowerBound {
      let mention = parties.mentions[index]
      if mention.tokens.upperBound <= start {
        let between = mention.tokens.upperBound..<start
        guard between.count <= 2, between.allSatisfy({ reading.marks[$0] != .stop }), !mention.isPlace else { return nil }
        return reading.hasConjunction(start) ? nil : mention
      }
      index -= 1
    }
    return nil
  }

  /// A place is a party where it stands for its state or is gone to, not where something happens in it.
  private func isAllowed(_ mention: PartyIndex.Mention, _ type: EventType, _ role: String?) -> Bool {
    guard mention.entity >= 0 else { return mention.casualty == .detained && type.name == "arrest" }
    guard mention.isPlace else { return true }
    let first = mention.tokens.lowerBound
    if reading.tokens[first].range.start < mention.range.start, !reading.hasConjunction(first) {
      return role == type.towards
    }
    return type.towards != nil || type.between != nil
  }

  /// People counted in the clause: the dead of an accident, those held in an arrest.
  private func addCounted(_ type: EventType, _ clause: Range<Int>, _ add: (PartyIndex.Mention, String?) -> Void) {
    guard type.name == "accident" else { return }
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
