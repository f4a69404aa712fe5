import KhabarAnnotations
import KhabarText

/// What a count was found to be.
struct CasualtyFinding {
  var kind: CasualtyCount.Kind
  var rule: String

  /// The rule of a single person without a number, who takes part in the event like anybody else.
  static let singleVictim = "single-victim"
}

/// Tells which counts are casualties, and of what kind, by the words around them.
///
/// Each count is read in its sentence, from left to right: its own noun ("5 قتلى"), the word that governs it
/// ("مقتل 5"), the count it is a part of ("بينهم 3 أطفال"), its predicate ("29 طفلا قتلوا"), the toll it belongs to
/// ("ارتفع عدد القتلى إلى 40"), the count it is joined to ("5 مدنيين و3 جنود"). The reach of every rule is bounded, so
/// that the time is linear.
struct CasualtyReader {
  private let reading: NewsReading
  private let candidates: [CasualtyCandidate]
  /// The candidate that covers a token, -1 for none.
  private var candidateAt: [Int32]
  private(set) var findings: [CasualtyFinding?]
  /// The kind of the toll last spoken of: "الحصيلة السابقة" in a later sentence.
  private var tollKind: CasualtyCount.Kind?
  private var tollSentence = -1

  private static let reach = 14

  init(reading: NewsReading, candidates: [CasualtyCandidate]) {
    self.reading = reading
    self.candidates = candidates
    candidateAt = Array(repeating: -1, count: reading.tokens.count)
    findings = Array(repeating: nil, count: candidates.count)
    for (index, candidate) in candidates.enumerated() {
      for token in candidate.tokens { candidateAt[token] = Int32(index) }
    }
    var next = 0
    for (number, sentence) in reading.sentences.enumerated() {
      let first = next
      var scanned = sentence.lowerBound
      while next < candidates.count, candidates[next].tokens.lowerBound < sentence.upperBound {
        noteTolls(from: scanned, to: candidates[next].tokens.lowerBound, sentence, number)
        scanned = candidates[next].tokens.lowerBound
        let found = finding(next, sentence, firstOfSentence: first, number)
        findings[next] = found
        if next > 0, candidates[next - 1].opensRange, findings[next - 1] == nil { findings[next - 1] = found }
        next += 1
      }
      noteTolls(from: scanned, to: sentence.upperBound, sentence, number)
    }
  }

  // MARK: Rules in their order

  private func finding(_ index: Int, _ sentence: Range<Int>, firstOfSentence first: Int, _ number: Int)
    -> CasualtyFinding?
  {
    let candidate = candidates[index]
    let isThing = isThing(candidate)
    let left = leftContext(of: candidate, sentence)
    if candidate.isLone {
      guard !hasDisease(after: candidate, sentence) else { return nil }
      switch left {
      case .governed(let kind, _, _): return CasualtyFinding(kind: kind, rule: CasualtyFinding.singleVictim)
      case .state(let kind) where hasState(kind, after: candidate, sentence):
        return CasualtyFinding(kind: kind, rule: CasualtyFinding.singleVictim)
      default: return nil
      }
    }
    if let kind = ownKind(candidate, sentence) {
      if case .blocked(isRelease: true) = left, kind == .detained { return nil }
      return CasualtyFinding(kind: kind, rule: "counted-noun")
    }
    // "ارتفع عدد الوفيات إلى 61 حالة": cases of what the toll counts.
    if isThing, case .toll = left, isCases(candidate), let kind = tollKind, tollSentence == number {
      return CasualtyFinding(kind: kind, rule: "toll")
    }
    guard !isThing, !hasDisease(after: candidate, sentence) else { return nil }
    switch left {
    case .governed(let kind, let isNear, let needsPerson):
      guard !needsPerson || isPerson(candidate) else { return nil }
      // "فقد 7 أشخاص حياتهم"
      if kind == .missing, hasState(.killed, after: candidate, sentence) {
        return CasualtyFinding(kind: .killed, rule: "verb-with-noun")
      }
      return CasualtyFinding(kind: kind, rule: isNear ? "governing-word" : "verb")
    case .part:
      guard let kind = lastKind(before: index, first) else { break }
      return CasualtyFinding(kind: kind, rule: "part-of-count")
    case .among(let kind):
      return CasualtyFinding(kind: kind, rule: "among")
    case .blocked:
      return nil
    case .joined(let other):
      guard let kind = findings[other]?.kind, reading.hasConjunction(candidate.tokens.lowerBound) else { break }
      return CasualtyFinding(kind: kind, rule: "joined-count")
    case .toll:
      guard let kind = tollKind, tollSentence == number, !isThing else { break }
      return CasualtyFinding(kind: kind, rule: "toll")
    case .state(let kind):
      guard hasState(kind, after: candidate, sentence) else { break }
      return CasualtyFinding(kind: kind, rule: "verb-with-noun")
    case .none:
      break
    }
    if let kind = predicateKind(candidate, sentence) { return CasualtyFinding(kind: kind, rule: "predicate") }
    if isPartByPronoun(candidate, sentence), let kind = lastKind(before: index, first) {
      return CasualtyFinding(kind: kind, rule: "part-of-count")
    }
    return nil
  }

