import KhabarAnnotations
import KhabarLexicon

/// What is known of particles, pronouns and other words of a closed class.
struct FunctionWords: Sendable {
  static let standard = FunctionWords()

  /// The parts of speech that the tagger chooses among, in the order of its weights.
  static let tags: [PartOfSpeech] = [
    .noun, .properNoun, .adjective, .verb, .adverb, .adposition, .pronoun, .determiner, .number, .particle, .auxiliary,
    .coordinator, .subordinator,
  ]

  /// A bit for each of `tags` that a word may have, by the hash of its folded letters.
  private let bits: [UInt64: UInt16]
  /// Dictionary forms by the hash and the part of speech.
  private let lemmas: [Use: String]

  private struct Use: Hashable {
    let hash: UInt64
    let tag: Int
  }

  private init() {
    var bits: [UInt64: UInt16] = [:]
    var lemmas: [Use: String] = [:]
    for list in [Lexicons.functionWords, Lexicons.calendarAndCountryNames] {
      let pos = list.column("pos")
      let lemma = list.columns.firstIndex(of: "lemma")
      for row in 0..<list.count {
        guard let part = PartOfSpeech(rawValue: list.value(row, pos)), let tag = Self.tags.firstIndex(of: part) else {
          continue
        }
        for key in list.keys(row) {
          let hash = WordHash.hash(ArabicLetter.letters(of: key))
          bits[hash, default: 0] |= 1 << UInt16(tag)
          if let lemma, lemmas[Use(hash: hash, tag: tag)] == nil {
            lemmas[Use(hash: hash, tag: tag)] = list.value(row, lemma)
          }
        }
      }
    }
    self.bits = bits
    self.lemmas = lemmas
  }

  /// The letters of a word list's keys: أ إ آ as ا, ى as ي, ة as ه.
  @inline(__always)
  static func folded(_ letter: UInt8) -> UInt8 {
    switch letter {
    case ArabicLetter.alefMaqsura: ArabicLetter.yeh
    case ArabicLetter.tehMarbuta: 0x27
    default: .bare(letter)
    }
  }

  static func hash(_ letters: some Sequence<UInt8>) -> UInt64 {
    letters.reduce(0) { WordHash.appending(folded($1), to: $0) }
  }

  func bits(_ hash: UInt64) -> Int { Int(bits[hash] ?? 0) }

  func lemma(_ hash: UInt64, _ tag: PartOfSpeech) -> String? {
    Self.tags.firstIndex(of: tag).flatMap { lemmas[Use(hash: hash, tag: $0)] }
  }
}
