/// Why a page could not be parsed at all. Malformed pages are no errors: they give a tree.
public struct HTMLParseError: Error, Hashable, CustomStringConvertible, Sendable {
  public enum Reason: Hashable, Sendable {
    case empty
    case tooLarge(limit: Int)
    case parserFailed
  }

  public let reason: Reason

  public init(reason: Reason) { self.reason = reason }

  public var description: String {
    switch reason {
    case .empty: "the page is empty"
    case .tooLarge(let limit): "the page is larger than \(limit) bytes"
    case .parserFailed: "libxml2 could not allocate a parser"
    }
  }
}
