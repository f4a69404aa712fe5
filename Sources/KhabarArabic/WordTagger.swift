import KhabarAnnotations
import KhabarLexicon

/// Gives the words of a sentence their parts of speech.
///
/// Reads the sentence from its start; each word gets the tag with the highest sum of weights of features of its letters, of
/// how often Arabic writes it, and of its neighbours. `Tools/train_tagger.py` learns the weights and computes the same
/// features; the method is the averaged perceptron of Collins, "Discriminative Training Methods for Hidden Markov Models",
/// EMNLP 2002, decoded greedily.
struct WordTagger: Sendable {
  static let standard = WordTagger()

  private enum Template: Int, CaseIterable {
    case bias, word, bare, first, opening, closing, frame, attached, level, length, function, pattern, nunation
    case previous, previousTwo, previousClosing, previousOpening, previousArticle, previousPattern
    case leftWord, leftClosing, leftFrame, rightWord, rightClosing, rightOpening, rightFunction, rightKind

    var name: String { "\(self)".kebab }
  }

  private typealias Row = SIMD16<Int16>

  private let weights: FeatureWeights<Row>
  private let words = KnownWords.standard
  private let functions = FunctionWords.standard

  private init() {
    weights = FeatureWeights(Lexicons.taggerWeights, templates: Template.allCases.map(\.name)) { bytes in
      var row = Row()
      var index = 0
      while index < bytes.count {
        let tag = Int(bytes[index] & 0x1F) - 1
        index += 1
        row[tag] = Int16(truncatingIfNeeded: bytes.integer(at: &index))
      }
      return row
    }
  }

  /// What stands before the first word.
  private static let start = 16

  /// The number of a tag in features.
  private static func code(_ tag: PartOfSpeech) -> Int {
    switch tag {
    case .punctuation: 13
    case .symbol: 14
    case .other: 15
    default: FunctionWords.tags.firstIndex(of: tag) ?? 15
    }
  }

  /// The parts of speech of a sentence's words. O(words).
  func tags(of sentence: [TaggedWord]) -> [PartOfSpeech] {
    let shapes = sentence.map { Shape($0, words, functions) }
    var tags: [PartOfSpeech] = []
    tags.reserveCapacity(sentence.count)
    var (previous, beforePrevious) = (Self.start, Self.start)
    for index in sentence.indices {
      let tag: PartOfSpeech
      if let fixed = sentence[index].fixed {
        tag = fixed
      } else {
        var sum = SIMD16<Int32>()
        addOwn(sentence[index], shapes[index], &sum)
        addNeighbours(sentence, shapes, index, previous, beforePrevious, &sum)
        let allowed = shapes[index].allowed
        var best = -1
        for place in 0..<FunctionWords.tags.count where allowed >> place & 1 == 1 {
          if best < 0 || sum[place] > sum[best] { best = place }
        }
        tag = FunctionWords.tags[max(best, 0)]
      }
      tags.append(tag)
      (previous, beforePrevious) = (Self.code(tag), previous)
    }
    return tags
  }

  /// What is asked of a word more than once.
  private struct Shape {
    let bare: [UInt8]
    let article: Int
    let pattern: UInt64?
    let closings: (UInt64, UInt64, UInt64, UInt64)
    let openings: (UInt64, UInt64, UInt64)
    let word: UInt64
    let bits: Int
    /// The tags to choose among.
    let allowed: Int

    init(_ word: TaggedWord, _ words: KnownWords, _ functions: FunctionWords) {
      let letters = word.letters
      bare = word.bare.map { UInt8.bare($0) }
      article = word.hasArticle ? 1 : 0
      pattern = bare.count <= 8 ? WordPattern.hash(bare) : nil
      closings = (
        WordHash.hash(letters.suffix(1)), WordHash.hash(letters.suffix(2)), WordHash.hash(letters.suffix(3)),
        WordHash.hash(letters.suffix(4))
      )
      openings = (WordHash.hash(bare.prefix(1)), WordHash.hash(bare.prefix(2)), WordHash.hash(bare.prefix(3)))
      self.word = WordHash.hash(letters.prefix(12))
      let key = FunctionWords.hash(letters)
      bits = functions.bits(key)
      allowed = functions.allowed(key, letters)
    }
  }

  @inline(__always)
  private func add(_ template: Template, _ letters: UInt64, _ number: Int, _ sum: inout SIMD16<Int32>) {
    if let row = weights.row(template.rawValue, letters, number) { sum &+= SIMD16<Int32>(truncatingIfNeeded: row) }
  }

  private static func coarse(_ level: Int) -> Int { level == 0 ? 0 : 1 + min(level / 4, 5) }

