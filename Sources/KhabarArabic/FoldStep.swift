import KhabarLexicon

/// One kind of spelling difference that folding takes away.
public enum FoldStep: String, CaseIterable, Sendable {
  /// Joiners, bidi controls, variation selectors, byte order marks: removed.
  case invisible
  /// Vowel signs, Quranic marks, signs of honour: removed.
  case marks
  /// The stretching line of "قـــال": removed.
  case tatweel
  /// No-break and typographic spaces become a space.
  case spaces
  /// Presentation forms become the letters they show: ﻻ gives لا, ﷺ the words it stands for.
  case presentationForms = "presentation_forms"
  /// أ إ آ ٱ become ا.
  case alef
  /// ى and the Persian and Urdu forms of ي become ي.
  case yeh
  /// ة and the Persian and Urdu forms of ه become ه.
  case tehMarbuta = "teh_marbuta"
  /// Persian ک becomes ك.
  case kaf
  /// ؤ becomes و, ئ becomes ي, ء is removed.
  case hamza
  /// Arabic-Indic and Persian digits become ASCII digits, with their separators.
  case digits
  /// ، ؛ ؟ ٪ and typographic quotation marks and dashes become ASCII.
  case punctuation
  /// Latin capitals become small.
  case latinCase = "latin_case"

  /// What the step makes of a scalar, nil when it does not touch it.
  ///
  /// All steps of the `search` profile together agree with `KeyFolding` on every scalar.
  func result(_ scalar: UInt32) -> KeyFolding.Result? {
    switch (self, scalar) {
    case (.invisible, 0x00AD), (.invisible, 0x061C), (.invisible, 0x180E), (.invisible, 0x200B...0x200F),
      (.invisible, 0x202A...0x202E), (.invisible, 0x2060...0x2064), (.invisible, 0x2066...0x206F),
      (.invisible, 0xFE00...0xFE0F), (.invisible, 0xFEFF):
      .removed
    case (.marks, 0x0610...0x061A), (.marks, 0x064B...0x065F), (.marks, 0x0670), (.marks, 0x06D6...0x06DC),
      (.marks, 0x06DF...0x06E4), (.marks, 0x06E7), (.marks, 0x06E8), (.marks, 0x06EA...0x06ED),
      (.marks, 0x08D3...0x08E1), (.marks, 0x08E3...0x08FF):
      .removed
    case (.tatweel, 0x0640): .removed
    case (.spaces, 0x00A0), (.spaces, 0x2000...0x200A), (.spaces, 0x202F), (.spaces, 0x205F), (.spaces, 0x3000):
      .replaced(0x20)
    case (.alef, 0x0622), (.alef, 0x0623), (.alef, 0x0625), (.alef, 0x0671...0x0673), (.alef, 0x0675):
      .replaced(0x0627)
    case (.yeh, 0x0649), (.yeh, 0x06CC), (.yeh, 0x06D2): .replaced(0x064A)
    case (.tehMarbuta, 0x0629), (.tehMarbuta, 0x06C1), (.tehMarbuta, 0x06C3), (.tehMarbuta, 0x06D5),
      (.tehMarbuta, 0x06BE), (.tehMarbuta, 0x06C0):
      .replaced(0x0647)
    case (.kaf, 0x06A9), (.kaf, 0x06AA): .replaced(0x0643)
    case (.hamza, 0x0624): .replaced(0x0648)
    case (.hamza, 0x0626): .replaced(0x064A)
    case (.hamza, 0x0621): .removed
    case (.digits, 0x0660...0x0669): .replaced(scalar - 0x0660 + 0x30)
    case (.digits, 0x06F0...0x06F9): .replaced(scalar - 0x06F0 + 0x30)
    case (.digits, 0x066B): .replaced(0x2E)
    case (.digits, 0x066C): .replaced(0x2C)
    case (.punctuation, 0x060C): .replaced(0x2C)
    case (.punctuation, 0x061B): .replaced(0x3B)
    case (.punctuation, 0x061F): .replaced(0x3F)
    case (.punctuation, 0x066A): .replaced(0x25)
    case (.punctuation, 0x06D4): .replaced(0x2E)
    case (.punctuation, 0x00AB), (.punctuation, 0x00BB), (.punctuation, 0x201C...0x201F): .replaced(0x22)
    case (.punctuation, 0x2018...0x201B), (.punctuation, 0x2039), (.punctuation, 0x203A): .replaced(0x27)
    case (.punctuation, 0x2010...0x2015): .replaced(0x2D)
    case (.latinCase, 0x41...0x5A): .replaced(scalar + 0x20)
    default: nil
    }
  }
}
