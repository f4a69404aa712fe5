import KhabarLexicon

/// The letters that presentation forms stand for.
enum PresentationForms {
  static let first: UInt32 = 0xFB50
  static let last: UInt32 = 0xFEFC

  /// Form and letters. The space on which Unicode sets a vowel sign that stands alone is left out: in old files such
  /// signs stand inside words, where a space would cut them.
  static let all: [(form: UInt32, letters: [UInt32])] = {
    let honorifics = Lexicons.honorificLigatures
    let words: [(form: UInt32, letters: [UInt32])] = (0..<honorifics.count).compactMap { row in
      guard let form = honorifics.keys(row).first.flatMap({ UInt32($0, radix: 16) }) else { return nil }
      return (form, honorifics.value(row, 0).unicodeScalars.map(\.value))
    }
    return NormalizationData.forms.map { form, letters in
      (form, letters.first == 0x20 ? Array(letters.dropFirst()) : letters)
    } + words
  }()

  /// Letters of each form by scalar - `first`; marks left out.
  private static let letterTable: [[UInt8]?] = {
    var table = [[UInt8]?](repeating: nil, count: Int(last - first) + 1)
    for (form, letters) in all {
      table[Int(form - first)] = letters.compactMap { ArabicLetter(arabic: $0) }
    }
    return table
  }()

  /// The letters that a presentation form stands for, nil when `scalar` is none.
  static func letters(of scalar: UInt32) -> [UInt8]? {
    scalar >= first && scalar <= last ? letterTable[Int(scalar - first)] : nil
  }
}
