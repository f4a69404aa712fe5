import KhabarAnnotations
import KhabarText

// What interrupts a clause between its cue and its content.
extension FrameReader {
  /// The comma that closes a parenthesis begun at the comma `start`; nil when it is none.
  ///
  /// "وأفاد مصدر من الشركة، فضل عدم الكشف عن هويته، بأن": what opens the content stands right behind the second comma, or
  /// the words between tell only that someone is not to be named.
  mutating func parenthesis(from start: Int) -> Int? {
    guard start + 1 < limit, !text.has(start + 1, [.relayed, .closer]) else { return nil }
    if text.has(start + 1, .anySource) { return enclosedSource(from: start + 1) }
    let bound = min(limit, start + FrameReader.longestParenthesis)
    var isAnonymous = false
    var next = start + 1
    while next + 1 < bound {
      switch text.marks[next] {
      case .stop, .colon: return nil
      case .quotation where text.quotations.quotation(openedBy: next)?.isName == false: return nil
      case .comma, .dash:
        if isAnonymous || opensContent(next + 1) { return next }
      case .none:
        if text.has(next, .anonymous) { isAnonymous = true }
        if text.has(next, [.relayed, .anySource, .closer]) { return nil }
        if text.has(next, .anyThat), !text.has(next - 1, [.beforeThat, .negation]) { return nil }
        // "وأضاف": another statement begins.
        if text.hasFreeCue(next), text.hasConjunction(next) { return nil }
      default: break
      }
      next += 1
    }
    return nil
  }

  /// "وقال الوزير، بحسب وكالة رويترز، إن": the comma behind a source that interrupts a clause, which is then a link of the
  /// chain; nil where what is said does not begin right behind it.
  private mutating func enclosedSource(from marker: Int) -> Int? {
    guard frame.link == nil, frame.subject != nil || hasSubject else { return nil }
    let bound = min(limit, marker + FrameReader.longestSource)
    var end = marker
    while end < bound, text.marks[end] != .comma {
      if text.marks[end] == .stop || text.marks[end] == .colon || text.has(end, .anyThat) { return nil }
      end += 1
    }
    guard end + 1 < bound, opensContent(end + 1) else { return nil }
    // The words of the marker, and the verb of حسبما.
    var name = text.phraseEnd(marker)
    if text.has(marker, .sourceClause) { name += 1 }
    while name < end {
      if let phrase = text.nounPhrase(at: name, limit: end), phrase.canSpeak || phrase.isNamed {
        frame.link = phrase.party
        frame.with = frame.with ?? text.phraseRange(marker)
        return end
      }
      name += 1
    }
    return nil
  }

  private static let longestSource = 14
  private static let longestParenthesis = 36

  private func opensContent(_ token: Int) -> Bool {
    if text.has(token, .anyThat) { return !(cue.traits.contains(.relay) && frame.source == nil) }
    guard token + 1 < limit, text.has(token, [.ila, .ala, .an]) else { return false }
    return text.has(token + 1, .that) && complement(at: token) != nil
  }

  /// A word inside a parenthesis: it tells when, where and to whom, and opens nothing.
  mutating func aside() -> Step {
    if text.timeAt[token] >= 0 { return time() }
    if text.marks[token - 1] == .comma, let subject = frame.subject, !subject.isNamedPerson,
      let name = apposition(from: token)
    {
      frame.subject?.party = name.party
      frame.subject?.isNamed = true
      frame.subject?.isNamedPerson = true
      frame.subject?.canSpeak = true
      token = name.end
      return .next
    }
    let before = token
    if text.has(token, .preposition), !text.has(token, [.ila, .an]) {
      if text.phraseEnd(token) < limit,
        text.has(text.phraseEnd(token), .setting) || text.timeAt[text.phraseEnd(token)] >= 0
      {
        _ = prepositionalPhrase()
      }
    } else if text.isBareLam(token) || text.attachedPreposition(token)?.letter == ArabicLetter.lam {
      if text.has(token, .media) || text.namings.mention(at: token)?.isMedia == true { _ = addressee(behind: token) }
    }
    token = min(max(token, before + 1), max(parenthesisEnd, before + 1))
    isBehindPreposition = false
    return .next
  }

  /// What تأكيده governs: "تأكيده صحة القرار", "تشديده على ضرورة …".
  mutating func ownComplement() -> Step {
    guard token < limit, text.marks[token] == .none, text.timeAt[token] < 0,
      !text.has(token, [.that, .biThat, .saying, .fi, .with])
    else { return .next }
    var content = token
    var start = text.clauseStart(token)
    if text.has(token, [.ila, .ala, .an, .min]) {
      content = text.phraseEnd(token)
      guard content < limit else { return .fail }
      if text.has(content, .that) {
        frame.opener = .that
        openBehindThat(content)
        return .found
      }
      start = text.tokens[content].range.lowerBound
    } else if let attached = text.attachedPreposition(token) {
      guard attached.letter == ArabicLetter.beh else { return .next }
      start = attached.start
    } else if text.has(token, .preposition) {
      return .next
    }
    frame.opener = .noun
    frame.content = content
    frame.contentStart = start
    return .found
  }

