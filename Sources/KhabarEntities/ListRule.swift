import KhabarAnnotations
import KhabarText

/// Names that stand in the word lists.
struct ListRule {
  let text: EntityText

  func candidates() -> [EntityCandidate] {
    var found: [EntityCandidate] = []
    for index in text.words.indices {
      if text.hasPhrase(at: index), let candidate = name(at: index) {
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
      guard isName(text.lexicon.list(of: phrase.entry)) else { continue }
      let row = text.lexicon[phrase.entry]
      guard mayStand(row, phrase, at: index) else { continue }
      longest = phrase.words.count
      // "فاز برشلونة على روما" in a report on a match: clubs, not cities.
      if row.type == .location, let club = club(as: phrase, at: index) { return club }
      if row.type == .location, let paper = titled(phrase) { return paper }
      if row.type == .location, let paper = paper(as: phrase, row, at: index) { return paper }
      // "في الميادين": a body called like a place, after a preposition of place.
      if row.type == .organisation, phrase.words.count == 1, let place = place(as: phrase, at: index) { return place }
      // "فوزه على الشمال": what the words of a match say of it is no guess.
      let isOpponent =
        row.mode == .head && row.kind == "club" && isAfterMatchWord(index)
        && (!text.words[index].classes.has(.common) || !text.isOpponent(index))
      let isOutlet = row.mode == .head && row.list == .media
      let isChained = row.mode == .head && row.type == .location && isInChain(index)
      var found = candidate(
        phrase, row,
        rule: isOpponent ? "list-club" : isOutlet ? "list-outlet" : isChained ? "list-chain" : row.list.rule)
      if row.list == .city || row.kind == "city", isClub(phrase.words) || isTeam(phrase.words) {
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
      guard isName(text.lexicon.list(of: phrase.entry)) else { continue }
      let row = text.lexicon[phrase.entry]
      // "سوق مدينة ضحيان": a head noun is not the name.
      if phrase.words.count == 1, text.words[index].classes.has([.placeHead, .bodyHead]), row.mode != .free {
        continue
      }
      let fits = row.type == type || type == .facility && row.type == .location
      if fits { return candidate(phrase, row, rule: "head-list") }
    }
    return nil
  }

  /// Whether the lists have just these words, more than one, as a name: دير الزور is no monastery.
  func holds(_ words: Range<Int>) -> Bool {
    words.count > 1
      && text.phrases(at: words.lowerBound).contains { phrase in
        phrase.words == words && isName(text.lexicon.list(of: phrase.entry))
          && text.lexicon[phrase.entry].mode == .free
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
    // "ستالين": س goes before verbs only.
    if phrase.strip > 0, text.bytes[word.folded.lowerBound + Int(phrase.strip) - 2] == 0xD8,
      text.bytes[word.folded.lowerBound + Int(phrase.strip) - 1] == 0xB3
    {
      return false
    }
    if phrase.words.count == 1, row.type == .location, word.classes.has(.doubtfulPlace), row.mode != .head {
      // "بأمان", "على الصعيد": the attached particle says nothing beside an indefinite word, nor على beside any.
      return isAfterPlacePreposition(index) && !text.isOpponent(index)
        && (word.classes.has(.definite) || !word.classes.has(.hasParticle))
    }
    // "هوندا ونيسان", "طالبان والقاعدة": the name before it says what it is.
    if phrase.words.count == 1, row.list == .body || row.list == .media, isJoined(row, index) { return true }
    if row.list == .media, row.mode == .head, isInterviewer(index) { return true }
    if row.type == .location, row.mode == .head, isInChain(index) { return true }
    switch row.mode {
    case .free: break
    case .prepositional: return isAfterPlacePreposition(index)
    case .head: return row.kind == "club" && (isSport(phrase.words) || isFixture(phrase.words))
    default: return false
    }
    if phrase.words.count == 1 {
      // السعودية is an adjective after a definite noun: القوات السعودية.
      if word.classes.has([.demonym, .placeAdjective]), isAfterDefinite(index) { return false }
      if word.isTime || word.classes.has(.function) { return false }
      if row.type == .location, word.classes.has([.placeHead, .bodyHead]) || word.classes.has(.verb) {
        return isAfterPreposition(index)
      }
      // "أفاد المرصد": a verb; but "تقول إدارة «آفاد»", "بيان آفاد".
      if row.type == .organisation, word.classes.has(.verb) { return isEnclosed(index) || isAfterPreposition(index) }
    }
    return true
  }

  /// Joined by و to a listed body of the same kind that needs no such help.
  private func isJoined(_ row: EntityLexicon.Row, _ index: Int) -> Bool {
    guard text.words[index].classes.has(.hasConjunction), text.continues(at: index), !row.kind.isEmpty,
      text.words[index - 1].classes.has(.listedName)
    else { return false }
    return [index - 1, index - 2].contains { start in
      start >= 0
        && text.phrases(at: start).contains { phrase in
          let other = text.lexicon[phrase.entry]
          return phrase.words.upperBound == index && other.list == row.list && other.kind == row.kind
            && other.mode == .free
        }
    }
  }

  /// "مدن درنة والبيضاء": behind a head noun for several places and others of them.
  private func isInChain(_ index: Int) -> Bool {
    guard text.words[index].classes.has(.hasConjunction) else { return false }
    var next = index
    while text.continues(at: next), index - next < 12 {
      let start = [next - 1, next - 2, next - 3].first { start in
        start >= 0
          && text.phrases(at: start).contains {
            $0.words.upperBound == next && isName(text.lexicon.list(of: $0.entry))
              && text.lexicon[$0.entry].type == .location
          }
      }
      guard let start else { return hasPluralHead(next - 1) }
      next = start
    }
    return false
  }

  private func hasPluralHead(_ index: Int) -> Bool {
    text.phrases(at: index).contains {
      let row = text.lexicon[$0.entry]
      return row.list == .placeHead && row.mode == .several && $0.words.count == 1
    }
  }

  /// "في حديث إلى النهار", "تصريحات للراي"
  private func isInterviewer(_ index: Int) -> Bool {
    let before = text.words[index].hasElidedArticle ? index - 1 : index - 2
    guard before >= 0, text.words[before].sentence == text.words[index].sentence else { return false }
    if before == index - 2 {
      let preposition = text.key(index - 1)
      guard preposition.elementsEqual(GrammarWord.to) || preposition.elementsEqual(GrammarWord.opponents[3]) else {
        return false
      }
    }
    return Self.interviews.contains { text.key(before).elementsEqual($0) }
  }

  /// Words for what is said to an outlet, folded.
  private static let interviews = Lexicons.interviews.allKeys

  /// "فوز الأهلي": names of clubs stand alone in sentences about sport, after anything but a definite noun.
  private func isSport(_ words: Range<Int>) -> Bool {
    let index = words.lowerBound
    let word = text.words[index]
    guard word.sentence >= 0, text.isSport[Int(word.sentence)], words.count > 1 || !word.classes.has(.function) else {
      return false
    }
    // "للأهلي" can only be the club, "للشباب" mostly is not.
    if word.classes.has(.hasParticle) {
      return !word.classes.has(.common) || word.classes.has(.definite) && word.classes.has(.relativeShape)
    }
    guard index > 0 else { return true }
    let before = text.words[index - 1]
    guard before.isWord else { return true }
    return !before.classes.has(.definite) && !before.classes.has(.listedName)
  }

  /// The club called like the place that `phrase` names, where clubs may stand and no preposition of place is before it.
  private func club(as phrase: LexiconPhrase, at index: Int) -> EntityCandidate? {
    for other in text.phrases(at: index) where other.words == phrase.words && other.strip == phrase.strip {
      let row = text.lexicon[other.entry]
      guard row.list == .body, row.kind == "club", isSport(phrase.words) else { continue }
      if isDateline(phrase.words) { return nil }
      if index > 0 {
        if text.words[index - 1].classes.has(.placeHead) { return nil }
        if text.words[index - 1].classes.has(.preposition), !text.isOpponent(index) { return nil }
      }
      return candidate(other, row, rule: "list-club")
    }
    return nil
  }

  /// "نيقوسيا - (أ ف ب)", "لوغانو:" at the start of a sentence.
  private func isDateline(_ words: Range<Int>) -> Bool {
    guard !text.continues(at: words.lowerBound), words.upperBound < text.words.count, !isFixture(words) else {
      return false
    }
    switch text.words[words.upperBound].mark {
    case .dash, .openingBracket, .comma, .other: return true
    default: return false
    }
  }

  /// The outlet called like the region or town: "ذكرت الشرق الأوسط", "في حديث لـ«الرياض»"; a country may speak for itself.
  private func paper(as phrase: LexiconPhrase, _ row: EntityLexicon.Row, at index: Int) -> EntityCandidate? {
    guard index > 0, phrase.strip == 0 else { return nil }
    let before = text.words[index - 1]
    let isSpeaker = before.isWord && before.classes.has(.speechVerb) && row.kind == "region"
    guard isSpeaker || isQuoted(phrase.words) else { return nil }
    for other in text.phrases(at: index) where other.words == phrase.words && other.strip == 0 {
      let row = text.lexicon[other.entry]
      if row.list == .media { return candidate(other, row, rule: "list-media") }
    }
    return nil
  }

  /// "دنفر بوست", "جاكرتا تايمز": a town and a word of English titles.
  private func titled(_ phrase: LexiconPhrase) -> EntityCandidate? {
    let next = phrase.words.upperBound
    guard text.continues(at: next), !text.words[next].classes.has(.hasParticle),
      Self.outletWords.contains(where: { text.key(next).elementsEqual($0) })
    else { return nil }
    let words = phrase.words.lowerBound..<next + 1
    return EntityCandidate(
      words: words, range: text.range(words, strip: phrase.strip), type: .organisation, subtype: "media",
      kind: "paper", rank: 35, rule: "list-outlet")
  }

  /// Words of English titles, folded.
  private static let outletWords = Lexicons.outletWords.allKeys

  private func isQuoted(_ words: Range<Int>) -> Bool {
    guard words.lowerBound > 0, words.upperBound < text.words.count else { return false }
    switch (text.words[words.lowerBound - 1].mark, text.words[words.upperBound].mark) {
    case (.quotation, .quotation), (.opening, .closing): return true
    default: return false
    }
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
    var rule = rule
    // "هامبورغ الألماني": the lists know the club by its nationality, which is no part of the name.
    if row.kind == "club", words.count > 1, let last = words.last, text.words[last].classes.has(.definite),
      text.words[last].classes.has(.masculineDemonym), !text.words[words.lowerBound].classes.has(.definite)
    {
      words = words.dropLast()
    }
    // "العين الإماراتي": the same of a club whose name is one word with the article.
    if row.kind == "club", words.count == 2, text.words[words.lowerBound + 1].classes.has(.masculineDemonym),
      text.words[words.lowerBound].classes.has(.definite), text.words[words.lowerBound + 1].classes.has(.definite),
      text.phrases(at: words.lowerBound).contains(where: {
        $0.words.count == 1 && text.lexicon[$0.entry].kind == "club"
      })
    {
      words = words.dropLast()
      rule = "list-club"
    }
    // "الرأي الأردنية": and of a newspaper.
    if row.list == .media, words.count == 2, text.words[words.lowerBound + 1].classes.has(.feminineDemonym),
      text.words[words.lowerBound].classes.has(.definite), text.words[words.lowerBound + 1].classes.has(.definite),
      text.phrases(at: words.lowerBound).contains(where: {
        $0.words.count == 1 && text.lexicon.list(of: $0.entry) == .media && text.lexicon[$0.entry].kind == "paper"
      })
    {
      words = words.dropLast()
      rule = "list-outlet"
    }
    // "كأس السوبر السعودي"
    if row.list == .event, text.continues(at: words.upperBound),
      text.words[words.upperBound].classes.has(.masculineDemonym),
      text.words[words.upperBound].classes.has(.definite), !text.words[words.upperBound].classes.has(.hasParticle)
    {
      words = words.lowerBound..<words.upperBound + 1
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

  /// A town that stands for its team in a report on a match: "فاز لوريان", "تعادل أبردين مع كيلمارنوك", "لوغانو (سويسرا)".
  private func isTeam(_ words: Range<Int>) -> Bool {
    let index = words.lowerBound
    let word = text.words[index]
    guard word.sentence >= 0, !word.classes.has(.hasParticle) else { return false }
    if isFixture(words) { return true }
    guard text.isSport[Int(word.sentence)] else { return false }
    if isAfterMatchWord(index) { return true }
    let before: WordClass = text.continues(at: index) ? text.words[index - 1].classes : []
    return !before.has([.preposition, .placeHead]) && afterCountry(words.upperBound) != nil
  }

  /// "سيون (سويسرا) - ليماسول (قبرص)": one of two with their countries; a dateline has no second.
  private func isFixture(_ words: Range<Int>) -> Bool {
    guard let next = afterCountry(words.upperBound) else { return false }
    let start = words.lowerBound
    if start > 1, text.words[start - 1].mark == .dash, text.words[start - 2].mark == .closingBracket { return true }
    guard next + 2 < text.words.count, text.words[next].mark == .dash else { return false }
    return (next + 2..<min(next + 5, text.words.count)).contains { text.words[$0].mark == .openingBracket }
  }

  /// Right after a word of winning and losing, or after a preposition of the other side with such a word before it.
  private func isAfterMatchWord(_ index: Int) -> Bool {
    guard text.continues(at: index) else { return false }
    if text.words[index - 1].classes.has(.matchWord) { return true }
    guard text.isOpponent(index) else { return false }
    let sentence = text.words[index].sentence
    var place = index - 1
    while place >= 0, index - place < 10, text.words[place].sentence == sentence {
      if text.words[place].classes.has(.matchWord) { return true }
      place -= 1
    }
    return false
  }

  /// What follows "(البرتغال)".
  private func afterCountry(_ index: Int) -> Int? {
    guard index + 2 < text.words.count, text.words[index].mark == .openingBracket else { return nil }
    for phrase in text.phrases(at: index + 1) where text.lexicon.list(of: phrase.entry) == .country {
      let end = phrase.words.upperBound
      if end < text.words.count, text.words[end].mark == .closingBracket { return end + 1 }
    }
    return nil
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
