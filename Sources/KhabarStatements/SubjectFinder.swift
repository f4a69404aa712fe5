import KhabarAnnotations
import KhabarText

/// A subject that stands before its verb: "بلينكن قال", "إن الوزير أبلغ".
struct LeadingSubject: Sendable {
  var phrase: NounPhrase
  /// The first token of the clause, the subject's.
  var start: Int
  /// Nothing can stand between, so that a noun behind the verb is its object.
  var isCertain: Bool
  /// The conjunction before the clause, or the subject itself when و is attached to it; nil for none.
  var coordination: Int?
}

/// Looks back from a verb for what its clause begins with.
struct SubjectFinder {
  /// Tokens looked back over at most.
  private static let reach = 20
  /// Tokens of a sentence in which its subject is looked for: hostile text has no full stops.
  private static let longestClause = 160

  let text: ClauseText

  /// The subject between the start of the clause of `verb` and the verb. O(reach).
  func subject(before verb: Int, lower: Int) -> LeadingSubject? {
    guard verb > lower, !text.hasConjunction(verb) else { return nil }
    if let subject = subjectOfAlready(verb, lower) { return subject }
    let verb = anonymousAside(before: verb, lower) ?? verb
    var start = verb
    var boundary: Int?
    let lowest = max(lower, verb - SubjectFinder.reach)
    while start > lowest {
      let token = start - 1
      if opensClause(token), !(text.has(token, .auxiliary) && isNextToVerb(token, verb)) {
        boundary = token
        break
      }
      if text.hasFiniteCue(token), !text.namings.isNamed(token), !text.has(token, [.speakerNoun, .issued]) {
        return nil
      }
      start = token
    }
    if boundary == nil, start == lower, start > 0, text.tokens[start - 1].sentence == text.tokens[start].sentence,
      opensClause(start - 1)
    {
      boundary = start - 1
    }
    guard start < verb, boundary != nil || start == lower else { return nil }
    // "وكان الوزير قد قال": what stands before the auxiliary does not matter.
    guard text.marks[start] == .none || text.marks[start] == .quotation, text.attachedPreposition(start) == nil,
      var phrase = text.nounPhrase(at: start, limit: verb), phrase.canSpeak || phrase.isNamed
    else { return nil }
    if phrase.isText { includeIssuer(&phrase, verb) }
    guard let comma = skip(from: phrase.tokens.upperBound, to: verb) else { return nil }
    let afterThat = boundary.map { text.has($0, [.that, .biThat, .apodosis, .auxiliary, .relative]) } ?? false
    var coordination: Int?
    if let boundary,
      text.has(boundary, [.contrast, .aside, .whereas])
        || (text.has(boundary, .auxiliary) && text.hasConjunction(boundary))
    {
      coordination = boundary
    } else if text.hasConjunction(start) {
      coordination = start
    }
    return LeadingSubject(
      phrase: phrase, start: start, isCertain: !comma || afterThat, coordination: coordination)
  }

  /// "لكن مستشارا، طلب عدم كشف هويته، نفى": the comma at which a wish not to be named begins that ends before `verb`.
  private func anonymousAside(before verb: Int, _ lower: Int) -> Int? {
    guard text.marks[verb - 1] == .comma else { return nil }
    var token = verb - 2
    var isAnonymous = false
    while token > lower, verb - token < 14 {
      switch text.marks[token] {
      case .comma: return isAnonymous ? token : nil
      case .none: if text.has(token, .anonymous) { isAnonymous = true }
      default: return nil
      }
      token -= 1
    }
    return nil
  }

  /// "حصيلة صادرة عن الشرطة أفادت", "حصيلة نشرتها الشرطة أفادت": the body behind a text speaks.
  private func includeIssuer(_ phrase: inout NounPhrase, _ verb: Int) {
    let token = phrase.tokens.upperBound
    guard token + 1 < verb, text.has(token, .issued) else { return }
    let behind = text.has(token + 1, .an) ? token + 2 : token + 1
    guard behind > token + 1 || text.hasPronoun(token), behind < verb,
      let body = text.nounPhrase(at: behind, limit: verb), body.canSpeak || body.isNamed, !body.isPlace
    else { return }
    phrase.party = Party(body.party.reference, mention: body.range)
    phrase.tokens = phrase.tokens.lowerBound..<body.tokens.upperBound
    phrase.isText = false
    phrase.isNamed = true
  }

  /// "سبق لوزير المالية أن حذر": the one who did it before stands behind ل.
  private func subjectOfAlready(_ verb: Int, _ lower: Int) -> LeadingSubject? {
    guard verb - 2 > lower, text.has(verb - 1, .that) else { return nil }
    var token = verb - 2
    while token >= lower, verb - token < SubjectFinder.reach {
      if text.has(token, .already) {
        guard token + 1 < verb, text.attachedPreposition(token + 1)?.letter == ArabicLetter.lam,
          let phrase = text.nounPhrase(at: token + 1, limit: verb - 1), phrase.canSpeak || phrase.isNamed
        else { return nil }
        return LeadingSubject(phrase: phrase, start: token, isCertain: true, coordination: nil)
      }
      token -= 1
    }
    return nil
  }

