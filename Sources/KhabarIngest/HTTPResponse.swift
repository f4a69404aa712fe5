/// A response as archives keep it: head and body, chunked and compressed as it came over the wire.
struct HTTPResponse {
  let status: Int?
  let mediaType: String?
  let charset: String?
  let body: [UInt8]
  /// What could not be undone, as a sentence.
  let fault: InputFault?

  /// - Parameter limit: bytes that a compressed body may grow to.
  init(_ record: ArraySlice<UInt8>, limit: Int) {
    let headers = HeaderFields(record, hasFirstLine: true)
    let words = headers.firstLine.split(separator: " ")
    status = words.count > 1 ? Int(words[1]) : nil
    mediaType = headers.mediaType
    charset = headers.parameter("charset")
    var body = Array(record[min(headers.end, record.endIndex)...])
    var fault: InputFault?
    if headers["transfer-encoding"]?.lowercased().contains("chunked") == true, let joined = Self.joinedChunks(body) {
      body = joined
    }
    switch headers["content-encoding"]?.lowercased() {
    case "gzip", "x-gzip", "deflate":
      // Some archives keep the header and store the body inflated.
      if body.starts(with: [0x1F, 0x8B]) || body.first == 0x78 {
        var output: [UInt8] = []
        do throws(Inflater.Fault) {
          if try !Inflater().inflate(body, into: &output, limit: limit) {
            fault = InputFault(code: "file-too-large", message: "the body inflates to more than \(limit) bytes")
          }
        } catch {
          fault = InputFault(
            code: "gzip-damaged", message: "the compressed body is damaged; what stands before is used")
        }
        body = output
      }
    case "br", "zstd":
      fault = InputFault(code: "encoding-unsupported", message: "the body is compressed in a way that is not read here")
      body = []
    default: break
    }
    self.body = body
    self.fault = fault
  }

  /// The body without chunk sizes; nil when it is not chunked whatever the header says. RFC 9112, section 7.1.
  private static func joinedChunks(_ body: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var index = 0
    while index < body.count {
      guard let lineEnd = body[index...].firstIndex(of: 0x0A) else { break }
      let line = String(decoding: body[index..<lineEnd], as: UTF8.self).prefix {
        $0 != ";" && $0 != "\r" && $0 != "\r\n"
      }
      guard let size = Int(TitleChoice.trimmed(String(line)), radix: 16), size >= 0 else {
        return result.isEmpty ? nil : result
      }
      if size == 0 { return result }
      let start = lineEnd + 1
      let end = min(body.count, start + min(size, body.count))
      guard start <= end else { break }
      result += body[start..<end]
      index = end
      if index < body.count, body[index] == 0x0D { index += 1 }
      if index < body.count, body[index] == 0x0A { index += 1 }
    }
    return result
  }
}
