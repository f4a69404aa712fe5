import KhabarText

/// Reads chains of words that name a person.
struct NameParser {
  enum Context {
    /// After a title: "الرئيس …".
    case title
    /// After an honorific, which a name must follow: "السيد …".
    case honorific
    /// Anywhere else.
    case plain
    /// Right after a verb of speech.
    case speech
  }

  let text: EntityText
  private let longest = 7

  init(_ text: EntityText) { self.text = text }

  /// The end of the name that begins at `start`, nil when none does.
  func end(from start: Int, _ context: Context) -> Int? {
    guard start < text.words.count, text.words[start].isWord else { return nil }
    let first = text.words[start]
    if context != .plain, first.classes.has(.hasParticle) { return nil }
    var index = start
    var parts = 0
    var strong = 0
    var isOpen = true
    // "ناجي العمراني | الخطة": after a definite surname only another by its form.
    var hasSurname = false
    while isOpen, parts < longest, index == start || text.continues(at: index) {
      let word = text.words[index]
      let classes = word.classes
      if word.isTime || classes.has(.number) { break }
      // "كريستوف فالتس | بأوسكار"
      let isForeign = parts > 1 && !classes.has(.definite)
      if index > start, classes.has(.hasParticle),
        !classes.has(.strongName) || classes.has(.hasConjunction) || isForeign
      {
        // "آندي ويغايا، قائد القاعدة": no second name without a first one of its own, where one title follows.
        if parts == 1, strong == 2, classes.has(.unknown), isBeforeApposition(index + 1) {
          index += 1
          parts += 1
          strong += 1
        }
        break
      }
      let step = step(index, isFirst: index == start, parts: parts, strong: strong, context)
      guard step.length > 0 else { break }
      // "محمد البدوي عبد الماجد": whose servant one is, is always a name.
      if hasSurname, !classes.has(.relativeShape), !classes.has([.son, .tail, .anyFamily]), !isServant(index) { break }
      // Not "حازم الحاج حسن", where a title is a given name.
      if parts > 0, step.length == 1, classes.has(.definite), !classes.has([.tail, .fullTitle, .honorific]) {
        hasSurname = true
      }
      index += step.length
      parts += 1
      strong += step.strength
      isOpen = !step.isLast || hasSurname && isServant(index)
    }
    // "محمد السادس", "فرديناند ماركوس الابن", "ليو الرابع عشر"
    if parts > 0, strong >= 2 || context == .title, let end = suffix(after: index, parts: parts, context) {
      index = end
    }
    guard parts > 0 else { return nil }
    return isEnough(start..<index, parts: parts, strong: strong, context) ? index : nil
  }

  /// The end of a number of kings and popes after a single name, or of "الابن", "جونيور".
  private func suffix(after index: Int, parts: Int, _ context: Context) -> Int? {
    guard text.continues(at: index), text.words[index].classes.has(.nameSuffix) else { return nil }
    let classes = text.words[index].classes
    guard !classes.has(.hasParticle) else { return nil }
    guard let phrase = text.phrases(at: index).first(where: { $0.words.count > 1 }),
      text.lexicon.classes(of: phrase.entry).has(.nameSuffix)
    else {
      // The ordinals are "the second" and so on too, the others names of kin.
      return !classes.has(.pronoun) || parts == 1 && context == .title ? index + 1 : nil
    }
    return parts == 1 ? phrase.words.upperBound : nil
  }

  /// "عبد الماجد", with nothing in front.
  private func isServant(_ index: Int) -> Bool {
    guard text.continues(at: index + 1), text.words[index].classes.has(.servant),
      !text.words[index].classes.has(.hasParticle), !text.words[index + 1].classes.has(.hasParticle)
    else { return false }
    return text.continues(at: index) && text.words[index + 1].classes.has([.divine, .definite])
  }

  private struct Step {
    var length = 0
    var strength = 0
    var isLast = false
  }

