/// The affixes of a word: places in `Prefix.all` and `Suffix.all`.
struct WordSplit: Hashable, Sendable {
  var prefix: UInt8 = 0
  var suffix: UInt8 = 0
}

/// Chooses the affixes of an Arabic word.
///
/// A word's candidates are all splits that the grammar of affixes allows. A candidate's score is a sum of weights: of its
/// prefix and suffix, of the letters of the stem next to them, of the stem's length, and of how often Arabic writes the
/// stem, the stem with its article, the word without its particles. `Tools/train_segmenter.py` learns the weights and
/// computes the same features.
struct WordSplitter: Sendable {
  static let longestWord = 24
  static let standard = WordSplitter(words: .standard, weights: .standard)

  private let words: KnownWords
  private let weights: SegmenterWeights
  private let prefixes: [PrefixShape]
  private let suffixes: [SuffixShape]
  private let powers: [UInt64]
  /// Numbers of affixes in features.
  private let prefixNumbers: [UInt64]
  private let suffixNumbers: [UInt64]
  private let pronounNumbers: [UInt64]
  private let endingNumbers: [UInt64]
  private let stateNumbers: [UInt64]
  private let shapeNumbers: [UInt64]
  private let letterNumbers: [UInt64]
  private let empty: UInt64

  init(words: KnownWords, weights: SegmenterWeights) {
    self.words = words
    self.weights = weights
    prefixes = Prefix.all.map(PrefixShape.init)
    suffixes = Suffix.all.map(SuffixShape.init)
    powers = WordHash.powers
    prefixNumbers = Prefix.all.map { SegmenterWeights.affixNumber($0.name) }
    suffixNumbers = Suffix.all.map { SegmenterWeights.affixNumber($0.name) }
    pronounNumbers = Suffix.all.map { SegmenterWeights.affixNumber($0.pronoun) }
    endingNumbers = Suffix.all.map { SegmenterWeights.affixNumber($0.ending) }
    stateNumbers = Prefix.states.map { SegmenterWeights.affixNumber($0) }
    shapeNumbers = ["", "P", "S", "PS"].map { SegmenterWeights.affixNumber($0) }
    empty = SegmenterWeights.affixNumber("")
    var letterNumbers = [UInt64](repeating: 511, count: 64)
    for name in ["و", "ف", "ب", "ل", "ك", "س"] {
      letterNumbers[Int(ArabicLetter.letters(of: name)[0])] = SegmenterWeights.affixNumber(name)
    }
    self.letterNumbers = letterNumbers
  }

  /// What scoring asks of a prefix, without the arrays: reading it counts no references.
  private struct PrefixShape: Sendable {
    let packed: UInt64
    let count: Int
    let state: Int
    /// 0 for none.
    let particle: UInt8
    let hasArticle: Bool
    let hasConjunction: Bool
    let isElided: Bool
    let isFuture: Bool

    init(_ prefix: Prefix) {
      packed = ArabicLetter.packed(prefix.letters)
      count = prefix.letters.count
      state = prefix.state
      particle = prefix.particle ?? 0
      hasArticle = prefix.hasArticle
      hasConjunction = prefix.hasConjunction
      isElided = prefix.isElided
      isFuture = prefix.endsWithFuture
    }
  }

  private struct SuffixShape: Sendable {
    let packed: UInt64
    let count: Int
    let pronounCount: Int
    let hasEnding: Bool
    let isFeminine: Bool

    init(_ suffix: Suffix) {
      packed = suffix.packed
      count = suffix.letters.count
      pronounCount = suffix.pronounCount
      hasEnding = !suffix.endingParts.isEmpty
      isFeminine = suffix.isFeminine
    }
  }

  /// Difference of two levels in nine steps.
  @inline(__always)
  private static func bucket(_ difference: Int) -> Int {
    switch difference {
    case ..<(-12): 0
    case ..<(-7): 1
    case ..<(-4): 2
    case ..<(-1): 3
    case ..<1: 4
    case ..<4: 5
    case ..<7: 6
    case ..<12: 7
    default: 8
    }
  }

  /// A level in seven steps.
  @inline(__always)
  private static func coarse(_ level: Int) -> Int { level == 0 ? 0 : 1 + min(level / 4, 5) }

