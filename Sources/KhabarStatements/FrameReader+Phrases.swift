import KhabarAnnotations
import KhabarText

// What stands between a cue and its content: subject, object, prepositional phrases, the occasion.
extension FrameReader {
  mutating func prepositionalPhrase() -> Step {
    // "نقلت الوكالة عن سكان قولهم", "نسبت إلى مصدر قوله".
    let role = text.words[token].roles
    let behind = text.phraseEnd(token)
    if (cue.takes.contains(.relay) && role.contains(.an)) || (cue.takes.contains(.relayIla) && role.contains(.ila)) {
      guard frame.source == nil, let phrase = text.nounPhrase(at: behind, limit: limit) else { return .fail }
      frame.source = phrase
      token = phrase.tokens.upperBound
      return .next
    }
    guard behind < limit else { return .fail }
    if cue.traits.contains(.inText), role.contains(.fi), frame.subject == nil {
      guard let phrase = text.nounPhrase(at: behind, limit: limit), phrase.canSpeak else { return .fail }
      frame.subject = phrase
      token = phrase.tokens.upperBound
      return .next
    }
    token = behind
    if text.timeAt[behind] >= 0 { return time() }
    if text.has(behind, .setting) {
      setting(behind)
      return .next
    }
    if text.tokens[behind].kind == .number {
      token = min(behind + 2, limit)
      return .next
    }
    guard text.marks[behind] == .none, let phrase = text.nounPhrase(at: behind, limit: limit, stopsAtIndefinite: true)
    else {
      isBehindPreposition = true
      return .next
    }
    if phrase.isPlace, role.contains(.fi), frame.place == nil { frame.place = phrase.party }
    token = max(phrase.tokens.upperBound, behind + 1)
    // "لدى مخاطبته | الاجتماع": what he did has an object.
    isBehindAct = isBehindAct || text.hasPronoun(token - 1)
    return .next
  }

  /// An attached ب or ك: "بالجزائر العاصمة".
  mutating func attachedPhrase() -> Step {
    if text.has(token, .setting) {
      setting(token)
      return .next
    }
    let start = token
    token += 1
    if let naming = text.namings.mention(at: start) {
      if naming.isPlace, frame.place == nil { frame.place = naming.party }
      token = max(naming.tokens.upperBound, token)
    } else {
      while token < limit, text.marks[token] == .none, text.isDefinite(token), text.words[token].roles.isEmpty {
        token += 1
      }
    }
    return .next
  }

  /// "مؤتمر صحفي", "مقابلة مع قناة …": the occasion, and who it was held with.
  private mutating func setting(_ head: Int) {
    let hasPartner = text.has(head, .hasPartner)
    var end = head + 1
    while end < limit, end < head + 3, text.marks[end] == .none, isAdjective(end, head), !text.namings.isNamed(end),
      text.timeAt[end] < 0, text.attachedPreposition(end) == nil, !text.hasConjunction(end), !text.isBareLam(end)
    {
      end += 1
    }
    let start = text.attachedPreposition(head)?.start ?? text.clauseStart(head)
    if frame.setting == nil { frame.setting = TextRange(start, text.tokens[end - 1].range.upperBound) }
    if end < limit, text.has(end, .received) {
      // "في بيان تلقت الصحيفة نسخة منه،": how it came to the reader.
      var next = end
      while next < min(limit, end + 10), text.marks[next] == .none, !text.has(next, .anyThat) { next += 1 }
      if next < limit { end = next }
    }
    // "في رسالة وجهها إلى الحكومة": what was done with the text.
    if end < limit, text.has(end, .issued), text.hasPronoun(end) {
      end = text.phraseEnd(end)
      if end + 1 < limit, text.has(end, .ila),
        let told = text.nounPhrase(at: end + 1, limit: limit, stopsAtIndefinite: true), told.canSpeak || told.isNamed
      {
        frame.addressees += [told.party] + told.others
        token = told.tokens.upperBound
        return
      }
    }
    token = end
    guard hasPartner else { return }
    var next = end
    // "مقابلة عبر الهاتف مع", "حديث خاص لـ".
    while next < limit, next < end + 5, text.marks[next] == .none {
      let isLam = text.attachedPreposition(next)?.letter == ArabicLetter.lam || text.isBareLam(next)
      if isLam || text.has(next, .preposition) && isWith(next) {
        let behind = isLam ? next : next + 1
        if let phrase = text.nounPhrase(at: behind, limit: limit), phrase.canSpeak || phrase.isNamed {
          frame.addressees += [phrase.party] + phrase.others
          token = phrase.tokens.upperBound
        } else if next == end, !isLam, text.has(next, .ila), behind < limit, text.hasArticle(behind) {
          // "في إفصاح إلى السوق": where the text went.
          token = behind + 1
        }
        return
      }
      if text.has(next, .anyThat) || text.timeAt[next] >= 0 { return }
      next += 1
    }
  }

