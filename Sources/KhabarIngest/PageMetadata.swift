import KhabarCore
import KhabarHTML
import KhabarSchema

/// Merges what a page says about itself into the metadata of the document. Each value notes where it came from.
///
/// What the document knows already (a record's own fields) stays.
struct PageMetadata {
  private let facts: PageFacts
  private let visible: VisibleFacts
  private let article: JSONValue?
  private let siteNames: [String]
  private let publisherProperties: [String]
  private(set) var metadata: Metadata

  init(facts: PageFacts, outline: PageOutline, containers: [Int], given: Metadata, uri: String?) {
    self.facts = facts
    visible = VisibleFacts(outline: outline, containers: containers, headings: facts.headings)
    metadata = given
    let address = facts.canonical ?? facts.meta(["og:url"])?.value ?? uri
    let title = facts.meta(["og:title"])?.value ?? facts.title ?? ""
    let articles = facts.linkedData.articles { object in
      let links = facts.linkedData.texts(object["url"]) + facts.linkedData.texts(object["mainEntityOfPage"], key: "@id")
      if let address, links.contains(where: { Self.sameAddress($0, address) }) { return true }
      return object["headline"]?.string.map { TitleChoice.agree(PageFacts.tidy($0), title) } ?? false
    }
    article = articles.first
    publisherProperties = Self.publishers(facts, outline.tree)
    siteNames = Self.siteNames(facts, outline.tree, article: articles.first, address: address)
    readTitle()
    readAuthors()
    readDates()
    readOthers(uri: uri)
  }

  private static func sameAddress(_ left: String, _ right: String) -> Bool {
    func bare(_ address: String) -> Substring {
      var rest = address[...]
      if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
      rest = rest.prefix { $0 != "#" && $0 != "?" }
      return rest.hasSuffix("/") ? rest.dropLast() : rest
    }
    return bare(left) == bare(right) && !bare(left).isEmpty
  }

  /// What the site calls itself, its address included.
  private static func siteNames(
    _ facts: PageFacts, _ tree: HTMLTree, article: JSONValue?, address: String?
  ) -> [String] {
    var names: [String] = []
    for key in ["og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "twitter:site"] {
      names += facts.metas[key] ?? []
    }
    names += facts.linkedData.texts(article?["publisher"])
    names += publishers(facts, tree)
    if facts.metas["og:site_name"] == nil, let name = siteInTitle(facts) { names.append(name) }
    for type in ["Organization", "NewsMediaOrganization", "WebSite"] {
      for object in facts.linkedData.objects(ofType: type) { names += facts.linkedData.texts(object["name"]) }
    }
    if let host = address.flatMap(host) {
      let labels = host.split(separator: ".").filter { $0 != "www" }
      names.append(labels.joined(separator: "."))
      if let label = labels.dropLast().max(by: { $0.count < $1.count }), label.count > 2 { names.append(String(label)) }
    }
    // "وكالة أنباء | آخر الأخبار"
    let parts = names.flatMap { $0.components(separatedBy: "|") }.filter { !$0.isEmpty }
    return (names + parts).map(PageFacts.tidy).filter { !$0.isEmpty }
  }

  /// Microdata: the name inside the publisher, of a `meta` there as well.
  private static func publishers(_ facts: PageFacts, _ tree: HTMLTree) -> [String] {
    var names: [String] = []
    for publisher in facts.properties["publisher"] ?? [] {
      let inside = publisher.node..<Int(tree.nodes[publisher.node].subtreeEnd)
      let marked = (facts.properties["name"] ?? []).filter { inside.contains($0.node) }.map(\.text)
      names += marked.isEmpty && publisher.text.utf8.count < 100 ? [publisher.text] : marked
    }
    return names.filter { !$0.isEmpty }
  }

