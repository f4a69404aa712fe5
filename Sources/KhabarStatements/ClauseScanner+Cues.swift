import KhabarAnnotations
import KhabarText

extension ClauseScanner {
  /// A verb or participle of speech at `token`; where to go on, nil when it is none here.
  mutating func cue(_ token: Int) -> Int? {
    guard isVerbHere(token) else { return nil }
    if isFull {
      reportExcess(token)
      return nil
    }
    if let next = takenUp(token) { return next }
    let quotation = text.quotations.around(token)
    let limit = quotation >= 0 ? min(text.quotations.all[quotation].close, unit.upperBound) : unit.upperBound
    let lower = lowerBound(quotation)
    var leading: LeadingSubject?
    var isLeadingKnown = false
    if let next = brokenQuotation(token, limit: limit) { return next }
    for place in text.cuePlaces(at: token) {
      let form = text.cue(at: place)
      let frame = CueLexicon.standard.frames[Int(form.frame)]
      if form.isFinite, !isLeadingKnown {
        leading = finder.subject(before: token, lower: lower)
        isLeadingKnown = true
      }
      // "إنه أبلغ الوزير": the pronoun is the subject, so that the noun behind the verb is not.
      let certain =
        form.isFinite && (leading?.isCertain == true || (token > unit.lowerBound && text.has(token - 1, .thatPronoun)))
      guard fits(form, frame, token, certain: certain) else { continue }
      var reader = FrameReader(
        text: text, cue: frame, form: form, start: text.phraseEnd(token), limit: limit, hasSubject: certain)
      guard reader.read() else { continue }
      if let next = statement(token, form, frame, &reader.frame, leading: form.isFinite ? leading : nil, quotation) {
        return next
      }
    }
    for place in text.cuePlaces(at: token) where text.cue(at: place).isFinite {
      let form = text.cue(at: place)
      let frame = CueLexicon.standard.frames[Int(form.frame)]
      if fits(form, frame, token, certain: false), let next = postposed(token, form, frame, limit: limit) {
        return next
      }
    }
    return nil
  }

  /// Where the clause of a cue may begin at the earliest.
  private func lowerBound(_ quotation: Int) -> Int {
    var lower = quotation >= 0 ? text.quotations.all[quotation].inner.lowerBound : unit.lowerBound
    if let last = open.last { lower = max(lower, min(drafts[last].content, unit.upperBound)) }
    return max(lower, quotation >= 0 ? lower : min(clauseStart, unit.upperBound))
  }

  /// Not a noun, a name, or denied.
  private func isVerbHere(_ token: Int) -> Bool {
    guard !text.namings.isNamed(token) || text.namings.naming(covering: token)?.tokens.lowerBound == token else {
      return false
    }
    if text.namings.isNamed(token) { return false }
    // "أكد الوزير رفض بلاده": what is said begins with a noun that looks like a verb.
    if let last = open.last, drafts[last].opener == .noun, drafts[last].content == token,
      !text.has(token, .relative)
    {
      return false
    }
    guard token > unit.lowerBound else { return true }
    let previous = token - 1
    guard text.marks[previous] == .none else { return true }
    if text.has(previous, .preposition), text.phraseEnd(previous) == token { return false }
    guard isNegated(token) else { return true }
    return text.forms(at: token).contains {
      !CueLexicon.standard.frames[Int($0.frame)].traits.isDisjoint(with: [.negated, .onlyNegated])
    }
  }

  /// لم يقل, لا يقول, دون أن يحدد.
  private func isNegated(_ token: Int) -> Bool {
    for back in 1...3 where token - back >= unit.lowerBound {
      if text.has(token - back, .negation), text.phraseEnd(token - back) == token { return true }
    }
    return false
  }