  private func step(_ index: Int, isFirst: Bool, parts: Int, strong: Int, _ context: Context) -> Step {
    let classes = text.words[index].classes
    let hasNext = text.continues(at: index + 1) && !text.words[index + 1].classes.has(.hasParticle)
    let next: WordClass = hasNext ? text.words[index + 1].classes : []
    if classes.has(.servant), next.has([.divine, .definite]) { return Step(length: 2, strength: 2) }
    if classes.has([.father, .house]), hasNext, !next.has([.function, .verb]) {
      if next.has(.servant), text.continues(at: index + 2) { return Step(length: 3, strength: 2) }
      // آل and its name are a surname.
      return Step(length: 2, strength: isFirst && !next.has([.unknown, .anyName]) ? 0 : 1, isLast: classes.has(.house))
    }
    // "بن يوسف ولد علي": على and علي are one when folded.
    let isCalled = parts > 1 && next.has(.anyGiven)
    if classes.has(.son), !classes.has(.givenName), hasNext, isCalled || !next.has([.preposition, .conjunction, .verb])
    {
      guard !isFirst || next.has([.anyName, .servant]) || context != .plain && next.has(.unknown) else { return Step() }
      if next.has(.servant), text.continues(at: index + 2) { return Step(length: 3, strength: 2) }
      return Step(length: 2, strength: 2)
    }
    // "الرئيس لي جيه ميونغ"
    if isFirst, context == .title, classes.has(.foreignParticle), classes.has(.function),
      next.has([.unknown, .strongName]), !next.has([.function, .definite, .common])
    {
      return Step(length: 2, strength: 1)
    }
    if classes.has(.function) {
      // "محمد علي" between names; "على" and "علي" are one when folded.
      if isFirst || strong < 2 { return Step() }
      if classes.has(.givenName) { return Step(length: 1, strength: 2) }
      // "عبد الرحمن صباح عيدان"
      return classes.has(.anyName) && next.has([.unknown, .givenName]) && !next.has(.definite)
        ? Step(length: 1, strength: 1) : Step()
    }
    if !isFirst, classes.has(.tail), parts == 1 || classes.has(.divine) { return Step(length: 1, strength: 1) }
    if isFirst, classes.has(.fullTitle) { return Step() }
    // "فيصل بن خالد | أمير منطقة": an office, not a further name.
    if !isFirst, classes.has(.constructTitle), next.has([.placeHead, .bodyHead, .listedName, .common, .title]),
      !next.has(.anyName)
    {
      return Step()
    }
    // "محمد إسلامي": an indefinite adjective cannot belong to a name, so it is a surname.
    if parts == 1, strong >= 2, text.words[index - 1].classes.has(.givenName), classes.has(.relativeShape),
      !classes.has(.definite), !text.endsInTaMarbuta(index), context != .plain || !classes.has(.demonym)
    {
      return Step(length: 1, strength: 1, isLast: true)
    }
    if classes.has(.strongName) {
      if isFirst, classes.has(.listedName), context == .plain { return Step() }
      // A surname ends the name: "نتنياهو ناقش".
      // "علي مرتضى شمص": an unknown word after a surname that others bear as a given name.
      let goesOn =
        context != .plain && !classes.has(.loneName) && next.has([.unknown, .anyName])
        && !next.has([.definite, .common, .verb, .function, .title])
      let endsName = !classes.has(.anyGiven) && !goesOn && (context == .plain || classes.has(.loneName) || !isFirst)
      return Step(length: 1, strength: 2, isLast: endsName && !next.has([.son, .tail]))
    }
    if classes.has(.foreignParticle), !next.has(.son) {
      if hasNext, next.has([.unknown, .anyName]), !next.has([.function, .verb]), !isFirst || context != .plain {
        return Step(length: 2, strength: 1)
      }
      // "رونين بار"
      if !isFirst, strong >= 2, !classes.has([.function, .verb, .common]) { return Step(length: 1, isLast: true) }
    }
    if classes.has([.weakGivenName, .weakFamilyName]), !classes.has(.verb) || !isFirst {
      return Step(length: 1, strength: 1)
    }
    if classes.has(.verb) || classes.has(.title) { return Step() }
    if classes.has(.listedName), !classes.has(.unknown) { return Step() }
    if classes.has(.unknown) { return unknown(index, isFirst: isFirst, parts: parts, strong: strong, context) }
    // "يوسف الشاهد", "فرحان حق": an ordinary word as the second part, after a sure first one.
    guard parts == 1, strong >= 2 || context == .title || context == .honorific, !isFirst else { return Step() }
    if classes.has([.sourceAdjective, .sportWord, .workHead, .eventHead]) { return Step() }
    if classes.has(.demonym) {
      return classes.has(.definite) && strong >= 2 && context != .speech ? Step(length: 1, isLast: true) : Step()
    }
    if classes.has([.people, .bodyHead, .placeHead, .sourceNoun, .latin, .soundPlural]) { return Step() }
    if classes.has(.definite), classes.has(.relativeShape) { return Step(length: 1, strength: 0, isLast: true) }
    if classes.has(.definite), endsInFemininePlural(index) { return Step() }
    guard strong >= 2, context != .speech, context != .plain, classes.has(.common), !isImperfect(index),
      !text.endsInTaMarbuta(index)
    else { return Step() }
    return Step(length: 1, strength: 0, isLast: true)
  }

