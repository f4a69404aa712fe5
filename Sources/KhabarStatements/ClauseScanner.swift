import KhabarAnnotations
import KhabarText

/// Walks over the sentences of a document and drafts a statement for each cue that has what its frame asks for.
///
/// One pass. Statements whose end is not known yet lie on a stack, innermost last; a coordinated verb of speech, a
/// participle, a trailing source or the sentence's end closes them. Each is opened and closed once, and the stack has a
/// bound, so that the whole is linear.
struct ClauseScanner {
  let text: ClauseText
  let options: StatementsStage.Options
  let finder: SubjectFinder
  let boundary: ContentBoundary

  var drafts: [DraftStatement] = []
  /// Statements that are open, outermost first.
  var open: [Int] = []
  /// The statement of the clause being read and the participles that depend on it.
  var group: [Int] = []
  /// The last statement of the sentence with a finite verb: the host of participles.
  var host: Int?
  /// Where the clause that a trailing source would be about begins.
  var clauseStart = 0
  /// The sentence being read, with those that a quotation ties to it.
  var unit = 0..<0
  /// The speaker of the last statement that is not inside another, and through whom.
  var lastSpeaker: Party?
  var lastLinks: [Party] = []
  /// The last speaker that is a body or whose words came in a text: the issuer of "البيان".
  var lastIssuer: Party?
  /// The last speaker who is a person with a name.
  var lastPerson: Party?
  /// The person whom the sentences told since the last statement are about.
  var topic: Party?
  /// Cues left out because too many statements were open.
  var excess = 0
  var firstExcess: TextRange?

  init(text: ClauseText, options: StatementsStage.Options) {
    self.text = text
    self.options = options
    finder = SubjectFinder(text: text)
    boundary = ContentBoundary(text: text)
    drafts.reserveCapacity(text.count / 16)
  }

  mutating func run() {
    var start = 0
    var quotation = 0
    while start < text.count {
      var end = unitEnd(from: start, quotation: &quotation)
      unit = start..<end
      if text.tokens[start].sentence >= 0 {
        let headline = headline()
        if let headline, let last = answerEnd(headline) {
          // The marks of the further sentences are read with them.
          while quotation < text.quotations.all.count, text.quotations.all[quotation].open < last { quotation += 1 }
          end = max(end, last)
          unit = start..<end
        }
        scanUnit(headline)
      }
      start = end
    }
  }

  /// The end of the sentence at `start`, or of the last one that a quotation begun in it reaches.
  private func unitEnd(from start: Int, quotation: inout Int) -> Int {
    var sentence = text.tokens[start].sentence
    var end = start
    while true {
      while end < text.count, text.tokens[end].sentence == sentence { end += 1 }
      var reach = end
      while quotation < text.quotations.all.count, text.quotations.all[quotation].open < end {
        reach = max(reach, min(text.quotations.all[quotation].close + 1, text.count))
        quotation += 1
      }
      guard reach > end else { return end }
      end = reach
      guard end < text.count else { return end }
      // A mark at the very end of a sentence ends it.
      guard text.tokens[end].sentence == text.tokens[end - 1].sentence else { return end }
      sentence = text.tokens[end].sentence
    }
  }

  private mutating func scanUnit(_ headline: Headline?) {
    if !open.isEmpty { open.removeAll(keepingCapacity: true) }
    if !group.isEmpty { group.removeAll(keepingCapacity: true) }
    host = nil
    clauseStart = unit.lowerBound
    let before = drafts.count
    var token = headline.map { open($0) } ?? unit.lowerBound
    let words = text.words
    while true {
      // Most words of a text are in no list.
      while token < unit.upperBound, words[token].roles.isEmpty { token += 1 }
      guard token < unit.upperBound else { break }
      popFinished(before: token)
      token = max(step(token), token + 1)
    }
    popFinished(before: unit.upperBound)
    close(before: unit.upperBound, quotation: nil)
    topic = drafts.count > before ? nil : topic(of: unit) ?? topic
  }