  private func addOwn(_ word: TaggedWord, _ shape: Shape, _ sum: inout SIMD16<Int32>) {
    let bare = shape.bare
    let article = shape.article
    let length = min(bare.count, 8)
    let last = word.letters.last ?? 0
    let particle = word.lastParticle
    let attached =
      (word.hasPronoun ? 1 : 0)
      + (particle == 0x08 || particle == ArabicLetter.lam || particle == 0x23
        ? 2 : particle == ArabicLetter.seen ? 4 : 0)
    let hash = WordHash.hash(bare)
    let known = words.lookUp(hash)
    let withArticle = Self.coarse(words.level(WordHash.hash([ArabicLetter.alef, ArabicLetter.lam] + bare)))
    let own = Self.coarse(known.level)
    let feminine = Self.coarse(words.level(WordHash.appending(ArabicLetter.tehMarbuta, to: hash)))
    add(.bias, 0, 0, &sum)
    add(.word, shape.word, article, &sum)
    add(.bare, WordHash.hash(bare.prefix(12)), 0, &sum)
    add(.first, WordHash.hash(word.letters.prefix(1)), length, &sum)
    add(.opening, shape.openings.0, article, &sum)
    add(.opening, shape.openings.1, article, &sum)
    add(.opening, shape.openings.2, 0, &sum)
    add(.closing, shape.closings.0, article, &sum)
    add(.closing, shape.closings.1, article, &sum)
    add(.closing, shape.closings.2, 0, &sum)
    add(.closing, shape.closings.3, 0, &sum)
    add(.frame, WordHash.appending(last, to: shape.openings.0), length, &sum)
    add(.frame, WordHash.hash(bare.prefix(2) + word.letters.suffix(2)), 9, &sum)
    add(.attached, shape.closings.0, attached, &sum)
    add(.attached, shape.openings.0, 8 + attached, &sum)
    add(.attached, 0, 16 + attached * 2 + article, &sum)
    add(.level, 0, own * 8 + withArticle, &sum)
    add(.level, 0, 64 + own * 8 + feminine, &sum)
    add(.level, 0, 128 + (known.isName ? 8 : 0) + withArticle, &sum)
    add(.length, 0, length * 2 + article, &sum)
    add(.function, 0, shape.bits, &sum)
    if let pattern = shape.pattern { add(.pattern, pattern, article, &sum) }
    if word.hasNunation { add(.nunation, shape.closings.0, 0, &sum) }
  }

  private func addNeighbours(
    _ sentence: [TaggedWord], _ shapes: [Shape], _ index: Int, _ previous: Int, _ beforePrevious: Int,
    _ sum: inout SIMD16<Int32>
  ) {
    let word = sentence[index]
    let shape = shapes[index]
    let article = shape.article
    let last = word.letters.last ?? 0
    add(.previous, 0, previous * 2 + (word.hasConjunction ? 1 : 0), &sum)
    add(.previousTwo, 0, previous * 32 + beforePrevious, &sum)
    add(.previousClosing, shape.closings.1, previous, &sum)
    add(.previousOpening, shape.openings.1, previous, &sum)
    add(.previousArticle, 0, previous * 2 + article, &sum)
    if let pattern = shape.pattern { add(.previousPattern, pattern, previous, &sum) }
    if index > 0 {
      let left = shapes[index - 1]
      let number = left.article * 2 + article
      add(.leftWord, left.word, article, &sum)
      add(.leftClosing, left.closings.1, number, &sum)
      add(.leftFrame, WordHash.appending(last, to: left.closings.0), number, &sum)
    } else {
      add(.leftWord, 0, 4 + article, &sum)
    }
    guard index + 1 < sentence.count else {
      add(.rightWord, 0, 4 + article, &sum)
      return
    }
    let right = sentence[index + 1]
    let other = shapes[index + 1]
    let number = other.article * 4 + (right.hasParticleBefore ? 2 : 0) + article
    add(.rightWord, other.word, article, &sum)
    add(.rightClosing, other.closings.1, number, &sum)
    add(.rightOpening, other.openings.1, number, &sum)
    add(.rightFunction, 0, right.fixed == nil ? other.bits : 8192 + right.kind.rawValue, &sum)
    add(.rightKind, shape.closings.0, right.kind.rawValue * 4 + other.article * 2 + article, &sum)
  }
}

/// Words with the letters of their roots made one: what is left shows how they are formed.
enum WordPattern {
  /// Letters that affixes and patterns are made of; all others count as ط.
  private static let kept: [Bool] = {
    var kept = [Bool](repeating: false, count: 64)
    for name in ["ء", "أ", "إ", "آ", "ؤ", "ئ", "ا", "ت", "ة", "س", "ل", "م", "ن", "و", "ى", "ي", "ه"] {
      for letter in ArabicLetter.letters(of: name) { kept[Int(letter)] = true }
    }
    return kept
  }()
  private static let root: UInt8 = 0x17

  static func hash(_ letters: some Sequence<UInt8>) -> UInt64 {
    letters.reduce(0) { WordHash.appending(kept[Int($1)] ? $1 : root, to: $0) }
  }

  static func text(_ letters: some Sequence<UInt8>) -> String {
    String(
      String.UnicodeScalarView(
        letters.compactMap { Unicode.Scalar(0x0620 + UInt32(kept[Int($0)] ? $0 : root)) }))
  }
}

extension String {
  /// `rightWord` as `right-word`.
  var kebab: String {
    reduce(into: "") { name, letter in
      if letter.isUppercase { name += "-" }
      name += letter.lowercased()
    }
  }
}
