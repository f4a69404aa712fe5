import KhabarText

/// How a word is written for matching: the one form in which word lists are stored and texts are searched.
///
/// Alef with and without hamza, ى and ي, ة and ه are one; vowel signs, tatweel and invisible marks are gone; digits are
/// ASCII; Latin letters are small. It serves matching only: values are always read from the text itself.
public enum KeyFolding {
  /// What becomes of a scalar.
  public enum Result: Equatable, Sendable {
    case kept
    case removed
    case replaced(UInt32)
  }

  /// The folding of one scalar. Presentation forms are not handled here: they stand for several letters.
  @inlinable
  public static func fold(_ scalar: UInt32) -> Result {
    switch scalar {
    case 0x41...0x5A: .replaced(scalar + 0x20)
    case 0x00..<0x00A0: .kept
    // No-break and typographic spaces.
    case 0x00A0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .replaced(0x20)
    case 0x00AD, 0x061C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x206F, 0xFE00...0xFE0F,
      0xFEFF, 0xE0000...0xE01EF:
      .removed
    // Signs of honour, vowel signs, Quranic marks, tatweel.
    case 0x0610...0x061A, 0x064B...0x065F, 0x0670, 0x06D6...0x06DC, 0x06DF...0x06E4, 0x06E7, 0x06E8, 0x06EA...0x06ED,
      0x0898...0x089F, 0x08CA...0x08E1, 0x08E3...0x08FF, 0x10EFD...0x10EFF, 0x0640:
      .removed
    // أ إ آ ٱ and the alefs of Quranic and Persian typing.
    case 0x0622, 0x0623, 0x0625, 0x0671, 0x0672, 0x0673, 0x0675: .replaced(0x0627)
    case 0x0649, 0x06CC, 0x06D2: .replaced(0x064A)
    case 0x0629, 0x06C1, 0x06C3, 0x06D5, 0x06BE, 0x06C0: .replaced(0x0647)
    case 0x06A9, 0x06AA: .replaced(0x0643)
    case 0x0660...0x0669: .replaced(scalar - 0x0660 + 0x30)
    case 0x06F0...0x06F9: .replaced(scalar - 0x06F0 + 0x30)
    case 0x066B: .replaced(0x2E)
    case 0x066C: .replaced(0x2C)
    default: .kept
    }
  }

  /// `text` folded. O(n).
  public static func fold(_ text: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      let (scalar, length) = UTF8Scalars.decode(text, at: index)
      switch fold(scalar) {
      case .kept: UTF8Scalars.append(scalar, to: &output)
      case .removed: break
      case .replaced(let replacement): UTF8Scalars.append(replacement, to: &output)
      }
      index += length
    }
    return output
  }

  public static func fold(_ text: String) -> String {
    String(decoding: fold(Array(text.utf8)), as: UTF8.self)
  }

  /// The words of a folded key, cut where the tokens of a text are cut: at white space, around each mark, between
  /// letters and digits.
  public static func words(of folded: [UInt8]) -> [ArraySlice<UInt8>] {
    var words: [ArraySlice<UInt8>] = []
    folded.withUnsafeBufferPointer { bytes in
      forEachWord(of: bytes) { word in
        guard let start = word.baseAddress, let origin = bytes.baseAddress else { return }
        let offset = start - origin
        words.append(folded[offset..<offset + word.count])
      }
    }
    return words
  }

  /// Calls `body` with each word of a folded key.
  static func forEachWord(of folded: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    var start = 0
    var index = 0
    var previous = ScalarClass.space
    let bytes = Span(_unsafeElements: folded)
    while index < folded.count {
      let (scalar, length) = UTF8Scalars.decode(bytes, at: index)
      let kind = ScalarClass(scalar)
      if kind != previous || kind == .mark {
        if previous != .space { body(UnsafeBufferPointer(rebasing: folded[start..<index])) }
        start = index
      }
      previous = kind
      index += length
    }
    if previous != .space { body(UnsafeBufferPointer(rebasing: folded[start...])) }
  }
}

/// The class of a scalar as far as the cutting of words goes.
public enum ScalarClass: UInt8, Sendable {
  case letter
  case digit
  case space
  case mark

  @inlinable
  public init(_ scalar: UInt32) {
    switch scalar {
    case 0x30...0x39, 0x0660...0x0669, 0x06F0...0x06F9: self = .digit
    case 0x61...0x7A, 0x41...0x5A, 0x5F: self = .letter
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: self = .space
    case 0x00..<0x80: self = .mark
    case 0xAA, 0xB5, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x02FF: self = .letter
    case 0x80...0xBF, 0xD7, 0xF7: self = .mark
    // ، ؛ ؟ ٪ ٫ ٬ ٭ ۔ and the signs before them.
    case 0x0600...0x060F, 0x061B...0x061F, 0x066A...0x066D, 0x06D4, 0x06DD, 0x06DE, 0x06E9, 0xFD3E, 0xFD3F: self = .mark
    case 0x2010...0x2027, 0x2030...0x205E, 0x2070...0x20CF, 0x2100...0x2BFF, 0x3001...0x303F: self = .mark
    case 0xFF00...0xFF0F, 0xFF1A...0xFF20, 0xFFFD, 0x1F000...0x1FAFF: self = .mark
    default: self = .letter
    }
  }
}
