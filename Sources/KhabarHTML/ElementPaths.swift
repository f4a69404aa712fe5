/// Writes element paths such as `/html/body/div[2]/p[1]`: XPath without attributes.
///
/// A number counts the siblings of the same name from 1 and is left out where there is one only. Elements are nested as
/// libxml2 nests them: `html` and `body` are there even when the page leaves them out, `tbody` only when the page has it.
///
/// The places of siblings are counted once for each parent, so that all paths of a page cost O(nodes + bytes written).
public struct ElementPaths {
  /// Deeper elements have no path: a page nested 100,000 deep would give 100,000 paths of half a megabyte.
  public static let maximumDepth = 200

  private let tree: HTMLTree
  /// For each node its place among siblings of its name, negative for the only one, 0 while it is not counted.
  private var places: [Int32]
  private var known: [Int32: String?] = [0: ""]

  public init(_ tree: HTMLTree) {
    self.tree = tree
    places = Array(repeating: 0, count: tree.nodes.count)
  }

  /// The path of an element, or of the element around a piece of text; nil where it is nested too deep.
  public mutating func path(of node: Int) -> String? {
    var pending: [Int] = []
    var current = node
    if tree.nodes[node].kind != .element, node > 0 { current = Int(tree.nodes[node].parent) }
    while known[Int32(current)] == nil {
      pending.append(current)
      if pending.count > Self.maximumDepth { return nil }
      current = Int(tree.nodes[current].parent)
    }
    guard var path = known[Int32(current)] ?? nil else { return nil }
    while let element = pending.popLast() {
      path += "/" + step(of: element)
      let isTooDeep = path.utf8.count(where: { $0 == 0x2F }) > Self.maximumDepth
      known[Int32(element)] = .some(isTooDeep ? nil : path)
      if isTooDeep { return nil }
    }
    return path
  }

  private mutating func step(of element: Int) -> String {
    if places[element] == 0 { countChildren(of: Int(tree.nodes[element].parent)) }
    let name = tree.name(of: element)
    return places[element] < 0 ? name : "\(name)[\(places[element])]"
  }

  private mutating func countChildren(of parent: Int) {
    var counts: [HTMLTag: (count: Int32, first: Int)] = [:]
    var others: [String: (count: Int32, first: Int)] = [:]
    for child in tree.children(of: parent) where tree.nodes[child].kind == .element {
      let tag = tree.nodes[child].tag
      let name = tag == .other ? tree.name(of: child) : ""
      var entry = (tag == .other ? others[name] : counts[tag]) ?? (0, child)
      entry.count += 1
      places[child] = entry.count == 1 ? -1 : entry.count
      // A second one: the first is no longer the only one.
      if entry.count == 2 { places[entry.first] = 1 }
      if tag == .other { others[name] = entry } else { counts[tag] = entry }
    }
  }
}
