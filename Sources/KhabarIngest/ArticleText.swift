import KhabarAnnotations
import KhabarHTML
import KhabarText

/// Writes chosen blocks as one text, one line a block, and keeps the way back to the page.
struct ArticleText {
  /// A stretch of the text that stands in the page in one piece.
  struct Run {
    var range: TextRange
    var page: TextRange
    /// The piece of text in the tree, -1 when it is from none.
    var node: Int32
    /// Whether it is the page's bytes, not an entity.
    var isVerbatim: Bool
  }

  private(set) var text: [UInt8] = []
  /// From offsets in `text` to offsets in the decoded page.
  private(set) var alignment = Alignment()
  private(set) var blocks: [Block] = []
  private(set) var runs: [Run] = []
  /// What an offset of the page is behind its offset in the text, as recorded last; nil before the first byte.
  private var distance: Int?
  /// The end in the page of what was written last.
  private var pageEnd = 0
  /// The white space to write before the next word: nothing, a space, or the tab between two cells.
  private var pendingSpace: UInt8 = 0
  /// Where the line that is being written starts, and the block it is of.
  private var lineStart = 0
  private var line: (kind: Block.Kind, level: Int?, isPreformatted: Bool) = (.paragraph, nil, false)

  init() {}

  init(_ outline: PageOutline, blocks chosen: [Int]) {
    for index in chosen { write(outline.blocks[index], outline) }
  }

  /// Appends a block of the page as a line; of another kind than the page has it, when `kind` is given.
  mutating func write(_ block: PageBlock, _ outline: PageOutline, as kind: Block.Kind? = nil) {
    lineStart = beginLine()
    line = (kind ?? block.outputKind, block.outputLevel, block.isPreformatted)
    pendingSpace = 0
    for place in block.pieces {
      let piece = outline.pieces[place]
      let node = outline.tree.nodes[Int(piece)]
      if node.kind == .element {
        pendingSpace = node.tag == .td || node.tag == .th ? 0x09 : max(pendingSpace, 0x20)
        continue
      }
      let bytes = outline.tree.bytes(of: Int(piece))
      if outline.tree.isVerbatim(Int(piece)) {
        append(bytes, page: node.range.lowerBound, node: piece)
      } else if bytes.allSatisfy(Self.isSpace) || bytes.elementsEqual([0xC2, 0xA0]) {
        needSpace()
      } else {
        writeSpace()
        record(page: node.range.lowerBound)
        let before = text.count
        text += bytes
        distance = nil
        pageEnd = node.range.upperBound
        runs.append(Run(range: TextRange(before, text.count), page: node.range, node: piece, isVerbatim: false))
      }
    }
    endLine()
  }

  /// Appends an article whose page is a string of data in this one.
  ///
  /// - Parameter source: leads from offsets in that string to offsets in the page.
  mutating func write(_ other: ArticleText, source: Alignment) {
    for block in other.blocks {
      lineStart = beginLine()
      line = (block.kind, block.level, false)
      let shift = lineStart - block.range.lowerBound
      for run in other.runs where block.range.contains(run.range) {
        let page = source.original(of: run.page)
        let range = TextRange(run.range.lowerBound + shift, run.range.upperBound + shift)
        // White space before the run.
        while text.count < range.lowerBound { text.append(other.text[text.count - shift]) }
        record(page: page.lowerBound)
        text += other.text[run.range.indices]
        let isVerbatim = run.isVerbatim && page.count == range.count
        if !isVerbatim { distance = nil }
        pageEnd = page.upperBound
        addRun(range, page, node: -1, isVerbatim: isVerbatim)
      }
      endLine()
    }
  }