  /// The kind said by the counted noun or by the noun after it: "58 جريحاً", "اثنين من الجرحى", "عشرات القتلى
  /// والمصابين", "30 شخصاً بين قتيل وجريح".
  private func ownKind(_ candidate: CasualtyCandidate, _ sentence: Range<Int>) -> CasualtyCount.Kind? {
    var token = candidate.tokens.lowerBound
    if candidate.victims == nil, let kind = definiteKind(before: token, sentence) { return kind }
    let end = min(candidate.tokens.upperBound + 3, sentence.upperBound)
    while token < end {
      let isInside = candidate.tokens.contains(token)
      if reading.marks[token] == .comma || reading.marks[token] == .stop { return nil }
      if !isInside, candidateAt[token] >= 0 { return nil }
      if let row = reading.terms.row(startingAt: token), let covered = reading.terms.tokens(covering: token) {
        let term = CasualtyTerm.rows[row]
        guard term.construction.contains(.noun), let kind = term.kind else { return nil }
        // A noun outside must follow من or بين, or the count at once.
        guard isInside || token == candidate.tokens.upperBound || reading.classes[token - 1].contains(.partitive) else {
          return nil
        }
        if !isInside, token == candidate.tokens.upperBound, candidate.victims != nil, !isAdjective(token) { return nil }
        return joined(kind, after: covered.upperBound, sentence)
      }
      if !isInside, !reading.classes[token].contains(.approximator), !reading.classes[token].contains(.among) {
        return nil
      }
      token += 1
    }
    return nil
  }

  /// "القتلى الثلاثة", "أحد المصابين الأربعة", "إن القتلى 17": a number without a noun of its own stands behind it.
  private func definiteKind(before token: Int, _ sentence: Range<Int>) -> CasualtyCount.Kind? {
    guard token > sentence.lowerBound, reading.isDefinite(token - 1), !reading.hasConjunction(token),
      let row = reading.terms.row(covering: token - 1), CasualtyTerm.rows[row].construction.contains(.noun)
    else { return nil }
    return CasualtyTerm.rows[row].kind
  }

  /// "12 شخصاً جريحاً", "30 شخصاً قتلى".
  private func isAdjective(_ token: Int) -> Bool { !reading.isDefinite(token) && !reading.hasConjunction(token) }

  /// "القتلى والمصابين" and "قتيل وجريح" are dead and hurt together.
  private func joined(_ kind: CasualtyCount.Kind, after token: Int, _ sentence: Range<Int>) -> CasualtyCount.Kind {
    guard token < sentence.upperBound, reading.hasConjunction(token), !startsCandidate(token),
      let row = reading.terms.row(startingAt: token)
    else { return kind }
    let term = CasualtyTerm.rows[row]
    guard term.construction.contains(.noun), let other = term.kind, term.number == nil else { return kind }
    let pair: Set<CasualtyCount.Kind> = [kind, other]
    return pair == [.killed, .injured] ? .casualties : kind
  }

