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
    let quotation = text.quotations.around(token)
    let limit = quotation >= 0 ? min(text.quotations.all[quotation].close, unit.upperBound) : unit.upperBound
    let lower = lowerBound(quotation)
    var leading: LeadingSubject?
    var isLeadingKnown = false
    if let next = brokenQuotation(token, limit: limit) { return next }
    for form in text.forms(at: token) {
      let frame = CueLexicon.standard.frames[Int(form.frame)]
      if form.isFinite, !isLeadingKnown {
        leading = finder.subject(before: token, lower: lower)
        isLeadingKnown = true
      }
      let certain = form.isFinite && leading?.isCertain == true
      guard fits(form, frame, token, certain: certain) else { continue }
      var reader = FrameReader(
        text: text, cue: frame, form: form, start: text.phraseEnd(token), limit: limit, hasSubject: certain)
      guard let read = reader.read() else { continue }
      if let next = statement(token, form, frame, read, leading: form.isFinite ? leading : nil, quotation) {
        return next
      }
    }
    for form in text.forms(at: token) where form.isFinite {
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

  private func fits(_ form: CueForm, _ frame: CueFrame, _ token: Int, certain: Bool) -> Bool {
    if isNegated(token) != frame.traits.contains(.onlyNegated), !frame.traits.contains(.negated) { return false }
    if form.isFinite {
      // "رفضه", "تابعة": with a pronoun they are as often nouns.
      if form.kind.hasObject, !certain {
        return token == unit.lowerBound || text.hasConjunction(token) || text.has(token - 1, .relative)
      }
      // "عقب المباراة"
      if text.has(token, .preposition) {
        let next = text.phraseEnd(token)
        guard next < unit.upperBound, !text.hasShadda(token) else { return true }
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
    _ token: Int, _ form: CueForm, _ frame: CueFrame, _ read: Frame, leading: LeadingSubject?, _ quotation: Int
  ) -> Int? {
    let isParticiple = form.kind == .participle
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
    let coordination =
      isBeforeNext ? token - 2 : form.isJoined ? token : usesLeading ? leading?.coordination : place?.token
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
    // "إن بلاده ترفض تهجير السكان": no second statement, the stance is what is said.
    if !isMain, !open.isEmpty, form.kind == .present, read.opener == .noun { return nil }
    guard let speaker = speaker(token, form, frame, read, subject, isMain: isMain, place: place, quotation) else {
      return nil
    }

    // "رفض التعليق", "طلب عدم نشر اسمه": nothing is said.
    if read.opener == .noun, asksForSilence(read.content, isRefusal: frame.type == "refusal") { return nil }
    if frame.traits.contains(.told), read.addressees.isEmpty, !form.kind.hasObject { return nil }

    var draft = DraftStatement(
      cue: cueRange(token, form), lemma: frame.lemma, type: frame.type, with: read.with, speaker: speaker,
      addressees: read.addressees, content: read.content, contentStart: read.contentStart, opener: read.opener,
      time: read.time, place: read.place, setting: read.setting, rule: rule(read, form, usesLeading: usesLeading),
      cueQuotation: quotation)
    if let source = read.source { relay(&draft, source, read, through: speaker) }
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
    push(draft, isMain: isMain || draft.parent == nil)
    if !isParticiple, isMain || draft.parent == nil { host = drafts.count - 1 }
    if let end = draft.contentEnd, isMain { clauseStart = max(clauseStart, min(end + 1, unit.upperBound)) }
    return max(min(read.content, unit.upperBound), token + 1)
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
    guard let last = open.last, drafts[last].opener == .noun || drafts[last].opener == .preposition else {
      return false
    }
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
    let head = form.kind == .participle ? "participle" : usesLeading ? "subject-verb" : "verb"
    return switch read.opener {
    case .that: head + "-clause"
    case .quotation, .colon: head + "-quotation"
    case .noun, .preposition: head + "-phrase"
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
    return text.roles[next].isDisjoint(with: [.anySource, .closer, .cue, .aside, .contrast, .turn])
      && text.timeAt[next] < 0
  }

  // MARK: Speakers

  /// Who speaks; nil when nobody fits, so that this is no statement.
  private mutating func speaker(
    _ token: Int, _ form: CueForm, _ frame: CueFrame, _ read: Frame, _ subject: NounPhrase?, isMain: Bool,
    place: (token: Int?, isFirst: Bool)?, _ quotation: Int
  ) -> Party? {
    if let subject {
      if frame.traits.contains(.agent), !subject.canSpeak,
        read.opener == .noun || read.opener == .preposition || !text.isDefinite(subject.tokens.lowerBound)
      {
        return nil
      }
      if frame.traits.contains(.named), !subject.isNamed { return nil }
      if frame.traits.contains(.person), !subject.isNamedPerson { return nil }
      if frame.traits.contains(.thought), !isMain { return nil }
      if subject.isText, !subject.isNamed, text.isDefinite(subject.tokens.lowerBound),
        let issuer = lastIssuer ?? lastSpeaker
      {
        return Party(issuer.reference, mention: subject.range)
      }
      return resolved(subject)
    }
    if let antecedent = antecedent(of: token) { return antecedent }
    guard quotation < 0, frame.traits.isDisjoint(with: [.subject, .named, .inText, .person]) else { return nil }
    if form.kind.hasObject, host == nil || !text.hasConjunction(token) { return nil }
    // "وتبلغ نسبة البطالة": a present tense with a noun behind it has that noun for its subject.
    if form.kind == .present, read.opener == .noun, host == nil { return nil }
    if form.kind == .participle { return participleSpeaker(token, form, frame, isMain: isMain) }
    let isAfterSpeech = token > unit.lowerBound && text.forms(at: token - 1).contains { continues($0) }
    if frame.traits.contains(.barePassive), form.kind == .present, !isAfterSpeech { return nil }
    guard !frame.traits.contains(.thought) else { return nil }
    // "لكنه أنكر", "وطالب بـ": the subject of the clause before; at the start of a sentence that of the last statement.
    if !isMain, let outer = open.last {
      let isPronoun = token > unit.lowerBound && text.has(token - 1, .thatPronoun)
      // "قال إنه أبلغ": the speaker himself; "قال إن أحدهم …، وأنه اعترف": the subject of what he says.
      if isPronoun, drafts[outer].content == token - 1 { return drafts[outer].speaker?.unmentioned }
      if isPronoun, let phrase = text.nounPhrase(at: drafts[outer].content, limit: token), phrase.canSpeak {
        return phrase.party.unmentioned
      }
      return enclosedSpeaker(token) ?? (isPronoun ? drafts[outer].speaker?.unmentioned : nil)
    }
    if let host, drafts[host].speaker != nil { return drafts[host].speaker?.unmentioned }
    if place?.isFirst == true || isAfterSpeech { return carried(frame) }
    return finder.sentenceSubject(unit, before: token)?.unmentioned ?? carried(frame)
  }

  /// "عرض قدمه المدير، الذي أوضح أن": the one the relative clause is about.
  private func antecedent(of token: Int) -> Party? {
    let relative = token - 1
    guard relative > unit.lowerBound, text.has(relative, .relative), text.isDefinite(relative) || isPersonal(relative)
    else { return nil }
    var last = relative - 1
    if text.marks[last] == .comma { last -= 1 }
    guard last >= unit.lowerBound else { return nil }
    if text.quotations.quotation(closedBy: last)?.isName == true { last -= 1 }
    if let naming = text.namings.naming(covering: last), naming.canSpeak, !naming.isPlace {
      return naming.isTitle ? text.namings.mention(at: naming.tokens.upperBound)?.party ?? naming.party : naming.party
    }
    var head = last
    while head >= unit.lowerBound, last - head < 6, text.marks[head] == .none {
      if text.has(head, .speakerNoun), let phrase = text.nounPhrase(at: head, limit: relative),
        phrase.tokens.upperBound > last
      {
        return phrase.party
      }
      head -= 1
    }
    // A name that the entities do not know, between commas.
    if head >= unit.lowerBound, text.marks[head] == .comma, (2...4).contains(last - head),
      (head + 1...last).allSatisfy({ text.roles[$0].isEmpty && text.attachedPreposition($0) == nil })
    {
      let range = TextRange(text.tokens[head + 1].range.lowerBound, text.tokens[last].range.upperBound)
      return Party(.literal(range), mention: range)
    }
    return nil
  }

  /// الذي and its kin, not ما.
  private func isPersonal(_ token: Int) -> Bool { text.tokens[token].folded.count > 6 }

  private func continues(_ form: CueForm) -> Bool {
    CueLexicon.standard.frames[Int(form.frame)].traits.contains(.continues)
  }

  private func carried(_ frame: CueFrame) -> Party? {
    guard options.carrySpeakers else { return nil }
    return lastSpeaker?.unmentioned
  }

  /// The nearest one named before a verb inside what another said.
  private func enclosedSpeaker(_ token: Int) -> Party? {
    guard let outer = open.last else { return nil }
    var back = token - 1
    while back >= drafts[outer].content, token - back < 16 {
      if let naming = text.namings.naming(covering: back), naming.canSpeak, !naming.isPlace {
        return naming.party.unmentioned
      }
      back -= 1
    }
    return nil
  }

  private mutating func participleSpeaker(_ token: Int, _ form: CueForm, _ frame: CueFrame, isMain: Bool) -> Party? {
    if form.agreement == .plural, host == nil || !isMain {
      // "متظاهرين شباب مطالبين بفرص عمل": the noun it describes.
      var back = token - 1
      while back >= unit.lowerBound, token - back < 8, text.marks[back] == .none {
        if text.has(back, .speakerNoun), let phrase = text.nounPhrase(at: back, limit: token) {
          return phrase.party.unmentioned
        }
        back -= 1
      }
    }
    if let host { return drafts[host].speaker?.unmentioned }
    return finder.sentenceSubject(unit, before: token)?.unmentioned
  }

  // MARK: Verb behind the quotation

  /// `"…"، قال فلان، "…"`, where what stands before the verb opens the sentence.
  private mutating func brokenQuotation(_ token: Int, limit: Int) -> Int? {
    guard token - 2 > unit.lowerBound, text.marks[token - 1] == .comma, open.isEmpty,
      let quotation = text.quotations.quotation(closedBy: token - 2),
      quotation.open <= max(clauseStart, unit.lowerBound)
    else { return nil }
    for form in text.forms(at: token) where form.isFinite {
      let frame = CueLexicon.standard.frames[Int(form.frame)]
      if fits(form, frame, token, certain: false), let next = postposed(token, form, frame, limit: limit) {
        return next
      }
    }
    return nil
  }

  /// `"…"، قال فلان`.
  private mutating func postposed(_ token: Int, _ form: CueForm, _ frame: CueFrame, limit: Int) -> Int? {
    guard frame.takes.contains(.quote), !text.hasConjunction(token), token > unit.lowerBound else { return nil }
    var back = token - 1
    while back > unit.lowerBound, text.has(back, .thus) { back -= 1 }
    if text.marks[back] == .comma { back -= 1 }
    if text.marks[token - 1] == .comma, text.marks[back] == .none, let next = unmarked(token, form, frame, limit: limit)
    {
      return next
    }
    guard back >= unit.lowerBound, let quotation = text.quotations.quotation(closedBy: back), !quotation.isName,
      quotation.inner.count >= 3, !open.contains(where: { drafts[$0].content <= quotation.open }),
      let phrase = text.nounPhrase(at: text.phraseEnd(token), limit: limit), phrase.canSpeak || phrase.isNamed
    else { return nil }
    var draft = DraftStatement(
      cue: text.phraseRange(token), lemma: frame.lemma, type: frame.type, speaker: phrase.party, content: 0,
      contentStart: 0, opener: .quotation, rule: "quotation-verb", cueQuotation: text.quotations.around(token))
    enclose(&draft, text.quotations.index(openedBy: quotation.open))
    var next = phrase.tokens.upperBound
    if next < limit, text.attachedPreposition(next)?.letter == ArabicLetter.lam,
      let told = text.nounPhrase(at: next, limit: limit, stopsAtIndefinite: true), told.canSpeak, !told.isPlace
    {
      draft.addressees = [told.party] + told.others
      next = told.tokens.upperBound
    }
    // "…"، قال فلان، "…": the second half belongs to it.
    var behind = next
    if behind < limit, text.marks[behind] == .comma || text.marks[behind] == .colon { behind += 1 }
    if behind < limit, behind > next, let second = text.quotations.quotation(openedBy: behind), !second.isName {
      draft.more = [second.range]
      next = second.close
    }
    group.removeAll(keepingCapacity: true)
    drafts.append(draft)
    group.append(drafts.count - 1)
    host = drafts.count - 1
    remember(draft)
    clauseStart = max(clauseStart, next)
    return next
  }
}

extension ClauseScanner {
  /// "المشكلة ليست في المال، يقول الخبير.": the clause before the comma is what he says.
  fileprivate mutating func unmarked(_ token: Int, _ form: CueForm, _ frame: CueFrame, limit: Int) -> Int? {
    guard open.isEmpty, frame.takes.contains(.that),
      frame.traits.contains(.plain) || frame.traits.contains(.continues),
      let phrase = text.nounPhrase(at: text.phraseEnd(token), limit: limit), phrase.canSpeak
    else { return nil }
    let end = phrase.tokens.upperBound
    guard end >= unit.upperBound || text.marks[end] == .stop || text.marks[end] == .comma else { return nil }
    var start = clauseStart
    while start < token, text.marks[start] == .comma { start += 1 }
    guard token - 1 - start >= 3 else { return nil }
    var draft = DraftStatement(
      cue: text.phraseRange(token), lemma: frame.lemma, type: frame.type, speaker: resolved(phrase), content: start,
      contentStart: text.clauseStart(start), opener: .that, rule: "clause-verb",
      cueQuotation: text.quotations.around(token))
    draft.contentEnd = token - 1
    group.removeAll(keepingCapacity: true)
    drafts.append(draft)
    group.append(drafts.count - 1)
    host = drafts.count - 1
    remember(draft)
    clauseStart = end
    return end
  }
}

extension Party {
  /// The same one where no word names it.
  var unmentioned: Party { Party(reference, mention: nil, isInherited: isInherited) }
}
