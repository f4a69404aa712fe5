public import KhabarText

/// A finding about a document that does not stop it.
public struct Diagnostic: Hashable, Sendable, Anchored {
  public enum Severity: String, Sendable, CaseIterable {
    case note
    case warning
    case error
  }

  public var severity: Severity
  /// A short kebab-case name that a program can test for, such as `charset-mismatch`.
  public var code: String
  /// One sentence: lower case, no full stop, what was found and what was done.
  public var message: String
  /// The stage or source that found it.
  public var origin: String
  public var range: TextRange?

  public init(_ severity: Severity, code: String, _ message: String, origin: String, range: TextRange? = nil) {
    self.severity = severity
    self.code = code
    self.message = message
    self.origin = origin
    self.range = range
  }

  public var ranges: [TextRange] { range.map { [$0] } ?? [] }
}

/// The findings about a document, in the order they were made. Every stage may add to them.
public enum Diagnostics: LayerKey {
  public typealias Item = Diagnostic
  public static let name = "diagnostics"

  public static func write(_ items: [Diagnostic], to writer: inout AnnotationWriter) {
    writer.array {
      for item in items {
        $0.object {
          $0.field("severity", item.severity.rawValue)
          $0.field("code", item.code)
          $0.field("message", item.message)
          $0.field("origin", item.origin)
          if let range = item.range { $0.span(range) }
        }
      }
    }
  }
}

/// A document that could not be made or finished.
public struct DocumentFailure: Error, Sendable, CustomStringConvertible {
  /// The document's id, or the best name for it there is.
  public var id: String
  /// The file, with the line or record where there are several in it.
  public var place: String
  /// The source or stage that failed.
  public var origin: String
  /// A short kebab-case name that a program can test for, such as `file-missing`.
  public var code: String
  /// One sentence: what was found, what was expected.
  public var message: String
  /// True for a record of a stream of lines: a sink of lines writes an error record in its place.
  public var isStreamRecord = false

  public init(id: String, place: String, origin: String, code: String, message: String) {
    self.id = id
    self.place = place
    self.origin = origin
    self.code = code
    self.message = message
  }

  public var description: String { "\(place): \(message)" }
}
