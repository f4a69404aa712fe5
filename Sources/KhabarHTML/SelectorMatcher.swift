import KhabarText

/// Finds the elements of a tree that a selector selects.
///
/// One pass in document order: what is true of ancestors and of siblings before is known when an element is reached, so
/// each element is looked at once for each compound, whatever the depth, and nothing is undone.
struct SelectorMatcher {
  private let tree: HTMLTree
  /// Places among siblings, made when a selector asks for them.
  private let places: SiblingPlaces

  init(_ tree: HTMLTree) {
    self.tree = tree
    places = SiblingPlaces(tree)
  }

  /// Sets `isMatch` for the elements that `complex` selects.
  func mark(_ complex: ComplexSelector, in isMatch: inout [Bool]) {
    let count = tree.nodes.count
    let last = complex.compounds.count - 1
    let looksAtSiblings = complex.combinators.contains { $0 == .next || $0 == .following }
    // Bit i: the element matches the selector up to compound i; the same for any ancestor of it; for the last child of
    // it that was met; for any.
    var own = [UInt32](repeating: 0, count: count)
    var above = own
    var lastChild = looksAtSiblings ? own : []
    var anyChild = looksAtSiblings ? own : []
    for index in tree.nodes.indices {
      let node = tree.nodes[index]
      guard node.parent >= 0 else { continue }
      let parent = Int(node.parent)
      above[index] = above[parent] | own[parent]
      guard node.kind == .element else { continue }
      var mask: UInt32 = 0
      for place in 0...last {
        if place > 0 {
          let reached =
            switch complex.combinators[place - 1] {
            case .descendant: above[index]
            case .child: own[parent]
            case .next: lastChild[parent]
            case .following: anyChild[parent]
            }
          guard reached & 1 << (place - 1) != 0 else { continue }
        }
        if matches(complex.compounds[place], index) { mask |= 1 << place }
      }
      own[index] = mask
      if looksAtSiblings {
        lastChild[parent] = mask
        anyChild[parent] |= mask
      }
      if mask & 1 << last != 0 { isMatch[index] = true }
    }
  }

  private func matches(_ compound: CompoundSelector, _ index: Int) -> Bool {
    compound.conditions.allSatisfy { matches($0, index) }
  }

  private func matches(_ condition: SimpleSelector, _ index: Int) -> Bool {
    switch condition {
    case .any: true
    case .tag(let tag): tree.nodes[index].tag == tag
    case .otherTag(let name): tree.nodes[index].tag == .other && tree.nameBytes(of: index).matches(name)
    case .attribute(let test): matches(test, index)
    case .place(let counted, let fromEnd, let step, let start):
      Self.isOneOf(places.place(of: index, counted, fromEnd: fromEnd), step: step, start: start)
    case .not(let compounds): !compounds.contains { matches($0, index) }
    }
  }

  private static func isOneOf(_ place: Int, step: Int, start: Int) -> Bool {
    let distance = place - start
    guard step != 0 else { return distance == 0 }
    return distance % step == 0 && distance / step >= 0
  }