  /// صحفي is a person and here an adjective.
  private func isAdjective(_ token: Int, _ head: Int) -> Bool {
    text.words[token].roles.isEmpty || (token == head + 1 && text.words[token].roles == .person)
  }

  private func isWith(_ token: Int) -> Bool { text.has(token, .with) || text.has(token, .ila) }

  /// "قال لوكالة رويترز", "أمام القاضي".
  mutating func addressee(behind start: Int) -> Step {
    guard start < limit, let phrase = text.nounPhrase(at: start, limit: limit, stopsAtIndefinite: true) else {
      token = max(token + 1, start)
      return .next
    }
    if isTold(phrase, start) {
      frame.addressees += [phrase.party] + phrase.others
    }
    token = max(phrase.tokens.upperBound, start + 1)
    return .next
  }

  /// Whether ل before the phrase says who was told: "لوكالة", "للصحفيين"; "الوكالة الموريتانية للأنباء" does not.
  private func isTold(_ phrase: NounPhrase, _ start: Int) -> Bool {
    guard !phrase.isPlace else { return false }
    let head = text.isBareLam(start) ? start + 1 : start
    if phrase.isMedia || phrase.isNamedPerson || text.has(head, [.media, .person]) { return true }
    guard phrase.canSpeak else { return false }
    // A body is told by one whose name is complete; behind an office it belongs to the office.
    return !text.has(start, .preposition) && (hasSubject || frame.subject?.isNamedPerson == true)
      || text.has(start - 1, .preposition)
  }

