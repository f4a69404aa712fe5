import KhabarAnnotations
public import KhabarCore
import KhabarLexicon
import KhabarText

/// Cuts the text into sentences.
///
/// A line break always closes a sentence. `. ! ؟ ?` close one where white space or the end of the line follows, also
/// inside quotation marks; closing marks after them belong to the sentence before. Where the writer left the space out
/// ("انتهى اللقاء.وقال"), they close between two Arabic words of three letters and more. Points that do not close: in
/// decimals ("7.5"), after single letters ("د. أحمد", "ار.تي.ال") and abbreviations ("Mr. Smith"), in runs of two and more
/// ("...").
///
/// - Requires: the text.
/// - Provides: `sentences`.
public struct SentenceStage: Stage {
  public typealias Options = NoOptions

  public static let name = "sentences"
  public static let summary = "Cuts the text into sentences"
  public static let provides = [LayerName(Sentences.self)]

  public init(options: NoOptions) {}

  public func process(_ document: inout Document) {
    var scanner = SentenceScanner()
    document.text.withUnsafeBufferPointer { scanner.scan($0) }
    document[Sentences.self] = scanner.sentences
  }
}

/// One pass over the text; no byte is read more than a few times.
struct SentenceScanner {
  private(set) var sentences: [Sentence] = []
  private var paragraph: Int32 = 0
  /// Start of the open sentence, -1 when none is open, and the end of its last visible scalar.
  private var start = -1
  private var end = 0
  private var hasParagraphSentence = false

  mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
    let text = bytes.span
    var index = 0
    while true {
      index = ordinaryEnd(from: index, bytes)
      guard index < text.count else { break }
      let (scalar, length) = UTF8Scalars.decode(text, at: index)
      switch scalar {
      case 0x0A...0x0D, 0x85, 0x2028, 0x2029:
        close()
        if hasParagraphSentence { paragraph += 1 }
        hasParagraphSentence = false
        index += length
      case 0x09, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000, 0xFEFF, 0x200B, 0x200E, 0x200F,
        0x202A...0x202E, 0x2066...0x2069:
        index += length
      default:
        if start < 0 { start = index }
        index += length
        end = index
        if scalar == 0x2E || scalar == 0x21 || scalar == 0x3F || scalar == 0x061F || scalar == 0x06D4 {
          index = terminator(scalar, at: index - length, next: index, text)
        }
      }
    }
    close()
  }

  /// Goes over spaces and the letters, marks and digits of the Arabic block, nearly all of a text: to what may end a
  /// sentence or is of another script.
  @inline(__always)
  private mutating func ordinaryEnd(from place: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let stop = Self.ordinaryEnd(from: place, UnsafeRawBufferPointer(bytes))
    var first = place
    if start < 0 {
      while first < stop, bytes[first] == 0x20 { first += 1 }
      if first < stop { start = first }
    }
    var last = stop
    while last > first, bytes[last - 1] == 0x20 { last -= 1 }
    if last > first { end = last }
    return stop
  }

  /// The first scalar from `place` on that is no space and not of the Arabic block, or may be ؟ or ۔: eight bytes at a
  /// time.
  @inline(__always)
  private static func ordinaryEnd(from place: Int, _ bytes: UnsafeRawBufferPointer) -> Int {
    let tops: UInt64 = 0x8080_8080_8080_8080
    // The top bit of each byte whose other bits are not all 0.
    func low(_ bytes: UInt64) -> UInt64 { (bytes & ~tops) &+ ~tops }
    var index = place
    while index < bytes.count {
      var eight: UInt64 = 0
      if index + 8 <= bytes.count {
        eight = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      } else {
        // What is left, with zeros behind it, at which it stops.
        for offset in index..<bytes.count { eight |= UInt64(bytes[offset]) << UInt64((offset - index) * 8) }
      }
      let isOtherASCII = low(eight ^ 0x2020_2020_2020_2020) & ~eight
      // Lead bytes other than D8 to DB.
      let isOtherLead = low((eight ^ 0xD8D8_D8D8_D8D8_D8D8) & 0xFCFC_FCFC_FCFC_FCFC) & eight & eight << 1
      // The second bytes of ؟ and ۔.
      let is9F = ~low(eight ^ 0x9F9F_9F9F_9F9F_9F9F) & eight
      let is94 = ~low(eight ^ 0x9494_9494_9494_9494) & eight
      let stops = (isOtherASCII | isOtherLead | is9F | is94) & tops
      guard stops == 0 else {
        let stop = index + stops.trailingZeroBitCount / 8
        return stop < bytes.count && bytes[stop] & 0xC0 == 0x80 ? stop - 1 : min(stop, bytes.count)
      }
      index += 8
    }
    return bytes.count
  }

  private mutating func close() {
    guard start >= 0 else { return }
    sentences.append(Sentence(range: TextRange(start, end), paragraph: paragraph))
    hasParagraphSentence = true
    start = -1
  }

  /// Reads a run of terminators and closing marks from `place` and closes the sentence if it ends there; where to go on.
  private mutating func terminator(_ first: UInt32, at place: Int, next: Int, _ text: borrowing Span<UInt8>) -> Int {
    var index = next
    var dots = first == 0x2E ? 1 : 0
    var hasStrongMark = first != 0x2E
    var longestRun = dots
    while index < text.count {
      let (scalar, length) = UTF8Scalars.decode(text, at: index)
      switch scalar {
      case 0x2E:
        dots += 1
        longestRun = max(longestRun, dots)
      case 0x21, 0x3F, 0x061F, 0x06D4:
        hasStrongMark = true
        dots = 0
      // " ' ) ] } » ” ’ ›, and « and “ where a writer closes with them.
      case 0x22, 0x27, 0x29, 0x5D, 0x7D, 0xBB, 0x201D, 0x2019, 0x203A, 0xAB, 0x201C:
        dots = 0
      // Invisible marks between.
      case 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
        index += length
        continue
      case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
        if (longestRun < 2 || hasStrongMark) && (hasStrongMark || !isAbbreviation(before: place, text)) { close() }
        return index
      default:
        // "انتهى اللقاء.وقال": the space is left out.
        let isWord = (hasStrongMark || longestRun < 2) && isWord(before: place, text) && startsWord(at: index, text)
        if isWord { close() }
        return index
      }
      index += length
      end = index
    }
    return index
  }

  private static let fewestLetters = 3

  /// Whether three Arabic letters stand before `place`, marks between them or not.
  private func isWord(before place: Int, _ text: borrowing Span<UInt8>) -> Bool {
    var index = place
    var letters = 0
    var scalars = 0
    while index > start, letters < Self.fewestLetters, scalars < 16 {
      index -= 1
      while index > start, text[index] & 0xC0 == 0x80 { index -= 1 }
      let scalar = UTF8Scalars.decode(text, at: index).scalar
      scalars += 1
      if Self.isArabicLetter(scalar) { letters += 1 } else if !Self.isMark(scalar) { return false }
    }
    return letters == Self.fewestLetters
  }

  /// Whether an Arabic word of three letters and more starts at `place`; "نت" of "الجزيرة.نت" does not count.
  private func startsWord(at place: Int, _ text: borrowing Span<UInt8>) -> Bool {
    var index = place
    var letters = 0
    var scalars = 0
    while index < text.count, letters < Self.fewestLetters, scalars < 16 {
      let (scalar, length) = UTF8Scalars.decode(text, at: index)
      index += length
      scalars += 1
      if Self.isArabicLetter(scalar) { letters += 1 } else if letters == 0 || !Self.isMark(scalar) { return false }
    }
    return letters == Self.fewestLetters
  }

  private static func isArabicLetter(_ scalar: UInt32) -> Bool {
    (0x0620...0x063A).contains(scalar) || (0x0641...0x064A).contains(scalar) || (0x0671...0x06D3).contains(scalar)
  }

  private static func isMark(_ scalar: UInt32) -> Bool { scalar == 0x0640 || (0x064B...0x0652).contains(scalar) }

  /// Whether the full stop at `place` follows a single letter ("د. أحمد", "J. Smith") or a list number that opens the
  /// sentence ("1. قال"). A letter after a number is a unit and may end a sentence ("عام 1990 م.").
  private func isAbbreviation(before place: Int, _ text: borrowing Span<UInt8>) -> Bool {
    var index = place
    var letters = 0
    var digits = 0
    while index > start {
      var first = index - 1
      while first > start, text[first] & 0xC0 == 0x80 { first -= 1 }
      let scalar = UTF8Scalars.decode(text, at: first).scalar
      if scalar == 0x0640 || (0x064B...0x0652).contains(scalar) {
        index = first
        guard place - index < 16 else { return false }
        continue
      }
      if (0x30...0x39).contains(scalar) || (0x0660...0x0669).contains(scalar) {
        guard letters == 0 else { return false }
        digits += 1
        guard digits <= 2 else { return false }
        index = first
        continue
      }
      guard Self.isLetter(scalar) else { break }
      letters += 1
      guard letters <= Self.longestAbbreviation, digits == 0 else { return false }
      index = first
    }
    if digits > 0 { return index == start }
    // "ود. سعيد": a title after و.
    if letters == 2, text[index] == 0xD9, text[index + 1] == 0x88 {
      return [0x062F, 0x0645, 0x0623].contains(UTF8Scalars.decode(text, at: index + 2).scalar)
    }
    if letters > 1 { return Self.abbreviations.contains(KeyFolding.fold(Self.bytes(text, index, place))) }
    guard letters == 1 else { return false }
    guard index > start else { return true }
    // Back over one space: a number before a single letter makes it a unit.
    var before = index - 1
    while before > start, text[before] == 0x20 || text[before] == 0xA0 || text[before] == 0xC2 { before -= 1 }
    let isAfterDigit =
      (0x30...0x39).contains(text[before])
      || (before > start && text[before - 1] == 0xD9 && (0xA0...0xA9).contains(text[before]))
    return !isAfterDigit
  }

  private static let longestAbbreviation = 4

  private static let abbreviations: Set<[UInt8]> = {
    let list = Lexicons.abbreviations
    return Set((0..<list.count).flatMap { list.keys($0) }.map { Array($0.utf8) })
  }()

  private static func bytes(_ text: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for index in start..<end { bytes.append(text[index]) }
    return bytes
  }

  private static func isLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x024F, 0x0620...0x064A, 0x066E...0x06D3: true
    default: false
    }
  }
}
