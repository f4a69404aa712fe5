import KhabarAnnotations
import KhabarText

/// "فلان: …": who speaks, through whom, to whom, and the colon behind which it stands.
struct Headline: Sendable {
  var speaker: Party
  var links: [Party] = []
  var addressees: [Party] = []
  var with: TextRange?
  var setting: TextRange?
  var isPlace: Bool
  var isNamed: Bool
  var colon: Int
}

extension ClauseScanner {
  /// Tokens before the colon of a headline at most.
  private static let longestHead = 24

  /// The headline with which the unit begins; nil when it is none.
  ///
  /// "الخارجية: لن نتفاوض", "14:20 | مسؤول للقناة: …", "وكالة عن قائد عسكري: …", "فلان عبر تلغرام: …".
  func headline() -> Headline? {
    let start = behindClock(unit.lowerBound)
    let limit = min(unit.upperBound, start + ClauseScanner.longestHead)
    guard start < limit, text.marks[start] == .none || text.marks[start] == .quotation, !text.hasConjunction(start),
      text.attachedPreposition(start) == nil,
      text.namings.isNamed(start) || text.has(start, [.person, .body]) || text.marks[start] == .quotation,
      let colon = colon(from: start, limit), let phrase = text.nounPhrase(at: start, limit: colon),
      phrase.canSpeak || phrase.isMedia
    else { return nil }
    var head = Headline(
      speaker: phrase.party, isPlace: phrase.isPlace, isNamed: phrase.isNamed, colon: colon)
    var token = phrase.tokens.upperBound
    while token < colon {
      guard let next = extend(&head, at: token) else { return nil }
      token = max(next, token + 1)
    }
    let content = colon + 1
    guard content < unit.upperBound else { return nil }
    let quotation = text.quotations.index(openedBy: content)
    // "بغداد: اشتباكات": a place and a colon tell where, not who.
    if head.isPlace, quotation < 0 { return nil }
    if quotation < 0, isList(content) { return nil }
    return head
  }

  /// Behind "14:20 |", "عاجل |".
  private func behindClock(_ start: Int) -> Int {
    var token = start
    while token < min(unit.upperBound, start + 8) {
      switch text.marks[token] {
      case .dash, .other: token += 1
      case .colon where token > start && text.tokens[token - 1].kind == .number: token += 1
      case .none where text.timeAt[token] >= 0 || text.tokens[token].kind == .number || text.has(token, .flash):
        token += 1
      default: return token
      }
    }
    return token
  }

  /// The first colon before any other mark that ends a head.
  private func colon(from start: Int, _ limit: Int) -> Int? {
    var token = start
    while token < limit {
      switch text.marks[token] {
      case .colon: return token
      case .stop: return nil
      case .quotation:
        if let quotation = text.quotations.quotation(openedBy: token), !quotation.isName { return nil }
      case .none:
        if text.has(token, .anyThat)
          || text.hasFreeCue(token) && !text.namings.isNamed(token) && !text.has(token, .speakerNoun)
        {
          return nil
        }
      default: break
      }
      token += 1
    }
    return nil
  }

  /// What else stands in the head: an intermediary, the one told, where it was said. Where to go on, nil for anything else.
  private func extend(_ head: inout Headline, at token: Int) -> Int? {
    if text.marks[token] == .comma || text.marks[token] == .openBracket || text.marks[token] == .closeBracket {
      return token + 1
    }
    if text.timeAt[token] >= 0 || text.has(token, .turn) { return text.phraseEnd(token) }
    let behind = text.phraseEnd(token)
    guard behind < head.colon else { return nil }
    if text.has(token, [.an, .relayed]), head.links.isEmpty,
      let phrase = text.nounPhrase(at: behind, limit: head.colon),
      phrase.canSpeak
    {
      head.links = [head.speaker]
      head.speaker = phrase.party
      head.isPlace = false
      if text.has(token, .relayed) { head.with = text.phraseRange(token) }
      return phrase.tokens.upperBound
    }
    if text.isBareLam(token) || text.attachedPreposition(token)?.letter == ArabicLetter.lam,
      let phrase = text.nounPhrase(at: token, limit: head.colon), phrase.canSpeak || phrase.isNamed, !phrase.isPlace
    {
      head.addressees += [phrase.party] + phrase.others
      return phrase.tokens.upperBound
    }
    if text.has(token, .preposition) {
      if text.has(behind, .setting) {
        if head.setting == nil { head.setting = text.phraseRange(behind) }
        return text.phraseEnd(behind)
      }
      // "فلان في حوار مع قناة", "مصادر في الوزارة"
      guard let phrase = text.nounPhrase(at: behind, limit: head.colon) else { return behind + 1 }
      if text.has(token, .with), head.setting != nil, phrase.canSpeak || phrase.isNamed {
        head.addressees += [phrase.party] + phrase.others
      } else if text.has(token, .preposition), head.setting == nil, phrase.isNamed, phrase.isMedia {
        head.setting = phrase.range
      }
      return phrase.tokens.upperBound
    }
    // Apposition and adjectives the phrase did not take in.
    return text.marks[token] == .none ? behind : nil
  }

  /// "الفريق: فلان وفلان", "المصدر: رويترز": names or a word, and nobody says anything.
  private func isList(_ content: Int) -> Bool {
    var words = 0
    var others = 0
    var token = content
    while token < unit.upperBound, token < content + 12, text.marks[token] != .stop {
      if text.marks[token] == .none {
        words += 1
        if !text.namings.isNamed(token) { others += 1 }
      }
      token += 1
    }
    return words < 3 || others == 0
  }

  /// The end of the paragraph where an answer of several sentences reaches it: "الوزير: نعم. لكننا …".
  ///
  /// Only what begins a paragraph and has no quotation marks goes on, and not over a sentence with a verb of speech at its head.
  func answerEnd(_ headline: Headline) -> Int? {
    let start = unit.lowerBound
    guard text.quotations.index(openedBy: headline.colon + 1) < 0, unit.upperBound < text.count,
      start == 0 || text.paragraph(of: start - 1) != text.paragraph(of: start)
    else { return nil }
    let paragraph = text.paragraph(of: start)
    var end = unit.upperBound
    while end < text.count, text.paragraph(of: end) == paragraph {
      let isFirst = text.tokens[end].sentence != text.tokens[end - 1].sentence
      if isFirst, text.hasFiniteCue(end), text.hasConjunction(end) { break }
      end += 1
    }
    return end > unit.upperBound ? end : nil
  }

  /// Drafts the statement of a headline; returns where its content begins.
  mutating func open(_ headline: Headline) -> Int {
    let content = headline.colon + 1
    var draft = DraftStatement(
      cue: text.tokens[headline.colon].range, lemma: ":", type: "statement", with: headline.with,
      speaker: headline.speaker, addressees: headline.addressees, links: headline.links, content: content,
      contentStart: text.tokens[content].range.lowerBound, opener: .colon, setting: headline.setting,
      rule: "headline", cueQuotation: -1)
    draft.isRelayed = !headline.links.isEmpty
    let quotation = text.quotations.index(openedBy: content)
    if quotation >= 0 { enclose(&draft, quotation) }
    push(draft, isMain: true)
    host = drafts.count - 1
    return content
  }
}
