import KhabarAnnotations
import KhabarText

/// What stands between a cue and what is said, and where what is said begins.
struct Frame: Sendable {
  enum Opener: Sendable {
    case that
    case quotation
    case colon
    case noun
    case preposition
  }

  var opener: Opener
  /// The first token of what is said, and the byte at which it begins there.
  var content: Int
  var contentStart: Int
  /// The quotation that holds all that is said, its index; -1 for none.
  var quotation = -1
  var subject: NounPhrase?
  var addressees: [Party] = []
  /// After نقلا عن or "نقلت … عن": the one who really speaks.
  var source: NounPhrase?
  var with: TextRange?
  /// A source named between the cue and what is said: "قال الوزير، بحسب الوكالة، إن".
  var link: Party?
  /// The speaker's own word of speech in relayed speech: قوله.
  var ownCue: TextRange?
  var setting: TextRange?
  var place: Party?
  var time: Int32 = -1
  /// The first token behind what is said where the subject follows it: "اعترض على كلامه | الوزير"; 0 for none.
  var contentEnd = 0
}

/// Reads the words behind a cue: subject, addressee, occasion, time, up to what opens the content.
struct FrameReader {
  /// Tokens between a cue and its content at most.
  static let longestZone = 72

  let text: ClauseText
  let cue: CueFrame
  let form: CueForm
  /// The first token behind the cue.
  let start: Int
  let limit: Int
  /// Whether the subject is known from before the cue, so that no noun phrase behind it is the subject.
  let hasSubject: Bool

  var token: Int
  var frame: Frame
  var isBehindComma = false
  var isBehindPreposition = false
  /// Behind what the subject did meanwhile, which may have an object: لدى مخاطبته.
  var isBehindAct = false
  /// Another verb stands in between: only "إن" can still belong to this cue.
  private var needsHamzaBelow = false
  /// قائلا was read: quotation and أن may follow whatever the cue takes.
  private var hasSaying = false
  var targetStart = -1
  /// The comma that closes a parenthesis the reader is in; 0 for none.
  var parenthesisEnd = 0

  init(text: ClauseText, cue: CueFrame, form: CueForm, start: Int, limit: Int, hasSubject: Bool) {
    self.text = text
    self.cue = cue
    self.form = form
    self.start = start
    self.limit = min(limit, start + FrameReader.longestZone)
    self.hasSubject = hasSubject || form.kind == .participle
    token = start
    frame = Frame(opener: .that, content: start, contentStart: 0)
  }

  /// Reads `frame`; false when nothing opens a content that the cue takes. O(`longestZone`).
  mutating func read() -> Bool {
    while token < limit {
      switch text.marks[token] {
      case .stop: return false
      case .comma, .dash, .other, .closeBracket:
        // "مشيرا، في السياق نفسه، إلى أن", but no bare comma behind a participle.
        if form.kind == .participle, token == start, token + 1 >= limit || !text.has(token + 1, [.turn, .preposition]) {
          return false
        }
        if token < parenthesisEnd {
          token += 1
          continue
        }
        if token == parenthesisEnd {
          isBehindPreposition = false
        } else if text.marks[token] == .comma, let end = parenthesis(from: token) {
          parenthesisEnd = end
        }
        isBehindComma = isBehindComma || text.marks[token] == .comma
        token += 1
      case .openBracket: token = behindBracket(token)
      case .colon: return colon()
      case .quotation:
        if let opens = quotationMark() { return opens }
      case .none:
        switch token < parenthesisEnd ? aside() : word() {
        case .next: continue
        case .fail: return false
        case .found: return true
        }
      }
    }
    return false
  }

  enum Step {
    case next
    case fail
    case found
  }

  // MARK: Marks