  /// Whether a clause begins behind `token`.
  private func opensClause(_ token: Int) -> Bool {
    switch text.marks[token] {
    case .colon, .stop: return true
    case .quotation: return text.quotations.quotation(openedBy: token).map { !$0.isName } ?? false
    default: break
    }
    return text.has(token, [.that, .biThat, .otherThat, .apodosis, .contrast, .aside, .whereas, .auxiliary])
  }

  private func isNextToVerb(_ token: Int, _ verb: Int) -> Bool {
    var next = token + 1
    while next < verb {
      guard text.marks[next] == .comma || text.timeAt[next] >= 0 || text.has(next, .auxiliary) else { return false }
      next += 1
    }
    return true
  }

  /// Whether only setting and apposition stand between; true when a comma is among it, nil when something else is.
  private func skip(from start: Int, to verb: Int) -> Bool? {
    var token = start
    var hasComma = false
    while token < verb {
      switch text.marks[token] {
      case .comma:
        hasComma = true
        token += 1
        continue
      case .openBracket:
        while token < verb, text.marks[token] != .closeBracket { token += 1 }
        token += 1
        continue
      case .none: break
      default: return nil
      }
      if text.timeAt[token] >= 0 || text.has(token, [.auxiliary, .turn]) {
        token = text.timeAt[token] >= 0 ? token + 1 : text.phraseEnd(token)
      } else if text.has(token, .preposition) || text.attachedPreposition(token) != nil {
        let behind = text.has(token, .preposition) ? text.phraseEnd(token) : token
        guard behind < verb else { return nil }
        if text.timeAt[behind] >= 0 {
          token = max(behind, token + 1)
        } else {
          let phrase = text.nounPhrase(at: behind, limit: verb)
          token = max(phrase?.tokens.upperBound ?? behind + 1, token + 1)
        }
      } else if text.namings.isNamed(token) || text.has(token, .speakerNoun), hasComma,
        let phrase = text.nounPhrase(at: token, limit: verb)
      {
        token = max(phrase.tokens.upperBound, token + 1)
      } else {
        return nil
      }
    }
    return hasComma
  }

  /// Where the clause of a verb that comes first begins: the conjunction before it, when only adverbs stand between.
  func coordination(of verb: Int, lower: Int) -> (token: Int?, isFirst: Bool) {
    if text.hasConjunction(verb) { return (verb, isFirst(verb, lower)) }
    var token = verb - 1
    var found: Int?
    while token >= lower, verb - token < SubjectFinder.reach * 2 {
      let head = phraseHead(token, lower)
      if text.marks[token] == .comma || text.timeAt[token] >= 0 || text.has(head, [.auxiliary]) {
        token -= 1
        continue
      }
      if text.has(head, [.contrast, .aside, .whereas]) { return (head, false) }
      guard text.has(head, [.turn, .pronounSubject]) else { return (found, false) }
      found = head
      token = head - 1
    }
    return (found, true)
  }

  private func isFirst(_ verb: Int, _ lower: Int) -> Bool {
    guard verb - lower < SubjectFinder.reach * 2 else { return false }
    var token = lower
    while token < verb {
      if text.marks[token] == .comma || text.timeAt[token] >= 0 {
        token += 1
      } else if text.has(token, [.turn, .aside, .whereas, .auxiliary]) {
        token = text.phraseEnd(token)
      } else {
        return false
      }
    }
    return true
  }

  /// The first token of the phrase of a word list that `token` belongs to.
  private func phraseHead(_ token: Int, _ lower: Int) -> Int {
    var head = token
    while head > lower, token - head < 4 {
      head -= 1
      if text.words[head].roles != [], text.phraseEnd(head) > token { return head }
    }
    return token
  }

  /// The subject of a sentence that no statement opens: the noun behind its first verb, or its first noun. O(1): at most
  /// `longestClause` tokens are read.
  func sentenceSubject(_ unit: Range<Int>, before verb: Int) -> Party? {
    var token = unit.lowerBound
    let limit = min(verb, unit.lowerBound + SubjectFinder.longestClause)
    // "وفي بغداد، تظاهر المئات".
    if text.has(token, .preposition) || text.attachedPreposition(token) != nil {
      while token < limit, text.marks[token] != .comma { token += 1 }
      token += 1
    }
    while token < limit,
      text.has(token, [.turn, .auxiliary, .aside, .whereas]) || text.marks[token] == .comma || text.timeAt[token] >= 0
    {
      token = text.timeAt[token] >= 0 ? token + 1 : text.phraseEnd(token)
    }
    for start in [token, token + 1] where start < limit {
      guard text.marks[start] == .none || text.marks[start] == .quotation, text.attachedPreposition(start) == nil,
        !text.has(start, .preposition), let phrase = text.nounPhrase(at: start, limit: limit)
      else { continue }
      if phrase.canSpeak { return phrase.party }
      if start > token, text.isDefinite(start) { return phrase.party }
    }
    // Otherwise the first person or body that no preposition governs.
    while token < limit {
      if let naming = text.namings.mention(at: token), naming.canSpeak, !naming.isPlace,
        text.attachedPreposition(token) == nil,
        token == unit.lowerBound || !text.has(token - 1, .preposition)
      {
        return naming.party
      }
      token += 1
    }
    return nil
  }
}
