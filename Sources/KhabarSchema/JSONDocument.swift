/// What a JSON text holds, with what a reader should know about it.
public struct JSONDocument: Sendable {
  /// A key that stands twice in one object. The last value was kept.
  public struct DuplicateKey: Hashable, Sendable, CustomStringConvertible {
    /// The member that stands twice.
    public var pointer: JSONPointer
    /// Byte offset of the opening quotation mark of the key that came first.
    public var firstOffset: Int
    /// Byte offset of the opening quotation mark of the key whose value was kept.
    public var offset: Int

    public var description: String {
      "\(pointer): the key stands more than once; the last value is used"
    }
  }

  public var value: JSONValue
  /// At most `JSONReader.maximumDuplicateKeys` of them, in the order of the text.
  public var duplicateKeys: [DuplicateKey]

  public init(value: JSONValue, duplicateKeys: [DuplicateKey] = []) {
    self.value = value
    self.duplicateKeys = duplicateKeys
  }
}
