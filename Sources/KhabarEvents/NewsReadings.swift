import KhabarAnnotations
import KhabarCore

/// What `casualties` and `events` both read out of a document.
struct NewsFindings: Sendable {
  let reading: NewsReading
  let dates: DateFinder
  let places: PlaceFinder

  /// Reads the layers; nil without folded text or tokens. O(text).
  init?(_ document: borrowing Document) {
    guard let reading = NewsReading(document) else { return nil }
    self.reading = reading
    dates = DateFinder(document, reading)
    places = PlaceFinder(document, reading)
  }
}

/// The one reading of a document that `casualties` and `events` share: one item, made by the first of the two. A working
/// layer of this module, not written to output.
enum NewsReadings: LayerKey {
  typealias Item = NewsFindings
  static let name = "news-reading"
  static let isWrittenByDefault = false

  static func write(_ items: [NewsFindings], to writer: inout AnnotationWriter) { writer.array { _ in } }

  /// The reading of `document`, made now where there is none yet; nil without folded text or tokens.
  static func findings(in document: Document) -> NewsFindings? {
    document[NewsReadings.self].first ?? NewsFindings(document)
  }
}