  /// What stands behind the headline in the page's title, when another title or a heading shows where that ends:
  /// "الأغنية الجيدة لا تشيخ | مجلة الأوتار".
  private static func siteInTitle(_ facts: PageFacts) -> String? {
    guard let title = facts.title else { return nil }
    let headlines = Set(
      (facts.headings.map(\.text) + (facts.metas["og:title"] ?? []) + (facts.metas["twitter:title"] ?? []))
        .map(TitleChoice.key))
    for separator in [" | ", " - ", " – ", " — ", " :: ", " » ", "|"] {
      let parts = title.components(separatedBy: separator)
      guard parts.count > 1, let last = parts.last, TitleChoice.words(last).count <= 5 else { continue }
      let rest = parts.dropLast().joined(separator: separator)
      if headlines.contains(TitleChoice.key(rest)) || headlines.contains(TitleChoice.key(parts[0])) { return last }
    }
    return nil
  }

  private static func host(_ address: String) -> String? {
    guard let scheme = address.firstRange(of: "://") else { return nil }
    return String(address[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != ":" })
  }

  private mutating func set(
    _ field: String, _ path: WritableKeyPath<Metadata, String?>, _ value: String?, _ origin: String
  ) {
    guard metadata[keyPath: path] == nil, let value = value.map(PageFacts.tidy), !value.isEmpty else { return }
    metadata[keyPath: path] = value
    metadata.origins[field] = origin
  }

  // MARK: Title

  private mutating func readTitle() {
    guard metadata.title == nil else { return }
    var declared: [(text: String, origin: String)] = []
    func add(_ text: String?, _ origin: String) {
      if let text = text.map(PageFacts.tidy), !text.isEmpty { declared.append((text, origin)) }
    }
    for name in [
      "og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "headline",
    ] {
      add(facts.metas[name]?.first, "meta \(name)")
    }
    if let headline = article?["headline"]?.string {
      // Pages cut og:title at an unescaped quotation mark; the longer one is whole.
      let text = PageFacts.tidy(headline)
      let isLonger = declared.first.map { text.hasPrefix($0.text) && text.count > $0.text.count } ?? true
      declared.insert((text, "json-ld headline"), at: isLonger ? 0 : declared.count)
    }
    add(facts.properties["headline"]?.first?.text, "itemprop headline")
    add(facts.title, "title element")
    let headings = visible.headlines(facts.headings)
    let lines = declared.contains { TitleChoice.mayHoldSite($0.text) } ? visible.lines() : []
    if let choice = TitleChoice(headings: headings, declared: declared, siteNames: siteNames, lines: lines) {
      set("title", \.title, choice.title, choice.origin)
    }
  }

  // MARK: Authors

  private mutating func readAuthors() {
    guard metadata.authors.isEmpty else { return }
    let reader = AuthorNames(siteNames: siteNames)
    func set(_ names: [String], _ origin: String) -> Bool {
      var unique: [String] = []
      for name in names where !unique.contains(where: { TitleChoice.key($0) == TitleChoice.key(name) }) {
        unique.append(name)
      }
      guard !unique.isEmpty else { return false }
      metadata.authors = unique
      metadata.origins["authors"] = origin
      return true
    }
    let data = facts.linkedData.texts(article?["author"]) + facts.linkedData.texts(article?["creator"])
    if set(data.map(PageFacts.tidy).flatMap(reader.names(inField:)), "json-ld author") { return }
    for name in [
      "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl",
      "citation_author",
      "article:author_name", "author_name",
    ] {
      if set((facts.metas[name] ?? []).flatMap(reader.names(inField:)), "meta \(name)") { return }
    }
    let properties = visible.nearArticle(facts.properties["author"] ?? []).prefix(4).map(\.text)
    if set(properties.flatMap { reader.names(inLine: $0, isMarked: true) }, "itemprop author") { return }
    if let title = metadata.title {
      // "العنوان بقلم: فلانة": what the page's title has behind the headline.
      for whole in [facts.title, facts.meta(["og:title"])?.value].compactMap({ $0 }) where whole.hasPrefix(title) {
        if set(reader.names(inLine: String(whole.dropFirst(title.count)), isMarked: false), "title element") { return }
      }
    }
    for line in visible.bylines(facts.authorLinks) {
      if set(reader.names(inLine: line.text, isMarked: line.isMarked), "visible") { return }
    }
  }

