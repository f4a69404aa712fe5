import KhabarAnnotations
import KhabarText

// The verb behind what is said: `"…"، قال فلان`.
extension ClauseScanner {
  /// `"…"، قال فلان، "…"`, where what stands before the verb opens the sentence.
  mutating func brokenQuotation(_ token: Int, limit: Int) -> Int? {
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
  mutating func postposed(_ token: Int, _ form: CueForm, _ frame: CueFrame, limit: Int) -> Int? {
    guard frame.takes.contains(.quote), !text.hasConjunction(token), token > unit.lowerBound else { return nil }
    var back = token - 1
    while back > unit.lowerBound, text.has(back, .thus) { back -= 1 }
    if text.marks[back] == .comma { back -= 1 }
    if text.marks[token - 1] == .comma, text.marks[back] == .none, let next = unmarked(token, form, frame, limit: limit)
    {
      return next
    }
    guard back >= unit.lowerBound, let quotation = text.quotations.quotation(closedBy: back), !quotation.isName,
      quotation.inner.count >= 2, !open.contains(where: { drafts[$0].content <= quotation.open }),
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
    remember(drafts.count - 1)
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
    remember(drafts.count - 1)
    clauseStart = end
    return end
  }
}
