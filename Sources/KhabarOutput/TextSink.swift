public import KhabarCore

/// The clean text alone.
public struct TextSink: Sink {
  public struct Options: StageOptions {
    public var path = "-"
    public var title = true

    public init() {}

    public static let fields: [OptionField<Options>] = [
      .string("path", \.path, "The file to write; - is standard output."),
      .bool("title", \.title, "The title, where one is known, as the first line of each document."),
    ]
  }

  public static let name = "text"
  public static let summary = "The text alone, a blank line between documents."

  private let options: Options

  public init(options: Options) { self.options = options }

  public var outputPaths: [String] { [options.path] }

  public func encode(_ document: Document) -> SinkRecord {
    var bytes: [UInt8] = []
    if options.title, let title = document.metadata.title { bytes += Array(title.utf8) + [0x0A] }
    bytes += document.text
    while bytes.last == 0x0A { bytes.removeLast() }
    return .bytes([bytes + [0x0A]])
  }

  public func open() throws -> any SinkWriter {
    try FileSinkWriter(paths: [options.path], frame: .init(between: [0x0A]))
  }

  public func reopen(at lengths: [Int], wasFinished: Bool) throws -> (any SinkWriter)? {
    try FileSinkWriter(
      paths: [options.path], frame: .init(between: [0x0A]),
      continuing: .init(lengths: lengths, wasFinished: wasFinished))
  }
}
