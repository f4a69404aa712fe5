import KhabarAnnotations
import KhabarText

/// Finds those who take part in an event, by the frame of its trigger.
///
/// A clause is read from the trigger to the right, then the verb that carries a noun is looked for on its left. What a
/// noun phrase has to do with the event follows from its place (the subject comes after an Arabic verb, the object after
/// the subject; "أقال الرئيس الوزير"), from the preposition before it, or from the genitive ("اغتيال القائد"). Phrases
/// joined by و share their role. Reach is bounded, so that the time is linear.
struct ArgumentReader {
  let reading: NewsReading
  let parties: PartyIndex
  /// Whether things and buildings under attack take part.
  let takesSites: Bool

  /// How many words may stand between a verb and its subject, a noun and its genitive, and so on.
  enum Gap {
    static let subject = 5
    static let object = 4
    static let genitive = 1
    static let preposition = 3
  }

  /// How many mentions back the one that a pronoun means is looked for.
  private static let antecedentReach = 24

  /// How far to the left the verb of a noun is looked for.
  private static let supportReach = 24

  /// The roles found, with what later triggers of the sentence may need.
  struct Result {
    var participants: [Event.Participant] = []
    /// Those of them that are nouns with an article, who may be known already.
    var known = ParticipantSet()
    /// The subject of a verb, for a verb joined to it: "اقتحمت القوات البلدة واعتقلت شابين".
    var subject: PartyIndex.Mention?
    /// Whether a verb carries the noun: تلقى اتصالاً.
    var isCarried = false
    /// The rule that found the first one.
    var rule: String?

    fileprivate mutating func add(_ mention: PartyIndex.Mention, _ role: String, _ name: String) {
      guard participants.count < 16, !participants.contains(where: { $0.party.reference == mention.party.reference })
      else { return }
      if rule == nil { rule = name }
      if participants.isEmpty { participants.reserveCapacity(4) }
      if mention.isDefinite { known.insert(participants.count) }
      participants.append(Event.Participant(party: mention.party, role: role))
    }

    fileprivate mutating func turn(_ mention: PartyIndex.Mention, _ role: String) {
      for index in participants.indices where participants[index].party.reference == mention.party.reference {
        participants[index].role = role
      }
    }
  }

  /// Those who take part in what `trigger` tells. `subject` is the subject of the verb before it in the sentence.
  func read(_ trigger: Trigger, in clause: Range<Int>, sentence: Range<Int>, subject: PartyIndex.Mention?) -> Result {
    guard let type = trigger.types.first else { return Result() }
    let frame = EventFrame.rows[trigger.frame ?? EventType.rows[type].frame]
    var walk = Walk(reading: reading, parties: parties, frame: frame, type: type, takesSites: takesSites)
    var result = Result()
    if trigger.use == .joins, !trigger.isVerb || !trigger.subjectIsEvent {
      // "الحادث", "استهدف" of no one in arms: only a further word for what is told elsewhere.
      return result
    }
    walk.isVerb = trigger.isVerb
    if trigger.isVerb {
      readVerb(trigger, frame, clause, sentence, subject, &walk, &result)
    } else {
      readNoun(trigger, type, frame, clause, sentence, &walk, &result)
    }
    if EventType.rows[type].takesVictims { addVictims(frame, clause, &result) }
    return result
  }

  /// The role of whoever speaks on the occasion that `trigger` names; nil where it is no occasion to speak.
  func speakingRole(of trigger: Trigger) -> String? {
    guard let type = trigger.types.first, !trigger.isVerb else { return nil }
    let frame = EventFrame.rows[trigger.frame ?? EventType.rows[type].frame]
    return frame.isTalk ? frame.subject : nil
  }

  /// The role of each of those who talk with each other.
  static let mutualRole = "participant"

  // MARK: Verbs

