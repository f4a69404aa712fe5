import KhabarHTML

/// What a page shows around its article: headline, bylines, dates.
struct VisibleFacts {
  private let outline: PageOutline
  /// The nodes from the headline, or somewhat before it, to the end of the article.
  private let zone: Range<Int>
  /// Where the headline or the article starts, whichever comes first.
  private let start: Int

  init(outline: PageOutline, containers: [Int], headings: [PageFacts.Mention]) {
    self.outline = outline
    let container = containers.first ?? 0
    let end = max(container + 1, Int(outline.tree.nodes[containers.last ?? 0].subtreeEnd))
    let headline = headings.last { $0.node < end && outline.tree.nodes[$0.node].tag == .h1 }?.node
    start = min(headline ?? container, container)
    // Some pages put the byline above the headline.
    zone = max(0, start - 150)..<end
  }

  // MARK: Headlines

  /// Headings that may be the headline, the nearest before the article first; elements named as titles come last.
  func headlines(_ headings: [PageFacts.Mention]) -> [String] {
    let ones = headings.filter {
      outline.tree.nodes[$0.node].tag == .h1 || outline.parts[$0.node].contains(.headline)
    }
    let before = ones.filter { $0.node < zone.upperBound }
    let named = marked(.headline).filter { $0.text.utf8.count > 24 && $0.text.utf8.count < 400 }
    return (before.reversed() + ones.filter { $0.node >= zone.upperBound }).map(\.text) + named.prefix(20).map(\.text)
  }

  /// Short lines around the headline that are no links, each at most once: one may be the headline without a heading's
  /// element.
  func lines() -> [String] {
    var lines: [String] = []
    for (index, block) in outline.blocks.enumerated() {
      let place = Int(outline.pieces[block.pieces.lowerBound])
      if place >= zone.upperBound || lines.count >= 60 { break }
      guard place >= zone.lowerBound, block.length >= 12, block.length < 300, block.linkLength * 2 < block.length else {
        continue
      }
      lines.append(PageFacts.tidy(outline.string(of: index)))
    }
    return lines
  }

  // MARK: Bylines

  /// Lines that may name a writer: those of elements named as bylines, then short lines near the headline.
  func bylines(_ links: [PageFacts.Mention]) -> [(text: String, isMarked: Bool)] {
    var lines = marked(.byline).filter { $0.text.utf8.count < 250 }.map { ($0.text, true) }
    lines += links.filter { zone.contains($0.node) && !isOfReaders($0.node) }.map { ($0.text, true) }
    for (index, block) in outline.blocks.enumerated() where block.length < 120 && block.length > 4 && block.dropRoot < 0
    {
      // A link that starts like a byline ("رصد عسكري") is a menu's.
      guard zone.contains(Int(outline.pieces[block.pieces.lowerBound])), block.linkLength * 2 < block.length else {
        continue
      }
      lines.append((PageFacts.tidy(outline.string(of: index)), false))
    }
    return lines + linesBelow()
  }

  /// Lines right below the article with a mark that parts a cue from a name: "خبرنگار: مینا صادقی".
  private func linesBelow() -> [(text: String, isMarked: Bool)] {
    let below = zone.upperBound..<(zone.upperBound + 30)
    return outline.blocks.indices.compactMap { index in
      let block = outline.blocks[index]
      guard below.contains(Int(outline.pieces[block.pieces.lowerBound])), block.length < 80, block.dropRoot < 0,
        block.linkLength * 2 < block.length
      else { return nil }
      let text = PageFacts.tidy(outline.string(of: index))
      return text.contains(":") || text.contains("/") ? (text, false) : nil
    }
  }

  /// Those of `mentions` that stand around the article or right below it, not among comments, menus and the like.
  func nearArticle(_ mentions: [PageFacts.Mention]) -> [PageFacts.Mention] {
    mentions.filter { $0.node >= zone.lowerBound && $0.node < zone.upperBound + 60 && !isOfReaders($0.node) }
  }

  // MARK: Dates

