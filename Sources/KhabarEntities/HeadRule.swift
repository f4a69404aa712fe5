import KhabarAnnotations
import KhabarText

/// Organisations, places, facilities and events by their head nouns: وزارة الخارجية الأمريكية, مدينة الموصل, معبر رفح.
struct HeadRule {
  let text: EntityText
  let lists: ListRule
  let names: NameParser

  init(_ text: EntityText) {
    self.text = text
    lists = ListRule(text: text)
    names = NameParser(text)
  }

  func candidates() -> [EntityCandidate] {
    var found: [EntityCandidate] = []
    var free = 0
    for index in text.words.indices where text.words[index].isWord && index >= free && text.hasPhrase(at: index) {
      for phrase in text.phrases(at: index) {
        guard text.lexicon.list(of: phrase.entry).isOfHeads else { continue }
        if phrase.words.count == 1, phrase.strip != text.words[index].strip { continue }
        let row = text.lexicon[phrase.entry]
        let candidate: EntityCandidate? =
          switch row.list {
          case .bodyHead: body(phrase, row)
          case .placeHead: place(phrase, row)
          case .eventHead where row.mode == .article: event(phrase, row)
          case .eventHead where row.mode == .weak: namedEvent(phrase, row)
          case .workHead: work(phrase, row)
          default: nil
          }
        if let candidate, !lists.holds(candidate.words) { found.append(candidate) }
        if row.list == .bodyHead, phrase.words.count > 1 {
          // "مجلس إدارة", "قوات الأمن": no head noun, nor their second words.
          if row.mode == .none { free = phrase.words.upperBound }
          // "الجمعية الوطنية" may go on: "الجمعية الوطنية لحماية الغابات".
          if row.mode != .set || row.kind == "bank" || !text.words[index].classes.has(.definite) { break }
        }
      }
    }
    return found
  }

  // MARK: Organisations

  func body(_ head: LexiconPhrase, _ row: EntityLexicon.Row) -> EntityCandidate? {
    let next = head.words.upperBound
    switch row.mode {
    case .set:
      let end = max(adjectives(from: next, .nationality), next)
      // "رئيس مجلس الوزراء": part of the office.
      if end == next, row.kind == "council", isPresided(head.words.lowerBound) { return nil }
      return candidate(
        head.words.lowerBound..<seat(from: end, isCourt: row.kind == "court"), head, row, rule: "body-set")
    case .article:
      let end = adjectives(from: next, .nationality)
      guard end > next, !isNationalityOfNext(end, head) else { return nil }
      // "أعلنت الدفاع الروسية": the ministry, by the feminine; not "(وزير) الدفاع الروسي", "النفط العراقي".
      guard row.kind == "ministry" ? ends(next, 0x87) : agrees(next, with: next - 1) else { return nil }
      return candidate(head.words.lowerBound..<end, head, row, rule: "body-nationality")
    case .compound: return compound(head, row) ?? (row.kind == "company" ? described(head, row) : nil)
    case .bare, .none: return nil
    case .inside, .weak, .outside, .joined, .club: break
    case .known:
      // "سيارة نيسان": the month is a maker here.
      guard text.continues(at: next), !text.words[next].classes.has(.hasParticle) else { return nil }
      return listed(head, row, next)
    default: return nil
    }
    if let quoted = quoted(next, head, row) { return quoted }
    guard text.continues(at: next) else { return nil }
    if row.mode == .outside, let found = unstripped(next, head, row) { return found }
    guard !text.words[next].classes.has(.hasParticle) else { return nil }
    // "قناة 13 الإسرائيلية"
    if row.kind == "channel", text.words[next].classes.has(.number) {
      return candidate(head.words.lowerBound..<adjectives(from: next + 1, .nationality), head, row, rule: "body-number")
    }
    if text.words[next].classes.has(.number) { return nil }
    if row.mode == .club { return club(head, row, next) }
    if row.mode == .outside {
      if let name = outside(head, row, next) { return name }
      // "شركة نقل تونس", "شركة أبوظبي للموانئ": what follows is no name by itself.
      guard row.kind == "company", let end = complement(from: next, row, isWeak: true) else { return nil }
      return candidate(head.words.lowerBound..<end, head, row, rule: "body-head")
    }
    if row.mode == .joined {
      guard let name = outside(head, row, next) else { return nil }
      return candidate(head.words.lowerBound..<name.words.upperBound, head, row, rule: "body-joined")
    }
    // "وكالة رويترز", "جامعة هارفارد": the rest is a name by itself.
    if let name = lists.headed(at: next, .organisation), row.kind == "agency" || row.kind == "bank",
      !text.continues(at: name.words.upperBound) || particle(name.words.upperBound, nouns: 0) == nil
    {
      var name = name
      name.head = head.words.lowerBound
      name.rank = 70
      return name
    }
    guard var end = complement(from: next, row) else { return nil }
    // "شرطة المدينة", "حكومة البلاد": any town and country has one.
    if end == next + 1, Self.genericSeats.contains(where: { text.key(next).elementsEqual($0) }) { return nil }
    if row.kind == "court" { end = seat(from: end, isCourt: true) }
    return candidate(head.words.lowerBound..<end, head, row, rule: "body-head")
  }