  private func readVerb(
    _ trigger: Trigger, _ frame: EventFrame, _ clause: Range<Int>, _ sentence: Range<Int>,
    _ inherited: PartyIndex.Mention?, _ walk: inout Walk, _ result: inout Result
  ) {
    let start = trigger.tokens.lowerBound
    let isPassive = trigger.part == .passive
    let before = subjectBefore(trigger, clause, sentence)
    let hasPronoun = reading.hasPronoun(start)
    var core = isPassive ? Core(frame.object ?? frame.subject) : Core(frame.subject, frame.object)
    if let before {
      if hasPronoun, !isPassive, before.isAntecedent {
        // "فلان الذي أوقفته الشرطة": the pronoun is the one before.
        if let role = frame.object { result.add(before.mention, role, "antecedent") }
        core = Core(frame.subject)
      } else {
        let role = isPassive ? frame.object ?? frame.subject : frame.subject
        if let role, walk.isAllowed(before.mention, role, .subject) {
          addJoined(before.mention, role, clause, walk, &result)
          result.add(before.mention, role, "subject-before")
        }
        result.subject = before.mention
        core = isPassive ? Core() : Core(frame.object)
      }
    } else if hasPronoun, !isPassive {
      if let role = frame.object, let antecedent = antecedent(before: start, sentence) {
        result.add(antecedent, role, "pronoun")
      }
      core = Core(frame.subject)
    } else if trigger.subjectIsEvent {
      core = Core(frame.object)
    }
    let partner = trigger.partner?.lowerBound ?? clause.upperBound
    // "قضت محكمة أمن الدولة": the trigger may end in the first word of the subject.
    let first = trigger.tokens.dropFirst().first { parties.mention(at: $0) != nil } ?? trigger.tokens.upperBound
    var found = walk.read(first, clause.upperBound, core: core, gap: Gap.subject, coreEnd: partner)
    if let partner = trigger.partner, partner.lowerBound >= first, !found.contains(where: { $0.slot == 0 }),
      let role = frame.genitive, frame.object == frame.subject
    {
      // "ارتفع صافي أرباح الشركة"
      found += walk.read(
        partner.upperBound, clause.upperBound, core: Core(role), gap: Gap.genitive, coreEnd: clause.upperBound
      )
      .filter { $0.slot == 0 }
    }
    if trigger.part == .either, let before, !hasPronoun, before.mention.kind == .person, let role = frame.object,
      !found.contains(where: { $0.slot != nil })
    {
      // "الصحفي الذي اعتقل", "شاب قتل برصاص": without an object behind it the verb is a passive.
      result.turn(before.mention, role)
    }
    if let partner = trigger.partner, partner.lowerBound >= first, before == nil, trigger.object == nil,
      let role = frame.subject, !found.contains(where: { $0.slot == 0 })
    {
      // "وقع الاتفاقية في نيقوسيا الوزيران": the subject after the object.
      found += walk.read(
        partner.upperBound, clause.upperBound, core: Core(role), gap: Gap.subject, coreEnd: clause.upperBound
      )
      .filter { $0.slot == 0 }
    }
    if trigger.part == .either, frame.givesOffice, core.count == 2,
      let named = found.first(where: { $0.slot == 0 })?.mention, named.isPerson, named.entity >= 0, named.isNamed
    {
      // "عين خالد العامري سفيرا": the office he is given is nobody else.
      found.removeAll { $0.slot == 1 && $0.mention.entity < 0 && !$0.mention.isDefinite }
    }
    settle(found, trigger, frame, before == nil ? inherited : nil, core.count == 2, &result)
  }

  /// Gives the roles found after a verb, once it is clear whether its first noun is the subject.
  private func settle(
    _ found: [Walk.Found], _ trigger: Trigger, _ frame: EventFrame, _ inherited: PartyIndex.Mention?, _ isOpen: Bool,
    _ result: inout Result
  ) {
    let first = found.filter { $0.slot == 0 }
    let hasSecond = found.contains { $0.slot == 1 }
    var firstIsObject = false
    if isOpen, !hasSecond, let object = frame.object, object != frame.subject, let mention = first.first?.mention {
      let isJoined = reading.hasConjunction(trigger.tokens.lowerBound)
      let canBeObject = mention.kind == .person || mention.kind == .site
      if mention.casualty == .detained || mention.kind == .site {
        firstIsObject = true
      } else if trigger.part == .either, canBeObject {
        // "اعتقل شابان": nobody else is named, and people are what is arrested.
        firstIsObject = true
      } else if isJoined, inherited != nil, canBeObject {
        firstIsObject = true
      }
      if firstIsObject, isJoined, trigger.part != .passive, let inherited, let role = frame.subject {
        result.add(inherited, role, "joined-verb")
        result.subject = inherited
      }
      if firstIsObject {
        for one in first { result.add(one.mention, object, "object") }
      }
    } else if isOpen, first.isEmpty, reading.hasConjunction(trigger.tokens.lowerBound), let inherited,
      let role = frame.subject
    {
      result.add(inherited, role, "joined-verb")
      result.subject = inherited
    }
    for one in found where one.slot != 0 || !firstIsObject {
      if one.slot == 0, result.subject == nil { result.subject = one.mention }
      result.add(one.mention, one.role, one.slot == nil ? "preposition" : one.slot == 0 ? "subject" : "object")
    }
  }

