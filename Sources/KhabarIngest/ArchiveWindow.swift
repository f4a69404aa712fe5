/// The part of a web archive that is being read: one run of bytes that join, up to damage or the end.
///
/// Places are indices of `bytes`; they hold until `dropRead` is called.
struct ArchiveWindow {
  private let stream: ArchiveStream
  private(set) var bytes: [UInt8] = []
  /// The next byte to be read.
  var head = 0
  /// Where in the inflated data `bytes` starts.
  private var start = 0
  /// True when nothing joins `bytes` any more.
  private(set) var isRunEnd = false
  /// What ended the run.
  private(set) var fault: InputFault?
  private var isStreamEnd = false

  init(_ stream: ArchiveStream) { self.stream = stream }

  var count: Int { bytes.count - head }
  /// Where in the inflated data `head` stands.
  var offset: Int { start + head }
  var isReady: Bool { stream.isReady }

  /// Reads until `count` bytes stand behind `head`.
  ///
  /// - Returns: how many stand there, fewer only at the end of the run.
  @discardableResult
  mutating func fill(_ count: Int) -> Int {
    while bytes.count - head < count, readMore() {}
    return bytes.count - head
  }

  /// Reads one piece more.
  ///
  /// - Returns: false at the end of the run.
  mutating func readMore() -> Bool {
    guard !isRunEnd else { return false }
    switch stream.next() {
    case .bytes(let piece):
      bytes += piece
      return true
    case .damage(let found): fault = found
    case .end: isStreamEnd = true
    }
    isRunEnd = true
    return false
  }

  /// Goes over to what follows damage.
  ///
  /// - Returns: false when nothing does.
  mutating func beginRun() -> Bool {
    start += bytes.count
    bytes = []
    head = 0
    fault = nil
    isRunEnd = isStreamEnd
    return !isStreamEnd
  }

  /// Forgets what stands before `head`, in large steps, so that each byte is moved once or twice.
  mutating func dropRead() {
    guard head > 1 << 16, head > bytes.count / 2 else { return }
    bytes.removeSubrange(..<head)
    start += head
    head = 0
  }

  /// Moves behind line ends and padding.
  mutating func skipLineEnds() {
    while true {
      while head < bytes.count, Self.isLineEnd(bytes[head]) || bytes[head] == 0 { head += 1 }
      guard head == bytes.count else { return }
      dropRead()
      guard readMore() else { return }
    }
  }

  /// The place behind the empty line that ends the header at `head`, nil when there is none within `limit` bytes.
  mutating func headerEnd(limit: Int) -> Int? {
    while true {
      let searched = count
      if let end = HeaderBlock.end(in: bytes, from: head, to: head + min(searched, limit)) { return end }
      // Twice as much each time, so that the search stays linear.
      guard searched < limit, fill(2 * searched) > searched else { return nil }
    }
  }

  /// The place behind the line at `head`, nil when it does not end within `limit` bytes.
  mutating func lineEnd(limit: Int) -> Int? {
    while true {
      let searched = count
      if let end = bytes[head..<(head + min(searched, limit))].firstIndex(of: 0x0A) { return end + 1 }
      guard searched < limit, fill(2 * searched) > searched else { return nil }
    }
  }

  /// `place` without the line ends before it that separate two records.
  func trimmed(_ place: Int) -> Int {
    var end = place
    for _ in 0..<2 where end > head && bytes[end - 1] == 0x0A {
      end -= 1
      if end > head, bytes[end - 1] == 0x0D { end -= 1 }
    }
    return end
  }

  static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