  /// The name alone after a head noun that is left out: "شركة سابك", "صحيفة الحياة".
  func outside(_ head: LexiconPhrase, _ row: EntityLexicon.Row, _ next: Int) -> EntityCandidate? {
    if let name = listed(head, row, next) { return name }
    if row.subtype == "media", let end = placeAndTitle(next) {
      var found = candidate(next..<end, nil, row, rule: "body-outside")
      found.head = head.words.lowerBound
      return found
    }
    let classes = text.words[next].classes
    guard !classes.has([.function, .demonym, .hasPronoun, .placeAdjective]), !classes.has(.verb) else { return nil }
    let isForeign = classes.has([.unknown, .latin]) && !classes.has(.soundPlural) && !isAdjectiveLike(next)
    let isClub = row.kind == "club" && classes.has(.listedName)
    guard isForeign || isClub else { return nil }
    var end = next + 1
    while end - next < 4, text.continues(at: end), text.words[end].classes.has([.unknown, .latin]),
      !text.words[end].classes.has(.hasParticle), !isAdjectiveLike(end)
    {
      end += 1
    }
    var found = candidate(next..<end, nil, row, rule: "body-outside")
    found.head = head.words.lowerBound
    return found
  }

  /// A listed body after a head noun that is left out.
  private func listed(_ head: LexiconPhrase, _ row: EntityLexicon.Row, _ next: Int) -> EntityCandidate? {
    guard var name = lists.headed(at: next, .organisation) else { return nil }
    name.head = head.words.lowerBound
    name.subtype = row.subtype ?? name.subtype
    name.kind = row.kind
    name.rank = 70
    return name
  }

  /// "شركة بترومسيلة", "بلدة بوداي": right after a head noun an unknown word begins with its own letter, not with a
  /// particle.
  func unstripped(_ next: Int, _ head: LexiconPhrase, _ row: EntityLexicon.Row) -> EntityCandidate? {
    let word = text.words[next]
    guard word.classes.has(.unknown), word.classes.has(.hasParticle), !word.classes.has([.hasConjunction, .definite]),
      !word.hasElidedArticle, !word.classes.has(.hasPronoun)
    else { return nil }
    var found = candidate(next..<next + 1, nil, row, rule: "head-unknown")
    found.range = text.range(next..<next + 1, strip: 0)
    found.head = head.words.lowerBound
    return found
  }

  /// "صحيفة دنفر بوست": a place and an unknown word after the head noun of an outlet.
  func placeAndTitle(_ start: Int) -> Int? {
    guard let place = lists.headed(at: start, .location), text.continues(at: place.words.upperBound) else { return nil }
    let word = text.words[place.words.upperBound].classes
    return word.has(.unknown) && !word.has([.hasParticle, .definite, .soundPlural, .number])
      ? place.words.upperBound + 1 : nil
  }

