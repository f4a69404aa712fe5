import KhabarAnnotations

/// The names that the tagger found, and how they and the rules' proposals correct each other.
///
/// Which side is believed where was decided on the training sentences by cross-validation. Bodies and facilities under a
/// head noun are the rules' own ground: the corpus marks no ministries, governments, armies and bridges, so the tagger's
/// silence says nothing about them.
struct TaggedNames {
  private let text: EntityText
  private let verdicts: [Tagger.Verdict]
  /// In text order.
  private let names: [Name]
  /// Titles beside which the rules saw no name, by the word after them.
  private let titles: [Int: Range<Int>]

  private struct Name {
    var words: Range<Int>
    var type: Entity.EntityType
  }

  init(_ text: EntityText, verdicts: [Tagger.Verdict], offices: [TitlePhrase]) {
    self.text = text
    self.verdicts = verdicts
    titles = Dictionary(offices.map { ($0.words.upperBound, $0.words) }) { first, _ in first }
    var names: [Name] = []
    var index = 0
    while index < verdicts.count {
      let label = verdicts[index].label
      let start = index
      index += 1
      guard let type = label.type else { continue }
      while index < verdicts.count, verdicts[index].label == label.further { index += 1 }
      if let name = Self.name(start..<index, type, text) { names.append(name) }
    }
    self.names = names
  }

  /// The name without marks at its ends; nil when it is none that Khabar knows.
  private static func name(_ words: Range<Int>, _ type: Entity.EntityType, _ text: EntityText) -> Name? {
    // Money and words of religion are most of the corpus's other names; they are no entities here.
    guard type != .other else { return nil }
    var words = words
    while let last = words.last, !text.words[last].isWord { words = words.dropLast() }
    while let first = words.first, !text.words[first].isWord { words = words.dropFirst() }
    return words.isEmpty ? nil : Name(words: words, type: type)
  }

  /// The rules' choice without what the tagger denies, with what it adds; in text order. O(n log n) for the order.
  func combined(with selected: [EntityCandidate]) -> [EntityCandidate] {
    let overlaps = overlaps(selected)
    var isUsed = [Bool](repeating: false, count: names.count)
    var spanned = [Int](repeating: 0, count: names.count)
    for (candidate, overlapping) in zip(selected, overlaps) where candidate.isNamed {
      for name in overlapping { spanned[name] += 1 }
    }
    var titles = titles
    var result: [EntityCandidate] = []
    for (candidate, overlapping) in zip(selected, overlaps) {
      // A place over several of the rules' is no name, "جازان السعودية"; a person may be: "فراس الخليل".
      let rivals = overlapping.filter { (spanned[$0] == 1 || names[$0].type == .person) && mayStand(names[$0]) }
      if !candidate.isNamed || isKept(candidate, rivals, isTouched: !overlapping.isEmpty) {
        result.append(corrected(candidate, by: overlapping))
        if candidate.isNamed { for name in overlapping { isUsed[name] = true } }
      } else {
        // The tagger's name stands where this one stood, so it has its titles.
        for title in candidate.titles { titles[title.upperBound] = title }
      }
    }
    for (index, name) in names.enumerated() where !isUsed[index] && mayStand(name) {
      result.append(candidate(name, titles))
    }
    return result.sorted { $0.range < $1.range }
  }

  /// For each candidate the names it overlaps. O(n): both are in text order, and named candidates do not overlap.
  private func overlaps(_ selected: [EntityCandidate]) -> [Range<Int>] {
    var first = 0
    return selected.map { candidate in
      guard candidate.isNamed else { return 0..<0 }
      while first < names.count, names[first].words.upperBound <= candidate.words.lowerBound { first += 1 }
      var end = first
      while end < names.count, names[end].words.lowerBound < candidate.words.upperBound { end += 1 }
      return first..<end
    }
  }

