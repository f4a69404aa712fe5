import KhabarAnnotations
import KhabarCore

/// The one reading of a document that `casualties` and `events` share: one item, made by the first of the two. A working
/// layer of this module, not written to output.
enum NewsReadings: LayerKey {
  typealias Item = NewsReading
  static let name = "news-reading"
  static let isWrittenByDefault = false

  static func write(_ items: [NewsReading], to writer: inout AnnotationWriter) { writer.array { _ in } }

  /// The reading of `document`, made now where there is none yet; nil without folded text or tokens.
  static func reading(of document: Document) -> NewsReading? {
    document[NewsReadings.self].first ?? NewsReading(document)
  }
}