  /// "دينامو كييف", "أولمبيك ليون"
  func club(_ head: LexiconPhrase, _ row: EntityLexicon.Row, _ next: Int) -> EntityCandidate? {
    guard !text.words[next].classes.has(.hasParticle) else { return nil }
    let place = lists.headed(at: next, .location)
    guard
      let end = place?.words.upperBound ?? (text.words[next].classes.has(.unknown) && isSport(next) ? next + 1 : nil)
    else { return nil }
    // Heads that are ordinary words need a sentence about sport: "شباب غزة".
    guard isSport(next) || text.words[head.words.lowerBound].classes.isDisjoint(with: [.common, .anyName]) else {
      return nil
    }
    return candidate(head.words.lowerBound..<end, head, row, rule: "club")
  }

  func isSport(_ index: Int) -> Bool {
    let sentence = Int(text.words[index].sentence)
    return sentence >= 0 && text.isSport[sentence]
  }

  /// The end of what a head noun in the construct state governs, when it makes a name.
  func complement(from start: Int, _ row: EntityLexicon.Row, isWeak: Bool? = nil) -> Int? {
    var index = start
    var isSpecific = false
    var isClosed = false
    var hasNationality = false
    var nouns = 0
    while index - start < 8, text.continues(at: index) {
      let word = text.words[index]
      let classes = word.classes
      if word.isTime || classes.has(.number) { break }
      if isClosed, row.kind == "committee" || row.kind == "directorate", isFurtherMatter(index) {
        isSpecific = true
        index += 1
        continue
      }
      if isClosed, row.kind == "ministry", isFurtherTask(index) {
        index += 2
        continue
      }
      if classes.has(.hasParticle) {
        // "دار الإفتاء المصرية | والكنيسة"
        guard isClosed, !hasNationality || !classes.has(.hasConjunction), let end = particle(index, nouns: nouns) else {
          break
        }
        if text.words[index].classes.has(.listedName) { isSpecific = true }
        // "مهرجان جرش للثقافة | والفنون"
        if text.words[index].hasElidedArticle { nouns = max(nouns, 1) }
        index = end
        continue
      }
      if isClosed, row.kind == "organisation" || row.kind == "committee", isAbout(index) {
        index += 2
        continue
      }
      if isClosed {
        // "دائرة الأرصاد الجوية": an office of many is named by its matter and what kind it is.
        if row.kind == "directorate", isAdjective(index) { isSpecific = true }
        // "لجنة النزاهة النيابية"
        if row.kind == "committee", isParliamentary(index) {
          isSpecific = true
          index += 1
          continue
        }
        // "اتحاد الفلاحين الجزائريين": those who are in it, and of which country.
        guard isAdjective(index) || row.kind == "union" && classes.has(.people) && classes.has(.definite) else { break }
        // "جامعة توبنغن | الألمانية": the nationality tells where it is; the name was whole.
        if row.kind == "institution", nouns == 0, classes.has(.demonym) { break }
        if classes.has(.demonym) || nouns > 1 { isSpecific = true }
        if classes.has(.demonym) { hasNationality = true }
        index += 1
        continue
      }
      if classes.has(.function) || classes.has(.verb) && !classes.has([.common, .definite, .givenName]) { break }
      // "بعثة فريق أسيك", "تجمع أنصار الرئيس": people of, or a part of, what is named further on.
      if row.mode == .weak, row.type == .organisation, isPart(index) { return nil }
      if let name = listedPart(index, row) {
        // "قوات الناتو", "إدارة سابك": the body is the name.
        if row.mode == .weak, row.type == .organisation, name.type == .organisation,
          particle(name.words.upperBound, nouns: 0) == nil
        {
          return nil
        }
        isSpecific = true
        isClosed = true
        index = name.words.upperBound
        continue
      }
      // "اتحاد كتاب روسيا", "نقابة أطباء مصر": those who are in it.
      if classes.has(.title), row.kind != "union", !classes.has([.bodyHead, .eventHead]) { break }
      if classes.has([.strongName, .servant, .father]) || isWeakName(index), let end = names.end(from: index, .title) {
        switch row.kind {
        case "government", "office", "directorate", "committee", "force", "court", "ministry": return nil
        default: return trimmed(index..<end)
        }
      }
      if classes.has(.definite) {
        isClosed = true
        nouns += 1
        index += 1
        continue
      }
      // "وكالة إدارة الكوارث": a further noun of the chain; an unknown one ends it.
      if classes.has(.unknown), !isAdjectiveLike(index), !classes.has(.soundPlural), !classes.has(.hasPronoun),
        !ends(index, 0x87)
      {
        // "محكمة جنايات القاهرة"
        if nouns < 2, text.continues(at: index + 1), !text.words[index + 1].classes.has(.hasParticle),
          text.words[index + 1].classes.has([.definite, .listedName]), !isAdjective(index + 1)
        {
          nouns += 1
          index += 1
          continue
        }
        isSpecific = true
        isClosed = true
        index += 1
        continue
      }
      guard nouns < 2, classes.has([.common, .bodyHead, .placeHead]), !isAdjectiveLike(index) else { break }
      nouns += 1
      index += 1
    }
    guard isClosed, index > start else { return nil }
    return isWeak ?? (row.mode == .weak) && !isSpecific ? nil : index
  }

