#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The bytes of a small file that a pipeline names: a word list.
public enum FileBytes {
  /// Why a file could not be read.
  public struct Fault: Error, Sendable, CustomStringConvertible {
    public let path: String
    public let message: String

    public var description: String { "\(path): \(message)" }
  }

  /// - Parameter limit: larger files are refused.
  public static func read(_ path: String, limit: Int = 64 << 20) throws(Fault) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Fault(path: path, message: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { Self.fill($0, from: descriptor) }
      if count < 0 {
        if errno == EINTR { continue }
        throw Fault(path: path, message: String(cString: strerror(errno)))
      }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= limit else { throw Fault(path: path, message: "larger than \(limit) bytes") }
    }
  }

  private static func fill(_ buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32) -> Int {
    guard let base = buffer.baseAddress else { return 0 }
    return Swift.max(-1, systemRead(descriptor, base, buffer.count))
  }
}

/// `read` of the system; the enum has one of its own.
private func systemRead(_ descriptor: Int32, _ base: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, base, count)
}
