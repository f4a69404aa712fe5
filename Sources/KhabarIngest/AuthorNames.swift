import KhabarLexicon

/// The names of writers in what pages put into author fields and bylines.
///
/// A name is never made up: the site's name, an account of the publishing system, an address or a picture is no author.
struct AuthorNames {
  /// What the site calls itself, as `TitleChoice.key`.
  let siteKeys: Set<String>

  init(siteNames: [String]) {
    siteKeys = Set(siteNames.map(TitleChoice.key).filter { !$0.isEmpty })
  }

  /// The names in an author field.
  func names(inField text: String) -> [String] {
    guard !Self.isAddress(text), !siteKeys.contains(TitleChoice.key(text)) else { return [] }
    let line = withoutCue(text)
    return line.role == .photo ? [] : names(inParts: Self.parts(of: line.text)).names
  }

  /// The names in a visible line; the line must start with a cue ("كتبت فلانة") unless its element is marked as a byline.
  func names(inLine text: String, isMarked: Bool) -> [String] {
    let line = withoutCue(text)
    guard isMarked || line.role != nil, line.role != .photo, !Self.isAddress(text),
      !siteKeys.contains(TitleChoice.key(line.text))
    else {
      return []
    }
    // "الأربعاء، 07 أكتوبر" in the same box.
    if line.role == nil, line.text.contains(where: \.isNumber) { return [] }
    if line.role == .place || line.role == .time { return [] }
    let found = names(inParts: Self.parts(of: line.text))
    // "تقرير أممي": a single word is a name only behind a mark ("بقلم: أدونيس").
    if !isMarked, !text.contains(where: { ":/-–|".contains($0) }), found.names.contains(where: { !$0.contains(" ") }) {
      return []
    }
    // A sentence that starts with "تقرير" is no byline.
    return found.others == 0 || isMarked ? found.names : []
  }

  /// The names among the parts of a line, and how many parts are something else. What names another role ("تصوير: فلان"),
  /// a place ("à Sfax") or a date is neither.
  private func names(inParts parts: [String]) -> (names: [String], others: Int) {
    var names: [String] = []
    var others = 0
    for (index, part) in parts.enumerated() {
      let line = withoutCue(part)
      if line.role == .photo || line.role == .place || line.role == .time { continue }
      // Dates, and what is left of them: "05/08/2022" has been taken apart.
      if index > 0, line.text.first?.isNumber == true || DateReading(line.text) != nil { continue }
      for name in Self.withoutConjunction(withoutTime(line.text), isFirst: index == 0) {
        if isName(name) { names.append(name) } else { others += 1 }
      }
    }
    return (names, others)
  }

  /// "سعيد قدري في 05/08/2022 على الساعة 19:00" without the time, which a word for it must introduce.
  private func withoutTime(_ text: String) -> String {
    guard text.contains(where: \.isNumber) else { return text }
    let words = text.split(separator: " ").map(String.init)
    for (index, word) in words.enumerated().dropLast() {
      let cue = Self.cue(KeyFolding.words(of: KeyFolding.fold(Array(word.utf8))))
      guard cue?.role == .place || cue?.role == .time || Self.kinds(of: word).contains("before-number") else {
        continue
      }
      // A day, not a year: "تقرير يكشف في 2024" goes on as a sentence.
      let digits = words[index + 1].prefix { $0.isNumber }.count
      if digits > 0, digits <= 2 { return words[..<index].joined(separator: " ") }
    }
    return text
  }

  /// "سحر منصور وعلي الهاشمي" is two names, "أحمد وليد حسن" is one: a و before a whole name joins, one that belongs to a
  /// name such as وليد does not. Between single words it is left as it stands.
  private static func withoutConjunction(_ text: String, isFirst: Bool) -> [String] {
    var words = text.split(separator: " ").map(String.init)
    guard let first = words.first else { return [text] }
    // "، ومنى حسن"
    if !isFirst, let rest = withoutWaw(first) { words[0] = rest }
    var names: [[String]] = [[]]
    for (index, word) in words.enumerated() {
      let isBetweenNames = (names.last?.count ?? 0) >= 2 && index + 1 < words.count
      if isBetweenNames, word == "و" {
        names.append([])
      } else if isBetweenNames, let rest = withoutWaw(word) {
        names.append([rest])
      } else {
        names[names.count - 1].append(word)
      }
    }
    return names.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
  }

  /// A word without the و before it; nil when it has none or it is of the name.
  private static func withoutWaw(_ word: String) -> String? {
    guard word.hasPrefix("و"), word.unicodeScalars.count > 3,
      Lexicons.all.rows(for: word, in: Lexicons.namesWithWaw).isEmpty
    else { return nil }
    return String(word.dropFirst())
  }

