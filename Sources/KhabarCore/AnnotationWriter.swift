public import KhabarSchema
public import KhabarText

/// Writes annotations of one document as JSON, with offsets in the unit that the reader asked for.
public struct AnnotationWriter {
  public var json: JSONWriter
  public let text: [UInt8]
  public let offsets: OffsetConverter

  public init(json: JSONWriter, text: [UInt8], offsets: OffsetConverter) {
    self.json = json
    self.text = text
    self.offsets = offsets
  }

  /// The keys `start`, `end` and `text` of `range`, inside the object being written.
  public mutating func span(_ range: TextRange) {
    offsetKeys(range)
    json.key("text" as StaticString)
    json.string(utf8: text[range.indices])
  }

  /// The keys `start` and `end` alone.
  public mutating func offsetKeys(_ range: TextRange) {
    json.key("start" as StaticString)
    json.int(offsets.convert(range.lowerBound))
    json.key("end" as StaticString)
    json.int(offsets.convert(range.upperBound))
  }

  /// `range` as an object of its own.
  public mutating func spanObject(_ range: TextRange) {
    object { $0.span(range) }
  }

  public mutating func spans(_ ranges: [TextRange]) {
    array { for range in ranges { $0.spanObject(range) } }
  }

  public mutating func object(_ body: (inout AnnotationWriter) -> Void) {
    json.beginObject()
    body(&self)
    json.endObject()
  }

  public mutating func array(_ body: (inout AnnotationWriter) -> Void) {
    json.beginArray()
    body(&self)
    json.endArray()
  }

  public mutating func key(_ name: StaticString) { json.key(name) }

  public mutating func field(_ name: StaticString, _ value: String?) {
    json.key(name)
    json.optional(value)
  }

  public mutating func field(_ name: StaticString, _ value: Int?) {
    json.key(name)
    if let value { json.int(value) } else { json.null() }
  }

  public mutating func field(_ name: StaticString, number value: Double?) {
    json.key(name)
    if let value { json.double(value) } else { json.null() }
  }

  public mutating func field(_ name: StaticString, _ value: Bool) {
    json.key(name)
    json.bool(value)
  }

  /// The text of `range` as a string value, null without a range.
  public mutating func field(_ name: StaticString, textOf range: TextRange?) {
    json.key(name)
    if let range { json.string(utf8: text[range.indices]) } else { json.null() }
  }

  /// Bytes that are valid UTF-8 as a string value.
  public mutating func field(_ name: StaticString, utf8 bytes: [UInt8]) {
    json.key(name)
    json.string(utf8: bytes[...])
  }

  public mutating func null() { json.null() }
}
