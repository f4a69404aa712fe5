public import KhabarCore
public import KhabarText

/// A word, number or mark as it stands between white space and punctuation.
public struct Token: Hashable, Sendable, Anchored {
  public enum Kind: UInt8, Sendable {
    /// Letters, Arabic or other, with what is glued to them.
    case word
    /// Digits, with separators between them: `27,708`, `٣٫٥`.
    case number
    /// One punctuation mark or symbol.
    case punctuation
    /// A web address, mail address or handle.
    case link
    /// `#` with its word: the token is the whole.
    case hashtag
    /// Emoji and pictures.
    case symbol
  }

  /// Its place in the text, vowel signs included.
  public var range: TextRange
  /// Its place in the folded text.
  public var folded: TextRange
  /// Its place in the folded text without attached و ف ب ل ك س and without pronoun suffixes; the article stays in.
  /// Equal to `folded` where nothing is attached. This is what word lists are matched against first.
  public var stem: TextRange
  public var kind: Kind
  /// Whether white space or the text's start stands before it.
  public var isSpaceBefore: Bool
  /// The index of its sentence in `Sentences`, -1 outside all.
  public var sentence: Int32
  /// Its part in `Segments`: the first one and how many. Always at least one for a word.
  public var firstSegment: Int32
  public var segmentCount: UInt8
  /// The kinds of its segments: what most questions about a word need of them.
  public var parts: Segment.Kinds

  public init(
    range: TextRange, folded: TextRange, stem: TextRange, kind: Kind, isSpaceBefore: Bool, sentence: Int32,
    firstSegment: Int32, segmentCount: UInt8, parts: Segment.Kinds
  ) {
    self.range = range
    self.folded = folded
    self.stem = stem
    self.kind = kind
    self.isSpaceBefore = isSpaceBefore
    self.sentence = sentence
    self.firstSegment = firstSegment
    self.segmentCount = segmentCount
    self.parts = parts
  }

  public var ranges: [TextRange] { [range] }
  /// Where the word begins in the folded text behind attached particles and the article.
  public func bareStart(_ segments: [Segment]) -> Int {
    guard parts.contains(.article), let article = self.segments.last(where: { segments[$0].kind == .article }) else {
      return stem.lowerBound
    }
    return segments[article].folded.upperBound
  }

  public var segments: Range<Int> { Int(firstSegment)..<Int(firstSegment) + Int(segmentCount) }
}

/// One piece of a word: an attached particle, the article, the stem, an ending, a pronoun.
public struct Segment: Hashable, Sendable, Anchored {
  public enum Kind: UInt8, Sendable, CaseIterable {
    /// و ف
    case conjunction
    /// ب ل ك
    case preposition
    /// س of the future
    case future
    /// أ of the question
    case interrogative
    /// ال
    case article
    case stem
    /// ة ات ان ين ون وا ت: endings of number and gender
    case ending
    /// ه ها هم ك نا ي
    case pronoun
  }

  public struct Kinds: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    @inlinable
    public init(_ kind: Kind) { rawValue = 1 << kind.rawValue }

    public static let conjunction = Kinds(.conjunction)
    public static let preposition = Kinds(.preposition)
    public static let future = Kinds(.future)
    public static let interrogative = Kinds(.interrogative)
    public static let article = Kinds(.article)
    public static let stem = Kinds(.stem)
    public static let ending = Kinds(.ending)
    public static let pronoun = Kinds(.pronoun)
  }

  public enum Role: String, Sendable {
    case prefix
    case stem
    case suffix
  }

  public var range: TextRange
  /// Its place in the folded text.
  public var folded: TextRange
  public var kind: Kind

  public init(range: TextRange, folded: TextRange, kind: Kind) {
    self.range = range
    self.folded = folded
    self.kind = kind
  }

  public var ranges: [TextRange] { [range] }

  public var role: Role {
    switch kind {
    case .conjunction, .preposition, .future, .interrogative, .article: .prefix
    case .stem: .stem
    case .ending, .pronoun: .suffix
    }
  }
}

/// The segments of all tokens, in text order; a token names its own by index.
public enum Segments: LayerKey {
  public typealias Item = Segment
  public static let name = "segments"
  public static let isWrittenByDefault = false

  public static func write(_ items: [Segment], to writer: inout AnnotationWriter) {
    writer.array {
      for item in items {
        $0.object {
          $0.span(item.range)
          $0.field("role", item.role.rawValue)
        }
      }
    }
  }
}

/// The tokens of a document in text order, not overlapping.
///
/// The output form, with each token's segments inside it, needs both layers: `TokenOutput` writes it.
public enum Tokens: LayerKey {
  public typealias Item = Token
  public static let name = "tokens"
  public static let isWrittenByDefault = false

  public static func write(_ items: [Token], to writer: inout AnnotationWriter) {
    writer.array { for item in items { $0.object { $0.span(item.range) } } }
  }
}

/// Tokens with their segments, as output documents hold them.
public enum TokenOutput {
  /// Writes `[{start, end, text, segments: [{start, end, form, role}], lemma, pos}]`; the last two are those of the token's
  /// main word, where `words` has it.
  public static func write(
    _ tokens: [Token], _ segments: [Segment], _ words: [Word] = [], to writer: inout AnnotationWriter
  ) {
    var next = 0
    writer.array {
      for (index, token) in tokens.enumerated() {
        while next < words.count, Int(words[next].token) < index || !words[next].isMain && words[next].token == index {
          next += 1
        }
        let word = next < words.count && words[next].token == index ? words[next] : nil
        $0.object {
          $0.span(token.range)
          $0.key("segments")
          $0.array {
            for segment in segments[token.segments] {
              $0.object {
                $0.offsetKeys(segment.range)
                $0.field("form", textOf: segment.range)
                $0.field("role", segment.role.rawValue)
              }
            }
          }
          if let word {
            $0.field("lemma", word.lemma)
            $0.field("pos", word.partOfSpeech.rawValue)
          }
        }
      }
    }
  }
}