  /// "عرضت اليونان وأرمينيا إرسال فرق": those to whom the subject is joined.
  private func addJoined(
    _ mention: PartyIndex.Mention, _ role: String, _ clause: Range<Int>, _ walk: Walk, _ result: inout Result
  ) {
    var last = mention
    var rounds = 0
    while rounds < 4, reading.hasConjunction(last.tokens.lowerBound),
      let before = parties.last(before: last.tokens.lowerBound),
      before.tokens.upperBound == last.tokens.lowerBound, before.tokens.lowerBound >= clause.lowerBound
    {
      if walk.isAllowed(before, role, .subject) { result.add(before, role, "subject-before") }
      last = before
      rounds += 1
    }
  }

  private struct Before {
    var mention: PartyIndex.Mention
    /// Whether الذي stands between.
    var isAntecedent: Bool
  }

  /// The one named right before the verb: "أن بلينكن التقى نتنياهو", "وكانت الحركة قد سلمت", "الوزير الذي أقيل".
  private func subjectBefore(_ trigger: Trigger, _ clause: Range<Int>, _ sentence: Range<Int>) -> Before? {
    let start = trigger.tokens.lowerBound
    guard !reading.hasConjunction(start), !trigger.subjectIsEvent else { return nil }
    var token = start - 1
    var isAntecedent = false
    var steps = 0
    if token >= sentence.lowerBound, reading.classes[token].contains(.complementiser), reading.hasPronoun(token) {
      // "قالت الوكالة إنها وزعت"
      return antecedent(before: token, sentence).map { Before(mention: $0, isAntecedent: false) }
    }
    while token >= sentence.lowerBound, steps < 4 {
      let word = reading.classes[token]
      if word.contains(.relative) {
        isAntecedent = true
      } else if !word.contains(.auxiliary), !word.contains(.negation), reading.marks[token] != .quote,
        reading.marks[token] != .bracket, !reading.isTime[token]
      {
        break
      }
      token -= 1
      steps += 1
    }
    guard token >= sentence.lowerBound, let mention = parties.last(before: token + 1),
      mention.tokens.upperBound == token + 1
    else { return nil }
    if isAntecedent { return Before(mention: mention, isAntecedent: true) }
    guard token >= clause.lowerBound else { return nil }
    // What a preposition governs is no subject, nor a place where nothing acts.
    let first = mention.tokens.lowerBound
    if reading.attachedRelation(first) != nil { return nil }
    if first > sentence.lowerBound, reading.relations.row(covering: first - 1) != nil { return nil }
    if first > sentence.lowerBound, reading.classes[first - 1].contains(.location) { return nil }
    if mention.isPlace, !mention.isState { return nil }
    return Before(mention: mention, isAntecedent: false)
  }

  /// Whom a pronoun may mean: the person named last before it in the sentence, else the body or state.
  private func antecedent(before token: Int, _ sentence: Range<Int>) -> PartyIndex.Mention? {
    var index = parties.first(from: token) - 1
    let last = index - Self.antecedentReach
    var body: PartyIndex.Mention?
    while index >= max(0, last), parties.mentions[index].tokens.lowerBound >= sentence.lowerBound {
      let mention = parties.mentions[index]
      index -= 1
      guard mention.tokens.upperBound <= token else { continue }
      if mention.isPerson, mention.entity >= 0 { return mention }
      if body == nil, mention.isState || mention.kind == .body && !mention.isPlace && mention.entity >= 0 {
        body = mention
      }
    }
    return body
  }

  // MARK: Nouns

