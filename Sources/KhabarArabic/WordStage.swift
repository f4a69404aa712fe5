import KhabarAnnotations
public import KhabarCore
import KhabarLexicon
import KhabarText

/// Gives each word its part of speech and its dictionary form.
///
/// A token's own word and what is attached to it are words each, as in Universal Dependencies: و is a conjunction, ل a
/// preposition, هم a pronoun. Dictionary forms have no vowel signs. On Wikipedia sentences that the model had not seen, 90 of
/// 100 own words have the right part of speech and 90 the right dictionary form; `docs/arabic.md` tells more.
///
/// - Requires: `tokens`, `segments`.
/// - Uses: `sentences`.
/// - Provides: `words`.
public struct WordStage: Stage {
  public typealias Options = NoOptions

  public static let name = "words"
  public static let summary = "Gives words their part of speech and dictionary form"
  public static let requires = [LayerName(Tokens.self), LayerName(Segments.self)]
  public static let uses = [LayerName(Sentences.self)]
  public static let provides = [LayerName(Words.self)]

  private let tagger = WordTagger.standard
  private let lemmatizer = Lemmatizer.standard
  private let memory = LemmaMemory()
  /// Dictionary forms of attached pronouns by their letters.
  private let pronouns: [UInt64: String]

  public init(options: NoOptions) {
    var pronouns: [UInt64: String] = [:]
    let list = Lexicons.attachedPronouns
    for row in 0..<list.count {
      for key in list.keys(row) { pronouns[WordHash.hash(ArabicLetter.letters(of: key))] = list.value(row, 0) }
    }
    self.pronouns = pronouns
  }

  public func process(_ document: inout Document) {
    let tokens = document[Tokens.self]
    let segments = document[Segments.self]
    var words: [Word] = []
    words.reserveCapacity(tokens.count + tokens.count / 4)
    var lemmas: [LemmaMemory.Key: String] = [:]
    var first = 0
    while first < tokens.count {
      var end = first + 1
      while end < tokens.count, tokens[end].sentence == tokens[first].sentence, end - first < Self.longestRun {
        end += 1
      }
      let parts = tokens[first..<end].map { $0.parts(in: segments) }
      let sentence = zip(tokens[first..<end], parts).map { Self.word($0, $1, document.text) }
      let tags = tagger.tags(of: sentence)
      for place in 0..<(end - first) {
        for part in parts[place] {
          let isMain = part.kind == .stem
          let tag = isMain ? tags[place] : Self.tag(part.kind)
          let lemma =
            isMain
            ? lemma(sentence[place], tag, part.range, document, &lemmas) : attachedLemma(part, document.text)
          words.append(
            Word(range: part.range, token: Int32(first + place), isMain: isMain, partOfSpeech: tag, lemma: lemma))
        }
      }
      first = end
    }
    document[Words.self] = words
  }

  /// A text without a full stop is read in runs of this many tokens, so that memory stays small.
  private static let longestRun = 4096

  private func lemma(
    _ word: TaggedWord, _ tag: PartOfSpeech, _ range: TextRange, _ document: Document,
    _ lemmas: inout [LemmaMemory.Key: String]
  ) -> String {
    guard !word.letters.isEmpty else { return document.string(range) }
    let key = LemmaMemory.Key(
      hash: WordHash.hash(word.letters), tag: tag, shape: word.bareStart * 2 + (word.hasPronoun ? 1 : 0))
    if let known = lemmas[key] { return known }
    let lemma = memory.lemma(key) { lemmatizer.lemma(of: word, tag) }
    lemmas[key] = lemma
    return lemma
  }

  /// The main word of a token with what its particles and pronoun tell of it.
  private static func word(_ token: Token, _ parts: [Token.Part], _ text: [UInt8]) -> TaggedWord {
    guard let main = parts.first(where: { $0.kind == .stem }) else {
      return TaggedWord(text, token.range, kind: token.kind)
    }
    var word = TaggedWord(text, main.range, kind: token.kind)
    for part in parts {
      switch part.kind {
      case .conjunction, .preposition, .future:
        if let letter = letters(part.range, text).first { word.attach(letter) }
      case .pronoun: word.hasPronoun = true
      default: break
      }
    }
    word.findArticle()
    return word
  }

  private static func letters(_ range: TextRange, _ text: [UInt8]) -> [UInt8] {
    TaggedWord(text, range, kind: .word).letters
  }

  private static func tag(_ kind: Segment.Kind) -> PartOfSpeech {
    switch kind {
    case .conjunction: .coordinator
    case .preposition: .adposition
    case .pronoun: .pronoun
    default: .particle
    }
  }

  private func attachedLemma(_ part: Token.Part, _ text: [UInt8]) -> String {
    let letters = Self.letters(part.range, text)
    if part.kind == .pronoun, let lemma = pronouns[FunctionWords.hash(letters)] { return lemma }
    return String(String.UnicodeScalarView(letters.compactMap { Unicode.Scalar(0x0620 + UInt32($0)) }))
  }
}
