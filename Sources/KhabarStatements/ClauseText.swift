import KhabarAnnotations
import KhabarCore
import KhabarLexicon
import KhabarText

/// What a punctuation token is for the clause scanner.
enum Mark: UInt8, Sendable {
  case none
  case comma
  case colon
  /// Closes a sentence: . ! ؟ …
  case stop
  case quotation
  case openBracket
  case closeBracket
  case dash
  case other
}

/// A document's tokens as the rules of this module read them: roles, cues, marks, names and times by token.
///
/// Made once a document; every question is then an array access. A class, since the readers of this module hold it and
/// copies of a value with so many arrays would count a reference for each.
final class ClauseText {
  let bytes: [UInt8]
  private let folded: [UInt8]
  let tokens: [Token]
  let segments: [Segment]
  let alignment: Alignment
  let sentences: [Sentence]
  let namings: NamingIndex
  let times: [TimeExpression]
  let words: [ClauseWord]
  /// Forms of cues.
  private let cues: [CueForm]
  let marks: [Mark]
  /// By token: the time expression it belongs to, -1 for none.
  let timeAt: [Int32]
  private(set) var quotations = QuotationIndex()

  init(_ document: borrowing Document) {
    bytes = document.text
    tokens = document[Tokens.self]
    segments = document[Segments.self]
    sentences = document[Sentences.self]
    times = document[Times.self]
    let folded = document[FoldedTexts.self].first ?? FoldedText(bytes: [], alignment: Alignment(), profile: "")
    alignment = folded.alignment
    self.folded = folded.bytes
    marks = ClauseText.marks(of: tokens, in: bytes)
    timeAt = ClauseText.places(of: times, in: tokens)
    let found = ClauseWords(tokens: tokens, forms: TokenForms.forms(of: document), bytes: bytes, folded: folded)
    words = found.all
    cues = found.cues
    namings = NamingIndex(
      entities: document[Entities.self], tokens: tokens, segments: segments, isVerb: { found.isSpeechVerb($0) })
    quotations = QuotationIndex(text: self)
  }

  private static func marks(of tokens: [Token], in bytes: [UInt8]) -> [Mark] {
    var marks = Array(repeating: Mark.none, count: tokens.count)
    for index in tokens.indices where tokens[index].kind == .punctuation {
      marks[index] = Mark(scalar: UTF8Scalars.decode(bytes, at: tokens[index].range.lowerBound).scalar)
    }
    return marks
  }

  private static func places(of times: [TimeExpression], in tokens: [Token]) -> [Int32] {
    var places = Array(repeating: Int32(-1), count: tokens.count)
    var token = 0
    let times = times.span
    for index in times.indices {
      let range = times[index].range
      while token < tokens.count, tokens[token].range.end <= range.start { token += 1 }
      var next = token
      while next < tokens.count, tokens[next].range.start < range.end {
        places[next] = Int32(index)
        next += 1
      }
    }
    return places
  }
}

// MARK: Questions about one token

extension ClauseText {
  var count: Int { tokens.count }

  func has(_ token: Int, _ role: WordRole) -> Bool { !words[token].roles.isDisjoint(with: role) }

  /// The places of the cues that may stand there, for `cue(at:)`.
  func cuePlaces(at token: Int) -> Range<Int> {
    let first = max(0, Int(words[token].cueSlot))
    return first..<first + Int(words[token].cueCount)
  }

  func cue(at place: Int) -> CueForm { cues[place] }

  func forms(at token: Int) -> ArraySlice<CueForm> { cues[cuePlaces(at: token)] }

  func hasFiniteCue(_ token: Int) -> Bool { words[token].cues.contains(.finite) }

  /// Whether a verb of speech without pronoun may stand here: "نشرتها" hangs on the noun before it.
  func hasFreeCue(_ token: Int) -> Bool {
    words[token].cues.contains(.free)
  }

  /// The paragraph a token stands in, -1 for none.
  func paragraph(of token: Int) -> Int32 {
    let sentence = Int(tokens[token].sentence)
    return sentence >= 0 && sentence < sentences.count ? sentences[sentence].paragraph : -1
  }

  /// The end of the phrase at `token`, in tokens.
  func phraseEnd(_ token: Int) -> Int { min(token + Int(words[token].phraseLength), count) }

  /// The scalar with which a token begins.
  func scalar(_ token: Int) -> UInt32 { UTF8Scalars.decode(bytes, at: tokens[token].range.lowerBound).scalar }

  /// Where the word that a word list knows begins, behind attached particles. O(log text).
  func wordStart(_ token: Int) -> Int {
    guard words[token].stripped > 0 else { return tokens[token].range.lowerBound }
    return alignment.originalStart(of: tokens[token].folded.lowerBound + Int(words[token].stripped))
  }

  /// The word at `token` up to the end of its phrase, without attached particles.
  func phraseRange(_ token: Int) -> TextRange {
    TextRange(wordStart(token), tokens[phraseEnd(token) - 1].range.upperBound)
  }

  /// Whether و or ف is attached in front.
  func hasConjunction(_ token: Int) -> Bool {
    if words[token].stripped > 0 { return isConjunction(scalar(token)) }
    guard words[token].cueSlot < 0, tokens[token].parts.contains(.conjunction) else { return false }
    return firstSegment(token)?.kind == .conjunction
  }

  /// Where a clause that opens with this token begins, without an attached و or ف.
  func clauseStart(_ token: Int) -> Int {
    guard hasConjunction(token) else { return tokens[token].range.lowerBound }
    if let first = firstSegment(token), first.kind == .conjunction { return first.range.upperBound }
    return tokens[token].range.lowerBound + 2
  }

