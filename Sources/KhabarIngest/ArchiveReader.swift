import KhabarCore

/// Reads WARC 1.x and ARC files record by record and gives the pages in them; memory holds one record.
///
/// Source: ISO 28500 (WARC 1.1); Internet Archive, "ARC file format". After damage the reader looks for the next record
/// and says that it did; a record cut off by the end of the file is used as far as it goes.
struct ArchiveReader: RecordReader {
  private let stream: ByteStream
  private let maker: DocumentMaker
  private var buffer: [UInt8] = []
  private var place = 0
  private var record = 0
  private var pages = 0
  private var isDone = false

  init(stream: ByteStream, maker: DocumentMaker) {
    self.stream = stream
    self.maker = maker
  }

  var isReady: Bool { place < buffer.count || stream.isReady }

  mutating func next() -> SourceItem? {
    while !isDone {
      skipBlankLines()
      guard fill(1) else { return finish() }
      if starts(with: "WARC/") {
        if let item = readWARC() { return item }
      } else if let line = peekLine(), let header = ARCHeader(line) {
        if let item = readARC(header, lineLength: line.count) { return item }
      } else {
        return resynchronise()
      }
    }
    return nil
  }

  // MARK: Records

  private mutating func readWARC() -> SourceItem? {
    let end = endOfHeaders()
    let headers = HeaderFields(buffer[place..<end], hasFirstLine: true)
    place = end
    record += 1
    guard let length = headers["content-length"].flatMap({ Int($0) }), length >= 0 else { return resynchronise() }
    let type = headers["warc-type"]?.lowercased() ?? ""
    let isPage = type == "response" || type == "resource" || type == "conversion"
    guard let content = take(length, keeps: isPage) else { return nil }
    guard isPage else { return nil }
    let uri = headers["warc-target-uri"].map { TitleChoice.trimmed(String($0.filter { $0 != "<" && $0 != ">" })) }
    let isHTTP = headers.mediaType == "application/http" || (type == "response" && content.starts(with: "HTTP/".utf8))
    return item(content, isHTTP: isHTTP, type: headers.mediaType, uri: uri, isWhole: content.count == length)
  }

  private mutating func readARC(_ header: ARCHeader, lineLength: Int) -> SourceItem? {
    place += lineLength
    record += 1
    guard let content = take(header.length, keeps: !header.isVersion) else { return nil }
    guard !header.isVersion else { return nil }
    return item(
      content, isHTTP: content.starts(with: "HTTP/".utf8), type: header.mediaType, uri: header.uri,
      isWhole: content.count == header.length)
  }

  /// The item of a record that may be a page; the work is done when the runner asks for it.
  private mutating func item(
    _ content: [UInt8], isHTTP: Bool, type: String?, uri: String?, isWhole: Bool
  ) -> SourceItem? {
    let head = content.prefix(2_048)
    // Told cheaply here: most records of a crawl are pictures and scripts.
    let headers = isHTTP ? HeaderFields(head, hasFirstLine: true) : nil
    let mediaType = (isHTTP ? headers?.mediaType : type) ?? "text/html"
    guard mediaType.contains("html") else { return nil }
    if let headers, let status = headers.firstLine.split(separator: " ").dropFirst().first, status != "200" {
      return nil
    }
    pages += 1
    let maker = maker
    let number = record
    return .deferred {
      [Self.page(content, isHTTP: isHTTP, uri: uri, record: number, isWhole: isWhole, maker: maker)]
    }
  }

  private static func page(
    _ content: [UInt8], isHTTP: Bool, uri: String?, record: Int, isWhole: Bool, maker: DocumentMaker
  ) -> SourceItem {
    var body = content
    var fault: InputFault?
    var charset: String?
    if isHTTP {
      let response = HTTPResponse(content[...], limit: maker.options.maximumBytes)
      body = response.body
      fault = response.fault
      charset = response.charset
    }
    guard !body.isEmpty else {
      let fault = fault ?? InputFault(code: "record-empty", message: "the record has no content")
      return .failure(maker.failure(fault, line: record, id: uri))
    }
    if !isWhole {
      fault = InputFault(code: "record-truncated", message: "the file ends inside the record; what is there is used")
    }
    return .document(maker.page(body, fault: fault, uri: uri, transportLabel: charset, part: "-\(record)"))
  }

  // MARK: Bytes

  /// Reads until `count` bytes are in the buffer behind `place`; false when the stream ends before.
  private mutating func fill(_ count: Int) -> Bool {
    if place > 1 << 20 {
      buffer.removeSubrange(..<place)
      place = 0
    }
    while buffer.count - place < count {
      let piece = stream.next()
      if piece.isEmpty { return false }
      buffer += piece
    }
    return true
  }

