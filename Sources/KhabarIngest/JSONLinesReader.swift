import KhabarCore

/// Reads lines of JSON piece by piece: each piece that arrives becomes one deferred item with its whole lines, so a
/// filter answers a line as soon as it has it, and memory does not grow with the file.
struct JSONLinesReader: RecordReader {
  private let stream: ByteStream
  private let maker: DocumentMaker
  /// The start of a line whose end has not come yet.
  private var rest: [UInt8] = []
  private var line = 1
  private var isSkipping = false
  private var isDone = false
  private var isEmpty = true

  init(stream: ByteStream, maker: DocumentMaker) {
    self.stream = stream
    self.maker = maker
  }

  var isReady: Bool { stream.isReady }

  mutating func next() -> SourceItem? {
    while !isDone {
      let piece = stream.next()
      guard !piece.isEmpty else { return finish() }
      isEmpty = false
      guard let end = piece.lastIndex(of: 0x0A) else {
        if let item = keep(piece[...]) { return item }
        continue
      }
      var block = rest
      block += piece[...end]
      rest = Array(piece[(end + 1)...])
      if isSkipping {
        // The rest of a line that was refused already.
        let lineEnd = block.firstIndex(of: 0x0A) ?? block.endIndex - 1
        block.removeSubrange(...lineEnd)
        isSkipping = false
        line += 1
      }
      let first = line
      line += block.count { $0 == 0x0A }
      let maker = maker
      return .deferred { [block] in Self.items(of: block, firstLine: first, maker: maker) }
    }
    return nil
  }

  private mutating func keep(_ piece: ArraySlice<UInt8>) -> SourceItem? {
    guard !isSkipping else { return nil }
    rest += piece
    guard rest.count > maker.options.maximumBytes else { return nil }
    rest = []
    isSkipping = true
    let message = "the line is longer than \(maker.options.maximumBytes) bytes, the limit of maximum_bytes"
    return .failure(maker.failure(InputFault(code: "line-too-long", message: message), line: line))
  }

  private mutating func finish() -> SourceItem? {
    isDone = true
    var items: [SourceItem] = []
    if !isSkipping, !rest.isEmpty {
      // Cut off, the last line of a broken file says nothing that the file's own failure does not say.
      if stream.fault == nil { items += Self.items(of: rest, firstLine: line, maker: maker) }
    }
    if let fault = stream.fault {
      items.append(.failure(maker.failure(fault, line: line)))
    } else if isEmpty {
      items.append(.failure(maker.failure(InputFault(code: "file-empty", message: "the file is empty"))))
    }
    guard !items.isEmpty else { return nil }
    return .deferred { [items] in items }
  }

  private static func items(of block: [UInt8], firstLine: Int, maker: DocumentMaker) -> [SourceItem] {
    var items: [SourceItem] = []
    var line = firstLine
    var start = 0
    while start < block.count {
      let end = block[start...].firstIndex(of: 0x0A) ?? block.count
      let content = block[start..<end]
      if content.contains(where: { $0 > 0x20 }) {
        items.append(JSONRecord.item(of: content, line: line, maker: maker))
      }
      start = end + 1
      line += 1
    }
    return items
  }
}
