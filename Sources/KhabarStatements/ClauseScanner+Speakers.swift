import KhabarAnnotations
import KhabarText

// Who speaks: the subject, what a relative clause is about, the host of a participle, or who spoke before.
extension ClauseScanner {
  /// Who speaks; nil when nobody fits, so that this is no statement.
  mutating func speaker(
    _ token: Int, _ form: CueForm, _ frame: CueFrame, _ read: Frame, _ subject: NounPhrase?, isMain: Bool,
    place: (token: Int?, isFirst: Bool)?, _ quotation: Int
  ) -> Party? {
    if let sender = sender(before: token, form) { return sender }
    if frame.traits.contains(.inText), let issuer = issuer(ofTextBefore: token) { return issuer }
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
        // "التقرير" of nobody named before speaks for itself, "البيان" for who spoke last.
        let issuer = lastIssuer ?? (text.has(subject.tokens.lowerBound, .data) ? nil : lastSpeaker)
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
    // "قبل أن يضيف", "وهو يرى أن": whoever spoke before.
    let isAfterSpeech =
      token > unit.lowerBound
      && (text.forms(at: token - 1).contains { continues($0) } || text.has(token - 1, .pronounSubject))
    if frame.traits.contains(.barePassive), form.kind == .present, !isAfterSpeech { return nil }
    if frame.traits.contains(.thought), token == unit.lowerBound || !text.has(token - 1, .pronounSubject) { return nil }
    // "لكنه أنكر", "وطالب بـ": the subject of the clause before; at the start of a sentence that of the last statement.
    if !isMain, let outer = open.last {
      let isPronoun = token > unit.lowerBound && text.has(token - 1, .thatPronoun)
      // "قال إنه أبلغ": the speaker himself; "قال إن أحدهم …، وأنه اعترف": the subject of what he says.
      if isPronoun, drafts[outer].content == token - 1 { return drafts[outer].speaker?.unmentioned }
      if isPronoun, let phrase = text.nounPhrase(at: drafts[outer].content, limit: token), phrase.canSpeak {
        return phrase.party.unmentioned
      }
      // "رد بأنه لم يقل كذا، وإنما قال": the pronoun of what he says is he.
      let isOwn = isPronoun || form.kind == .past && text.has(drafts[outer].content, .thatPronoun)
      return enclosedSpeaker(token) ?? (isOwn ? drafts[outer].speaker?.unmentioned : nil)
    }
    if let host, drafts[host].speaker != nil { return drafts[host].speaker?.unmentioned }
    if place?.isFirst == true || isAfterSpeech { return carried(frame) }
    return finder.sentenceSubject(unit, before: token)?.unmentioned ?? carried(frame)
  }

  /// "عرض قدمه المدير، الذي أوضح أن": the one the relative clause is about.
  private func antecedent(of token: Int) -> Party? {
    // "التي لم تستبعد": the denial stands between.
    let relative = token - 1 > unit.lowerBound && text.has(token - 1, .negation) ? token - 2 : token - 1
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
      (head + 1...last).allSatisfy({ text.words[$0].roles.isEmpty && text.attachedPreposition($0) == nil })
    {
      let range = TextRange(text.tokens[head + 1].range.lowerBound, text.tokens[last].range.upperBound)
      return Party(.literal(range), mention: range)
    }
    return nil
  }

  /// "تلقى بلاغا من الأهالي يفيد ب": a clause about an indefinite text, which speaks for whoever it came from.
  private func sender(before token: Int, _ form: CueForm) -> Party? {
    guard form.kind == .present, token - 2 > unit.lowerBound, !text.hasConjunction(token),
      text.marks[token - 1] == .none || text.marks[token - 1] == .quotation
    else { return nil }
    var back = token - 2
    while back > unit.lowerBound, token - back < 10, text.marks[back] != .comma {
      if text.has(back, .min), text.has(back - 1, [.speakingText, .settingText]), !text.isDefinite(back - 1),
        let phrase = text.nounPhrase(at: back + 1, limit: token), phrase.tokens.upperBound == token
      {
        return phrase.party
      }
      back -= 1
    }
    return nil
  }

  /// "استشهد بتقرير للوزارة جاء فيه أن": the body behind the text that the clause describes; who spoke last where the text
  /// names none.
  private func issuer(ofTextBefore token: Int) -> Party? {
    let next = text.phraseEnd(token)
    guard next < unit.upperBound, text.has(next, .prepositionPronoun), !text.hasConjunction(token) else { return nil }
    var back = token - 1
    while back >= unit.lowerBound, token - back < 12, text.marks[back] != .stop {
      if text.has(back, [.speakingText, .settingText]), !text.isDefinite(back) {
        guard let phrase = text.nounPhrase(at: back, limit: token), phrase.isNamed, !phrase.isPlace else {
          return host.flatMap { drafts[$0].speaker?.unmentioned } ?? lastSpeaker?.unmentioned
        }
        return phrase.party
      }
      back -= 1
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
    // "عادت سعاد إلى خيمتها. وقالت": the one the story went on with, but not with "وأضافت".
    if !frame.traits.contains(.continues), let topic { return topic }
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
}

extension Party {
  /// The same one where no word names it.
  var unmentioned: Party { Party(reference, mention: nil, isInherited: isInherited) }
}
