/// The kinds of features the tagger knows. The raw value is the template's number in training files; the place of the
/// word that is looked at, relative to the word that is tagged, is part of a feature's number beside it.
enum TaggerTemplate: UInt64, CaseIterable, Sendable {
  /// Always there.
  case bias
  /// The word without attached particles; of a mark or number its kind.
  case word
  /// The word as it stands.
  case form
  /// The word without particles and article.
  case bare
  /// The particles that were cut off.
  case particles
  /// The first letters, one to four of them.
  case opening
  /// The last letters, one to four of them.
  case ending
  /// How many letters.
  case length
  /// One class of the word lists.
  case wordClass
  /// A word list whose key covers the word, by type of the entry.
  case listType
  /// The same by kind of the entry.
  case listKind
  /// What the rules made of the word.
  case rule
  /// What the rules made of the word and of the next one.
  case rulePair
  /// Whether the word stands in a title, as the rules read it.
  case title
  /// How the word behaves in general Arabic, by one measure.
  case profile
  /// All measures together.
  case wholeProfile
  /// All measures of this word and of the one beside it.
  case profilePair

  /// The number of a feature: 64 bits, of which the model keeps 39.
  @inline(__always)
  func feature(_ value: UInt64, at offset: Int = 0) -> UInt64 {
    let place = rawValue << 3 | UInt64(truncatingIfNeeded: offset + 2)
    return Self.mix(value ^ (place &+ 1) &* 0x9E37_79B9_7F4A_7C15)
  }

  /// Spreads the bits of `value` (the finaliser of MurmurHash3, public domain).
  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = (value ^ value >> 33) &* 0xFF51_AFD7_ED55_8CCD
    mixed = (mixed ^ mixed >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return mixed ^ mixed >> 33
  }

  /// A hash of bytes, eight at a time.
  @inline(__always)
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(end - start)
    var index = start
    while index < end {
      var block: UInt64 = 0
      let stop = min(index + 8, end)
      while index < stop {
        block = block << 8 | UInt64(bytes[index])
        index += 1
      }
      hash = (hash ^ block) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return hash
  }
}
