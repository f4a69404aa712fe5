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
/// Made once a document; every question is then an array access.
struct ClauseText: Sendable {
  let bytes: [UInt8]
  let tokens: [Token]
  let segments: [Segment]
  let alignment: Alignment
  let sentences: [Sentence]
  private(set) var namings: NamingIndex
  let times: [TimeExpression]
  /// By token: roles of the longest phrase that starts there.
  private(set) var roles: [WordRole]
  /// By token: how many tokens that phrase has.
  private(set) var phraseLength: [UInt8]
  /// By token: the place in `cues` of the forms that may stand there, -1 for none.
  private(set) var cueSlot: [Int32]
  /// Forms of cues, several where a form belongs to several verbs.
  private(set) var cues: [[CueForm]] = []
  /// By token: bytes of an attached particle in front of the phrase.
  private(set) var stripped: [UInt8]
  private(set) var marks: [Mark]
  /// By token: the time expression it belongs to, -1 for none.
  private(set) var timeAt: [Int32]
  private(set) var quotations: QuotationIndex

  init(_ document: Document) {
    bytes = document.text
    tokens = document[Tokens.self]
    segments = document[Segments.self]
    sentences = document[Sentences.self]
    times = document[Times.self]
    let folded = document[FoldedTexts.self].first ?? FoldedText(bytes: [], alignment: Alignment(), profile: "")
    alignment = folded.alignment
    let count = tokens.count
    roles = Array(repeating: [], count: count)
    phraseLength = Array(repeating: 1, count: count)
    cueSlot = Array(repeating: -1, count: count)
    stripped = Array(repeating: 0, count: count)
    marks = Array(repeating: .none, count: count)
    timeAt = Array(repeating: -1, count: count)
    namings = NamingIndex()
    quotations = QuotationIndex()
    readMarks()
    readLexicon(folded.bytes)
    namings = NamingIndex(
      entities: document[Entities.self], tokens: tokens, segments: segments, isVerb: { isSpeechVerb($0) })
    readTimes()
    quotations = QuotationIndex(text: self)
  }

  private mutating func readMarks() {
    for (index, token) in tokens.enumerated() where token.kind == .punctuation {
      marks[index] = Mark(scalar: UTF8Scalars.decode(bytes, at: token.range.lowerBound).scalar)
    }
  }

  private mutating func readLexicon(_ folded: [UInt8]) {
    let lexicon = CueLexicon.standard
    for match in Lexicons.all.matches(in: folded, words: tokens.map(\.folded)) {
      let token = Int(match.words.lowerBound)
      var role: WordRole = []
      var forms: [CueForm] = []
      for entry in match.entries {
        role.formUnion(lexicon.roles(of: entry))
        if let form = lexicon.form(of: entry), isSpelt(form, token, stripped: Int(match.strippedBytes)) {
          forms.append(form)
        }
      }
      if match.strippedBytes > 0 {
        // بـ and ك never stand before a verb or a particle of these lists, ل only before a verb in the present.
        let particles = ParticleSet(folded[tokens[token].folded.lowerBound...].prefix(Int(match.strippedBytes)))
        if particles.hasPreposition {
          role.formIntersection([
            .person, .body, .media, .speakingText, .settingOccasion, .settingText, .nameKind, .ownSpeech,
          ])
          forms = particles.hasLam ? forms.filter { $0.kind == .present } : []
          if !forms.isEmpty { role.insert(.cue) }
        }
      }
      if forms.isEmpty { role.remove(.cue) }
      guard !role.isEmpty else { continue }
      roles[token] = role
      phraseLength[token] = UInt8(clamping: match.words.count)
      stripped[token] = UInt8(clamping: Int(match.strippedBytes))
      if !forms.isEmpty {
        cueSlot[token] = Int32(cues.count)
        cues.append(forms)
      }
    }
  }

  /// Whether what folding made one is the verb as written: نفى and not نفي, ذَكر and not ذُكر, يدّعي and not يُدعى.
  private func isSpelt(_ form: CueForm, _ token: Int, stripped: Int) -> Bool {
    let traits = CueLexicon.standard.frames[Int(form.frame)].traits
    switch form.kind {
    case .past:
      if traits.contains(.ya), form.agreement == .masculine, !endsInAlefMaqsura(token) { return false }
      return !hasInitialDamma(token, stripped: stripped)
    // إدانة, not أدانه.
    case .pastWithObject where endsInTehMarbuta(token): return false
    case .pastWithObject: return !hasInitialDamma(token, stripped: stripped)
    case .present: return !(traits.contains(.yaPresent) && form.agreement != .plural && endsInAlefMaqsura(token))
    default: return true
    }
  }

  private mutating func readTimes() {
    var token = 0
    for (index, time) in times.enumerated() {
      while token < tokens.count, tokens[token].range.end <= time.range.start { token += 1 }
      var next = token
      while next < tokens.count, tokens[next].range.start < time.range.end {
        timeAt[next] = Int32(index)
        next += 1
      }
    }
  }
}

// MARK: Questions about one token

extension ClauseText {
  var count: Int { tokens.count }

  func has(_ token: Int, _ role: WordRole) -> Bool { !roles[token].isDisjoint(with: role) }

  func forms(at token: Int) -> [CueForm] { cueSlot[token] < 0 ? [] : cues[Int(cueSlot[token])] }

  func hasFiniteCue(_ token: Int) -> Bool { has(token, .cue) && forms(at: token).contains { $0.isFinite } }

  /// Whether a verb of speech without pronoun may stand here: "نشرتها" hangs on the noun before it.
  func hasFreeCue(_ token: Int) -> Bool {
    has(token, .cue) && forms(at: token).contains { $0.isFinite && !$0.kind.hasObject }
  }

