import KhabarAnnotations
import KhabarText

/// Names that stand in the word lists.
struct ListRule {
  let text: EntityText

  func candidates() -> [EntityCandidate] {
    var found: [EntityCandidate] = []
    for index in text.words.indices {
      if let candidate = name(at: index) {
        found.append(candidate)
      } else if text.words[index].classes.has([.unknown, .latin]), let club = foreignClub(at: index) {
        found.append(club)
      }
    }
    return found
  }

  /// "تأهل ريمو ستارز النيجيري": unknown words and a nationality in the masculine in a report on a match are a club; a
  /// person's nationality stands before the name.
  private func foreignClub(at index: Int) -> EntityCandidate? {
    guard index > 0, text.continues(at: index), isUnknown(index), !text.words[index].classes.has(.hasParticle),
      !isUnknown(index - 1), !text.words[index - 1].classes.has([.demonym, .anyName, .title, .bodyHead, .placeHead])
    else { return nil }
    let sentence = Int(text.words[index].sentence)
    guard sentence >= 0, text.isSport[sentence] else { return nil }
    var end = index + 1
    while end - index < 3, text.continues(at: end), isUnknown(end) { end += 1 }
    guard text.continues(at: end), isClub(index..<end) else { return nil }
    return EntityCandidate(
      words: index..<end, range: text.range(index..<end), type: .organisation, kind: "club", rank: 35, rule: "club")
  }

  private func isUnknown(_ index: Int) -> Bool {
    let classes = text.words[index].classes
    return text.words[index].isWord && classes.has([.unknown, .latin])
      && !classes.has([.definite, .common, .soundPlural, .verb, .hasPronoun, .relativeShape])
  }

  /// The longest listed name at `index` that may stand there without a head noun.
  private func name(at index: Int) -> EntityCandidate? {
    var longest = 0
    for phrase in text.phrases(at: index) where phrase.words.count >= longest {
      let row = text.lexicon[phrase.entry]
      guard isName(row.list), mayStand(row, phrase, at: index) else { continue }
      longest = phrase.words.count
      // "فاز برشلونة على روما" in a report on a match: clubs, not cities.
      if row.type == .location, let club = club(as: phrase, at: index) { return club }
      // "في الميادين": a body called like a place, after a preposition of place.
      if row.type == .organisation, phrase.words.count == 1, let place = place(as: phrase, at: index) { return place }
      var found = candidate(phrase, row, rule: row.list.rule)
      if row.list == .city || row.kind == "city", isClub(phrase.words) {
        found.type = .organisation
        found.subtype = nil
        found.kind = "club"
        found.identifier = nil
      }
      return found
    }
    return nil
  }

  /// The longest listed name at `index` of a type, those that need a head noun among them.
  func headed(at index: Int, _ type: Entity.EntityType) -> EntityCandidate? {
    for phrase in text.phrases(at: index) {
      let row = text.lexicon[phrase.entry]
      // "سوق مدينة ضحيان": a head noun is not the name.
      if phrase.words.count == 1, text.words[index].classes.has([.placeHead, .bodyHead]), row.mode != .free {
        continue
      }
      let fits = row.type == type || type == .facility && row.type == .location
      if isName(row.list), fits { return candidate(phrase, row, rule: "head-list") }
    }
    return nil
  }

