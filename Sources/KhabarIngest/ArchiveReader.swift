import KhabarCore

/// Reads the records of a web archive one by one. A page is handed over as work for the runner.
///
/// Memory is bounded by the largest page, not by the file. A length that lies is noticed by what stands behind the
/// record; then the next record is searched, within the block when the length is too large, behind it when it is too
/// small. So an archive that is the content of a record stays content.
struct ArchiveReader: RecordReader {
  private enum Kind {
    /// Not known yet.
    case any
    case warc
    case arc
  }

  /// More than this is no header.
  private static let maximumHeader = 256 << 10

  private let maker: DocumentMaker
  private var window: ArchiveWindow
  private var kind = Kind.any
  /// Of the record being read, from 1.
  private var number = 0
  private var hasPages = false
  private var hasReported = false
  private var isDone = false
  private var waiting: [SourceItem] = []

  init(stream: ByteStream, maker: DocumentMaker) {
    window = ArchiveWindow(ArchiveStream(stream))
    self.maker = maker
  }

  var isReady: Bool { !waiting.isEmpty || window.isReady }

  mutating func next() -> SourceItem? {
    while waiting.isEmpty, !isDone { readRecord() }
    return waiting.isEmpty ? nil : waiting.removeFirst()
  }

  // MARK: Records

  private mutating func readRecord() {
    window.dropRead()
    window.skipLineEnds()
    guard window.fill(ArchiveRecord.plausibleBytes) > 0 else { return finishRun() }
    if case .arc = kind {
      guard let header = arcHeader() else { return passOverJunk() }
      return read(header)
    }
    if ArchiveRecord.isWARC(window.bytes, at: window.head) {
      kind = .warc
      if let header = warcHeader() { read(header) }
    } else if case .any = kind, let header = arcHeader() {
      kind = .arc
      read(header)
    } else {
      passOverJunk()
    }
  }

  private mutating func finishRun() {
    if let fault = window.fault { report(fault) }
    guard !window.beginRun() else { return }
    isDone = true
    guard !hasPages, !hasReported else { return }
    if number > 0 {
      number = 0
      report(InputFault(code: "archive-without-page", message: "none of its records is a page"))
    } else if window.offset > 0 {
      report(InputFault(code: "archive-empty", message: "it holds no record of a web archive"))
    } else {
      report(InputFault(code: "file-empty", message: "the file is empty"))
    }
  }

  private struct Header {
    var record: ArchiveRecord
    /// Where the record starts in the inflated data.
    var offset: Int
    var blockStart: Int
    /// Whether its lines end in a bare LF.
    var isBare: Bool
  }

  /// The header at the head of the window; nil when it is damaged, which is then reported and passed over.
  private mutating func warcHeader() -> Header? {
    number += 1
    let start = window.head
    let end = window.headerEnd(limit: Self.maximumHeader)
    // A writer that was stopped leaves a piece of a header, and its successor starts a record right behind it.
    if let inner = nextWARC(from: start + 5, to: end ?? min(window.bytes.count, start + Self.maximumHeader)) {
      report(damage("the record's header breaks off after \(inner - start) bytes"))
      window.head = inner
      return nil
    }
    guard let end else {
      if window.count >= Self.maximumHeader {
        report(damage("the record's header is longer than \(Self.maximumHeader) bytes"))
        window.head += Self.maximumHeader
        passOver()
      } else {
        if window.fault == nil { report(truncation("the file ends within the header of a record")) }
        window.head = window.bytes.count
      }
      return nil
    }
    let lineEnd = window.bytes[start..<end].firstIndex(of: 0x0A).map { $0 + 1 } ?? end
    return Header(
      record: ArchiveRecord(warc: HeaderBlock(window.bytes[lineEnd..<end])), offset: window.offset, blockStart: end,
      isBare: window.bytes[lineEnd - 2] != 0x0D)
  }

  private mutating func arcHeader() -> Header? {
    guard let end = window.lineEnd(limit: ArchiveRecord.maximumLine),
      let record = ArchiveRecord(arc: window.bytes[window.head..<end], isStrict: false)
    else { return nil }
    number += 1
    return Header(record: record, offset: window.offset, blockStart: end, isBare: true)
  }