  /// Whether the candidate stays beside the tagger's names that it overlaps.
  ///
  /// - Parameters:
  ///   - rivals: those of them that could stand in its place.
  ///   - isTouched: whether it overlaps any.
  private func isKept(_ candidate: EntityCandidate, _ rivals: [Int], isTouched: Bool) -> Bool {
    guard isTouched else { return !(isDeniable(candidate) && isSurelyOutside(candidate.words)) }
    for rival in rivals.map({ names[$0] }) {
      // A person after a title is none of the body's words: "المديرة العامة للمنظمة كارمن أورتيز".
      if candidate.type == .person, rival.type != .person, !candidate.titles.isEmpty { continue }
      guard rival.words.lowerBound >= candidate.words.lowerBound, rival.words.upperBound <= candidate.words.upperBound
      else { return false }
    }
    // "مدينة الصدر", "جامعة زيورخ": the head noun is part of the name here, and not in the corpus.
    guard candidate.type == .person, !rivals.isEmpty, !isSurePerson(candidate) else { return true }
    // Not a name to the end; but "الطيب لوح": the first word is a given name in the lists.
    return candidate.words.allSatisfy { !isSurelyOutside($0..<$0 + 1) || text.words[$0].classes.has(.anyName) }
  }

  /// The candidate with the end and the type that the tagger gives it, where the rule for it was a guess.
  private func corrected(_ candidate: EntityCandidate, by overlapping: Range<Int>) -> EntityCandidate {
    guard overlapping.count == 1, let index = overlapping.first, candidate.isNamed else { return candidate }
    let name = names[index]
    guard name.words.lowerBound == candidate.words.lowerBound else { return candidate }
    var corrected = candidate
    if name.words == candidate.words {
      // "تصدر سيون": in a report on a match the likelier reading is enough.
      if candidate.rule == "list-city", name.type == .organisation, isTeam(name.words) {
        corrected.type = .organisation
        (corrected.subtype, corrected.identifier, corrected.kind) = (nil, nil, "club")
        return corrected
      }
      // "فاز ميلان": a club called like its town; "قال شالوم": a person called like a body.
      guard candidate.words.count == 1, isSurelyInside(name.words), isSureOfType(name) else { return candidate }
      if candidate.rule == "list-city", name.type == .organisation {
        corrected.type = .organisation
        (corrected.subtype, corrected.identifier, corrected.kind) = (nil, nil, "club")
      } else if candidate.rule == "list-body", name.type == .person {
        corrected.type = .person
        (corrected.subtype, corrected.kind) = (nil, "")
      }
      return corrected
    }
    // "رفض جوزيه | الإفصاح", "سجل مانشستر | يثأر": words that only follow the name.
    guard candidate.type == name.type, candidate.type == .person || candidate.rule == "club",
      name.words.upperBound < candidate.words.upperBound
    else { return candidate }
    let rest = name.words.upperBound..<candidate.words.upperBound
    let isNoName = rest.allSatisfy {
      verdicts[$0].outsideMargin >= Tagger.sureMargin / 2
        && !text.words[$0].classes.has([.anyName, .tail, .divine, .nameSuffix, .son, .nameStarter, .foreignParticle])
    }
    guard isNoName else { return candidate }
    corrected.words = name.words
    corrected.range = text.range(name.words)
    return corrected
  }

  /// Whether a town may stand for its team: in a report on a match, after no preposition of place.
  private func isTeam(_ words: Range<Int>) -> Bool {
    let first = words.lowerBound
    let sentence = Int(text.words[first].sentence)
    guard sentence >= 0, text.isSport[sentence] else { return false }
    return !text.continues(at: first) || text.isOpponent(first)
      || !text.words[first - 1].classes.has([.preposition, .placeHead])
  }

  private func isSurelyInside(_ words: Range<Int>) -> Bool {
    words.allSatisfy { -verdicts[$0].outsideMargin >= Tagger.sureMargin }
  }

  private func isSureOfType(_ name: Name) -> Bool {
    name.words.allSatisfy { verdicts[$0].typeMargin >= Tagger.sureMargin / 2 }
  }

