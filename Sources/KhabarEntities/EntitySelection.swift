import KhabarAnnotations
import KhabarText

/// Decides between overlapping candidates.
enum EntitySelection {
  /// The rank of what the user's word list adds: it stays whatever else is there.
  static let userRank = 1000

  /// The candidates that stay, in text order: longer before shorter, then by rank.
  ///
  /// An unnamed speaker may hold names ("متحدث باسم الجيش الإسرائيلي"), but its own head noun must not stand in a name
  /// or in somebody's title. O(n log n).
  static func select(_ candidates: [EntityCandidate], wordCount: Int) -> [EntityCandidate] {
    let order = TextOrder.places(of: candidates.map(precedence(of:)))
    var isTaken = [Bool](repeating: false, count: wordCount)
    var isHeld = [Bool](repeating: false, count: wordCount)
    var chosen: [Int] = []
    let all = candidates.span
    for place in order {
      let words = all[place].words
      if all[place].isNamed {
        guard !words.contains(where: { isTaken[$0] }) else { continue }
        for word in words { isTaken[word] = true }
        for title in all[place].titles { for word in title { isHeld[word] = true } }
      } else {
        guard !isTaken[words.lowerBound], !isHeld[words.lowerBound] else { continue }
        for word in words { isHeld[word] = true }
      }
      chosen.append(place)
    }
    return TextOrder.places(of: chosen.map { candidates[$0].range.order }).map { candidates[chosen[$0]] }
  }

  /// What decides which candidate comes first, the least first: named ones, what the user's list adds, the longer, the
  /// higher in rank, the earlier in the text.
  private static func precedence(of candidate: EntityCandidate) -> UInt64 {
    let length = UInt64(UInt16.max - UInt16(clamping: candidate.words.count))
    let rank = UInt64(highestRank - min(max(candidate.rank, 0), highestRank))
    let start = UInt64(UInt32(clamping: candidate.words.lowerBound) & (1 << 30 - 1))
    return (candidate.isNamed ? 0 : 1) << 63 | (candidate.rank < userRank ? 1 : 0) << 62 | length << 46 | rank << 30
      | start
  }

  private static let highestRank = 0xFFFF
}
