import KhabarHTML
import KhabarLexicon
import KhabarText

/// Chooses the blocks of the article inside its container.
struct ArticleBlocks {
  let outline: PageOutline
  /// The elements that hold the body, in order, none inside another.
  let containers: [Int]
  /// The words of the titles the page gives; a block that says the same is the headline.
  private let titles: [[ArraySlice<UInt8>]]
  private let favor: ArticleFavor
  private let keepsTables: Bool
  /// Tables whose rows are mostly links to other articles.
  private let linkTables: Set<Int32>

  init(
    outline: PageOutline, containers: [Int], titles: [String], favor: ArticleFavor = .balanced, keepsTables: Bool = true
  ) {
    self.outline = outline
    self.containers = containers
    self.titles = titles.map { Self.words(KeyFolding.fold(Array($0.utf8))) }
    self.favor = favor
    self.keepsTables = keepsTables
    linkTables = Self.linkTables(in: outline)
  }

  private static func linkTables(in outline: PageOutline) -> Set<Int32> {
    var rows: [Int32: (all: Int, links: Int)] = [:]
    for block in outline.blocks where block.kind == .tableRow {
      rows[block.element, default: (0, 0)].all += 1
      if block.linkLength > 30, block.linkLength * 10 > block.length * 7 { rows[block.element]?.links += 1 }
    }
    return Set(rows.filter { $0.value.links * 2 > $0.value.all }.keys)
  }

  /// Indices of the blocks that are the article's text, in order.
  func chosen() -> [Int] {
    let inside = blocksInside()
    let lead = leads(before: containers.first ?? 0)
    guard let firstGood = inside.firstIndex(where: { outline.blocks[$0].isGood }),
      let lastGood = inside.lastIndex(where: { outline.blocks[$0].isGood })
    else { return lead + inside.filter { !isBoilerplate($0) } }

    var kept: [Int] = []
    var previousDropped = false
    for (position, index) in inside.enumerated() {
      let keep =
        !isBoilerplate(index) && !isAboutThePage(index, isLast: position + 3 > lastGood)
        && (position >= firstGood || opens(index) || isDateline(index, before: inside[firstGood]))
        && (position <= lastGood || closes(index, after: inside[lastGood], previousDropped))
        && (favor != .precision || isClearlyText(index))
      if keep { kept.append(index) }
      previousDropped = !keep
    }
    return lead + withoutEmptySections(kept, inside)
  }

  private func blocksInside() -> [Int] {
    let tree = outline.tree
    var inside: [Int] = []
    var next = 0
    for (index, block) in outline.blocks.enumerated() {
      let place = outline.pieces[block.pieces.lowerBound]
      while next < containers.count, place >= tree.nodes[containers[next]].subtreeEnd { next += 1 }
      guard next < containers.count else { break }
      guard Int(place) >= containers[next] else { continue }
      if block.dropRoot < 0 || (favor == .recall && isSentenceInABox(block)) { inside.append(index) }
    }
    return inside
  }

  /// With `recall`: prose in a box that only its class name marks as no part of the article.
  private func isSentenceInABox(_ block: PageBlock) -> Bool {
    guard block.isGood, block.linkLength == 0, !block.parts.contains(.comments) else { return false }
    let root = Int(block.dropRoot)
    switch outline.tree.nodes[root].tag {
    case .nav, .footer, .form, .menu, .dialog, .noscript, .fieldset, .header: return false
    default: return !outline.parts[root].contains(.comments) && outline.tree.attribute(.role, of: root) == nil
    }
  }

  /// The paragraphs that readers wrote: in elements named as comments, without names, dates, labels and forms.
  func comments() -> [Int] {
    outline.blocks.indices.filter { index in
      let block = outline.blocks[index]
      guard block.dropRoot >= 0, outline.parts[Int(block.dropRoot)].contains(.comments) else { return false }
      return block.kind != .heading && block.length >= 15 && block.linkLength * 3 < block.length
        && block.parts.isDisjoint(with: [.byline, .date, .headline]) && !isInForm(block)
        && !startsLikeBoilerplate(index)
    }
  }

  private func isInForm(_ block: PageBlock) -> Bool {
    var element = block.element
    while element > block.dropRoot {
      if outline.tree.nodes[Int(element)].tag == .form { return true }
      element = outline.tree.nodes[Int(element)].parent
    }
    return outline.tree.nodes[Int(max(element, 0))].tag == .form
  }

