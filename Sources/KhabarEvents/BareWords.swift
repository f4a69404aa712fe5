import KhabarAnnotations
import KhabarText

/// The words of a text without attached particles, article, pronoun and the ا of the accusative, in a buffer of their
/// own: what keys written in their bare form are matched against ("بالهجمات", "هجوماً", "زيارته").
struct BareWords {
  private(set) var bytes: [UInt8] = []
  private(set) var ranges: [TextRange] = []
  /// Where each word without particles and article begins in the folded text.
  private(set) var starts: [Int32] = []
  /// Words in ت before a pronoun, which may be verbs: أوقفته.
  private(set) var pronounAfterTa: [Int] = []

  init(tokens: [Token], segments: [Segment], folded: [UInt8]) {
    bytes.reserveCapacity(folded.count)
    ranges.reserveCapacity(tokens.count)
    starts.reserveCapacity(tokens.count)
    for (index, token) in tokens.enumerated() {
      let place = bytes.count
      var start = token.stem.lowerBound
      var hasPronoun = false
      var hasArticle = false
      for segment in segments[token.segments] {
        if segment.kind == .article {
          start = segment.folded.upperBound
          hasArticle = true
        }
        if segment.kind == .pronoun { hasPronoun = true }
      }
      let end = max(start, token.stem.upperBound)
      bytes.append(contentsOf: folded[start..<end])
      let count = end - start
      if hasPronoun, count >= 6, ends(with: 0xD8, 0xAA) {
        // "زيارته": the ة that became ت.
        pronounAfterTa.append(index)
        bytes.replaceSubrange((bytes.count - 2)..., with: [0xD9, 0x87])
      } else if !hasPronoun, !hasArticle, count >= 8, ends(with: 0xD8, 0xA7) {
        bytes.removeLast(2)
      }
      ranges.append(TextRange(place, bytes.count))
      starts.append(Int32(start))
    }
  }

  private func ends(with first: UInt8, _ second: UInt8) -> Bool {
    bytes[bytes.count - 2] == first && bytes[bytes.count - 1] == second
  }
}
