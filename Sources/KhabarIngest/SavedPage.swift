import KhabarCore

/// A page saved as one file with its parts: MHTML. Source: RFC 2557; multipart bodies: RFC 2046, section 5.1.
///
/// Browsers write the page first and name it in the header, by `start` (Opera), `Snapshot-Content-Location` (Chromium)
/// or not at all (Internet Explorer).
struct SavedPage {
  /// A part that is no multipart itself.
  private struct Part {
    var header: HeaderBlock
    /// `Content-ID` and `Content-Location`, taken over from the multipart around it where it has none.
    var identifier: String?
    var location: String?
    var body: Range<Int>

    var type: MediaType { MediaType(header["content-type"] ?? "text/plain") }
  }

  private struct Level {
    var boundary: [UInt8]
    var identifier: String?
    var location: String?
  }

  private static let maximumLevels = 8

  private let bytes: [UInt8]
  private let header: HeaderBlock
  private var parts: [Part] = []
  /// True when the end of the outermost multipart is missing.
  private(set) var isTruncated = false

  /// Finds the parts. O(n).
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let (header, bodyStart) = Self.header(in: bytes, at: Self.start(of: bytes))
    self.header = header
    var part = Part(header: header, body: bodyStart..<bytes.count)
    (part.identifier, part.location) = (header["content-id"], Self.location(of: header))
    if let level = Self.level(of: part, in: bytes) {
      readParts(of: level, from: bodyStart)
    } else {
      parts = [part]
    }
  }

  /// The page itself, decoded.
  ///
  /// - Returns: nil when no part is a page.
  func page() -> (bytes: [UInt8], uri: String?, charset: String?)? {
    guard let part = mainPart else { return nil }
    let locations = [part.location, Self.location(of: header)].compactMap { $0 }
    return (
      TransferEncoding.decode(bytes[part.body], named: part.header["content-transfer-encoding"]),
      locations.first { $0.contains("://") }, part.type["charset"]
    )
  }

  private var mainPart: Part? {
    let pages = parts.filter { !$0.body.isEmpty && $0.type.isPage }
    let start = MediaType(header["content-type"] ?? "")["start"].map(Self.bare)
    if let start, let part = pages.first(where: { $0.identifier.map(Self.bare) == start }) { return part }
    if let location = Self.location(of: header), let part = pages.first(where: { $0.location == location }) {
      return part
    }
    return pages.first
  }

  // MARK: Parts

  private mutating func readParts(of outermost: Level, from start: Int) {
    var levels = [outermost]
    var open: Part?
    var index = start
    while index < bytes.count {
      let lineEnd = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[index..<lineEnd]
      let next = min(lineEnd + 1, bytes.count)
      guard let match = Self.boundary(line, in: levels) else {
        index = next
        continue
      }
      close(&open, at: index)
      levels.removeSubrange((match.level + 1)...)
      guard !match.isLast else {
        levels.removeLast()
        // What follows the outermost multipart belongs to nobody.
        if levels.isEmpty { return }
        index = next
        continue
      }
      let (header, bodyStart) = Self.header(in: bytes, at: next)
      var part = Part(header: header, body: bodyStart..<bytes.count)
      let around = levels[match.level]
      part.identifier = header["content-id"] ?? around.identifier
      part.location = Self.location(of: header) ?? around.location
      if levels.count < Self.maximumLevels, let level = Self.level(of: part, in: bytes) {
        levels.append(level)
      } else {
        open = part
      }
      index = bodyStart
    }
    close(&open, at: bytes.count)
    isTruncated = true
  }

  /// Ends the open part at a boundary line, whose line break before it belongs to the boundary.
  private mutating func close(_ open: inout Part?, at place: Int) {
    guard var part = open else { return }
    var end = place
    if place < bytes.count {
      if end > part.body.lowerBound, bytes[end - 1] == 0x0A { end -= 1 }
      if end > part.body.lowerBound, bytes[end - 1] == 0x0D { end -= 1 }
    }
    part.body = part.body.lowerBound..<max(end, part.body.lowerBound)
    parts.append(part)
    open = nil
  }

  /// The innermost level whose boundary the line is.
  private static func boundary(_ line: ArraySlice<UInt8>, in levels: [Level]) -> (level: Int, isLast: Bool)? {
    guard line.starts(with: [0x2D, 0x2D]) else { return nil }
    for level in levels.indices.reversed() {
      let rest = line.dropFirst(2)
      guard rest.starts(with: levels[level].boundary) else { continue }
      var tail = rest.dropFirst(levels[level].boundary.count)
      let isLast = tail.starts(with: [0x2D, 0x2D])
      if isLast { tail = tail.dropFirst(2) }
      if tail.allSatisfy({ $0 <= 0x20 }) { return (level, isLast) }
    }
    return nil
  }

  private static func level(of part: Part, in bytes: [UInt8]) -> Level? {
    let type = part.type
    guard type.name.hasPrefix("multipart/") else { return nil }
    // A boundary may not be empty, but a header may have lost it: then the first line that looks like one is it.
    guard let boundary = type["boundary"].map({ Array($0.utf8) }) ?? firstBoundary(in: bytes, part.body) else {
      return nil
    }
    return Level(boundary: boundary, identifier: part.identifier, location: part.location)
  }

  private static func firstBoundary(in bytes: [UInt8], _ body: Range<Int>) -> [UInt8]? {
    for line in bytes[body].prefix(4096).split(separator: 0x0A) where line.starts(with: [0x2D, 0x2D]) {
      let boundary = HeaderBlock.trimmed(line).dropFirst(2)
      return boundary.isEmpty ? nil : Array(boundary)
    }
    return nil
  }

  // MARK: Headers

  /// The header that starts at `start`. It ends at an empty line, or before a boundary where that is missing.
  private static func header(in bytes: [UInt8], at start: Int) -> (header: HeaderBlock, bodyStart: Int) {
    var index = start
    while index < bytes.count {
      let lineEnd = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[index..<lineEnd]
      if line.starts(with: [0x2D, 0x2D]) { return (HeaderBlock(bytes[start..<index]), index) }
      index = min(lineEnd + 1, bytes.count)
      if line.allSatisfy({ $0 == 0x0D }) { return (HeaderBlock(bytes[start..<index]), index) }
    }
    return (HeaderBlock(bytes[start...]), bytes.count)
  }

  /// Behind a byte-order mark and empty lines.
  private static func start(of bytes: [UInt8]) -> Int {
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    return index
  }

  /// The address, without the white space of folded lines.
  private static func location(of header: HeaderBlock) -> String? {
    let text = header["snapshot-content-location"] ?? header["content-location"]
    return text.map { String($0.filter { !$0.isWhitespace }) }
  }

  private static func bare(_ identifier: String) -> String {
    String(identifier.filter { $0 != "<" && $0 != ">" && !$0.isWhitespace })
  }
}

extension DocumentMaker {
  /// The page of an MHTML file. `source.bytes` are the decoded bytes of its part.
  func savedPage(_ input: Input) throws(InputFault) -> Document {
    let saved = SavedPage(input.bytes)
    guard let page = saved.page(), !page.bytes.isEmpty else {
      throw input.fault ?? InputFault(code: "archive-without-page", message: "none of its parts is a page")
    }
    guard page.bytes.count <= options.maximumBytes else {
      throw InputFault(
        code: "file-too-large",
        message: "its page is larger than \(options.maximumBytes) bytes, the limit of maximum_bytes")
    }
    var fault = input.fault
    if fault == nil, saved.isTruncated {
      fault = InputFault(code: "mhtml-truncated", message: "the file ends within a part; what stands before is used")
    }
    return self.page(page.bytes, fault: fault, uri: page.uri, transportLabel: page.charset)
  }
}
