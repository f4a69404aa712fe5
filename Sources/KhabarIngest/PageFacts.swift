import KhabarHTML
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
        if let rel = tree.string(.rel, of: index), rel.split(separator: " ").contains("author") {
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
    guard tree.nodes[index].hasAttributes, tree.nodes[index].tag != .meta,
      let name = tree.string(.itemprop, of: index)?.lowercased(), properties[name]?.count ?? 0 < 20
    else { return }
    let value =
      tree.string(.content, of: index) ?? tree.string(.datetime, of: index) ?? Self.tidy(tree.text(of: index))
    properties[name, default: []].append(Mention(text: Self.tidy(value), node: index))
  }

  /// White space as single spaces, none at the ends; `&#039;` and the like, escaped twice by some systems, resolved.
  static func tidy(_ text: String) -> String {
    var result: [UInt8] = []
    var needsSpace = false
    for scalar in unescaped(text).unicodeScalars {
      if scalar.value <= 0x20 || scalar.value == 0xA0 {
        needsSpace = true
        continue
      }
      // Marks of direction are for the page's layout.
      if [0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0xFEFF].contains(scalar.value) { continue }
      if needsSpace, !result.isEmpty { result.append(0x20) }
      needsSpace = false
      result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(0x26) else { return text }
    var text = text
    for (entity, plain) in [
      ("&quot;", "\""), ("&#34;", "\""), ("&#039;", "'"), ("&#39;", "'"), ("&rsquo;", "’"), ("&lsquo;", "‘"),
      ("&laquo;", "«"), ("&raquo;", "»"), ("&nbsp;", " "), ("&#8217;", "’"), ("&#8220;", "“"), ("&#8221;", "”"),
      ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"),
    ] {
      guard text.utf8.contains(0x26) else { break }
      text = text.split(separator: entity, omittingEmptySubsequences: false).joined(separator: plain)
    }
    return text
  }

  private static func contains(_ bytes: ArraySlice<UInt8>, _ word: String) -> Bool {
    String(decoding: bytes, as: UTF8.self).lowercased().contains(word)
  }
}
