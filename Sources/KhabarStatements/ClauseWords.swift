import KhabarAnnotations
import KhabarCore
import KhabarLexicon
import KhabarText

/// What the word lists of this module say of a token.
struct ClauseWord: Sendable {
  /// Roles of the longest phrase that starts there.
  var roles: WordRole = []
  /// The place of the first of the forms of cues that may stand there, -1 for none, and how many there are: several where
  /// a form belongs to several verbs.
  var cueSlot: Int32 = -1
  var cueCount: UInt8 = 0
  /// How many tokens the phrase has.
  var phraseLength: UInt8 = 1
  /// Bytes of an attached particle in front of the phrase.
  var stripped: UInt8 = 0
  /// Whether a finite verb of speech may stand there, and whether one without a pronoun.
  var cues: Cues = []

  struct Cues: OptionSet, Sendable {
    let rawValue: UInt8

    static let finite = Cues(rawValue: 1)
    static let free = Cues(rawValue: 1 << 1)
  }
}

extension CueForm {
  fileprivate var cues: ClauseWord.Cues { !isFinite ? [] : kind.hasObject ? .finite : [.finite, .free] }
}

/// What the word lists of this module say of each token of a text.
struct ClauseWords {
  let all: [ClauseWord]
  let cues: [CueForm]

  /// O(text).
  init(tokens: [Token], forms: WordForms, bytes: [UInt8], folded: FoldedText) {
    let spelling = CueSpelling(tokens: tokens, bytes: bytes, alignment: folded.alignment)
    let lexicon = CueLexicon.standard
    let entries = Lexicons.all.entries
    var all = Array(repeating: ClauseWord(), count: tokens.count)
    var cues: [CueForm] = []
    cues.reserveCapacity(tokens.count / 8)
    for key in Lexicons.all.keys(of: forms) {
      let (token, cut) = (Int(key.first), Int(key.strippedBytes))
      var word = ClauseWord(phraseLength: UInt8(clamping: key.end - key.first), stripped: UInt8(clamping: cut))
      let first = cues.count
      for index in key.entries {
        let meaning = lexicon.meaning(of: entries[Int(index)])
        word.roles.formUnion(meaning.roles)
        guard meaning.form >= 0 else { continue }
        let form = lexicon.forms[Int(meaning.form)]
        if spelling.isSpelt(form, token, stripped: cut) { cues.append(form) }
      }
      if cut > 0 {
        // بـ and ك never stand before a verb or a particle of these lists, ل only before a verb in the present.
        let particles = ParticleSet(folded.bytes[tokens[token].folded.lowerBound...].prefix(cut))
        if particles.hasPreposition {
          word.roles.formIntersection([
            .person, .body, .media, .speakingText, .settingOccasion, .settingText, .nameKind, .ownSpeech,
            .data, .plea,
          ])
          cues.replaceSubrange(first..., with: cues[first...].filter { particles.hasLam && $0.kind == .present })
          if cues.count > first { word.roles.insert(.cue) }
        }
      }
      if cues.count == first {
        word.roles.remove(.cue)
        guard !word.roles.isEmpty else { continue }
      } else {
        word.cueSlot = Int32(first)
        word.cueCount = UInt8(clamping: cues.count - first)
        for place in first..<cues.count { word.cues.formUnion(cues[place].cues) }
      }
      all[token] = word
    }
    self.all = all
    self.cues = cues
  }

  /// Whether the word is a verb that reports and hardly ever a name: أفاد, أضافت.
  func isSpeechVerb(_ token: Int) -> Bool {
    guard all[token].cueSlot >= 0 else { return false }
    let first = Int(all[token].cueSlot)
    return cues[first..<first + Int(all[token].cueCount)].contains {
      let frame = CueLexicon.standard.frames[Int($0.frame)]
      return $0.kind == .past && frame.takes.contains(.that) && CueLexicon.reportingTypes.contains(frame.type)
    }
  }
}

/// Tells forms apart that folding makes one.
private struct CueSpelling {
  let tokens: [Token]
  let bytes: [UInt8]
  let alignment: Alignment

  /// Whether what folding made one is the verb as written: نفى and not نفي, ذَكر and not ذُكر, يدّعي and not يُدعى.
  func isSpelt(_ form: CueForm, _ token: Int, stripped: Int) -> Bool {
    switch form.kind {
    case .past:
      if form.endsInYa, form.agreement == .masculine, !endsInAlefMaqsura(token) { return false }
      return !hasInitialDamma(token, stripped: stripped)
    // إدانة, not أدانه.
    case .pastWithObject where endsInTehMarbuta(token): return false
    case .pastWithObject: return !hasInitialDamma(token, stripped: stripped)
    case .present: return !(form.presentEndsInYa && form.agreement != .plural && endsInAlefMaqsura(token))
    default: return true
    }
  }

  private func endsInAlefMaqsura(_ token: Int) -> Bool { tokens[token].lastLetter(in: bytes) == 0x0649 }

  private func endsInTehMarbuta(_ token: Int) -> Bool { tokens[token].lastLetter(in: bytes) == ArabicLetter.tehMarbuta }

  /// Whether the first letter of the word carries ُ: a passive, as in "ذُكر أن".
  private func hasInitialDamma(_ token: Int, stripped: Int) -> Bool {
    let start =
      stripped > 0
      ? alignment.originalStart(of: tokens[token].folded.lowerBound + stripped) : tokens[token].range.lowerBound
    guard start + 4 <= tokens[token].range.upperBound else { return false }
    return UTF8Scalars.decode(bytes, at: start + 2).scalar == 0x064F
  }
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

extension Token {
  /// The last letter of the word as written, vowel signs aside; 0 for none.
  func lastLetter(in bytes: [UInt8]) -> UInt32 {
    var end = range.upperBound
    while end - 2 >= range.lowerBound {
      let scalar = UTF8Scalars.decode(bytes, at: end - 2).scalar
      guard (0x064B...0x0652).contains(scalar) || scalar == 0x0670 else { return scalar }
      end -= 2
    }
    return 0
  }
}
