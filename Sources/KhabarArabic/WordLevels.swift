import KhabarLexicon

/// How often words stand in news, in levels: twice the binary logarithm of a count.
struct WordLevels: Sendable {
  static let standard = WordLevels(Lexicons.wordCounts)

  /// Letters of all words, by their low byte, one word after the other.
  private var pool: [UInt8] = []
  private var starts: [Int32] = [0]
  private var levels: [UInt8] = []
  /// Open addressing: word number + 1.
  private var slots: [Int32] = []

  init(_ list: WordList) {
    for row in 0..<list.count {
      guard let level = list.keys(row).first.flatMap({ UInt8($0) }) else { continue }
      for word in list.value(row, 0).utf8.split(separator: 0x20) {
        var isHigh = true
        for byte in word {
          // Two bytes a letter, D8 xx for U+0600-063F and D9 xx from U+0640 on: the low byte of the scalar.
          if isHigh { pool.append(byte == 0xD9 ? 0x40 : 0) } else { pool[pool.count - 1] |= byte & 0x3F }
          isHigh.toggle()
        }
        starts.append(Int32(pool.count))
        levels.append(level)
      }
    }
    var size = 16
    while size < levels.count * 2 { size *= 2 }
    slots = [Int32](repeating: 0, count: size)
    for number in 0..<levels.count {
      var place = Int(truncatingIfNeeded: Self.hash(pool[Int(starts[number])..<Int(starts[number + 1])])) & (size - 1)
      while slots[place] != 0 { place = (place + 1) & (size - 1) }
      slots[place] = Int32(number) + 1
    }
  }

  /// The level of a word, 0 when news does not have it.
  func level(_ word: ArraySlice<UInt8>) -> Int {
    var place = Int(truncatingIfNeeded: Self.hash(word)) & (slots.count - 1)
    while slots[place] != 0 {
      let number = Int(slots[place]) - 1
      if pool[Int(starts[number])..<Int(starts[number + 1])] == word { return Int(levels[number]) }
      place = (place + 1) & (slots.count - 1)
    }
    return 0
  }

  private static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for letter in word { hash = (hash ^ UInt64(letter)) &* 0x100_0000_01B3 }
    return hash ^ hash >> 29
  }
}
