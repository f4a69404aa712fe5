public import KhabarCore
public import KhabarText

/// A link in the text of an article.
public struct Link: Hashable, Sendable, Anchored {
  public var range: TextRange
  /// The address as the page writes it; it may be relative to the page's own.
  public var target: String

  public init(range: TextRange, target: String) {
    self.range = range
    self.target = target
  }

  public var ranges: [TextRange] { [range] }
}

/// The links of an article in text order, not overlapping; only there when the `article` stage is asked for them.
public enum Links: LayerKey {
  public typealias Item = Link
  public static let name = "links"

  public static func write(_ items: [Link], to writer: inout AnnotationWriter) {
    writer.array {
      for item in items {
        $0.object {
          $0.span(item.range)
          $0.field("href", item.target)
        }
      }
    }
  }
}
