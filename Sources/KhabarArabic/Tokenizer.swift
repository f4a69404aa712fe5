public import KhabarAnnotations
import KhabarText

/// Cuts texts into tokens without a pipeline, as the stages `fold`, `sentences` and `tokens` do.
///
/// One tokenizer serves many threads; it remembers how it cut words, which never changes a result.
///
/// ```swift
/// let text = Array("وقال الوزير".utf8)
/// let tokens = Tokenizer(cutsSegments: false).cut(text).tokens  // 2, ranges 0..<8 and 9..<21
/// ```
public struct Tokenizer: Sendable {
  private let memory = SplitMemory()
  private let cutsSegments: Bool

  /// - Parameter cutsSegments: whether words are cut into particles, article, stem, endings and pronoun; without, each
  ///   token is one segment, its stem.
  public init(cutsSegments: Bool = true) {
    self.cutsSegments = cutsSegments
  }

  /// What a text was cut into; ranges are bytes of the text.
  public struct Result: Sendable {
    public let sentences: [Sentence]
    public let tokens: [Token]
    public let segments: [Segment]
  }

  /// Cuts a text, which must be valid UTF-8. O(n).
  public func cut(_ text: [UInt8]) -> Result {
    var scanner = SentenceScanner()
    text.withUnsafeBufferPointer { scanner.scan($0) }
    let (bytes, alignment) = TextFolder.search.fold(text)
    let folded = FoldedText(bytes: bytes, alignment: alignment, profile: FoldProfile.search.rawValue)
    let (tokens, segments) = tokens(of: text, folded, scanner.sentences)
    return Result(sentences: scanner.sentences, tokens: tokens, segments: segments)
  }

  func tokens(of text: [UInt8], _ folded: FoldedText, _ sentences: [Sentence]) -> ([Token], [Segment]) {
    folded.bytes.withUnsafeBufferPointer { bytes in
      text.withUnsafeBufferPointer { text in
        var scanner = TokenScanner(
          bytes, of: folded, text: text, sentences: sentences, splitter: .standard, memory: memory,
          cutsSegments: cutsSegments)
        scanner.scan()
        return (scanner.tokens, scanner.segments)
      }
    }
  }
}
