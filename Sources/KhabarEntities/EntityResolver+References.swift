import KhabarAnnotations
import KhabarText

/// Offices alone and nouns that refer back.
///
/// Both look up what stands nearest in tables by noun, so that a chain of 20,000 titles costs no more than each title.
extension EntityResolver {
  // MARK: Offices

  /// Titles of persons by the folded head noun without its article, the latest few of each.
  private func titlesByHead() -> [ArraySlice<UInt8>: [(draft: Int, title: Range<Int>)]] {
    var table: [ArraySlice<UInt8>: [(draft: Int, title: Range<Int>)]] = [:]
    for (index, draft) in drafts.enumerated() where draft.type == .person {
      for title in draft.titles.prefix(4) {
        let head = NameKey.withoutArticle(text.key(title.lowerBound))
        if table[head, default: []].count < 24 { table[head, default: []].append((index, title)) }
      }
    }
    return table
  }

  mutating func addOffices(_ offices: [TitlePhrase]) {
    let table = titlesByHead()
    guard !table.isEmpty else { return }
    for office in offices where owner[office.words.lowerBound] < 0 && !isInTitle[office.words.lowerBound] {
      let head = NameKey.withoutArticle(text.key(office.words.lowerBound))
      guard let titles = table[head], let draft = holder(of: office, among: titles) else { continue }
      drafts[draft].mentions.append(
        (text.range(office.words), office.words, .title, text.words[office.words.lowerBound].hasElidedArticle))
      for word in office.words { isInTitle[word] = true }
    }
  }

  /// The person whose title holds every word of the office: the last one named before, else the first one after.
  private func holder(of office: TitlePhrase, among titles: [(draft: Int, title: Range<Int>)]) -> Int? {
    let place = office.words.lowerBound
    var before: (draft: Int, place: Int)?
    var after: (draft: Int, place: Int)?
    for (index, title) in titles where holds(title, office.words) {
      let (previous, next) = neighbours(of: place, in: drafts[index])
      if let previous, before.map({ $0.place < previous }) ?? true { before = (index, previous) }
      if let next, after.map({ $0.place > next }) ?? true { after = (index, next) }
    }
    return before?.draft ?? (office.hasComplement ? after?.draft : nil)
  }

  private func holds(_ title: Range<Int>, _ office: Range<Int>) -> Bool {
    guard office.count <= title.count else { return false }
    return office.dropFirst().allSatisfy { word in
      title.dropFirst().contains { text.key($0).elementsEqual(text.key(word)) }
    }
  }

  /// The words at which the draft is named last before and first after `place`. O(log mentions), but for mentions
  /// added since the names were sorted.
  private func neighbours(of place: Int, in draft: Draft) -> (Int?, Int?) {
    var low = 0
    var high = draft.mentions.count
    while low < high {
      let middle = (low + high) / 2
      if draft.mentions[middle].words.lowerBound < place { low = middle + 1 } else { high = middle }
    }
    let before = low > 0 ? draft.mentions[low - 1].words.lowerBound : nil
    let after = low < draft.mentions.count ? draft.mentions[low].words.lowerBound : nil
    return (before, after)
  }

  // MARK: Nouns that refer back

  /// Where entities stand that a noun may mean, by noun and by kind of body, in text order.
  private struct Referents {
    var byNoun: [ArraySlice<UInt8>: [(place: Int, draft: Int)]] = [:]
    var byKind: [String: [(place: Int, draft: Int)]] = [:]
    /// Those without a name, which come in as the text is read.
    var unnamed: [ArraySlice<UInt8>: (place: Int, draft: Int)] = [:]

    static func last(before place: Int, in list: [(place: Int, draft: Int)]?) -> (place: Int, draft: Int)? {
      guard let list else { return nil }
      var low = 0
      var high = list.count
      while low < high {
        let middle = (low + high) / 2
        if list[middle].place < place { low = middle + 1 } else { high = middle }
      }
      return low > 0 ? list[low - 1] : nil
    }
  }

  private func referents() -> Referents {
    var table = Referents()
    for (index, draft) in drafts.enumerated() where draft.isNamed && draft.type != .person && draft.type != .group {
      for mention in draft.mentions {
        let place = (place: mention.words.lowerBound, draft: index)
        if draft.type == .organisation {
          if !draft.kind.isEmpty { table.byKind[draft.kind, default: []].append(place) }
          // الشرطة for الشرطة العراقية
          if mention.words.count > 1 {
            table.byNoun[NameKey.withoutArticle(text.key(mention.words.lowerBound)), default: []].append(place)
          }
        }
        if let head = draft.head {
          table.byNoun[NameKey.withoutArticle(text.key(head)), default: []].append(place)
        }
      }
    }
    for key in table.byNoun.keys { table.byNoun[key]?.sort { $0.place < $1.place } }
    for key in table.byKind.keys { table.byKind[key]?.sort { $0.place < $1.place } }
    return table
  }

  mutating func addReferences(_ candidates: [EntityCandidate]) {
    let unnamed = candidates.indices.filter { !candidates[$0].isNamed }
    var next = 0
    var table = referents()
    for index in text.words.indices {
      while next < unnamed.count, candidates[unnamed[next]].words.lowerBound < index { next += 1 }
      let isUnnamed = next < unnamed.count && candidates[unnamed[next]].words.lowerBound == index
      let classes = text.words[index].classes
      let mayRefer = classes.has([.descriptionHead, .sourceNoun]) && classes.has(.definite)
      guard isUnnamed || mayRefer, owner[index] < 0, !isInTitle[index], text.words[index].isWord else { continue }
      let candidate = isUnnamed ? candidates[unnamed[next]] : nil
      if mayRefer, let draft = referent(index, table) {
        let words = index..<(candidate?.words.upperBound ?? index + 1)
        drafts[draft].mentions.append((text.range(words), words, .description, text.words[index].hasElidedArticle))
        owner[index] = Int32(draft)
      } else if let candidate {
        let draft = open(candidate)
        append(candidate, .description, to: draft)
        owner[index] = Int32(draft)
        table.unnamed[NameKey.withoutArticle(text.key(index))] = (index, draft)
      }
    }
  }

  /// The entity that a definite noun refers back to: الموقع, الشرطة, المسؤول الإسرائيلي.
  private func referent(_ index: Int, _ table: Referents) -> Int? {
    let noun = NameKey.withoutArticle(text.key(index))
    var best = Referents.last(before: index, in: table.byNoun[noun])
    for phrase in text.phrases(at: index) {
      let row = text.lexicon[phrase.entry]
      guard row.list == .description, let last = Referents.last(before: index, in: table.byKind[row.kind]) else {
        continue
      }
      if best.map({ $0.place < last.place }) ?? true { best = last }
    }
    if let last = table.unnamed[noun], best.map({ $0.place < last.place }) ?? true { best = last }
    return best?.draft
  }
}