  private func readNoun(
    _ trigger: Trigger, _ type: Int, _ frame: EventFrame, _ clause: Range<Int>, _ sentence: Range<Int>,
    _ walk: inout Walk, _ result: inout Result
  ) {
    let start = trigger.tokens.lowerBound
    if !frame.isKilling { readSupport(trigger, type, frame, clause, &walk, &result) }
    if reading.hasPronoun(start), trigger.part == .noun, !trigger.isWarlike, let role = frame.genitive,
      let owner = antecedent(before: start, sentence)
    {
      result.add(owner, role, "pronoun")
    }
    var core = Core(frame.genitive)
    if trigger.affects { core = Core(frame.object) }
    let isBare = !reading.isDefinite(start) || trigger.tokens.count > 1
    let found = walk.read(
      trigger.tokens.upperBound, clause.upperBound, core: isBare || trigger.affects ? core : Core(),
      gap: trigger.affects ? Gap.subject : Gap.genitive, coreEnd: clause.upperBound)
    for one in found {
      // "قصف طيران حربي بلدة": who bears arms does it.
      let role =
        one.slot == 0 && one.mention.kind == .weapon && !one.mention.isPlace ? frame.subject ?? one.role : one.role
      result.add(one.mention, role, one.slot == nil ? "preposition" : "genitive")
    }
    readRelative(trigger, type, frame, clause, &walk, &result)
    if frame.name == Self.visit, !result.participants.contains(where: { $0.role == frame.subject }),
      !reading.hasPronoun(start), let role = frame.subject, let visitor = visitor(before: start, clause)
    {
      result.add(visitor, role, "occasion")
    }
    if result.participants.isEmpty, !reading.isDefinite(start), let role = frame.subject,
      let asked = asked(before: start, clause), walk.isAllowed(asked, role, .subject)
    {
      result.add(asked, role, "asked")
    }
    if frame.name == Self.pressConference, result.participants.isEmpty, let role = frame.subject,
      let speaker = antecedent(before: start, sentence)
    {
      result.add(speaker, role, "speaker")
    }
  }

  /// "طلب الرئيس من وزارة النقل فتح تحقيق": whoever is asked for it.
  private func asked(before start: Int, _ clause: Range<Int>) -> PartyIndex.Mention? {
    guard let mention = parties.last(before: start), mention.tokens.upperBound >= start - 2,
      mention.tokens.lowerBound - 2 >= clause.lowerBound,
      let row = reading.relations.row(covering: mention.tokens.lowerBound - 1),
      Relation.rows[row] == .from
        || mention.tokens.lowerBound - 2 >= clause.lowerBound
          && reading.relations.row(covering: mention.tokens.lowerBound - 2).map({ Relation.rows[$0] == .from }) == true
    else { return nil }
    let first = max(clause.lowerBound, mention.tokens.lowerBound - 8)
    return (first..<mention.tokens.lowerBound).contains { reading.classes[$0].contains(.request) } ? mention : nil
  }

  private static let visit = "visit"

  /// "قال الوزير خلال زيارة لصقلية": the person named right before the occasion makes the visit.
  private func visitor(before start: Int, _ clause: Range<Int>) -> PartyIndex.Mention? {
    guard start > clause.lowerBound, reading.classes[start - 1].contains(.location) || isDuring(start - 1),
      let mention = parties.last(before: start - 1), mention.isPerson, mention.tokens.lowerBound >= clause.lowerBound,
      start - 1 - mention.tokens.upperBound <= 1
    else { return nil }
    return mention
  }

  /// خلال, أثناء, على هامش.
  private func isDuring(_ token: Int) -> Bool { reading.classes[token].contains(.during) }

  /// Who speaks in it speaks in the sentence: "قال الوزير في مؤتمر صحفي".
  static let pressConference = "press_conference"

  /// "شن الجيش هجوماً على …": the verb before the noun, its subject, and what stands between.
  private func readSupport(
    _ trigger: Trigger, _ type: Int, _ frame: EventFrame, _ clause: Range<Int>, _ walk: inout Walk,
    _ result: inout Result
  ) {
    let start = trigger.tokens.lowerBound
    let first = max(clause.lowerBound, start - (trigger.isDefinite ? Self.supportReach / 2 : Self.supportReach))
    var token = start - 1
    while token >= first {
      defer { token -= 1 }
      if !reading.classes[token].isDisjoint(with: [.clause, .relative]) { return }
      guard let row = reading.supports.row(covering: token), let verb = reading.supports.tokens(covering: token),
        verb.lowerBound >= first, SupportVerb.rows[row].supports(type), !reading.isTime[token],
        // "أذنت النيابة بفتح تحقيق": the verbal noun leaves it to the verb before to say who.
        SupportVerb.rows[row].role == .suspect || reading.attachedRelation(verb.lowerBound) == nil,
        SupportVerb.rows[row].role != .announcer || !trigger.isWarlike || trigger.part == .masdar
      else {
        // Another verb owns what stands before it.
        if let row = reading.triggers.row(startingAt: token), TriggerWord.rows[row].isFiniteVerb { return }
        continue
      }
      let support = SupportVerb.rows[row]
      result.isCarried = true
      let role: String? =
        switch support.role {
        case .subject, .announcer, .gather: frame.subject ?? frame.genitive
        case .object: frame.object ?? frame.genitive
        case .suspect: "suspect"
        case .organizer: "organizer"
        }
      guard let role else { return }
      let isNominal = support.role == .suspect || reading.hasPronoun(verb.lowerBound)
      let owner =
        isNominal
        ? nil : walk.read(verb.upperBound, start, core: Core(role, frame.object), gap: Gap.subject, coreEnd: start)
      if let owner, owner.contains(where: { $0.slot == 0 }) {
        for one in owner where one.slot != 1 || frame.object == frame.subject {
          result.add(one.mention, one.role, one.slot == nil ? "preposition" : "support-verb")
          if one.slot == 0, result.subject == nil { result.subject = one.mention }
        }
      } else {
        if let before = supportSubject(verb.lowerBound, clause, isNominal), walk.isAllowed(before, role, .subject) {
          result.add(before, role, "support-verb")
          result.subject = before
        }
        for one in owner ?? [] where one.slot == nil { result.add(one.mention, one.role, "preposition") }
      }
      return
    }
  }

