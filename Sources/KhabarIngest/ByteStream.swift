#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why an input cannot be read.
struct InputFault: Error {
  /// A short kebab-case name that a program can test for, such as `file-missing`.
  var code: String
  /// One sentence.
  var message: String
}

/// Bytes of a file or of standard input, piece by piece; gzip is inflated on the way, whatever the file is called.
final class ByteStream {
  private static let pieceSize = 1 << 16

  private let descriptor: Int32
  private let ownsDescriptor: Bool
  private var inflater: Inflater?
  private var isFirst = true
  /// What was read ahead by `peek`.
  private var ahead: [UInt8] = []
  /// The same as it was received, for `nextRaw`; nil once reading goes on.
  private var rawAhead: [UInt8]? = []
  private(set) var isAtEnd = false
  /// The fault that ended the stream early; what was read before it is good.
  private(set) var fault: InputFault?
  private(set) var isCompressed = false

  /// - Parameter path: `-` is standard input.
  init(path: String) throws(InputFault) {
    guard path != "-" else {
      descriptor = STDIN_FILENO
      ownsDescriptor = false
      return
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    ownsDescriptor = true
    guard descriptor >= 0 else { throw Self.fault(of: errno) }
  }

  deinit {
    if ownsDescriptor, descriptor >= 0 { close(descriptor) }
  }

  static func fault(of code: Int32) -> InputFault {
    switch code {
    case ENOENT, ENOTDIR: InputFault(code: "file-missing", message: "there is no such file")
    case EACCES, EPERM: InputFault(code: "file-unreadable", message: "permission to read it is denied")
    case EISDIR: InputFault(code: "file-unreadable", message: "it is a folder, a file was expected")
    default: InputFault(code: "file-unreadable", message: String(cString: strerror(code)))
    }
  }

  /// The next piece, empty at the end. Returns what is there: at a pipe it waits for one write, not for a full piece.
  func next() -> [UInt8] {
    rawAhead = nil
    if !ahead.isEmpty {
      defer { ahead = [] }
      return ahead
    }
    return readPiece()
  }

  /// The first bytes without taking them, fewer only when the stream is shorter.
  func peek(_ count: Int) -> ArraySlice<UInt8> {
    while ahead.count < count {
      let piece = readPiece()
      guard !piece.isEmpty else { break }
      ahead += piece
    }
    return ahead.prefix(count)
  }

  /// The next piece as it was received, empty at the end; for a reader that inflates by itself. It starts at the first
  /// byte even after `peek`. Not to be mixed with `next`.
  func nextRaw() -> [UInt8] {
    ahead = []
    if let opening = rawAhead {
      rawAhead = nil
      isAtEnd = false
      fault = nil
      if !opening.isEmpty { return opening }
    }
    return readRaw()
  }

  /// False when reading may have to wait for whoever writes the other end of a pipe.
  var isReady: Bool {
    guard ahead.isEmpty, !isAtEnd else { return true }
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) != 0
  }

  /// Everything that is left.
  func readAll(limit: Int) throws(InputFault) -> [UInt8] {
    var result = next()
    while true {
      guard result.count <= limit else {
        throw InputFault(
          code: "file-too-large", message: "it is larger than \(limit) bytes, the limit of maximum_bytes")
      }
      let piece = readPiece()
      if piece.isEmpty { break }
      result += piece
    }
    return result
  }

  private func readPiece() -> [UInt8] {
    while !isAtEnd {
      let raw = readRaw()
      rawAhead?.append(contentsOf: raw)
      if isFirst {
        isFirst = false
        if raw.starts(with: [0x1F, 0x8B]) {
          inflater = Inflater()
          isCompressed = true
        }
      }
      guard let inflater else { return raw }
      guard !raw.isEmpty else {
        if fault == nil, !inflater.isComplete {
          fault = InputFault(
            code: "gzip-truncated", message: "the compressed data ends early; what stands before is used")
        }
        return []
      }
      var output: [UInt8] = []
      do {
        _ = try inflater.inflate(raw, into: &output)
      } catch {
        fault = InputFault(code: "gzip-damaged", message: "the compressed data is damaged; what stands before is used")
        isAtEnd = true
      }
      if inflater.isAtEnd { isAtEnd = true }
      if !output.isEmpty { return output }
    }
    return []
  }

  private func readRaw() -> [UInt8] {
    while true {
      var count = 0
      let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, used in
        count = read(descriptor, buffer.baseAddress, Self.pieceSize)
        used = max(0, count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        fault = Self.fault(of: errno)
      }
      if count <= 0 { isAtEnd = true }
      return piece
    }
  }
}