  private mutating func read(_ header: Header) {
    let record = header.record
    window.head = header.blockStart
    guard let length = record.length else {
      let written = record.lengthText.isEmpty ? "has no length" : "has the length \"\(record.lengthText.prefix(40))\""
      report(damage("the record at byte \(header.offset) \(written); it was passed over"))
      return passOver()
    }
    // A page of the greatest size with its head.
    let limit = maker.options.maximumBytes + (1 << 20)
    guard length <= limit else { return passOverLarge(record, offset: header.offset, length: length) }

    let (end, fault) = end(of: header, length: length, limit: limit)
    let isCut = end < window.head + length
    let block = window.head..<(fault != nil && end < window.bytes.count ? window.trimmed(end) : end)
    hand(over: record, block: block, fault: fault ?? record.remark)
    window.head = end
    // Where compressed data ends early, that is reported itself.
    if let fault, !(isCut && end == window.bytes.count && window.fault != nil) { report(fault) }
  }

  // MARK: Lengths

  /// Where the block at the head of the window ends, and what is wrong with its length.
  private mutating func end(of header: Header, length: Int, limit: Int) -> (end: Int, fault: InputFault?) {
    let claimed = window.head + length
    if window.fill(length) < length {
      if let next = nextRecord(from: window.head, to: window.bytes.count) { return (next, lie(header, length, next)) }
      let message = "the record at byte \(header.offset) has \(window.count) of \(length) bytes, then the data ends"
      return (window.bytes.count, truncation(message))
    }
    if isRecordEnd(claimed) { return (claimed, nil) }
    if let next = nextRecord(from: window.head, to: claimed) { return (next, lie(header, length, next)) }
    // Ended as it should: what follows is junk of its own.
    let separator: [UInt8] = header.isBare ? [0x0A] : [0x0D, 0x0A, 0x0D, 0x0A]
    if window.bytes[claimed...].starts(with: separator) { return (claimed, nil) }
    // Too small: the block goes on to the next record.
    var searched = claimed
    while true {
      if let next = nextRecord(from: searched, to: window.bytes.count) { return (next, lie(header, length, next)) }
      searched = max(searched, window.bytes.count - overlap)
      guard window.count < limit else { return (claimed, nil) }
      guard window.readMore() else { return (window.bytes.count, lie(header, length, window.bytes.count)) }
    }
  }

  private func lie(_ header: Header, _ length: Int, _ next: Int) -> InputFault {
    damage(
      "the record at byte \(header.offset) says it has \(length) bytes, it has \(window.trimmed(next) - window.head)")
  }

  /// Whether a record, or nothing, follows behind the line ends at `end`.
  private mutating func isRecordEnd(_ end: Int) -> Bool {
    var place = end
    while true {
      while place < window.bytes.count, ArchiveWindow.isLineEnd(window.bytes[place]) { place += 1 }
      if place < window.bytes.count { break }
      guard window.readMore() else { return true }
    }
    // Padding; right at the end of the block it may be the rest of one whose length is too small.
    if place > end, window.bytes[place] == 0 { return true }
    window.fill(place - window.head + ArchiveRecord.plausibleBytes)
    guard case .arc = kind else { return ArchiveRecord.isWARC(window.bytes, at: place) }
    let head = window.head
    window.head = place
    defer { window.head = head }
    guard let lineEnd = window.lineEnd(limit: ArchiveRecord.maximumLine) else { return false }
    return ArchiveRecord(arc: window.bytes[place..<lineEnd], isStrict: false) != nil
  }

