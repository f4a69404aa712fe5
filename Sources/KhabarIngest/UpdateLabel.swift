import KhabarLexicon
import KhabarText

/// Parts a line of dates at the label of a change: "نشر: 7 فبراير 2024، آخر تحديث: 8 فبراير 2024".
enum UpdateLabel {
  /// What stands before the label, and behind it when there is one.
  static func parts(of line: String) -> (before: String, behind: String?) {
    let folded = KeyFolding.fold(Array(line.utf8))
    let words = KeyFolding.words(of: folded).map { TextRange($0.startIndex, $0.endIndex) }
    let list = Lexicons.updateLabels
    for match in Lexicons.all.matches(in: folded, words: words) {
      guard match.entries.contains(where: { Lexicons.all.row(of: $0, in: list) != nil }) else { continue }
      // Folding keeps the words: the line is parted where as many of its own stand.
      let bytes = Array(line.utf8)
      let all = KeyFolding.words(of: bytes)
      guard all.count == words.count else { return (line, nil) }
      let before = bytes[..<all[Int(match.words.lowerBound)].startIndex]
      let behind = bytes[all[Int(match.words.upperBound) - 1].endIndex...]
      return (String(decoding: before, as: UTF8.self), String(decoding: behind, as: UTF8.self))
    }
    return (line, nil)
  }
}
