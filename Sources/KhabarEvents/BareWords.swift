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
    var total = 0
    starts.reserveCapacity(tokens.count)
    ranges.reserveCapacity(tokens.count)
    for token in tokens { total += token.folded.count }
    bytes = Array(unsafeUninitializedCapacity: total) { buffer, count in
      for index in tokens.indices {
        let token = tokens[index]
        let place = count
        var start = token.stem.lowerBound
        var hasPronoun = false
        var hasArticle = false
        for number in token.segments {
          let segment = segments[number]
          if segment.kind == .article {
            start = segment.folded.upperBound
            hasArticle = true
          }
          if segment.kind == .pronoun { hasPronoun = true }
        }
        let end = max(start, token.stem.upperBound)
        _ = UnsafeMutableBufferPointer(rebasing: buffer[place...]).update(fromContentsOf: folded[start..<end])
        count = place + end - start
        if hasPronoun, end - start >= 6, folded[end - 2] == 0xD8, folded[end - 1] == 0xAA {
          // "زيارته": the ة that became ت.
          pronounAfterTa.append(index)
          (buffer[count - 2], buffer[count - 1]) = (0xD9, 0x87)
        } else if !hasPronoun, !hasArticle, end - start >= 8, folded[end - 2] == 0xD8, folded[end - 1] == 0xA7 {
          count -= 2
        }
        ranges.append(TextRange(place, count))
        starts.append(Int32(start))
      }
    }
  }
}
