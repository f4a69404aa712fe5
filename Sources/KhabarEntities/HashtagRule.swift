import KhabarAnnotations
import KhabarLexicon
import KhabarText

/// Names written as hashtags, words joined by `_`: #غزة, #محمد_بن_سلمان.
struct HashtagRule {
  let text: EntityText

  func candidates() -> [EntityCandidate] {
    var found: [EntityCandidate] = []
    for index in text.words.indices where text.words[index].mark == .hashtag {
      let range = text.words[index].folded
      guard range.count > 1 else { continue }
      let inner = TextRange(range.lowerBound + 1, range.upperBound)
      var words: [TextRange] = []
      var start = inner.lowerBound
      for place in inner.indices where text.bytes[place] == 0x5F {
        if place > start { words.append(TextRange(start, place)) }
        start = place + 1
      }
      if inner.upperBound > start { words.append(TextRange(start, inner.upperBound)) }
      for match in Lexicons.all.matches(in: text.bytes, words: words)
      where match.words.count == words.count && match.strippedBytes == 0 {
        let rows = match.entries.map { text.lexicon[$0] }
        guard let row = rows.first(where: { isName($0) }) else { continue }
        found.append(
          EntityCandidate(
            words: index..<index + 1, range: inner, type: row.type, subtype: row.subtype, kind: row.kind,
            identifier: row.identifier, rank: 50, rule: "hashtag"))
      }
    }
    return found
  }

  private func isName(_ row: EntityLexicon.Row) -> Bool {
    switch row.list {
    case .place, .country, .city, .body, .media, .event: row.mode == .free
    default: false
    }
  }
}
