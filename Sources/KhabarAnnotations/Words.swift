public import KhabarCore
public import KhabarText

/// A part of speech as Universal Dependencies counts them (UPOS).
public enum PartOfSpeech: String, CaseIterable, Sendable {
  case noun = "NOUN"
  case properNoun = "PROPN"
  case adjective = "ADJ"
  case verb = "VERB"
  case adverb = "ADV"
  case adposition = "ADP"
  case pronoun = "PRON"
  case determiner = "DET"
  case number = "NUM"
  case particle = "PART"
  case auxiliary = "AUX"
  case coordinator = "CCONJ"
  case subordinator = "SCONJ"
  case punctuation = "PUNCT"
  case symbol = "SYM"
  case other = "X"
}

/// A word of syntax: a token, or a part of one that stands for a word of its own (و, ل, a pronoun).
public struct Word: Hashable, Sendable, Anchored {
  public var range: TextRange
  /// The index of its token in `Tokens`.
  public var token: Int32
  /// False for a particle or a pronoun attached to the token's own word.
  public var isMain: Bool
  public var partOfSpeech: PartOfSpeech
  /// The dictionary form without vowel signs: the singular of a noun, the third person of the past of a verb.
  public var lemma: String

  public init(range: TextRange, token: Int32, isMain: Bool, partOfSpeech: PartOfSpeech, lemma: String) {
    self.range = range
    self.token = token
    self.isMain = isMain
    self.partOfSpeech = partOfSpeech
    self.lemma = lemma
  }

  public var ranges: [TextRange] { [range] }
}

/// The words of a document in text order, not overlapping: each token has at least one, and one main word.
public enum Words: LayerKey {
  public typealias Item = Word
  public static let name = "words"
  public static let isWrittenByDefault = false

  public static func write(_ items: [Word], to writer: inout AnnotationWriter) {
    writer.array {
      for item in items {
        $0.object {
          $0.span(item.range)
          $0.field("lemma", item.lemma)
          $0.field("pos", item.partOfSpeech.rawValue)
        }
      }
    }
  }
}

extension Token {
  /// A part of a token that is a word of syntax; `kind` is that of an attached particle or pronoun, `stem` for the main
  /// word, which holds the article and the endings too.
  public struct Part: Hashable, Sendable {
    public var range: TextRange
    public var kind: Segment.Kind
  }

  /// The words of syntax in the token, in text order.
  ///
  /// - Parameter segments: the document's `Segments`.
  public func parts(in segments: [Segment]) -> [Part] {
    var parts: [Part] = []
    for segment in segments[self.segments] {
      switch segment.kind {
      case .conjunction, .preposition, .pronoun, .interrogative, .future:
        parts.append(Part(range: segment.range, kind: segment.kind))
      case .article, .stem, .ending:
        if let last = parts.last, last.kind == .stem {
          parts[parts.count - 1].range = last.range.union(segment.range)
        } else {
          parts.append(Part(range: segment.range, kind: .stem))
        }
      }
    }
    return parts.isEmpty ? [Part(range: range, kind: .stem)] : parts
  }
}