  /// A listed name within what a head noun governs; "منتدى الشباب" is about no club.
  private func listedPart(_ index: Int, _ row: EntityLexicon.Row) -> EntityCandidate? {
    guard let name = lists.headed(at: index, .location) ?? lists.headed(at: index, .organisation) else { return nil }
    let isOrdinary = name.words.count == 1 && text.words[index].classes.has(.common)
    return row.type == .event && isOrdinary && text.words[index].classes.has(.definite) && !isSport(index) ? nil : name
  }

  /// The end of a person's name without words that are none: "جائزة أوسكار | أفضل فيلم".
  private func trimmed(_ words: Range<Int>) -> Int {
    var end = words.upperBound
    while end > words.lowerBound + 1,
      !text.words[end - 1].classes.has([.anyName, .unknown, .tail, .divine, .nameSuffix, .definite])
    {
      end -= 1
    }
    return end
  }

  /// "نجيب محفوظ": a given name that is an ordinary word too, and another name after it.
  private func isWeakName(_ index: Int) -> Bool {
    guard text.words[index].classes.has(.weakGivenName), text.continues(at: index + 1) else { return false }
    let next = text.words[index + 1].classes
    return next.has(.anyName) && !next.has([.hasParticle, .definite, .function])
  }

  /// A noun that says whose the body is: "بعثة فريق أسيك", "مكتب صحيفة النهار", "تجمع أنصار الرئيس".
  private func isPart(_ index: Int) -> Bool {
    let classes = text.words[index].classes
    guard !classes.has(.definite) else { return false }
    if classes.has(.nameOpener), !classes.has([.bodyHead, .eventHead]) { return true }
    guard classes.has(.bodyHead) else { return false }
    return text.phrases(at: index).contains {
      let row = text.lexicon[$0.entry]
      return row.list == .bodyHead && row.mode == .outside && $0.strip == 0 && $0.words.count == 1
    }
  }

  /// "منظمة الدفاع | عن المستهلك"
  func isAbout(_ index: Int) -> Bool {
    guard text.continues(at: index + 1), text.key(index).elementsEqual(GrammarWord.about) else { return false }
    let next = text.words[index + 1].classes
    return next.has(.definite) && !next.has([.function, .listedName])
  }

