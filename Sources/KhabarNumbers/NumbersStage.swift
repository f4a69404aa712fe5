import KhabarAnnotations
public import KhabarCore
import KhabarText

/// Finds all numbers: cardinals, ordinals and duals, in digits, words and mixtures, those inside dates included.
///
/// - Requires: `tokens`, `folded`.
/// - Provides: `numbers`.
public struct NumbersStage: Stage {
  public typealias Options = NoOptions

  public static let name = "numbers"
  public static let summary = "Finds numbers in digits and words with their values."
  public static let requires = [LayerName(Tokens.self), LayerName(FoldedTexts.self)]
  public static let provides = [LayerName(Numbers.self)]

  public init(options: NoOptions) {}

  public func process(_ document: inout Document) {
    guard let folded = document[FoldedTexts.self].first else {
      document[Numbers.self] = []
      return
    }
    document[Numbers.self] = NumberFinder.numbers(in: folded, tokens: document[Tokens.self], text: document.text)
  }
}

/// Reads the numbers of a folded, tokenised text: what the stage and the programmer's reader share.
enum NumberFinder {
  /// O(bytes).
  static func numbers(in folded: FoldedText, tokens: [Token], text: [UInt8]) -> [NumberMention] {
    let pieces = Pieces.cut(tokens, of: folded.bytes)
    var grammar = NumberGrammar(
      bytes: folded.bytes, pieces: pieces, original: OriginalText(text: text, tokens: tokens))
    return grammar.numbers().map { found in
      let first = pieces[found.pieces.lowerBound]
      let last = pieces[found.pieces.upperBound - 1]
      return NumberMention(
        range: folded.alignment.original(of: TextRange(found.start, Int(last.end))),
        tokens: first.token..<(last.token + 1),
        kind: found.kind, value: found.value, isDigits: found.isDigits)
    }
  }
}