  /// "الوفد أجرى محادثات", "اتهم الجيش الميليشيا بشن هجوم": the one named last before the verb or phrase.
  private func supportSubject(_ verb: Int, _ clause: Range<Int>, _ isNominal: Bool) -> PartyIndex.Mention? {
    guard let mention = parties.last(before: verb), mention.tokens.lowerBound >= clause.lowerBound else { return nil }
    let between = mention.tokens.upperBound..<verb
    if let relative = between.first(where: { reading.classes[$0].contains(.relative) }), !reading.hasConjunction(verb),
      between.allSatisfy({
        $0 == relative || reading.marks[$0] == .comma || reading.isTime[$0] || mention.isPlace && reading.isDefinite($0)
      })
    {
      // "وزير خارجية الأردن، الذي يقوم بزيارة": a country at the end of his office is not who goes.
      return mention.isPlace ? antecedent(before: relative, clause) : mention
    }
    guard isNominal || !reading.hasConjunction(verb) else { return nil }
    let isFree = between.allSatisfy {
      reading.isTime[$0] || reading.marks[$0] != .none && reading.marks[$0] != .stop
        || reading.classes[$0].contains(.auxiliary)
    }
    guard isFree || isNominal && between.count <= 4 else { return nil }
    if reading.attachedRelation(mention.tokens.lowerBound) != nil { return nil }
    return mention
  }

  /// "الغارة التي شنتها الطائرات", "هجوم نفذته الحركة على": the verb of a relative clause, whose pronoun is the noun.
  private func readRelative(
    _ trigger: Trigger, _ type: Int, _ frame: EventFrame, _ clause: Range<Int>, _ walk: inout Walk,
    _ result: inout Result
  ) {
    guard let role = frame.subject ?? frame.genitive else { return }
    var token = trigger.tokens.upperBound
    let end = min(clause.upperBound, token + 6)
    while token < end, reading.marks[token] == .none || reading.marks[token] == .quote {
      if let row = reading.supports.row(startingAt: token), SupportVerb.rows[row].supports(type),
        SupportVerb.rows[row].role == .subject || SupportVerb.rows[row].role == .gather,
        reading.hasPronoun(token) || token + 1 < end && reading.classes[token + 1].contains(.approximator)
          || token > trigger.tokens.upperBound && reading.classes[token - 1].contains(.relative)
      {
        if SupportVerb.rows[row].role == .gather, reading.hasPronoun(token),
          let owner = antecedent(before: trigger.tokens.lowerBound, clause)
        {
          result.add(owner, role, "pronoun")
        }
        for one in walk.read(
          token + 1, clause.upperBound, core: Core(role), gap: Gap.subject, coreEnd: clause.upperBound)
        {
          result.add(one.mention, one.role, one.slot == nil ? "preposition" : "relative-clause")
        }
        return
      }
      token += 1
    }
  }

  /// People counted in the clause: the dead of an accident.
  private func addVictims(_ frame: EventFrame, _ clause: Range<Int>, _ result: inout Result) {
    guard let role = frame.subject else { return }
    var index = parties.first(from: clause.lowerBound)
    while index < parties.mentions.count, parties.mentions[index].tokens.lowerBound < clause.upperBound {
      let mention = parties.mentions[index]
      if mention.casualty == .killed || mention.casualty == .missing {
        result.add(mention, role, "victims")
        return
      }
      index += 1
    }
  }
}
