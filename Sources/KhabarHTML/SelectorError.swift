/// What is wrong with a selector, and where in it.
public struct SelectorError: Error, Sendable, Hashable, CustomStringConvertible {
  public let selector: String
  /// Unicode scalars before the fault.
  public let offset: Int
  /// One sentence: what was found, what was expected.
  public let message: String

  init(selector: String, offset: Int, _ message: String) {
    self.selector = selector
    self.offset = offset
    self.message = message
  }

  /// The selector on a line of its own, and a mark under the fault on the next.
  public var excerpt: String { "  \(selector)\n  \(String(repeating: " ", count: offset))^" }

  public var description: String { "character \(offset + 1): \(message)" }
}
