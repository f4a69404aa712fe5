import KhabarLexicon
public import KhabarText

/// Folds a text in one pass, with the alignment back.
///
/// What is removed stays inside the word in which it stood. At a word's end a vowel sign belongs to the word before it;
/// a joiner or a bidi mark between two words belongs to neither. A scalar that is written out as several, and several
/// that are composed or put in order, are one piece: every boundary inside leads to the piece's start, read as a start,
/// and to its end, read as an end.
///
/// ```swift
/// let folder = TextFolder(.search)
/// let (bytes, alignment) = folder.fold(Array("قَالَ الوَزِيرُ".utf8))
/// alignment.original(of: TextRange(0, 6))  // 0..<12, the word with its signs
/// ```
public struct TextFolder: Sendable {
  /// Entries of `table` below this are actions, from here on replacing scalars.
  static let firstScalar: UInt16 = 0x20
  static let keep: UInt16 = 0
  /// Removed; belongs to what stands before it.
  static let removeMark: UInt16 = 1
  /// Removed; belongs to nobody.
  static let removeInvisible: UInt16 = 2
  /// Replaced by several letters.
  static let expand: UInt16 = 3

  /// What becomes of each scalar below U+10000.
  let table: [UInt16]
  /// For each scalar of at most two bytes what is written for it, as those bytes stand in memory, where it has as many
  /// bytes; 0 for the others.
  private let sameLength: [UInt16]
  /// The letters of each presentation form by scalar - `PresentationForms.first`, as they are and folded as UTF-8.
  let letters: [[UInt32]]
  private let expansions: [[UInt8]]
  let simple: [FoldStep]
  /// Set when the text is normalized.
  let normalization: NormalizationData?
  let joinsWhiteSpace: Bool
  let joinsLetters: Bool
  private static let longestExpansion = 46

  /// - Complexity: O(20,000 × steps): make it once.
  public init(_ profile: FoldProfile) { self.init(steps: profile.steps) }

  /// - Parameter steps: in any order.
  /// - Complexity: O(20,000 × steps): make it once.
  public init(steps: [FoldStep]) {
    simple = FoldStep.allCases.filter(steps.contains)
    normalization = steps.contains(.nfkc) ? .compatible : steps.contains(.nfc) ? .canonical : nil
    joinsWhiteSpace = steps.contains(.whiteSpace)
    joinsLetters = steps.contains(.repeatedLetters)
    var table = [UInt16](repeating: Self.keep, count: 0x10000)
    // No step touches what lies between the general punctuation of the East and the presentation forms.
    for scalar in [0..<0x3100, PresentationForms.first..<0x10000].joined() {
      table[Int(scalar)] = Self.entry(scalar, simple)
    }
    var expansions = [[UInt8]](repeating: [], count: Int(PresentationForms.last - PresentationForms.first) + 1)
    var letters = [[UInt32]](repeating: [], count: expansions.count)
    if steps.contains(.presentationForms) {
      for (form, values) in PresentationForms.all {
        letters[Int(form - PresentationForms.first)] = values
        var bytes: [UInt8] = []
        var scalars: [UInt32] = []
        for letter in values {
          switch Self.entry(letter, simple) {
          case Self.keep: scalars.append(letter)
          case Self.removeMark, Self.removeInvisible: break
          case let other: scalars.append(UInt32(other))
          }
        }
        for scalar in scalars { UTF8Scalars.append(scalar, to: &bytes) }
        switch scalars.count {
        case 0: table[Int(form)] = Self.removeMark
        case 1: table[Int(form)] = UInt16(scalars[0])
        default:
          table[Int(form)] = Self.expand
          expansions[Int(form - PresentationForms.first)] = bytes
        }
      }
    }
    self.table = table
    sameLength = (0..<0x800).map { Self.sameLength($0, table[Int($0)]) }
    self.expansions = expansions
    self.letters = letters
  }

  /// `steps` one after the other, as an entry of the table.
  private static func entry(_ scalar: UInt32, _ steps: [FoldStep]) -> UInt16 {
    var folded = scalar
    for step in steps {
      switch step.result(folded) {
      case nil, .kept: break
      case .replaced(let other): folded = other
      case .removed:
        return step == .invisible || step == .bidiControls || step == .zeroWidth ? removeInvisible : removeMark
      }
    }
    return folded == scalar ? keep : UInt16(folded)
  }

  private static func sameLength(_ scalar: UInt32, _ entry: UInt16) -> UInt16 {
    guard entry == keep || entry >= firstScalar else { return 0 }
    let written = entry == keep ? scalar : UInt32(entry)
    guard written < 0x800, written < 0x80 ? scalar < 0x80 : scalar >= 0x80 else { return 0 }
    return UInt16(littleEndian: UInt16(written < 0x80 ? written : 0x80C0 | written >> 6 | (written & 0x3F) << 8))
  }

  /// The entry of any scalar.
  @inline(__always)
  func entry(_ scalar: UInt32) -> UInt16 {
    scalar < 0x10000 ? table[Int(scalar)] : supplementaryEntry(scalar)
  }

  /// Marks of Arabic, tags and variation selectors: nothing else beyond U+FFFF is folded by a single scalar.
  private func supplementaryEntry(_ scalar: UInt32) -> UInt16 {
    guard (0x10EC0...0x10EFF).contains(scalar) || (0xE0000...0xE01EF).contains(scalar) else { return Self.keep }
    return Self.entry(scalar, simple)
  }

