#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Searches in the bytes of a page.
enum ByteSearch {
  /// The first `byte` at or after `start`.
  @inline(__always)
  static func first(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let base = bytes.baseAddress, start < bytes.count,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Whether `length` bytes at both places are the same.
  @inline(__always)
  static func same(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    memcmp(left, right, length) == 0
  }

  /// Whether `bytes` are `word`, which is in lower case, in any case.
  static func equal(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    guard bytes.count == word.utf8CodeUnitCount else { return false }
    for index in 0..<bytes.count where bytes[index] | 0x20 != word.utf8Start[index] { return false }
    return true
  }

  /// Behind the `-->` of a comment whose content starts at `start`, or the end.
  static func endOfComment(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while let close = first(0x3E, in: bytes, from: index) {
      if close >= start + 2, bytes[close - 1] == 0x2D, bytes[close - 2] == 0x2D { return close + 1 }
      index = close + 1
    }
    return bytes.count
  }

  /// The `</name` that ends a script or style sheet, or the end.
  static func endOfRawText(
    _ name: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    var index = start
    while let open = first(0x3C, in: bytes, from: index) {
      index = open + 1
      guard index < bytes.count, bytes[index] == 0x2F, index + 1 + name.count <= bytes.count else { continue }
      var matches = true
      for offset in 0..<name.count where bytes[index + 1 + offset] | 0x20 != name[offset] | 0x20 { matches = false }
      if matches { return open }
    }
    return bytes.count
  }
}
