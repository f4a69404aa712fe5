import KhabarCore
import KhabarText
import Synchronization

/// A source of numbered texts; the text "fault" fails, the text "slow" takes its time.
struct ListSource: Source {
  struct Options: StageOptions {
    var paths: [String] = []
    var hasText = true

    static let fields: [OptionField<Options>] = [
      .strings("paths", \.paths, "The texts themselves."),
      .bool("text", \.hasText, "Whether the documents have text."),
    ]
  }

  static let name = "list"
  static let summary = "Texts given in the options."
  static let provides = [LayerName.text]

  let options: Options

  init(options: Options) { self.options = options }

  func reader() throws -> any DocumentReader { Reader(texts: options.paths) }

  struct Reader: DocumentReader {
    let texts: [String]
    var next = 0

    mutating func next() async throws -> SourceItem? {
      guard next < texts.count else { return nil }
      defer { next += 1 }
      let id = "d\(next)"
      let text = texts[next]
      if text == "missing" {
        return .failure(
          DocumentFailure(id: id, place: text, origin: "list", code: "file-missing", message: "there is no such file"))
      }
      return .deferred { [.document(Document(id: id, text: text))] }
    }
  }
}

/// Fails on the text "fault", and lets early documents take longer than late ones.
struct PickyStage: Stage {
  static let name = "picky"
  static let summary = "Refuses a text."
  static let provides = [LayerName(Marks.self)]

  init(options: NoOptions) {}

  struct Refusal: Error, CustomStringConvertible {
    let description = "the text is a fault"
  }

  func process(_ document: inout Document) throws {
    if document.text == Array("fault".utf8) { throw Refusal() }
    if document.text == Array("slow".utf8) {
      var sum = 0
      for number in 0..<3_000_000 { sum &+= number ^ sum }
      if sum == 42 { throw Refusal() }
    }
    document[Marks.self] = [TextRange(0, document.text.count)]
  }
}

/// Needs the marks of `PickyStage`.
struct LateStage: Stage {
  static let name = "late"
  static let summary = "Needs marks."
  static let requires = [LayerName(Marks.self)]
  static let provides: [LayerName] = []

  init(options: NoOptions) {}

  func process(_ document: inout Document) {}
}

/// Writes down which documents it was given, in order.
struct LoggedStage: Stage {
  static let name = "logged"
  static let summary = "Writes down what it was given."
  static let provides: [LayerName] = []

  private let label: String
  private let log: StageLog

  init(options: NoOptions) { self.init("", StageLog()) }

  init(_ label: String, _ log: StageLog) {
    self.label = label
    self.log = log
  }

  func process(_ document: inout Document) { log.add("\(label) \(document.id)") }
}

final class StageLog: Sendable {
  private let entries = Mutex<[String]>([])

  var calls: [String] { entries.withLock { $0 } }
  func add(_ call: String) { entries.withLock { $0.append(call) } }
}

enum Marks: LayerKey {
  typealias Item = TextRange
  static let name = "marks"

  static func write(_ items: [TextRange], to writer: inout AnnotationWriter) { writer.spans(items) }
}

/// Collects what is written; refuses to write the id `options.refuses`.
struct MemorySink: Sink {
  struct Options: StageOptions {
    var path = "memory"
    var refuses = ""

    static let fields: [OptionField<Options>] = [
      .string("path", \.path, "The name of the memory."),
      .string("refuses", \.refuses, "An id that cannot be written."),
    ]
  }

  static let name = "memory"
  static let summary = "Keeps results."

  let options: Options
  let writer = Writer()

  init(options: Options) {
    self.options = options
    writer.refuses = options.refuses
  }

  var outputPaths: [String] { [options.path] }

  func encode(_ document: Document) -> SinkRecord { .value(document.id) }
  func encode(_ failure: DocumentFailure) -> SinkRecord? { .value("failed " + failure.id) }
  func open() throws -> any SinkWriter { writer }

  final class Writer: SinkWriter, @unchecked Sendable {
    var refuses = ""
    private(set) var written: [String] = []
    private(set) var isFinished = false
    private(set) var isCancelled = false

    struct Full: Error, CustomStringConvertible {
      let description = "no space left"
    }

    func write(_ record: SinkRecord) throws {
      guard case .value(let value) = record, let id = value as? String else { return }
      if id == refuses { throw Full() }
      written.append(id)
    }

    func flush() {}
    func finish() { isFinished = true }
    func cancel() { isCancelled = true }
  }
}

extension StageRegistry {
  static var sample: StageRegistry {
    var registry = StageRegistry()
    registry.register(ListSource.self)
    registry.register(PickyStage.self)
    registry.register(LateStage.self)
    registry.register(MemorySink.self)
    registry.register(MarkSink.self)
    return registry
  }
}

/// A sink that needs the layer of `PickyStage`.
struct MarkSink: Sink {
  static let name = "marks"
  static let summary = "For tests."
  static let requires = [LayerName(name: "marks")]

  init(options: NoOptions) {}

  var outputPaths: [String] { [] }

  func encode(_ document: Document) -> SinkRecord { .value(document.id) }
  func open() throws -> any SinkWriter { MemorySink.Writer() }
}