  /// Handles the word at `token`; where to go on.
  private mutating func step(_ token: Int) -> Int {
    let role = text.words[token].roles
    if role.contains(.closer), !text.namings.isNamed(token) { return closer(token) }
    if !role.isDisjoint(with: .anySource), let next = source(token) { return next }
    if role.contains(.sourceAs), let next = trailingAs(token) { return next }
    if role.contains(.cue), let next = cue(token) { return next }
    if !role.isDisjoint(with: [.aside, .contrast, .whereas]), token > unit.lowerBound, text.marks[token - 1] == .comma {
      narratorReturns(token, isContrast: !role.contains(.aside))
    }
    if role.contains(.fi) { settingBehindPhrase(token) }
    return text.words[token].roles.contains(.cue) ? token + 1 : text.phraseEnd(token)
  }

  // MARK: The stack

  private mutating func popFinished(before token: Int) {
    while let last = open.last {
      if let end = drafts[last].contentEnd, end <= token {
        open.removeLast()
      } else if drafts[last].cueQuotation >= 0, text.quotations.all[drafts[last].cueQuotation].close <= token {
        // Speech inside a quotation ends with it.
        open.removeLast()
        finish(last, before: text.quotations.all[drafts[last].cueQuotation].close)
      } else {
        return
      }
    }
  }

  /// Ends the open statements whose cue stands in `quotation` (all for nil) before `token`.
  mutating func close(before token: Int, quotation: Int?) {
    while let last = open.last, quotation == nil || drafts[last].cueQuotation == quotation {
      open.removeLast()
      finish(last, before: token)
    }
  }

  mutating func finish(_ index: Int, before token: Int) {
    guard drafts[index].contentEnd == nil else { return }
    let start = drafts[index].content
    if start < token, let end = boundary.end(of: start..<token) {
      drafts[index].contentEnd = end
    } else {
      drafts[index].contentEnd = start
      drafts[index].isDropped = true
    }
  }

  /// "…، فيما فرضت الشرطة طوقا": the narrator goes on. After لكن only a noun phrase ends, a clause includes it.
  private mutating func narratorReturns(_ token: Int, isContrast: Bool) {
    let quotation = text.quotations.around(token)
    while let last = open.last, drafts[last].cueQuotation == quotation {
      if isContrast, drafts[last].opener != .noun, drafts[last].opener != .preposition { return }
      // كما inside a clause with أن is "and also" of what is said.
      open.removeLast()
      finish(last, before: token)
    }
    if open.isEmpty, !text.has(token, .contrast) { clauseStart = text.phraseEnd(token) }
  }

  /// "أدان الحزب الهجوم في بيان": the text it was said in is no part of the noun phrase.
  private mutating func settingBehindPhrase(_ token: Int) {
    guard let last = open.last, drafts[last].opener == .noun, drafts[last].setting == nil,
      drafts[last].contentEnd == nil,
      token > drafts[last].content, token + 1 < unit.upperBound, text.has(token + 1, .settingText),
      !text.has(token + 1, .speakingText) || !text.isDefinite(token + 1), text.quotations.around(token) < 0
    else { return }
    open.removeLast()
    finish(last, before: token)
    drafts[last].setting = text.phraseRange(token + 1)
  }

  // MARK: Drafts

  /// Adds a draft on the stack, or remembers that there were too many.
  mutating func push(_ draft: consuming DraftStatement, isMain: Bool) {
    let index = drafts.count
    drafts.append(draft)
    open.append(index)
    guard isMain else { return }
    group.append(index)
    remember(index)
  }

  /// Notes who spoke last, and how.
  mutating func remember(_ draft: Int) {
    guard let speaker = drafts[draft].speaker else { return }
    lastSpeaker = speaker
    lastLinks = drafts[draft].isRelayed ? drafts[draft].links : []
    if drafts[draft].setting != nil || isBody(speaker) { lastIssuer = speaker }
    if let mention = speaker.mention, text.namings.naming(at: mention)?.isNamedPerson == true { lastPerson = speaker }
  }

  func isBody(_ party: Party) -> Bool {
    guard let mention = party.mention else { return false }
    return text.namings.naming(at: mention)?.isNamedPerson == false
  }

  var isFull: Bool { open.count >= options.maximumDepth }

  mutating func reportExcess(_ token: Int) {
    excess += 1
    firstExcess = firstExcess ?? text.tokens[token].range
  }

  /// Makes a quotation the content of a draft.
  func enclose(_ draft: inout DraftStatement, _ index: Int) {
    let quotation = text.quotations.all[index]
    draft.content = quotation.inner.lowerBound
    draft.contentStart = quotation.range.lowerBound
    draft.contentEnd = quotation.close
    draft.fixedEnd = quotation.range.upperBound
  }
}
