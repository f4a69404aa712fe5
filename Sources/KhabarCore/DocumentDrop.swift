/// Thrown by a stage to leave a document out of the output on purpose: it is counted in the report and is no failure.
public struct DocumentDrop: Error, Sendable, CustomStringConvertible {
  /// A short kebab-case reason that a report counts by, such as `near-duplicate`.
  public var reason: String
  /// One sentence: what was found.
  public var message: String

  public init(reason: String, _ message: String) {
    self.reason = reason
    self.message = message
  }

  public var description: String { message }
}
