import KhabarAnnotations
public import KhabarCore
import KhabarText

/// Cuts the text into words, numbers, marks, links and hashtags, and words into their segments.
///
/// Words are cut at white space, around each mark and between letters and digits, as `KeyFolding.words` cuts keys.
/// A number keeps the separators between its digits. Arabic words get segments: attached particles, article, stem,
/// endings, pronoun.
///
/// - Requires: `folded`.
/// - Uses: `sentences`, to tell each token its sentence.
/// - Provides: `tokens`, `segments`.
public struct TokenStage: Stage {
  public typealias Options = NoOptions

  public static let name = "tokens"
  public static let summary = "Cuts the text into words, numbers and marks, and words into their segments"
  public static let requires = [LayerName(FoldedTexts.self)]
  public static let uses = [LayerName(Sentences.self)]
  public static let provides = [LayerName(Tokens.self), LayerName(Segments.self)]

  private let splitter: WordSplitter
  private let memory = SplitMemory()

  public init(options: NoOptions) {
    splitter = .standard
  }

  public func process(_ document: inout Document) {
    guard let folded = document[FoldedTexts.self].first else { return }
    let sentences = document[Sentences.self]
    let (tokens, segments) = folded.bytes.withUnsafeBufferPointer { bytes in
      document.text.withUnsafeBufferPointer { text in
        var scanner = TokenScanner(
          bytes, of: folded, text: text, sentences: sentences, splitter: splitter, memory: memory)
        scanner.scan()
        return (scanner.tokens, scanner.segments)
      }
    }
    document[Tokens.self] = tokens
    document[Segments.self] = segments
  }
}
