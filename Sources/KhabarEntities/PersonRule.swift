import KhabarAnnotations
import KhabarText

/// Persons: a name with its title before or after it, or a name that shows itself.
struct PersonRule {
  let text: EntityText
  private let titles: TitleParser
  private let names: NameParser

  init(_ text: EntityText) {
    self.text = text
    titles = TitleParser(text)
    names = NameParser(text)
  }

  /// The persons, and the titles beside which no name stands.
  func candidates() -> (persons: [EntityCandidate], offices: [TitlePhrase]) {
    var persons: [EntityCandidate] = []
    var offices: [TitlePhrase] = []
    var index = 0
    while index < text.words.count {
      let classes = text.words[index].classes
      guard text.words[index].isWord, !classes.has(.function) || classes.has(.title) else {
        index += 1
        continue
      }
      if classes.has(.title) || hasTitlePhrase(index), let title = titles.title(at: index) {
        if title.isComplete, let person = person(after: title) {
          persons.append(person)
          index = person.words.upperBound
          continue
        }
        // A name may begin inside what was read as the complement; the head noun alone never holds one.
        if title.isComplete, !title.isAmbiguous, title.namesOffice || title.hasComplement {
          var office = title
          office.words = index..<title.coreEnd
          offices.append(office)
        }
        if !classes.has([.strongName, .servant]) {
          index += 1
          continue
        }
      }
      if let name = plainName(at: index) {
        let person = plain(index..<name.end, rule: name.rule)
        persons.append(person)
        index = person.words.upperBound
        continue
      }
      index += 1
    }
    return (persons, offices)
  }

  private func hasTitlePhrase(_ index: Int) -> Bool {
    text.phrases(at: index).contains { text.lexicon.list(of: $0.entry) == .title }
  }

  private func person(after title: TitlePhrase) -> EntityCandidate? {
    let next = title.words.upperBound
    guard next < text.words.count, text.words[next].sentence == text.words[title.words.lowerBound].sentence else {
      return nil
    }
    if text.words[next].mark == .comma, title.hasComplement {
      // "المبعوث الأمريكي الخاص إلى السودان، توم بيرييلو، …"
      var start = next + 1
      // "مدرب الاتحاد، الإسباني خوان سالغادو"
      if start + 1 < text.words.count, text.words[start].classes.has(.demonym), text.words[start].classes.has(.definite)
      {
        start += 1
      }
      guard let end = names.end(from: start, .title), end - start > 1 else { return nil }
      return candidate(start..<end, title: title.words, rule: "title-comma-name")
    }
    let context: NameParser.Context = title.kind == "honorific" ? .honorific : .title
    guard let end = names.end(from: next, context) else { return nil }
    if title.isAmbiguous, !text.words[next].classes.has([.givenName, .servant]) {
      return nil
    }
    var person = candidate(next..<end, title: title.words, rule: "title-name")
    if let after = apposition(after: end) { person.titles.append(after) }
    return person
  }

  /// The end of a name that shows itself at `index`, and the rule by which it does.
  private func plainName(at index: Int) -> (end: Int, rule: String)? {
    let classes = text.words[index].classes
    var rule = "name"
    var end: Int?
    if classes.has([.strongName, .weakGivenName, .weakFamilyName, .father, .servant, .house, .son]) {
      let isAfterSpeech =
        classes.has(.givenName) && text.continues(at: index) && text.words[index - 1].classes.has(.speechVerb)
        && text.continues(at: index + 1)
      end = names.end(from: index, isAfterSpeech && !classes.has(.hasParticle) ? .title : .plain)
    }
    if end == nil, isAfterNationality(index) {
      end = names.end(from: index, .title)
      rule = "nationality-name"
    }
    if end == nil, classes.has([.unknown, .familyName]), !classes.has(.common), index > 0, text.continues(at: index),
      isVerb(index - 1)
    {
      end = names.end(from: index, .speech)
      rule = "speech-verb-name"
    }
    if end == nil || isAfterOpener(index), let opened = opened(at: index), opened > end ?? index {
      end = opened
      rule = "opener-name"
    }
    return end.map { ($0, rule) }
  }