  private mutating func colon() -> Bool {
    if opensOther(token) { return false }
    guard cue.takes.contains(.quote) || hasSaying || quotationBehind(token) != nil else { return false }
    guard token + 1 < limit else { return false }
    frame.opener = .colon
    frame.content = token + 1
    if let index = quotationBehind(token) {
      enter(index)
    } else {
      frame.contentStart = text.tokens[token + 1].range.lowerBound
    }
    return true
  }

  /// "تقول هيام، قبل أن تستطرد: …": what opens behind another verb of speech is what that one reports.
  private func opensOther(_ token: Int) -> Bool {
    needsHamzaBelow && isBehindComma && token > start && text.hasFreeCue(token - 1) && !text.has(token - 1, .saying)
  }

  private mutating func enter(_ index: Int) {
    let quotation = text.quotations.all[index]
    frame.quotation = index
    frame.content = quotation.open + 1
    frame.contentStart = quotation.range.lowerBound
  }

  /// At a quotation mark: whether what is said is in it; nil where reading goes on behind it.
  private mutating func quotationMark() -> Bool? {
    let index = text.quotations.index(openedBy: token)
    guard index >= 0 else {
      token += 1
      return nil
    }
    let quotation = text.quotations.all[index]
    if quotation.isName {
      // "في كتابه "اقتصاد الندرة"": the name of the text, not of a speaker.
      if token > start, text.has(token - 1, [.setting, .speakingText]) {
        token = quotation.close + 1
        return nil
      }
      // "كتب على منصة "إكس" أن": the preposition governs the name.
      let isGoverned = token > start + 1 && text.has(token - 2, .preposition) && text.has(token - 1, .nameKind)
      if frame.subject == nil, !hasSubject, !isBehindPreposition, !isGoverned,
        let phrase = text.nounPhrase(at: token, limit: limit)
      {
        frame.subject = phrase
        token = max(phrase.tokens.upperBound, quotation.close + 1)
      } else {
        token = quotation.close + 1
      }
      return nil
    }
    if opensOther(token) { return false }
    if isGoverned(quotation) {
      token = quotation.close + 1
      return nil
    }
    // A single word in marks, without a colon, is rather a name the lists do not know.
    if quotation.inner.count == 1, cue.takes.contains(.that), !hasSaying {
      let isBehindSubject = frame.subject.map { $0.tokens.upperBound == token } ?? (token == start && !hasSubject)
      let isBeforeComma = quotation.close + 1 < limit && text.marks[quotation.close + 1] != .none
      if !cue.takes.contains(.noun) || isBehindSubject || isBeforeComma {
        token = quotation.close + 1
        return nil
      }
    }
    if targetStart >= 0 || cue.takes.isDisjoint(with: CueFrame.Complements.target) == false {
      token = quotation.close + 1
      return nil
    }
    if cue.takes.contains(.noun), !cue.takes.contains(.quote) || quotation.inner.count == 1, !isBehindPreposition {
      frame.opener = .noun
      frame.content = token
      frame.contentStart = text.tokens[token].range.lowerBound
      return true
    }
    // In "دعت الأطراف "إلى ضبط النفس"" the complement stands inside the marks.
    let opens = cue.takes.contains(.quote) || hasSaying || complement(at: token + 1) != nil || cue.takes.contains(.noun)
    guard opens, !isBehindPreposition || quotation.inner.count > 3 else {
      token = quotation.close + 1
      return nil
    }
    frame.opener = .quotation
    enter(index)
    return true
  }

  // MARK: Words