  func fits(_ form: CueForm, _ frame: CueFrame, _ token: Int, certain: Bool) -> Bool {
    if isNegated(token) != frame.traits.contains(.onlyNegated), !frame.traits.contains(.negated) { return false }
    if form.isFinite {
      // "رفضه", "تابعة": with a pronoun they are as often nouns.
      if form.kind.hasObject, !certain {
        return token == unit.lowerBound || text.hasConjunction(token)
          || text.has(token - 1, [.relative, .aside, .whereas, .contrast, .auxiliary])
      }
      // "عقب المباراة"
      if text.has(token, .preposition) {
        let next = text.phraseEnd(token)
        guard next < unit.upperBound, !text.hasShadda(token) else { return true }
        // "وعبر والد الضحية عن غضبه"
        if text.has(next, .person), token == unit.lowerBound || text.hasConjunction(token), !text.hasArticle(next) {
          return true
        }
        return text.has(next, .an) || text.namings.mention(at: next)?.isNamedPerson == true
          || text.namings.title(at: next) != nil
      }
      return true
    }
    // مجددا is "again" too: as a participle it stands behind a comma.
    if text.has(token, .turn), token == unit.lowerBound || text.marks[token - 1] != .comma { return false }
    // A participle of speech stands alone or after و, and governs at once: "إجراءات مشددة" does not.
    return text.attachedPreposition(token) == nil
  }

  // MARK: One statement

  private mutating func statement(
    _ token: Int, _ form: CueForm, _ frame: CueFrame, _ read: inout Frame, leading: LeadingSubject?, _ quotation: Int
  ) -> Int? {
    let isParticiple = form.kind == .participle
    if frame.traits.contains(.urges), let host, let speaker = drafts[host].speaker, text.hasConjunction(token),
      read.addressees.isEmpty, !form.kind.hasObject, let urged = read.subject, leading == nil,
      urged.party.reference != speaker.reference, !urged.isNamedPerson
    {
      read.addressees = [urged.party] + urged.others
      read.subject = nil
    }
    let place = isParticiple ? nil : finder.coordination(of: token, lower: unit.lowerBound)
    var subject = leading?.isCertain == true ? leading?.phrase : read.subject ?? leading?.phrase
    let usesLeading = subject != nil && subject?.tokens == leading?.phrase.tokens
    if subject?.isPlace == true, !usesLeading, isParticiple { subject = nil }

    let isRelative = token > unit.lowerBound && text.has(token - 1, .relative)
    let sameLevel = open.contains { drafts[$0].cueQuotation == quotation }
    // "…، قبل أن يضيف": his next words.
    let isBeforeNext =
      frame.traits.contains(.continues) && form.kind == .present && token > unit.lowerBound + 1
      && text.has(token - 2, .preposition) && text.phraseEnd(token - 2) == token
    let isLater = isBehindBefore(token, form)
    let coordination =
      isBeforeNext || isLater && open.count == 1 && isNominal(open[0])
      ? token - 2 : form.isJoined ? token : usesLeading ? leading?.coordination : place?.token
    let attributive = isParticiple && form.agreement == .plural && !isHostPlural
    let isMain =
      quotation < 0
      && (!sameLevel
        || (!isRelative && !attributive
          && (isParticiple || coordination != nil || frame.traits.contains(.continues)
            || opensClause(token, read, usesLeading))))

    if attributive, text.hasConjunction(token), let last = open.last, drafts[last].rule.hasPrefix("participle") {
      // "مطالبين بفرص عمل ومتهمين الحكومة": the second describes the same noun.
      close(before: token, quotation: quotation)
    }
    // Feminine and plural participles are nouns too (مذكرة, معارضة): before a bare noun phrase only behind a
    // mark, or behind و where another statement is their host.
    if isParticiple, form.agreement != .masculine, read.opener == .noun, host == nil || !text.hasConjunction(token),
      token > unit.lowerBound,
      text.marks[token - 1] == .none
    {
      return nil
    }
    // "وقع الجانبان ثلاث مذكرات تفاهم بحضور السفراء": a plural in ات governs nothing without a mark before it.
    if isParticiple, form.agreement == .plural, read.opener == .preposition, token > unit.lowerBound,
      text.marks[token - 1] == .none, !text.hasConjunction(token),
      text.tokens[token].lastLetter(in: text.bytes) == 0x062A
    {
      return nil
    }
    // "إن بلاده ترفض تهجير السكان": no second statement, the stance is what is said.
    if !isMain, !open.isEmpty, !isLater, form.kind == .present, read.opener == .noun { return nil }
    guard let speaker = speaker(token, form, frame, read, subject, isMain: isMain, place: place, quotation) else {
      return nil
    }

    if isLater, open.count > 1, let last = open.last, drafts[last].cueQuotation == quotation {
      // "قال إن الوزير وعد بكذا، قبل أن يعلن كذا": two things that the outer one tells.
      open.removeLast()
      finish(last, before: token - 2)
    }
    // "رفض التعليق", "طلب عدم نشر اسمه": nothing is said.
    if read.opener == .noun, asksForSilence(read.content, isRefusal: frame.type == "refusal") { return nil }
    if frame.traits.contains(.plea), read.opener == .preposition, !text.has(read.content, .plea) { return nil }
    if frame.traits.contains(.court), read.opener == .preposition,
      text.words[read.content].roles.isSuperset(of: .courtOrder)
    {
      return nil
    }
    if frame.traits.contains(.told), read.addressees.isEmpty, !form.kind.hasObject { return nil }

    var draft = DraftStatement(
      cue: cueRange(token, form), lemma: frame.lemma, type: frame.type, with: read.with, speaker: speaker,
      addressees: read.addressees, content: read.content, contentStart: read.contentStart, opener: read.opener,
      time: read.time, place: read.place, setting: read.setting, rule: rule(read, form, usesLeading: usesLeading),
      cueQuotation: quotation)
    if let source = read.source { relay(&draft, source, read, through: speaker) }
    if let link = read.link { draft.links.insert(link, at: 0) }
    if isParticiple { inherit(&draft) }
    if draft.links.isEmpty, host == nil, speaker.isImplicit || speaker.mention == nil,
      speaker.reference == lastSpeaker?.reference
    {
      // "وأضاف": what it adds came the same way.
      draft.links = lastLinks.map { Party($0.reference, mention: nil, isInherited: true) }
      draft.isRelayed = !lastLinks.isEmpty
    }
    if draft.links.isEmpty, let host, speaker.isImplicit, !isParticiple,
      speaker.reference == drafts[host].speaker?.reference
    {
      // "ووفقا للصحيفة، رد المسؤول بأن …، وطالب": the same source for both.
      draft.links = drafts[host].links
    }
    if draft.time < 0, let time = timeBefore(token) { draft.time = time }

    if isMain {
      let boundary = coordination.map { min($0, token) } ?? (usesLeading ? leading?.start : nil) ?? token
      absorbLeadingSource(&draft, before: min(boundary, token))
      close(before: boundary, quotation: quotation)
      if !isParticiple { group.removeAll(keepingCapacity: true) }
    } else {
      absorbLeadingSource(&draft, before: usesLeading ? leading?.start ?? token : token)
      draft.parent = open.last
    }
    settle(&draft, read)
    let leads = isMain || draft.parent == nil
    if let end = draft.contentEnd, isMain { clauseStart = max(clauseStart, min(end + 1, unit.upperBound)) }
    push(draft, isMain: leads)
    if !isParticiple, leads { host = drafts.count - 1 }
    return max(min(read.content, unit.upperBound), token + 1)
  }