  /// "بيان صادر عن الوزارة", "استطلاع أجراه المركز": the body behind the text speaks, the text names it here.
  mutating func issuer(of subject: NounPhrase) -> Step {
    var next = text.phraseEnd(token)
    if next < limit, text.has(next, .an) { next = text.phraseEnd(next) }
    guard next < limit, let phrase = text.nounPhrase(at: next, limit: limit, stopsAtIndefinite: true),
      phrase.canSpeak || phrase.isNamed, !phrase.isPlace
    else {
      token += 1
      return .next
    }
    frame.subject?.party = Party(phrase.party.reference, mention: subject.range)
    frame.subject?.isNamed = true
    frame.subject?.canSpeak = true
    token = max(phrase.tokens.upperBound, token + 1)
    return .next
  }

  /// "مدير القسم، العقيد علي كاظم اللامي،": the name that stands beside an office.
  private func apposition(from start: Int) -> (party: Party, end: Int)? {
    var token = start
    var first: Int?
    while token < min(limit, start + 8), text.marks[token] == .none {
      if let naming = text.namings.mention(at: token), naming.isNamedPerson {
        return (naming.party, naming.tokens.upperBound)
      }
      if !text.has(token, .person) && text.namings.title(at: token) == nil {
        guard isNameWord(token) else { return nil }
        first = first ?? token
      } else if first != nil {
        return nil
      }
      token += 1
    }
    guard let first, (2...4).contains(token - first), token < limit, text.marks[token] == .comma, first > start else {
      return nil
    }
    return (literal(first..<token), token)
  }

  /// The end of a name that the entities do not know, behind an office: "النائب السابق | مصباح الأيوبي | عبر حسابه".
  func unlistedName(from start: Int) -> Int? {
    guard !text.hasArticle(start) else { return nil }
    var token = start
    while token < min(limit, start + 5), isNameWord(token) { token += 1 }
    guard (2...4).contains(token - start), token < limit else { return nil }
    let isClear =
      [.colon, .quotation, .openBracket].contains(text.marks[token]) || text.has(token, .anyThat)
      || (!cue.takes.contains(.noun) && (text.marks[token] == .comma || text.has(token, .preposition)))
    return isClear ? token : nil
  }

  private func isNameWord(_ token: Int) -> Bool {
    text.marks[token] == .none && text.tokens[token].kind == .word && text.timeAt[token] < 0
      && text.words[token].roles.isSubset(of: [.nameKind]) && text.attachedPreposition(token) == nil
      && !text.hasPronoun(token) && !text.isBareLam(token) && !text.isBareBi(token)
  }

  func literal(_ tokens: Range<Int>) -> Party {
    let range = TextRange(
      text.tokens[tokens.lowerBound].range.lowerBound, text.tokens[tokens.upperBound - 1].range.upperBound)
    return Party(.literal(range), mention: range)
  }

  /// "وتعترض على كلامه سعاد عمر", "رحب بالقرار الوزير فلان": a definite noun governs nothing, so that the name right
  /// behind it is the subject, which the verb does not have yet.
  mutating func subjectBehind(_ content: Int) {
    let next = content + 1
    guard frame.subject == nil, !hasSubject, next < limit, text.isDefinite(content),
      !text.has(content, [.person, .body]),
      !text.namings.isNamed(content), text.marks[next] == .none, !text.hasConjunction(next),
      let naming = text.namings.title(at: next) ?? text.namings.mention(at: next), !naming.hasParticle,
      isNamedPerson(naming.isTitle ? naming.tokens.upperBound : next),
      let phrase = text.nounPhrase(at: next, limit: limit), phrase.isNamedPerson
    else { return }
    frame.subject = phrase
    frame.contentEnd = next
  }

  /// "محللو "نماء المالية"": a plural that governs has the name it governs behind it.
  func isGoverned(_ quotation: Quotation) -> Bool {
    guard let subject = frame.subject, subject.tokens.upperBound == token else { return false }
    return subject.tokens.count == 1 && quotation.inner.count <= 4
      && text.tokens[token - 1].lastLetter(in: text.bytes) == ArabicLetter.waw
  }

  func behindBracket(_ token: Int) -> Int {
    var end = token + 1
    while end < limit, text.marks[end] != .closeBracket { end += 1 }
    return end < limit ? end + 1 : token + 1
  }

  func quotationBehind(_ token: Int) -> Int? {
    guard token + 1 < text.count, text.marks[token + 1] == .quotation else { return nil }
    let index = text.quotations.index(openedBy: token + 1)
    return index >= 0 && !text.quotations.all[index].isName ? index : nil
  }

  /// ما as what is said: "نفى ما تردد", "مستحضرا ما وقع".
  func opensWithWhat(_ role: WordRole) -> Bool {
    cue.takes.contains(.noun) && !isBehindPreposition && !text.hasArticle(token)
      && text.tokens[token].folded.count <= 6 && text.attachedPreposition(token) == nil
      && !role.contains(.minWhat) && (hasSubject || frame.subject != nil || token == start)
  }
}