  private mutating func word() -> Step {
    if text.timeAt[token] >= 0 { return time() }
    let role = text.words[token].roles
    if role.contains(.manner), text.phraseEnd(token) < limit {
      // "بشكل قاطع"
      token = text.phraseEnd(token) + 1
      return .next
    }
    if let step = that(role) { return step }
    if role.contains(.issued), let subject = frame.subject, subject.isText { return issuer(of: subject) }
    if !role.isDisjoint(with: .saying), token > start || cue.traits.contains(.continues) || !cue.takes.contains(.noun) {
      frame.with = text.phraseRange(token)
      hasSaying = true
      token = text.phraseEnd(token)
      return .next
    }
    if role.contains(.ownSpeech), frame.source != nil {
      frame.ownCue = text.phraseRange(token)
      token = text.phraseEnd(token)
      hasSaying = true
      return role.contains(.ownAct) ? ownComplement() : .next
    }
    if role.contains(.relayed) { return relayed() }
    if role.contains(.pronounSubject), !role.contains(.contrast) {
      // "وتابع وهو يشير إلى الصورة:": what he does as he speaks.
      isBehindPreposition = isBehindPreposition || text.hasConjunction(token)
      token += token + 1 < limit && text.hasFreeCue(token + 1) ? 2 : 1
      return .next
    }
    if let opened = complement(at: token), !isAddressed(opened) { return open(opened) }
    if !role.isDisjoint(with: [.anySource, .closer]) { return .fail }
    if role.contains(.turn) || role.contains(.auxiliary) {
      token = text.phraseEnd(token)
      return .next
    }
    if role.contains(.negation), targetStart >= 0 {
      // "منظمات لم يسمها بـ"
      token = text.phraseEnd(token) + 1
      return .next
    }
    if role.contains(.negation), let subject = frame.subject, subject.tokens.upperBound == token,
      !subject.isNamedPerson,
      !text.isDefinite(subject.tokens.lowerBound), !text.hasConjunction(token)
    {
      // "مصادر لم تسمها الصحيفة": a clause about an indefinite subject.
      isBehindPreposition = true
      token = text.phraseEnd(token) + 1
      return .next
    }
    if role.contains(.negation) || role.contains(.contrast) || role.contains(.apodosis) { return .fail }
    if role.contains(.beforePerson) { return addressee(behind: text.phraseEnd(token)) }
    if role.contains(.ila) || role.contains(.min) || role.contains(.ala), isAddressing(role), !isNounNext(.setting) {
      return addressee(behind: text.phraseEnd(token))
    }
    if role.contains(.preposition) { return prepositionalPhrase() }
    if role.contains(.prepositionPronoun) {
      token = text.phraseEnd(token)
      return .next
    }
    if role.contains(.relative) {
      if opensWithWhat(role) {
        frame.opener = .noun
        frame.content = token
        frame.contentStart = text.clauseStart(token)
        return .found
      }
      isBehindPreposition = true
      token += 1
      return .next
    }
    // "…، مضيفة أن": a participle behind a comma is the next statement.
    if role.contains(.cue), token > start, text.marks[token - 1] == .comma, !text.hasFiniteCue(token) { return .fail }
    if text.hasFreeCue(token), !text.namings.isNamed(token), role.isDisjoint(with: .speakerNoun) {
      return isVerbalNoun() ? nounContent() : verb()
    }
    if text.isBareLam(token) { return addressee(behind: token) }
    if let attached = text.attachedPreposition(token) {
      if attached.letter == ArabicLetter.lam { return addressee(behind: token) }
      return attachedPhrase()
    }
    return nominal()
  }

  mutating func time() -> Step {
    if frame.time < 0,
      token == start || ![.preposition, .beforeThat].contains(where: { text.has(token - 1, $0) })
        || text.has(token - 1, .fi)
    {
      frame.time = text.timeAt[token]
    }
    let index = text.timeAt[token]
    while token < limit, text.timeAt[token] == index { token += 1 }
    return .next
  }

