import KhabarAnnotations
import KhabarCore
import KhabarText

extension ClauseScanner {
  /// Who a source marker names, and the words of the marker.
  struct Named {
    var party: Party
    var cue: TextRange
    var with: TextRange?
    var lemma: String
    var addressees: [Party]
    /// Through whom: the paper in "بحسب ما نقلت الصحيفة عن مسؤول".
    var links: [Party] = []
    var time: Int32
    /// Whether it is a report or figures.
    var isData = false
    /// Whether it is behind what another passes on: a witness after نقلا عن.
    var isOrigin = false
    /// The first token behind it.
    var end: Int
  }

  /// وفق, بحسب, حسبما and their kin at `token`; where to go on, nil when no source follows.
  mutating func source(_ token: Int) -> Int? {
    guard text.quotations.around(token) < 0, !text.namings.isNamed(token), let named = named(token) else { return nil }
    if isLeading(token) { return leading(token, named) }
    return trailing(token, named)
  }

  /// "…، كما ذكرت الوكالة" at the end of a clause; with a complement of its own it is "and also".
  mutating func trailingAs(_ token: Int) -> Int? {
    let verb = token + 1
    guard token > unit.lowerBound, text.marks[token - 1] == .comma, verb < unit.upperBound, text.hasFiniteCue(verb),
      text.quotations.around(token) < 0
    else { return nil }
    for form in text.forms(at: verb) where form.isFinite {
      var reader = FrameReader(
        text: text, cue: CueLexicon.standard.frames[Int(form.frame)], form: form, start: verb + 1,
        limit: unit.upperBound, hasSubject: false)
      if reader.read() { return nil }
    }
    guard let named = reported(marker: token, verb: verb) else {
      // "…، كما قالت": the speaker is who spoke before.
      let end = text.phraseEnd(verb)
      let isBare = end >= unit.upperBound || [.comma, .stop, .closeBracket].contains(text.marks[end])
      guard isBare else { return nil }
      return touchesStatement(token) ? closer(token, end: end) : ownView(token, cue: verb, end: end)
    }
    return trailing(token, named)
  }

  // MARK: Who

  private func named(_ token: Int) -> Named? {
    let behind = text.phraseEnd(token)
    guard behind < unit.upperBound else { return nil }
    if text.has(token, .sourceClause) { return reported(marker: token, verb: behind) }
    var start = behind
    if text.has(token, .sourceLi) {
      guard text.attachedPreposition(start)?.letter == ArabicLetter.lam else { return nil }
    } else if text.attachedPreposition(start) != nil {
      return nil
    }
    // "بحسب ما" is in the list; "وفق أحدث بيانات" is not.
    if text.marks[start] == .quotation, text.quotations.quotation(openedBy: start)?.isName == true { start += 0 }
    guard let phrase = text.nounPhrase(at: start, limit: unit.upperBound),
      phrase.canSpeak || phrase.isNamed || apodosis(behind: phrase.tokens.upperBound) != nil
    else { return nil }
    let cue = text.phraseRange(token)
    let body = publisher(of: phrase)
    return Named(
      party: body?.party ?? issuer(phrase), cue: cue, with: nil,
      lemma: String(decoding: text.bytes[cue.indices], as: UTF8.self), addressees: [], time: -1,
      isData: text.has(phrase.tokens.lowerBound, .data),
      isOrigin: text.has(token, .relayed) && (text.has(phrase.tokens.lowerBound, .person) || phrase.isNamedPerson),
      end: skipTime(body?.end ?? phrase.tokens.upperBound).end)
  }

