import KhabarAnnotations
import KhabarLexicon
import KhabarText

/// The words of a text without attached particles, article, pronoun and the ا of the accusative: what keys written in
/// their bare form are matched against ("بالهجمات", "هجوماً", "زيارته").
struct BareWords {
  private(set) var forms: WordForms.Others
  /// Where each word without particles and article begins in the folded text.
  private(set) var starts: [Int32] = []
  /// Words in ت before a pronoun, which may be verbs: أوقفته.
  private(set) var pronounAfterTa: [Int] = []

  init(tokens: [Token], segments: [Segment], forms words: WordForms, folded: [UInt8]) {
    forms = WordForms.Others(of: words)
    starts.reserveCapacity(tokens.count)
    folded.withUnsafeBufferPointer { bytes in
      for index in tokens.indices {
        let token = tokens[index]
        var start = token.stem.lowerBound
        let hasPronoun = token.parts.contains(.pronoun)
        let hasArticle = token.parts.contains(.article)
        if hasArticle {
          for number in token.segments where segments[number].kind == .article {
            start = segments[number].folded.upperBound
          }
        }
        var end = max(start, token.stem.upperBound)
        starts.append(Int32(start))
        if hasPronoun, end - start >= 6, bytes[end - 2] == 0xD8, bytes[end - 1] == 0xAA {
          // "زيارته": the ة that became ت.
          pronounAfterTa.append(index)
          Self.withFinalHeh(UnsafeBufferPointer(rebasing: bytes[start..<end])) { forms.take($0) }
          continue
        }
        if !hasPronoun, !hasArticle, end - start >= 8, bytes[end - 2] == 0xD8, bytes[end - 1] == 0xA7 { end -= 2 }
        if end < token.folded.upperBound || !forms.take(behind: start - token.folded.lowerBound) {
          forms.take(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        }
      }
    }
  }

  private static func withFinalHeh(
    _ word: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count) { buffer in
      _ = buffer.initialize(from: word)
      (buffer[word.count - 2], buffer[word.count - 1]) = (0xD9, 0x87)
      body(UnsafeBufferPointer(buffer))
    }
  }
}