  /// "لحقوق الإنسان", "للأنباء", "والصناعة", "بباتنة" within a name.
  func particle(_ index: Int, nouns: Int) -> Int? {
    guard text.continues(at: index) else { return nil }
    let word = text.words[index]
    let classes = word.classes
    guard !classes.has(.function), !classes.has(.verb), !classes.has(.title), !word.isTime,
      !classes.has(.anyName) || word.hasElidedArticle && classes.has(.common)
    else { return nil }
    if classes.has(.hasConjunction) {
      // "وزارة التجارة والصناعة": only simple nouns, and nothing that opens a clause of its own.
      return classes.has(.definite) && classes.has([.common, .unknown]) && !classes.has(.relativeShape) && nouns > 0
        && !classes.has([.bodyHead, .people, .soundPlural, .listedName]) ? index + 1 : nil
    }
    guard word.strip == 2, text.bytes[word.folded.lowerBound + 1] == 0x84 else { return nil }
    if word.hasElidedArticle { return classes.has([.common, .unknown, .relativeShape, .bodyHead]) ? index + 1 : nil }
    // "لمكافحة الفساد", "لشركات صناعة السيارات"
    guard classes.has([.common, .bodyHead, .eventHead, .unknown]) else { return nil }
    var next = index + 1
    if text.continues(at: next), text.words[next].classes.has(.common),
      !text.words[next].classes.has([.definite, .hasParticle, .function, .verb, .title]), !isAdjectiveLike(next)
    {
      next += 1
    }
    guard text.continues(at: next), text.words[next].classes.has(.definite),
      !text.words[next].classes.has(.hasParticle)
    else { return nil }
    return next + 1
  }

  /// "الشركة المالكة «سامودرا لاينز»": the name in marks after a definite word or right after the head noun.
  private func described(_ head: LexiconPhrase, _ row: EntityLexicon.Row) -> EntityCandidate? {
    let next = head.words.upperBound
    guard text.continues(at: next), text.words[next].classes.has(.definite), !text.words[next].classes.has(.hasParticle)
    else { return quoted(next, head, row) }
    return quoted(next + 1, head, row)
  }

  /// "اللجنة الدولية للصليب الأحمر": adjectives, then ل and a definite noun; or a nationality among the adjectives.
  func compound(_ head: LexiconPhrase, _ row: EntityLexicon.Row) -> EntityCandidate? {
    let first = head.words.upperBound
    var index = first
    while index - first < 4, text.continues(at: index), !text.words[index].classes.has(.hasParticle),
      isAdjective(index) || text.words[index].classes.has(.titleAdjective)
    {
      index += 1
    }
    let afterAdjectives = index
    guard afterAdjectives > first else { return nil }
    // "المؤسسة المالية الأولى": an ordinal tells of a body.
    guard !(first..<afterAdjectives).contains(where: { text.words[$0].classes.has(.function) }) else { return nil }
    let hasNationality = (first..<afterAdjectives).contains { text.words[$0].classes.has(.demonym) }
    while index - first < 8, text.continues(at: index), text.words[index].classes.has(.hasParticle),
      !isSpan(index), !refersBack(index), let end = particle(index, nouns: 1),
      !text.words[index].classes.has(.hasConjunction) || index > afterAdjectives
    {
      index = adjectives(from: end, .any)
    }
    let end = seat(from: index, isCourt: false)
    guard index > afterAdjectives || hasNationality || end > index else { return nil }
    // "الشركة الألمانية": one of many, named before.
    if row.kind == "company", index == first + 1 { return nil }
    if index == first + 1, isNationalityOfNext(index, head) { return nil }
    return candidate(head.words.lowerBound..<end, head, row, rule: "body-compound")
  }

  /// "المكتب السياسي للجماعة": the body named before; "للشرطة القضائية" is another.
  private func refersBack(_ index: Int) -> Bool {
    text.words[index].classes.has(.descriptionHead)
      && !(text.continues(at: index + 1) && isAdjective(index + 1) && !text.words[index + 1].classes.has(.hasParticle))
  }

  /// "للفترة المقبلة": no part of a name.
  private func isSpan(_ index: Int) -> Bool {
    guard text.words[index].hasElidedArticle else { return false }
    let noun = text.key(index).dropFirst(2)
    return Self.spans.contains { noun.elementsEqual($0) }
  }

  // MARK: Shared

  enum AdjectiveKind {
    case nationality
    case any
  }

