import KhabarHTML
import KhabarText

/// The blocks of a page with what the elements around them say.
struct PageOutline {
  let tree: HTMLTree
  private(set) var blocks: [PageBlock] = []
  /// Text nodes of the blocks.
  private(set) var pieces: [Int32] = []
  /// What class and id of each element say.
  private(set) var parts: [PagePart]

  /// - Parameters:
  ///   - kept: elements that are read although their class says they are no part of the article.
  ///   - leftOut: elements that are not read at all.
  init(_ tree: HTMLTree, keeping kept: Set<Int32> = [], leavingOut leftOut: Set<Int32> = []) {
    self.tree = tree
    parts = tree.nodes.indices.map { Self.namedParts(of: $0, tree) }
    var walk = Walk(tree: tree, kept: kept, leftOut: leftOut, parts: parts)
    walk.run(&self)
    markTeasers()
  }

  /// The box that was left out with the most prose in it; not one of comments.
  var fullestBox: (element: Int32, prose: Int)? {
    var prose: [Int32: Int] = [:]
    for block in blocks where block.dropRoot >= 0 && block.isGood {
      prose[block.dropRoot, default: 0] += Int(block.length)
    }
    let boxes = prose.filter { !parts[Int($0.key)].contains(.comments) }
    // Of two with as much the first.
    return boxes.max { $0.value != $1.value ? $0.value < $1.value : $0.key > $1.key }.map { ($0.key, $0.value) }
  }