  private func startsCandidate(_ token: Int) -> Bool {
    candidateAt[token] >= 0 && candidates[Int(candidateAt[token])].tokens.lowerBound == token
  }

  // MARK: Left of the count

  private enum Context {
    case none
    case governed(CasualtyCount.Kind, isNear: Bool, needsPerson: Bool)
    case state(CasualtyCount.Kind)
    case part
    case among(CasualtyCount.Kind)
    case blocked(isRelease: Bool)
    case joined(Int)
    case toll
  }

  private func leftContext(of candidate: CasualtyCandidate, _ sentence: Range<Int>) -> Context {
    var gap = 0
    var token = candidate.tokens.lowerBound - 1
    let limit = max(sentence.lowerBound, candidate.tokens.lowerBound - Self.reach)
    let isJoined = reading.hasConjunction(candidate.tokens.lowerBound)
    while token >= limit {
      if reading.isTime[token] {
        token -= 1
        continue
      }
      switch reading.marks[token] {
      case .none: break
      case .quote, .bracket:
        token -= 1
        continue
      case .comma:
        // "قتل، مساء السبت، 5 أشخاص"
        let isAroundTime =
          reading.isTime[token + 1] || (token > limit && reading.isTime[token - 1])
        guard isAroundTime else { return .none }
        token -= 1
        continue
      case .stop, .other: return .none
      }
      if candidateAt[token] >= 0 {
        return gap <= 2 ? .joined(Int(candidateAt[token])) : .none
      }
      let word = reading.classes[token]
      if gap == 0, word.contains(.inclusion) { return .part }
      if let row = reading.terms.row(covering: token), let covered = reading.terms.tokens(covering: token),
        isTerm(row, covered)
      {
        let term = CasualtyTerm.rows[row]
        let start = covered.lowerBound
        if term.construction.contains(.release) { return gap <= 4 ? .blocked(isRelease: true) : .none }
        if gap <= 1, term.construction.contains(.noun), let kind = term.kind, start > limit,
          reading.classes[start - 1].contains(.among)
        {
          return .among(kind)
        }
        if term.kind == .killed, isSentence(start, limit) { return .blocked(isRelease: false) }
        if let kind = term.kind, term.construction.contains(.adjacent), gap == 0 || (isJoined && gap <= 6) {
          return .governed(
            pairKind(kind, before: start, limit), isNear: true, needsPerson: term.construction.contains(.needsPerson))
        }
        if term.kind == .missing, term.construction.contains(.verb), gap <= 7,
          gap > 0 && hasSubject(behind: covered.upperBound) || hasSubject(before: start, limit)
        {
          // "فقدت البلاد 90 شخصا": who loses them mourns them.
          return .governed(.killed, isNear: false, needsPerson: true)
        }
        if let kind = term.kind, term.construction.contains(.verb), gap <= 7 {
          return .governed(kind, isNear: gap == 0, needsPerson: term.construction.contains(.needsPerson))
        }
        if let kind = term.kind, term.construction.contains(.needsState), gap <= 6 { return .state(kind) }
        if term.construction.contains(.anti) {
          // "وصل عدد القتلى": the link of a toll comes first.
          return gap <= 4 && !word.contains(.link) ? .blocked(isRelease: false) : .toll
        }
        if term.construction.contains(.noun), gap == 0, isTollHead(before: start, limit) { return .toll }
        if term.construction.contains(.toll) { return .toll }
        gap += 1
        token = start - 1
        continue
      }
      if word.contains(.link), gap <= 2 { return .toll }
      if word.contains(.complementiser) || word.contains(.relative) { return .none }
      if word.isDisjoint(with: [.approximator, .since, .until]), !reading.isConjunction(token) { gap += 1 }
      token -= 1
    }
    return .none
  }

  /// Whether the words are what the list knows: not "ما لا يقل عن", nor "لأسر الضحايا", where a preposition makes a noun of it.
  private func isTerm(_ row: Int, _ covered: Range<Int>) -> Bool {
    let term = CasualtyTerm.rows[row]
    if term.construction.contains(.anti), reading.classes[covered.lowerBound].contains(.approximator) { return false }
    return
      !(term.isVerb && term.construction.isDisjoint(with: .adjacent)
      && reading.attachedRelation(covered.lowerBound) != nil)
  }

