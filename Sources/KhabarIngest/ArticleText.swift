import KhabarAnnotations
import KhabarHTML
import KhabarText

/// Writes chosen blocks as one text, one line a block, and keeps the way back to the page.
struct ArticleText {
  private(set) var text: [UInt8] = []
  /// From offsets in `text` to offsets in the decoded page.
  private(set) var alignment = Alignment()
  private(set) var blocks: [Block] = []
  /// What an offset of the page is behind its offset in the text, as recorded last; nil before the first byte.
  private var distance: Int?
  /// The end in the page of what was written last.
  private var pageEnd = 0

  init(_ outline: PageOutline, blocks chosen: [Int]) {
    for index in chosen { write(outline.blocks[index], outline) }
  }

  private mutating func write(_ block: PageBlock, _ outline: PageOutline) {
    let start = beginLine()
    var needsSpace = false
    for place in block.pieces {
      let piece = outline.pieces[place]
      let node = outline.tree.nodes[Int(piece)]
      let bytes = outline.tree.bytes(of: Int(piece))
      if outline.tree.isVerbatim(Int(piece)) {
        append(bytes, page: node.range.lowerBound, lineStart: start, &needsSpace)
      } else if bytes.allSatisfy(Self.isSpace) || bytes.elementsEqual([0xC2, 0xA0]) {
        needsSpace = true
      } else {
        space(lineStart: start, &needsSpace)
        record(page: node.range.lowerBound)
        text += bytes
        distance = nil
        pageEnd = node.range.upperBound
      }
    }
    endLine(from: start, block)
  }

  /// Bytes of the page: words as they are, white space between them as one space.
  private mutating func append(
    _ bytes: ArraySlice<UInt8>, page: Int, lineStart: Int, _ needsSpace: inout Bool
  ) {
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        let width = Self.spaceWidth(buffer, index)
        if width > 0 {
          needsSpace = true
          index += width
          continue
        }
        let start = index
        while index < buffer.count, Self.spaceWidth(buffer, index) == 0 {
          index += 1
          // A single space inside stays where it is: most of a text is copied in one go.
          if index + 1 < buffer.count, buffer[index] == 0x20, Self.spaceWidth(buffer, index + 1) == 0 { index += 1 }
        }
        space(lineStart: lineStart, &needsSpace)
        record(page: page + start)
        text.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<index]))
        pageEnd = page + index
      }
    }
  }

  private mutating func space(lineStart: Int, _ needsSpace: inout Bool) {
    if needsSpace, text.count > lineStart { text.append(0x20) }
    needsSpace = false
  }

  /// Notes that the text goes on at `page`. An end here is the end of what was written before.
  private mutating func record(page: Int) {
    guard distance != page - text.count else { return }
    distance = page - text.count
    alignment.record(rewritten: text.count, original: page, end: min(page, max(pageEnd, 0)))
  }

  private mutating func beginLine() -> Int {
    if !text.isEmpty, text.last != 0x0A {
      // An end before the line break maps to the end of the line in the page.
      alignment.record(rewritten: text.count, original: pageEnd)
      distance = nil
      text.append(0x0A)
    }
    return text.count
  }

  /// Ends a line; nothing is left of one that is empty.
  private mutating func endLine(from start: Int, _ block: PageBlock) {
    guard text.count > start else { return }
    let kind: Block.Kind =
      switch block.kind {
      case .paragraph: .paragraph
      case .heading: .heading
      case .listItem: .listItem
      case .quotation: .quotation
      case .caption: .caption
      case .tableCell: .tableRow
      }
    let level: Int? = block.kind == .heading || block.kind == .listItem ? Int(block.level) : nil
    blocks.append(Block(range: TextRange(start, text.count), kind: kind, level: level))
    _ = beginLine()
  }

  /// The end of the text: no line break stands behind the last line.
  mutating func finish() {
    if text.last == 0x0A { text.removeLast() }
  }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }

  /// Bytes of white space at `index`: ASCII space and controls, no-break space.
  @inline(__always)
  private static func spaceWidth(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let byte = bytes[index]
    if byte <= 0x20 { return 1 }
    if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA0 { return 2 }
    return 0
  }
}
