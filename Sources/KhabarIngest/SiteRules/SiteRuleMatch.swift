import KhabarCore
import KhabarHTML

/// What a site rule finds in one page.
struct SiteRuleMatch {
  private let rule: SiteRule
  private let host: String
  /// The elements of the body, outermost ones, in document order; empty when the rule finds none.
  private(set) var body: [Int] = []
  /// Elements that are never read.
  private(set) var dropped: Set<Int32> = []
  /// The elements of the body and those around them: no class of theirs makes the body a side matter.
  private(set) var kept: Set<Int32> = []
  /// The first text found for the title and the date, those found for the writers.
  private var title: String?
  private var authors: [String] = []
  private var date: String?
  private(set) var diagnostics: [Diagnostic] = []

  init(_ rule: SiteRule, of address: SiteAddress, in tree: HTMLTree) {
    self.rule = rule
    host = address.host
    body = Self.outermost(found(.body, in: tree), tree)
    for element in body {
      var around = Int32(element)
      while around > 0, kept.insert(around).inserted { around = tree.nodes[Int(around)].parent }
    }
    let titles = found(.title, in: tree)
    let writers = found(.author, in: tree)
    let dates = found(.date, in: tree)
    title = titles.lazy.map { Self.text(of: $0, .title, tree) }.first { !$0.isEmpty }
    authors = writers.prefix(50).map { Self.text(of: $0, .author, tree) }.filter { !$0.isEmpty }
    date = dates.lazy.map { Self.text(of: $0, .date, tree) }.first { !$0.isEmpty }
    // What is named as something else is not read as text of the body.
    for element in titles.prefix(1) + writers + dates.prefix(1) where !kept.contains(Int32(element)) {
      dropped.insert(Int32(element))
    }
    dropUnread(in: tree)
  }

  private mutating func dropUnread(in tree: HTMLTree) {
    var missing: [String] = []
    for selector in rule[.drop] {
      let elements = selector.matches(in: tree)
      if elements.isEmpty { missing.append("\"\(selector)\"") }
      dropped.formUnion(elements.map(Int32.init))
    }
    guard !missing.isEmpty else { return }
    let message = "\(rule.name): drop \(missing.joined(separator: ", ")) matches nothing on this page of \(host)"
    diagnostics.append(Diagnostic(.note, code: "site-rule-unmatched", message, origin: ArticleStage.name))
  }

  /// The elements of the first selector of a field that finds any.
  private mutating func found(_ field: SiteRule.Field, in tree: HTMLTree) -> [Int] {
    guard !rule[field].isEmpty else { return [] }
    for selector in rule[field] {
      let elements = selector.matches(in: tree)
      if !elements.isEmpty { return elements }
    }
    let selectors = rule[field].map { "\"\($0)\"" }.joined(separator: ", ")
    let message = "\(rule.name): \(field.rawValue) \(selectors) matches nothing on this page of \(host)"
    diagnostics.append(Diagnostic(.warning, code: "site-rule-unmatched", message, origin: ArticleStage.name))
    return []
  }

  private static func outermost(_ elements: [Int], _ tree: HTMLTree) -> [Int] {
    var result: [Int] = []
    var end = 0
    for element in elements where element >= end {
      result.append(element)
      end = Int(tree.nodes[element].subtreeEnd)
    }
    return result
  }

  /// The value of an element: what it says to machines where it does, else its text.
  private static func text(of element: Int, _ field: SiteRule.Field, _ tree: HTMLTree) -> String {
    switch tree.nodes[element].tag {
    case .meta: return PageFacts.tidy(tree.string(.content, of: element) ?? "")
    case .time where field == .date:
      if let value = tree.string(.datetime, of: element).map(PageFacts.tidy), !value.isEmpty { return value }
    default: break
    }
    return PageFacts.tidy(tree.text(of: element))
  }

  // MARK: What it gives

  /// The blocks of the body in the order of the page; nil when the rule finds no body.
  func blocks(in outline: PageOutline) -> [Int]? {
    guard !body.isEmpty else { return nil }
    var chosen: [Int] = []
    var next = 0
    for (index, block) in outline.blocks.enumerated() where block.dropRoot < 0 && block.kind != .caption {
      let place = Int(outline.pieces[block.pieces.lowerBound])
      while next < body.count, Int(outline.tree.nodes[body[next]].subtreeEnd) <= place { next += 1 }
      guard next < body.count else { break }
      if place >= body[next] { chosen.append(index) }
    }
    return chosen
  }

  /// Puts what it found into `metadata`, in place of what the page says elsewhere; what came with the document stays.
  func fill(_ metadata: inout Metadata, given: Metadata) {
    let origin = "site rule \(rule.name)"
    if let title, given.title == nil {
      metadata.title = title
      metadata.origins["title"] = origin
    }
    let names = self.names
    if !names.isEmpty, given.authors.isEmpty {
      metadata.authors = names
      metadata.origins["authors"] = origin
    }
    if let date, given.published == nil {
      metadata.dateCandidates.removeAll { $0.field == .published }
      if let reading = DateReading(date) {
        metadata.published = reading.iso
        metadata.origins["published"] = origin
      } else {
        metadata.published = nil
        metadata.origins["published"] = nil
        metadata.dateCandidates.insert(DateCandidate(field: .published, text: date, origin: origin), at: 0)
      }
    }
  }

  /// The writers without the words that introduce them ("كتبت: …"), each once.
  private var names: [String] {
    let reader = AuthorNames(siteNames: [])
    var names: [String] = []
    for text in authors {
      let read = reader.names(inLine: text, isMarked: true)
      for name in read.isEmpty ? [text] : read where !names.contains(name) { names.append(name) }
    }
    return names
  }
}
