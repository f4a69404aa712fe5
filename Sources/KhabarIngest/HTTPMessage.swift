/// The head of an HTTP response as an archive keeps it. Source: RFC 9112.
struct HTTPHead {
  /// More than this is no head; servers send some kilobytes.
  static let maximumBytes = 256 << 10
  private static let tooLong = InputFault(
    code: "record-damaged", message: "the record's HTTP head is longer than \(maximumBytes) bytes")

  let status: Int?
  let header: HeaderBlock
  /// Where the body starts.
  let end: Int

  /// Reads the head at `start`.
  ///
  /// - Returns: nil where no response starts.
  init?(_ bytes: [UInt8], from start: Int, to end: Int) throws(InputFault) {
    guard bytes[start..<end].starts(with: "HTTP/".utf8) else { return nil }
    let limit = min(end, start + Self.maximumBytes)
    guard let bodyStart = HeaderBlock.end(in: bytes, from: start, to: limit) ?? (limit == end ? end : nil) else {
      throw Self.tooLong
    }
    let head = bytes[start..<bodyStart]
    let lineEnd = head.firstIndex(of: 0x0A).map { $0 + 1 } ?? bodyStart
    let words = head[..<lineEnd].split { $0 <= 0x20 }
    status = words.count > 1 ? Int(String(decoding: words[1], as: UTF8.self)) : nil
    header = HeaderBlock(head[lineEnd...])
    self.end = bodyStart
  }
}

/// The body of an HTTP response with its encodings undone.
///
/// Archives often keep the head as it was sent and the body decoded: what does not look encoded is taken as it is.
struct HTTPBody {
  private static let maximumCodings = 4

  private(set) var bytes: [UInt8]
  /// Damage after which the body could be read in part.
  private(set) var faults: [InputFault] = []

  /// - Parameter limit: how many bytes it may grow to.
  init(_ body: [UInt8], header: HeaderBlock, limit: Int) throws(InputFault) {
    bytes = body
    if header.list("transfer-encoding").contains("chunked") { undoChunks() }
    let codings = header.list("content-encoding").filter { $0 != "identity" && $0 != "none" }
    guard codings.count <= Self.maximumCodings else {
      throw InputFault(code: "coding-unsupported", message: "the page is encoded \(codings.count) times over")
    }
    for coding in codings.reversed() { try undo(coding, limit: limit) }
    guard bytes.count <= limit else { throw Self.tooLarge(limit) }
  }

  static func tooLarge(_ limit: Int) -> InputFault {
    InputFault(code: "record-too-large", message: "the page is larger than \(limit) bytes, the limit of maximum_bytes")
  }

  private mutating func undo(_ coding: String, limit: Int) throws(InputFault) {
    switch coding {
    case "gzip", "x-gzip":
      if bytes.starts(with: [0x1F, 0x8B]) { try inflate(Inflater(), limit: limit) }
    case "deflate":
      // Said to be zlib data, sent as bare deflate data by some servers.
      let isZlib = bytes.count > 1 && bytes[0] & 0x0F == 8 && (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
      if isZlib || !looksDecoded { try inflate(Inflater(isRaw: !isZlib), limit: limit) }
    default:
      guard looksDecoded else {
        throw InputFault(code: "coding-unsupported", message: "the page is encoded as \"\(coding)\", which is not read")
      }
    }
  }

  private var looksDecoded: Bool {
    guard let first = bytes.first(where: { $0 > 0x20 }) else { return true }
    return first == 0x3C || first == 0xEF || first == 0xFE || first == 0xFF
  }

  private mutating func inflate(_ inflater: Inflater, limit: Int) throws(InputFault) {
    let encoded = bytes
    bytes = []
    do {
      guard try inflater.inflate(encoded, into: &bytes, limit: limit) else { throw Self.tooLarge(limit) }
      if !inflater.isComplete {
        faults.append(
          InputFault(code: "body-truncated", message: "the compressed page ends early; what stands before is used"))
      }
    } catch let fault as InputFault {
      throw fault
    } catch {
      faults.append(
        InputFault(code: "body-damaged", message: "the compressed page is damaged; what stands before is used"))
    }
  }

  // MARK: Chunks

  /// Joins the chunks. Where their lengths stop making sense, the rest is taken as it stands: it holds the text still.
  private mutating func undoChunks() {
    var index = 0
    guard var size = Self.chunkSize(bytes, &index) else { return }
    var joined: [UInt8] = []
    joined.reserveCapacity(bytes.count)
    while size > 0 {
      guard size <= bytes.count - index else {
        joined += bytes[index...]
        report("body-truncated", "the last chunk of the page is shorter than it says")
        break
      }
      joined += bytes[index..<(index + size)]
      index += size
      if index < bytes.count, bytes[index] == 0x0D { index += 1 }
      if index < bytes.count, bytes[index] == 0x0A { index += 1 }
      guard index < bytes.count else {
        report("body-truncated", "the last chunk of the page is missing")
        break
      }
      guard let next = Self.chunkSize(bytes, &index) else {
        joined += bytes[index...]
        report("body-damaged", "the lengths of the page's chunks are wrong")
        break
      }
      size = next
    }
    bytes = joined
  }

  private mutating func report(_ code: String, _ finding: String) {
    faults.append(InputFault(code: code, message: finding + "; what there is was used"))
  }

  /// The number of the line at `index`, which is moved behind the line; nil, and `index` where it was, when the line is
  /// no length.
  private static func chunkSize(_ bytes: [UInt8], _ index: inout Int) -> Int? {
    var place = index
    var size = 0
    while place < bytes.count, place - index < 16, let digit = TransferEncoding.hexadecimal(bytes[place]) {
      size = min(size << 4 | Int(digit), 1 << 48)
      place += 1
    }
    guard place > index else { return nil }
    // An extension may follow: `;name=value`.
    let limit = min(bytes.count, place + 1024)
    while place < limit, bytes[place] == 0x20 { place += 1 }
    if place < limit, bytes[place] == 0x3B {
      while place < limit, bytes[place] != 0x0D, bytes[place] != 0x0A { place += 1 }
    }
    if place < limit, bytes[place] == 0x0D { place += 1 }
    guard place < limit, bytes[place] == 0x0A else { return nil }
    index = place + 1
    return size
  }
}
