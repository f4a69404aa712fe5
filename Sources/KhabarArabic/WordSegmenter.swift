import KhabarAnnotations
import KhabarText

/// Cuts the words of one document into segments.
///
/// Its functions are `mutating` even where they change nothing, as those of `TokenScanner`.
struct WordSegmenter {
  private let splitter: WordSplitter
  private let alignment: Alignment
  private let prefixes = Self.prefixParts
  private let suffixes = Self.suffixParts
  private let memory: SplitMemory
  /// Letters of the word at hand, how many, and where each ends in the text (with the marks after it); -1 where a letter ends
  /// inside a presentation form.
  private var letters = InlineArray<24, UInt8>(repeating: 0)
  private var ends = InlineArray<24, Int32>(repeating: 0)
  private var count = 0
  private var hash: UInt64 = 0
  private let codes = Self.codes

  init(splitter: WordSplitter, memory: SplitMemory, alignment: Alignment) {
    self.splitter = splitter
    self.memory = memory
    self.alignment = alignment
  }

  /// Appends the segments of the word at `word` of the folded text, `range` of `text`; gives the place of its stem with
  /// the article.
  mutating func segment(
    _ word: TextRange, _ range: TextRange, text: UnsafeBufferPointer<UInt8>, into segments: inout [Segment]
  ) -> TextRange {
    guard readLetters(text, range) else {
      segments.append(Segment(range: range, folded: word, kind: .stem))
      return word
    }
    let split = split()
    guard split.prefix > 0 || split.suffix > 0 else {
      segments.append(Segment(range: range, folded: word, kind: .stem))
      return word
    }
    var cursor = Cursor(word: word, range: range, hasTwoBytesALetter: word.count == 2 * count)
    var stem = word
    let prefix = prefixes[Int(split.prefix)]
    let suffix = suffixes[Int(split.suffix)]
    for index in 0..<prefix.count {
      let kind = Segment.Kind(rawValue: prefix.kinds[index]) ?? .stem
      cut(&cursor, Int(prefix.ends[index]), kind, &segments)
      if kind != .article { stem.start = cursor.folded }
    }
    var place = count - suffix.letterCount
    if suffix.letterCount == 0 {
      finish(&cursor, .stem, &segments)
      return stem
    }
    cut(&cursor, place, .stem, &segments)
    for index in 0..<suffix.endingCount {
      place += Int(suffix.endings[index])
      if suffix.pronounCount == 0, index == suffix.endingCount - 1 {
        finish(&cursor, .ending, &segments)
      } else {
        cut(&cursor, place, .ending, &segments)
      }
    }
    if suffix.pronounCount > 0 {
      stem.end = cursor.folded
      finish(&cursor, .pronoun, &segments)
    }
    return stem
  }

  /// The parts of a prefix without the arrays: reading it counts no references.
  private struct PrefixParts: Sendable {
    let letterCount: Int
    let count: Int
    let kinds: SIMD4<UInt8>
    let ends: SIMD4<UInt8>

    init(_ prefix: Prefix) {
      letterCount = prefix.letters.count
      count = prefix.parts.count
      var (kinds, ends) = (SIMD4<UInt8>(), SIMD4<UInt8>())
      for (index, part) in prefix.parts.enumerated() {
        kinds[index] = part.kind.rawValue
        ends[index] = UInt8(part.end)
      }
      (self.kinds, self.ends) = (kinds, ends)
    }
  }

  private struct SuffixParts: Sendable {
    let letterCount: Int
    let pronounCount: Int
    let endingCount: Int
    let endings: SIMD4<UInt8>

    init(_ suffix: Suffix) {
      letterCount = suffix.letters.count
      pronounCount = suffix.pronounCount
      endingCount = suffix.endingParts.count
      var endings = SIMD4<UInt8>()
      for (index, length) in suffix.endingParts.enumerated() { endings[index] = UInt8(length) }
      self.endings = endings
    }
  }

  private static let prefixParts = Prefix.all.map { PrefixParts($0) }
  private static let suffixParts = Suffix.all.map { SuffixParts($0) }

  /// Where the next segment starts.
  private struct Cursor {
    var place: Int32
    var folded: Int32
    let word: TextRange
    let range: TextRange
    let hasTwoBytesALetter: Bool

    init(word: TextRange, range: TextRange, hasTwoBytesALetter: Bool) {
      place = range.start
      folded = word.start
      self.word = word
      self.range = range
      self.hasTwoBytesALetter = hasTwoBytesALetter
    }
  }

