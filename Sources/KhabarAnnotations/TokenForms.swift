public import KhabarCore
public import KhabarLexicon
import KhabarText

/// The forms in which word lists look for the tokens: one item. A working layer, made by `tokens` for the stages behind
/// it, and not written to output.
public enum TokenForms: LayerKey {
  public typealias Item = WordForms
  public static let name = "token-forms"
  public static let isWrittenByDefault = false

  public static func write(_ items: [WordForms], to writer: inout AnnotationWriter) { writer.array { _ in } }

  /// The forms of `document`'s tokens, made now where no stage has made them. O(1), or O(text).
  public static func forms(of document: Document) -> WordForms {
    let tokens = document[Tokens.self]
    if let forms = document[TokenForms.self].first, forms.count == tokens.count, forms.hasBareForms { return forms }
    return forms(of: tokens, document[Segments.self], in: document[FoldedTexts.self].first?.bytes ?? [])
  }

  /// O(text).
  public static func forms(of tokens: [Token], _ segments: [Segment], in folded: [UInt8]) -> WordForms {
    var (words, bare): ([TextRange], [WordForms.Bare]) = ([], [])
    words.reserveCapacity(tokens.count)
    bare.reserveCapacity(tokens.count)
    folded.withUnsafeBufferPointer { folded in
      for token in tokens {
        words.append(token.folded)
        bare.append(Self.bare(token, segments, folded))
      }
    }
    return WordForms(of: words, bare: bare, in: folded)
  }

  /// The word without attached particles, article, pronoun and the ا of the accusative: "بالهجمات", "هجوماً", "زيارته".
  @inline(__always)
  private static func bare(
    _ token: Token, _ segments: [Segment], _ folded: UnsafeBufferPointer<UInt8>
  ) -> WordForms.Bare {
    var rest = token.stem
    if token.parts.contains(.article) {
      rest.start = Int32(token.bareStart(segments))
      rest.end = max(rest.start, rest.end)
    }
    let end = rest.upperBound
    if token.parts.contains(.pronoun) {
      let isTehMarbuta = rest.count >= 6 && folded[end - 2] == 0xD8 && folded[end - 1] == 0xAA
      return WordForms.Bare(range: rest, isTehMarbuta: isTehMarbuta)
    }
    if rest.count >= 8, folded[end - 1] == 0xA7, folded[end - 2] == 0xD8, !token.parts.contains(.article) {
      rest.end -= 2
    }
    return WordForms.Bare(range: rest, isTehMarbuta: false)
  }
}
