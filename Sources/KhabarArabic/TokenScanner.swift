import KhabarAnnotations
import KhabarLexicon
import KhabarText

/// One pass over the folded text that builds tokens and their segments.
///
/// Its functions are `mutating` even where they change nothing: the scanner is large, and for one that is not it would be
/// copied at each call (measured: a sixth of the time).
struct TokenScanner {
  private(set) var tokens: [Token] = []
  private(set) var segments: [Segment] = []

  private let folded: UnsafeBufferPointer<UInt8>
  private let alignment: Alignment
  private var cursor: Alignment.Cursor
  private let text: UnsafeBufferPointer<UInt8>
  private let sentences: [Sentence]
  /// Whether white space or nothing stands before the place at hand.
  private var isAfterSpace = true
  private var segmenter: WordSegmenter
  private let cutsSegments: Bool
  private var sentence = 0
  /// The end of the last token in the text.
  private var lastEnd: Int32 = 0
  /// Up to here no `@` follows a run of address characters, so none needs to be looked for again.
  private var noAddressBefore = 0
  /// The same for addresses without a scheme.
  private var noDomainBefore = 0

  /// - Parameters:
  ///   - bytes: those of `folded`; they must outlive the scanner, as `text` must.
  ///   - cutsSegments: false: each token is one segment, its stem.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, of folded: FoldedText, text: UnsafeBufferPointer<UInt8>,
    sentences: [Sentence], splitter: WordSplitter, memory: SplitMemory, cutsSegments: Bool = true
  ) {
    self.cutsSegments = cutsSegments
    self.folded = bytes
    alignment = folded.alignment
    cursor = Alignment.Cursor(folded.alignment)
    self.text = text
    self.sentences = sentences
    segmenter = WordSegmenter(splitter: splitter, memory: memory, alignment: folded.alignment)
    tokens.reserveCapacity(text.count / 6)
    segments.reserveCapacity(text.count / 4)
  }

  mutating func scan() {
    var index = 0
    while index < folded.count {
      if folded[index] == 0x20 {
        index += 1
        isAfterSpace = true
        continue
      }
      if folded[index] & 0xFC == 0xD8 {
        let end = letterEnd(from: index)
        if end > index {
          add(.word, index, end)
          index = end
          continue
        }
      }
      let (scalar, length) = UTF8Scalars.decode(folded.span, at: index)
      switch scalarClass(scalar) {
      case .space:
        index += length
        isAfterSpace = true
      case .letter:
        if scalar < 0x80, let end = linkEnd(from: index) {
          add(.link, index, end)
          index = end
        } else {
          index = word(from: index)
        }
      case .digit:
        if let end = mailEnd(from: index) {
          add(.link, index, end)
          index = end
        } else {
          index = number(from: index)
        }
      case .mark:
        index = mark(scalar, from: index, length)
      }
    }
  }

  // MARK: Kinds

  private mutating func word(from start: Int) -> Int {
    let end = letterEnd(from: start)
    add(.word, start, end)
    return end
  }

  /// Digits with `,` or `.` between them; ، only before three digits, else it parts the members of a list.
  private mutating func number(from start: Int) -> Int {
    var index = start
    while index < folded.count {
      if isDigit(index) {
        index += 1
      } else if folded[index] == 0x2C || folded[index] == 0x2E {
        guard isDigit(index + 1) else { break }
        index += 1
      } else if index + 1 < folded.count, folded[index] == 0xD8, folded[index + 1] == 0x8C {
        guard isDigit(index + 2), isDigit(index + 3), isDigit(index + 4), !isDigit(index + 5) else { break }
        index += 2
      } else {
        // Digits of other scripts that a folding without `digits` leaves.
        let (scalar, length) = UTF8Scalars.decode(folded.span, at: index)
        guard scalarClass(scalar) == .digit else { break }
        index += length
      }
    }
    add(.number, start, index)
    return index
  }

  private mutating func mark(_ scalar: UInt32, from start: Int, _ length: Int) -> Int {
    let next = start + length
    if scalar == 0x23 || scalar == 0x40, next < folded.count {
      let end = tagEnd(from: next, isHandle: scalar == 0x40)
      if end > next {
        add(scalar == 0x23 ? .hashtag : .link, start, end)
        return end
      }
    }
    guard Self.isPicture(scalar) else {
      add(.punctuation, start, next)
      return next
    }
    let end = pictureEnd(from: start, scalar, next)
    add(.symbol, start, end)
    return end
  }

  /// The end of a hashtag's or handle's name: letters, digits, `_`; in a handle ASCII only.
  private mutating func tagEnd(from start: Int, isHandle: Bool) -> Int {
    var index = start
    while index < folded.count {
      let (scalar, length) = UTF8Scalars.decode(folded.span, at: index)
      let kind = scalarClass(scalar)
      guard kind == .letter || kind == .digit, !isHandle || scalar < 0x80 else { break }
      index += length
    }
    return index
  }

  private static func isPicture(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x1F000...0x1FAFF, 0x2600...0x27BF, 0x2B00...0x2BFF, 0x231A, 0x231B, 0x23E9...0x23F3: true
    default: false
    }
  }

  /// A picture with what modifies it: skin tone, the second half of a flag, and pictures tied to it by U+200D.
  private mutating func pictureEnd(from start: Int, _ first: UInt32, _ next: Int) -> Int {
    var index = next
    var isHalfFlag = (0x1F1E6...0x1F1FF).contains(first)
    while index < folded.count {
      let (scalar, length) = UTF8Scalars.decode(folded.span, at: index)
      guard Self.isPicture(scalar) else { break }
      let isFlagPart = (0x1F1E6...0x1F1FF).contains(scalar)
      let isTied = endsWithJoiner(before: alignment.originalStart(of: index))
      guard (isFlagPart && isHalfFlag) || (0x1F3FB...0x1F3FF).contains(scalar) || isTied else { break }
      isHalfFlag = false
      index += length
    }
    return index
  }

  /// Behind what shows a picture in colour, or turns a flag into that of a country's part: invisible, and part of it.
  private mutating func pictureEnd(after end: Int32) -> Int32 {
    var index = Int(end)
    while index < text.count {
      let (scalar, length) = UTF8Scalars.decode(text.span, at: index)
      guard scalar == 0xFE0E || scalar == 0xFE0F || (0xE0020...0xE007F).contains(scalar) else { break }
      index += length
    }
    return Int32(index)
  }

  private mutating func endsWithJoiner(before offset: Int) -> Bool {
    offset >= 3 && text[offset - 3] == 0xE2 && text[offset - 2] == 0x80 && text[offset - 1] == 0x8D
  }

  // MARK: Links

  /// The end of an address that starts at `start`, nil when none does.
  private mutating func linkEnd(from start: Int) -> Int? {
    if starts(with: "http://", at: start) || starts(with: "https://", at: start) || starts(with: "www.", at: start)
      || starts(with: "ftp://", at: start)
    {
      return addressEnd(from: start)
    }
    return mailEnd(from: start) ?? domainEnd(from: start)
  }

  /// The end of an address without its scheme that starts at `start`: "aljazeera.net", "example.org/a".
  private mutating func domainEnd(from start: Int) -> Int? {
    guard start >= noDomainBefore else { return nil }
    var end = start
    var lastDot = -1
    while end < folded.count, Self.isAddressByte(folded[end]) {
      if folded[end] == 0x2E { lastDot = end }
      end += 1
    }
    noDomainBefore = end
    while end > start, folded[end - 1] == 0x2E {
      end -= 1
      if lastDot == end { lastDot = (start..<end).last { folded[$0] == 0x2E } ?? -1 }
    }
    guard lastDot > start, Self.topLevelDomains.contains(Array(folded[(lastDot + 1)..<end])) else { return nil }
    return end < folded.count && folded[end] == 0x2F ? addressEnd(from: start) : end
  }

  private static let topLevelDomains: Set<[UInt8]> = {
    let list = Lexicons.topLevelDomains
    return Set((0..<list.count).flatMap { list.keys($0) }.map { Array($0.utf8) })
  }()

  private mutating func starts(with prefix: StaticString, at index: Int) -> Bool {
    guard folded.count - index > prefix.utf8CodeUnitCount else { return false }
    for offset in 0..<prefix.utf8CodeUnitCount where folded[index + offset] != prefix.utf8Start[offset] { return false }
    return true
  }

  /// Up to white space, a quotation mark or an angle bracket, without the marks of the sentence around it.
  private mutating func addressEnd(from start: Int) -> Int {
    var index = start
    var end = start
    while index < folded.count {
      let (scalar, length) = UTF8Scalars.decode(folded.span, at: index)
      guard scalarClass(scalar) != .space else { break }
      switch scalar {
      case 0x22, 0x3C, 0x3E, 0xAB, 0xBB, 0x201C, 0x201D: return end
      // . , ; : ! ? ) ] } ' ، ؛ ؟
      case 0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x29, 0x5D, 0x7D, 0x27, 0x060C, 0x061B, 0x061F: index += length
      default:
        index += length
        end = index
      }
    }
    return end
  }

  /// The end of a mail address that starts at `start`.
  private mutating func mailEnd(from start: Int) -> Int? {
    guard start >= noAddressBefore else { return nil }
    var at = start
    while at < folded.count, Self.isAddressByte(folded[at]) { at += 1 }
    guard at > start, at < folded.count, folded[at] == 0x40 else {
      noAddressBefore = max(at, start + 1)
      return nil
    }
    var end = at + 1
    var lastDot = -1
    while end < folded.count, Self.isAddressByte(folded[end]) {
      if folded[end] == 0x2E { lastDot = end }
      end += 1
    }
    while end > at + 1, folded[end - 1] == 0x2E {
      end -= 1
      if lastDot == end { lastDot = (at + 1..<end).last { folded[$0] == 0x2E } ?? -1 }
    }
    guard lastDot > at + 1, lastDot < end - 1 else {
      noAddressBefore = at + 1
      return nil
    }
    return end
  }

  private static func isAddressByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2E, 0x2D, 0x5F, 0x2B: true
    default: false
    }
  }

  // MARK: Building

  /// Classes of the scalars that two bytes can write.
  private static let kinds: [ScalarClass] = (0..<0x800).map { ScalarClass($0) }

  private let kinds = Self.kinds

  @inline(__always)
  private mutating func scalarClass(_ scalar: UInt32) -> ScalarClass {
    scalar < 0x800 ? kinds[Int(scalar)] : ScalarClass(scalar)
  }

  /// Which scalars of the Arabic block are letters, 64 a number.
  private static let arabicLetters: SIMD4<UInt64> = {
    var letters = SIMD4<UInt64>()
    for offset in 0..<256 where ScalarClass(0x600 + UInt32(offset)) == .letter {
      letters[offset >> 6] |= 1 << (offset & 63)
    }
    return letters
  }()

  private let arabicLetters = Self.arabicLetters

  @inline(__always)
  private mutating func letterEnd(from start: Int) -> Int {
    let index = Self.lettersEnd(from: start, UnsafeRawBufferPointer(folded))
    // A space, most often.
    return index < folded.count && folded[index] == 0x20 ? index : anyLetterEnd(from: index)
  }

  /// Goes over the letters from U+0620 to U+065F, which nearly all words are made of, four at a time.
  @inline(__always)
  private static func lettersEnd(from start: Int, _ bytes: UnsafeRawBufferPointer) -> Int {
    var index = start
    while index + 8 <= bytes.count {
      let four = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      // D8 before A0 to BF, D9 before 80 to 9F: the last bit of the first byte is not bit 5 of the second.
      let others =
        (four ^ 0x00D8_00D8_00D8_00D8) & 0x00FE_00FE_00FE_00FE | ~(four ^ four >> 13) & 0x0001_0001_0001_0001
      guard others == 0 else { return index + others.trailingZeroBitCount / 16 * 2 }
      index += 8
    }
    return index
  }

  private mutating func anyLetterEnd(from start: Int) -> Int {
    var index = start
    while index < folded.count {
      let first = folded[index]
      if first & 0xFC == 0xD8 {
        guard arabicLetters[Int(first & 3)] >> UInt64(folded[index + 1] & 0x3F) & 1 != 0 else { break }
        index += 2
      } else {
        let (scalar, length) = UTF8Scalars.decode(folded.span, at: index)
        guard scalarClass(scalar) == .letter else { break }
        index += length
      }
    }
    return index
  }

  private mutating func isDigit(_ index: Int) -> Bool { index < folded.count && folded[index] &- 0x30 < 10 }

  private mutating func add(_ kind: Token.Kind, _ start: Int, _ end: Int) {
    var range = cursor.original(of: TextRange(start, end))
    if kind == .symbol { range.end = pictureEnd(after: range.end) }
    if range.start < lastEnd { return extendLast(to: end) }
    lastEnd = range.end
    while sentence < sentences.count, sentences[sentence].range.end <= range.start { sentence += 1 }
    let isInside = sentence < sentences.count && sentences[sentence].range.start <= range.start
    let first = segments.count
    var stem = TextRange(start, end)
    if kind == .word, cutsSegments {
      stem = segmenter.segment(stem, range, text: text, into: &segments)
    } else {
      segments.append(Segment(range: range, folded: stem, kind: .stem))
    }
    var parts: Segment.Kinds = []
    for index in first..<segments.count { parts.formUnion(Segment.Kinds(segments[index].kind)) }
    tokens.append(
      Token(
        range: range, folded: TextRange(start, end), stem: stem, kind: kind,
        isSpaceBefore: isAfterSpace, sentence: isInside ? Int32(sentence) : -1,
        firstSegment: Int32(first), segmentCount: UInt8(segments.count - first),
        parts: parts))
    isAfterSpace = false
  }

  /// "ﷺ" is one scalar of four words: the first one takes the others.
  private mutating func extendLast(to end: Int) {
    tokens[tokens.count - 1].folded.end = Int32(end)
    tokens[tokens.count - 1].stem.end = Int32(end)
    segments[segments.count - 1].folded.end = Int32(end)
    isAfterSpace = false
  }
}
