import KhabarAnnotations
import KhabarText

/// The main word of a token as the tagger and the lemmatizer see it.
struct TaggedWord: Sendable {
  /// What it is when it has no Arabic letters.
  enum Kind: Int, Sendable {
    case word = 0
    case number = 1
    case foreign = 2
    case mark = 3
  }

  static let longest = 24

  /// Its letters without marks, as written; none when it is not Arabic.
  var letters: [UInt8] = []
  /// Where the letters after the article start.
  var bareStart = 0
  var kind = Kind.word
  /// Whether an attached و or ف is the first thing before it, and its last attached particle (ب ل ك س), 0 for none.
  var hasConjunction = false
  var lastParticle: UInt8 = 0
  var hasParticleBefore = false
  var hasPronoun = false
  /// Fathatan at the end: "تقريبًا".
  var hasNunation = false
  /// Set where no choice is needed.
  var fixed: PartOfSpeech?

  var hasArticle: Bool { bareStart > 0 }
  var bareCount: Int { letters.count - bareStart }
  /// The letters after the article, as written.
  var bare: ArraySlice<UInt8> { letters[bareStart...] }

  /// Reads the word at `range`.
  init(_ text: [UInt8], _ range: TextRange, kind tokenKind: Token.Kind) {
    var index = range.lowerBound
    var firstOther: UInt32 = 0
    var isForeign = false
    while index < range.upperBound {
      let (scalar, length) = UTF8Scalars.decode(text, at: index)
      index += length
      if let letter = ArabicLetter(arabic: scalar) {
        hasNunation = hasNunation && letter == ArabicLetter.alef
        letters.append(letter)
        if letter == ArabicLetter.foreign || letters.count > Self.longest { isForeign = true }
      } else if scalar == 0x064B {
        hasNunation = true
      } else if !(0x0610...0x061C).contains(scalar), !(0x064C...0x0670).contains(scalar), scalar != 0x0640,
        !(0x06D6...0x06ED).contains(scalar), !(0x200B...0x200F).contains(scalar), !(0x2060...0x2069).contains(scalar)
      {
        if let form = PresentationForms.letters(of: scalar) {
          letters += form
        } else {
          isForeign = true
          if firstOther == 0 { firstOther = scalar }
        }
      }
      if isForeign { break }
    }
    if isForeign { letters = [] }
    guard letters.isEmpty else { return }
    hasNunation = false
    switch tokenKind {
    case .number: (kind, fixed) = (.number, .number)
    case .punctuation: (kind, fixed) = (.mark, Self.isSymbol(firstOther) ? .symbol : .punctuation)
    case .symbol: (kind, fixed) = (.mark, .symbol)
    case .word, .link, .hashtag: (kind, fixed) = (.foreign, .other)
    }
  }

  /// Takes in the particle before the word; call in text order.
  mutating func attach(_ particle: UInt8) {
    if !hasParticleBefore, particle == ArabicLetter.waw || particle == 0x21 { hasConjunction = true }
    hasParticleBefore = true
    lastParticle = particle
  }

  /// Finds the article; call after `attach`.
  mutating func findArticle() {
    guard !letters.isEmpty else { return }
    if letters.count == 1, [0x08, ArabicLetter.lam, 0x23].contains(letters[0]) { fixed = .adposition }
    guard letters.count > 3 else { return }
    if lastParticle == ArabicLetter.lam, letters[0] == ArabicLetter.lam {
      // "للسلطة": the article has lost its ا.
      bareStart = 1
    } else if UInt8.bare(letters[0]) == ArabicLetter.alef, letters[1] == ArabicLetter.lam {
      bareStart = 2
    }
  }

  /// $ % + < = > ٪ and the signs of currencies.
  private static func isSymbol(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x24, 0x25, 0x2B, 0x3C...0x3E, 0x066A, 0xA2...0xA5, 0x20A0...0x20CF: true
    default: false
    }
  }
}