  private static func isAddress(_ text: String) -> Bool {
    text.contains("://") || text.contains("www.") || text.contains("@")
  }

  /// Parts of a list of names; what stands in brackets is about the name before.
  private static func parts(of text: String) -> [String] {
    var parts = [text.firstIndex(of: "(").map { String(text[..<$0]) } ?? text]
    for separator in [
      ",", "،", ";", "؛", " and ", " & ", " und ", " et ", " i ", " og ", "|", "/", " - ", " – ", " — ", "\n",
    ] {
      parts = parts.flatMap { $0.components(separatedBy: separator) }
    }
    return parts.map { TitleChoice.trimmed($0) }.filter { !$0.isEmpty }
  }

  /// What a word before a name says about it.
  private enum Role: String {
    case author
    case photo
    case place
    case time
  }

  /// The text behind the word that introduces a writer: "كتبت: ", "حوار:", "بقلم/", "By ".
  private func withoutCue(_ text: String) -> (text: String, role: Role?) {
    var rest = TitleChoice.trimmed(text)[...]
    var role: Role?
    // "إعداد وتقرير: فلان"
    for _ in 0..<3 {
      let words = KeyFolding.words(of: KeyFolding.fold(Array(rest.utf8)))
      guard let cue = Self.cue(words) else { break }
      // "تصوير وإعداد": who did both wrote it too, whichever comes first.
      role = role == .author ? role : cue.role
      for _ in 0..<cue.length { rest = Self.dropWord(rest) }
      rest = rest.drop { $0 == ":" || $0 == "/" || $0 == "-" || $0 == " " || $0 == "–" || $0 == "\u{A0}" }
    }
    while let last = rest.last, ":-–|•".contains(last) || last == " " { rest = rest.dropLast() }
    return (TitleChoice.trimmed(String(rest)), role)
  }

  private static func cue(_ words: [ArraySlice<UInt8>]) -> (length: Int, role: Role)? {
    let list = Lexicons.bylineCues
    let kind = list.column("kind")
    for length in stride(from: min(3, words.count), through: 1, by: -1) {
      let rows = Lexicons.all.rows(for: Array(words.prefix(length)), in: list)
      if let row = rows.first(where: { list.value($0, kind) != "before-number" }) {
        return (length, Role(rawValue: list.value(row, kind)) ?? .author)
      }
    }
    return nil
  }

  private static func kinds(of word: String) -> [String] {
    let list = Lexicons.bylineCues
    return Lexicons.all.rows(for: word, in: list).map { list.value($0, list.column("kind")) }
  }

  private static func dropWord(_ text: Substring) -> Substring {
    text.drop { !$0.isLetter && !$0.isNumber }.drop { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  /// "فريق", "قسم": the first word of a name of many.
  private static func isCollective(_ word: String) -> Bool {
    let list = Lexicons.notAuthors
    let kind = list.column("kind")
    return Lexicons.all.rows(for: word, in: list).contains { list.value($0, kind) == "collective" }
  }

  /// Whether a part can be the name of a writer.
  private func isName(_ name: String) -> Bool {
    let words = TitleChoice.words(name)
    guard (1...6).contains(words.count), name.utf8.count <= 90 else { return false }
    let lower = name.lowercased()
    if lower.contains("http") || lower.contains("www.") || lower.contains(".com") || name.contains("@") { return false }
    if name.contains(where: { "<>{}[]=():#".contains($0) })
      || words.contains(where: { $0.utf8.first.map { $0 < 0x3A } == true })
    {
      return false
    }
    let key = TitleChoice.key(name)
    if key.utf8.count < 3 || siteKeys.contains(key) { return false }
    if siteKeys.contains(where: {
      $0.utf8.count >= 4 && (key.hasPrefix($0) || $0.hasPrefix(key)) && key.utf8.count >= 4
    }) {
      return false
    }
    guard Lexicons.all.rows(for: name, in: Lexicons.notAuthors).isEmpty else { return false }
    // "مراسلة الشؤون الصحية": words that are all definite name a thing.
    if words.count > 1, words.allSatisfy({ $0.hasPrefix("ال") }) { return false }
    // "فريق محركات"
    if let opening = words.first, words.count > 1, Self.isCollective(opening) { return false }
    // "Developed By …"
    let opening = words.prefix(2).joined(separator: " ")
    return Lexicons.all.rows(for: opening, in: Lexicons.notAuthors).isEmpty
  }
}
