import KhabarAnnotations
import KhabarText

/// Names that stand in the word lists.
struct ListRule {
  let text: EntityText

  func candidates() -> [EntityCandidate] {
    var found: [EntityCandidate] = []
    for index in text.words.indices {
      if let candidate = name(at: index) { found.append(candidate) }
    }
    return found
  }

  /// The longest listed name at `index` that may stand there without a head noun.
  private func name(at index: Int) -> EntityCandidate? {
    var longest = 0
    for phrase in text.phrases(at: index) where phrase.words.count >= longest {
      let row = text.lexicon[phrase.entry]
      guard isName(row.list), mayStand(row, phrase, at: index) else { continue }
      longest = phrase.words.count
      return candidate(phrase, row, rule: "list-\(row.list)")
    }
    return nil
  }

  /// The longest listed name at `index` of a type, those that need a head noun among them.
  func headed(at index: Int, _ type: Entity.EntityType) -> EntityCandidate? {
    for phrase in text.phrases(at: index) {
      let row = text.lexicon[phrase.entry]
      let fits = row.type == type || type == .facility && row.type == .location
      if isName(row.list), fits { return candidate(phrase, row, rule: "head-list") }
    }
    return nil
  }

  private func isName(_ list: EntityLexicon.List) -> Bool {
    switch list {
    case .place, .country, .city, .body, .media, .event: true
    default: false
    }
  }

  private func mayStand(_ row: EntityLexicon.Row, _ phrase: LexiconPhrase, at index: Int) -> Bool {
    let word = text.words[index]
    // A reading with more cut off than the word's own is a guess: بالي as ب + الي.
    if phrase.words.count == 1, phrase.strip != word.strip { return false }
    switch row.mode {
    case .free: break
    case .prepositional: return isAfterPreposition(index)
    default: return false
    }
    if phrase.words.count == 1 {
      // السعودية is an adjective after a definite noun: القوات السعودية.
      if word.classes.has(.demonym), isAfterDefinite(index) { return false }
      if word.isTime { return false }
    }
    return true
  }

  private func isAfterPreposition(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = text.words[index - 1]
    return before.isWord && before.classes.has([.preposition, .placeHead]) || text.words[index].classes.has(.hasParticle)
  }

  func isAfterDefinite(_ index: Int) -> Bool {
    guard index > 0, !text.words[index].classes.has(.hasParticle) else { return false }
    let before = text.words[index - 1]
    guard before.isWord, !before.classes.has(.function), !before.classes.has(.verb) else { return false }
    return before.classes.has(.definite) || before.classes.has(.listedName)
  }

  func candidate(_ phrase: LexiconPhrase, _ row: EntityLexicon.Row, rule: String) -> EntityCandidate {
    EntityCandidate(
      words: phrase.words, range: text.range(phrase.words, strip: phrase.strip), type: row.type, subtype: row.subtype,
      kind: row.kind, identifier: row.identifier ?? identifier(of: phrase), hasElidedArticle: phrase.hasElidedArticle,
      rank: 30, rule: rule)
  }

  /// The identity that another list gives for the same words: places of our own list among the cities.
  private func identifier(of phrase: LexiconPhrase) -> String? {
    for other in text.phrases(at: phrase.words.lowerBound)
    where other.words == phrase.words && other.strip == phrase.strip {
      let row = text.lexicon[other.entry]
      if row.list == .city || row.list == .country, let identifier = row.identifier { return identifier }
    }
    return nil
  }
}
