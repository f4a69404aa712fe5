import KhabarAnnotations
import KhabarText

/// A phrase for an office, rank or role: "وزير الخارجية الأمريكي", "مدير "الشاباك"".
struct TitlePhrase {
  var words: Range<Int>
  /// Its end without "في …" and what follows it, which belongs to the title only beside a name.
  var coreEnd: Int
  /// Whether more than the head noun stands in it.
  var hasComplement: Bool
  /// Whether it can stand right before a name: a construct head without complement cannot.
  var isComplete: Bool
  var kind: String
  /// An ordinary word too.
  var isAmbiguous: Bool

  /// Whether the title without complement can stand for the person: الرئيس, not الصحفي.
  var namesOffice: Bool {
    switch kind {
    case "head", "head-of-state", "head-of-government", "minister": true
    default: words.count > 1 && kind != "profession" && kind != "honorific"
    }
  }
}

/// Reads titles.
struct TitleParser {
  let text: EntityText
  private let longest = 14

  init(_ text: EntityText) { self.text = text }

  /// The longest title that begins at `index`.
  func title(at index: Int) -> TitlePhrase? {
    guard let (head, row) = head(at: index) else { return nil }
    var next = head.upperBound
    var shape = row.classes
    var kind = row.kind
    // "معالي وزير", "صاحب السمو الشيخ", "الدكتور المهندس": titles side by side are one.
    while text.continues(at: next), !text.words[next].classes.has(.hasParticle), shape.has([.honorific, .fullTitle]),
      let (other, otherRow) = self.head(at: next), !text.words[next].classes.has(.strongName), next - index < 6,
      // "الشيخ سلطان" is a name, "معالي وزير" two titles.
      !otherRow.classes.has(.constructTitle) || !text.words[next].classes.has(.anyGiven)
    {
      next = other.upperBound
      shape = otherRow.classes
      kind = kind == "honorific" ? otherRow.kind : kind
    }
    var coreEnd = next
    let end = complement(from: next, head: index, isClosed: !shape.has(.constructTitle), coreEnd: &coreEnd)
    // "وزير الخارجية" stands in the list as a whole, complement and all.
    let hasComplement = end > next || head.count > 1 && shape.has(.fullTitle) && row.kind != "honorific"
    return TitlePhrase(
      words: index..<end, coreEnd: coreEnd, hasComplement: hasComplement,
      isComplete: hasComplement || !shape.has(.constructTitle),
      kind: kind, isAmbiguous: row.classes.has(.ambiguousTitle))
  }

  private func head(at index: Int) -> (words: Range<Int>, row: EntityLexicon.Row)? {
    for phrase in text.phrases(at: index) {
      let row = text.lexicon[phrase.entry]
      if row.list == .title { return (phrase.words, row) }
    }
    return nil
  }

  /// The end of the complement that begins at `start`.
  ///
  /// A chain of construct nouns ends with the first definite word; after it only adjectives, ل, باسم and في go on:
  /// "رئيس أركان الجيش الإسرائيلي | هرتسي هاليفي".
  private func complement(from start: Int, head: Int, isClosed: Bool, coreEnd: inout Int) -> Int {
    var hasTie = false
    var isClosed = isClosed
    var index = start
    var closedAt = isClosed ? start : -1
    while index - head < longest {
      if index < text.words.count, text.words[index].mark == .quotation || text.words[index].mark == .opening {
        guard !isClosed, let end = quoted(index) else { break }
        index = end
        isClosed = true
        closedAt = index
        continue
      }
      guard text.continues(at: index), !text.words[index].isTime else { break }
      let word = text.words[index]
      if word.classes.has(.verb) && !word.classes.has([.common, .bodyHead, .placeHead, .definite]) { break }
      if let end = listed(index, isClosed: isClosed) {
        index = end
        isClosed = true
        closedAt = index
        continue
      }
      if word.classes.has([.demonym, .titleAdjective]), word.classes.has(.definite), !word.classes.has(.hasParticle) {
        if isClosed, word.classes.has(.anyFamily), !word.classes.has(.titleAdjective), isNameEnd(index + 1) {
          break
        }
        index += 1
        isClosed = true
        closedAt = index
        continue
      }
      if let end = listedAfterLam(index) {
        index = end
        isClosed = true
        closedAt = index
        continue
      }
      if let end = furtherTitle(index, isClosed: isClosed) {
        index = end
        isClosed = true
        closedAt = index
        continue
      }
      if isLink(index) {
        // "باسم", "للشؤون", "لدى", "في": a noun follows or belongs to the word itself.
        if word.classes.has(.preposition), !hasTie {
          hasTie = true
          coreEnd = max(closedAt, start)
        }
        isClosed =
          word.classes.has([.definite, .listedName]) && !word.classes.has(.preposition) || endsInPronoun(index)
        index += 1
        if isClosed { closedAt = index }
        continue
      }
      guard let step = noun(index, isClosed: isClosed) else { break }
      isClosed = step
      index += 1
      if isClosed { closedAt = index }
    }
    let end = max(closedAt, start)
    if !hasTie { coreEnd = end }
    return end
  }

  /// A list name in the complement; one that begins a chain of names is left to the person.
  private func listed(_ index: Int, isClosed: Bool) -> Int? {
    let word = text.words[index]
    guard !isClosed, word.classes.has(.listedName) || text.phrases(at: index).contains(where: { $0.words.count > 1 })
    else { return nil }
    if word.classes.has(.strongName) { return nil }
    for phrase in text.phrases(at: index) {
      let row = text.lexicon[phrase.entry]
      switch row.list {
      case .place, .country, .city, .body, .media, .event, .bodyHead:
        if row.list == .bodyHead, phrase.words.count < 2 || row.mode != .set { continue }
        if row.mode == .head, !word.classes.has(.definite) { continue }
        return phrase.words.upperBound
      default: continue
      }
    }
    return nil
  }