  /// "…، قبل أن تعلن الوزارة كذا": the verb tells what came next.
  private func isBehindBefore(_ token: Int, _ form: CueForm) -> Bool {
    form.kind == .present && token > unit.lowerBound + 2 && text.marks[token - 3] == .comma
      && text.has(token - 2, .preposition) && text.phraseEnd(token - 2) == token
  }

  /// Whether what is said is a noun phrase, not a clause.
  private func isNominal(_ draft: Int) -> Bool {
    drafts[draft].opener == .noun || drafts[draft].opener == .preposition
  }

  private func asksForSilence(_ content: Int, isRefusal: Bool) -> Bool {
    if isRefusal { return text.has(content, .comment) }
    var token = content
    while token < min(unit.upperBound, content + 7), text.marks[token] == .none {
      if text.has(token, .anonymous) { return true }
      token += 1
    }
    return false
  }

  /// "وبينما أعلنت الأولى كذا، قالت الثانية إن": a verb with its own subject behind a comma is no part of a noun phrase.
  private func opensClause(_ token: Int, _ read: Frame, _ usesLeading: Bool) -> Bool {
    // "بينما أكدت الحكومة أن …، رأت المعارضة أن": the sentence waits for its main clause.
    let isSubordinate = open.count == 1 && text.has(unit.lowerBound, [.whereas, .aside])
    guard let last = open.last,
      isSubordinate || drafts[last].opener == .noun || drafts[last].opener == .preposition
    else { return false }
    return !usesLeading && read.subject != nil && text.marks[token - 1] == .comma
  }

