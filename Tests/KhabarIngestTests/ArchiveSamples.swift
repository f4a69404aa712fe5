import CZlib

/// Small containers, made as the tests need them.
enum ArchiveSamples {
  /// One compressed stream: gzip by default; 15 zlib, -15 bare deflate.
  static func deflated(_ input: [UInt8], windowBits: Int32 = 15 + 16, level: Int32 = 6) -> [UInt8] {
    var stream = z_stream()
    var input = input
    var output = [UInt8](repeating: 0, count: input.count + input.count / 100 + 200)
    khabar_deflate_init(&stream, level, windowBits)
    let count = input.count
    let room = output.count
    input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(room)
        deflate(&stream, Z_FINISH)
      }
    }
    output.removeLast(Int(stream.avail_out))
    deflateEnd(&stream)
    return output
  }

  /// A sentence in windows-1256.
  static let windows1256: [UInt8] = [
    0xC3, 0xDA, 0xE1, 0xE4, 0x20, 0xC7, 0xE1, 0xE3, 0xCA, 0xCD, 0xCF, 0xCB, 0x20, 0xC8, 0xC7, 0xD3, 0xE3, 0x20,
    0xC7, 0xE1, 0xE6, 0xD2, 0xC7, 0xD1, 0xC9, 0x20, 0xC7, 0xE1, 0xED, 0xE6, 0xE3, 0x20, 0xC3, 0xE4, 0x20, 0xC7,
    0xE1, 0xE3, 0xDD, 0xC7, 0xE6, 0xD6, 0xC7, 0xCA, 0x20, 0xE3, 0xD3, 0xCA, 0xE3, 0xD1, 0xC9,
  ]

  /// An HTTP message. Lines of the head are separated by `|`.
  static func http(_ head: String, _ body: [UInt8]) -> [UInt8] {
    Array((head.split(separator: "|").joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
  }

  static func page(_ text: String) -> [UInt8] {
    http("HTTP/1.1 200 OK|Content-Type: text/html; charset=utf-8", Array("<p>\(text)".utf8))
  }

  /// A WARC record. `length` lies when it is given.
  static func record(
    type: String = "response", uri: String = "https://example.org/a", content: String? = nil, more: String = "",
    length: String? = nil, _ block: [UInt8]
  ) -> [UInt8] {
    let content = content ?? (type == "response" ? "application/http; msgtype=response" : "text/html; charset=utf-8")
    let head =
      "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: \(uri)\r\n"
      + "WARC-Date: 2024-02-07T10:00:00Z\r\n\(more)Content-Type: \(content)\r\n"
      + "Content-Length: \(length ?? "\(block.count)")\r\n\r\n"
    return Array(head.utf8) + block + Array("\r\n\r\n".utf8)
  }

  static func arc(_ line: String, _ block: [UInt8], length: String? = nil) -> [UInt8] {
    Array("\(line) \(length ?? "\(block.count)")\n".utf8) + block + [0x0A]
  }

  static let arcDescription = arc(
    "filedesc://a.arc 0.0.0.0 20140216050221 text/plain",
    Array("1 0 Test\nURL IP-address Archive-date Content-type Archive-length\n".utf8))
}
