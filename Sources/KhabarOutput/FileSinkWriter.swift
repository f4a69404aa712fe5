public import KhabarCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why an output cannot be written.
public struct OutputError: Error, Sendable, CustomStringConvertible {
  public let path: String
  public let message: String

  init(_ path: String, _ doing: String, code: Int32 = errno) {
    self.path = path
    message = "\(doing): \(String(cString: strerror(code)))"
  }

  public var description: String { "\(path): \(message)" }
}

/// Writes the byte records of a sink into files, each under `PATH.part` until it is whole.
///
/// `-` is standard output, which is written as it goes.
public final class FileSinkWriter: SinkWriter {
  /// What stands around and between the records of a file.
  public struct Frame: Sendable {
    public var before: [UInt8]
    public var between: [UInt8]
    public var after: [UInt8]

    public init(before: [UInt8] = [], between: [UInt8] = [], after: [UInt8] = []) {
      self.before = before
      self.between = between
      self.after = after
    }
  }

  private var files: [OutputFile]
  private let frame: Frame
  private var isFirst = true

  /// Outputs that another writer of the same paths and frame left unfinished.
  public struct Continuation: Sendable {
    /// What its `checkpoint` gave.
    public var lengths: [Int]
    /// Whether the files may have their final names already.
    public var wasFinished: Bool

    public init(lengths: [Int], wasFinished: Bool) {
      self.lengths = lengths
      self.wasFinished = wasFinished
    }
  }

  /// - Parameters:
  ///   - headers: the first bytes of each file.
  ///   - continuation: nil to start anew.
  public init(
    paths: [String], headers: [[UInt8]] = [], frame: Frame = Frame(), continuing continuation: Continuation? = nil
  ) throws {
    self.frame = frame
    files = []
    if let continuation {
      for (path, length) in zip(paths, continuation.lengths) {
        files.append(try OutputFile(path: path, cutTo: length, wasFinished: continuation.wasFinished))
      }
      isFirst = continuation.lengths.first == (headers.first?.count ?? 0) + frame.before.count
      return
    }
    for path in paths { files.append(try OutputFile(path: path)) }
    for (index, header) in headers.enumerated() { try files[index].append(header) }
    for index in files.indices { try files[index].append(frame.before) }
  }

  public func write(_ record: SinkRecord) throws {
    guard case .bytes(let parts) = record else { return }
    for (index, part) in parts.enumerated() {
      if !isFirst { try files[index].append(frame.between) }
      try files[index].append(part)
    }
    isFirst = false
  }

  public func flush() throws {
    for index in files.indices { try files[index].flush() }
  }

  public func checkpoint() throws -> [Int]? {
    try flush()
    return files.contains { $0.cannotBeCut } ? nil : files.map(\.length)
  }

  public func finish() throws {
    for index in files.indices {
      try files[index].append(frame.after)
      try files[index].finish()
    }
  }

  public func cancel() {
    for index in files.indices { files[index].cancel() }
  }
}

/// One file under its temporary name, buffered.
private struct OutputFile {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  /// Bytes that were taken, written or not.
  private(set) var length = 0

  private var isStandardOutput: Bool { path == "-" }
  var cannotBeCut: Bool { isStandardOutput || isSpecial }
  private var temporaryPath: String { path + ".part" }

  init(path: String) throws {
    self.path = path
    guard path != "-" else {
      descriptor = STDOUT_FILENO
      return
    }
    // A device or a pipe is written as it is: it cannot be renamed over.
    var status = stat()
    let isSpecial = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    guard !(isSpecial && status.st_mode & S_IFMT == S_IFDIR) else {
      throw OutputError(path, "cannot be written", code: EISDIR)
    }
    descriptor = open(isSpecial ? path : path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputError(path, "cannot be written") }
    self.isSpecial = isSpecial
  }

  /// Opens a file that was not finished, and cuts it back.
  init(path: String, cutTo length: Int, wasFinished: Bool) throws {
    self.path = path
    self.length = length
    if wasFinished, access(path + ".part", F_OK) != 0 { rename(path, path + ".part") }
    descriptor = open(path + ".part", O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OutputError(path + ".part", "cannot be gone on with") }
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int(status.st_size) >= length else {
      throw OutputError(path + ".part", "it is shorter than the journal says", code: EINVAL)
    }
    guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
      throw OutputError(path + ".part", "cannot be cut back")
    }
  }

  private var isSpecial = false

  mutating func append(_ bytes: [UInt8]) throws {
    length += bytes.count
    buffer += bytes
    if buffer.count >= 1 << 16 { try flush() }
  }

  mutating func flush() throws {
    var written = 0
    while written < buffer.count {
      let count = buffer.withUnsafeBytes { bytes in
        write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw OutputError(path == "-" ? "standard output" : path, "cannot be written")
      }
      written += count
    }
    buffer.removeAll(keepingCapacity: true)
  }

  mutating func finish() throws {
    try flush()
    guard !isStandardOutput else { return }
    guard isSpecial || fsync(descriptor) == 0 else { throw OutputError(path, "cannot be written") }
    guard close(descriptor) == 0 else { throw OutputError(path, "cannot be written") }
    guard isSpecial || rename(temporaryPath, path) == 0 else { throw OutputError(path, "cannot be renamed from .part") }
  }

  mutating func cancel() {
    try? flush()
    if !isStandardOutput { close(descriptor) }
  }
}
