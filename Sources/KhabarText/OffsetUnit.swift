/// What an offset counts. Inside Khabar it is always UTF-8 bytes; a reader of the output may ask for another unit.
public enum OffsetUnit: String, CaseIterable, Sendable {
  /// UTF-8 bytes.
  case utf8
  /// UTF-16 code units, as JavaScript, Java and C# count.
  case utf16
  /// Unicode scalars, as Python counts.
  case scalar
}

/// Converts UTF-8 offsets of one text into another unit.
///
/// Keeps a checkpoint every 64 bytes, so a conversion reads at most 64 bytes. Building it is one pass over the text.
public struct OffsetConverter: Sendable {
  private static let stride = 64

  public let unit: OffsetUnit
  private let text: [UInt8]
  /// The converted offset at byte 0, 64, 128, ….
  private let checkpoints: [Int32]

  public init(_ text: [UInt8], unit: OffsetUnit) {
    self.unit = unit
    self.text = text
    guard unit != .utf8 else {
      checkpoints = []
      return
    }
    var points: [Int32] = []
    points.reserveCapacity(text.count / Self.stride + 1)
    text.withUnsafeBufferPointer { bytes in
      var total: Int32 = 0
      var index = 0
      while index < bytes.count {
        points.append(total)
        let end = min(index + Self.stride, bytes.count)
        while index < end {
          total += Self.units(startedBy: bytes[index], unit)
          index += 1
        }
      }
      points.append(total)
    }
    checkpoints = points
  }

  /// The offset in `unit` of the UTF-8 offset `offset`, which must stand on a scalar boundary.
  public func convert(_ offset: Int) -> Int {
    guard unit != .utf8 else { return offset }
    let checkpoint = offset / Self.stride
    var total = checkpoints[checkpoint]
    var index = checkpoint * Self.stride
    while index < offset {
      total += Self.units(startedBy: text[index], unit)
      index += 1
    }
    return Int(total)
  }

  /// Units that a byte stands for: a scalar is counted at its first byte, a pair of UTF-16 units at a four-byte one.
  @inline(__always)
  private static func units(startedBy byte: UInt8, _ unit: OffsetUnit) -> Int32 {
    if byte & 0xC0 == 0x80 { return 0 }
    return unit == .utf16 && byte >= 0xF0 ? 2 : 1
  }
}
