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
  ///   - lines: lines of the page; a part of a title that is one of them is the headline.
  init?(
    headings: [String], declared: [(text: String, origin: String)], siteNames: [String], lines: [String] = []
  ) {
    let names = Set(siteNames.map(Self.key).filter { !$0.isEmpty })
    let headingKeys = Set(headings.map(Self.key))
    let lineKeys = Set(lines.map(Self.key))
    // Most pages give one title several times.
    var known: [String: String] = [:]
    let cleaned = declared.compactMap { item -> (text: String, origin: String)? in
      let text =
        known[item.text] ?? Self.withoutSite(item.text, names: names, headings: headingKeys, lines: lineKeys)
      known[item.text] = text
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
    let shorter = min(leftWords.count, rightWords.count)
    let longer = max(leftWords.count, rightWords.count)
    // "مدونة الحارة" is in "مدونة الحارة: متحف المدينة يعرض مخطوطات نادرة", and no short form of it.
    return shared * 10 >= longer * 5 || (shared == shorter && shorter * 10 >= longer * 3)
  }

  /// The first bytes of the separators, spaces left out; en and em dash, "»", "•" and "·" start with these.
  private static let marks: Set<UInt8> = [0x7C, 0x2D, 0x2F, 0x3A, 0x3E, 0x7E, 0xE2, 0xC2]

  /// Whether a title has a mark that may part the site's name from the headline.
  static func mayHoldSite(_ title: String) -> Bool {
    title.utf8.contains(where: marks.contains)
  }

  /// `title` without a part that names the site.
  ///
  /// - Parameters:
  ///   - names: keys of what the site calls itself.
  ///   - headings: keys of the page's headings.
  ///   - lines: keys of lines of the page.
  static func withoutSite(
    _ title: String, names: Set<String>, headings: Set<String>, lines: Set<String> = []
  ) -> String {
    guard mayHoldSite(title) else { return trimmed(title) }
    if !lines.isEmpty {
      // "وكالة النبأ : العنوان - حوادث", where the page shows "العنوان" as a line of its own.
      var segments = [title]
      for separator in separators + [" : "] { segments = segments.flatMap { $0.components(separatedBy: separator) } }
      if segments.count > 2 {
        for segment in segments where key(segment).utf8.count > 24 && lines.contains(key(segment)) {
          return trimmed(segment)
        }
      }
      for separator in separators + [" : "] {
        let parts = title.components(separatedBy: separator)
        guard parts.count > 1 else { continue }
        for rest in [parts.dropFirst().joined(separator: separator), parts.dropLast().joined(separator: separator)] {
          let key = key(rest)
          if key.utf8.count > 16, lines.contains(key) { return trimmed(rest) }
        }
      }
    }
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
      if let part = parts.first(where: { headings.contains(key($0)) }) { return trimmed(part) }
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
    let bytes = Array(utf8)
    let mark = Array(separator.utf8)
    guard let first = mark.first, bytes.count >= mark.count else { return [self] }
    var parts: [String] = []
    var start = 0
    var index = 0
    while index + mark.count <= bytes.count {
      if bytes[index] == first, bytes[index..<index + mark.count].elementsEqual(mark) {
        parts.append(String(decoding: bytes[start..<index], as: UTF8.self))
        index += mark.count
        start = index
      } else {
        index += 1
      }
    }
    guard start > 0 else { return [self] }
    parts.append(String(decoding: bytes[start...], as: UTF8.self))
    return parts
  }
}