  /// A noun that no preposition governs: subject, object, or the content itself.
  mutating func nominal() -> Step {
    if cue.traits.contains(.inText), frame.subject == nil { return .fail }
    if let subject = frame.subject, subject.tokens.upperBound == token, !subject.isNamedPerson, !subject.isText,
      text.has(subject.tokens.lowerBound, .person) || text.namings.naming(covering: token - 1)?.isTitle == true,
      let end = unlistedName(from: token)
    {
      let name = literal(token..<end)
      frame.subject?.party = name
      frame.subject?.isNamed = true
      frame.subject?.isNamedPerson = true
      token = end
      return .next
    }
    // "محمد السعودي | حمود أن": a last name the entities left out.
    if let subject = frame.subject, subject.isNamedPerson, subject.tokens.upperBound == token, token + 1 < limit,
      text.has(token + 1, .anyThat), text.words[token].roles.isEmpty, !text.hasArticle(token), !text.hasPronoun(token)
    {
      token += 1
      return .next
    }
    let isTarget = !cue.takes.isDisjoint(with: CueFrame.Complements.target)
    let mayOpen = !cue.takes.isDisjoint(with: [.noun]) || isTarget
    if frame.subject == nil, !hasSubject, !isBehindPreposition {
      if let phrase = text.nounPhrase(
        at: token, limit: limit, stopsAtIndefinite: mayOpen || !cue.to.isDisjoint(with: [.object, .targetObject])),
        isSubject(phrase), frame.source == nil || phrase.canSpeak
      {
        frame.subject = phrase
        token = max(phrase.tokens.upperBound, token + 1)
        isBehindComma = false
        return .next
      }
    }
    let phrase = text.nounPhrase(at: token, limit: limit, stopsAtIndefinite: true)
    // "أوضح المكلف بالاتصال أن": whoever he is, أن further on says that he is the subject.
    if let phrase, frame.subject == nil, !hasSubject, !isBehindPreposition, cue.takes.contains(.noun), !isTarget,
      text.hasArticle(phrase.tokens.lowerBound), isThatAhead()
    {
      frame.subject = phrase
      token = max(phrase.tokens.upperBound, token + 1)
      return .next
    }
    // "المتهم في القضية فلان": the name of a subject that began without one.
    if let phrase, let subject = frame.subject, !subject.isNamed, !isBehindPreposition, isNamedPerson(token),
      !cue.to.contains(.object) || isBehindComma
    {
      frame.subject?.party = phrase.party
      frame.subject?.isNamed = true
      frame.subject?.canSpeak = true
      token = phrase.tokens.upperBound
      return .next
    }
    // "اتهم محور تعز العسكري، في بيان، جماعة الحوثي": two nouns before the ب, so the first is the subject.
    if isTarget, targetStart >= 0, frame.subject == nil, !hasSubject, isBehindComma, !isBehindPreposition, let phrase,
      phrase.canSpeak || phrase.isNamed, let first = text.nounPhrase(at: targetStart, limit: token)
    {
      frame.subject = first
      frame.subject?.canSpeak = true
      targetStart = token
      token = max(phrase.tokens.upperBound, token + 1)
      return .next
    }
    if isTarget, targetStart < 0, !isBehindPreposition {
      targetStart = token
      isBehindComma = false
      if cue.takes.contains(.targetBlame) { return blame(phrase) }
      token = max(phrase?.tokens.upperBound ?? token, token + 1)
      return .next
    }
    if !cue.to.isDisjoint(with: [.object, .targetObject]), frame.addressees.isEmpty, !isBehindPreposition, let phrase,
      !cue.takes.contains(.noun) || phrase.isNamed || phrase.canSpeak
    {
      if cue.to.contains(.targetObject) {
        targetObject = token
        targetObjectStart = text.clauseStart(token)
      }
      frame.addressees = [phrase.party] + phrase.others
      token = max(phrase.tokens.upperBound, token + 1)
      return .next
    }
    if cue.takes.contains(.noun), !isBehindPreposition, !(isBehindComma || isBehindAct) || !isThatAhead() {
      frame.opener = .noun
      frame.content = token
      frame.contentStart = text.clauseStart(token)
      return .found
    }
    token = max(phrase?.tokens.upperBound ?? token, token + 1)
    return .next
  }

  /// Whether a word that looks like a verb of speech is the noun of that verb, with which what is said begins.
  ///
  /// "أكد الوزير رفض بلاده", "مجددا رفض الحكومة", "أبلغ المبعوث رفض المقترح": no second verb follows a definite subject, a
  /// participle or the one told without a conjunction. "أكد مصدر رفض الكشف عن اسمه أن": after an indefinite one it tells
  /// something of him.
  func isVerbalNoun() -> Bool {
    guard cue.takes.contains(.noun), !isBehindPreposition, !text.hasConjunction(token), token + 1 < limit,
      !text.has(token + 1, .anyThat), text.forms(at: token).contains(where: { looksLikeNoun($0) })
    else { return false }
    if token == start { return form.kind == .participle || hasSubject }
    guard text.marks[token - 1] == .none || text.marks[token - 1] == .quotation else { return false }
    if !frame.addressees.isEmpty { return text.isDefinite(token - 1) || text.namings.isNamed(token - 1) }
    guard let subject = frame.subject, subject.tokens.upperBound == token else { return false }
    return subject.isNamedPerson || text.isDefinite(subject.tokens.lowerBound) || text.namings.isNamed(token - 1)
      || isDefiniteByGenitive(subject.tokens)
  }

  /// رفض, and "تفشي الوباء", which is written like "هي تفشي".
  private func looksLikeNoun(_ form: CueForm) -> Bool {
    form.kind == .past || (form.kind == .present && form.agreement == .feminine)
  }

