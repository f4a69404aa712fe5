import KhabarAnnotations
import KhabarText

/// Nouns for groups by nation, religion or politics: الفلسطينيون, إسرائيليين, الأكراد; not the adjectives.
struct GroupRule {
  let text: EntityText

  func candidates() -> [EntityCandidate] {
    var found: [EntityCandidate] = []
    for index in text.words.indices where text.words[index].classes.has(.people) && isNoun(index) {
      found.append(
        EntityCandidate(
          words: index..<index + 1, range: text.range(index..<index + 1), type: .group,
          hasElidedArticle: text.words[index].hasElidedArticle, rank: 10, rule: "people"))
    }
    return found
  }

  /// "نهاية السنة", "السنة المقبلة": the year, not the Sunnis.
  private func isYear(_ index: Int) -> Bool {
    guard text.key(index).elementsEqual(GrammarWord.year) else { return false }
    if text.words[index].isTime { return true }
    if text.continues(at: index + 1), text.words[index + 1].classes.has(.function),
      text.words[index + 1].classes.has(.definite)
    {
      return true
    }
    return text.continues(at: index) && Self.yearOpeners.contains { text.key(index - 1).elementsEqual($0) }
  }

  /// Words before the year, folded.
  private static let yearOpeners = Lexicons.yearOpeners.allKeys

  /// A plural in agreement with the word before it is an adjective: "المسؤولين الإسرائيليين", "مهاجرين سوريين".
  private func isNoun(_ index: Int) -> Bool {
    let word = text.words[index]
    if isYear(index) { return false }
    guard index > 0, !word.classes.has(.hasParticle) else { return true }
    let before = text.words[index - 1]
    guard before.isWord, before.sentence == word.sentence else { return true }
    if before.classes.has([.function, .number]) || before.classes.has(.verb) && !before.classes.has(.definite) {
      return true
    }
    if word.classes.has(.definite) { return !before.classes.has(.definite) }
    return !before.classes.has(.soundPlural) && !before.classes.has(.sourceNoun)
  }
}
