import CLibxml2
import KhabarText

/// Receives libxml2's events and appends nodes.
///
/// The place of an event: libxml2 has read up to `consumed + cur - base` when it calls. Text ends there and starts its
/// own length before, when the page has those bytes there; else it came from an entity, which starts at the `&` before.
struct TreeBuilder {
  private var tree: HTMLTree
  private var context: htmlParserCtxtPtr?
  private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// Open elements, innermost last.
  private var open: [Int32] = [0]
  /// The end of the last thing that was placed.
  private var lastEnd = 0
  /// Comparisons with open elements that errors have cost so far.
  private var errorWork = 0
  private var isStopped = false
  private var tags = PointerCache<HTMLTag>()
  private var attributeNames = PointerCache<HTMLAttributeName>()

  /// libxml2 looks through all open elements for each stray end tag; about a second of that is allowed.
  private static let maximumErrorWork = 100_000_000
  /// Bytes of an attribute's value that are kept.
  private static let maximumValue = 1 << 16
  private static let maximumDataAddress = 256

  init(page: [UInt8]) {
    tree = HTMLTree(page: page)
    tree.nodes.reserveCapacity(page.count / 24 + 16)
    tree.attributes.reserveCapacity(page.count / 64 + 16)
    tree.side.reserveCapacity(page.count / 3)
    tree.nodes.append(
      HTMLNode(
        kind: .document, tag: .none, parent: -1, subtreeEnd: 0, range: TextRange(0, page.count), first: 0, count: 0))
  }

  mutating func begin(context: htmlParserCtxtPtr, bytes: UnsafeBufferPointer<UInt8>) {
    self.context = context
    self.bytes = bytes
  }

  mutating func end() {
    context = nil
    bytes = UnsafeBufferPointer(start: nil, count: 0)
  }

  /// Closes what is open and gives the tree away.
  consuming func finish() -> HTMLTree {
    let count = Int32(tree.nodes.count)
    for index in open {
      tree.nodes[Int(index)].subtreeEnd = count
      if index > 0 { tree.nodes[Int(index)].range.end = Int32(max(lastEnd, tree.nodes[Int(index)].range.lowerBound)) }
    }
    tree.isPartial = isStopped
    return tree
  }

  /// How far libxml2 has read.
  private var place: Int {
    guard let input = context?.pointee.input, let current = input.pointee.cur, let base = input.pointee.base else {
      return lastEnd
    }
    return min(bytes.count, Int(input.pointee.consumed) + (current - base))
  }

  // MARK: Elements

  mutating func startElement(
    _ name: UnsafePointer<xmlChar>, _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    guard !isStopped else { return }
    let here = place
    let start = tagStart(name, before: here)
    let firstAttribute = tree.attributes.count
    if let list { append(attributes: list) }
    let range: TextRange
    if let start {
      let end = here < bytes.count && bytes[here] == 0x3E ? here + 1 : here
      range = TextRange(start, end)
      lastEnd = max(lastEnd, here)
    } else {
      range = TextRange(lastEnd, lastEnd)
    }
    let index = Int32(tree.nodes.count)
    tree.nodes.append(
      HTMLNode(
        kind: .element, tag: tags.value(for: name) { HTMLTag.byName[$0] ?? .other }, parent: parent,
        subtreeEnd: index + 1, range: range, first: Int32(firstAttribute),
        count: Int32(tree.attributes.count - firstAttribute)))
    open.append(index)
  }

  mutating func endElement(_ name: UnsafePointer<xmlChar>) {
    guard open.count > 1 else { return }
    let index = Int(open.removeLast())
    tree.nodes[index].subtreeEnd = Int32(tree.nodes.count)
    guard !isStopped else { return }
    let here = place
    var end = lastEnd
    // `</name>` in the page; else libxml2 closed the element by itself.
    if here > lastEnd, let tag = ByteSearch.first(0x3C, in: bytes, from: lastEnd), tag + 1 < here,
      bytes[tag + 1] == 0x2F,
      isName(name, at: tag + 2)
    {
      end = here
      lastEnd = here
    }
    let range = tree.nodes[index].range
    tree.nodes[index].range = TextRange(range.lowerBound, max(range.upperBound, end))
  }

  /// Where the tag of a start event opens, nil for an element that the page leaves out.
  private func tagStart(_ name: UnsafePointer<xmlChar>, before here: Int) -> Int? {
    var from = lastEnd
    while let open = ByteSearch.first(0x3C, in: bytes, from: from), open < here {
      if isName(name, at: open + 1) { return open }
      from = open + 1
    }
    return nil
  }

  private func isName(_ name: UnsafePointer<xmlChar>, at start: Int) -> Bool {
    var offset = 0
    while name[offset] != 0 {
      guard start + offset < bytes.count, bytes[start + offset] | 0x20 == name[offset] | 0x20 else { return false }
      offset += 1
    }
    guard start + offset < bytes.count else { return true }
    let next = bytes[start + offset]
    return !((next | 0x20) &- 0x61 < 26 || next &- 0x30 < 10 || next == 0x2D)
  }