  /// Leads that stand between the headline and the body's element.
  private func leads(before container: Int) -> [Int] {
    var found: [Int] = []
    var isBehindHeadline = false
    for (index, block) in outline.blocks.enumerated() {
      if Int(outline.pieces[block.pieces.lowerBound]) >= container { break }
      if block.kind == .heading, block.level == 1 || isTitle(index) {
        // The last headline before the body is the article's.
        isBehindHeadline = true
        found = []
        continue
      }
      // Highlights are a list between the headline and the body; lists of links are something else.
      let isHighlight = block.kind == .listItem && block.linkLength == 0 && block.length >= 20
      guard isBehindHeadline, block.dropRoot < 0,
        isHighlight || ((block.parts.contains(.lead) || block.isGood) && block.length >= 50),
        block.linkLength * 3 < block.length, !isBoilerplate(index), !isDateLine(index)
      else { continue }
      found.append(index)
    }
    return found
  }

  // MARK: Rules

  /// With `precision`: no embedded posts, no labels, nothing with more than a word or two of links.
  private func isClearlyText(_ index: Int) -> Bool {
    let block = outline.blocks[index]
    if block.kind == .heading || block.kind == .tableRow { return true }
    if block.length < 25 || block.linkLength * 4 > block.length { return false }
    return !isEmbeddedPost(block) && (block.length > 400 || !startsLikeBoilerplate(index))
  }

  /// A post of a social network, in the markup its own script asks for.
  private func isEmbeddedPost(_ block: PageBlock) -> Bool {
    var element = Int(block.element)
    for _ in 0..<4 where element > 0 {
      if outline.parts[element].contains(.post) { return true }
      element = Int(outline.tree.nodes[element].parent)
    }
    return false
  }

  private func isBoilerplate(_ index: Int) -> Bool {
    let block = outline.blocks[index]
    if block.kind == .tableRow { return !keepsTables || linkTables.contains(block.element) }
    if favor == .recall, block.kind == .caption || block.parts.contains(.caption) {
      return block.linkLength * 3 > block.length || isCredit(index)
    }
    if block.kind == .caption || (block.parts.contains(.caption) && block.length < 500) { return true }
    if !block.parts.isDisjoint(with: [.byline, .date]), block.length < 160 { return true }
    // A line that is a link leads elsewhere.
    if block.linkLength * 10 > block.length * 7, block.length < 300 { return true }
    if block.kind == .heading || block.parts.contains(.headline) || block.length < 250, isTitle(index) { return true }
    if block.length < 200 || block.linkLength * 3 > block.length, startsLikeBoilerplate(index) { return true }
    return isCredit(index) || (block.isTeaser && favor != .recall)
  }

  /// "© رويترز": the owner of a picture.
  private func isCredit(_ index: Int) -> Bool {
    outline.blocks[index].length < 80
      && outline.string(of: index, limit: 12).drop { $0 == " " || $0 == "\n" }.hasPrefix("©")
  }

  /// Rules for comments, rights and citations at the end of an article.
  private func isAboutThePage(_ index: Int, isLast: Bool) -> Bool {
    isLast && outline.blocks[index].length < 1_200 && BoilerplateLines.isAboutThePage(outline.string(of: index))
  }

  /// "الأحد، 04 آب/أغسطس 2013، آخر تحديث 02:21"
  private func isDateLine(_ index: Int) -> Bool {
    outline.blocks[index].length < 110 && DateReading(PageFacts.tidy(outline.string(of: index))) != nil
  }

  /// Whether a block before the first sentence is text: a standfirst is, a place, a date or a label is not.
  private func opens(_ index: Int) -> Bool {
    let block = outline.blocks[index]
    guard block.kind != .heading || block.level > 1 else { return false }
    if favor == .recall {
      let isCaption = block.kind == .caption || block.parts.contains(.caption)
      return block.length >= (isCaption ? 12 : 30) && block.linkLength * 3 < block.length && !isDateLine(index)
    }
    return block.length >= 60 && block.linkLength * 3 < block.length && !isDateLine(index)
  }

