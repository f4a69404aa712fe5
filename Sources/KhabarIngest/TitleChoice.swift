import KhabarLexicon

/// Chooses the headline among the titles a page gives, and takes the site's name off it.
struct TitleChoice {
  let title: String
  /// Where it was found, such as `h1` or `meta og:title`.
  let origin: String

  private static let separators = [
    " | ", " - ", " – ", " — ", " » ", " :: ", " • ", " · ", ">>", "|", " / ", " :: ", " ~ ",
  ]

  /// - Parameters:
  ///   - headings: level-one headings outside menus, the one nearest to the article first.
  ///   - declared: titles of the page's data, most reliable first.
  ///   - siteNames: what the site calls itself.
  init?(headings: [String], declared: [(text: String, origin: String)], siteNames: [String]) {
    let names = Set(siteNames.map(Self.key).filter { !$0.isEmpty })
    let cleaned = declared.compactMap { item -> (text: String, origin: String)? in
      let text = Self.withoutSite(item.text, names: names, headings: headings)
      return text.isEmpty ? nil : (text, item.origin)
    }
    // The data and the page's title agree: that is what it goes by, however the page shortens it.
    if let data = cleaned.first(where: { $0.origin.hasPrefix("json-ld") }),
      cleaned.contains(where: { $0.origin == "title element" && Self.key($0.text) == Self.key(data.text) })
    {
      title = data.text
      origin = data.origin
      return
    }
    // `content="قال "نعم" أمس"`: the quotation mark has ended the attribute; another title goes on there.
    if let first = cleaned.first, let whole = Self.continuation(of: first.text, in: declared.map(\.text)) {
      title = whole
      origin = first.origin
      return
    }
    // The headline is what a reader sees, when the page's data agree that it is the title.
    for heading in headings where !names.contains(Self.key(heading)) {
      if cleaned.contains(where: { Self.agree($0.text, heading) }) || (cleaned.isEmpty && heading.utf8.count > 12) {
        title = heading
        origin = "h1"
        return
      }
    }
    guard let first = cleaned.first else { return nil }
    title = first.text
    origin = first.origin
  }

  /// The part of another title that is `text`, a quotation mark and more.
  private static func continuation(of text: String, in titles: [String]) -> String? {
    for title in titles where title.utf8.count > text.utf8.count {
      for found in title.ranges(of: text) where title[found.upperBound...].hasPrefix("\"") {
        return trimmed(String(title[found.lowerBound...]))
      }
    }
    return nil
  }

  /// Whether two titles share most of their words.
  static func agree(_ left: String, _ right: String) -> Bool {
    let leftWords = words(left)
    let rightWords = words(right)
    guard !leftWords.isEmpty, !rightWords.isEmpty else { return false }
    let shared = leftWords.filter(Set(rightWords).contains).count
    return shared * 10 >= max(leftWords.count, rightWords.count) * 5 || shared == min(leftWords.count, rightWords.count)
  }

  /// `title` without a part that names the site.
  static func withoutSite(_ title: String, names: Set<String>, headings: [String]) -> String {
    for separator in separators {
      let parts = title.components(separatedBy: separator)
      guard parts.count > 1 else { continue }
      // Behind, or in front as some sites have it.
      if let last = parts.last, isSite(last, names) {
        return withoutSite(parts.dropLast().joined(separator: separator), names: names, headings: headings)
      }
      if isSite(parts[0], names) {
        return withoutSite(parts.dropFirst().joined(separator: separator), names: names, headings: headings)
      }
      // A part that is a heading of the page is the title.
      if let part = parts.first(where: { part in headings.contains { key($0) == key(part) } }) { return trimmed(part) }
      // "Headline | Somewhere": a few words behind many.
      if separator.contains("|"), words(parts[0]).count >= 4, words(parts.dropFirst().joined(separator: " ")).count <= 4
      {
        return trimmed(parts[0])
      }
    }
    return trimmed(title)
  }

  /// Whether a part of a title is a name of the site, with a word or two more: "صحيفة المرفأ" for "المرفأ".
  private static func isSite(_ part: String, _ names: Set<String>) -> Bool {
    let wordCount = words(part).count
    let part = key(part)
    guard !part.isEmpty else { return true }
    if names.contains(part) { return true }
    guard part.utf8.count >= 4, wordCount <= 5 else { return false }
    return names.contains { name in
      guard name.utf8.count >= 4 else { return false }
      let isShort = part.utf8.count <= name.utf8.count * 3
      return name.hasPrefix(part) || (part.hasPrefix(name) && isShort) || (part.hasSuffix(name) && wordCount <= 2)
    }
  }

  static func words(_ text: String) -> [String] {
    KeyFolding.words(of: KeyFolding.fold(Array(text.utf8))).compactMap { word in
      guard let first = word.first, first &- 0x30 < 10 || first >= 0x61 else { return nil }
      return String(decoding: word, as: UTF8.self)
    }
  }

  /// Letters and digits alone, folded: "CNN بالعربية" and "cnn  بالعربيه" are one.
  static func key(_ text: String) -> String { words(text).joined() }

  static func trimmed(_ text: String) -> String {
    var text = text[...]
    while let first = text.unicodeScalars.first, first.value <= 0x20 { text = text.dropFirst() }
    while let last = text.unicodeScalars.last, last.value <= 0x20 { text = text.dropLast() }
    return String(text)
  }
}

extension String {
  /// The parts between `separator`.
  func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
