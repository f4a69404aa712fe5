import KhabarCore
import KhabarSchema

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether a run keeps a journal of what is done, and whether it goes on with one.
public enum RunJournaling: Sendable {
  case none
  /// The run starts anew and keeps a journal where it can.
  case keep
  /// The run goes on where the journal says that one before it broke off; without a journal it starts anew.
  case resume
}

/// Why a run cannot go on where another broke off.
public struct ResumeRefusal: Error, Sendable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}

/// How far a run has come: the items of the source that are done, and how long each output was then.
struct RunPosition: Sendable, Equatable {
  var items = 0
  /// For each sink the lengths of its files in bytes.
  var lengths: [[Int]] = []
  var written = 0
  var textBytes = 0
  var failures: [String: Int] = [:]
  var drops: [String: Int] = [:]
  /// True when the outputs may have their final names already.
  var isFinishing = false
}

/// The journal beside the first output: which pipeline, then a line for each batch that is written.
///
/// The outputs are handed to the operating system before the line about them is, so after the death of the process the
/// last whole line is true. After a loss of power it may not be.
final class RunJournal {
  private let path: String
  private let descriptor: Int32

  static func path(for pipeline: PipelineDefinition) -> String? {
    pipeline.sinks.first?.outputPaths.first.map { $0 + ".journal" }
  }

  /// Starts a journal, in place of one that is there.
  init(starting path: String, identity: String) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw JournalError(path: path) }
    var json = JSONWriter(capacity: 64)
    json.value(.object([("khabar_journal", .int(1)), ("pipeline", .string(identity))]))
    try append(json.bytes)
  }

  /// Goes on with a journal from the end of its last whole line.
  init(continuing path: String, at length: Int) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0, ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
      throw JournalError(path: path)
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func commit(_ position: RunPosition) throws {
    var json = JSONWriter(capacity: 256)
    json.value(Self.json(of: position))
    try append(json.bytes)
  }

  func remove() { unlink(path) }

  private func append(_ line: [UInt8]) throws {
    let bytes = line + [0x0A]
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw JournalError(path: path)
      }
      written += count
    }
  }

  // MARK: Reading

  /// The last position that the journal at `path` holds and where its line ends, nil when there is no journal.
  ///
  /// - Throws: `ResumeRefusal` when it is the journal of another pipeline, or none.
  static func position(at path: String, identity: String) throws -> (position: RunPosition, length: Int)? {
    guard let bytes = contents(of: path) else { return nil }
    var position: RunPosition?
    var start = 0
    var length = 0
    while let end = bytes[start...].firstIndex(of: 0x0A) {
      guard let value = try? JSONReader().read(Array(bytes[start..<end])).value else { break }
      if position != nil {
        guard let next = Self.position(of: value) else { break }
        position = next
      } else {
        guard value["khabar_journal"]?.int == 1 else { throw ResumeRefusal("\(path): it is no journal of a run") }
        guard value["pipeline"]?.string == identity else {
          throw ResumeRefusal(
            "\(path): it is the journal of another pipeline or of other paths; run without --resume to start anew")
        }
        position = RunPosition()
      }
      start = end + 1
      length = start
    }
    return position.map { ($0, length) }
  }

  private static func json(of position: RunPosition) -> JSONValue {
    func counts(_ counts: [String: Int]) -> JSONValue {
      .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })
    }
    return .object([
      ("items", .int(position.items)), ("lengths", .array(position.lengths.map { .array($0.map(JSONValue.int)) })),
      ("written", .int(position.written)), ("text_bytes", .int(position.textBytes)),
      ("failures", counts(position.failures)), ("drops", counts(position.drops)),
      ("finishing", .bool(position.isFinishing)),
    ])
  }

  private static func position(of value: JSONValue) -> RunPosition? {
    guard let items = value["items"]?.int, let lengths = value["lengths"]?.array, let written = value["written"]?.int,
      let textBytes = value["text_bytes"]?.int, let isFinishing = value["finishing"]?.bool
    else { return nil }
    func counts(_ key: String) -> [String: Int] {
      var counts: [String: Int] = [:]
      for member in value[key]?.object?.members ?? [] { counts[member.key] = member.value.int }
      return counts
    }
    var position = RunPosition(
      items: items, written: written, textBytes: textBytes, failures: counts("failures"), drops: counts("drops"),
      isFinishing: isFinishing)
    position.lengths = lengths.map { $0.array?.compactMap(\.int) ?? [] }
    return position
  }

  private static func contents(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    while true {
      let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        count = max(0, read(descriptor, buffer.baseAddress, 1 << 16))
      }
      if piece.isEmpty { return bytes }
      bytes += piece
    }
  }
}

/// A journal that cannot be written.
struct JournalError: Error, CustomStringConvertible {
  let path: String
  let reason = String(cString: strerror(errno))

  var description: String { "\(path): the journal cannot be written: \(reason)" }
}
