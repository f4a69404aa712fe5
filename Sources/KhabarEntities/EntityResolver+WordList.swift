import KhabarAnnotations
import KhabarText

/// What a user's word list says of entities that are found: what they are called, which of them are one.
extension EntityResolver {
  /// Linear in the mentions.
  mutating func apply(_ list: EntityWordListMatches) {
    forbidMentions(list)
    guard !list.named.isEmpty else { return }
    // Whole mentions by their first word; they do not overlap.
    var mention = [(end: Int, draft: Int)](repeating: (0, -1), count: text.words.count)
    for (index, draft) in drafts.enumerated() where draft.isNamed {
      for place in draft.mentions where place.form != .description && place.form != .title {
        mention[place.words.lowerBound] = (place.words.upperBound, index)
      }
    }
    var target: [Int: Int] = [:]
    var firstOfEntry: [Int: Int] = [:]
    func root(_ draft: Int) -> Int {
      var draft = draft
      while let next = target[draft] { draft = next }
      return draft
    }
    for (words, entry) in list.named {
      let (end, owner) = mention[words.lowerBound]
      guard owner >= 0, end == words.upperBound else { continue }
      if let type = entry.type, entry.action != .add, type != drafts[owner].type { continue }
      let draft = root(owner)
      if let canonical = entry.canonical { drafts[draft].canonical = canonical }
      if let identifier = entry.identifier { drafts[draft].identifier = identifier }
      guard entry.action == .merge || entry.action == .add else { continue }
      if let first = firstOfEntry[entry.line].map(root) {
        if first != draft {
          target[draft] = first
          drafts[first].mentions += drafts[draft].mentions
          drafts[first].titles += drafts[draft].titles
          if drafts[first].identifier == nil { drafts[first].identifier = drafts[draft].identifier }
          drafts[draft].mentions = []
        }
        drafts[first].canonical = entry.canonical ?? drafts[first].canonical
      } else {
        firstOfEntry[entry.line] = draft
      }
    }
    drafts.removeAll { $0.mentions.isEmpty }
  }

  /// Mentions that no candidate proposed and the list forbids: a surname alone.
  private mutating func forbidMentions(_ list: EntityWordListMatches) {
    for index in drafts.indices where drafts[index].isNamed {
      let type = drafts[index].type
      drafts[index].mentions.removeAll { $0.form != .description && list.forbid($0.words, type) }
    }
    drafts.removeAll { $0.isNamed && !$0.mentions.contains { $0.form != .description && $0.form != .title } }
  }
}
