/// One place at which a value does not keep to its schema.
public struct SchemaViolation: Hashable, Sendable, CustomStringConvertible {
  /// The way through the schema to the keyword, through references.
  public var keywordLocation: JSONPointer
  /// The URI of the keyword itself, where `keywordLocation` is not simply a pointer into the schema's file.
  public var absoluteKeywordLocation: String?
  public var instanceLocation: JSONPointer
  /// Byte offset in the instance's file of what is at fault: of the key where a key is.
  public var offset: Int
  /// One sentence: what was found, what was expected.
  public var error: String

  public var description: String { "\(instanceLocation): \(error)" }
}