  /// "وفقا لتقرير صادر عن البنك الدولي", "استطلاع أجراه المركز": a text speaks for the body named behind it.
  private func publisher(of phrase: NounPhrase) -> (party: Party, end: Int)? {
    guard text.has(phrase.tokens.lowerBound, .speakingText) else { return nil }
    var token = phrase.tokens.upperBound
    if token < unit.upperBound, text.has(token, .issued) {
      var next = text.phraseEnd(token)
      if next < unit.upperBound, text.has(next, .an) { next = text.phraseEnd(next) }
      if next < unit.upperBound,
        let body = text.nounPhrase(at: next, limit: unit.upperBound, stopsAtIndefinite: true),
        body.canSpeak || body.isNamed, !body.isPlace
      {
        return (Party(body.party.reference, mention: body.range), behindRelative(body.tokens.upperBound))
      }
    }
    // "معطيات حصلت عليها الجريدة": whoever has them did not make them.
    if token < unit.upperBound, text.has(token, .received) { return nil }
    while token < min(unit.upperBound, phrase.tokens.upperBound + 10) {
      guard text.marks[token] == .none || text.quotations.quotation(openedBy: token)?.isName == true,
        !text.has(token, [.that, .relative, .apodosis])
      else { return nil }
      if let naming = text.namings.mention(at: token), naming.canSpeak, !naming.isPlace {
        return (naming.party, naming.tokens.upperBound)
      }
      token += 1
    }
    return nil
  }

  /// Behind "وشمل 28 محللا" up to the comma: what else is told of the text.
  private func behindRelative(_ start: Int) -> Int {
    guard start < unit.upperBound, text.marks[start] == .none, text.hasConjunction(start) else { return start }
    var token = start
    while token < min(unit.upperBound, start + 12) {
      if text.marks[token] == .comma { return token }
      guard text.marks[token] == .none, !text.has(token, [.anyThat, .cue]) else { return start }
      token += 1
    }
    return start
  }

  /// "البيان" stands for whoever issued it.
  private func issuer(_ phrase: NounPhrase) -> Party {
    if phrase.isText, !phrase.isNamed, isDefiniteText(phrase), let issuer = lastIssuer ?? lastSpeaker {
      return Party(issuer.reference, mention: phrase.range)
    }
    return resolved(phrase)
  }

  /// "البيان", "نص البيان": a text spoken of before.
  func isDefiniteText(_ phrase: NounPhrase) -> Bool {
    // "لائحة الاتهام" is a text of its own.
    phrase.tokens.count == 2 && text.isDefinite(phrase.tokens.lowerBound + 1)
      && text.has(phrase.tokens.lowerBound + 1, .speakingText)
      || text.isDefinite(phrase.tokens.lowerBound)
  }

  /// Who a phrase names: "المتحدث ذاته", "معاليه" are whoever spoke last.
  func resolved(_ phrase: NounPhrase) -> Party {
    let head = phrase.tokens.lowerBound
    let isHonorific = text.has(head, .honorific)
    let end = phrase.tokens.upperBound
    let isSame =
      text.has(head, .sameBefore) || phrase.tokens.contains { text.has($0, .same) }
      || (end < unit.upperBound && text.has(end, .same))
    guard isHonorific || isSame, !phrase.isNamedPerson else { return phrase.party }
    let last =
      isHonorific ? ranked(like: head) ?? lastPerson ?? lastSpeaker : text.has(head, .person) ? lastSpeaker : nil
    guard let last else { return phrase.party }
    // The entities know which source or reporter is meant where the words recur.
    if !isHonorific, case .entity(let index) = phrase.party.reference, text.namings.count(of: index.value) > 1 {
      return phrase.party
    }
    return Party(last.reference, mention: phrase.range)
  }

  /// Tokens back in which the person of rank is looked for.
  private static let honorificReach = 600

  /// "سموه": the last named person before it whom "صاحب السمو" or "سمو" introduces. O(`honorificReach`).
  private func ranked(like honorific: Int) -> Party? {
    let rank = letters(honorific).prefix(ClauseScanner.rankLength)
    var token = honorific - 1
    var person: Naming?
    while token >= max(0, honorific - ClauseScanner.honorificReach) {
      if let naming = text.namings.mention(at: token), naming.isNamedPerson {
        person = naming
      } else if text.marks[token] == .stop || text.has(token, [.preposition, .anyThat]) {
        person = nil
      } else if let person, person.tokens.lowerBound - token < 8, !text.has(token, .honorific),
        letters(token).prefix(ClauseScanner.rankLength).elementsEqual(rank)
      {
        return person.party
      }
      token -= 1
    }
    return nil
  }

  /// The three letters that سمو and سموه, معالي and معاليه, سعادة and سعادته share, in bytes.
  private static let rankLength = 6

