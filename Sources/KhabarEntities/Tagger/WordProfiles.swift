import KhabarLexicon

/// The profiles of common words, by a hash of the word without article.
///
/// Words are told apart by 32 bits: a word of a text that is not in the table hits one that is once in 10^5 look-ups.
final class WordProfiles: Sendable {
  static let standard = WordProfiles(Lexicons.taggerWords)

  /// Open addressing: hash and packed profile, 0 for a free place.
  private let places: [UInt64]
  private let mask: Int

  /// Reads rows of pairs: five digits of hash, three of profile.
  init(_ list: WordList) {
    var size = 1 << 17
    var pairs: [UInt64] = []
    pairs.reserveCapacity(50_000)
    list.forEachRowOfDigits { digits in
      while !digits.isAtEnd { pairs.append(digits.number(5) << 32 | digits.number(3) | 1 << 31) }
    }
    while size < pairs.count * 2 { size *= 2 }
    var places = [UInt64](repeating: 0, count: size)
    for pair in pairs {
      var place = Int(truncatingIfNeeded: pair >> 32) & (size - 1)
      while places[place] != 0 { place = (place + 1) & (size - 1) }
      places[place] = pair
    }
    self.places = places
    mask = size - 1
  }

  /// The profile of a word whose part after the article has the hash `bare`.
  @inline(__always)
  func profile(of bare: UInt64, hasArticle: Bool) -> WordProfile {
    let hash = bare >> 32
    var place = Int(truncatingIfNeeded: hash) & mask
    while places[place] != 0 {
      if places[place] >> 32 == hash {
        return WordProfile(packed: UInt32(truncatingIfNeeded: places[place]) & 0x7FFF_FFFF, hasArticle: hasArticle)
      }
      place = (place + 1) & mask
    }
    return .none
  }
}