  /// `text` folded, with the alignment to it. O(n).
  ///
  /// - Parameter text: valid UTF-8.
  public func fold(_ text: [UInt8]) -> (bytes: [UInt8], alignment: Alignment) {
    if normalization != nil || joinsLetters || joinsWhiteSpace { return FoldWriter.fold(text, self) }
    var alignment = Alignment()
    // Only presentation forms grow, and all of them start with this byte.
    let growing = table[0xFEFB] == Self.expand ? text.withUnsafeBytes { Self.count(0xEF, in: $0) } : 0
    // One more, since two bytes are written for a scalar of one.
    let capacity = text.count + growing * Self.longestExpansion + 1
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
      text.withUnsafeBufferPointer { input in
        table.withUnsafeBufferPointer { table in
          sameLength.withUnsafeBufferPointer { count = fold(input, into: output, table, $0, &alignment) }
        }
      }
    }
    return (bytes, alignment)
  }

  /// How often `byte` stands in `bytes`, eight at a time.
  private static func count(_ byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int {
    let tops: UInt64 = 0x8080_8080_8080_8080
    let eight = UInt64(byte) * 0x0101_0101_0101_0101
    var count = 0
    var index = 0
    while index + 8 <= bytes.count {
      let other = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ eight
      count += (~((other & ~tops) &+ ~tops | other) & tops).nonzeroBitCount
      index += 8
    }
    for index in index..<bytes.count where bytes[index] == byte { count += 1 }
    return count
  }

  private func fold(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>,
    _ table: UnsafeBufferPointer<UInt16>, _ sameLength: UnsafeBufferPointer<UInt16>, _ alignment: inout Alignment
  ) -> Int {
    var from = 0
    var to = 0
    let count = input.count
    while from < count {
      Self.foldSameLength(input, &from, output, &to, sameLength)
      guard from < count else { break }
      let first = input[from]
      if first < 0x80 {
        let entry = table[Int(first)]
        output[to] = entry == Self.keep ? first : UInt8(truncatingIfNeeded: entry)
        from += 1
        to += 1
        continue
      }
      let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      let second = input[from + 1]
      let scalar: Int
      let entry: UInt16
      if length == 2 {
        scalar = Int(first & 0x1F) << 6 | Int(second & 0x3F)
        entry = table[scalar]
      } else if length == 3 {
        scalar = Int(first & 0x0F) << 12 | Int(second & 0x3F) << 6 | Int(input[from + 2] & 0x3F)
        entry = table[scalar]
      } else {
        scalar =
          Int(first & 0x07) << 18 | Int(second & 0x3F) << 12 | Int(input[from + 2] & 0x3F) << 6
          | Int(input[from + 3] & 0x3F)
        entry = supplementaryEntry(UInt32(scalar))
      }
      if entry == Self.keep {
        output[to] = first
        output[to + 1] = second
        if length > 2 { output[to + 2] = input[from + 2] }
        if length > 3 { output[to + 3] = input[from + 3] }
        from += length
        to += length
      } else if entry >= Self.firstScalar {
        let written = Self.write(entry, output, to)
        from += length
        to += written
        if written != length { alignment.record(rewritten: to, original: from) }
      } else if entry == Self.removeMark {
        from += length
        alignment.record(rewritten: to, original: from)
      } else if entry == Self.removeInvisible {
        alignment.record(rewritten: to, original: from + length, end: from)
        from += length
      } else {
        alignment.record(rewritten: to, original: from, end: from)
        for byte in expansions[scalar - Int(PresentationForms.first)] {
          output[to] = byte
          to += 1
          alignment.recordInside(rewritten: to, start: from, end: from + length)
        }
        from += length
        alignment.record(rewritten: to, original: from)
      }
    }
    return to
  }

  /// Goes over scalars that are written with as many bytes as they have, nearly all of a text, without a branch that
  /// depends on which they are.
  @inline(__always)
  private static func foldSameLength(
    _ input: UnsafeBufferPointer<UInt8>, _ from: inout Int, _ output: UnsafeMutableBufferPointer<UInt8>,
    _ to: inout Int, _ sameLength: UnsafeBufferPointer<UInt16>
  ) {
    guard let source = UnsafeRawPointer(input.baseAddress), let target = UnsafeMutableRawPointer(output.baseAddress),
      let sameLength = sameLength.baseAddress
    else { return }
    // Held apart, so that they are no memory to write at each scalar.
    var (place, end) = (from, to)
    let last = input.count - 1
    while place < last {
      let bytes = UInt32(UInt16(littleEndian: source.loadUnaligned(fromByteOffset: place, as: UInt16.self)))
      let first = bytes & 0xFF
      guard first < 0xE0 else { break }
      let isLong = first &>> 7
      let long = (bytes & 0x1F) &<< 6 | bytes &>> 8 & 0x3F
      let written = sameLength[Int(first ^ (first ^ long) & (0 &- isLong))]
      guard written != 0 else { break }
      target.storeBytes(of: written, toByteOffset: end, as: UInt16.self)
      place &+= 1 &+ Int(isLong)
      end &+= 1 &+ Int(isLong)
    }
    (from, to) = (place, end)
  }

  /// Writes a scalar below U+10000; the bytes written.
  @inline(__always)
  private static func write(_ scalar: UInt16, _ output: UnsafeMutableBufferPointer<UInt8>, _ index: Int) -> Int {
    if scalar < 0x80 {
      output[index] = UInt8(truncatingIfNeeded: scalar)
      return 1
    }
    if scalar < 0x800 {
      output[index] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
      output[index + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      return 2
    }
    output[index] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
    output[index + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
    output[index + 2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
    return 3
  }
}

extension TextFolder {
  /// Made once: nearly every pipeline uses it.
  static let search = TextFolder(.search)
}