  private func unknown(_ index: Int, isFirst: Bool, parts: Int, strong: Int, _ context: Context) -> Step {
    let word = text.words[index]
    let classes = word.classes
    if classes.has(.latin) || word.end - word.start < 4 { return Step() }
    if classes.has(.hasPronoun), !isFirst || context == .speech { return Step() }
    guard isFirst else {
      // After a sure part any unknown word; after unknown ones not without limit.
      guard parts < 4 else { return Step() }
      if classes.has(.definite), !classes.has(.relativeShape), strong == 0 { return Step() }
      if context == .plain, classes.has(.soundPlural) || isImperfect(index) { return Step() }
      return Step(length: 1, strength: 1)
    }
    guard context != .plain else { return Step() }
    if classes.has(.soundPlural) && classes.has(.definite) { return Step() }
    if classes.has(.definite) {
      if context == .speech { return Step() }
      let isParticiple = startsWithParticiple(word)
      return context == .honorific || classes.has(.relativeShape) && !isParticiple
        ? Step(length: 1, strength: 1) : Step()
    }
    if isImperfect(index), !isFollowedByName(index) { return Step() }
    if text.endsInTaMarbuta(index), classes.has(.relativeShape) { return Step() }
    if context == .speech {
      if text.endsInTaMarbuta(index) || classes.has(.soundPlural) || word.end - word.start < 8 { return Step() }
      let next: WordClass = text.continues(at: index + 1) ? text.words[index + 1].classes : .preposition
      guard next.has([.preposition, .conjunction, .adverb, .unknown, .anyName, .hasParticle]) else { return Step() }
    }
    return Step(length: 1, strength: 1)
  }

  private func isEnough(_ range: Range<Int>, parts: Int, strong: Int, _ context: Context) -> Bool {
    let first = text.words[range.lowerBound].classes
    switch context {
    case .title, .honorific:
      // "غادر رئيس الوزراء بغداد", "زار الوزير حلب": a town rather than a surname.
      if context == .title, range.count == 1, first.has(.listedName), !first.has([.loneName, .givenName, .familyName]),
        isTown(range)
      {
        return false
      }
      return strong >= 1
    case .speech: return strong >= 1
    case .plain:
      // "أمين الصغيري": a surname by its form makes a doubtful first part sure.
      if first.has(.weakGivenName), parts == 2, range.count == 2 {
        let last = text.words[range.upperBound - 1].classes
        if last.has(.definite), last.has(.relativeShape), last.has([.unknown, .anyFamily]), !last.has(.demonym) {
          return true
        }
      }
      if range.count == 1 { return first.has(.loneName) }
      if first.has(.servant) { return true }
      if first.has(.givenName) { return strong >= 2 && (strong >= 3 || parts >= 2) }
      return strong >= 3
    }
  }

  /// Whether the lists have a town or country of this name that needs no head noun.
  private func isTown(_ words: Range<Int>) -> Bool {
    text.phrases(at: words.lowerBound).contains { phrase in
      let row = text.lexicon[phrase.entry]
      return phrase.words == words && (row.list == .city || row.list == .country) && row.mode == .free
    }
  }

  private func isBeforeApposition(_ index: Int) -> Bool {
    guard index + 1 < text.words.count, text.words[index].mark == .comma else { return false }
    return text.words[index + 1].classes.has([.fullTitle, .constructTitle])
      && !text.words[index + 1].classes.has(.hasParticle)
  }

  private func isFollowedByName(_ index: Int) -> Bool {
    guard text.continues(at: index + 1) else { return false }
    let next = text.words[index + 1].classes
    return !next.has(.hasParticle) && next.has([.unknown, .strongName])
  }

  /// ي at the start of a longer word: a verb in the imperfect rather than a name.
  private func isImperfect(_ index: Int) -> Bool {
    let word = text.words[index]
    guard word.end - word.start >= 8 else { return false }
    return text.bytes[word.start] == 0xD9 && text.bytes[word.start + 1] == 0x8A
  }

  /// ات at the end: المحادثات
  private func endsInFemininePlural(_ index: Int) -> Bool {
    let end = text.words[index].end
    return text.words[index].folded.count > 8 && text.bytes[end - 4] == 0xD8 && text.bytes[end - 3] == 0xA7
      && text.bytes[end - 2] == 0xD8 && text.bytes[end - 1] == 0xAA
  }

  /// الم…: المحبوب, المستقيل
  private func startsWithParticiple(_ word: EntityWord) -> Bool {
    word.end - word.start >= 10 && text.bytes[word.start + 4] == 0xD9 && text.bytes[word.start + 5] == 0x85
  }
}
