/// What a validator found.
public struct SchemaResult: Sendable {
  public var isValid: Bool
  /// The errors in the order in which the schema was walked; empty for a valid value.
  public var errors: [SchemaViolation]
  /// False when there were more errors than `SchemaValidator.maximumErrors`.
  public var isComplete: Bool

  /// Writes the output format "basic" of the standard, without its annotations.
  ///
  /// - Parameter lines: the file of the instance; when given, each error also has `line` and `column`.
  public func write(to writer: inout JSONWriter, lines: SourceLines? = nil) {
    writer.object { writer in
      writer.key("valid")
      writer.bool(isValid)
      guard !isValid else { return }
      writer.key("errors")
      writer.array { writer in
        for error in errors { write(error, to: &writer, lines: lines) }
      }
    }
  }

  private func write(_ error: SchemaViolation, to writer: inout JSONWriter, lines: SourceLines?) {
    writer.object { writer in
      writer.key("keywordLocation")
      writer.string(error.keywordLocation.description)
      if let absolute = error.absoluteKeywordLocation {
        writer.key("absoluteKeywordLocation")
        writer.string(absolute)
      }
      writer.key("instanceLocation")
      writer.string(error.instanceLocation.description)
      if let position = lines?.position(of: error.offset) {
        writer.key("line")
        writer.int(position.line)
        writer.key("column")
        writer.int(position.column)
      }
      writer.key("error")
      writer.string(error.error)
    }
  }
}