  /// أن and its kin.
  private mutating func that(_ role: WordRole) -> Step? {
    if role.contains(.otherThat) {
      token = text.phraseEnd(token)
      return .next
    }
    guard !role.isDisjoint(with: .anyThat) else { return nil }
    if token > start, text.has(token - 1, .beforeThat), text.marks[token - 1] == .none,
      frame.source == nil || token > start + 1,
      !(cue.traits.contains(.plain) && text.hasHamzaBelow(token))
    {
      token += 1
      return .next
    }
    if needsHamzaBelow, !text.hasHamzaBelow(token) { return .fail }
    let takes: Bool =
      if role.contains(.biThat) {
        !cue.takes.isDisjoint(with: [.bi, .biThat, .targetBi]) || hasSaying || cue.takes.contains(.that)
      } else {
        cue.takes.contains(.that) || hasSaying || cue.takes.contains(.relay) || cue.takes.contains(.quote)
      }
    guard takes else { return .fail }
    if cue.takes.contains(.relay), frame.source == nil { return .fail }
    if role.contains(.biThat), targetStart >= 0 { return openTarget() }
    if role.contains(.biThat), !cue.takes.isDisjoint(with: CueFrame.Complements.target), !form.kind.hasObject {
      return .fail
    }
    frame.opener = .that
    openBehindThat(token)
    return .found
  }

  /// Content after أن; from أنه on when a pronoun hangs on it.
  mutating func openBehindThat(_ that: Int) {
    if text.has(that, .thatPronoun) {
      frame.content = that
      frame.contentStart = text.clauseStart(that)
    } else {
      frame.content = that + 1
      if that + 1 < text.count {
        // أن "…": the marks are content, trimmed later if they wrap all of it.
        frame.contentStart = text.tokens[that + 1].range.lowerBound
      } else {
        frame.contentStart = text.tokens[that].range.upperBound
      }
    }
  }

  private mutating func relayed() -> Step {
    let marker = text.phraseRange(token)
    let behind = text.phraseEnd(token)
    guard let phrase = text.nounPhrase(at: behind, limit: limit) else { return .fail }
    frame.with = marker
    frame.source = phrase
    token = phrase.tokens.upperBound
    return .next
  }

  /// A finite verb of speech before this cue's content was found.
  private mutating func verb() -> Step {
    let isRelative = token > start && text.has(token - 1, .relative)
    // "عن عامل إغاثة، طلب عدم نشر اسمه، أن": a clause about the one just named.
    if let source = frame.source, !text.hasConjunction(token), !text.isDefinite(source.tokens.lowerBound) {
      token += 1
      while token < limit, text.marks[token] == .none, !text.has(token, .anyThat) { token += 1 }
      return .next
    }
    // "أكد مصدر رفض الكشف عن اسمه أن": a clause about an indefinite subject.
    if let subject = frame.subject, subject.tokens.upperBound == token, !text.isDefinite(subject.tokens.lowerBound),
      !subject.isNamedPerson, !text.hasConjunction(token), token + 1 < limit, !text.has(token + 1, .anyThat)
    {
      isBehindPreposition = true
      token += 1
      return .next
    }
    guard !text.hasConjunction(token), token > start, cue.traits.contains(.plain) || isRelative else { return .fail }
    if cue.traits.contains(.plain), !isRelative { needsHamzaBelow = true }
    token += 1
    return .next
  }

  // MARK: Complements

  struct Opened {
    var kind: CueFrame.Complements
    /// The word of the preposition, or the token it is attached to.
    var token: Int
    var content: Int
    var start: Int
    var isThat: Bool
  }