  /// The end of the definite adjectives from `start` on.
  func adjectives(from start: Int, _ kind: AdjectiveKind) -> Int {
    var index = start
    var end = start
    while index - start < 3, text.continues(at: index), !text.words[index].classes.has(.hasParticle), isAdjective(index)
    {
      index += 1
      if kind == .any || text.words[index - 1].classes.has(.demonym) { end = index }
    }
    return end
  }

  func isAdjective(_ index: Int) -> Bool {
    let classes = text.words[index].classes
    guard classes.has(.definite), !classes.has(.function), !classes.has(.people) else { return false }
    if classes.has(.demonym) { return true }
    if classes.has([.strongName, .title]) { return false }
    return classes.has(.relativeShape) || classes.has([.titleAdjective, .placeAdjective])
  }

  /// Whether an adjective agrees in gender with its noun: not "(وزير) الخارجية الأمريكي".
  func agrees(_ adjective: Int, with noun: Int) -> Bool {
    let isFeminine = ends(noun, 0x87) || ends(noun, 0xAA)
    return ends(adjective, 0x87) == isFeminine || text.words[noun].classes.has(.people)
  }

  /// Whether the word's last letter is ه (0xD9 0x87) or ت (0xD8 0xAA), by its second byte.
  func ends(_ word: Int, _ second: UInt8) -> Bool {
    let end = text.words[word].end
    return text.bytes[end - 1] == second && text.bytes[end - 2] == (second == 0x87 ? 0xD9 : 0xD8)
  }

  /// An indefinite relative adjective: "منطقة ساحلية", "شركة سعودية".
  func isAdjectiveLike(_ index: Int) -> Bool {
    let classes = text.words[index].classes
    return classes.has(.relativeShape) && !classes.has(.definite) || classes.has([.sourceAdjective, .demonym])
  }

  /// "موقع "أكسيوس"", "حركة «النهضة»": the name inside the marks, the head noun left out.
  func quoted(_ start: Int, _ head: LexiconPhrase, _ row: EntityLexicon.Row) -> EntityCandidate? {
    guard start < text.words.count, text.words[start].mark == .quotation || text.words[start].mark == .opening else {
      return nil
    }
    var end = start + 1
    while end < text.words.count, end - start <= 6, text.words[end].isWord { end += 1 }
    guard end > start + 1, end < text.words.count, end - start <= 6 else { return nil }
    guard text.words[end].mark == .quotation || text.words[end].mark == .closing else { return nil }
    let inner = start + 1..<end
    // A sentence in quotation marks is no name.
    guard !inner.contains(where: { text.words[$0].classes.has(.verb) && !text.words[$0].classes.has(.listedName) })
    else { return nil }
    var found = candidate(inner, nil, row, rule: "head-quotation")
    found.range = text.range(inner, strip: isListed(inner) ? nil : 0)
    if let listed = lists.headed(at: inner.lowerBound, row.type), listed.words == inner {
      found.identifier = listed.identifier
      found.range = listed.range
    }
    found.head = head.words.lowerBound
    found.rank = 80
    return found
  }

  func isListed(_ words: Range<Int>) -> Bool { text.words[words.lowerBound].classes.has(.listedName) }

  func candidate(
    _ words: Range<Int>, _ head: LexiconPhrase?, _ row: EntityLexicon.Row, rule: String
  ) -> EntityCandidate {
    EntityCandidate(
      words: words, range: text.range(words, strip: head?.strip), type: row.type, subtype: row.subtype, kind: row.kind,
      hasElidedArticle: head?.hasElidedArticle ?? text.words[words.lowerBound].hasElidedArticle, rank: 40, rule: rule)
  }

  /// First words of names of places, folded.
  static let placeStarters = Lexicons.placeStarters.allKeys
  /// Adjectives of scope, folded.
  static let eventScopes = Lexicons.eventScopes.allKeys
  /// Towns and countries without a name, folded.
  static let genericSeats = Lexicons.genericSeats.allKeys
  /// رئيس and رئيسة, folded.
  static let presidents = GrammarWord.presidents
  /// Nouns of time, folded.
  static let spans = Lexicons.timeSpans.allKeys
}