  /// A person of two words or more, a given name the first of them, right after or before a title: "الوزير الطيب لوح".
  private func isSurePerson(_ candidate: EntityCandidate) -> Bool {
    candidate.type == .person && !candidate.titles.isEmpty && candidate.words.count > 1
      && text.words[candidate.words.lowerBound].classes.has(.anyGiven)
  }

  /// Whether the tagger's silence can outweigh the rule.
  private func isDeniable(_ candidate: EntityCandidate) -> Bool {
    switch candidate.type {
    case .person: !isSurePerson(candidate)
    case .group, .event: false
    case .other: candidate.rule == "product"
    case .facility: candidate.rule == "place-head" && candidate.kind == "structure"
    // "الأبيض", "مسقط": towns that are ordinary words.
    case .location: candidate.words.count == 1 && candidate.rule == "list-city"
    // "النجم", "أفاد": bodies that are ordinary words.
    case .organisation:
      candidate.words.count == 1 && candidate.head == nil
        && candidate.rule != "list-club" && candidate.rule != "list-outlet" && candidate.kind != "alliance"
        && !text.words[candidate.words.lowerBound].classes.has(.latin)
    }
  }

  private func isSurelyOutside(_ words: Range<Int>) -> Bool {
    words.allSatisfy { verdicts[$0].outsideMargin >= Tagger.sureMargin }
  }

  /// Whether a name of the tagger's may stand by itself.
  private func mayStand(_ name: Name) -> Bool {
    if isForeignText(name.words) { return false }
    // Places and bodies that no list has and no head noun announces must be surer than persons.
    let margin = name.type == .location && isAfterPlaceWord(name.words.lowerBound) ? 0 : Tagger.sureMargin / 2
    if name.type != .person, name.words.contains(where: { -verdicts[$0].outsideMargin < margin }) {
      return false
    }
    guard name.words.count == 1 else { return true }
    // "المدينة", "الوكالة": a head noun with nothing after it names nothing. "سافر الأهلي": the lists have the word, and
    // the rules that know when it is a club have spoken.
    let classes = text.words[name.words.lowerBound].classes
    // "تعرض إيتو للإصابة": a person whose name the lists have for something else, where no rule spoke.
    if classes.has(.listedName), name.type != .person || classes.has([.common, .verb]) || !isSurelyInside(name.words) {
      return false
    }
    if classes.has(.common), !classes.has(.anyName) { return false }
    return !classes.has([
      .function, .placeHead, .bodyHead, .sourceNoun, .descriptionHead, .people, .demonym, .number,
    ])
  }

  /// "في زاغورة", "إلى بلارة": the preposition says that a place follows.
  private func isAfterPlaceWord(_ index: Int) -> Bool {
    guard text.continues(at: index) else { return false }
    let before = text.key(index - 1)
    return before.elementsEqual(GrammarWord.at) || before.elementsEqual(GrammarWord.to)
  }

  /// A stretch of a sentence in Latin letters, of which the model knows nothing; a name in them stands between Arabic words.
  private func isForeignText(_ words: Range<Int>) -> Bool {
    guard text.words[words.lowerBound].classes.has(.latin) else { return false }
    return words.count > 4
      || text.continues(at: words.lowerBound) && text.words[words.lowerBound - 1].classes.has(.latin)
      || text.continues(at: words.upperBound) && text.words[words.upperBound].classes.has(.latin)
  }

  /// A candidate of the tagger's own.
  private func candidate(_ name: Name, _ titles: [Int: Range<Int>]) -> EntityCandidate {
    let first = name.words.lowerBound
    var found = EntityCandidate(
      words: name.words, range: text.range(name.words), type: name.type,
      hasElidedArticle: text.words[first].hasElidedArticle, rule: "tagger")
    if name.type == .person, let title = titles[first] { found.titles = [title] }
    return found
  }
}
