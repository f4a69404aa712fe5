import KhabarLexicon

/// A hash table from the bytes of one folded word to a number.
///
/// For the words that are looked up at every word of a text: no array is made on the way, and as it is a class, what
/// holds it is not copied either.
final class WordTable: @unchecked Sendable {
  // Never written after `init`, so sharing it is safe.
  private let pool: UnsafeMutableBufferPointer<UInt8>
  private let starts: UnsafeMutableBufferPointer<Int32>
  private let payloads: UnsafeMutableBufferPointer<Int32>
  /// Open addressing: word number + 1, 0 for a free place. A power of two in size.
  private let slots: UnsafeMutableBufferPointer<Int32>
  /// By the second byte of a word, which tells its first letter: one bit for each number of letters that such words have.
  /// Most words of a text are found out here, before anything is computed from their bytes.
  private let lengths: UnsafeMutableBufferPointer<UInt64>

  /// The first payload given for a word stays.
  convenience init(_ words: [(word: String, payload: Int32)]) {
    self.init(words.map { (bytes: Array($0.word.utf8), payload: $0.payload) })
  }

  /// The first payload given for a word stays.
  init(_ words: [(bytes: [UInt8], payload: Int32)]) {
    var size = 64
    while size < words.count * 3 { size *= 2 }
    var pool: [UInt8] = []
    var starts: [Int32] = [0]
    var payloads: [Int32] = []
    var slots = [Int32](repeating: 0, count: size)
    var lengths = [UInt64](repeating: 0, count: 256)
    for (bytes, payload) in words {
      var place = bytes.withUnsafeBufferPointer { Self.hash($0, $0.indices) } & (size - 1)
      var isKnown = false
      while slots[place] != 0, !isKnown {
        let number = Int(slots[place]) - 1
        isKnown = pool[Int(starts[number])..<Int(starts[number + 1])].elementsEqual(bytes)
        place = (place + 1) & (size - 1)
      }
      guard !isKnown else { continue }
      pool += bytes
      if bytes.count > 1 { lengths[Int(bytes[1])] |= Self.lengthBit(bytes.count) }
      starts.append(Int32(pool.count))
      payloads.append(payload)
      slots[place] = Int32(payloads.count)
    }
    self.pool = .holding(pool)
    self.starts = .holding(starts)
    self.payloads = .holding(payloads)
    self.slots = .holding(slots)
    self.lengths = .holding(lengths)
  }

  deinit {
    pool.deallocate()
    starts.deallocate()
    payloads.deallocate()
    slots.deallocate()
    lengths.deallocate()
  }

  /// The payload of the word at `range` of `bytes`, -1 when it is not in the table.
  @inline(__always)
  func find(_ bytes: [UInt8], _ range: Range<Int>) -> Int32 { bytes.withUnsafeBufferPointer { find($0, range) } }

  /// The same for bytes that lie still.
  @inline(__always)
  func find(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int32 {
    if range.count > 1, lengths[Int(bytes[range.lowerBound + 1])] & Self.lengthBit(range.count) == 0 { return -1 }
    return search(bytes, range)
  }

  /// Words of 128 bytes and more share a bit with shorter ones.
  @inline(__always)
  private static func lengthBit(_ count: Int) -> UInt64 { 1 << UInt64(count / 2 & 63) }

  private func search(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int32 {
    let mask = slots.count - 1
    var place = Self.hash(bytes, range) & mask
    while slots[place] != 0 {
      let number = Int(slots[place]) - 1
      if isEqual(number, bytes, range) { return payloads[number] }
      place = (place + 1) & mask
    }
    return -1
  }

  private func isEqual(_ number: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let start = Int(starts[number])
    guard Int(starts[number + 1]) - start == range.count else { return false }
    for offset in 0..<range.count where pool[start + offset] != bytes[range.lowerBound + offset] { return false }
    return true
  }

  @inline(__always)
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ hash >> 32)
  }
}
