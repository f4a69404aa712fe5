import KhabarAnnotations
import KhabarText

// A clause that hangs on a pronoun: برأيه, على حد قوله, كما تروي, وهو ما نفاه.
extension ClauseScanner {
  /// "كان زوجها صيادا، كما تروي", "وبرأيها فإن": where no statement stands before it, the clause is what whoever spoke last
  /// says; where to go on, nil when it is none.
  mutating func ownView(_ token: Int, cue: Int, end: Int) -> Int? {
    guard options.carrySpeakers, open.isEmpty, group.isEmpty, let speaker = lastSpeaker else { return nil }
    let range = text.phraseRange(cue)
    let form = text.forms(at: cue).first { $0.isFinite }
    let named = Named(
      party: speaker.unmentioned, cue: range, with: cue == token ? nil : text.phraseRange(token),
      lemma: form.map { CueLexicon.standard.frames[Int($0.frame)].lemma }
        ?? String(decoding: text.bytes[range.indices], as: UTF8.self), addressees: [], time: -1, end: end)
    if token == unit.lowerBound {
      guard end < unit.upperBound, text.words[token].roles.isSuperset(of: .ownView),
        text.marks[end] == .comma || text.has(end, .apodosis)
      else { return nil }
      return leading(token, named)
    }
    guard text.marks[token - 1] == .comma, end >= unit.upperBound || text.marks[end] != .none else { return nil }
    return trailing(token, named)
  }

  /// "زعم الجيش أنه …، وهو ما نفاه الحزب": a verb whose pronoun stands for what was said before; nil when it is none.
  mutating func takenUp(_ token: Int) -> Int? {
    guard token - 2 > unit.lowerBound, text.has(token - 1, .relative), text.tokens[token - 1].folded.count <= 4,
      text.has(token - 2, .pronounSubject), text.hasConjunction(token - 2), text.quotations.around(token) < 0,
      let form = text.forms(at: token).first(where: { $0.kind.hasObject }), let last = group.last
    else { return nil }
    let frame = CueLexicon.standard.frames[Int(form.frame)]
    let start = text.phraseEnd(token)
    guard frame.takes.contains(.noun) || frame.takes.contains(.that), frame.traits.isDisjoint(with: [.relay, .told]),
      let phrase = text.nounPhrase(at: start, limit: unit.upperBound), phrase.canSpeak || phrase.isNamed,
      !isFull
    else { return nil }
    close(before: token - 2, quotation: -1)
    guard !drafts[last].isDropped, let end = drafts[last].contentEnd else { return nil }
    var draft = DraftStatement(
      cue: text.phraseRange(token), lemma: frame.lemma, type: frame.type, speaker: resolved(phrase),
      content: drafts[last].content, contentStart: drafts[last].contentStart, opener: drafts[last].opener,
      rule: "taken-up", cueQuotation: -1)
    draft.contentEnd = end
    draft.fixedEnd = drafts[last].fixedEnd
    draft.more = drafts[last].more
    drafts.append(draft)
    group.removeAll(keepingCapacity: true)
    group.append(drafts.count - 1)
    host = drafts.count - 1
    remember(drafts.count - 1)
    clauseStart = phrase.tokens.upperBound
    return phrase.tokens.upperBound
  }

  /// Tokens at the start of a sentence among which the one it is about is looked for.
  private static let topicReach = 9

  /// The person whom a sentence without a statement is about: "تعود سعاد إلى خيمتها." O(`topicReach`).
  func topic(of unit: Range<Int>) -> Party? {
    let limit = min(unit.upperBound, unit.lowerBound + ClauseScanner.topicReach)
    var token = unit.lowerBound
    while token < limit, text.marks[token] == .none || text.marks[token] == .comma {
      let isGoverned =
        text.attachedPreposition(token) != nil || (token > unit.lowerBound && text.has(token - 1, .preposition))
      guard let naming = text.namings.mention(at: token), !isGoverned, !naming.isPlace else {
        token += 1
        continue
      }
      guard naming.isNamedPerson, !naming.hasParticle, text.namings.count(of: naming.entity) > 1 else { return nil }
      return naming.party.unmentioned
    }
    return nil
  }
}
