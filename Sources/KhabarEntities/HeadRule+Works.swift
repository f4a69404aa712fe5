import KhabarAnnotations
import KhabarText

/// Events, works and products: "مهرجان موازين", "فيلم «باب الحديد»", "صاروخ إسكندر".
extension HeadRule {
  /// "البطولة الاحترافية المغربية": adjectives, a nationality among them.
  func event(_ head: LexiconPhrase, _ row: EntityLexicon.Row) -> EntityCandidate? {
    let end = adjectives(from: head.words.upperBound, .any)
    guard (head.words.upperBound..<end).contains(where: { text.words[$0].classes.has(.demonym) }) else { return nil }
    return candidate(head.words.lowerBound..<end, head, row, rule: "event-nationality")
  }

  /// "دوري نجوم قطر", "مهرجان موازين", "كأس ملك إسبانيا": the head and what it governs, a name among it.
  func namedEvent(_ head: LexiconPhrase, _ row: EntityLexicon.Row) -> EntityCandidate? {
    let next = head.words.upperBound
    if let quoted = quoted(next, head, row) { return quoted }
    // "من بطولة عادل إمام": the leading role.
    let first = head.words.lowerBound
    if text.words[first].classes.has(.nameOpener), text.continues(at: first),
      text.key(first - 1).elementsEqual(GrammarWord.of)
    {
      return nil
    }
    guard text.continues(at: next), !text.words[next].classes.has([.hasParticle, .number, .eventHead]),
      let end = complement(from: next, row, isWeak: true) ?? worldwide(from: next)
    else { return nil }
    return candidate(head.words.lowerBound..<end, head, row, rule: "event-head")
  }

  /// "منتدى الطاقة العالمي", "معرض الكتاب الدولي": a definite noun, adjectives, the last of them telling the scope.
  private func worldwide(from start: Int) -> Int? {
    guard text.words[start].classes.has(.definite), !text.words[start].classes.has([.function, .people]) else {
      return nil
    }
    let end = adjectives(from: start + 1, .any)
    guard end > start + 1 else { return nil }
    return Self.eventScopes.contains { text.key(end - 1).elementsEqual($0) } ? end : nil
  }

  // MARK: Works and products

  /// "فيلم «باب الحديد»"; "صاروخ إسكندر", "طائرة سي 130", "هاتف آيفون 15".
  func work(_ head: LexiconPhrase, _ row: EntityLexicon.Row) -> EntityCandidate? {
    if let quoted = quoted(adjectives(from: head.words.upperBound, .any), head, row) { return quoted }
    guard row.mode == .product else { return nil }
    let start = head.words.upperBound
    var end = start
    while end - start < 4, text.continues(at: end), isModel(end, isFirst: end == start) { end += 1 }
    guard end > start else { return nil }
    return candidate(start..<end, nil, row, rule: "product")
  }

  /// A word that can be no Arabic noun or adjective, or a number after one.
  private func isModel(_ index: Int, isFirst: Bool) -> Bool {
    let word = text.words[index]
    if word.classes.has(.number) { return !isFirst }
    return word.end - word.start > 2 && word.classes.has([.unknown, .latin]) && !isAdjectiveLike(index)
      && !text.endsInTaMarbuta(index)
      && !word.classes.has([
        .hasParticle, .definite, .soundPlural, .hasPronoun, .verb, .function, .common, .title, .listedName,
      ])
  }
}