  /// Passes over a block that is too large to be held.
  ///
  /// Here a record within the block is taken for the next one: whether the length is right shows too late to go back.
  private mutating func passOverLarge(_ record: ArchiveRecord, offset: Int, length: Int) {
    window.fill(min(length, HTTPHead.maximumBytes))
    let block = window.head..<window.bytes.count
    if let claim = try? PageClaim(record, in: window.bytes, block: block), claim.isPage {
      report(HTTPBody.tooLarge(maker.options.maximumBytes))
    }
    var left = length
    while left > 0 {
      if let next = nextRecord(from: window.head, to: window.bytes.count), next - window.head < left {
        let found = length - left + next - window.head
        report(damage("the record at byte \(offset) says it has \(length) bytes, it has \(found)"))
        window.head = next
        return
      }
      let step = min(left, window.count - (window.isRunEnd ? 0 : min(overlap, window.count)))
      window.head += step
      left -= step
      window.dropRead()
      guard left > 0, !window.readMore(), window.count == 0 else { continue }
      if window.fault == nil {
        report(truncation("the record at byte \(offset) has \(length - left) of \(length) bytes, then the data ends"))
      }
      return
    }
  }

  // MARK: Damage

  /// Passes over what is no record where one should start.
  private mutating func passOverJunk() {
    let offset = window.offset
    passOver()
    // In a file that holds nothing else, this is not worth telling.
    guard number > 0 || window.count > 0 else { return }
    report(
      InputFault(
        code: "archive-damaged", message: "\(window.offset - offset) bytes at byte \(offset) are no part of a record"))
  }

  /// Goes to the next record or to the end of the run.
  private mutating func passOver() {
    while true {
      if let next = nextRecord(from: window.head, to: window.bytes.count) {
        window.head = next
        return
      }
      window.head = max(window.head, window.bytes.count - overlap)
      window.dropRead()
      guard window.readMore() else {
        window.head = window.bytes.count
        return
      }
    }
  }

  /// How much has to be searched again when more is read.
  private var overlap: Int { if case .warc = kind { ArchiveRecord.plausibleBytes } else { ArchiveRecord.maximumLine } }

  private func nextRecord(from start: Int, to end: Int) -> Int? {
    switch kind {
    case .warc: nextWARC(from: start, to: end)
    case .arc: nextARC(from: start, to: end)
    case .any: [nextWARC(from: start, to: end), nextARC(from: start, to: end)].compactMap { $0 }.min()
    }
  }

  private func nextWARC(from start: Int, to end: Int) -> Int? {
    let bytes = window.bytes
    return bytes.withUnsafeBufferPointer { buffer in
      var index = start
      while index < end {
        if buffer[index] == 0x57, ArchiveRecord.isPlausibleWARC(bytes, at: index) { return index }
        index += 1
      }
      return nil
    }
  }

  private func nextARC(from start: Int, to end: Int) -> Int? {
    let bytes = window.bytes
    var index = start
    while let lineEnd = bytes[index..<end].firstIndex(of: 0x0A) {
      let place = lineEnd + 1
      let limit = min(bytes.count, place + ArchiveRecord.maximumLine)
      if place < end, let next = bytes[place..<limit].firstIndex(of: 0x0A),
        ArchiveRecord(arc: bytes[place..<next], isStrict: true) != nil
      {
        return place
      }
      index = place
    }
    return nil
  }

  private func damage(_ message: String) -> InputFault { InputFault(code: "record-damaged", message: message) }
  private func truncation(_ message: String) -> InputFault { InputFault(code: "record-truncated", message: message) }

  private mutating func report(_ fault: InputFault) {
    hasReported = true
    waiting.append(.failure(ArchivePage.failure(fault, number: number, maker: maker)))
  }

  // MARK: Pages

  private mutating func hand(over record: ArchiveRecord, block: Range<Int>, fault: InputFault?) {
    do throws(InputFault) {
      guard let claim = try PageClaim(record, in: window.bytes, block: block), !claim.body.isEmpty else { return }
      hasPages = true
      let page = ArchivePage(
        body: Array(window.bytes[claim.body]), claim: claim, uri: record.uri, fault: fault, number: number,
        maker: maker)
      if page.body.count > ArchivePage.largeBytes {
        waiting += page.items()
      } else {
        waiting.append(.deferred { page.items() })
      }
    } catch {
      report(error)
    }
  }
}