  /// The complement that the cue takes and that opens at `token`, if one does.
  func complement(at token: Int) -> Opened? {
    guard token < limit else { return nil }
    let role = text.words[token].roles
    // "شكك فيما", "عما إذا كان": the preposition holds ما.
    if (role.contains(.anWhat) && cue.takes.contains(.an)) || (role.contains(.minWhat) && cue.takes.contains(.min)) {
      return Opened(
        kind: .an, token: token, content: token, start: text.clauseStart(token), isThat: false)
    }
    let pairs: [(WordRole, CueFrame.Complements, CueFrame.Complements)] = [
      (.ila, .ila, .ilaThat), (.ala, .ala, .alaThat), (.an, .an, .anThat), (.min, .min, []), (.fi, .fi, .fiThat),
      (.ila, .targetIla, []),
    ]
    for (word, withNoun, withThat) in pairs where role.contains(word) {
      let behind = text.phraseEnd(token)
      guard behind < limit else { continue }
      let isThat = text.has(behind, .that)
      if cue.takes.contains(withNoun) || (isThat && !withThat.isEmpty && cue.takes.contains(withThat)) {
        guard isThat || text.marks[behind] == .none || text.marks[behind] == .quotation else { continue }
        return Opened(
          kind: withNoun, token: token, content: behind, start: text.tokens[behind].range.lowerBound, isThat: isThat)
      }
    }
    guard !cue.takes.isDisjoint(with: [.bi, .targetBi]) || cue.takes.contains(.li) else { return nil }
    if text.isBareBi(token), !cue.takes.isDisjoint(with: [.bi, .targetBi]), token + 1 < limit {
      return Opened(
        kind: .bi, token: token, content: token + 1, start: text.tokens[token + 1].range.lowerBound, isThat: false)
    }
    guard let attached = text.attachedPreposition(token), !text.has(token, [.turn, .nameOf]) else { return nil }
    let wanted =
      attached.letter == ArabicLetter.beh
      ? !cue.takes.isDisjoint(with: [.bi, .targetBi]) : attached.letter == ArabicLetter.lam && cue.takes.contains(.li)
    guard wanted else { return nil }
    // "بالقاهرة" tells where, unless what is asked for is a place.
    if let naming = text.namings.mention(at: token), naming.isPlace, attached.letter == ArabicLetter.beh { return nil }
    return Opened(kind: .bi, token: token, content: token, start: attached.start, isThat: false)
  }

  /// Whether the preposition rather names the one spoken to: "تحدث إلى الصحفيين".
  private func isAddressed(_ opened: Opened) -> Bool {
    guard !opened.isThat else { return false }
    let role = text.words[opened.token].roles
    guard isAddressing(role) else { return false }
    return text.namings.mention(at: opened.content) != nil || text.has(opened.content, .person)
  }

  func isAddressing(_ role: WordRole) -> Bool {
    (role.contains(.ila) && cue.to.contains(.ila)) || (role.contains(.min) && cue.to.contains(.min))
      || (role.contains(.ala) && cue.to.contains(.ala))
  }

  private mutating func open(_ opened: Opened) -> Step {
    if cue.takes.contains(.relay) || cue.takes.contains(.relayIla), opened.kind == .an || opened.kind == .ila {
      return .next
    }
    if targetStart >= 0 || !cue.takes.isDisjoint(with: CueFrame.Complements.target) { return openTarget(opened) }
    if opened.isThat {
      frame.opener = .that
      openBehindThat(opened.content)
      return .found
    }
    if cue.to.contains(.targetObject), targetObjectStart >= 0 {
      frame.opener = .preposition
      frame.content = targetObject
      frame.contentStart = targetObjectStart
      return .found
    }
    frame.opener = .preposition
    frame.content = opened.content
    frame.contentStart = opened.start
    subjectBehind(opened.content)
    return .found
  }

  var targetObject = 0
  var targetObjectStart = -1

  /// "اتهم الحكومة بالتقصير": all from the target on.
  mutating func openTarget(_ opened: Opened? = nil) -> Step {
    if targetStart < 0, form.kind.hasObject, let opened {
      // "ووصفتها بـ…": the target is a pronoun.
      frame.opener = .preposition
      frame.content = opened.content
      frame.contentStart = opened.start
      return .found
    }
    guard targetStart >= 0 else { return .fail }
    frame.opener = .noun
    frame.content = targetStart
    frame.contentStart = text.clauseStart(targetStart)
    return .found
  }
}

extension CueForm.Kind {
  var hasObject: Bool { self == .pastWithObject || self == .presentWithObject }
}