  /// The letters of a word behind its article.
  private func letters(_ token: Int) -> ArraySlice<UInt8> {
    let word = text.tokens[token].range
    return text.bytes[min(word.lowerBound + (text.hasArticle(token) ? 4 : 0), word.upperBound)..<word.upperBound]
  }

  /// "حسبما ذكرت الوكالة", "وفق ما جاء في البيان".
  private func reported(marker: Int, verb: Int) -> Named? {
    var verb = verb
    while verb < unit.upperBound, text.has(verb, .auxiliary) { verb += 1 }
    guard verb + 1 < unit.upperBound, text.marks[verb] == .none else { return nil }
    var token = verb + 1
    var addressees: [Party] = []
    var time: Int32 = -1
    // "أكده لرويترز مسؤول", "جاء في بيان".
    var subject: NounPhrase?
    var rounds = 0
    while token < unit.upperBound, rounds < 6 {
      rounds += 1
      if text.timeAt[token] >= 0 {
        (token, time) = skipTime(token)
        continue
      }
      if text.has(token, [.turn, .prepositionPronoun]) {
        token = text.phraseEnd(token)
        continue
      }
      if text.attachedPreposition(token)?.letter == ArabicLetter.lam {
        guard let phrase = text.nounPhrase(at: token, limit: unit.upperBound, stopsAtIndefinite: true) else { break }
        addressees += [phrase.party] + phrase.others
        token = phrase.tokens.upperBound
        continue
      }
      if subject == nil, text.has(token, [.fi, .an]) {
        token = text.phraseEnd(token)
        continue
      }
      guard subject == nil, text.marks[token] == .none || text.marks[token] == .quotation,
        let phrase = text.nounPhrase(at: token, limit: unit.upperBound)
      else { break }
      subject = phrase
      token = phrase.tokens.upperBound
    }
    let form = text.forms(at: verb).first { $0.isFinite }
    // Whoever has the article and is said to speak, speaks: "على ما أعلنت أجهزة الإنقاذ".
    guard let subject,
      subject.canSpeak || subject.isNamed
        || (form != nil && text.has(marker, .sourceClause) && subject.tokens.contains { text.hasArticle($0) })
    else { return nil }
    let cue = form == nil ? text.tokens[verb].range : text.phraseRange(verb)
    let lemma = form.map { CueLexicon.standard.frames[Int($0.frame)].lemma }
    var named = Named(
      party: issuer(subject), cue: cue, with: text.phraseRange(marker),
      lemma: lemma ?? String(decoding: text.bytes[cue.indices], as: UTF8.self), addressees: addressees, time: time,
      end: token)
    // "بحسب ما نقلت الصحيفة عن مسؤول", "حسبما علمت الوكالة من مصدر": who is behind it speaks.
    if token + 1 < unit.upperBound, text.marks[token] == .none,
      form.map({ text.has(token, .an) && CueLexicon.standard.frames[Int($0.frame)].takes.contains(.relay) })
        ?? text.has(token, .min),
      let origin = text.nounPhrase(at: text.phraseEnd(token), limit: unit.upperBound), origin.canSpeak
    {
      named.links = [named.party]
      named.party = issuer(origin)
      named.end = origin.tokens.upperBound
    }
    return named
  }

  private func skipTime(_ token: Int) -> (end: Int, time: Int32) {
    var end = token
    if end + 1 < unit.upperBound, text.marks[end] == .comma, text.timeAt[end + 1] >= 0 { end += 1 }
    let time = end < unit.upperBound ? text.timeAt[end] : -1
    while end < unit.upperBound, text.timeAt[end] >= 0 { end += 1 }
    return (time >= 0 ? end : token, time)
  }

  // MARK: Before its clause

  private func isLeading(_ token: Int) -> Bool {
    var start = clauseStart
    if token == unit.lowerBound { return true }
    if !text.hasConjunction(token), touchesStatement(token) { return false }
    guard token - start < FrameReader.longestZone else {
      return text.hasConjunction(token) && text.marks[token - 1] == .comma
    }
    while start < token,
      text.marks[start] == .comma || text.has(start, [.turn, .aside, .whereas, .contrast]) || text.timeAt[start] >= 0
    {
      start = text.marks[start] == .comma || text.timeAt[start] >= 0 ? start + 1 : text.phraseEnd(start)
    }
    // A conjunction on the marker opens a new clause: "…، وبحسب الوكالة، فإن".
    if start >= token { return true }
    return text.hasConjunction(token) && text.marks[token - 1] == .comma
  }