  private mutating func skipBlankLines() {
    while fill(1), buffer[place] == 0x0D || buffer[place] == 0x0A { place += 1 }
  }

  private mutating func starts(with word: String) -> Bool {
    _ = fill(word.utf8.count)
    return buffer[place...].starts(with: word.utf8)
  }

  /// The end of the header block that starts at `place`; at most 64 kB are looked at.
  private mutating func endOfHeaders() -> Int {
    var searched = place
    while true {
      while searched < buffer.count {
        if buffer[searched] == 0x0A {
          if searched + 1 < buffer.count, buffer[searched + 1] == 0x0A { return searched + 2 }
          if searched + 2 < buffer.count, buffer[searched + 1] == 0x0D, buffer[searched + 2] == 0x0A {
            return searched + 3
          }
          if searched + 2 >= buffer.count { break }
        }
        searched += 1
      }
      let available = buffer.count - place
      if available > 65_536 { return buffer.count }
      let before = place
      if !fill(available + 1) { return buffer.count }
      searched = max(place, searched - (before - place))
    }
  }

  private mutating func peekLine() -> ArraySlice<UInt8>? {
    var wanted = 256
    while true {
      let isMore = fill(wanted)
      if let end = buffer[place...].firstIndex(of: 0x0A) { return buffer[place...end] }
      if !isMore || wanted > 65_536 { return nil }
      wanted *= 2
    }
  }

  /// The content of a record, nil when it is to be passed over (`keeps` false, or larger than the limit).
  private mutating func take(_ length: Int, keeps: Bool) -> [UInt8]? {
    if keeps, length <= maker.options.maximumBytes {
      _ = fill(length)
      let end = min(buffer.count, place + length)
      defer { place = end }
      return Array(buffer[place..<end])
    }
    var left = length
    while left > 0 {
      let available = buffer.count - place
      if available >= left {
        place += left
        return keeps ? nil : []
      }
      left -= available
      buffer = stream.next()
      place = 0
      if buffer.isEmpty { break }
    }
    return keeps ? nil : []
  }

  /// Goes to the next place that looks like a record.
  private mutating func resynchronise() -> SourceItem? {
    var skipped = 0
    while true {
      _ = fill(16_384)
      var index = place + (skipped == 0 ? 1 : 0)
      while index + 6 <= buffer.count {
        if buffer[index] == 0x57,
          buffer[index...].starts(with: "WARC/1".utf8) || buffer[index...].starts(with: "WARC/0".utf8)
        {
          break
        }
        index += 1
      }
      skipped += min(index, buffer.count) - place
      let isFound = index + 6 <= buffer.count
      place = isFound ? index : max(place, buffer.count - 5)
      if isFound { break }
      if !fill(buffer.count - place + 1) {
        place = buffer.count
        break
      }
    }
    let fault = InputFault(
      code: "archive-damaged", message: "\(skipped) bytes after record \(record) are no record; passed over")
    return .failure(maker.failure(fault, line: record + 1))
  }

  private mutating func finish() -> SourceItem? {
    isDone = true
    if let fault = stream.fault { return .failure(maker.failure(fault, line: record)) }
    if record == 0 { return .failure(maker.failure(InputFault(code: "file-empty", message: "the file is empty"))) }
    if pages == 0 {
      let message = "none of the \(record) records of the archive is a page"
      return .failure(maker.failure(InputFault(code: "archive-without-page", message: message)))
    }
    return nil
  }
}

/// The line before a record of an ARC file: address, IP address, date, media type, …, length. The address may hold blanks.
private struct ARCHeader {
  let uri: String
  let mediaType: String
  let length: Int
  var isVersion: Bool { uri.hasPrefix("filedesc:") }

  init?(_ line: ArraySlice<UInt8>) {
    let fields = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\r" || $0 == "\n" || $0 == "\r\n" }
    guard fields.count >= 5, let length = Int(fields[fields.count - 1]), length >= 0, fields[0].contains(":") else {
      return nil
    }
    // The date is the field of 14 digits; two fields before it end the address.
    guard let date = fields.lastIndex(where: { $0.utf8.count == 14 && $0.utf8.allSatisfy { $0 &- 0x30 < 10 } }),
      date >= 2,
      date + 1 < fields.count - 1 || fields.count == date + 3
    else { return nil }
    uri = fields[..<(date - 1)].joined(separator: "%20")
    mediaType = fields[date + 1].lowercased()
    self.length = length
  }
}