  // MARK: Dates

  private mutating func readDates() {
    var published: [(text: String, origin: String)] = []
    var modified: [(text: String, origin: String)] = []
    let data = facts.linkedData
    let page = data.objects(ofType: "WebPage").first
    for (object, origin) in [(article, "json-ld"), (page, "json-ld WebPage")] {
      for text in data.texts(object?["datePublished"]) { published.append((text, "\(origin) datePublished")) }
      for text in data.texts(object?["dateModified"]) { modified.append((text, "\(origin) dateModified")) }
    }
    for name in Self.publishedNames {
      for text in facts.metas[name] ?? [] { published.append((text, "meta \(name)")) }
    }
    for name in Self.modifiedNames {
      for text in facts.metas[name] ?? [] { modified.append((text, "meta \(name)")) }
    }
    for item in facts.properties["datepublished"] ?? [] { published.append((item.text, "itemprop datePublished")) }
    for item in facts.properties["datemodified"] ?? [] { modified.append((item.text, "itemprop dateModified")) }
    for text in data.texts(article?["dateCreated"]) { published.append((text, "json-ld dateCreated")) }
    let shown = visible.dates(facts.times)
    published += shown.published
    modified += shown.modified
    if let address = facts.canonical ?? facts.meta(["og:url"])?.value ?? metadata.url,
      let day = Self.day(inAddress: address)
    {
      published.append((day, "address"))
    }
    // "العنوان - حوادث - 14/09/2023"
    if let title = facts.title, DateReading(title) != nil { published.append((title, "title element")) }
    resolve(published, .published, \.published)
    resolve(modified, .modified, \.modified)
    preferShownDay()
  }

  private mutating func resolve(
    _ candidates: [(text: String, origin: String)], _ field: DateCandidate.Field,
    _ path: WritableKeyPath<Metadata, String?>
  ) {
    var isOtherCalendar = false
    for (text, origin) in candidates {
      let text = PageFacts.tidy(text)
      guard !text.isEmpty else { continue }
      if let reading = DateReading(text) {
        // A better place gives a date of another calendar: a later stage resolves that, no lesser place does.
        if isOtherCalendar { continue }
        set(field.rawValue, path, reading.iso, origin)
      } else if text.utf8.count < 200, text.contains(where: \.isNumber) {
        let candidate = DateCandidate(field: field, text: text, origin: origin)
        isOtherCalendar = isOtherCalendar || DateReading.hasYearOfOtherCalendar(text)
        if !metadata.dateCandidates.contains(candidate) { metadata.dateCandidates.append(candidate) }
      }
    }
  }

  /// A moment in UTC may fall on the day before the one that readers see. Where the page shows the day after, and not the
  /// day itself, the shown day is the date: its zone is the newsroom's.
  private mutating func preferShownDay() {
    guard let published = metadata.published, published.hasSuffix("Z") || published.hasSuffix("+00:00"),
      let hour = published.dropFirst(11).prefix(2).isEmpty ? nil : Int(published.dropFirst(11).prefix(2)), hour >= 18,
      let next = DateReading.day(after: published)
    else { return }
    let shown = visible.shownDays()
    guard shown.contains(next), !shown.contains(String(published.prefix(10))) else { return }
    metadata.published = next
    metadata.origins["published"] = "visible"
  }

  private static let publishedNames = [
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time", "article.published",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date",
    "dcterms.date",
    "pubdate", "publishdate", "publish_date", "publish-date", "pub_date", "date", "article:published", "published_at",
    "citation_publication_date", "cxenseparse:recs:publishtime", "originalpublicationdate", "publication_date",
    "rnews:datepublished", "publisheddate", "published_date", "published-date", "published_time", "pub-date",
    "datecreated", "date_published", "article_date_original", "article:created", "created", "creation_date",
    "dc.created", "bt:pubdate", "shareaholic:article_published_time", "news_publish_date", "release_date", "og:pubdate",
  ]
  private static let modifiedNames = [
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "lastmod",
    "last-modified", "article:modified", "updated_time", "lastdate", "lastupdate", "last-update", "last_updated",
    "last_modified", "modified_time", "date_modified", "shareaholic:article_modified_time",
  ]