  /// The best split of a word of 2 to `longestWord` letters. O(candidates), which the affixes bound.
  func split(_ letters: UnsafeBufferPointer<UInt8>) -> WordSplit {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: letters.count + 1) { hashes in
      var hash: UInt64 = 0
      hashes[0] = 0
      for index in 0..<letters.count {
        hash = WordHash.appending(.bare(letters[index]), to: hash)
        hashes[index + 1] = hash
      }
      return powers.withUnsafeBufferPointer {
        best(Word(letters: letters, hashes: UnsafeBufferPointer(hashes), powers: $0))
      }
    }
  }

  /// A word with the hashes of its beginnings.
  private struct Word {
    let letters: UnsafeBufferPointer<UInt8>
    let hashes: UnsafeBufferPointer<UInt64>
    let powers: UnsafeBufferPointer<UInt64>
    var count: Int { letters.count }

    /// The hash of a part, أ إ آ as ا.
    @inline(__always)
    func hash(_ start: Int, _ end: Int) -> UInt64 { hashes[end] &- hashes[start] &* powers[end - start] }

    @inline(__always)
    func packed(_ start: Int, _ end: Int) -> UInt64 {
      var packed: UInt64 = 0
      for index in start..<end { packed = packed << 6 | UInt64(letters[index]) }
      return packed
    }

    @inline(__always)
    func packedBare(_ start: Int, _ end: Int) -> UInt64 {
      var packed: UInt64 = 0
      for index in start..<end { packed = packed << 6 | UInt64(ArabicLetter.bare(letters[index])) }
      return packed
    }
  }

  private static let articleHash = WordHash.hash([.alef, .lam])

  /// The level of a part with ال before it.
  @inline(__always)
  private func levelWithArticle(_ hash: UInt64, count: Int) -> Int {
    words.level(Self.articleHash &* powers[count] &+ hash)
  }

  /// The highest level of a stem as a word of its own, with the article, and where `isFeminine` with ة.
  @inline(__always)
  private func lemmaLevel(_ stem: UInt64, _ level: Int, count: Int, isFeminine: Bool) -> Int {
    let found = max(level, levelWithArticle(stem, count: count))
    guard isFeminine else { return found }
    let feminine = WordHash.appending(.tehMarbuta, to: stem)
    return max(found, words.level(feminine), levelWithArticle(feminine, count: count + 1))
  }

  /// The same for a part of the word with another last letter.
  @inline(__always)
  private func lemmaLevel(_ word: Word, _ start: Int, _ end: Int, _ last: UInt8) -> Int {
    let hash = WordHash.appending(last, to: word.hash(start, end))
    return max(words.level(hash), levelWithArticle(hash, count: end - start + 1))
  }

  /// What the last letter of a word is when no pronoun follows it, 0 when the same.
  @inline(__always)
  private static func letterWithoutPronoun(_ letter: UInt8) -> UInt8 {
    switch letter {
    case .wawHamza, .yehHamza: .hamza
    case .alef, 0x02, 0x03, 0x05: .alefMaqsura
    default: 0
    }
  }

  private func best(_ word: Word) -> WordSplit {
    let count = word.count
    return withUnsafeTemporaryAllocation(of: (place: Int, score: Int32).self, capacity: 16) { endings in
      // Suffixes that the word ends with, the empty one first.
      var endingCount = 1
      endings[0] = (0, suffixScore(word, 0))
      let tail = word.packed(max(0, count - 6), count)
      for place in Suffix.byLastLetter[Int(word.letters[count - 1])] {
        let length = suffixes[place].count
        guard length < count, endingCount < endings.count else { continue }
        guard tail & (1 << UInt64(6 * length) - 1) == suffixes[place].packed else { continue }
        endings[endingCount] = (place, suffixScore(word, place))
        endingCount += 1
      }
      var best = WordSplit()
      var bestScore = Int32.min
      for place in 0..<prefixes.count {
        let start = prefixes[place].count
        guard start < count, word.packed(0, start) == prefixes[place].packed else { continue }
        let isFuture = prefixes[place].isFuture
        if isFuture {
          // س stands before a verb of the present: ي ت ن أ.
          guard count - start >= 3 else { continue }
          switch word.letters[start] {
          case .yeh, .teh, .noon, .alef, .alefHamzaAbove: break
          default: continue
          }
        }
        let score = prefixScore(word, place)
        for index in 0..<endingCount {
          let suffix = endings[index].place
          let end = count - suffixes[suffix].count
          guard end > start else { continue }
          if end - start < 2, end - start != count {
            guard !isFuture, !prefixes[place].hasArticle, suffixes[suffix].pronounCount > 0 else { continue }
          }
          let total = score + endings[index].score + jointScore(word, place, suffix, start, end)
          if total > bestScore {
            bestScore = total
            best = WordSplit(prefix: UInt8(truncatingIfNeeded: place), suffix: UInt8(truncatingIfNeeded: suffix))
          }
        }
      }
      return best
    }
  }

  /// Features of the prefix, the letters after it, and the levels of what is left without it.
  private func prefixScore(_ word: Word, _ place: Int) -> Int32 {
    let prefix = prefixes[place]
    let number = prefixNumbers[place]
    let start = prefix.count
    let count = word.count
    var score = weights.weight(.prefix, number)
    for length in 1...3 {
      score += weights.weight(.prefix, number, letters: word.packed(start, min(start + length, count)))
    }
    var base = 0
    if prefix.hasConjunction {
      let rest = words.level(word.hash(1, count))
      let whole = words.level(word.hash(0, count))
      let letter = letterNumbers[Int(word.letters[0])]
      score += weights.weight(.conjunctionRest, letter, number: Self.bucket(rest - whole))
      score += weights.weight(.conjunctionLevels, letter, number: Self.coarse(rest) * 8 + Self.coarse(whole))
      base = 1
    }
    if prefix.particle > 0 {
      let inner = word.hash(base + 1, count)
      let rest =
        prefix.isElided
        ? words.level(UInt64(ArabicLetter.alef) &* powers[count - base - 1] &+ inner) : words.level(inner)
      let here = words.level(word.hash(base, count))
      let letter = letterNumbers[Int(prefix.particle)]
      score += weights.weight(.particleRest, letter, number: Self.bucket(rest - here))
      score += weights.weight(.particleLevels, letter, number: Self.coarse(rest) * 8 + Self.coarse(here))
    }
    let bare = word.hash(start, count)
    let known = words.lookUp(bare)
    if prefix.hasArticle {
      score += weights.weight(.articleBare, empty, number: Self.coarse(known.level))
      score += weights.weight(
        .articleWhole, empty, number: Self.coarse(levelWithArticle(bare, count: count - start)))
    }
    let withWaw = words.level(UInt64(ArabicLetter.waw) &* powers[count - start] &+ bare)
    score += weights.weight(.withWaw, stateNumbers[prefix.state], number: Self.coarse(withWaw))
    if known.isName { score += weights.weight(.prefixName, number) }
    return score
  }

  /// Features of the suffix and the letters before it.
  private func suffixScore(_ word: Word, _ place: Int) -> Int32 {
    let number = suffixNumbers[place]
    let end = word.count - suffixes[place].count
    var score = weights.weight(.suffix, number)
    for length in 1...3 {
      score += weights.weight(.suffix, number, letters: word.packed(max(0, end - length), end))
    }
    return score
  }

  /// Features of prefix and suffix together, and of the stem between them.
  private func jointScore(_ word: Word, _ prefix: Int, _ suffix: Int, _ start: Int, _ end: Int) -> Int32 {
    let state = prefixes[prefix].state
    let number = suffixNumbers[suffix]
    let length = min(end - start, 7)
    var score = weights.weight(.affixes, number, number: state)
    score += weights.weight(.suffixOpening, number, letters: UInt64(word.letters[start]))
    score += weights.weight(.prefixLength, stateNumbers[state], number: length)
    score += weights.weight(.suffixLength, number, number: length)
    let stem = word.hash(start, end)
    let known = words.lookUp(stem)
    let isFeminine = suffixes[suffix].isFeminine
    let hasBarePronoun = suffixes[suffix].pronounCount > 0 && !suffixes[suffix].hasEnding
    // "وزراؤهم": ؤ before a pronoun is the ء of وزراء, ا the ى of مستشفى.
    let last = hasBarePronoun ? Self.letterWithoutPronoun(word.letters[end - 1]) : 0
    var lemma = lemmaLevel(stem, known.level, count: end - start, isFeminine: isFeminine)
    if last > 0 { lemma = max(lemma, lemmaLevel(word, start, end - 1, last)) }
    if prefix > 0, !prefixes[prefix].hasArticle {
      // "وزارته": the stem with its و is known better than without.
      let longer = word.hash(start - 1, end)
      var whole = lemmaLevel(longer, words.level(longer), count: end - start + 1, isFeminine: isFeminine)
      if last > 0 { whole = max(whole, lemmaLevel(word, start - 1, end - 1, last)) }
      let letter = letterNumbers[Int(word.letters[start - 1])]
      score += weights.weight(.particleStem, letter, number: Self.bucket(lemma - whole))
      score += weights.weight(.particleStemLevels, letter, number: Self.coarse(lemma) * 8 + Self.coarse(whole))
    }
    if suffix > 0 {
      var here = words.level(word.hash(start, word.count))
      let pronounCount = suffixes[suffix].pronounCount
      if pronounCount > 0 {
        let inside = word.count - pronounCount
        let hash = word.hash(start, inside)
        let level = words.level(hash)
        var rest = hasBarePronoun ? lemma : max(level, levelWithArticle(hash, count: inside - start))
        // "وزارته": ت before a pronoun may be the ة of وزارة.
        if word.letters[inside - 1] == .teh {
          rest = max(rest, words.level(WordHash.appending(.tehMarbuta, to: word.hash(start, inside - 1))))
        }
        let pronoun = pronounNumbers[suffix]
        score += weights.weight(.pronounRest, pronoun, number: Self.bucket(rest - here))
        score += weights.weight(.pronounLevels, pronoun, number: Self.coarse(rest) * 8 + Self.coarse(here))
        here = level
      }
      if suffixes[suffix].hasEnding {
        score += weights.weight(.endingRest, endingNumbers[suffix], number: Self.bucket(lemma - here))
        score += weights.weight(.endingLevel, endingNumbers[suffix], number: Self.coarse(lemma))
      }
    }
    let shape = shapeNumbers[(prefix > 0 ? 1 : 0) + (suffix > 0 ? 2 : 0)]
    score += weights.weight(.stemLevel, shape, number: Self.coarse(known.level))
    score += weights.weight(.stemArticleLevel, shape, number: Self.coarse(lemma))
    score += weights.weight(.lemmaLevel, empty, number: min(lemma / 2, 15))
    if known.isName { score += weights.weight(.suffixName, number) }
    if end - start <= 7 { score += weights.weight(.stem, empty, letters: word.packedBare(start, end)) }
    return score
  }
}
