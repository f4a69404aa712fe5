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
    public var siteRules: String?
    public var maximumBytes = 64 << 20

    public init() {}

    public static let fields: [OptionField<Options>] = [
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
  public static let provides = [LayerName(Blocks.self)]
  public static let extends: [LayerName] = [.text]

  private let parser: HTMLParser
  private let siteRules: SiteRuleBook?

  public init(options: Options) throws {
    var parser = HTMLParser()
    parser.maximumBytes = options.maximumBytes
    self.parser = parser
    siteRules = try options.siteRules.map(SiteRuleBook.init(path:))
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
    let outline = PageOutline(tree, keeping: match?.kept ?? [], leavingOut: match?.dropped ?? [])
    let candidate = ArticleFinder(outline: outline).best()
    let page = PageMetadata(
      facts: facts, outline: outline, container: candidate.element, given: document.metadata, uri: document.source.uri)
    var metadata = page.metadata
    match?.fill(&metadata, given: document.metadata)
    let titles = [metadata.title, facts.meta(["og:title"])?.value, facts.title].compactMap { $0 }
    let chosen =
      match?.blocks(in: outline)
      ?? ArticleBlocks(outline: outline, container: candidate.element, titles: titles).chosen()
    var article = ArticleText(outline, blocks: chosen)
    article.finish()
    document.setText(article.text, sourceMap: article.alignment.composed(with: decoded.alignment))
    document[Blocks.self] = article.blocks
    if metadata.language == nil,
      let found = TextLanguage.language(of: article.text, claim: facts.pageLanguage ?? facts.meta(["og:locale"])?.value)
    {
      metadata.language = found.language
      metadata.origins["language"] = found.isClaim ? "html lang" : "letters of the text"
    }
    document.metadata = metadata
    for diagnostic in match?.diagnostics ?? [] { document.report(diagnostic) }
    report(facts, tree, article, &document)
  }

  private func report(_ facts: PageFacts, _ tree: HTMLTree, _ article: ArticleText, _ document: inout Document) {
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
      document.report(
        Diagnostic(.warning, code: "no-article", "no article text was found in the page", origin: Self.name))
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