  mutating func leading(_ token: Int, _ named: Named) -> Int? {
    var start = named.end
    guard start < unit.upperBound else { return nil }
    if let comma = behindDescription(token, start) { start = comma }
    if text.marks[start] == .comma || text.marks[start] == .colon { start += 1 }
    guard start < unit.upperBound, text.marks[start] != .stop, !isFull else { return nil }
    close(before: token, quotation: -1)
    group.removeAll(keepingCapacity: true)
    if !text.has(start, .apodosis), let apodosis = apodosis(behind: start) { start = apodosis }
    var contentStart = text.tokens[start].range.lowerBound
    if text.has(start, .apodosis) {
      if text.has(start, .thatPronoun) {
        contentStart = text.clauseStart(start)
      } else {
        start += 1
        guard start < unit.upperBound else { return nil }
        contentStart = text.tokens[start].range.lowerBound
      }
    }
    var draft = attribution(named, rule: "leading-source")
    draft.content = start
    draft.contentStart = contentStart
    clauseStart = start
    push(draft, isMain: true)
    host = drafts.count - 1
    return start
  }

  /// "بحسب شهود تحدثوا إلى الصحيفة، أطلق": the comma behind what is told of an indefinite source.
  private func behindDescription(_ marker: Int, _ start: Int) -> Int? {
    guard start > marker + 1, text.marks[start] == .none, !text.has(start, [.apodosis, .anyThat]), start - marker <= 4,
      (marker + 1..<start).allSatisfy({
        !text.isDefinite($0) && text.namings.naming(covering: $0)?.isDescription != false
      }),
      !text.has(start, .preposition), text.timeAt[start] < 0
    else { return nil }
    var token = start
    while token < min(unit.upperBound, start + 12), text.marks[token] != .stop {
      if text.has(token, [.anyThat, .apodosis]) { return nil }
      if text.marks[token] == .comma { return token }
      token += 1
    }
    return nil
  }

  /// فإن further on: "بحسب شخصين تحدثا إلى الصحيفة، فإن".
  func apodosis(behind start: Int) -> Int? {
    var token = start
    while token < min(unit.upperBound, start + 20), text.marks[token] != .stop {
      if text.has(token, .apodosis) { return token }
      guard !text.hasFiniteCue(token), !text.has(token, .anyThat) else { return nil }
      token += 1
    }
    return nil
  }

  private func attribution(_ named: Named, rule: String) -> DraftStatement {
    var draft = DraftStatement(
      cue: named.cue, lemma: named.lemma, type: "attribution", with: named.with, speaker: named.party,
      addressees: named.addressees, content: 0, contentStart: 0, opener: .that, rule: rule, cueQuotation: -1)
    draft.time = named.time
    draft.links = named.links
    draft.isRelayed = !named.links.isEmpty
    return draft
  }

  /// "وبحسب الوكالة، قال المسؤول إن": the leading source is a link of the chain and no statement of its own.
  mutating func absorbLeadingSource(_ draft: inout DraftStatement, before token: Int) {
    guard let last = open.last, drafts[last].rule == "leading-source", drafts[last].content >= token,
      let source = drafts[last].speaker
    else { return }
    drafts[last].isDropped = true
    draft.links.insert(source, at: 0)
    draft.with = draft.with ?? drafts[last].with ?? drafts[last].cue
    open.removeLast()
    group.removeAll { $0 == last }
    if host == last { host = nil }
  }

  // MARK: After its clause

