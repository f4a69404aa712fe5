import KhabarAnnotations
import KhabarLexicon
import KhabarText

/// A word, number or mark as the rules see it.
struct TimeWord {
  /// Its place in the folded text.
  var start: Int32
  var end: Int32
  var sentence: Int32
  /// The value of a word that is ASCII digits throughout, -1 for others and for more than nine digits.
  var digits: Int32
  /// How many digits, 0 for others.
  var digitCount: UInt8
  /// The byte of a one-byte mark, 0 for anything else. ، counts as a comma, – and — as `-`.
  var mark: UInt8
  var isSpaceBefore: Bool
  /// Whether it is a verb with the س of the future.
  var isFuture: Bool
}

/// A number in a text, in words or digits.
struct TimeNumber {
  enum Kind {
    case integer(Int)
    /// As decimal text.
    case decimal(String)
    case fraction(Int, Int)
    case vague
  }

  var kind: Kind
  var isOrdinal: Bool
  /// The word after its last one.
  var end: Int32
  /// Bytes of attached particles before it.
  var stripped: Int32

  var integer: Int? { if case .integer(let value) = kind { value } else { nil } }
}

/// A text cut into words, with what the word lists and the number layer say about each.
struct TimeText {
  let folded: [UInt8]
  let words: [TimeWord]
  private let readings: [WordReading]
  /// The first reading of each word, one more at the end.
  private let firstReading: [Int32]
  /// The number that starts at a word, by index, -1 for none.
  private let numberAt: [Int32]
  private let numbers: [TimeNumber]
  /// Whether an expression may begin at a word.
  private let opens: [Bool]

  init(
    folded: [UInt8], tokens: [Token], forms: WordForms, segments: [Segment], numbers mentions: [NumberMention],
    alignment: Alignment
  ) {
    var words: [TimeWord] = []
    words.reserveCapacity(tokens.count)
    folded.withUnsafeBufferPointer { bytes in
      for token in tokens {
        var word = Self.word(bytes, token.folded.lowerBound, token.folded.upperBound)
        word.sentence = token.sentence
        word.isSpaceBefore = token.isSpaceBefore
        for index in token.segments where index < segments.count && segments[index].kind == .future {
          word.isFuture = true
        }
        words.append(word)
      }
    }
    var numbers: [TimeNumber] = []
    var numberAt = [Int32](repeating: -1, count: words.count)
    for mention in mentions {
      let first = Int(mention.tokens.lowerBound)
      guard first < words.count, mention.kind != .dual else { continue }
      let kind: TimeNumber.Kind
      switch mention.value {
      case .integer(let value): kind = .integer(value)
      case .decimal(let text): kind = .decimal(text)
      case .fraction(let numerator, let denominator): kind = .fraction(numerator, denominator)
      case .vague: kind = .vague
      }
      numberAt[first] = Int32(numbers.count)
      // Where the number starts inside its first word, a particle stands before it: و708.
      let stripped = alignment.rewritten(of: mention.range.lowerBound) - Int(words[first].start)
      numbers.append(
        TimeNumber(
          kind: kind, isOrdinal: mention.kind == .ordinal, end: mention.tokens.upperBound,
          stripped: Int32(max(0, min(stripped, Int(words[first].end - words[first].start))))))
    }
    self.init(folded: folded, words: words, forms: forms, numbers: numbers, numberAt: numberAt)
  }

  /// A text of its own, without layers: a date of a page's metadata. Numbers are those in digits.
  init(plain text: [UInt8]) {
    let folded = KeyFolding.fold(text)
    var words: [TimeWord] = []
    folded.withUnsafeBufferPointer { bytes in
      var previousEnd = 0
      for slice in KeyFolding.words(of: folded) {
        var word = Self.word(bytes, slice.startIndex, slice.endIndex)
        word.isSpaceBefore = slice.startIndex == 0 || slice.startIndex > previousEnd
        previousEnd = slice.endIndex
        words.append(word)
      }
    }
    let forms = WordForms(of: words.map { TextRange(Int($0.start), Int($0.end)) }, in: folded)
    self.init(
      folded: folded, words: words, forms: forms, numbers: [], numberAt: [Int32](repeating: -1, count: words.count))
  }

  private init(folded: [UInt8], words: [TimeWord], forms: WordForms, numbers: [TimeNumber], numberAt: [Int32]) {
    self.folded = folded
    self.words = words
    self.numbers = numbers
    self.numberAt = numberAt
    let vocabulary = Vocabulary.shared
    var readings: [WordReading] = []
    var firstReading = [Int32](repeating: 0, count: words.count + 1)
    var filled = 0
    let entries = vocabulary.lexicon.entries
    for key in vocabulary.lexicon.keys(of: forms, allLengths: true) {
      let (first, cut) = (Int(key.first), Int(key.strippedBytes))
      while filled < first {
        filled += 1
        firstReading[filled] = Int32(readings.count)
      }
      let start = Int(words[first].start) + cut
      let isDefinite =
        key.hasElidedArticle
        || (start + 4 <= folded.count && folded[start] == 0xD8 && folded[start + 1] == 0xA7 && folded[start + 2] == 0xD9
          && folded[start + 3] == 0x84)
      for index in key.entries {
        let entry = Int(entries[Int(index)].index)
        // واحد is no "and Sunday": a weak word does not lend itself to cutting, but for the ب of في before a month.
        let meaning = vocabulary.meanings[entry]
        if cut > 0, meaning.isWeak, meaning.wordClass != .month, meaning.wordClass != .unit { continue }
        readings.append(
          WordReading(
            meaning: meaning, row: vocabulary.rows[entry], end: key.end, stripped: Int32(cut),
            isDefinite: isDefinite))
      }
    }
    while filled < words.count {
      filled += 1
      firstReading[filled] = Int32(readings.count)
    }
    self.readings = readings
    self.firstReading = firstReading
    opens = folded.withUnsafeBufferPointer { bytes in
      words.indices.map { index in
        if numberAt[index] >= 0 || words[index].digits >= 0 || bytes[Int(words[index].start)] &- 0x30 < 10 {
          return true
        }
        for place in Int(firstReading[index])..<Int(firstReading[index + 1])
        where readings[place].meaning.mayOpen {
          return true
        }
        return false
      }
    }
  }