  /// "أطباء العيادة", "أهالي قرية السد": definite by the last noun of it, with nothing else between.
  private func isDefiniteByGenitive(_ tokens: Range<Int>) -> Bool {
    tokens.count > 1 && tokens.count < 5 && text.hasArticle(tokens.upperBound - 1)
      && tokens.dropLast().allSatisfy { !text.has($0, .preposition) && text.attachedPreposition($0) == nil }
  }

  /// What is said begins here with a noun.
  mutating func nounContent() -> Step {
    frame.opener = .noun
    frame.content = token
    frame.contentStart = text.clauseStart(token)
    return .found
  }

  /// "حمّل الحكومة مسؤولية الحادث".
  private mutating func blame(_ phrase: NounPhrase?) -> Step {
    var next = token + 1
    while next < limit, next < token + 10, text.marks[next] != .stop {
      if text.has(next, .blame) { return openTarget() }
      next += 1
    }
    return .fail
  }

  func isNamedPerson(_ token: Int) -> Bool {
    (text.namings.title(at: token) ?? text.namings.mention(at: token)).map {
      $0.isNamedPerson || $0.isTitle
    } ?? false
  }

  /// Whether the phrase can be the subject rather than the object or the content of a verb without subject.
  private func isSubject(_ phrase: NounPhrase) -> Bool {
    if isObliquePlural(phrase.tokens.lowerBound), !phrase.isNamedPerson { return false }
    if phrase.canSpeak { return !isObject(phrase) }
    // "طالب المعتصمون": a sound plural in ون is a subject.
    if endsPlural(phrase.tokens.lowerBound, [0xD9, 0x88, 0xD9, 0x86]) { return true }
    // "أكد ضرورة": the verb has no subject here. Verbs with no bare complement can have no other noun behind them.
    return cue.takes.isDisjoint(with: [.noun]) && cue.takes.isDisjoint(with: CueFrame.Complements.target)
      && cue.to.isDisjoint(with: [.object, .targetObject])
      && (phrase.isNamed || text.isDefinite(phrase.tokens.lowerBound) || cue.takes.contains(.that))
  }

  /// "دعا وزارة الصحة", "وحث السلطات", "ودعا طهران": the verb is masculine, the noun is not, so it is the object.
  private func isObject(_ phrase: NounPhrase) -> Bool {
    guard
      !cue.to.isDisjoint(with: [.object, .targetObject]) || !cue.takes.isDisjoint(with: CueFrame.Complements.target),
      !phrase.isNamedPerson
    else { return false }
    let head = phrase.tokens.lowerBound
    if isObliquePlural(head) { return true }
    guard form.agreement == .masculine else { return false }
    if phrase.isPlace, !text.isMasculineState(head) { return true }
    return text.has(head, .body) && (text.endsInTehMarbuta(head) || text.endsInFemininePlural(head))
  }

  /// "دعا المستثمرين": a sound plural in ين is no subject. Shorter words in ين are single: الأمين.
  private func isObliquePlural(_ token: Int) -> Bool {
    text.has(token, .person) && endsPlural(token, [0xD9, 0x8A, 0xD9, 0x86])
  }

  /// Whether a word of eight letters or more with the article ends in `ending`.
  private func endsPlural(_ token: Int, _ ending: [UInt8]) -> Bool {
    let word = text.tokens[token].range
    guard text.hasArticle(token), word.count >= 16 else { return false }
    return text.bytes[word.upperBound - 4..<word.upperBound].elementsEqual(ending)
  }

  /// Whether أن opens a content further on in this clause.
  private func isThatAhead() -> Bool {
    var next = token
    while next < limit, next < token + 25 {
      if text.marks[next] == .stop || text.hasFreeCue(next) || text.has(next, .relative) { return false }
      // "…، موضحا أن": the next statement's.
      if text.has(next, .cue), text.marks[next - 1] == .comma { return false }
      if text.has(next, .anyThat), !text.has(next - 1, .beforeThat) { return true }
      next += 1
    }
    return false
  }

  func isNounNext(_ role: WordRole) -> Bool {
    let behind = text.phraseEnd(token)
    return behind < limit && text.has(behind, role)
  }
}
