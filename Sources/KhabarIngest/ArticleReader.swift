import KhabarAnnotations
import KhabarHTML
import KhabarText

/// Finds the article of a page by the first way that gives one, in the order of how well they are measured to do:
/// the containers that `ArticleFinder` weighs out; the box that was taken for a side matter when it holds nearly all that
/// the page has to say; the body in the page's data; all paragraphs.
///
/// What is compared is prose: characters in sentences that are not links. A way gives an article when that is as much as
/// two or three sentences; the body in the data also when the page itself shows much less than it.
struct ArticleReader {
  /// How the article was found.
  enum Way: String {
    case container
    case rule = "site rule"
    case data = "json-ld articleBody"
    case paragraphs
  }

  let outline: PageOutline
  let containers: [Int]
  private let prose: Int
  private let options: ArticleStage.Options
  private let parser: HTMLParser
  private let rule: SiteRuleMatch?

  /// Prose of two or three sentences, in characters.
  private static let enough = 250

  /// - Parameters:
  ///   - titles: what the page gives as its title, to tell its headline from others.
  ///   - rule: what the site's rule has found, which goes before all.
  init(
    _ tree: HTMLTree, titles: [String], options: ArticleStage.Options, parser: HTMLParser, rule: SiteRuleMatch?
  ) {
    self.options = options
    self.parser = parser
    self.rule = rule
    let isTitle = { (heading: String) in titles.contains { TitleChoice.agree($0, PageFacts.tidy(heading)) } }
    let leftOut = rule?.dropped ?? []
    var outline = PageOutline(tree, keeping: rule?.kept ?? [], leavingOut: leftOut)
    var finder = ArticleFinder(outline: outline, favor: options.favor)
    if let body = rule?.body, !body.isEmpty {
      self.outline = outline
      containers = body
      prose = .max
      return
    }
    var containers = finder.containers(isTitle: isTitle)
    var prose = containers.reduce(0) { $0 + finder.prose(in: $1) }
    if prose < Self.enough, let box = outline.fullestBox, box.prose > 3 * prose, box.prose >= Self.enough {
      outline = PageOutline(tree, keeping: [box.element], leavingOut: leftOut)
      finder = ArticleFinder(outline: outline, favor: options.favor)
      containers = finder.containers(isTitle: isTitle)
      prose = containers.reduce(0) { $0 + finder.prose(in: $1) }
    }
    self.outline = outline
    self.containers = containers
    self.prose = prose
  }

  /// The article's text.
  ///
  /// - Parameter titles: what the page and its reading give as its title; a line that says the same is the headline.
  func read(titles: [String]) -> (article: ArticleText, way: Way) {
    let chooser = ArticleBlocks(
      outline: outline, containers: containers, titles: titles, favor: options.favor, keepsTables: options.tables)
    var article: ArticleText
    var way: Way
    if let blocks = rule?.blocks(in: outline) {
      article = ArticleText(outline, blocks: blocks)
      way = .rule
    } else {
      article = ArticleText(outline, blocks: chooser.chosen())
      way = .container
      fallBack(&article, &way)
    }
    if options.comments {
      for index in chooser.comments() { article.write(outline.blocks[index], outline, as: .comment) }
    }
    article.finish()
    return (article, way)
  }

  /// Takes the body in the data, or all paragraphs, where the containers give too little.
  private func fallBack(_ article: inout ArticleText, _ way: inout Way) {
    let shown = article.text.count
    if let data = DataBody(outline.tree), data.bytes.count > 120, shown * 8 < data.bytes.count * 5,
      let body = Self.text(of: data, parser), body.text.count * 5 > shown * 8
    {
      article = body
      way = .data
    } else if prose < Self.enough {
      let paragraphs = outline.blocks.indices.filter {
        outline.blocks[$0].isGood && outline.blocks[$0].dropRoot < 0
          && outline.tree.nodes[Int(outline.blocks[$0].element)].tag == .p
      }
      if paragraphs.reduce(0, { $0 + Int(outline.blocks[$1].length) }) > 2 * max(prose, 60) {
        article = ArticleText(outline, blocks: paragraphs)
        way = .paragraphs
      }
    }
  }

  /// The text of a body in the page's data, with its way back to the page.
  private static func text(of data: DataBody, _ parser: HTMLParser) -> ArticleText? {
    var article = ArticleText()
    if data.isMarkup {
      guard let tree = try? parser.parse(data.bytes) else { return nil }
      let outline = PageOutline(tree)
      let blocks = outline.blocks.indices.filter {
        outline.blocks[$0].dropRoot < 0 && outline.blocks[$0].kind != .caption
      }
      var inner = ArticleText(outline, blocks: blocks)
      inner.finish()
      article.write(inner, source: data.alignment)
    } else {
      article.write(lines: data.bytes, source: data.alignment)
    }
    return article.text.isEmpty ? nil : article
  }
}
