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
  private let memories = TaggerMemoryPool()

  init(model: TaggerModel) {
    self.model = model
    transitions = LabelTransitions(model.transitions)
  }

  /// The verdict on every word.
  func verdicts(_ reading: TaggerReading) -> [Verdict] { memories.use { verdicts(reading, &$0) } }

  private func verdicts(_ reading: TaggerReading, _ memory: inout TaggerMemory) -> [Verdict] {
    var verdicts = [Verdict](
      repeating: Verdict(label: TaggerLabel(rawValue: 0), outsideMargin: 0, typeMargin: 0), count: reading.count)
    var weights: [Sums] = []
    var summaries: [UInt64] = []
    var forward: [Sums] = []
    var start = 0
    while start < reading.count {
      var end = start + 1
      while end < reading.count, !reading.isFirst(end) { end += 1 }
      addWeights(of: start..<end, reading, &memory, &weights, &summaries)
      addForwards(weights, &forward)
      judge(weights, forward, from: start, &verdicts)
      start = end
    }
    return verdicts
  }

  /// The sum of the weights of each word's features, by label: those of words by themselves out of `memory`.
  func weights(of sentence: Range<Int>, _ reading: TaggerReading) -> [LabelTransitions.Sums] {
    var weights: [Sums] = []
    var summaries: [UInt64] = []
    memories.use { addWeights(of: sentence, reading, &$0, &weights, &summaries) }
    return weights
  }

  private func addWeights(
    of sentence: Range<Int>, _ reading: TaggerReading, _ memory: inout TaggerMemory, _ weights: inout [Sums],
    _ summaries: inout [UInt64]
  ) {
    let first = sentence.lowerBound
    weights.removeAll(keepingCapacity: true)
    summaries.removeAll(keepingCapacity: true)
    for index in sentence {
      var own = Sums(repeating: 0)
      // Where the sentence has no word.
      for offset in -2...2 where !sentence.contains(index + offset) {
        own &+= model.weights(ofNothing: .word, at: offset)
      }
      weights.append(own)
    }
    for index in sentence {
      let entry = memory.entry(of: index, in: reading, model)
      summaries.append(entry.pointee.summary)
      // The word that sees this one `offset` words on.
      for offset in max(-2, index - sentence.upperBound + 1)...min(2, index - first) {
        weights[index - offset - first] &+= entry.pointee.sums[offset + 2]
      }
    }
    for index in sentence {
      var sum = WeightSum(model)
      reading.addPlace(of: index, in: sentence, summary: { summaries[$0 - first] }, to: &sum)
      weights[index - first] &+= sum.sums
    }
  }

  /// Fills the best sum up to each word, by label.
  private func addForwards(_ weights: [Sums], _ forward: inout [Sums]) {
    forward.removeAll(keepingCapacity: true)
    var best = LabelTransitions.start
    for (index, own) in weights.enumerated() {
      // Nothing goes on where a sentence begins.
      best = LabelTransitions.levelled((index == 0 ? best : transitions.after(best)) &+ own)
      forward.append(best)
    }
  }

  /// Writes the verdicts on the words of the sentence that begins at `start`, the last word first.
  private func judge(_ weights: [Sums], _ forward: [Sums], from start: Int, _ verdicts: inout [Verdict]) {
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
      verdicts[start + index] = Verdict(
        label: TaggerLabel(rawValue: UInt8(label)), outsideMargin: Int32(total[0]) - Int32(best),
        typeMargin: Int32(best) - Int32(other))
      next = TaggerLabel(rawValue: UInt8(label))
      backward = LabelTransitions.levelled(transitions.before(backward &+ weights[index]))
    }
  }
}
