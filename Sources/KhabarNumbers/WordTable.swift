/// A hash table from the bytes of one folded word to a number.
///
/// For the words that are looked up at every word of a text: no array is made on the way.
struct WordTable: Sendable {
  private var pool: [UInt8] = []
  private var starts: [Int32] = [0]
  private var payloads: [Int32] = []
  /// Open addressing: word number + 1, 0 for a free place. A power of two in size.
  private var slots: [Int32] = []

  /// The first payload given for a word stays.
  init(_ words: [(word: String, payload: Int32)]) {
    var size = 64
    while size < words.count * 3 { size *= 2 }
    slots = [Int32](repeating: 0, count: size)
    for (word, payload) in words {
      let bytes = Array(word.utf8)
      guard find(bytes, bytes.indices) < 0 else { continue }
      var place = hash(bytes, bytes.indices) & (size - 1)
      while slots[place] != 0 { place = (place + 1) & (size - 1) }
      pool += bytes
      starts.append(Int32(pool.count))
      payloads.append(payload)
      slots[place] = Int32(payloads.count)
    }
  }

  /// The payload of the word at `range` of `bytes`, -1 when it is not in the table.
  func find(_ bytes: [UInt8], _ range: Range<Int>) -> Int32 {
    let mask = slots.count - 1
    var place = hash(bytes, range) & mask
    while slots[place] != 0 {
      let number = Int(slots[place]) - 1
      if isEqual(number, bytes, range) { return payloads[number] }
      place = (place + 1) & mask
    }
    return -1
  }

  private func isEqual(_ number: Int, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let start = Int(starts[number])
    guard Int(starts[number + 1]) - start == range.count else { return false }
    for offset in 0..<range.count where pool[start + offset] != bytes[range.lowerBound + offset] { return false }
    return true
  }

  @inline(__always)
  private func hash(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ hash >> 32)
  }
}