  /// An attached preposition: its letter and where the word behind it begins.
  func attachedPreposition(_ token: Int) -> (letter: UInt32, start: Int)? {
    // برقية is in the lists as it stands, whatever the segmentation says.
    if words[token].stripped == 0, words[token].phraseLength == 1, has(token, [.speakerNoun, .setting, .nameKind]) {
      return nil
    }
    if tokens[token].parts.contains(.preposition), let found = segmentedPreposition(token) { return found }
    // Where segmentation was not sure, a name or a word of the lists behind the letter is.
    if let start = namings.nameStart(at: token), let letter = preposition(token, before: start) {
      return ArabicLetter.isPreposition(letter) ? (letter, start) : nil
    }
    guard words[token].stripped > 0, words[token].cueSlot < 0 else { return nil }
    let start = wordStart(token)
    guard let letter = preposition(token, before: start), ArabicLetter.isPreposition(letter) else { return nil }
    return (letter, start)
  }

  /// The first letter of the word, و and ف aside, where it stands before `start`.
  private func preposition(_ token: Int, before start: Int) -> UInt32? {
    let letter = tokens[token].range.lowerBound + (isConjunction(scalar(token)) ? 2 : 0)
    return start > letter ? UTF8Scalars.decode(bytes, at: letter).scalar : nil
  }

  private func segmentedPreposition(_ token: Int) -> (letter: UInt32, start: Int)? {
    let range = tokens[token].segments
    guard let index = range.first(where: { segments[$0].kind != .conjunction }), segments[index].kind == .preposition
    else { return nil }
    let start = index + 1 < range.upperBound ? segments[index + 1].range.lowerBound : segments[index].range.upperBound
    return (UTF8Scalars.decode(bytes, at: segments[index].range.lowerBound).scalar, start)
  }

  /// Whether the word has the article or a pronoun, attached particles aside.
  func isDefinite(_ token: Int) -> Bool {
    let parts = tokens[token].parts
    return !parts.isDisjoint(with: [.article, .pronoun]) && parts.isDisjoint(with: [.future, .interrogative])
  }

  /// Whether the article itself is written.
  func hasArticle(_ token: Int) -> Bool { tokens[token].parts.contains(.article) }

  /// Whether a doubled letter is marked: بيّن, عبّر.
  func hasShadda(_ token: Int) -> Bool {
    var index = tokens[token].range.lowerBound
    while index < tokens[token].range.upperBound {
      let (scalar, length) = UTF8Scalars.decode(bytes, at: index)
      if scalar == 0x0651 { return true }
      index += length
    }
    return false
  }

  func hasPronoun(_ token: Int) -> Bool { tokens[token].parts.contains(.pronoun) }

  /// . or …, which no quotation keeps at its end; ؟ and ! are part of what was said.
  func isFullStop(_ token: Int) -> Bool {
    guard marks[token] == .stop else { return false }
    let scalar = scalar(token)
    return scalar == 0x2E || scalar == 0x06D4 || scalar == 0x2026
  }

  /// ب alone, before a quotation mark: بـ"…".
  func isBareBi(_ token: Int) -> Bool { isBare(token, ArabicLetter.beh) }

  /// ل alone: لـ"صوت المدينة".
  func isBareLam(_ token: Int) -> Bool { isBare(token, ArabicLetter.lam) }

  private func isBare(_ token: Int, _ letter: UInt32) -> Bool {
    tokens[token].folded.count == 2 && tokens[token].kind == .word && scalar(token) == letter
  }

  /// Whether the word is the name of a state that is masculine: العراق, لبنان.
  func isMasculineState(_ token: Int) -> Bool {
    CueLexicon.masculineStates.contains(Array(folded[tokens[token].stem.indices]))
  }

  /// Whether the word ends in ة, a feminine as a rule.
  func endsInTehMarbuta(_ token: Int) -> Bool { tokens[token].lastLetter(in: bytes) == ArabicLetter.tehMarbuta }

  /// Whether the word begins with إ: إن after قال.
  func hasHamzaBelow(_ token: Int) -> Bool { scalar(token) == 0x0625 }

  private func firstSegment(_ token: Int) -> Segment? {
    let range = tokens[token].segments
    return range.isEmpty ? nil : segments[range.lowerBound]
  }

  private func isConjunction(_ scalar: UInt32) -> Bool { scalar == ArabicLetter.waw || scalar == ArabicLetter.feh }
}

/// Letters of attached particles.
enum ArabicLetter {
  static let beh: UInt32 = 0x0628
  static let feh: UInt32 = 0x0641
  static let kaf: UInt32 = 0x0643
  static let lam: UInt32 = 0x0644
  static let waw: UInt32 = 0x0648
  static let tehMarbuta: UInt32 = 0x0629

  /// ب ل ك
  static func isPreposition(_ letter: UInt32) -> Bool { letter == beh || letter == lam || letter == kaf }
}

extension Mark {
  init(scalar: UInt32) {
    self =
      switch scalar {
      case 0x2C, 0x060C, 0x3B, 0x061B: .comma
      case 0x3A: .colon
      case 0x2E, 0x21, 0x3F, 0x061F, 0x06D4, 0x2026: .stop
      case 0x22, 0xAB, 0xBB, 0x201C, 0x201D, 0x201E, 0x2018, 0x2019, 0x2039, 0x203A, 0x27: .quotation
      case 0x28, 0x5B, 0x7B: .openBracket
      case 0x29, 0x5D, 0x7D: .closeBracket
      case 0x2D, 0x2013, 0x2014, 0x2012, 0x2015: .dash
      default: .other
      }
  }
}