  /// Appends a text from elsewhere in the page, a string of its data: each line that holds anything is a paragraph.
  ///
  /// - Parameter source: leads from offsets in `lines` to offsets in the page.
  mutating func write(lines: [UInt8], source: Alignment) {
    var place = 0
    while place < lines.count {
      let end = lines[place...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) ?? lines.count
      lineStart = beginLine()
      line = (.paragraph, nil, false)
      pendingSpace = 0
      for run in source.runs(of: TextRange(place, end)) {
        let bytes = lines[run.rewritten.indices]
        if bytes.count == run.original.count {
          append(bytes, page: run.original.lowerBound, node: -1)
        } else {
          write(escaped: bytes, source)
        }
      }
      endLine()
      place = end + 1
    }
  }

  /// A stretch whose bytes are not the page's, written letter by letter: `\u0645`.
  private mutating func write(escaped bytes: ArraySlice<UInt8>, _ source: Alignment) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      var end = index + 1
      while end < bytes.endIndex, bytes[end] & 0xC0 == 0x80 { end += 1 }
      let page = source.original(of: TextRange(index, end))
      if bytes[index] <= 0x20 || bytes[index..<end].elementsEqual([0xC2, 0xA0]) {
        needSpace()
      } else {
        writeSpace()
        record(page: page.lowerBound)
        let before = text.count
        text += bytes[index..<end]
        distance = page.count == end - index ? distance : nil
        pageEnd = page.upperBound
        addRun(TextRange(before, text.count), page, node: -1, isVerbatim: page.count == end - index)
      }
      index = end
    }
  }

  /// Bytes of the page: words as they are, white space between them as one space.
  private mutating func append(_ bytes: ArraySlice<UInt8>, page: Int, node: Int32) {
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        let width = Self.spaceWidth(buffer, index)
        if width > 0 {
          if line.isPreformatted, buffer[index] == 0x0A || buffer[index] == 0x0D {
            pendingSpace = 0x0A
          } else {
            needSpace()
          }
          index += width
          continue
        }
        let start = index
        while index < buffer.count, Self.spaceWidth(buffer, index) == 0 {
          index += 1
          // A single space inside stays where it is: most of a text is copied in one go.
          if index + 1 < buffer.count, buffer[index] == 0x20, Self.spaceWidth(buffer, index + 1) == 0 { index += 1 }
        }
        writeSpace()
        record(page: page + start)
        let before = text.count
        text.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<index]))
        pageEnd = page + index
        addRun(TextRange(before, text.count), TextRange(page + start, pageEnd), node: node, isVerbatim: true)
      }
    }
  }

  private mutating func addRun(_ range: TextRange, _ page: TextRange, node: Int32, isVerbatim: Bool) {
    if let last = runs.last, last.isVerbatim == isVerbatim, last.node == node, last.range.end == range.start,
      last.page.end == page.start
    {
      runs[runs.count - 1].range.end = range.end
      runs[runs.count - 1].page.end = page.end
    } else {
      runs.append(Run(range: range, page: page, node: node, isVerbatim: isVerbatim))
    }
  }

  private mutating func needSpace() {
    if pendingSpace == 0 { pendingSpace = 0x20 }
  }

  private mutating func writeSpace() {
    if pendingSpace == 0x0A {
      // A line of preformatted text is a block of its own.
      endLine()
      lineStart = text.count
    } else if pendingSpace != 0, text.count > lineStart {
      text.append(pendingSpace)
    }
    pendingSpace = 0
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
  private mutating func endLine() {
    guard text.count > lineStart else { return }
    blocks.append(Block(range: TextRange(lineStart, text.count), kind: line.kind, level: line.level))
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

extension PageBlock {
  /// The kind of the block as documents have it.
  fileprivate var outputKind: Block.Kind {
    switch kind {
    case .paragraph: parts.contains(.caption) && length < 500 ? .caption : .paragraph
    case .heading: .heading
    case .listItem: .listItem
    case .quotation: .quotation
    case .caption: .caption
    case .tableRow: .tableRow
    }
  }

  fileprivate var outputLevel: Int? { kind == .heading || kind == .listItem ? Int(level) : nil }
}
