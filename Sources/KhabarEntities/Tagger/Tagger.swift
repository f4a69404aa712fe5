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

  private typealias Sums = LabelTransitions.Sums

  private let model: TaggerModel
  private let transitions: LabelTransitions

  init(model: TaggerModel) {
    self.model = model
    transitions = LabelTransitions(model.transitions)
  }

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
    var best = LabelTransitions.start
    for index in sentence {
      var sum = WeightSum(model)
      reading.addFeatures(of: index, in: sentence, to: &sum)
      // Nothing goes on where a sentence begins.
      best = LabelTransitions.levelled(
        (index == sentence.lowerBound ? best : transitions.after(best)) &+ sum.sums)
      weights.append(sum.sums)
      forward.append(best)
    }
  }

  /// Adds the verdicts on the words of the sentence, the last word first.
  private func appendBackwards(_ weights: [Sums], _ forward: [Sums], _ verdicts: inout [Verdict]) {
    var backward = Sums(repeating: 0)
    var next: TaggerLabel?
    for index in forward.indices.reversed() {
      let total = forward[index] &+ backward
      var (inside, best, other) = (1, Int16.min, Int16.min)
      for type in 0..<TaggerLabel.typeCount {
        let (first, further) = (total[2 * type + 1], total[2 * type + 2])
        let sum = max(first, further)
        if sum > best {
          (inside, other, best) = (first >= further ? 2 * type + 1 : 2 * type + 2, best, sum)
        } else {
          other = max(other, sum)
        }
      }
      var label = best > total[0] ? inside : 0
      // One path: equally good ones may not be mixed.
      if let next, !next.isOpening { label = transitions.origin(of: next, forward[index]) }
      verdicts.append(
        Verdict(
          label: TaggerLabel(rawValue: UInt8(label)), outsideMargin: Int32(total[0]) - Int32(best),
          typeMargin: Int32(best) - Int32(other)))
      next = TaggerLabel(rawValue: UInt8(label))
      backward = LabelTransitions.levelled(transitions.before(backward &+ weights[index]))
    }
  }
}
