/// The encodings of MIME bodies. Source: RFC 2045, sections 6.7 and 6.8.
enum TransferEncoding {
  /// Decodes `body` as the header names it; an unknown name leaves the bytes as they are. O(n).
  static func decode(_ body: ArraySlice<UInt8>, named name: String?) -> [UInt8] {
    switch name?.lowercased() {
    case "quoted-printable": quotedPrintable(body)
    case "base64": base64(body)
    default: Array(body)
    }
  }

  /// White space at the end of a line is dropped, as the standard has it; a `=` that introduces nothing stays.
  static func quotedPrintable(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(body.count)
    body.withUnsafeBufferPointer { bytes in
      var index = 0
      // What stands behind this place of the output is white space that a line's end would drop.
      var kept = 0
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        switch byte {
        case 0x3D:
          if let length = softBreakLength(bytes, at: index) {
            index += length
          } else if index + 1 < bytes.count, let high = hexadecimal(bytes[index]),
            let low = hexadecimal(bytes[index + 1])
          {
            output.append(high << 4 | low)
            index += 2
          } else {
            output.append(byte)
          }
          kept = output.count
        case 0x20, 0x09: output.append(byte)
        case 0x0A:
          output.removeLast(output.count - kept)
          output.append(byte)
          kept = output.count
        case 0x0D where index < bytes.count && bytes[index] == 0x0A:
          output.removeLast(output.count - kept)
          output.append(byte)
          kept = output.count
        default:
          output.append(byte)
          kept = output.count
        }
      }
    }
    return output
  }

  /// What follows a `=` that ends a line: white space and the line's end. Nil when the line goes on.
  private static func softBreakLength(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    var index = start
    // Bounded, so that a row of `=` with long white space between costs nothing.
    while index < bytes.count, index < start + 16, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    if index == bytes.count { return index - start }
    if bytes[index] == 0x0A { return index + 1 - start }
    if bytes[index] == 0x0D {
      return index + 1 < bytes.count && bytes[index + 1] == 0x0A ? index + 2 - start : index + 1 - start
    }
    return nil
  }

  /// Bytes outside the alphabet are passed over; padding ends a group, so pieces encoded one by one may follow.
  static func base64(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(body.count / 4 * 3 + 3)
    var bits: UInt32 = 0
    var count = 0
    for byte in body {
      if byte == 0x3D {
        bits = 0
        count = 0
        continue
      }
      guard let value = sextet(byte) else { continue }
      bits = bits << 6 | UInt32(value)
      count += 1
      // A byte is complete with the second, the third and the fourth digit of its group.
      switch count {
      case 2: output.append(UInt8(truncatingIfNeeded: bits >> 4))
      case 3: output.append(UInt8(truncatingIfNeeded: bits >> 2))
      case 4:
        output.append(UInt8(truncatingIfNeeded: bits))
        bits = 0
        count = 0
      default: break
      }
    }
    return output
  }

  private static func sextet(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x41...0x5A: byte - 0x41
    case 0x61...0x7A: byte - 0x61 + 26
    case 0x30...0x39: byte - 0x30 + 52
    case 0x2B, 0x2D: 62
    case 0x2F, 0x5F: 63
    default: nil
    }
  }

  static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