  /// Whether the word is a verb that reports and hardly ever a name: أفاد, أضافت.
  func isSpeechVerb(_ token: Int) -> Bool {
    forms(at: token).contains {
      let frame = CueLexicon.standard.frames[Int($0.frame)]
      return $0.kind == .past && frame.takes.contains(.that)
        && ["statement", "announcement", "reveal"].contains(frame.type)
    }
  }

  /// The paragraph a token stands in, -1 for none.
  func paragraph(of token: Int) -> Int32 {
    let sentence = Int(tokens[token].sentence)
    return sentence >= 0 && sentence < sentences.count ? sentences[sentence].paragraph : -1
  }

  /// The end of the phrase at `token`, in tokens.
  func phraseEnd(_ token: Int) -> Int { min(token + Int(phraseLength[token]), count) }

  /// The scalar with which a token begins.
  func scalar(_ token: Int) -> UInt32 { UTF8Scalars.decode(bytes, at: tokens[token].range.lowerBound).scalar }

  /// Where the word that a word list knows begins, behind attached particles. O(log text).
  func wordStart(_ token: Int) -> Int {
    guard stripped[token] > 0 else { return tokens[token].range.lowerBound }
    return alignment.originalStart(of: tokens[token].folded.lowerBound + Int(stripped[token]))
  }

  /// The word at `token` up to the end of its phrase, without attached particles.
  func phraseRange(_ token: Int) -> TextRange {
    TextRange(wordStart(token), tokens[phraseEnd(token) - 1].range.upperBound)
  }

  /// Whether و or ف is attached in front.
  func hasConjunction(_ token: Int) -> Bool {
    if stripped[token] > 0 { return isConjunction(scalar(token)) }
    guard cueSlot[token] < 0, let first = firstSegment(token), first.kind == .conjunction else { return false }
    return true
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
    if stripped[token] == 0, phraseLength[token] == 1, has(token, [.speakerNoun, .setting, .nameKind]) { return nil }
    for index in tokens[token].segments {
      let segment = segments[index]
      switch segment.kind {
      case .conjunction: continue
      case .preposition:
        let start =
          index + 1 < tokens[token].segments.upperBound
          ? segments[index + 1].range.lowerBound : segment.range.upperBound
        return (UTF8Scalars.decode(bytes, at: segment.range.lowerBound).scalar, start)
      default: break
      }
      break
    }
    // Where segmentation was not sure, a name or a word of the lists behind the letter is.
    let first = scalar(token) == ArabicLetter.waw || scalar(token) == ArabicLetter.feh ? 2 : 0
    let letter = tokens[token].range.lowerBound + first
    if let naming = namings.mention(at: token), naming.hasParticle, naming.range.lowerBound > letter {
      let scalar = UTF8Scalars.decode(bytes, at: letter).scalar
      return ArabicLetter.isPreposition(scalar) ? (scalar, naming.range.lowerBound) : nil
    }
    if stripped[token] > 0, cueSlot[token] < 0, wordStart(token) > letter {
      let scalar = UTF8Scalars.decode(bytes, at: letter).scalar
      return ArabicLetter.isPreposition(scalar) ? (scalar, wordStart(token)) : nil
    }
    return nil
  }

  /// Whether the word has the article, attached particles aside.
  func isDefinite(_ token: Int) -> Bool {
    for index in tokens[token].segments {
      switch segments[index].kind {
      case .conjunction, .preposition: continue
      case .article: return true
      case .stem: return hasPronoun(token)
      default: return false
      }
    }
    return false
  }

  /// Whether the article itself is written.
  func hasArticle(_ token: Int) -> Bool { tokens[token].segments.contains { segments[$0].kind == .article } }

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

  func hasPronoun(_ token: Int) -> Bool { tokens[token].segments.contains { segments[$0].kind == .pronoun } }

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

  /// Whether the letter that ends the word as written is ى.
  func endsInAlefMaqsura(_ token: Int) -> Bool { lastLetter(token) == 0x0649 }

  /// Whether the word ends in ة, a feminine as a rule.
  func endsInTehMarbuta(_ token: Int) -> Bool { lastLetter(token) == 0x0629 }

  private func lastLetter(_ token: Int) -> UInt32 {
    var end = tokens[token].range.upperBound
    let start = tokens[token].range.lowerBound
    while end - 2 >= start {
      let scalar = UTF8Scalars.decode(bytes, at: end - 2).scalar
      if (0x064B...0x0652).contains(scalar) || scalar == 0x0670 {
        end -= 2
      } else {
        return scalar
      }
    }
    return 0
  }

  /// Whether the first letter of the word carries ُ: a passive, as in "ذُكر أن".
  func hasInitialDamma(_ token: Int, stripped: Int) -> Bool {
    let start =
      stripped > 0
      ? alignment.originalStart(of: tokens[token].folded.lowerBound + stripped) : tokens[token].range.lowerBound
    guard start + 4 <= tokens[token].range.upperBound else { return false }
    return UTF8Scalars.decode(bytes, at: start + 2).scalar == 0x064F
  }

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

  /// ب ل ك
  static func isPreposition(_ letter: UInt32) -> Bool { letter == beh || letter == lam || letter == kaf }
}

/// The particles in front of a word, in folded letters.
private struct ParticleSet {
  var hasPreposition = false
  var hasLam = false

  init(_ bytes: ArraySlice<UInt8>) {
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      switch (bytes[index], bytes[index + 1]) {
      case (0xD8, 0xA8), (0xD9, 0x83): hasPreposition = true
      case (0xD9, 0x84):
        hasPreposition = true
        hasLam = true
      default: break
      }
      index += 2
    }
  }
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
