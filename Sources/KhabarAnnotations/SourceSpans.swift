public import KhabarCore
public import KhabarText

/// Where a stretch of the text stands in the bytes of the page it was taken from.
public struct SourceSpan: Hashable, Sendable, Anchored {
  public var range: TextRange
  /// Bytes of `DocumentSource.bytes`: the page as received, after decompression and transfer encodings, in the page's
  /// own character encoding.
  public var source: TextRange
  /// The element around it, `/html/body/div[2]/p[1]`; nil where the text is not from an element, or nested too deep.
  public var path: String?
  /// Whether the stretch is those bytes, character for character, in the page's encoding. Where it is not (an entity, a
  /// broken byte) the two belong together as a whole.
  public var isVerbatim: Bool

  public init(range: TextRange, source: TextRange, path: String?, isVerbatim: Bool) {
    self.range = range
    self.source = source
    self.path = path
    self.isVerbatim = isVerbatim
  }

  public var ranges: [TextRange] { [range] }
}

/// The source map of a page's text, in text order, not overlapping. Line breaks, and spaces that stand for a run of white
/// space, are in no span.
public enum SourceSpans: LayerKey {
  public typealias Item = SourceSpan
  public static let name = "source-map"
  public static let isWrittenByDefault = false

  public static func write(_ items: [SourceSpan], to writer: inout AnnotationWriter) {
    writer.array {
      for item in items {
        $0.object {
          $0.offsetKeys(item.range)
          $0.field("source_start", item.source.lowerBound)
          $0.field("source_end", item.source.upperBound)
          if let path = item.path { $0.field("path", path) }
          $0.field("verbatim", item.isVerbatim)
        }
      }
    }
  }
}
