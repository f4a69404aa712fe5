import KhabarAnnotations
import KhabarText

/// Places and facilities: "مدينة الموصل", "معبر كرم أبو سالم", "الطريق الوطني رقم 86".
extension HeadRule {
  func place(_ head: LexiconPhrase, _ row: EntityLexicon.Row) -> EntityCandidate? {
    let next = head.words.upperBound
    if row.mode != .none, let quoted = quoted(next, head, row) { return quoted }
    guard row.mode != .none, text.continues(at: next) else { return nil }
    let word = text.words[next]
    if row.mode == .numbered { return numbered(head, row, next) }
    if row.mode == .compound { return facilityCompound(head, row) }
    if row.mode == .outside, let found = unstripped(next, head, row) { return found }
    guard !word.classes.has(.hasParticle), !word.isTime else { return nil }
    // "ميناء المدينة": any town has one.
    if row.type == .facility, isSeat(next),
      !text.continues(at: next + 1) || !isAdjective(next + 1)
    {
      return nil
    }
    if let name = lists.headed(at: next, .facility),
      name.words.count > 1
        || starter(next) == nil && !isSon(name.words.upperBound)
          && !(bearsNames(row) && word.classes.has(.anyGiven) && honoured(next) != nil)
    {
      switch row.mode {
      case .outside, .listed, .several:
        var name = name
        name.head = head.words.lowerBound
        name.rank = 70
        return name
      case .known: return nil
      default:
        var end = name.words.upperBound
        // "مطار تونس قرطاج"
        if row.kind == "transport", name.type == .location, text.continues(at: end),
          !text.words[end].classes.has(.hasParticle),
          let second = lists.headed(at: end, .location)
        {
          end = second.words.upperBound
        }
        return candidate(
          head.words.lowerBound..<adjectives(from: end, .any), head, row, rule: "place-head")
      }
    }
    guard row.mode != .known, var end = isListed(row.mode) ? starter(next) : placeName(from: next, row) else {
      return nil
    }
    if row.mode == .outside || isListed(row.mode) {
      var found = candidate(next..<end, nil, row, rule: "place-outside")
      found.head = head.words.lowerBound
      return found
    }
    end = adjectives(from: end, .any)
    // "مستشفى الصباح للأطفال"
    if text.continues(at: end), text.words[end].hasElidedArticle, let after = particle(end, nouns: 1) { end = after }
    return candidate(head.words.lowerBound..<end, head, row, rule: "place-head")
  }

  /// Someone a place is named after, whose names are ordinary words or unknown: "مستشفى كمال عدوان", "مطار هواري بومدين",
  /// "ملعب حمادي العقربي".
  private func honoured(_ start: Int) -> Int? {
    let classes = text.words[start].classes
    let next = classesBehind(start)
    guard classes.has([.weakGivenName, .unknown]), !classes.has([.definite, .soundPlural, .demonym, .sourceAdjective]),
      !next.isEmpty, !next.has([.function, .verb, .title, .demonym, .number, .placeHead, .bodyHead]),
      !next.has(.soundPlural) || next.has(.anyName)
    else { return nil }
    // An adjective without article before one that has it is none.
    if next.has(.definite) { return next.has(.relativeShape) && next.has([.unknown, .anyName]) ? start + 2 : nil }
    if classes.has(.weakGivenName) {
      return next.has([.unknown, .anyName, .common]) && !isAdjectiveLike(start + 1) ? start + 2 : nil
    }
    return next.has([.unknown, .anyName]) && !isAdjectiveLike(start + 1) ? start + 2 : nil
  }

  private func isListed(_ mode: EntityLexicon.Mode) -> Bool { mode == .listed || mode == .several }

  /// Whether what stands behind the head may be someone's name.
  private func bearsNames(_ row: EntityLexicon.Row) -> Bool {
    row.mode == .named || row.mode == .inside && row.type == .facility
  }

  /// The classes of the word behind, none where a particle or mark parts the two.
  private func classesBehind(_ index: Int) -> WordClass {
    text.continues(at: index + 1) && !text.words[index + 1].classes.has(.hasParticle)
      ? text.words[index + 1].classes : []
  }

  private func isSeat(_ index: Int) -> Bool {
    Self.genericSeats.contains { text.key(index).elementsEqual($0) }
  }

  private func isSon(_ index: Int) -> Bool { text.continues(at: index) && text.words[index].classes.has(.son) }

