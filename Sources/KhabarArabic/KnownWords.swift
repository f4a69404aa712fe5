import KhabarLexicon

/// How often words are written, and which are names: what the segmenter knows beside its weights.
///
/// A level is twice the binary logarithm of a count in 1.3 million words. Words are kept with ا for أ إ آ.
struct KnownWords: Sendable {
  static let standard = KnownWords(
    counts: [Lexicons.wordCounts, Lexicons.generalWordCounts], names: [Lexicons.placeNames, Lexicons.personNames])

  private static let isName: UInt64 = 0x80
  private static let levelMask: UInt64 = 0x7F
  /// What a count adds to a greater one whose level is so much higher: twice log2(1 + 2^(-difference / 2)), rounded.
  private static let added: [UInt64] = [2, 2, 1, 1, 1]

  /// The bare letter of each scalar of two bytes, 0 for none.
  private static let letters: [UInt8] = (UInt32(0)..<0x800).map { UInt8(arabic: $0).map { UInt8.bare($0) } ?? 0 }

  /// Open addressing: the upper 56 bits of a word's hash and its level; 0 for a free place.
  private let slots: [UInt64]
  private let mask: Int

  init(counts: [WordList], names: [WordList]) {
    var total = 0
    for list in counts + names {
      for row in 0..<list.count { total += list.withBytes(row, 0) { $0.count / 8 } }
    }
    var size = 1024
    while size < total * 2 { size *= 2 }
    var slots = [UInt64](repeating: 0, count: size)
    let letters = Self.letters
    /// Changes the level of each word of a row.
    func update(_ list: WordList, _ row: Int, _ change: (UInt64) -> UInt64) {
      list.withBytes(row, 0) { bytes in
        var hash: UInt64 = 0
        var index = 0
        while index <= bytes.count {
          if index == bytes.count || bytes[index] == 0x20 {
            let tag = hash & ~0xFF
            var place = WordHash.place(hash) & (size - 1)
            while slots[place] != 0, slots[place] & ~0xFF != tag { place = (place + 1) & (size - 1) }
            slots[place] = tag | change(slots[place] & 0xFF)
            hash = 0
            index += 1
          } else {
            // Letters of the Arabic block are two bytes long.
            let scalar =
              UInt32(bytes[index] & 0x1F) << 6 | UInt32(index + 1 < bytes.count ? bytes[index + 1] & 0x3F : 0)
            let letter = letters[Int(scalar)]
            if letter != 0 { hash = WordHash.appending(letter, to: hash) }
            index += 2
          }
        }
      }
    }
    for list in counts {
      for row in 0..<list.count {
        guard let level = list.keys(row).first.flatMap({ UInt64($0) }) else { continue }
        update(list, row) { old in
          let low = min(old, level)
          let high = max(old, level)
          let difference = Int(high - low)
          return high + (low > 0 && difference < Self.added.count ? Self.added[difference] : 0)
        }
      }
    }
    for list in names {
      for row in 0..<list.count { update(list, row) { $0 | Self.isName } }
    }
    self.slots = slots
    mask = size - 1
  }

  /// The level of the word with this hash, 0 when it is unknown, and whether it is a name.
  @inline(__always)
  func lookUp(_ hash: UInt64) -> (level: Int, isName: Bool) {
    let tag = hash & ~0xFF
    var place = WordHash.place(hash) & mask
    while true {
      let slot = slots[place]
      if slot == 0 { return (0, false) }
      if slot & ~0xFF == tag { return (Int(slot & Self.levelMask), slot & Self.isName != 0) }
      place = (place + 1) & mask
    }
  }

  @inline(__always)
  func level(_ hash: UInt64) -> Int { lookUp(hash).level }
}
