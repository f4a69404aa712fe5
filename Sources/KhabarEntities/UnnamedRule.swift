import KhabarAnnotations
import KhabarText

/// Persons and bodies that speak without a name: "مسؤول إسرائيلي مطلع", "مصادر طبية", "متحدث باسم الجيش".
struct UnnamedRule {
  let text: EntityText
  private let lists: ListRule

  init(_ text: EntityText) {
    self.text = text
    lists = ListRule(text: text)
  }

  /// - Parameter offices: titles beside which no name stands.
  func candidates(offices: [TitlePhrase]) -> [EntityCandidate] {
    var found: [EntityCandidate] = []
    for index in text.words.indices where text.words[index].isWord && text.hasPhrase(at: index) {
      for phrase in text.phrases(at: index) {
        guard text.lexicon.list(of: phrase.entry) == .source,
          phrase.words.count > 1 || phrase.strip == text.words[index].strip
        else { continue }
        if let candidate = candidate(phrase, text.lexicon[phrase.entry]) { found.append(candidate) }
        break
      }
    }
    for office in offices where office.hasComplement {
      found.append(
        EntityCandidate(
          words: office.words, range: text.range(office.words), type: .person, kind: "office", isNamed: false,
          form: .description, hasElidedArticle: text.words[office.words.lowerBound].hasElidedArticle, rank: 5,
          rule: "office"))
    }
    return found
  }

  private func candidate(_ head: LexiconPhrase, _ row: EntityLexicon.Row) -> EntityCandidate? {
    let start = head.words.lowerBound
    if isAdjective(start) { return nil }
    let end = phraseEnd(head.words.upperBound, start: start)
    // "رجل" alone is nobody; "المحامي" may be somebody.
    if row.mode == .adjective, !isBesideSpeech(start, end) {
      let hasAdjective = end > head.words.upperBound && text.words[head.words.upperBound].classes.has(.sourceAdjective)
      guard hasAdjective, start > 0, text.words[start - 1].classes.has(.preposition) else { return nil }
    }
    return EntityCandidate(
      words: start..<end, range: text.range(start..<end, strip: head.strip), type: row.type,
      subtype: row.mode == .media ? "media" : nil, kind: row.mode.rawValue, isNamed: false, form: .description,
      hasElidedArticle: head.hasElidedArticle, rank: 0, rule: "source")
  }

  /// "مسار دبلوماسي": a relative adjective after its noun.
  private func isAdjective(_ index: Int) -> Bool {
    let word = text.words[index]
    guard word.classes.has(.relativeShape), !word.classes.has(.hasParticle), text.continues(at: index) else {
      return false
    }
    let before = text.words[index - 1].classes
    return !before.has(.function) && !before.has(.verb) && before.has(.definite) == word.classes.has(.definite)
  }

  private func isBesideSpeech(_ start: Int, _ end: Int) -> Bool {
    if start > 0, text.words[start - 1].classes.has(.speechVerb) { return true }
    return end < text.words.count && text.words[end].classes.has(.speechVerb)
  }

  /// The end of adjectives, "باسم …", "في …", "من …" after the noun.
  private func phraseEnd(_ start: Int, start first: Int) -> Int {
    var index = start
    var hasTie = false
    while index - first < 9, text.continues(at: index), !text.words[index].isTime {
      let word = text.words[index]
      let classes = word.classes
      if classes.has([.sourceAdjective, .demonym]) || classes.has(.people) && !hasTie {
        guard !classes.has(.hasConjunction) else { break }
        index += 1
        continue
      }
      if !hasTie, let end = tie(index) {
        index = end
        hasTie = true
        continue
      }
      break
    }
    return index
  }

  /// "باسم الجيش الإسرائيلي", "في الشرطة", "من المسجد", "بوزارة الدفاع": one tie with its noun phrase.
  private func tie(_ index: Int) -> Int? {
    let word = text.words[index]
    let key = text.bytes[word.folded.indices]
    var noun = index
    if Self.ties.contains(where: { key.elementsEqual($0) }) {
      noun = index + 1
    } else if word.strip != 2 || word.classes.has(.hasConjunction) || word.classes.has(.function)
      || !word.classes.has([.listedName, .bodyHead, .sourceNoun])
    {
      return nil
    }
    guard text.continues(at: noun) || noun == index, !text.words[noun].isTime else { return nil }
    if let name = lists.headed(at: noun, .organisation) ?? lists.headed(at: noun, .location) {
      return name.words.upperBound
    }
    let classes = text.words[noun].classes
    guard !classes.has(.function), !classes.has(.verb) || classes.has([.common, .bodyHead]) else { return nil }
    if classes.has(.bodyHead), !classes.has(.definite), text.continues(at: noun + 1) {
      let next = text.words[noun + 1].classes
      return next.has([.definite, .unknown, .listedName]) && !next.has(.function) ? noun + 2 : noun + 1
    }
    return classes.has(.definite) ? noun + 1 : nil
  }

  private static let ties = [GrammarWord.inName, GrammarWord.at, GrammarWord.of, GrammarWord.with]
}
