public import KhabarCore
public import KhabarText

/// A sentence, without the white space around it.
public struct Sentence: Hashable, Sendable, Anchored {
  public var range: TextRange
  /// The index of the paragraph (line of the text) it stands in, from 0.
  public var paragraph: Int32

  public init(range: TextRange, paragraph: Int32) {
    self.range = range
    self.paragraph = paragraph
  }

  public var ranges: [TextRange] { [range] }
}

/// The sentences of a document in text order, not overlapping.
public enum Sentences: LayerKey {
  public typealias Item = Sentence
  public static let name = "sentences"

  public static func write(_ items: [Sentence], to writer: inout AnnotationWriter) {
    writer.array {
      for (index, item) in items.enumerated() {
        $0.object {
          $0.field("id", "t\(index + 1)")
          $0.span(item.range)
        }
      }
    }
  }
}
