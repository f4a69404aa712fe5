import KhabarCore
import KhabarText

/// Reads the files of a source in order.
///
/// A file of one document is handed over as work for the runner; a file of many is read here piece by piece.
struct InputReader: DocumentReader {
  /// How a source takes its files.
  enum Mode: Sendable {
    case automatic
    /// Pages and archives of pages, told apart by content.
    case pages
    case fixed(InputFormat)
    /// Plain texts in pieces of at most so many bytes.
    case pieces(Int)
  }

  private let mode: Mode
  private let options: InputOptions
  private let origin: String
  private var pending: [InputPaths.Entry]
  private var next = 0
  private var records: (any RecordReader)?

  init(_ mode: Mode, options: InputOptions, extensions: [String], origin: String) {
    self.mode = mode
    self.options = options
    self.origin = origin
    let paths = options.paths.isEmpty ? ["-"] : options.paths
    pending = InputPaths(extensions: extensions).entries(of: paths)
  }

  mutating func next() async throws -> SourceItem? {
    while true {
      if let item = records?.next() { return item }
      records = nil
      guard next < pending.count else { return nil }
      defer { next += 1 }
      switch pending[next] {
      case .fault(let path, let fault): return .failure(failure(path, fault))
      case .file(let path):
        if let item = open(path) { return item }
      }
    }
  }

  var isReady: Bool { records?.isReady ?? true }

  var isRepeatable: Bool {
    !pending.contains { if case .file("-") = $0 { true } else { false } }
  }

  /// The item of a file, nil when the file has many and `records` gives them.
  private mutating func open(_ path: String) -> SourceItem? {
    let maker = DocumentMaker(path: path, options: options, origin: origin)
    // Standard input is read here: there is only one, and its order counts.
    switch mode {
    case .fixed(.text) where path != "-": return .deferred { maker.items(format: .text) }
    default: break
    }
    do throws(InputFault) {
      let stream = try ByteStream(path: path)
      let format: InputFormat
      switch mode {
      case .fixed(let fixed): format = fixed
      case .pieces(let size):
        records = TextPieces(stream: stream, maker: maker, size: size)
        return nil
      case .automatic: format = InputFormat.sniff(stream.peek(InputFormat.sniffedBytes), name: path)
      case .pages:
        switch InputFormat.sniff(stream.peek(InputFormat.sniffedBytes), name: path) {
        case .text, .jsonLines, .html: format = .html
        case let other: format = other
        }
      }
      switch format {
      case .jsonLines:
        records = JSONLinesReader(stream: stream, maker: maker)
        return nil
      case .warc:
        records = ArchiveReader(stream: stream, maker: maker)
        return nil
      case .mhtml, .text, .html, .binary:
        if path != "-" { return .deferred { maker.items(format: format) } }
        let input = try maker.read(stream)
        return .deferred { maker.items(of: input, format: format) }
      }
    } catch {
      return .failure(failure(path, error))
    }
  }

  private func failure(_ path: String, _ fault: InputFault) -> DocumentFailure {
    DocumentFailure(id: path, place: path, origin: origin, code: fault.code, message: fault.message)
  }
}

/// Reads a file that holds many documents.
protocol RecordReader {
  mutating func next() -> SourceItem?
  /// False when `next` may have to wait.
  var isReady: Bool { get }
}