  /// The end of a name of a place that no list has.
  private func placeName(from start: Int, _ row: EntityLexicon.Row) -> Int? {
    let word = text.words[start]
    let classes = word.classes
    if let end = starter(start) { return end }
    guard !classes.has(.function), !classes.has(.verb), !classes.has(.demonym), !classes.has(.people),
      !classes.has(.hasPronoun)
    else { return nil }
    // "ملعب الجوهرة المشعة": any noun but those of the game.
    if row.kind == "stadium", classes.has(.definite), isSport(start),
      !classes.has([.sportWord, .title, .demonym, .placeHead, .bodyHead])
    {
      let next = start + 1
      let isDescribed =
        text.continues(at: next) && text.words[next].classes.has(.definite) && agrees(next, with: start)
        && !text.words[next].classes.has([.hasParticle, .function, .verb, .demonym, .title, .listedName])
      return isDescribed ? next + 1 : next
    }
    // "سجن الصحفي أحمد منصور": what is done to him.
    let next = classesBehind(start)
    if row.mode == .act,
      classes.has([.title, .servant, .father]) || classes.has(.anyGiven) && next.has([.anyName, .unknown])
    {
      return nil
    }
    if bearsNames(row) {
      // "مسجد الإمام الصادق", "مستشفى الملك فيصل"
      if classes.has([.fullTitle, .honorific]), let end = titled(start) { return end }
      // Not "شارع رئيسي".
      if classes.has([.strongName, .servant, .father]), let end = names.end(from: start, .title),
        end > start + 1 || !isAdjectiveLike(start)
      {
        return end
      }
      if let end = honoured(start) { return end }
      // "مسجد النور", "مستشفى الأمل", "شارع الجمهورية"
      if row.mode == .named, classes.has(.definite), classes.has([.common, .unknown, .divine, .title]),
        !classes.has([.soundPlural, .relativeShape, .people]), !isSeat(start)
      {
        return start + 1
      }
    }
    // "كرم أبو سالم"
    if next.has([.father, .son, .house]), text.continues(at: start + 2), classes.has([.unknown, .anyName, .common]),
      !text.words[start + 2].classes.has(.function)
    {
      return start + 3
    }
    if classes.has([.father, .son, .house]), !next.isEmpty, !next.has([.function, .verb]) { return start + 2 }
    // "استاد جاسم بن حمد"
    if next.has(.son), classes.has([.anyName, .unknown, .common]), let end = names.end(from: start, .title),
      end > start + 2
    {
      return end
    }
    guard
      classes.has([.unknown, .strongName]) || row.type == .facility && classes.has(.weakFamilyName)
        || row.mode == .outside && classes.has([.weakGivenName, .weakFamilyName])
    else { return nil }
    if classes.has(.soundPlural) && classes.has(.definite) { return nil }
    // "مدينة زاراتي": an adjective of a feminine noun would end in ة.
    let isFeminine = start > 0 && row.mode == .outside && ends(start - 1, 0x87)
    if isAdjectiveLike(start), !isFeminine || text.endsInTaMarbuta(start) { return nil }
    if classes.has(.definite) { return start + 1 }
    if next.has(.unknown), !next.has(.definite), !isAdjectiveLike(start + 1), !next.has(.soundPlural),
      classes.has(.unknown)
    {
      return start + 2
    }
    return start + 1
  }

  /// "عين جاسر", "أولاد سعيد", "بني وليد": names of two words by their first.
  private func starter(_ start: Int) -> Int? {
    guard text.continues(at: start + 1), isPlaceStarter(start) else { return nil }
    let next = text.words[start + 1].classes
    guard next.has([.unknown, .anyName, .definite]), !next.has([.function, .hasParticle]), !next.has(.verb) else {
      return nil
    }
    return start + 2
  }

  private func titled(_ start: Int) -> Int? {
    guard text.continues(at: start + 1), !text.words[start + 1].classes.has(.hasParticle) else { return nil }
    if let end = names.end(from: start + 1, .title) { return end }
    let next = text.words[start + 1].classes
    return next.has(.definite) && !next.has(.function) ? start + 2 : nil
  }

  /// "الطريق الوطني رقم 86"
  private func numbered(_ head: LexiconPhrase, _ row: EntityLexicon.Row, _ next: Int) -> EntityCandidate? {
    // "الطريق السيار شرق غرب"
    var end = next
    while end - next < 3, text.continues(at: end), isDirection(end) { end += 1 }
    if end > next { return candidate(head.words.lowerBound..<end, head, row, rule: "place-direction") }
    guard text.continues(at: next + 1), text.words[next + 1].classes.has(.number) else { return nil }
    return candidate(head.words.lowerBound..<next + 2, head, row, rule: "place-number")
  }

  private func isDirection(_ index: Int) -> Bool {
    text.phrases(at: index).contains {
      let row = text.lexicon[$0.entry]
      return row.list == .placeHead && row.kind == "direction" && $0.strip == 0
    }
  }

  /// "المركز الاستشفائي الجامعي بباتنة"
  private func facilityCompound(_ head: LexiconPhrase, _ row: EntityLexicon.Row) -> EntityCandidate? {
    var end = adjectives(from: head.words.upperBound, .any)
    if text.continues(at: end), text.words[end].classes.has(.listedName), !text.words[end].classes.has(.hasConjunction),
      let place = lists.headed(at: end, .location)
    {
      end = place.words.upperBound
    }
    guard end > head.words.upperBound else { return nil }
    return candidate(head.words.lowerBound..<end, head, row, rule: "place-compound")
  }

  private func isPlaceStarter(_ index: Int) -> Bool {
    Self.placeStarters.contains { text.key(index).elementsEqual($0) }
  }
}