  /// Dates near the article: `time` elements, then elements named as dates, then short lines that read as one. Those
  /// behind a label such as "آخر تحديث" are of a change.
  func dates(
    _ times: [PageFacts.Mention]
  ) -> (published: [(text: String, origin: String)], modified: [(text: String, origin: String)]) {
    var published: [(text: String, origin: String)] = []
    var modified: [(text: String, origin: String)] = []
    for item in candidates(times) {
      let parts = UpdateLabel.parts(of: item.text)
      if !parts.before.isEmpty { published.append((parts.before, item.origin)) }
      if let behind = parts.behind { modified.append((behind, item.origin)) }
    }
    return (published, modified)
  }

  /// Days that the page shows near the article, whatever its data say.
  func shownDays() -> Set<String> {
    var days: Set<String> = []
    let tree = outline.tree
    for index in zone where tree.nodes[index].tag == .time {
      if let reading = DateReading(PageFacts.tidy(tree.text(of: index))) { days.insert(String(reading.iso.prefix(10))) }
    }
    for item in candidates([]) {
      let before = UpdateLabel.parts(of: item.text).before
      if let reading = DateReading(before) { days.insert(String(reading.iso.prefix(10))) }
    }
    return days
  }

  private func candidates(_ times: [PageFacts.Mention]) -> [(text: String, origin: String)] {
    var found: [(text: String, origin: String)] = []
    for mention in times where mention.node < zone.upperBound && mention.node + 400 >= start {
      if !isOfReaders(mention.node) { found.append((mention.text, "time element")) }
    }
    for mention in marked(.date) where mention.text.utf8.count < 200 { found.append((mention.text, "visible")) }
    for (index, block) in outline.blocks.enumerated() where block.length < 90 && block.length >= 6 && block.dropRoot < 0
    {
      let place = Int(outline.pieces[block.pieces.lowerBound])
      guard place >= start - 60, place < zone.upperBound else { continue }
      let line = PageFacts.tidy(outline.string(of: index))
      if line.contains(where: \.isNumber), DateReading(line) != nil { found.append((line, "visible")) }
    }
    return found
  }

  // MARK: Elements by name

  /// The innermost elements of the zone whose class or id names them as `part`, with their text; links side by side are
  /// parted by a semicolon.
  private func marked(_ part: PagePart) -> [PageFacts.Mention] {
    let tree = outline.tree
    var found: [Int] = []
    for index in zone where outline.parts[index].contains(part) && tree.nodes[index].kind == .element {
      // The outer one of two is the box, the inner one the thing.
      if let last = found.last, index < Int(tree.nodes[last].subtreeEnd) { found.removeLast() }
      found.append(index)
      if found.count > 60 { break }
    }
    return found.compactMap { index in
      guard !isOfReaders(index), Int(tree.nodes[index].subtreeEnd) - index < 60 else { return nil }
      let text = PageFacts.tidy(list(of: index))
      return text.isEmpty ? nil : PageFacts.Mention(text: text, node: index)
    }
  }

  /// Whether a node stands among what readers wrote, or in a menu or footer.
  private func isOfReaders(_ node: Int) -> Bool {
    var current = node
    for _ in 0..<60 where current > 0 {
      if outline.parts[current].contains(.comments) { return true }
      switch outline.tree.nodes[current].tag {
      case .nav, .footer, .aside: return true
      case .header: if current < start, outline.tree.nodes[current].subtreeEnd <= start { return true }
      default: break
      }
      current = Int(outline.tree.nodes[current].parent)
    }
    return false
  }

  /// The text of an element whose links and lines are items: "أحمد علي" and "منى حسن" side by side are two.
  private func list(of element: Int) -> String {
    let tree = outline.tree
    var text = ""
    var previousLink: Int32 = -1
    for index in element..<Int(tree.nodes[element].subtreeEnd) {
      // Lines of their own are items too.
      if index > element, tree.nodes[index].kind == .element, tree.nodes[index].tag.isBlock, !text.isEmpty {
        text += ";"
      }
      guard tree.nodes[index].kind == .text else { continue }
      let parent = tree.nodes[index].parent
      let isLink = tree.nodes[Int(parent)].tag == .a
      if isLink, previousLink >= 0, parent != previousLink { text += ";" }
      if isLink { previousLink = parent }
      text += String(decoding: tree.bytes(of: index), as: UTF8.self)
    }
    return text
  }
}
