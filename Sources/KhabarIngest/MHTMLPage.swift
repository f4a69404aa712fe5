/// The page in a web archive of one file, as browsers save it: the main part of a MIME message.
///
/// Source: RFC 2557, RFC 2045. Of several parts the page is the one at the address of the snapshot, else the one the
/// `start` parameter names, else the first that is HTML.
struct MHTMLPage {
  let bytes: [UInt8]
  let address: String?
  let charset: String?

  private struct Part {
    var headers: HeaderFields
    var content: ArraySlice<UInt8>
  }

  /// Nil when no part is a page. O(n).
  init?(_ message: [UInt8]) {
    let headers = HeaderFields(message[...], hasFirstLine: false)
    let address = headers["snapshot-content-location"]
    var pages: [Part] = []
    var pending = [Part(headers: headers, content: message[min(headers.end, message.count)...])]
    var seen = 0
    while let part = pending.popLast(), seen < 10_000 {
      seen += 1
      if part.headers.mediaType?.hasPrefix("multipart/") == true, let boundary = part.headers.parameter("boundary") {
        pending += Self.parts(of: part.content, boundary: boundary).reversed()
      } else if ["text/html", "application/xhtml+xml"].contains(part.headers.mediaType) {
        pages.append(part)
      }
    }
    let start = headers.parameter("start")
    let main =
      pages.first { address != nil && $0.headers["content-location"] == address }
      ?? pages.first { start != nil && $0.headers["content-id"] == start } ?? pages.first
    guard let main else { return nil }
    self.address = main.headers["content-location"] ?? address
    charset = main.headers.parameter("charset")
    bytes = Self.decoded(main)
  }

  private static func parts(of content: ArraySlice<UInt8>, boundary: String) -> [Part] {
    let mark = Array("--\(boundary)".utf8)
    var starts: [(mark: Int, content: Int)] = []
    var index = content.startIndex
    while index < content.endIndex {
      // Every boundary starts a line.
      let lineEnd = content[index...].firstIndex(of: 0x0A) ?? content.endIndex
      if content[index] == 0x2D, content[index...].starts(with: mark) {
        starts.append((index, min(lineEnd + 1, content.endIndex)))
        if content[index...].dropFirst(mark.count).starts(with: [0x2D, 0x2D]) { break }
      }
      index = lineEnd + 1
    }
    var parts: [Part] = []
    for (number, start) in starts.enumerated() where start.content < content.endIndex {
      let end = number + 1 < starts.count ? starts[number + 1].mark : content.endIndex
      guard start.content < end else { continue }
      let headers = HeaderFields(content[start.content..<end], hasFirstLine: false)
      parts.append(Part(headers: headers, content: content[min(headers.end, end)..<end]))
    }
    return parts
  }

  private static func decoded(_ part: Part) -> [UInt8] {
    switch part.headers["content-transfer-encoding"]?.lowercased() {
    case "quoted-printable": quotedPrintable(part.content)
    case "base64": base64(part.content)
    default: Array(part.content)
    }
  }

  /// RFC 2045, section 6.7; what is no escape stays as it is.
  static func quotedPrintable(_ content: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var index = content.startIndex
    while index < content.endIndex {
      guard content[index] == 0x3D else {
        result.append(content[index])
        index += 1
        continue
      }
      if index + 2 < content.endIndex, let high = digit(content[index + 1]), let low = digit(content[index + 2]) {
        result.append(high << 4 | low)
        index += 3
      } else if index + 1 < content.endIndex, content[index + 1] == 0x0A {
        index += 2
      } else if index + 2 < content.endIndex, content[index + 1] == 0x0D, content[index + 2] == 0x0A {
        index += 3
      } else {
        result.append(0x3D)
        index += 1
      }
    }
    return result
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  /// RFC 2045, section 6.8; other characters are passed over.
  static func base64(_ content: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(content.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    for byte in content {
      let value: UInt32
      switch byte {
      case 0x41...0x5A: value = UInt32(byte) - 0x41
      case 0x61...0x7A: value = UInt32(byte) - 0x61 + 26
      case 0x30...0x39: value = UInt32(byte) - 0x30 + 52
      case 0x2B: value = 62
      case 0x2F: value = 63
      default: continue
      }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return result
  }
}