  private func matches(_ test: SimpleSelector.AttributeTest, _ index: Int) -> Bool {
    guard tree.nodes[index].hasAttributes,
      let value = test.known.map({ tree.attribute($0, of: index) }) ?? tree.attribute(named: test.name, of: index)
    else { return false }
    if test.relation == .exists { return true }
    guard test.ignoresCase else { return Self.holds(test, value) }
    return Self.holds(test, value.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }[...])
  }

  private static func holds(_ test: SimpleSelector.AttributeTest, _ value: ArraySlice<UInt8>) -> Bool {
    let wanted = test.value
    switch test.relation {
    case .exists: return true
    case .equals: return value.elementsEqual(wanted)
    case .prefix: return !wanted.isEmpty && value.starts(with: wanted)
    case .suffix:
      return !wanted.isEmpty && value.count >= wanted.count && value.suffix(wanted.count).elementsEqual(wanted)
    case .word: return isWord(wanted, of: value)
    case .substring: return !wanted.isEmpty && isPart(wanted, of: value)
    case .language:
      return value.starts(with: wanted)
        && (value.count == wanted.count || value[value.startIndex + wanted.count] == 0x2D)
    }
  }

  private static func isWord(_ wanted: [UInt8], of value: ArraySlice<UInt8>) -> Bool {
    guard !wanted.isEmpty else { return false }
    var index = value.startIndex
    while index < value.endIndex {
      if value[index] <= 0x20 {
        index += 1
        continue
      }
      var end = index
      while end < value.endIndex, value[end] > 0x20 { end += 1 }
      if end - index == wanted.count, value[index..<end].elementsEqual(wanted) { return true }
      index = end
    }
    return false
  }

  private static func isPart(_ wanted: [UInt8], of value: ArraySlice<UInt8>) -> Bool {
    guard value.count >= wanted.count else { return false }
    for start in value.startIndex...(value.endIndex - wanted.count) where value[start] == wanted[0] {
      if value[start..<start + wanted.count].elementsEqual(wanted) { return true }
    }
    return false
  }
}

extension HTMLTree {
  /// The name of an element as the page writes it, empty when the page leaves the element out.
  func nameBytes(of node: Int) -> ArraySlice<UInt8> {
    let start = nodes[node].range.lowerBound
    guard nodes[node].kind == .element, start < page.count, page[start] == 0x3C else { return [] }
    var end = start + 1
    while end < page.count, page[end] > 0x20, page[end] != 0x3E, page[end] != 0x2F { end += 1 }
    return page[(start + 1)..<end]
  }
}

extension ArraySlice<UInt8> {
  /// Whether the bytes are `name`, which is in lower case, in any case of ASCII letters.
  fileprivate func matches(_ name: [UInt8]) -> Bool {
    count == name.count && zip(self, name).allSatisfy { ($0 &- 0x41 < 26 ? $0 | 0x20 : $0) == $1 }
  }
}

/// The places of elements among their siblings, from 1.
private final class SiblingPlaces {
  private let tree: HTMLTree
  private lazy var children = Self.count(tree) { _, _ in 0 }
  private lazy var sameType = Self.count(tree) { tree, index in
    let node = tree.nodes[index]
    guard node.tag == .other else { return Int(node.tag.index) + 1 }
    // Elements of other names are of one type when they are called the same.
    return tree.nameBytes(of: index).reduce(1 << 16) { ($0 &* 31 &+ Int($1 | 0x20)) & 0xFF_FFFF | 1 << 16 }
  }

  init(_ tree: HTMLTree) { self.tree = tree }

  func place(of index: Int, _ counted: SimpleSelector.Counted, fromEnd: Bool) -> Int {
    let counts = counted == .children ? children : sameType
    return Int(fromEnd ? counts.fromEnd[index] : counts.fromStart[index])
  }

  /// Counts each element among the siblings for which `type` gives the same. O(nodes).
  private static func count(
    _ tree: HTMLTree, type: (HTMLTree, Int) -> Int
  ) -> (fromStart: [Int32], fromEnd: [Int32]) {
    struct Group: Hashable {
      var parent: Int32
      var type: Int
    }
    var totals: [Group: Int32] = [:]
    var fromStart = [Int32](repeating: 0, count: tree.nodes.count)
    var fromEnd = fromStart
    for index in tree.nodes.indices where tree.nodes[index].kind == .element {
      let group = Group(parent: tree.nodes[index].parent, type: type(tree, index))
      totals[group, default: 0] += 1
      fromStart[index] = totals[group] ?? 0
    }
    for index in tree.nodes.indices where tree.nodes[index].kind == .element {
      let group = Group(parent: tree.nodes[index].parent, type: type(tree, index))
      fromEnd[index] = (totals[group] ?? 0) + 1 - fromStart[index]
    }
    return (fromStart, fromEnd)
  }
}
