/// Reading Unicode scalars out of valid UTF-8 bytes.
///
/// The bytes are valid by construction (`UTF8Repair`): nothing here checks again.
public enum UTF8Scalars {
  /// The scalar value that starts at `index`, and its length in bytes.
  @inlinable @inline(__always)
  public static func decode(_ bytes: borrowing Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
    let first = UInt32(bytes[index])
    if first < 0x80 { return (first, 1) }
    if first < 0xE0 { return ((first & 0x1F) << 6 | UInt32(bytes[index + 1]) & 0x3F, 2) }
    if first < 0xF0 {
      return ((first & 0x0F) << 12 | (UInt32(bytes[index + 1]) & 0x3F) << 6 | UInt32(bytes[index + 2]) & 0x3F, 3)
    }
    return (
      (first & 0x07) << 18 | (UInt32(bytes[index + 1]) & 0x3F) << 12 | (UInt32(bytes[index + 2]) & 0x3F) << 6
        | UInt32(bytes[index + 3]) & 0x3F, 4
    )
  }

  /// The scalar value that starts at `index`, and its length in bytes.
  @inlinable @inline(__always)
  public static func decode(_ bytes: [UInt8], at index: Int) -> (scalar: UInt32, length: Int) {
    decode(bytes.span, at: index)
  }

  /// The scalar that ends before `index`, and its length; nil at the start.
  @inlinable @inline(__always)
  public static func decodeBackward(_ bytes: [UInt8], before index: Int) -> (scalar: UInt32, length: Int)? {
    guard index > 0 else { return nil }
    var start = index - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return (decode(bytes, at: start).scalar, index - start)
  }

  /// True when no scalar is cut at `offset`.
  @inlinable @inline(__always)
  public static func isBoundary(_ offset: Int, in bytes: [UInt8]) -> Bool {
    offset == bytes.count || (0 <= offset && offset < bytes.count && bytes[offset] & 0xC0 != 0x80)
  }

  /// Appends the UTF-8 form of `scalar` (a valid scalar value) to `output`.
  @inlinable @inline(__always)
  public static func append(_ scalar: UInt32, to output: inout [UInt8]) {
    if scalar < 0x80 {
      output.append(UInt8(scalar))
    } else if scalar < 0x800 {
      output.append(UInt8(0xC0 | scalar >> 6))
      output.append(UInt8(0x80 | scalar & 0x3F))
    } else if scalar < 0x10000 {
      output.append(UInt8(0xE0 | scalar >> 12))
      output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      output.append(UInt8(0x80 | scalar & 0x3F))
    } else {
      output.append(UInt8(0xF0 | scalar >> 18))
      output.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      output.append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}
