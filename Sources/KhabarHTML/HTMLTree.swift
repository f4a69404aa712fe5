public import KhabarText

/// One node of a page.
///
/// Nodes stand in document order, so a subtree is a run of them: the node itself up to `subtreeEnd`.
public struct HTMLNode: Sendable {
  public enum Kind: UInt8, Sendable {
    case document
    case element
    /// A piece of text; neighbours may be pieces of one run of text, split where an entity stands.
    case text
    /// The content of a script or a style sheet.
    case raw
  }

  public let kind: Kind
  public let tag: HTMLTag
  /// The index of the parent, -1 for the document.
  public let parent: Int32
  /// The index behind the last node of the subtree.
  public internal(set) var subtreeEnd: Int32
  /// The bytes of the page the node stands in; empty for an element the page leaves out (`<html>`, `<tbody>`).
  public internal(set) var range: TextRange
  /// Attributes of an element, bytes of a piece of text in `HTMLTree.side`; -1: the text is the page's own bytes.
  var first: Int32
  var count: Int32

  public var hasAttributes: Bool { kind == .element && count > 0 }
}

/// One attribute: its value with entities resolved, at most 64 KiB of it, of a `data:` address the first 256 bytes.
struct HTMLAttribute: Sendable {
  var name: HTMLAttributeName
  /// Bytes of the side buffer: the name of an attribute that `HTMLAttributeName` does not know, then the value.
  var nameStart: Int32
  var valueStart: Int32
  var valueEnd: Int32
}

/// A page as a flat tree whose nodes know their bytes in the page.
///
/// Offsets are bytes of `page`, the decoded page; `DecodedPage.alignment` leads from there to the bytes as received.
public struct HTMLTree: Sendable {
  /// The page the ranges refer to, valid UTF-8.
  public let page: [UInt8]
  /// In document order; `nodes[0]` is the document.
  public internal(set) var nodes: [HTMLNode] = []
  var attributes: [HTMLAttribute] = []
  /// Text from entities, and attribute values.
  var side: [UInt8] = []
  /// Places where the page is not well-formed HTML 4, as libxml2 counts them; elements of HTML 5 are among them.
  public internal(set) var errorCount = 0
  /// Tags whose attributes beyond the limit were dropped.
  public internal(set) var cutTags = 0
  /// True when the parser gave up before the end; what stands before is in the tree.
  public internal(set) var isPartial = false

  init(page: [UInt8]) { self.page = page }

  // MARK: Attributes

  /// The value of an attribute of `node`, nil when the element has none of that name. O(attributes of the node).
  public func attribute(_ name: HTMLAttributeName, of node: Int) -> ArraySlice<UInt8>? {
    let element = nodes[node]
    guard element.kind == .element else { return nil }
    for index in Int(element.first)..<Int(element.first + element.count) where attributes[index].name == name {
      return side[Int(attributes[index].valueStart)..<Int(attributes[index].valueEnd)]
    }
    return nil
  }

  /// The value of an attribute by any name, in lower case.
  public func attribute(named name: String, of node: Int) -> ArraySlice<UInt8>? {
    if let known = HTMLAttributeName.byName[name], known != .other { return attribute(known, of: node) }
    let element = nodes[node]
    guard element.kind == .element else { return nil }
    for index in Int(element.first)..<Int(element.first + element.count) where attributes[index].name == .other {
      let item = attributes[index]
      if side[Int(item.nameStart)..<Int(item.valueStart)].elementsEqual(name.utf8) {
        return side[Int(item.valueStart)..<Int(item.valueEnd)]
      }
    }
    return nil
  }

  /// The value of an attribute as a string.
  public func string(_ name: HTMLAttributeName, of node: Int) -> String? {
    attribute(name, of: node).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Where the value of an attribute stands in the page; the whole tag when the page writes it with entities.
  public func range(of name: HTMLAttributeName, of node: Int) -> TextRange? {
    guard let value = attribute(name, of: node) else { return nil }
    let tag = tagRange(of: node)
    guard !value.isEmpty, value.count <= tag.count else { return tag }
    let wanted = Array(value)
    var start = tag.lowerBound
    while start + wanted.count <= tag.upperBound {
      if page[start] == wanted[0], page[start..<start + wanted.count].elementsEqual(wanted) {
        return TextRange(start, start + wanted.count)
      }
      start += 1
    }
    return tag
  }

  /// The start tag of an element: from its `<` to the first child.
  public func tagRange(of node: Int) -> TextRange {
    let element = nodes[node]
    let next = node + 1 < Int(element.subtreeEnd) ? nodes[node + 1].range.lowerBound : element.range.upperBound
    return TextRange(element.range.lowerBound, max(element.range.lowerBound, next))
  }

  // MARK: Text

  /// The bytes of a piece of text: valid UTF-8, entities resolved.
  public func bytes(of node: Int) -> ArraySlice<UInt8> {
    let piece = nodes[node]
    guard piece.kind == .text || piece.kind == .raw else { return [] }
    return piece.first < 0 ? page[piece.range.indices] : side[Int(piece.first)..<Int(piece.first + piece.count)]
  }

  /// Whether the text of a piece is the page's own bytes, byte for byte.
  public func isVerbatim(_ node: Int) -> Bool { nodes[node].first < 0 }

  /// All text below `node`, scripts and style sheets left out, white space as it stands.
  public func text(of node: Int) -> String {
    var result: [UInt8] = []
    for index in node..<Int(nodes[node].subtreeEnd) where nodes[index].kind == .text {
      result.append(contentsOf: bytes(of: index))
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The content of a script or style element.
  public func rawText(of node: Int) -> [UInt8] {
    var result: [UInt8] = []
    for index in node..<Int(nodes[node].subtreeEnd) where nodes[index].kind == .raw {
      result.append(contentsOf: bytes(of: index))
    }
    return result
  }

  // MARK: Walking

  /// The indices of the children of `node`.
  public func children(of node: Int) -> Children {
    Children(tree: self, place: node + 1, end: Int(nodes[node].subtreeEnd))
  }

  public struct Children: Sequence, IteratorProtocol {
    let tree: HTMLTree
    var place: Int
    let end: Int

    public mutating func next() -> Int? {
      guard place < end else { return nil }
      defer { place = Int(tree.nodes[place].subtreeEnd) }
      return place
    }
  }

  /// The element path of a node, such as `/html/body/div[2]/p[1]`; see `ElementPaths`.
  public func path(of node: Int) -> String {
    var paths = ElementPaths(self)
    return paths.path(of: node) ?? ""
  }

  /// The name of an element in lower case, as the page writes it.
  public func name(of node: Int) -> String {
    let element = nodes[node]
    guard element.kind == .element, element.tag == .other else { return element.tag.rawValue }
    var name: [UInt8] = []
    for byte in page[element.range.indices].dropFirst() {
      guard byte > 0x20, byte != 0x3E, byte != 0x2F else { break }
      name.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
    }
    return String(decoding: name, as: UTF8.self)
  }
}