  /// "دمشق-سانا": the place and the agency on a line of their own, beside the first paragraph.
  private func isDateline(_ index: Int, before first: Int) -> Bool {
    let block = outline.blocks[index]
    let nodes = outline.tree.nodes
    guard index + 1 == first, block.kind == .paragraph, block.length <= 40, block.linkLength == 0,
      block.parts.isDisjoint(with: [.byline, .date, .headline, .caption]),
      nodes[Int(block.element)].parent == nodes[Int(outline.blocks[first].element)].parent
    else { return false }
    let text = TitleChoice.trimmed(outline.string(of: index))
    let parts = text.split { "-–—/".contains($0) }
    // "كتب - فلان" is a byline.
    let opening = TitleChoice.words(text).first ?? ""
    guard Lexicons.all.rows(for: opening, in: Lexicons.bylineCues).isEmpty else { return false }
    return parts.count == 2 && !text.contains { $0.isNumber || ":.،؟!|".contains($0) }
      && TitleChoice.words(text).count <= 5
  }

  /// Whether a block behind the last sentence is text: "(رويترز)" beside it is, labels of what follows are not.
  private func closes(_ index: Int, after last: Int, _ previousDropped: Bool) -> Bool {
    let block = outline.blocks[index]
    guard block.kind != .heading, !previousDropped || favor == .recall else { return false }
    let parent = outline.tree.nodes[Int(block.element)].parent
    let sibling = outline.blocks[last].element
    return block.element == sibling || parent == outline.tree.nodes[Int(sibling)].parent
  }

  /// Headings that nothing follows, since what followed was left out.
  private func withoutEmptySections(_ kept: [Int], _ inside: [Int]) -> [Int] {
    var result: [Int] = []
    for (position, index) in kept.enumerated() {
      let block = outline.blocks[index]
      if block.kind == .heading {
        guard position + 1 < kept.count else { continue }
        let next = kept[position + 1]
        // "مواضيع ذات صلة" above links that were left out.
        if next != index + 1, outline.blocks[index + 1].linkLength * 2 > outline.blocks[index + 1].length { continue }
      }
      result.append(index)
    }
    return result
  }

  private func isTitle(_ index: Int) -> Bool {
    let folded = KeyFolding.fold(Array(outline.string(of: index).utf8))
    let words = Self.words(folded)
    guard !words.isEmpty else { return true }
    return titles.contains { other in
      (words.count == other.count || (words.count >= 4 && other.count > words.count))
        && zip(words, other).allSatisfy { $0.elementsEqual($1) }
    }
  }

  /// The words of a folded text that have a letter or a digit.
  private static func words(_ folded: [UInt8]) -> [ArraySlice<UInt8>] {
    KeyFolding.words(of: folded).filter { ($0.first ?? 0) >= 0x30 }
  }

  private func startsLikeBoilerplate(_ index: Int) -> Bool {
    BoilerplateLines.starts(outline.string(of: index, limit: 80))
  }
}

/// Lines such as "اقرأ أيضاً: …".
enum BoilerplateLines {
  /// Whether `text` starts with a key of the list.
  static func starts(_ text: String) -> Bool {
    let words = KeyFolding.words(of: Array(KeyFolding.fold(text).utf8)).drop { ($0.first ?? 0) < 0x30 }
    for length in 1...maximumLength where length <= words.count {
      if !Lexicons.all.rows(for: Array(words.prefix(length)), in: Lexicons.boilerplateLines).isEmpty {
        // A key of one word ("مرتبط", "photo") starts sentences too: there must be a stop behind it.
        if length > 1 { return true }
        guard let next = words.dropFirst().first?.first else { return true }
        if next < 0x30 || (next >= 0x3A && next < 0x41) { return true }
      }
    }
    return false
  }

  /// Whether a key of the list of closing notes stands anywhere in `text`.
  static func isAboutThePage(_ text: String) -> Bool {
    let folded = KeyFolding.fold(Array(text.utf8))
    var words: [TextRange] = []
    for word in KeyFolding.words(of: folded) {
      words.append(TextRange(word.startIndex, word.endIndex))
    }
    let list = Lexicons.closingNotes
    return Lexicons.all.matches(in: folded, words: words).contains { match in
      match.entries.contains { Lexicons.all.row(of: $0, in: list) != nil }
    }
  }

  private static let maximumLength: Int = {
    let list = Lexicons.boilerplateLines
    var longest = 1
    for row in 0..<list.count {
      for key in list.keys(row) { longest = max(longest, KeyFolding.words(of: Array(key.utf8)).count) }
    }
    return longest
  }()
}