  /// "قضت المحكمة بإعدام ثلاثة متهمين": what a court orders has not happened yet.
  private func isSentence(_ start: Int, _ limit: Int) -> Bool {
    guard reading.attachedRelation(start) == .in, let row = reading.relations.row(covering: start),
      Relation.rows[row] == .penalty
    else { return false }
    return (limit..<start).contains { token in
      reading.triggers.row(covering: token).map { row in
        TriggerWord.rows[row].types.contains { EventType.rows[$0].name == "verdict" }
      } ?? false
    }
  }

  /// "وكانت الجزائر قد فقدت"
  private func hasSubject(before start: Int, _ limit: Int) -> Bool {
    start - 2 >= limit && reading.classes[start - 1].contains(.auxiliary) && hasSubject(behind: start - 2)
  }

  /// Whether a definite noun that no preposition governs stands at `token`, as a subject does behind its verb.
  private func hasSubject(behind token: Int) -> Bool {
    reading.marks[token] == .none && reading.isDefinite(token) && !reading.isTime[token]
      && reading.attachedRelation(token) == nil && reading.relations.row(startingAt: token) == nil
      && reading.classes[token].isDisjoint(with: .location)
  }

  /// "مقتل وإصابة 20": the word before the governing one.
  private func pairKind(_ kind: CasualtyCount.Kind, before start: Int, _ limit: Int) -> CasualtyCount.Kind {
    guard start > limit, reading.hasConjunction(start), let row = reading.terms.row(covering: start - 1) else {
      return kind
    }
    let term = CasualtyTerm.rows[row]
    guard term.construction.contains(.adjacent), let other = term.kind else { return kind }
    let pair: Set<CasualtyCount.Kind> = [kind, other]
    return pair == [.killed, .injured] ? .casualties : kind
  }

  private func isTollHead(before start: Int, _ limit: Int) -> Bool {
    guard start > limit, let row = reading.terms.row(covering: start - 1) else { return false }
    return CasualtyTerm.rows[row].construction.contains(.toll)
  }

  // MARK: Right of the count

  /// The kind of a predicate after the count: "29 طفلا قتلوا", "آلاف الأطفال الذين قتلوا", "3 أطفال ما زالوا مفقودين".
  private func predicateKind(_ candidate: CasualtyCandidate, _ sentence: Range<Int>) -> CasualtyCount.Kind? {
    var token = candidate.tokens.upperBound
    let end = min(token + Self.reach, sentence.upperBound)
    var isInParenthesis = false
    var gap = 0
    while token < end, gap <= 7 {
      switch reading.marks[token] {
      case .stop, .other: return nil
      case .comma:
        let opens = token + 1 < end && reading.classes[token + 1].contains(.inclusion)
        guard opens || isInParenthesis else { return nil }
        isInParenthesis = opens
      case .quote, .bracket, .none: break
      }
      if !isInParenthesis, candidateAt[token] >= 0, !startsPart(token) { return nil }
      if reading.classes[token].contains(.complementiser) { return nil }
      if let row = reading.terms.row(startingAt: token), let covered = reading.terms.tokens(covering: token) {
        let term = CasualtyTerm.rows[row]
        let isState =
          term.construction.contains(.state) && !reading.isDefinite(token) && term.kind != .detained
          || term.kind == .missing && covered.count > 1
        if term.construction.contains(.after) || isState {
          return reading.hasConjunction(token) ? nil : term.kind
        }
        if term.construction.contains(.anti) || term.construction.contains(.verb) { return nil }
      }
      if reading.marks[token] == .none, candidateAt[token] < 0 { gap += 1 }
      token += 1
    }
    return nil
  }

  /// Whether the count at `token` is only a part of the one before it: "من بينهم ستة أطفال".
  private func startsPart(_ token: Int) -> Bool {
    token > 0 && (candidateAt[token - 1] == candidateAt[token] || reading.classes[token - 1].contains(.inclusion))
  }

