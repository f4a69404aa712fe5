import KhabarAnnotations
public import KhabarCore

/// Cuts the text into words, numbers, marks, links and hashtags, and words into their segments.
///
/// Words are cut at white space, around each mark and between letters and digits, as `KeyFolding.words` cuts keys.
/// A number keeps the separators between its digits. Arabic words get segments: attached particles, article, stem,
/// endings, pronoun.
///
/// - Requires: `folded`.
/// - Uses: `sentences`, to tell each token its sentence.
/// - Provides: `tokens`, `segments`, `token-forms`.
public struct TokenStage: Stage {
  public typealias Options = NoOptions

  public static let name = "tokens"
  public static let summary = "Cuts the text into words, numbers and marks, and words into their segments"
  public static let requires = [LayerName(FoldedTexts.self)]
  public static let uses = [LayerName(Sentences.self)]
  public static let provides = [LayerName(Tokens.self), LayerName(Segments.self), LayerName(TokenForms.self)]

  private let tokenizer = Tokenizer()

  public init(options: NoOptions) {}

  public func process(_ document: inout Document) {
    guard let folded = document[FoldedTexts.self].first else { return }
    let (tokens, segments) = tokenizer.tokens(of: document.text, folded, document[Sentences.self])
    document[Tokens.self] = tokens
    document[Segments.self] = segments
    document[TokenForms.self] = [TokenForms.forms(of: tokens, segments, in: folded.bytes)]
  }
}
