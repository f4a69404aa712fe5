import KhabarAnnotations

/// Decides between overlapping candidates.
enum EntitySelection {
  /// The rank of what the user's word list adds: it stays whatever else is there.
  static let userRank = 1000

  /// The candidates that stay, in text order: longer before shorter, then by rank.
  ///
  /// An unnamed speaker may hold names ("متحدث باسم الجيش الإسرائيلي"), but its own head noun must not stand in a name
  /// or in somebody's title. O(n log n).
  static func select(_ candidates: [EntityCandidate], wordCount: Int) -> [EntityCandidate] {
    let order = candidates.indices.sorted { left, right in
      let (a, b) = (candidates[left], candidates[right])
      if a.isNamed != b.isNamed { return a.isNamed }
      if (a.rank >= userRank) != (b.rank >= userRank) { return a.rank >= userRank }
      if a.words.count != b.words.count { return a.words.count > b.words.count }
      if a.rank != b.rank { return a.rank > b.rank }
      return a.words.lowerBound < b.words.lowerBound
    }
    var isTaken = [Bool](repeating: false, count: wordCount)
    var isHeld = [Bool](repeating: false, count: wordCount)
    var chosen: [EntityCandidate] = []
    for index in order {
      let candidate = candidates[index]
      if candidate.isNamed {
        guard !candidate.words.contains(where: { isTaken[$0] }) else { continue }
        for word in candidate.words { isTaken[word] = true }
        for title in candidate.titles { for word in title { isHeld[word] = true } }
      } else {
        let head = candidate.words.lowerBound
        guard !isTaken[head], !isHeld[head] else { continue }
        for word in candidate.words { isHeld[word] = true }
      }
      chosen.append(candidate)
    }
    return chosen.sorted { $0.range < $1.range }
  }
}