  /// "لقي شخصان مصرعهما": the noun that completes the verb.
  private func hasState(_ kind: CasualtyCount.Kind, after candidate: CasualtyCandidate, _ sentence: Range<Int>) -> Bool
  {
    for token in candidate.tokens.upperBound..<min(candidate.tokens.upperBound + 8, sentence.upperBound) {
      if reading.marks[token] == .stop { return false }
      if let row = reading.terms.row(covering: token), CasualtyTerm.rows[row].construction.contains(.state),
        CasualtyTerm.rows[row].kind == kind
      {
        return true
      }
    }
    return false
  }

  /// "أصيب 500 شخص بالكوليرا": struck by an illness, not wounded.
  private func hasDisease(after candidate: CasualtyCandidate, _ sentence: Range<Int>) -> Bool {
    for token in candidate.tokens.upperBound..<min(candidate.tokens.upperBound + 5, sentence.upperBound) {
      if reading.marks[token] == .stop || reading.marks[token] == .comma { return false }
      if reading.classes[token].contains(.disease) { return true }
    }
    return false
  }

  /// "، ستة منهم في حالة خطرة": a part named by its pronoun, in apposition.
  private func isPartByPronoun(_ candidate: CasualtyCandidate, _ sentence: Range<Int>) -> Bool {
    let (start, end) = (candidate.tokens.lowerBound, candidate.tokens.upperBound)
    guard end < sentence.upperBound, reading.classes[end].contains(.inclusion), start > sentence.lowerBound else {
      return false
    }
    // "موضحا أن 190 ألفا منهم في المخيمات"
    return reading.marks[start - 1] == .comma || reading.marks[start - 1] == .bracket
      || reading.classes[start - 1].contains(.complementiser)
  }

  // MARK: Tolls and totals

  private mutating func noteTolls(from start: Int, to end: Int, _ sentence: Range<Int>, _ number: Int) {
    var token = start
    while token < end {
      defer { token += 1 }
      guard let row = reading.terms.row(startingAt: token),
        CasualtyTerm.rows[row].construction.contains(.toll), let head = reading.terms.tokens(covering: token)
      else { continue }
      tollSentence = number
      // "عدد القتلى", "عدد ضحايا الزلزال", "الحصيلة" of before.
      var next = head.upperBound
      var kind: CasualtyCount.Kind?
      while next < min(head.upperBound + 3, sentence.upperBound), reading.marks[next] == .none {
        if let row = reading.terms.row(startingAt: next), CasualtyTerm.rows[row].construction.contains(.noun) {
          kind = CasualtyTerm.rows[row].kind
          if let covered = reading.terms.tokens(covering: next), let found = kind {
            kind = joined(found, after: covered.upperBound, sentence)
          }
          break
        }
        next += 1
      }
      if let kind {
        tollKind = kind
      } else if !reading.isDefinite(token) {
        tollKind = nil
      }
    }
  }

  private func lastKind(before index: Int, _ first: Int) -> CasualtyCount.Kind? {
    var other = index - 1
    while other >= max(first, index - 8) {
      if let finding = findings[other], finding.rule != "part-of-count" || other == first { return finding.kind }
      if findings[other] == nil, !isThing(candidates[other]) { return nil }
      other -= 1
    }
    return nil
  }

  private func isThing(_ candidate: CasualtyCandidate) -> Bool {
    candidate.tokens.contains {
      reading.terms.row(covering: $0) == nil
        && (reading.classes[$0].contains(.thing) || reading.classOfDual($0)?.contains(.thing) == true)
    }
  }

  private func isCases(_ candidate: CasualtyCandidate) -> Bool {
    candidate.tokens.contains { reading.classes[$0].contains(.cases) }
  }

  private func isPerson(_ candidate: CasualtyCandidate) -> Bool {
    candidate.victims == nil
      || candidate.tokens.contains {
        reading.classes[$0].contains(.person) || reading.classOfDual($0)?.contains(.person) == true
      }
  }
}
