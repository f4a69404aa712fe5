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
    return Self.parts(of: withoutCue(text).text).map { withoutCue($0).text }.filter(isName)
  }

  /// The names in a visible line; the line must start with a cue ("كتبت فلانة") unless its element is marked as a byline.
  func names(inLine text: String, isMarked: Bool) -> [String] {
    let line = withoutCue(text)
    guard isMarked || line.hasCue, !line.isPhoto, !Self.isAddress(text), !siteKeys.contains(TitleChoice.key(line.text))
    else {
      return []
    }
    // "الأربعاء، 07 أكتوبر" in the same box.
    if !line.hasCue, line.text.contains(where: \.isNumber) { return [] }
    let parts = Self.parts(of: line.text)
    let names = parts.map { withoutCue($0).text }.filter(isName)
    // A sentence that starts with "تقرير" is no byline.
    return names.count == parts.count || isMarked ? names : []
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

  /// The text behind the word that introduces a writer: "كتبت: ", "حوار:", "بقلم/", "By ".
  private func withoutCue(_ text: String) -> (text: String, hasCue: Bool, isPhoto: Bool) {
    var rest = TitleChoice.trimmed(text)[...]
    var hasCue = false
    var isPhoto = false
    // "إعداد وتقرير: فلان"
    for _ in 0..<3 {
      let words = KeyFolding.words(of: KeyFolding.fold(Array(rest.utf8)))
      guard let cue = Self.cue(words) else { break }
      hasCue = true
      isPhoto = isPhoto || cue.isPhoto
      for _ in 0..<cue.length { rest = Self.dropWord(rest) }
      rest = rest.drop { $0 == ":" || $0 == "/" || $0 == "-" || $0 == " " || $0 == "–" || $0 == "\u{A0}" }
    }
    return (TitleChoice.trimmed(String(rest)), hasCue, isPhoto)
  }

  private static func cue(_ words: [ArraySlice<UInt8>]) -> (length: Int, isPhoto: Bool)? {
    let list = Lexicons.bylineCues
    let kind = list.column("kind")
    for length in stride(from: min(3, words.count), through: 1, by: -1) {
      if let row = Lexicons.all.rows(for: Array(words.prefix(length)), in: list).first {
        return (length, list.value(row, kind) == "photo")
      }
    }
    return nil
  }

  private static func dropWord(_ text: Substring) -> Substring {
    text.drop { !$0.isLetter && !$0.isNumber }.drop { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  /// Whether a part can be the name of a writer or a desk.
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
    // "Developed By …"
    let opening = words.prefix(2).joined(separator: " ")
    return Lexicons.all.rows(for: opening, in: Lexicons.notAuthors).isEmpty
  }
}
