import KhabarLexicon

/// The weights of one label after another, and the two steps of the search for the best path (Viterbi 1967) over them: all
/// labels at once, one a lane.
///
/// Sums are kept in 16 bits: after every step the best of them is made 0, and what lies further below it than any reading
/// of a sentence comes again is cut off.
///
/// A class with plain memory: an array inside a value was copied whole to read one of its items (measured: a fourteenth
/// of the stage).
final class LabelTransitions: @unchecked Sendable {
  // Never written after `init`.
  /// One sum a label; the lanes after the last label are never the best.
  typealias Sums = SIMD16<Int16>

  /// Sums where a sentence begins: no name goes on there.
  static let start: Sums = {
    var sums = Sums(repeating: lowest)
    for label in 0..<TaggerLabel.count where isOpening(label) { sums[label] = 0 }
    return sums
  }()

  /// So far below the best that no path comes back from here: 500 natural logarithms. Two of it and the weights of a word
  /// fit into 16 bits.
  private static let lowest: Int16 = -8000

  /// By label before, the weights of the labels after it.
  private let following: UnsafeMutableBufferPointer<Sums>
  /// By label after, the weights of the labels before it.
  private let preceding: UnsafeMutableBufferPointer<Sums>

  /// - Parameter weights: `[next * TaggerLabel.count + previous]`, in sixteenths of the natural logarithm.
  init(_ weights: [Int32]) {
    let none = [Sums](repeating: Sums(repeating: Self.lowest), count: TaggerLabel.count)
    following = .holding(none)
    preceding = .holding(none)
    for next in 0..<TaggerLabel.count {
      for previous in 0..<TaggerLabel.count where Self.isOpening(next) || previous == next || previous == next - 1 {
        let weight = Int16(clamping: max(weights[next * TaggerLabel.count + previous], Int32(Self.lowest)))
        following[previous][next] = weight
        preceding[next][previous] = weight
      }
    }
  }

  deinit {
    following.deallocate()
    preceding.deallocate()
  }

  /// The best sums one word on, without that word's own weights.
  @inline(__always)
  func after(_ sums: Sums) -> Sums { best(sums, following) }

  /// The best sums from one word back to the sentence's end.
  @inline(__always)
  func before(_ sums: Sums) -> Sums { best(sums, preceding) }

  @inline(__always)
  private func best(_ sums: Sums, _ weights: UnsafeMutableBufferPointer<Sums>) -> Sums {
    var best = Sums(repeating: sums[0]) &+ weights[0]
    for label in 1..<TaggerLabel.count {
      best = pointwiseMax(best, Sums(repeating: sums[label]) &+ weights[label])
    }
    return best
  }

  /// The sums with the best one at 0 and none below the lowest.
  @inline(__always)
  static func levelled(_ sums: Sums) -> Sums {
    var best = sums[0]
    for label in 1..<TaggerLabel.count { best = max(best, sums[label]) }
    return pointwiseMax(sums &- Sums(repeating: best), Sums(repeating: lowest))
  }

  /// The better of the two labels before a further word.
  func origin(of label: TaggerLabel, _ sums: Sums) -> Int {
    let (first, further) = (Int(label.rawValue) - 1, Int(label.rawValue))
    return sums[first] &+ preceding[further][first] >= sums[further] &+ preceding[further][further] ? first : further
  }

  /// Whether a name may begin, or none be, at a word with this label; else it goes on from the word before.
  private static func isOpening(_ label: Int) -> Bool { label == 0 || label & 1 == 1 }
}