  /// The text of a block, white space as it stands; it ends soon after `limit` bytes.
  func string(of index: Int, limit: Int = .max) -> String {
    var bytes: [UInt8] = []
    for place in blocks[index].pieces {
      let piece = Int(pieces[place])
      if tree.nodes[piece].kind == .element { bytes.append(0x20) } else { bytes += tree.bytes(of: piece) }
      if bytes.count >= limit { break }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Marks blocks that tell about another article: in a small box with a line that is a link, one of several such boxes.
  private mutating func markTeasers() {
    let starts = blocks.map { pieces[$0.pieces.lowerBound] }
    func firstBlock(from node: Int32) -> Int {
      var low = 0
      var high = starts.count
      while low < high {
        let middle = (low + high) / 2
        if starts[middle] < node { low = middle + 1 } else { high = middle }
      }
      return low
    }
    for index in blocks.indices where blocks[index].isGood && blocks[index].length < 700 {
      var box = Int(blocks[index].element)
      for _ in 0..<5 {
        let node = tree.nodes[box]
        if node.tag == .body || box <= 0 { break }
        let first = firstBlock(from: Int32(box))
        let last = firstBlock(from: node.subtreeEnd) - 1
        if last - first > 6 || parts[box].contains(.body) { break }
        if blocks[first...last].reduce(0, { $0 + Int($1.length) }) > 800 { break }
        let hasLink = blocks[first..<max(first, index)].contains {
          $0.length > 12 && $0.linkLength * 10 > $0.length * 8
        }
        if hasLink, isOneOfSeveral(box) {
          blocks[index].isTeaser = true
          break
        }
        box = Int(node.parent)
      }
    }
  }

  /// Whether two siblings of its name and class stand among the first 400 of an element's parent, beside itself.
  private func isOneOfSeveral(_ element: Int) -> Bool {
    let node = tree.nodes[element]
    let name = tree.attribute(.class, of: element)
    var count = 0
    for sibling in tree.children(of: Int(node.parent)).prefix(400) where tree.nodes[sibling].tag == node.tag {
      if tree.attribute(.class, of: sibling) == name { count += 1 }
      if count >= 3 { return true }
    }
    return false
  }

  /// Attributes that name parts besides class and id; pages whose classes are hashes have nothing else.
  private static let named: [HTMLAttributeName] = [.itemprop, .ariaLabelledBy, .dataComponent, .dataTestId]

  /// What class, id and the like of an element say.
  private static func namedParts(of index: Int, _ tree: HTMLTree) -> PagePart {
    guard tree.nodes[index].hasAttributes else { return [] }
    var parts: PagePart = []
    if let value = tree.attribute(.class, of: index) { parts.formUnion(PagePart.parts(in: value)) }
    if let value = tree.attribute(.id, of: index) { parts.formUnion(PagePart.parts(in: value)) }
    for name in named { if let value = tree.attribute(name, of: index) { parts.formUnion(PagePart.parts(in: value)) } }
    return parts
  }

  /// The walk over the nodes in document order; open elements are those whose subtree has not ended.
  private struct Walk {
    let tree: HTMLTree
    let kept: Set<Int32>
    let leftOut: Set<Int32>

    /// An element that puts a boundary where it ends, or a state that ends with it.
    struct Open {
      var end: Int32
      var element: Int32
      var kind: PageBlock.Kind
      var level: UInt8
      var parts: PagePart
    }

    /// Bytes of long runs of text before each node, links left out: what the page has to say.
    private let proseBefore: [Int32]
    /// Marks of an article (a main heading, a body by name) before each node.
    private let marksBefore: [Int32]
    private var open: [Open] = [Open(end: .max, element: 0, kind: .paragraph, level: 0, parts: [])]
    private var linkEnd: Int32 = 0
    private var dropEnd: Int32 = 0
    private var dropRoot: Int32 = -1
    private var articleDepthEnd: Int32 = 0
    /// An inline element that marks its text, and how much of the current block's text is so marked.
    private var inlineEnd: Int32 = 0
    private var inlineParts: PagePart = []
    private var marked: (length: Int32, parts: PagePart) = (0, [])
    private var current = PageBlock(pieces: 0..<0, element: 0)
    private var lastIsSpace = true
    /// The end of the table of data around, the table, and the end of its row.
    private var tableEnd: Int32 = 0
    private var table: Int32 = -1
    private var rowEnd: Int32 = 0
    /// The end of an element whose line breaks are shown.
    private var preformattedEnd: Int32 = 0

    init(tree: HTMLTree, kept: Set<Int32>, leftOut: Set<Int32>, parts: [PagePart]) {
      self.tree = tree
      self.kept = kept
      self.leftOut = leftOut
      var sums = [Int32](repeating: 0, count: tree.nodes.count + 1)
      for index in tree.nodes.indices {
        let node = tree.nodes[index]
        var length = 0
        if node.kind == .text, node.range.count >= 80, tree.nodes[Int(node.parent)].tag != .a {
          length = tree.bytes(of: index).count { $0 > 0x20 }
        }
        sums[index + 1] = sums[index] + Int32(length >= 60 ? length : 0)
      }
      proseBefore = sums
      var marks = [Int32](repeating: 0, count: tree.nodes.count + 1)
      for index in tree.nodes.indices {
        let isMark = tree.nodes[index].tag == .h1 || parts[index].contains(.body)
        marks[index + 1] = marks[index] + (isMark ? 1 : 0)
      }
      marksBefore = marks
    }

    /// Whether an element holds so much of what the page says that no class makes it a side matter.
    private func holdsTheArticle(_ index: Int) -> Bool {
      let end = Int(tree.nodes[index].subtreeEnd)
      let held = Int(proseBefore[end] - proseBefore[index])
      let all = Int(proseBefore[tree.nodes.count])
      return held > 0 && (held * 2 > all || (held * 5 > all && marksBefore[end] > marksBefore[index]))
    }

    /// Whether hidden text is the article all the same: some pages show theirs by a script. A copy for printing is not.
    private func holdsAlmostAll(_ index: Int) -> Bool {
      let held = Int(proseBefore[Int(tree.nodes[index].subtreeEnd)] - proseBefore[index])
      return held > 0 && held * 3 > Int(proseBefore[tree.nodes.count]) * 2
    }

    /// Bytes of long runs of text in an element: a byline, a caption or a date has few. "author" in the class of a whole
    /// page names a kind of page, "date" in the class of a post the list it stands in.
    private func prose(in index: Int) -> Int {
      Int(proseBefore[Int(tree.nodes[index].subtreeEnd)] - proseBefore[index])
    }

    /// Parts that are never long.
    private static let small: PagePart = [.caption, .byline, .date, .headline]

    mutating func run(_ outline: inout PageOutline) {
      let count = tree.nodes.count
      var index = 1
      while index < count {
        while let top = open.last, Int(top.end) <= index {
          flush(&outline)
          open.removeLast()
        }
        let node = tree.nodes[index]
        switch node.kind {
        case .element:
          if enter(index, node, &outline) {
            index += 1
          } else {
            // A figure ends a line, a mark inside a line does not.
            if node.tag.isBlock, Int32(index) >= rowEnd { flush(&outline) }
            index = Int(node.subtreeEnd)
          }
        case .text:
          add(index, &outline)
          index += 1
        case .raw, .document: index += 1
        }
      }
      flush(&outline)
    }

    /// Whether the element's content is read.
    private mutating func enter(_ index: Int, _ node: HTMLNode, _ outline: inout PageOutline) -> Bool {
      let tag = node.tag
      if Self.isSkipped(tag) || leftOut.contains(Int32(index)) { return false }
      let isInRow = Int32(index) < rowEnd
      if tag == .br {
        if isInRow { part(index, &outline) } else { flush(&outline) }
        return true
      }
      if tag == .table, !isInRow, TableShape.isOfData(index, tree) {
        table = Int32(index)
        tableEnd = node.subtreeEnd
      }
      var parts = outline.parts[index]
      if parts.contains(.lineBreak), node.subtreeEnd == Int32(index) + 1, !isInRow {
        flush(&outline)
        return true
      }
      if node.hasAttributes, isHidden(index), !holdsAlmostAll(index), !kept.contains(Int32(index)) { return false }
      if tag == .pre || (node.hasAttributes && showsLineBreaks(index)) {
        preformattedEnd = max(preformattedEnd, node.subtreeEnd)
      }
      if tag == .article || tag == .main { articleDepthEnd = max(articleDepthEnd, node.subtreeEnd) }
      if drops(tag, parts, index), parts.contains(.comments) || !holdsTheArticle(index) {
        parts.insert(.drop)
      } else {
        parts.remove(.drop)
      }
      if !parts.isDisjoint(with: Self.inherited) {
        let prose = prose(in: index)
        if prose > 900 { parts.subtract(Self.small) } else if prose > 300 { parts.subtract([.date, .headline]) }
      }
      outline.parts[index] = parts
      if parts.contains(.drop), !kept.contains(Int32(index)), dropEnd <= Int32(index) {
        // A share link inside a line is left out of the line.
        if !tag.isBlock { return false }
        dropEnd = node.subtreeEnd
        dropRoot = Int32(index)
      }
      if tag == .a { linkEnd = max(linkEnd, node.subtreeEnd) }
      if isInRow, tag.isBlock {
        part(index, &outline)
      } else if tag.isBlock {
        push(index, node, parts, &outline)
      } else if !parts.isDisjoint(with: Self.inherited) || tag == .time {
        inlineEnd = node.subtreeEnd
        inlineParts = tag == .time ? .date : parts.intersection(Self.inherited)
      }
      return true
    }

    private static let inherited: PagePart = [.caption, .byline, .date, .headline, .lead]

    private mutating func push(_ index: Int, _ node: HTMLNode, _ parts: PagePart, _ outline: inout PageOutline) {
      let tag = node.tag
      flush(&outline)
      let around = open[open.count - 1]
      var kind = around.kind
      var level = around.level
      var element = Int32(index)
      switch tag {
      case .h1, .h2, .h3, .h4, .h5, .h6:
        kind = .heading
        level = HTMLTag.headingLevel(tag)
      case .li, .dd, .dt:
        kind = .listItem
        // Lists nested beyond reason are as deep as a level can say.
        level = around.kind == .listItem ? min(around.level, .max - 1) + 1 : 1
      case .blockquote: kind = .quotation
      case .figcaption, .caption: kind = .caption
      case .tr where Int32(index) < tableEnd:
        // The row is the line. It stands for its table when neighbours are compared.
        kind = .tableRow
        rowEnd = node.subtreeEnd
        element = table
      default: break
      }
      let inherited = around.parts.intersection(Self.inherited)
      open.append(
        Open(end: node.subtreeEnd, element: element, kind: kind, level: level, parts: parts.union(inherited)))
    }

    /// Parts what stands in a row: a cell, or a line inside one, is no block of its own.
    private mutating func part(_ index: Int, _ outline: inout PageOutline) {
      guard current.length > 0 else { return }
      outline.pieces.append(Int32(index))
      lastIsSpace = true
    }

    /// Elements whose content is no text of the page.
    private static func isSkipped(_ tag: HTMLTag) -> Bool {
      switch tag {
      case .script, .style, .template, .head, .select, .option, .button, .textarea, .iframe, .object, .embed, .svg,
        .math,
        .canvas, .audio, .video, .noframes, .map, .input, .marquee:
        true
      default: false
      }
    }

    private func drops(_ tag: HTMLTag, _ parts: PagePart, _ index: Int) -> Bool {
      switch tag {
      case .nav, .aside, .footer, .form, .menu, .dialog, .noscript, .fieldset: return true
      case .header: return Int32(index) >= articleDepthEnd && !parts.contains(.article)
      // Classes of these say what page it is, not what part.
      case .html, .body, .main, .article: return false
      default: break
      }
      if let role = tree.attribute(.role, of: index) {
        for name in ["navigation", "complementary", "banner", "contentinfo", "search", "dialog", "menu"]
        where role.elementsEqual(name.utf8) { return true }
      }
      return parts.contains(.comments) || (parts.contains(.drop) && !parts.contains(.body))
    }

    private func isHidden(_ index: Int) -> Bool {
      if let value = tree.attribute(.ariaHidden, of: index), value.elementsEqual("true".utf8) { return true }
      if tree.attribute(.hidden, of: index) != nil { return true }
      guard let style = tree.attribute(.style, of: index), style.count >= 12 else { return false }
      let compact = style.filter { $0 > 0x20 }
      return compact.starts(with: "display:none".utf8) || contains(compact, ";display:none")
        || compact.starts(with: "visibility:hidden".utf8)
    }

    private func showsLineBreaks(_ index: Int) -> Bool {
      guard let style = tree.attribute(.style, of: index), style.count >= 15 else { return false }
      return contains(style.filter { $0 > 0x20 }, "white-space:pre")
    }

    private func contains(_ bytes: [UInt8], _ word: String) -> Bool {
      let word = Array(word.utf8)
      guard bytes.count >= word.count else { return false }
      return (0...(bytes.count - word.count)).contains { bytes[$0..<$0 + word.count].elementsEqual(word) }
    }

    // MARK: Text

    private mutating func add(_ index: Int, _ outline: inout PageOutline) {
      let measure = TextMeasure(tree.bytes(of: index), afterSpace: lastIsSpace)
      lastIsSpace = measure.endsWithSpace
      if measure.length == 0, current.length == 0 { return }
      if current.length == 0 {
        begin(outline)
        current.isPreformatted = Int32(index) < preformattedEnd
      }
      outline.pieces.append(Int32(index))
      current.length += measure.length
      current.punctuation += measure.punctuation
      if Int32(index) < inlineEnd {
        marked.length += measure.length
        marked.parts.formUnion(inlineParts)
      }
      if Int32(index) < linkEnd { current.linkLength += measure.length }
    }

    private mutating func begin(_ outline: PageOutline) {
      let around = open[open.count - 1]
      marked = (0, [])
      current = PageBlock(pieces: outline.pieces.count..<outline.pieces.count, element: around.element)
      current.kind = around.kind
      current.level = around.level
      current.parts = around.parts
    }

    private mutating func flush(_ outline: inout PageOutline) {
      defer { lastIsSpace = true }
      guard current.length > 0 else { return }
      current.pieces = current.pieces.lowerBound..<outline.pieces.count
      // "الأحد، 04 آب 2013" in a span of a line that has nothing else.
      if marked.length * 10 >= current.length * 7 { current.parts.formUnion(marked.parts) }
      if let first = current.pieces.first, outline.pieces[first] < dropEnd { current.dropRoot = dropRoot }
      outline.blocks.append(current)
      current = PageBlock(pieces: 0..<0, element: 0)
    }
  }
}

/// Sizes of a piece of text, white space collapsed.
struct TextMeasure {
  var length: Int32 = 0
  var punctuation: Int32 = 0
  var endsWithSpace: Bool

  /// Letters of Chinese and Japanese count twice: they say as much as two or three of an alphabet.
  init(_ bytes: ArraySlice<UInt8>, afterSpace: Bool) {
    endsWithSpace = afterSpace
    var space = afterSpace
    var previous: UInt8 = 0
    var total: Int32 = 0
    var marks: Int32 = 0
    bytes.withUnsafeBufferPointer { buffer in
      for byte in buffer {
        if byte <= 0x20 {
          if !space { total += 1 }
          space = true
          previous = byte
          continue
        }
        if byte & 0xC0 != 0x80 {
          total += byte >= 0xE3 && byte <= 0xE9 ? 2 : 1
          space = false
        }
        switch byte {
        case 0x2E, 0x2C, 0x3B, 0x21, 0x3F: marks += 1
        // ، ؛ ؟ and ۔
        case 0x8C, 0x9B, 0x9F: if previous == 0xD8 { marks += 1 }
        case 0x94: if previous == 0xDB { marks += 1 }
        // 、 and 。
        case 0x81, 0x82: if previous == 0x80 { marks += 1 }
        default: break
        }
        previous = byte
      }
    }
    length = total
    punctuation = marks
    endsWithSpace = space
  }
}