  private static func word(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> TimeWord {
    var word = TimeWord(
      start: Int32(start), end: Int32(end), sentence: 0, digits: -1, digitCount: 0, mark: 0, isSpaceBefore: false,
      isFuture: false)
    guard start < end else { return word }
    if end - start <= 9 {
      var value: Int32 = 0
      var index = start
      while index < end, bytes[index] &- 0x30 < 10 {
        value = value * 10 + Int32(bytes[index] - 0x30)
        index += 1
      }
      if index == end {
        word.digits = value
        word.digitCount = UInt8(end - start)
      }
    }
    switch (end - start, bytes[start]) {
    case (1, let byte) where byte < 0x30 || (byte > 0x39 && byte < 0x41) || (byte > 0x5A && byte < 0x61):
      word.mark = byte
    // ،
    case (2, 0xD8) where bytes[start + 1] == 0x8C: word.mark = 0x2C
    // – — ― −
    case (3, 0xE2)
    where (bytes[start + 1] == 0x80 && 0x90...0x95 ~= bytes[start + 2])
      || (bytes[start + 1] == 0x88 && bytes[start + 2] == 0x92):
      word.mark = 0x2D
    default: break
    }
    return word
  }

  var count: Int { words.count }

  /// Whether no expression can begin at a word.
  @inline(__always)
  func isPlain(_ index: Int) -> Bool { !opens[index] }

  /// Whether nothing is known about a word: neither a word of the lists nor a number.
  @inline(__always)
  func isUnknown(_ index: Int) -> Bool { !opens[index] && firstReading[index] == firstReading[index + 1] }

  /// Whether a word of which nothing is known ends in the ا of an indefinite accusative: تلميذا.
  func isBareAccusative(_ index: Int) -> Bool {
    guard index < words.count, !startsSentence(index), isUnknown(index), words[index].mark == 0 else { return false }
    let end = Int(words[index].end)
    return end - Int(words[index].start) >= 8 && folded[end - 2] == 0xD8 && folded[end - 1] == 0xA7
  }

  @inline(__always)
  func startsWithDigit(_ index: Int) -> Bool { folded[Int(words[index].start)] &- 0x30 < 10 }

  /// The reading of `wordClass` at a word, the longest where there are several.
  @inline(__always)
  func reading(_ wordClass: WordClass, at index: Int) -> WordReading? {
    guard index >= 0, index < words.count else { return nil }
    for place in Int(firstReading[index])..<Int(firstReading[index + 1])
    where readings[place].meaning.wordClass == wordClass {
      return readings[place]
    }
    return nil
  }

  func particle(_ particle: Particle, at index: Int) -> WordReading? {
    guard index >= 0, index < words.count else { return nil }
    for place in Int(firstReading[index])..<Int(firstReading[index + 1])
    where readings[place].meaning.wordClass == .particle && readings[place].meaning.value == particle.rawValue {
      return readings[place]
    }
    return nil
  }

  func unit(_ unit: TimeUnit, at index: Int) -> WordReading? {
    guard index >= 0, index < words.count else { return nil }
    for place in Int(firstReading[index])..<Int(firstReading[index + 1])
    where readings[place].meaning.wordClass == .unit && readings[place].meaning.value == unit.rawValue {
      return readings[place]
    }
    return nil
  }

  /// The number that starts at a word: that of the number layer, else the word's own digits.
  func number(at index: Int) -> TimeNumber? {
    guard index >= 0, index < words.count else { return nil }
    if numberAt[index] >= 0 { return numbers[Int(numberAt[index])] }
    guard words[index].digits >= 0 else { return nil }
    return TimeNumber(kind: .integer(Int(words[index].digits)), isOrdinal: false, end: Int32(index + 1), stripped: 0)
  }

  func mark(_ byte: UInt8, at index: Int) -> Bool { index >= 0 && index < words.count && words[index].mark == byte }

  /// The word after an optional comma.
  func skipComma(_ index: Int) -> Int { mark(0x2C, at: index) ? index + 1 : index }

  /// Whether `words[index]` is in another sentence than the word before it.
  func startsSentence(_ index: Int) -> Bool {
    index == 0 || index >= words.count || words[index].sentence != words[index - 1].sentence
  }

  /// Where و joins what comes: the word after a و of its own, or the word that has it glued on; nil without one.
  func afterConjunction(_ index: Int) -> Int? {
    guard index < words.count else { return nil }
    let start = Int(words[index].start)
    guard words[index].end - words[index].start >= 2, folded[start] == 0xD9, folded[start + 1] == 0x88 else {
      return nil
    }
    return words[index].end - words[index].start == 2 ? index + 1 : index
  }

  /// Whether the word begins with `letter` (two bytes), glued on or alone.
  func starts(_ index: Int, with letter: (UInt8, UInt8)) -> Bool {
    guard index >= 0, index < words.count, words[index].end - words[index].start >= 2 else { return false }
    let start = Int(words[index].start)
    return folded[start] == letter.0 && folded[start + 1] == letter.1
  }
}
