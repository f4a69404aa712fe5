import Synchronization

/// What words by themselves add to the weights of a sentence's words, remembered by the words' identity.
///
/// Most words of a text were seen before, and what a word adds by itself depends on nothing else, so what is remembered
/// never changes a result but where two of 2^63 identities fall together. A table of fixed size: a newer word takes the
/// place of an older one.
struct TaggerMemory: ~Copyable {
  struct Entry {
    /// 0 for a free place.
    var identity: UInt64 = 0
    /// The profile's summary.
    var summary: UInt64 = 0
    /// For the words from two places after it (-2: it stands two before the word at hand) to two places before it.
    var sums = InlineArray<5, TaggerModel.Weights>(repeating: TaggerModel.Weights(repeating: 0))
  }

  /// Some 1.5 MB.
  private static let size = 1 << 13

  private let entries: UnsafeMutablePointer<Entry>

  init() {
    entries = .allocate(capacity: Self.size)
    entries.initialize(repeating: Entry(), count: Self.size)
  }

  deinit { entries.deallocate() }

  /// The entry of the word at `index`, to be read before the next one is asked for.
  @inline(__always)
  mutating func entry(of index: Int, in reading: TaggerReading, _ model: TaggerModel) -> UnsafePointer<Entry> {
    let identity = reading.identity(index)
    let entry = entries + (Int(truncatingIfNeeded: identity >> 1) & (Self.size - 1))
    if entry.pointee.identity != identity { entry.pointee = Self.entry(identity, index, reading, model) }
    return UnsafePointer(entry)
  }

  private static func entry(
    _ identity: UInt64, _ index: Int, _ reading: TaggerReading, _ model: TaggerModel
  ) -> Entry {
    let word = reading.word(index)
    var entry = Entry(identity: identity, summary: word.profile.summary)
    for offset in -2...2 {
      var sum = WeightSum(model)
      reading.addOwn(word, index, at: offset, to: &sum)
      entry.sums[offset + 2] = sum.sums
    }
    return entry
  }
}

/// Memories for as many documents as are read at one time.
final class TaggerMemoryPool: Sendable {
  private let free = Mutex<[TaggerMemoryBox]>([])

  /// Lends a memory that no other document uses meanwhile.
  func use<Result>(_ body: (inout TaggerMemory) -> Result) -> Result {
    let box = free.withLock { $0.popLast() } ?? TaggerMemoryBox()
    defer { free.withLock { $0.append(box) } }
    return body(&box.memory)
  }
}

private final class TaggerMemoryBox: @unchecked Sendable {
  // Used by one thread at a time: the pool gives it away and takes it back.
  var memory = TaggerMemory()
}
