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
      // Money and words of religion are most of the corpus's other names; they are no entities here.
      if type != .other { names.append(Name(words: start..<index, type: type)) }
    }
    self.names = names
  }

  /// The rules' choice without what the tagger denies, with what it adds; in text order. O(n log n) for the order.
  func combined(with selected: [EntityCandidate]) -> [EntityCandidate] {
    var isUsed = [Bool](repeating: false, count: names.count)
    var titles = titles
    var isTaken = [Bool](repeating: false, count: verdicts.count)
    var result: [EntityCandidate] = []
    var first = 0
    for candidate in selected {
      while first < names.count, names[first].words.upperBound <= candidate.words.lowerBound { first += 1 }
      var end = first
      while end < names.count, names[end].words.lowerBound < candidate.words.upperBound { end += 1 }
      guard !candidate.isNamed || isKept(candidate, first..<end) else {
        // The tagger's name stands where this one stood, so it has its titles.
        for title in candidate.titles { titles[title.upperBound] = title }
        continue
      }
      result.append(candidate)
      guard candidate.isNamed else { continue }
      for name in first..<end { isUsed[name] = true }
      for word in candidate.words { isTaken[word] = true }
    }
    for (index, name) in names.enumerated() where !isUsed[index] {
      if let found = candidate(name, titles), !found.words.contains(where: { isTaken[$0] }) { result.append(found) }
    }
    return result.sorted { $0.range < $1.range }
  }

  /// Whether the candidate stays beside the tagger's names that it overlaps.
  private func isKept(_ candidate: EntityCandidate, _ overlapping: Range<Int>) -> Bool {
    guard !overlapping.isEmpty else { return !(isDeniable(candidate) && isSurelyOutside(candidate.words)) }
    let isInside = names[overlapping].allSatisfy {
      $0.words.lowerBound >= candidate.words.lowerBound && $0.words.upperBound <= candidate.words.upperBound
    }
    guard isInside else { return false }
    // "مدينة الصدر", "جامعة زيورخ": the head noun is part of the name here, and not in the corpus.
    guard candidate.type == .person else { return true }
    // "تنفي روسيا ضلوعها", not a name to the end; but "الطيب لوح": the first word is a given name in the lists.
    return candidate.words.allSatisfy { !isSurelyOutside($0..<$0 + 1) || text.words[$0].classes.has(.anyName) }
  }

  /// Whether the tagger's silence can outweigh the rule.
  private func isDeniable(_ candidate: EntityCandidate) -> Bool {
    switch candidate.type {
    case .person: true
    case .group, .event, .other: false
    case .facility: candidate.rule == "place-head" && candidate.kind == "structure"
    // "الأبيض", "مسقط": towns that are ordinary words.
    case .location: candidate.words.count == 1 && candidate.rule == "list-city"
    // "النجم", "أفاد": bodies that are ordinary words.
    case .organisation:
      candidate.words.count == 1 && candidate.head == nil && candidate.kind != "alliance"
        && !text.words[candidate.words.lowerBound].classes.has(.latin)
    }
  }

  private func isSurelyOutside(_ words: Range<Int>) -> Bool {
    words.allSatisfy { verdicts[$0].outsideMargin >= Tagger.sureMargin }
  }

  /// A candidate of the tagger's own.
  private func candidate(_ name: Name, _ titles: [Int: Range<Int>]) -> EntityCandidate? {
    var words = name.words
    while let last = words.last, !text.words[last].isWord { words = words.dropLast() }
    while let first = words.first, !text.words[first].isWord { words = words.dropFirst() }
    guard let first = words.first, !isHeadAlone(words) else { return nil }
    // Places and bodies that no list has and no head noun announces must be surer than persons.
    if name.type != .person, words.contains(where: { -verdicts[$0].outsideMargin < Tagger.sureMargin / 2 }) {
      return nil
    }
    var found = EntityCandidate(
      words: words, range: text.range(words), type: name.type,
      hasElidedArticle: text.words[first].hasElidedArticle, rule: "tagger")
    if name.type == .person, let title = titles[first] { found.titles = [title] }
    return found
  }

  /// "المدينة", "الوكالة": a head noun with nothing after it names nothing.
  private func isHeadAlone(_ words: Range<Int>) -> Bool {
    words.count == 1
      && text.words[words.lowerBound].classes.has([
        .function, .placeHead, .bodyHead, .sourceNoun, .descriptionHead, .people, .demonym, .number,
      ])
  }
}