  private func cueRange(_ token: Int, _ form: CueForm) -> TextRange {
    let range = text.phraseRange(token)
    return form.isJoined ? TextRange(range.lowerBound + 2, range.upperBound) : range
  }

  /// Plural participles describe the noun before them unless the speakers themselves are many.
  private var isHostPlural: Bool { host != nil || (group.isEmpty && open.isEmpty) }

  private func rule(_ read: Frame, _ form: CueForm, usesLeading: Bool) -> String {
    if read.source != nil { return "relayed" }
    // Written out: names put together each time would take memory each time.
    return switch (form.kind == .participle, usesLeading, read.opener) {
    case (true, _, .that): "participle-clause"
    case (true, _, .quotation), (true, _, .colon): "participle-quotation"
    case (true, _, .noun), (true, _, .preposition): "participle-phrase"
    case (false, true, .that): "subject-verb-clause"
    case (false, true, .quotation), (false, true, .colon): "subject-verb-quotation"
    case (false, true, .noun), (false, true, .preposition): "subject-verb-phrase"
    case (false, false, .that): "verb-clause"
    case (false, false, .quotation), (false, false, .colon): "verb-quotation"
    case (false, false, .noun), (false, false, .preposition): "verb-phrase"
    }
  }

  /// "نقلت الوكالة عن سكان قولهم": the residents speak, the agency is the chain.
  private func relay(_ draft: inout DraftStatement, _ source: NounPhrase, _ read: Frame, through speaker: Party) {
    draft.speaker = source.party
    draft.links = [speaker]
    draft.isRelayed = true
    if let own = read.ownCue {
      draft.with = draft.cue
      draft.cue = own
      draft.lemma = CueLexicon.standard.plainLemma
      draft.type = "statement"
    }
  }

  /// A participle shares the addressee and the relays of its host.
  private func inherit(_ draft: inout DraftStatement) {
    guard let host else { return }
    if draft.addressees.isEmpty { draft.addressees = drafts[host].addressees.map(\.unmentioned) }
    if draft.links.isEmpty { draft.links = drafts[host].links }
    if draft.time < 0 { draft.time = drafts[host].time }
    draft.isRelayed = drafts[host].isRelayed
  }

  /// A time right before the verb's clause: "والثلاثاء، قال".
  private func timeBefore(_ token: Int) -> Int32? {
    var back = token - 1
    while back >= unit.lowerBound, token - back < 8 {
      if text.timeAt[back] >= 0 { return text.timeAt[back] }
      guard text.marks[back] == .comma || text.has(back, [.auxiliary, .turn]) else { return nil }
      back -= 1
    }
    return nil
  }

  /// Fixes the end of a content that is a quotation.
  private func settle(_ draft: inout DraftStatement, _ read: Frame) {
    if read.quotation >= 0 {
      let quotation = text.quotations.all[read.quotation]
      if goesOn(behind: quotation) {
        draft.content = quotation.open
        draft.contentStart = text.tokens[quotation.open].range.lowerBound
      } else {
        enclose(&draft, read.quotation)
      }
      return
    }
    if read.contentEnd > 0 { draft.contentEnd = read.contentEnd }
    // أن "…" and a mark: what is quoted is all that was said.
    guard read.content < unit.upperBound else { return }
    let first = text.has(read.content, .thatPronoun) ? read.content + 1 : read.content
    guard first < unit.upperBound, let quotation = text.quotations.quotation(openedBy: first), !quotation.isName,
      quotation.isClosed, !goesOn(behind: quotation)
    else { return }
    draft.contentEnd = quotation.close + 1
  }

  /// Whether the clause goes on behind a closing mark: with a word, or "و" and another quotation.
  private func goesOn(behind quotation: Quotation) -> Bool {
    guard quotation.isClosed else { return false }
    var next = quotation.close + 1
    guard next < unit.upperBound else { return false }
    if text.marks[next] == .comma {
      next += 1
      guard next + 1 < unit.upperBound, text.hasConjunction(next) || text.tokens[next].range.count == 2 else {
        return false
      }
      return text.has(next, .that) || text.marks[next + 1] == .quotation
    }
    guard text.marks[next] == .none else { return false }
    return text.words[next].roles.isDisjoint(with: [.anySource, .closer, .cue, .aside, .contrast, .turn])
      && text.timeAt[next] < 0
  }
}