  /// "للأمم المتحدة", "لحركة النهضة": a listed name after ل.
  private func listedAfterLam(_ index: Int) -> Int? {
    let word = text.words[index]
    guard word.folded.count > 2, text.bytes[word.folded.indices].starts(with: GrammarWord.lam) else { return nil }
    for phrase in text.phrases(at: index) where phrase.strip == 2 {
      switch text.lexicon.list(of: phrase.entry) {
      case .place, .country, .city, .body, .media, .event: return phrase.words.upperBound
      default: continue
      }
    }
    return nil
  }

  /// "وزير العدل | حافظ الأختام", "وزير الصحة | الدكتور", "الرئيس اليمني | المعترف به دوليا": titles side by side are one.
  private func furtherTitle(_ index: Int, isClosed: Bool) -> Int? {
    guard isClosed, !text.words[index].classes.has(.hasParticle) else { return nil }
    for phrase in text.phrases(at: index) {
      let row = text.lexicon[phrase.entry]
      if phrase.words.count > 1, row.classes.has(.titleAdjective) { return phrase.words.upperBound }
      guard row.list == .title, row.classes.has([.fullTitle, .honorific]) else { continue }
      if !row.classes.has(.ambiguousTitle) { return phrase.words.upperBound }
    }
    return nil
  }

  /// Whether `index` is a word that ties a further noun to a title.
  private func isLink(_ index: Int) -> Bool {
    let word = text.words[index]
    let key = text.bytes[word.folded.indices]
    if key.starts(with: GrammarWord.inName) { return key.count <= GrammarWord.inName.count + 4 }
    if index > 0, text.words[index].classes.has(.pronoun),
      text.bytes[text.words[index - 1].folded.indices].elementsEqual(GrammarWord.at)
    {
      return true
    }
    if key.elementsEqual(GrammarWord.at) || key.elementsEqual(GrammarWord.with) || key.elementsEqual(GrammarWord.to) {
      // "في هذه القضية", "في جاوة الشرقية"; not "في بيان", "في مؤتمر صحفي".
      guard text.continues(at: index + 1) else { return false }
      let next = text.words[index + 1].classes
      if next.has(.pronoun), text.continues(at: index + 2) { return text.words[index + 2].classes.has(.definite) }
      return next.has([.listedName, .definite, .bodyHead]) && !next.has(.function)
    }
    // "النائب عن ولاية بنسلفانيا"
    if key.elementsEqual(GrammarWord.about), text.continues(at: index + 1) {
      return text.words[index + 1].classes.has([.listedName, .placeHead])
        && !text.words[index + 1].classes.has(.function)
    }
    // ل with a definite or listed noun: "للأمم المتحدة", "لحركة النهضة".
    guard word.classes.has(.hasParticle), !word.classes.has(.hasConjunction), word.strip == 2 else { return false }
    guard key.starts(with: GrammarWord.lam) else { return false }
    return word.hasElidedArticle || word.classes.has([.listedName, .bodyHead, .placeHead, .common])
  }

  /// Whether the noun or adjective at `index` belongs to the complement; if so, whether the chain is closed after it.
  private func noun(_ index: Int, isClosed: Bool) -> Bool? {
    let word = text.words[index]
    let classes = word.classes
    if classes.has(.function) { return nil }
    if classes.has(.hasParticle) {
      // "وزير الخارجية والتعاون الدولي"
      let isConjoined = isClosed && classes.has(.hasConjunction) && classes.has(.definite)
      return isConjoined && !classes.has(.title) && !classes.has(.anyName) && classes.has([.common, .bodyHead])
        ? true : nil
    }
    if isClosed {
      guard classes.has(.definite), !classes.has(.strongName), !classes.has(.title) else { return nil }
      if classes.has([.weakFamilyName, .weakGivenName]) { return nil }
      return classes.has(.relativeShape) && (classes.has(.common) || !classes.has(.unknown)) ? true : nil
    }
    if classes.has(.definite) {
      return classes.has(.strongName) && !classes.has(.common) ? nil : true
    }
    if classes.has(.strongName) || classes.has(.latin) { return nil }
    // An unknown noun before a definite one: "رئيس أركان الجيش".
    if classes.has(.unknown), text.continues(at: index + 1) {
      let next = text.words[index + 1].classes
      if next.has([.definite, .bodyHead]), !next.has([.hasParticle, .anyName, .unknown]) { return false }
    }
    return classes.has([.common, .bodyHead, .placeHead, .title, .sourceNoun, .eventHead]) ? false : nil
  }

  private func isNameEnd(_ index: Int) -> Bool {
    guard text.continues(at: index) else { return true }
    let classes = text.words[index].classes
    return classes.has(.function) || classes.has(.verb)
  }

  /// The end of the quotation that opens at `index`, if it is short.
  private func quoted(_ index: Int) -> Int? {
    var next = index + 1
    while next < text.words.count, next - index <= 5, text.words[next].isWord { next += 1 }
    guard next > index + 1, next < text.words.count else { return nil }
    let mark = text.words[next].mark
    return mark == .quotation || mark == .closing ? next + 1 : nil
  }

  /// باسمه, باسمها
  private func endsInPronoun(_ index: Int) -> Bool {
    let count = text.words[index].folded.count
    return count > GrammarWord.inName.count
      && text.bytes[text.words[index].folded.indices].starts(with: GrammarWord.inName)
  }
}
