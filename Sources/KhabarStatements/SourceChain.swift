import KhabarAnnotations
import KhabarCore
import KhabarText

/// Makes statements of drafts: the chain of those who passed a statement on, its parent, its ranges.
struct SourceChain {
  let text: ClauseText
  let minimumWords: Int

  /// The statements, in the order of their cues. O(drafts × depth + tokens × depth).
  func statements(of drafts: [DraftStatement]) -> [Statement] {
    let boundary = ContentBoundary(text: text)
    var chains: [[Party]] = []
    chains.reserveCapacity(drafts.count)
    for index in drafts.indices { chains.append(chain(of: index, drafts, chains)) }
    var statements: [Statement] = []
    statements.reserveCapacity(drafts.count)
    /// The draft of each statement, and the statement of each draft, -1 for none.
    var origins: [Int] = []
    origins.reserveCapacity(drafts.count)
    var place = [Int](repeating: -1, count: drafts.count)
    for index in TextOrder.places(of: drafts.map(\.cue.order)) {
      guard !drafts[index].isDropped, let end = drafts[index].contentEnd, drafts[index].content < end else { continue }
      let tokens = drafts[index].content..<min(end, text.count)
      let ranges = boundary.ranges(
        tokens, from: drafts[index].contentStart, to: drafts[index].fixedEnd, and: drafts[index].more)
      guard !ranges.isEmpty, ranges.allSatisfy({ !$0.isEmpty }), words(tokens) >= minimumWords else { continue }
      let quoted = boundary.quoted(in: ranges)
      place[index] = statements.count
      origins.append(index)
      statements.append(
        Statement(
          mode: boundary.mode(ranges, tokens: tokens, quoted: quoted),
          cue: Cue(
            range: drafts[index].cue, lemma: drafts[index].lemma, type: drafts[index].type, with: drafts[index].with),
          speaker: drafts[index].speaker, addressees: drafts[index].addressees, sourceChain: chains[index],
          content: ranges, quoted: quoted,
          time: drafts[index].time < 0 ? nil : text.times[Int(drafts[index].time)].value, place: drafts[index].place,
          setting: drafts[index].setting, rule: drafts[index].rule))
    }
    for number in statements.indices {
      // A parent that was dropped hands on to its own.
      var parent = drafts[origins[number]].parent
      while let candidate = parent, place[candidate] < 0 { parent = drafts[candidate].parent }
      statements[number].parent = parent.map { LayerIndex(place[$0]) }
    }
    return statements
  }

  /// Those around it, outermost first, then its own; the speaker himself is no link.
  private func chain(of index: Int, _ drafts: [DraftStatement], _ chains: [[Party]]) -> [Party] {
    let parent = drafts[index].parent
    guard parent != nil || !drafts[index].links.isEmpty else { return [] }
    let speaker = drafts[index].speaker?.reference
    var links: [Party] = []
    func add(_ party: Party) {
      guard party.reference != speaker, !links.contains(where: { $0.reference == party.reference }) else { return }
      links.append(party)
    }
    if let parent {
      for link in chains[parent] { add(link) }
      if let speaker = drafts[parent].speaker { add(speaker) }
    }
    for link in drafts[index].links { add(link) }
    return links
  }

  private func words(_ tokens: Range<Int>) -> Int {
    tokens.reduce(0) { $0 + (text.marks[$1] == .none ? 1 : 0) }
  }
}
