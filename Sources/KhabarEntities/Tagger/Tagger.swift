import KhabarAnnotations
import KhabarText

/// A linear-chain model that labels all words of a sentence at once.
///
/// A conditional random field (Lafferty, McCallum and Pereira 2001) trained by `Tools/train_name_tagger.py`. Here only its
/// best paths are looked for (Viterbi 1967), forwards and backwards, in whole numbers: sixteenths of the natural
/// logarithm. Linear in the words; memory is taken once a document.
struct Tagger: Sendable {
  static let standard = Tagger(model: .standard)

  /// What the tagger says of a word.
  struct Verdict {
    var label: TaggerLabel
    /// By how much the best reading in which the word is outside all names beats the best one in which it is in some;
    /// below 0 where it is in one.
    var outsideMargin: Int32
    /// By how much the best reading in which the word is in a name beats the best one in which it is in a name of another
    /// type.
    var typeMargin: Int32
  }

  /// From here on a word is surely outside: 16 to 1. On a third of the training sentences, by a model of the others: of 24
  /// persons that rules found where some word is more surely outside than 19 to 1, one was right, of 26 others seven.
  static let sureMargin: Int32 = 45

  private typealias Sums = SIMD16<Int32>

  private let model: TaggerModel

  init(model: TaggerModel) { self.model = model }

  /// The verdict on every word.
  func verdicts(_ reading: TaggerReading) -> [Verdict] {
    var verdicts: [Verdict] = []
    verdicts.reserveCapacity(reading.count)
    var weights: [Sums] = []
    var forward: [Sums] = []
    var start = 0
    while start < reading.count {
      var end = start + 1
      while end < reading.count, !reading.isFirst(end) { end += 1 }
      weights.removeAll(keepingCapacity: true)
      forward.removeAll(keepingCapacity: true)
      read(start..<end, reading, &weights, &forward)
      let first = verdicts.count
      appendBackwards(weights, forward, &verdicts)
      verdicts[first...].reverse()
      start = end
    }
    return verdicts
  }

  /// Fills, for each word of the sentence, the weights of its features and the best sum up to it, by label.
  private func read(
    _ sentence: Range<Int>, _ reading: TaggerReading, _ weights: inout [Sums], _ forward: inout [Sums]
  ) {
    var best = Sums(repeating: Self.impossible)
    for index in sentence {
      var sum = WeightSum(model)
      reading.addFeatures(of: index, in: sentence, to: &sum)
      let own = Sums(truncatingIfNeeded: sum.sums)
      if index == sentence.lowerBound {
        // Nothing goes on where a sentence begins.
        for label in 0..<TaggerLabel.count where Self.isOpening(label) { best[label] = own[label] }
      } else {
        best = after(best) &+ own
      }
      weights.append(own)
      forward.append(best)
    }
  }

  /// Adds the verdicts on the words of the sentence, the last word first.
  private func appendBackwards(_ weights: [Sums], _ forward: [Sums], _ verdicts: inout [Verdict]) {
    var backward = Sums(repeating: 0)
    var next: TaggerLabel?
    for index in forward.indices.reversed() {
      let total = forward[index] &+ backward
      var inside = 1
      for label in 2..<TaggerLabel.count where total[label] > total[inside] { inside = label }
      var label = total[inside] > total[0] ? inside : 0
      // One path: equally good ones may not be mixed.
      if let next, !next.isOpening { label = origin(of: next, forward[index]) }
      var other = Self.impossible
      for label in 1..<TaggerLabel.count where (label - 1) >> 1 != (inside - 1) >> 1 {
        other = max(other, total[label])
      }
      verdicts.append(
        Verdict(
          label: TaggerLabel(rawValue: UInt8(label)), outsideMargin: total[0] - total[inside],
          typeMargin: total[inside] - other))
      next = TaggerLabel(rawValue: UInt8(label))
      backward = before(backward &+ weights[index])
    }
  }

  /// The better of the two labels before a further word.
  private func origin(of label: TaggerLabel, _ forward: Sums) -> Int {
    let (first, further) = (Int(label.rawValue) - 1, Int(label.rawValue))
    let row = further * TaggerLabel.count
    return forward[first] + model.transitions[row + first] >= forward[further] + model.transitions[row + further]
      ? first : further
  }

  /// The best sums one word on, without that word's own weights.
  @inline(__always)
  private func after(_ sums: Sums) -> Sums {
    var next = Sums(repeating: Self.impossible)
    for label in 0..<TaggerLabel.count {
      let row = label * TaggerLabel.count
      let origins = Self.isOpening(label) ? 0..<TaggerLabel.count : label - 1..<label + 1
      for previous in origins { next[label] = max(next[label], sums[previous] + model.transitions[row + previous]) }
    }
    return next
  }

  /// The best sums from one word back to the sentence's end.
  @inline(__always)
  private func before(_ sums: Sums) -> Sums {
    var previous = Sums(repeating: Self.impossible)
    for label in 0..<TaggerLabel.count {
      let row = label * TaggerLabel.count
      let origins = Self.isOpening(label) ? 0..<TaggerLabel.count : label - 1..<label + 1
      for origin in origins { previous[origin] = max(previous[origin], sums[label] + model.transitions[row + origin]) }
    }
    return previous
  }

  /// Whether a name may begin, or none be, at a word with this label; else it goes on from the word before.
  @inline(__always)
  private static func isOpening(_ label: Int) -> Bool { label == 0 || label & 1 == 1 }

  /// Less than any sum, and so far from the least number that sums of two of them do not run over.
  private static let impossible: Int32 = -500_000_000
}
