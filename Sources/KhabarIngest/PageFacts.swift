import KhabarHTML
import KhabarLexicon
import KhabarSchema

/// What a page says about itself, as written: the material of the metadata.
struct PageFacts {
  /// A text with the node it stands at.
  struct Mention {
    var text: String
    var node: Int
  }

  /// `meta` elements by name, property or itemprop in lower case, in order.
  private(set) var metas: [String: [String]] = [:]
  private(set) var linkedData = LinkedData()
  private(set) var canonical: String?
  private(set) var title: String?
  private(set) var pageLanguage: String?
  private(set) var headings: [Mention] = []
  /// `time` elements: the machine's value where there is one.
  private(set) var times: [Mention] = []
  /// Elements with an itemprop: `datePublished`, `author`, `headline`.
  private(set) var properties: [String: [Mention]] = [:]
  private(set) var authorLinks: [Mention] = []

  init(_ tree: HTMLTree) {
    for index in tree.nodes.indices where tree.nodes[index].kind == .element {
      switch tree.nodes[index].tag {
      case .html: pageLanguage = pageLanguage ?? tree.string(.lang, of: index) ?? tree.string(.xmlLang, of: index)
      case .title:
        // A title inside a picture names the picture.
        if title == nil { title = Self.tidy(tree.text(of: index)) }
      case .meta: addMeta(index, tree)
      case .link:
        if let rel = tree.string(.rel, of: index)?.lowercased(), rel == "canonical" {
          canonical = canonical ?? tree.string(.href, of: index)
        }
      case .script:
        if let type = tree.attribute(.type, of: index), Self.contains(type, "ld+json") {
          linkedData.add(script: tree.rawText(of: index))
        }
      case .h1, .h2:
        if headings.count < 100 {
          let text = Self.tidy(tree.text(of: index))
          if !text.isEmpty { headings.append(Mention(text: text, node: index)) }
        }
      case .time:
        if times.count < 100 {
          let text =
            tree.string(.datetime, of: index).flatMap { $0.isEmpty ? nil : $0 } ?? Self.tidy(tree.text(of: index))
          times.append(Mention(text: text, node: index))
        }
      case .a:
        if authorLinks.count < 60, leadsToAWriter(index, tree) {
          authorLinks.append(Mention(text: Self.tidy(tree.text(of: index)), node: index))
        }
      default: break
      }
      addProperty(index, tree)
    }
  }

  /// The first value of the first of `names` that has one, with the name.
  func meta(_ names: [String]) -> (value: String, name: String)? {
    for name in names {
      if let value = metas[name]?.first(where: { !$0.isEmpty }) { return (value, name) }
    }
    return nil
  }

  private mutating func addMeta(_ index: Int, _ tree: HTMLTree) {
    guard let content = tree.string(.content, of: index) else { return }
    let value = Self.tidy(content)
    for attribute in [HTMLAttributeName.property, .name, .itemprop, .httpEquiv] {
      guard let name = tree.string(attribute, of: index)?.lowercased() else { continue }
      metas[name, default: []].append(value)
    }
  }

  private mutating func addProperty(_ index: Int, _ tree: HTMLTree) {
    guard tree.nodes[index].hasAttributes,
      let name = tree.string(.itemprop, of: index)?.lowercased(), properties[name]?.count ?? 0 < 20
    else { return }
    let value =
      tree.string(.content, of: index) ?? tree.string(.datetime, of: index) ?? Self.tidy(tree.text(of: index))
    properties[name, default: []].append(Mention(text: Self.tidy(value), node: index))
  }

  /// Whether a link says that it leads to the page of a writer: `rel="author"`, `/author/mona-hassan`.
  private func leadsToAWriter(_ index: Int, _ tree: HTMLTree) -> Bool {
    if let rel = tree.attribute(.rel, of: index),
      rel.split(separator: 0x20).contains(where: { $0.elementsEqual("author".utf8) })
    {
      return true
    }
    guard let address = tree.attribute(.href, of: index), address.count < 300 else { return false }
    // The last step is the writer, those before it may say so.
    var start = address.startIndex
    while let end = address[start...].firstIndex(of: 0x2F) {
      if end - start > 4, Self.authorSteps.contains(where: { address[start..<end].elementsEqual($0) }) {
        return end + 1 < address.endIndex
      }
      start = end + 1
    }
    return false
  }

  private static let authorSteps: [[UInt8]] = {
    let list = Lexicons.authorAddresses
    return (0..<list.count).flatMap { list.keys($0).map { Array($0.utf8) } }
  }()

  /// White space as single spaces, none at the ends; `&#039;` and the like, escaped twice by some systems, resolved; marks
  /// of direction, which are for the page's layout, left out.
  static func tidy(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count)
      var needsSpace = false
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        let space = byte <= 0x20 ? 1 : byte == 0xC2 && index + 1 < bytes.count && bytes[index + 1] == 0xA0 ? 2 : 0
        if space > 0 {
          needsSpace = true
          index += space
          continue
        }
        if byte == 0xE2 || byte == 0xEF, isDirectionMark(bytes, index) {
          index += 3
          continue
        }
        if needsSpace, !result.isEmpty { result.append(0x20) }
        needsSpace = false
        if byte == 0x26, let entity = entity(bytes, index) {
          if entity.plain == [0x20] { needsSpace = true } else { result += entity.plain }
          index += entity.length
        } else {
          result.append(byte)
          index += 1
        }
      }
      return String(decoding: result, as: UTF8.self)
    }
  }

  /// U+200E, U+200F, U+202A to U+202C, U+FEFF.
  private static func isDirectionMark(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index + 2 < bytes.count else { return false }
    switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
    case (0xE2, 0x80, 0x8E), (0xE2, 0x80, 0x8F), (0xE2, 0x80, 0xAA...0xAC), (0xEF, 0xBB, 0xBF): return true
    default: return false
    }
  }

  private static func entity(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int
  ) -> (plain: [UInt8], length: Int)? {
    for (name, plain) in entities
    where index + name.count <= bytes.count && bytes[index..<index + name.count].elementsEqual(name) {
      return (plain, name.count)
    }
    return nil
  }

  private static let entities: [(name: [UInt8], plain: [UInt8])] = [
    ("&quot;", "\""), ("&#34;", "\""), ("&#034;", "\""), ("&#039;", "'"), ("&#39;", "'"), ("&apos;", "'"),
    ("&rsquo;", "’"), ("&lsquo;", "‘"), ("&rdquo;", "”"), ("&ldquo;", "“"), ("&laquo;", "«"), ("&raquo;", "»"),
    ("&nbsp;", " "), ("&#8217;", "’"), ("&#8216;", "‘"), ("&#8220;", "“"), ("&#8221;", "”"), ("&#8211;", "–"),
    ("&ndash;", "–"), ("&mdash;", "—"), ("&hellip;", "…"), ("&#8230;", "…"), ("&lt;", "<"), ("&gt;", ">"),
    // Escaped three times.
    ("&amp;quot;", "\""), ("&amp;#039;", "'"), ("&amp;", "&"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  private static func contains(_ bytes: ArraySlice<UInt8>, _ word: String) -> Bool {
    String(decoding: bytes, as: UTF8.self).lowercased().contains(word)
  }
}
