import Synchronization

/// Splits of words already cut, shared by all documents and threads.
///
/// A table without locks: a place holds one word's tag and split in 64 bits, read and written whole, and a newer word
/// takes the place of an older one. A split depends on its word alone, so what is remembered never changes a result.
final class SplitMemory: Sendable {
  private static let size = 1 << 16

  nonisolated(unsafe) private let slots: UnsafeMutablePointer<Atomic<UInt64>>

  init() {
    slots = .allocate(capacity: Self.size)
    for place in 0..<Self.size { (slots + place).initialize(to: Atomic(0)) }
  }

  deinit {
    slots.deinitialize(count: Self.size)
    slots.deallocate()
  }

  /// The split remembered for the word with this hash.
  @inline(__always)
  subscript(hash: UInt64) -> WordSplit? {
    get {
      let slot = slots[WordHash.place(hash) & (Self.size - 1)].load(ordering: .relaxed)
      guard slot >> 16 == hash >> 16, slot != 0 else { return nil }
      return WordSplit(prefix: UInt8(truncatingIfNeeded: slot >> 8), suffix: UInt8(truncatingIfNeeded: slot))
    }
  }

  @inline(__always)
  func remember(_ split: WordSplit, for hash: UInt64) {
    let slot = hash & ~0xFFFF | UInt64(split.prefix) << 8 | UInt64(split.suffix)
    slots[WordHash.place(hash) & (Self.size - 1)].store(slot, ordering: .relaxed)
  }
}
