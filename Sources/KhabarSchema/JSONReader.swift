/// Reads JSON by the letter of RFC 8259 and remembers where each value and key stands.
///
/// - A byte order mark at the start is passed over; comments, trailing commas, `NaN` and single quotes are errors.
/// - Strings must be valid UTF-8. An escape of half a surrogate pair is an error unless `replacesLoneSurrogates` is set.
/// - A key that stands twice keeps its last value and is reported in `JSONDocument.duplicateKeys`. Keys are compared by
///   their bytes: "أ" as one scalar and as two are different keys.
/// - Numbers are kept as written.
///
/// Linear in the input; nesting is held on a stack of its own, not on the call stack.
public struct JSONReader: Sendable {
  public static let maximumDuplicateKeys = 100

  /// How many arrays and objects may stand inside each other. Whatever walks a value later may recurse this deep, so
  /// raise it with care.
  public var maximumDepth = 512
  /// Reads half a surrogate pair as U+FFFD instead of refusing the text. For records of others that must not be lost.
  public var replacesLoneSurrogates = false

  public init() {}

  /// - Parameter origin: where `bytes` begin in their file; added to every offset, line and column.
  public func read(_ bytes: [UInt8], origin: SourcePosition = .start) throws(JSONError) -> JSONDocument {
    try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) in try read(buffer, origin: origin) }
  }

  public func read(_ bytes: ArraySlice<UInt8>, origin: SourcePosition = .start) throws(JSONError) -> JSONDocument {
    try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) in try read(buffer, origin: origin) }
  }

  public func read(_ text: String, origin: SourcePosition = .start) throws(JSONError) -> JSONDocument {
    try read(Array(text.utf8), origin: origin)
  }

  public func read(
    _ bytes: UnsafeBufferPointer<UInt8>, origin: SourcePosition = .start
  ) throws(JSONError) -> JSONDocument {
    var parser = JSONParser(bytes, reader: self, origin: origin)
    let value = try parser.parse()
    return JSONDocument(value: value, duplicateKeys: parser.duplicateKeys)
  }
}

extension JSONValue {
  /// Reads one JSON text; a key that stands twice keeps its last value.
  public init(parsing text: String) throws(JSONError) { self = try JSONReader().read(text).value }
  public init(parsing bytes: [UInt8]) throws(JSONError) { self = try JSONReader().read(bytes).value }
}
