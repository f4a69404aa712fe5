public import KhabarCore

/// One document a line, flushed as it goes: the format for everything that follows.
public struct JSONLinesSink: Sink {
  public static let name = "jsonl"
  public static let summary = "One JSON document a line (khabar-document/1)."

  private let path: String
  private let writer: DocumentWriter

  public init(options: DocumentSinkOptions) {
    path = options.path
    writer = DocumentWriter(offsets: options.offsets, include: options.include)
  }

  public var outputPaths: [String] { [path] }

  public func encode(_ document: Document) -> SinkRecord { .bytes([writer.write(document) + [0x0A]]) }

  public func encode(_ failure: DocumentFailure) -> SinkRecord? {
    failure.isStreamRecord ? .bytes([DocumentWriter.errorRecord(failure) + [0x0A]]) : nil
  }

  public func open() throws -> any SinkWriter { try FileSinkWriter(paths: [path]) }

  public func reopen(at lengths: [Int], wasFinished: Bool) throws -> (any SinkWriter)? {
    try FileSinkWriter(paths: [path], continuing: .init(lengths: lengths, wasFinished: wasFinished))
  }
}

/// All documents as one JSON array.
public struct JSONSink: Sink {
  public static let name = "json"
  public static let summary = "One JSON array of documents (khabar-document/1)."

  private let path: String
  private let writer: DocumentWriter

  public init(options: DocumentSinkOptions) {
    path = options.path
    writer = DocumentWriter(offsets: options.offsets, include: options.include, pretty: options.pretty)
  }

  public var outputPaths: [String] { [path] }

  public func encode(_ document: Document) -> SinkRecord { .bytes([writer.write(document)]) }

  private static let frame = FileSinkWriter.Frame(
    before: Array("[\n".utf8), between: Array(",\n".utf8), after: Array("\n]\n".utf8))

  public func open() throws -> any SinkWriter { try FileSinkWriter(paths: [path], frame: Self.frame) }

  public func reopen(at lengths: [Int], wasFinished: Bool) throws -> (any SinkWriter)? {
    try FileSinkWriter(
      paths: [path], frame: Self.frame, continuing: .init(lengths: lengths, wasFinished: wasFinished))
  }
}
