import KhabarAnnotations
public import KhabarCore
import KhabarHTML
import KhabarText

/// Takes the article out of a saved page: its text, its paragraphs, and what the page says about it.
///
/// Menus, related stories, share bars, captions, comments, the headline and the byline are left out of the text; the
/// headline and the byline go to the metadata. The text has one line a paragraph, and every character of it leads back
/// to the bytes of the page. A document that has a text already keeps it: its lines become the blocks.
public struct ArticleStage: Stage {
  public struct Options: StageOptions {
    public var favor = ArticleFavor.balanced
    public var comments = false
    public var tables = true
    public var links = false
    public var images = false
    public var minimumLength = 0
    public var siteRules: String?
    public var maximumBytes = 64 << 20

    public init() {}

    public static let fields: [OptionField<Options>] = [
      .choice(
        "favor", \.favor,
        "What to do with text that may or may not be of the article: precision leaves out embedded posts, labels and lines with links; recall keeps captions, short lines at the ends and prose in boxes inside the body."
      ),
      .bool(
        "comments", \.comments,
        "Whether what readers wrote below the article follows it in the text, as blocks of kind comment."),
      .bool("tables", \.tables, "Whether tables of data are part of the text, one line a row, cells parted by tabs."),
      .bool("links", \.links, "Whether the links inside the text are written, as the layer links."),
      .bool(
        "images", \.images, "Whether the article's pictures are listed in the metadata: address, description, caption."),
      .integer(
        "minimum_length", \.minimumLength, in: 0...1_000_000,
        "An article of fewer characters than this counts as none: the text stays empty and a diagnostic says so."),
      .optionalString(
        "site_rules", \.siteRules,
        "A site-rule file, or a folder of them: where the article stands in the pages of sites you know (docs/site-rules.md)."
      ),
      .integer(
        "maximum_bytes", \.maximumBytes, in: 1_000...2_000_000_000, "Pages larger than this, decoded, are refused."),
    ]
  }

  public static let name = "article"
  public static let summary = "Takes the text, the paragraphs and the metadata of an article out of a saved page."
  public static let requires: [LayerName] = []
  public static let provides = [LayerName(Blocks.self), LayerName(SourceSpans.self), LayerName(Links.self)]
  public static let extends: [LayerName] = [.text]

  private let parser: HTMLParser
  private let siteRules: SiteRuleBook?
  private let options: Options

  public init(options: Options) throws {
    var parser = HTMLParser()
    parser.maximumBytes = options.maximumBytes
    self.parser = parser
    siteRules = try options.siteRules.map(SiteRuleBook.init(path:))
    self.options = options
  }

  public func process(_ document: inout Document) throws {
    if document.hasText {
      document[Blocks.self] = Self.lines(of: document.text)
      return
    }
    let bytes = document.source.bytes
    let charset =
      document.source.encoding.flatMap(CharacterEncoding.init(rawValue:)).map { Charset(known: $0, of: bytes) }
      ?? Charset(of: bytes)
    let decoded = DecodedPage(bytes, charset: charset)
    let tree = try parser.parse(decoded.bytes)
    let facts = PageFacts(tree)
    let match = siteRules?.match(in: tree, facts: facts, of: document)
    let titles = [document.metadata.title, facts.meta(["og:title"])?.value, facts.title].compactMap { $0 }
    let reader = ArticleReader(tree, titles: titles, options: options, parser: parser, rule: match)
    let page = PageMetadata(
      facts: facts, outline: reader.outline, containers: reader.containers, given: document.metadata,
      uri: document.source.uri)
    var metadata = page.metadata
    match?.fill(&metadata, given: document.metadata)
    let found = reader.read(titles: [metadata.title].compactMap { $0 } + titles)
    var article = found.article
    let length = article.text.count { $0 & 0xC0 != 0x80 }
    if length < options.minimumLength { article = ArticleText() }
    document.setText(article.text, sourceMap: article.alignment.composed(with: decoded.alignment))
    document[Blocks.self] = article.blocks
    let places = ArticlePlaces(article, tree: tree, decoded: decoded)
    document[SourceSpans.self] = places.spans()
    if options.links { document[Links.self] = places.links() }
    if options.images { metadata.images = PageImages(reader.outline, containers: reader.containers).images }
    if metadata.language == nil,
      let known = TextLanguage.language(of: article.text, claim: facts.pageLanguage ?? facts.meta(["og:locale"])?.value)
    {
      metadata.language = known.language
      metadata.origins["language"] = known.isClaim ? "html lang" : "letters of the text"
    }
    if !article.text.isEmpty { metadata.origins["text"] = found.way.rawValue }
    document.metadata = metadata
    for diagnostic in match?.diagnostics ?? [] { document.report(diagnostic) }
    report(facts, tree, article, length, &document)
  }

  private func report(
    _ facts: PageFacts, _ tree: HTMLTree, _ article: ArticleText, _ length: Int, _ document: inout Document
  ) {
    for fault in facts.linkedData.faults {
      document.report(Diagnostic(.note, code: "json-ld-broken", fault, origin: Self.name))
    }
    if tree.cutTags > 0 {
      let message =
        "\(tree.cutTags) tags had more attributes than any page needs; those beyond the limit were passed over"
      document.report(Diagnostic(.warning, code: "attributes-cut", message, origin: Self.name))
    }
    if tree.isPartial {
      let message = "the page is nested beyond reason; what stands before the fault was read"
      document.report(Diagnostic(.warning, code: "page-partial", message, origin: Self.name))
    }
    if article.text.isEmpty {
      let message =
        length == 0
        ? "no article text was found in the page"
        : "the article has \(length) characters, fewer than the \(options.minimumLength) of minimum_length"
      document.report(Diagnostic(.warning, code: "no-article", message, origin: Self.name))
    }
  }

  /// The lines of a plain text that hold anything, without the white space around them.
  static func lines(of text: [UInt8]) -> [Block] {
    var blocks: [Block] = []
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.count
      var first = start
      var last = end
      while first < last, text[first] <= 0x20 { first += 1 }
      while last > first, text[last - 1] <= 0x20 { last -= 1 }
      if first < last { blocks.append(Block(range: TextRange(first, last), kind: .paragraph)) }
      start = end + 1
    }
    return blocks
  }
}
