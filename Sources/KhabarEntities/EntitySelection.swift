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
    let order = candidates.indices.map { Precedence(candidates[$0], $0) }.sorted()
    var isTaken = [Bool](repeating: false, count: wordCount)
    var isHeld = [Bool](repeating: false, count: wordCount)
    var chosen: [EntityCandidate] = []
    for place in order {
      let candidate = candidates[place.index]
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

  /// What decides which candidate comes first, apart from the candidate, so that sorting moves little.
  private struct Precedence: Comparable {
    let index: Int
    private let isUnnamed: Bool
    private let isOthers: Bool
    private let length: Int
    private let rank: Int
    private let start: Int

    init(_ candidate: EntityCandidate, _ index: Int) {
      self.index = index
      isUnnamed = !candidate.isNamed
      isOthers = candidate.rank < userRank
      length = candidate.words.count
      rank = candidate.rank
      start = candidate.words.lowerBound
    }

    static func < (left: Precedence, right: Precedence) -> Bool {
      if left.isUnnamed != right.isUnnamed { return right.isUnnamed }
      if left.isOthers != right.isOthers { return right.isOthers }
      if left.length != right.length { return left.length > right.length }
      if left.rank != right.rank { return left.rank > right.rank }
      if left.start != right.start { return left.start < right.start }
      return left.index < right.index
    }
  }
}
