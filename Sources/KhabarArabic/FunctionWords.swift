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

  /// Words that are never anything but what the list says, with the last letter that they must have, 0 for any: على is a
  /// preposition, علي a name.
  private let closed: [UInt64: UInt8]

  private struct Use: Hashable {
    let hash: UInt64
    let tag: Int
  }

  private init() {
    var bits: [UInt64: UInt16] = [:]
    var lemmas: [Use: String] = [:]
    var closed: [UInt64: UInt8] = [:]
    var open: Set<UInt64> = []
    for list in [Lexicons.functionWords, Lexicons.calendarAndCountryNames] {
      let pos = list.column("pos")
      let lemma = list.columns.firstIndex(of: "lemma")
      let stop = list.columns.firstIndex(of: "stop")
      for row in 0..<list.count {
        guard let part = PartOfSpeech(rawValue: list.value(row, pos)), let tag = Self.tags.firstIndex(of: part) else {
          continue
        }
        for key in list.keys(row) {
          let hash = WordHash.hash(ArabicLetter.letters(of: key))
          bits[hash, default: 0] |= 1 << UInt16(tag)
          if let stop, let lemma, list.value(row, stop) == "yes", Self.closedTags.contains(part) {
            let last = ArabicLetter.letters(of: list.value(row, lemma)).last
            closed[hash] = last == ArabicLetter.alefMaqsura ? ArabicLetter.alefMaqsura : 0
          } else {
            open.insert(hash)
          }
          if let lemma, lemmas[Use(hash: hash, tag: tag)] == nil {
            lemmas[Use(hash: hash, tag: tag)] = list.value(row, lemma)
          }
        }
      }
    }
    for hash in open { closed[hash] = nil }
    self.closed = closed
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

  private static let closedTags: Set<PartOfSpeech> = [
    .adposition, .pronoun, .determiner, .particle, .coordinator, .subordinator, .adverb,
  ]

  /// The bits of the only tags that a word may have, all bits for a word that may be anything.
  func allowed(_ hash: UInt64, _ letters: [UInt8]) -> Int {
    guard let last = closed[hash], last == 0 || letters.last == last else { return ~0 }
    return bits(hash)
  }

  func lemma(_ hash: UInt64, _ tag: PartOfSpeech) -> String? {
    Self.tags.firstIndex(of: tag).flatMap { lemmas[Use(hash: hash, tag: $0)] }
  }
}