  mutating func trailing(_ token: Int, _ named: Named) -> Int? {
    defer { clauseStart = behindComma(named.end) }
    if touchesStatement(token) {
      close(before: token, quotation: -1)
      let with = named.with.map { TextRange($0.lowerBound, named.cue.upperBound) } ?? named.cue
      // "…، لافتا إلى أن …، وفقا لتقرير": findings are the source of the clause they touch, not of all that was said.
      if named.isOrigin, let last = group.last, let speaker = drafts[last].speaker, isBody(speaker) {
        // "قالت المنظمة إن …، نقلا عن مسعفين": those behind it speak, the body passes it on.
        drafts[last].links.append(speaker)
        drafts[last].speaker = named.party
        drafts[last].with = drafts[last].with ?? with
        group.removeAll(keepingCapacity: true)
        return named.end
      }
      for index in named.isData ? group.suffix(1) : group[...] {
        drafts[index].links.insert(contentsOf: named.links + [named.party], at: 0)
        drafts[index].with = drafts[index].with ?? with
      }
      if !group.isEmpty {
        group.removeAll(keepingCapacity: true)
        return named.end
      }
    }
    close(before: token, quotation: -1)
    group.removeAll(keepingCapacity: true)
    var draft = attribution(named, rule: "trailing-source")
    var end = token
    while end > clauseStart, text.marks[end - 1] == .comma { end -= 1 }
    if end > clauseStart, let quotation = text.quotations.quotation(closedBy: end - 1), !quotation.isName,
      quotation.open >= clauseStart
    {
      // "وتسببت في "دمار هائل"، بحسب الأمم المتحدة": the source is that of the quoted words.
      enclose(&draft, text.quotations.index(openedBy: quotation.open))
    } else {
      let start = attributedStart(before: end)
      guard start < end, let last = boundary.end(of: start..<end) else { return named.end }
      draft.content = start
      draft.contentStart = text.clauseStart(start)
      draft.contentEnd = last
    }
    drafts.append(draft)
    remember(drafts.count - 1)
    return named.end
  }

  func behindComma(_ token: Int) -> Int {
    token < unit.upperBound && text.marks[token] == .comma ? token + 1 : token
  }

  /// Whether a statement reaches up to the source, marks aside.
  func touchesStatement(_ token: Int) -> Bool {
    guard let last = group.last else { return false }
    if open.contains(last) { return true }
    guard let end = drafts[last].contentEnd else { return true }
    var next = end
    while next < token {
      guard text.marks[next] != .none else { return false }
      next += 1
    }
    return true
  }

  /// Where the clause begins that a trailing source is about.
  private func attributedStart(before end: Int) -> Int {
    var start = min(clauseStart, end)
    while start < end, text.marks[start] == .comma || text.has(start, [.aside, .whereas, .contrast]) || isLink(start) {
      start = text.marks[start] == .comma ? start + 1 : text.phraseEnd(start)
    }
    // "يشن الجيش حربا … خلفت حتى الأربعاء، 27 ألفا و708 شهداء، وفق": a toll in a clause that hangs on another is what
    // the source gives.
    var token = end - 1
    while token > start + 2 {
      if text.has(token, .result), !text.hasConjunction(token), let number = number(behind: token, end) {
        return number
      }
      token -= 1
    }
    return start
  }

  /// "من جهة أخرى،": set off by its comma. Without one it may be part of the clause.
  private func isLink(_ token: Int) -> Bool {
    let end = text.phraseEnd(token)
    return text.has(token, .link) && end < unit.upperBound && text.marks[end] == .comma
  }

  private func number(behind verb: Int, _ end: Int) -> Int? {
    var token = verb + 1
    while token < end, token < verb + 6 {
      // The comma sets the figures off; without it they belong to their verb: "أسفر عن مقتل 37 مدنيا".
      if text.tokens[token].kind == .number, text.timeAt[token] < 0 {
        return text.marks[token - 1] == .comma ? token : nil
      }
      token += 1
    }
    return nil
  }

  // MARK: على حد قوله

  /// Closes the statement before it and adds nothing.
  mutating func closer(_ token: Int) -> Int { closer(token, end: text.phraseEnd(token)) }

  private mutating func closer(_ token: Int, end: Int) -> Int {
    guard text.quotations.around(token) < 0 else { return end }
    if touchesStatement(token), let last = group.last {
      close(before: token, quotation: -1)
      drafts[last].with = drafts[last].with ?? text.phraseRange(token)
      clauseStart = behindComma(end)
      return end
    }
    return ownView(token, cue: token, end: end) ?? end
  }
}