  private func plain(_ words: Range<Int>, rule: String) -> EntityCandidate {
    var person = candidate(words, title: nil, rule: rule)
    if let after = apposition(after: words.upperBound) {
      person.titles.append(after)
      person.rank += 10
    }
    return person
  }

  private func isAfterOpener(_ index: Int) -> Bool {
    index > 0 && text.continues(at: index) && text.words[index - 1].classes.has(.nameOpener)
  }

  /// A name of two parts or more where one is likely: "تعيين ليبان عبدي فارح", "سجل أكرم عفيف", "وكان آسيمي غويتا".
  private func opened(at index: Int) -> Int? {
    guard index > 0, text.continues(at: index), text.continues(at: index + 1) else { return nil }
    let classes = text.words[index].classes
    guard !classes.has([.hasParticle, .definite, .common, .soundPlural, .title, .listedName, .latin]),
      classes.has([.unknown, .anyName])
    else { return nil }
    let next = text.words[index + 1].classes
    guard !next.has([.hasParticle, .common, .verb, .function]), next.has([.unknown, .anyName, .son]) else { return nil }
    let before = text.words[index - 1].classes
    let isVerb = before.has(.verb) && !before.has([.common, .definite])
    let isName = classes.has(.weakGivenName) && next.has([.anyGiven, .anyFamily, .son])
    let isSurname = next.has(.familyName) && !text.endsInTaMarbuta(index)
    guard before.has(.nameOpener) || isVerb && (isName || isSurname) else { return nil }
    guard let end = names.end(from: index, .title), end - index > 1 else { return nil }
    return end
  }

  /// A verb of speech rather than the noun that is written like it: not "في نقل نموذج".
  private func isVerb(_ index: Int) -> Bool {
    let word = text.words[index]
    guard word.classes.has(.speechVerb), !word.classes.has([.common, .preposition]) else { return false }
    guard index > 0, text.continues(at: index) else { return true }
    return !text.words[index - 1].classes.has(.preposition)
  }

  /// "للبرازيلي فريد", "الفرنسي تييري هنري": a nationality that stands as a noun before a name.
  private func isAfterNationality(_ index: Int) -> Bool {
    guard index > 0, text.continues(at: index) else { return false }
    let name = text.words[index]
    guard name.classes.has(.givenName) || name.classes.has(.unknown) && !text.endsInTaMarbuta(index) else {
      return false
    }
    let adjective = text.words[index - 1].classes
    guard adjective.has(.masculineDemonym), adjective.has(.definite) else { return false }
    guard !adjective.has(.hasParticle), text.continues(at: index - 1) else { return true }
    let before = text.words[index - 2].classes
    guard !before.has(.definite) else { return false }
    return before.has([.function, .sportWord]) || before.has(.verb) || !before.has([.listedName, .unknown])
  }

  /// A title after the name: "عدنان حزام، المتحدث باسم الصليب الأحمر في اليمن، …".
  private func apposition(after end: Int) -> Range<Int>? {
    var start = end
    let hasComma = start < text.words.count && text.words[start].mark == .comma
    if hasComma { start += 1 }
    guard start < text.words.count, text.words[start].isWord,
      text.words[start].sentence == text.words[end - 1].sentence, !text.words[start].classes.has(.hasParticle),
      let title = titles.title(at: start), title.hasComplement
    else { return nil }
    // Without a comma only an indefinite head: "أشرف الربيعي رئيس الجهاز".
    if !hasComma, text.words[start].classes.has(.definite) { return nil }
    // Another person's title: "بلينكن، ووزير الدفاع يوآف غالانت".
    if names.end(from: title.words.upperBound, .title) != nil, hasComma { return nil }
    return title.words
  }

  private func candidate(_ words: Range<Int>, title: Range<Int>?, rule: String) -> EntityCandidate {
    EntityCandidate(
      words: words, range: text.range(words), type: .person,
      hasElidedArticle: text.words[words.lowerBound].hasElidedArticle, titles: title.map { [$0] } ?? [],
      rank: title == nil ? 20 : 60, rule: rule)
  }
}