  /// `/2013/8/3/`, `/2020-03-17/`, `/20200317…/` in an address.
  private static func day(inAddress address: String) -> String? {
    let parts = address.split { "/?&=_".contains($0) }
    for (index, part) in parts.enumerated() {
      if index + 2 < parts.count, part.count == 4, let year = Int(part), (1990...2100).contains(year),
        let month = Int(parts[index + 1]), (1...12).contains(month), let day = Int(parts[index + 2].prefix(2)),
        (1...31).contains(day), parts[index + 2].count <= 2
      {
        return "\(part)-\(parts[index + 1])-\(parts[index + 2])"
      }
      if part.count == 10, part.dropFirst(4).hasPrefix("-"), DateReading(String(part)) != nil { return String(part) }
      if part.count >= 8, part.count <= 21, part.allSatisfy(\.isNumber), ["19", "20"].contains(part.prefix(2)),
        DateReading(String(part.prefix(8))) != nil
      {
        return String(part.prefix(8))
      }
    }
    return nil
  }

  // MARK: The rest

  private mutating func readOthers(uri: String?) {
    let data = facts.linkedData
    for name in data.texts(article?["publisher"]) { set("publisher", \.publisher, name, "json-ld publisher") }
    for name in ["og:site_name", "application-name", "dc.publisher", "dcterms.publisher"] {
      set("publisher", \.publisher, facts.metas[name]?.first, "meta \(name)")
    }
    for name in publisherProperties { set("publisher", \.publisher, name, "itemprop publisher") }
    for type in ["NewsMediaOrganization", "WebSite"] {
      for object in data.objects(ofType: type) {
        for name in data.texts(object["name"]) { set("publisher", \.publisher, name, "json-ld \(type)") }
      }
    }
    if let canonical = facts.canonical, canonical.hasPrefix("http") { set("url", \.url, canonical, "link canonical") }
    if let address = facts.meta(["og:url"])?.value, address.hasPrefix("http") {
      set("url", \.url, address, "meta og:url")
    }
    for address in data.texts(article?["url"]) where address.hasPrefix("http") {
      set("url", \.url, address, "json-ld url")
    }
    set("url", \.url, uri, "container")

    set(
      "section", \.section, facts.meta(["article:section", "og:article:section", "parsely-section"])?.value,
      "meta article:section")
    for section in data.texts(article?["articleSection"]) {
      set("section", \.section, section, "json-ld articleSection")
    }
    set(
      "summary", \.summary,
      facts.meta(["og:description", "description", "twitter:description", "dc.description"])?.value, "meta description")
    for text in data.texts(article?["description"]) { set("summary", \.summary, text, "json-ld description") }
    if let image = facts.meta(["og:image", "og:image:url", "twitter:image", "twitter:image:src"]),
      !image.value.hasPrefix("data:")
    {
      set("image", \.image, image.value, "meta \(image.name)")
    }
    for image in data.texts(article?["image"], key: "url") { set("image", \.image, image, "json-ld image") }
    readTags()
  }

  private mutating func readTags() {
    guard metadata.tags.isEmpty else { return }
    var tags: [String] = []
    var origin = "meta article:tag"
    tags = facts.metas["article:tag"] ?? []
    if tags.isEmpty {
      origin = "json-ld keywords"
      tags = facts.linkedData.texts(article?["keywords"])
    }
    if tags.isEmpty {
      origin = "meta keywords"
      tags = facts.metas["keywords"] ?? facts.metas["news_keywords"] ?? []
    }
    var unique: [String] = []
    for tag in tags.flatMap({ $0.split { ",،;؛".contains($0) } }).map({ PageFacts.tidy(String($0)) })
    where !tag.isEmpty && !unique.contains(tag) && unique.count < 50 {
      unique.append(tag)
    }
    guard !unique.isEmpty else { return }
    metadata.tags = unique
    metadata.origins["tags"] = origin
  }
}