  /// Whether the lists have just these words, more than one, as a name: دير الزور is no monastery.
  func holds(_ words: Range<Int>) -> Bool {
    words.count > 1
      && text.phrases(at: words.lowerBound).contains { phrase in
        let row = text.lexicon[phrase.entry]
        return phrase.words == words && isName(row.list) && row.mode == .free
      }
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
    case .prepositional: return isAfterPlacePreposition(index)
    case .head: return row.kind == "club" && isSport(at: index)
    default: return false
    }
    if phrase.words.count == 1 {
      // السعودية is an adjective after a definite noun: القوات السعودية.
      if word.classes.has(.demonym), isAfterDefinite(index) { return false }
      if word.isTime || word.classes.has(.function) { return false }
      if row.type == .location, word.classes.has(.doubtfulPlace) { return isAfterPlacePreposition(index) }
      if row.type == .location, word.classes.has([.placeHead, .bodyHead]) || word.classes.has(.verb) {
        return isAfterPreposition(index)
      }
      // "أفاد المرصد": a verb; but "تقول إدارة «آفاد»", "بيان آفاد".
      if row.type == .organisation, word.classes.has(.verb) { return isEnclosed(index) || isAfterPreposition(index) }
    }
    return true
  }

  /// "فوز الأهلي": names of clubs stand alone in sentences about sport, after anything but a definite noun.
  private func isSport(at index: Int) -> Bool {
    let word = text.words[index]
    guard word.sentence >= 0, text.isSport[Int(word.sentence)], !word.classes.has(.function), index > 0 else {
      return false
    }
    if word.classes.has(.hasParticle) { return !word.classes.has(.common) }
    let before = text.words[index - 1]
    guard before.isWord else { return true }
    return !before.classes.has(.definite) && !before.classes.has(.listedName)
  }

  /// The club called like the place that `phrase` names, where clubs may stand and no preposition of place is before it.
  private func club(as phrase: LexiconPhrase, at index: Int) -> EntityCandidate? {
    for other in text.phrases(at: index) where other.words == phrase.words && other.strip == phrase.strip {
      let row = text.lexicon[other.entry]
      guard row.list == .body, row.kind == "club", isSport(at: index) else { continue }
      if text.words[index - 1].classes.has(.placeHead) { return nil }
      if text.words[index - 1].classes.has(.preposition), !text.isOpponent(index) { return nil }
      return candidate(other, row, rule: "list-club")
    }
    return nil
  }

  private func place(as phrase: LexiconPhrase, at index: Int) -> EntityCandidate? {
    guard index > 0, phrase.strip == 0 else { return nil }
    let before = text.key(index - 1)
    guard before.elementsEqual(GrammarWord.at) || before.elementsEqual(GrammarWord.to) else { return nil }
    for other in text.phrases(at: index) where other.words == phrase.words && other.strip == phrase.strip {
      let row = text.lexicon[other.entry]
      if row.type == .location, isName(row.list) { return candidate(other, row, rule: "list-place") }
    }
    return nil
  }

  private func isAfterPreposition(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = text.words[index - 1]
    return before.isWord && before.classes.has([.preposition, .placeHead]) && !text.words[index].classes.has(.placeHead)
      || text.words[index].classes.has(.hasParticle)
  }

  /// As above, but "لل" says little: مركز للفحص.
  private func isAfterPlacePreposition(_ index: Int) -> Bool {
    isAfterPreposition(index) && !text.words[index].hasElidedArticle
  }

  /// Whether the word stands alone between quotation marks or brackets.
  private func isEnclosed(_ index: Int) -> Bool {
    guard index > 0, index + 1 < text.words.count else { return false }
    switch (text.words[index - 1].mark, text.words[index + 1].mark) {
    case (.quotation, .quotation), (.opening, .closing), (.openingBracket, .closingBracket): return true
    default: return false
    }
  }

  func isAfterDefinite(_ index: Int) -> Bool {
    guard index > 0, !text.words[index].classes.has(.hasParticle) else { return false }
    let before = text.words[index - 1]
    guard before.isWord, !before.classes.has(.function), !before.classes.has(.verb) else { return false }
    return before.classes.has(.definite) || before.classes.has(.listedName)
  }

  func candidate(_ phrase: LexiconPhrase, _ row: EntityLexicon.Row, rule: String) -> EntityCandidate {
    var words = phrase.words
    // "هامبورغ الألماني": the lists know the club by its nationality, which is no part of the name.
    if row.kind == "club", words.count > 1, let last = words.last, text.words[last].classes.has(.definite),
      text.words[last].classes.has(.masculineDemonym), !text.words[words.lowerBound].classes.has(.definite)
    {
      words = words.dropLast()
    }
    var identifier = row.identifier ?? (row.type == .location ? identifier(of: phrase) : nil)
    // "جاوة الشرقية", "الكويت العاصمة": another place than the one listed.
    if row.type == .location, text.continues(at: words.upperBound),
      text.words[words.upperBound].classes.has(.placeAdjective), !text.words[words.upperBound].classes.has(.hasParticle)
    {
      words = words.lowerBound..<words.upperBound + 1
      identifier = nil
    }
    return EntityCandidate(
      words: words, range: text.range(words, strip: phrase.strip), type: row.type, subtype: row.subtype,
      kind: row.kind, identifier: identifier, hasElidedArticle: phrase.hasElidedArticle, rank: 30, rule: rule)
  }

  /// A club named like its city: only a club is masculine: "ليون الفرنسي".
  private func isClub(_ words: Range<Int>) -> Bool {
    guard text.continues(at: words.upperBound) else { return false }
    let next = text.words[words.upperBound].classes
    return next.has(.masculineDemonym) && next.has(.definite) && !next.has(.hasParticle)
      && !next.has([.familyName, .loneName])
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
