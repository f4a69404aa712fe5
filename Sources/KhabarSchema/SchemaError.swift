/// Why a schema cannot be used, and where in it.
public struct SchemaError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Reason: Hashable, Sendable {
    /// A keyword's value is not of the kind that the standard asks for.
    case malformedKeyword
    case invalidPattern
    /// A pattern that is right but asks for what the pattern engine has not: lookahead, back references, scripts.
    case unsupportedPattern
    /// A reference to a resource, anchor or place that is not there.
    case unresolvedReference
    /// References that lead back to themselves without going into the instance.
    case endlessReference
    case duplicateIdentifier
    /// A `$schema` or required vocabulary that is not known.
    case unsupportedDialect
  }

  public let reason: Reason
  /// The URI of the resource at fault as it was given; empty for the schema itself when it has no URI.
  public let resource: String
  /// The place in the file of that resource.
  public let pointer: JSONPointer
  /// Byte offset of the value at fault in that file.
  public let offset: Int
  /// What was found and what was expected, without the place.
  public let sentence: String

  public var description: String { "\(resource)#\(pointer): \(sentence)" }
}
