import KhabarArabic
import KhabarCore

/// The stages that stand before the readers, for a string.
struct SentenceTokeniser: Sendable {
  private let fold = FoldStage(options: .init())
  private let sentences = SentenceStage(options: .init())
  private let tokens = TokenStage(options: .init())

  /// A document with the layers `folded`, `sentences`, `tokens`.
  func document(_ text: String) -> Document {
    var document = Document(id: "text", text: text)
    fold.process(&document)
    sentences.process(&document)
    tokens.process(&document)
    return document
  }
}