  /// Ends a segment after `count` letters of the word.
  private mutating func cut(_ cursor: inout Cursor, _ count: Int, _ kind: Segment.Kind, _ segments: inout [Segment]) {
    let end = ends[count - 1]
    let folded =
      cursor.hasTwoBytesALetter
      ? cursor.word.start + Int32(2 * count) : end < 0 ? cursor.folded : Int32(alignment.rewritten(of: Int(end)))
    // ﻻ is one scalar of two letters: no segment can end inside it, so the next one takes both.
    guard end >= 0, end > cursor.place else {
      cursor.folded = max(cursor.folded, folded)
      return
    }
    let start =
      segments.last.map { $0.range.end == cursor.place ? $0.folded.end : cursor.word.start } ?? cursor.word.start
    segments.append(
      Segment(
        range: TextRange(Int(cursor.place), Int(end)),
        folded: TextRange(Int(max(start, cursor.word.start)), Int(max(start, folded))), kind: kind))
    cursor.place = end
    cursor.folded = max(cursor.folded, folded)
  }

  private mutating func finish(_ cursor: inout Cursor, _ kind: Segment.Kind, _ segments: inout [Segment]) {
    let start = cursor.place > cursor.range.start ? segments.last?.folded.end ?? cursor.word.start : cursor.word.start
    segments.append(
      Segment(
        range: TextRange(Int(cursor.place), cursor.range.upperBound),
        folded: TextRange(Int(start), cursor.word.upperBound), kind: kind))
  }

  private mutating func split() -> WordSplit {
    let hash = WordHash.appending(UInt8(count), to: hash)
    // A word of the same hash may be shorter; its affixes must not be cut from this one.
    if let split = memory[hash],
      prefixes[Int(split.prefix)].letterCount + suffixes[Int(split.suffix)].letterCount < count
    {
      return split
    }
    let split = letters.span.withUnsafeBufferPointer { splitter.split(UnsafeBufferPointer(rebasing: $0[..<count])) }
    memory.remember(split, for: hash)
    return split
  }

  private static let isMark: UInt8 = 0xFE
  private static let isOther: UInt8 = 0xFF

  /// The letters that two bytes can write, and which of the others are marks on a letter.
  private static let codes: [UInt8] = (UInt32(0)..<0x800).map { scalar in
    if let letter = ArabicLetter(arabic: scalar) { return letter }
    return isMark(scalar) ? isMark : isOther
  }

  private static func isMark(_ scalar: UInt32) -> Bool {
    scalar == 0x0640 || (0x0610...0x061C).contains(scalar) || (0x064B...0x0670).contains(scalar)
      || (0x06D6...0x06ED).contains(scalar) || (0x200B...0x200F).contains(scalar) || (0x2060...0x2069).contains(scalar)
  }

  /// Reads the letters of a word; false when it is not an Arabic word of 2 to `longestWord` letters.
  private mutating func readLetters(_ text: UnsafeBufferPointer<UInt8>, _ range: TextRange) -> Bool {
    count = 0
    hash = 0
    var index = range.lowerBound
    let end = range.upperBound
    while index < end {
      let first = text[index]
      guard first & 0xE0 == 0xC0 else {
        guard readOther(text, &index) else { return false }
        continue
      }
      let code = codes[Int(first & 0x1F) << 6 | Int(text[index + 1] & 0x3F)]
      index += 2
      if code < 64 {
        guard count < WordSplitter.longestWord else { return false }
        letters[count] = code
        ends[count] = Int32(truncatingIfNeeded: index)
        count += 1
        hash = WordHash.appending(code, to: hash)
      } else if code == Self.isMark {
        // Marks belong to the letter before them.
        if count > 0 { ends[count - 1] = Int32(truncatingIfNeeded: index) }
      } else {
        return false
      }
    }
    return count > 1
  }

  /// Reads a scalar that is not two bytes long, and goes behind it; false when no Arabic word has it.
  private mutating func readOther(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
    let (scalar, length) = UTF8Scalars.decode(text.span, at: index)
    index += length
    if let form = PresentationForms.letters(of: scalar) {
      guard count + form.count <= WordSplitter.longestWord else { return false }
      for letter in form {
        letters[count] = letter
        ends[count] = -1
        count += 1
        hash = WordHash.appending(letter, to: hash)
      }
    } else if !Self.isMark(scalar) {
      return false
    }
    if count > 0 { ends[count - 1] = Int32(truncatingIfNeeded: index) }
    return true
  }
}