  private mutating func append(attributes list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>) {
    var item = list
    while let name = item[0] {
      let known = attributeNames.value(for: name) { HTMLAttributeName.byName[$0] ?? .other }
      let nameStart = Int32(tree.side.count)
      if known == .other { append(name) }
      let valueStart = Int32(tree.side.count)
      if let value = item[1] { append(value: value) }
      tree.attributes.append(
        HTMLAttribute(
          name: known, nameStart: nameStart, valueStart: valueStart, valueEnd: Int32(tree.side.count)))
      item += 2
    }
  }

  /// Appends a value, cut where it is longer than any that is asked for: a page saved as one file has its pictures in
  /// `data:` addresses of megabytes.
  private mutating func append(value: UnsafePointer<xmlChar>) {
    let length = Int(xmlStrlen(value))
    guard length > Self.maximumDataAddress else { return append(value) }
    let isData = (0..<5).allSatisfy { value[$0] | 0x20 == Self.dataScheme[$0] | 0x20 }
    var end = min(length, isData ? Self.maximumDataAddress : Self.maximumValue)
    while end > 0, end < length, value[end] & 0xC0 == 0x80 { end -= 1 }
    tree.side.append(contentsOf: UnsafeBufferPointer(start: value, count: end))
  }

  private static let dataScheme = Array("data:".utf8)

  private mutating func append(_ string: UnsafePointer<xmlChar>) {
    let length = Int(xmlStrlen(string))
    tree.side.append(contentsOf: UnsafeBufferPointer(start: string, count: length))
  }

  // MARK: Text

  mutating func characters(_ text: UnsafePointer<xmlChar>, _ count: Int, kind: HTMLNode.Kind) {
    guard !isStopped, count > 0 else { return }
    let end = place
    if end - count >= lastEnd, let base = bytes.baseAddress, ByteSearch.same(base + (end - count), text, count) {
      appendVerbatim(end - count, end, kind)
      lastEnd = end
      return
    }
    // A long script comes in pieces, and libxml2 stands before the last character of a piece when it reports it.
    if kind == .raw, let base = bytes.baseAddress {
      var last = 1
      while last < min(count, 4), text[count - last] & 0xC0 == 0x80 { last += 1 }
      let whole = end + last
      if whole <= bytes.count, whole - count >= lastEnd, ByteSearch.same(base + (whole - count), text, count) {
        appendVerbatim(whole - count, whole, kind)
        lastEnd = whole
        return
      }
    }
    var start = end
    while start > lastEnd, start == end || bytes[start] != 0x26 { start -= 1 }
    // "&" of "AT&T": libxml2 has read the name that follows before it says that this is no entity.
    if count == 1, text[0] == 0x26, bytes[start] == 0x26, !isEntityForAmpersand(at: start) {
      appendVerbatim(start, start + 1, kind)
      lastEnd = start + 1
      return
    }
    tree.nodes.append(
      HTMLNode(
        kind: kind, tag: .none, parent: parent, subtreeEnd: Int32(tree.nodes.count + 1), range: TextRange(start, end),
        first: Int32(tree.side.count), count: Int32(count)))
    lastEnd = max(lastEnd, end)
    tree.side.append(contentsOf: UnsafeBufferPointer(start: text, count: count))
  }

  private mutating func appendVerbatim(_ start: Int, _ end: Int, _ kind: HTMLNode.Kind) {
    let last = tree.nodes.count - 1
    let previous = tree.nodes[last]
    // libxml2 reports long text in pieces.
    if previous.kind == kind, previous.first < 0, previous.parent == parent, previous.range.upperBound == start {
      tree.nodes[last].range.end = Int32(end)
      return
    }
    tree.nodes.append(
      HTMLNode(
        kind: kind, tag: .none, parent: parent, subtreeEnd: Int32(last + 2), range: TextRange(start, end), first: -1,
        count: 0))
  }

  private func isEntityForAmpersand(at start: Int) -> Bool {
    guard start + 1 < bytes.count else { return false }
    return bytes[start + 1] == 0x23
      || (start + 3 < bytes.count && bytes[start + 1] == 0x61 && bytes[start + 2] == 0x6D
        && bytes[start + 3] == 0x70)
  }

  mutating func comment() {
    guard !isStopped else { return }
    lastEnd = max(lastEnd, place)
  }

  // MARK: Errors

  mutating func error() {
    tree.errorCount += 1
    errorWork += open.count
    guard errorWork > Self.maximumErrorWork, !isStopped else { return }
    isStopped = true
    xmlStopParser(context)
  }

  private var parent: Int32 { open[open.count - 1] }
}

/// Values by the address of an interned name: libxml2 keeps each name of a page once.
private struct PointerCache<Value> {
  private var slots: [(key: UnsafePointer<xmlChar>, value: Value)?] = Array(repeating: nil, count: 256)

  mutating func value(for key: UnsafePointer<xmlChar>, make: (String) -> Value) -> Value {
    let slot = Int(UInt(bitPattern: key) >> 3 & 255)
    if let found = slots[slot], found.key == key { return found.value }
    let value = make(String(cString: key))
    slots[slot] = (key, value)
    return value
  }
}
