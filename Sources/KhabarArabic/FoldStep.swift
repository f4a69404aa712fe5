import KhabarLexicon

/// One kind of spelling difference that folding takes away.
///
/// The order in which steps are given does not matter: they work in the order of the cases here, each on what the ones
/// before it left.
public enum FoldStep: String, CaseIterable, Sendable {
  /// Presentation forms become the letters they show: ﻻ gives لا, ﷺ and ﷽ the words they stand for.
  case presentationForms = "presentation_forms"
  /// Unicode normalization form C: ا and a combining madda give آ, marks stand in one order.
  case nfc
  /// Unicode normalization form KC: as `nfc`, and ① gives 1, ﬁ fi, ｗ w. Where both are asked for, this one.
  case nfkc
  /// Bidi controls, zero-width scalars and variation selectors: `bidi_controls` and `zero_width` together.
  case invisible
  /// The marks that turn the direction of writing: removed.
  case bidiControls = "bidi_controls"
  /// Joiners, byte order marks, soft hyphens, variation selectors: removed.
  case zeroWidth = "zero_width"
  /// Vowel signs, Quranic marks, signs of honour, the dagger alef: `tashkeel`, `quranic_marks` and `dagger_alef` together.
  case marks
  /// Vowel signs, nunation, shadda, sukun, combining madda and hamza: removed.
  case tashkeel
  /// Signs of recitation and signs of honour above names: removed.
  case quranicMarks = "quranic_marks"
  /// The small alef above or below a letter, "هٰذا": removed.
  case daggerAlef = "dagger_alef"
  /// The stretching line of "قـــال": removed.
  case tatweel
  /// No-break and typographic spaces become a space.
  case spaces
  /// White space in a row becomes one space, or one line break where it holds one.
  case whiteSpace = "white_space"
  /// Letters that Persian, Urdu and dialects add become the Arabic ones next to them: پ ب, چ ج, گ ك, ڤ ف, ژ ز, ٹ ت.
  case easternLetters = "eastern_letters"
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
  /// ، ؛ ؟ ٪ ۔ and typographic dashes become ASCII.
  case punctuation
  /// « » “ ” ‘ ’ and their like become " and '.
  case quotationMarks = "quotation_marks"
  /// Latin capitals become small.
  case latinCase = "latin_case"
  /// An Arabic letter three and more times in a row, as in "راااائع", is written once. No word of the language but a few
  /// verb forms (تتتابع) has three.
  case repeatedLetters = "repeated_letters"

  /// What the step makes of one scalar, nil when it does not touch it. Steps that need more than one scalar give nil.
  ///
  /// All steps of the `search` profile together agree with `KeyFolding` on every scalar.
  func result(_ scalar: UInt32) -> KeyFolding.Result? {
    switch self {
    case .presentationForms, .nfc, .nfkc, .whiteSpace, .repeatedLetters: nil
    case .invisible: FoldStep.bidiControls.result(scalar) ?? FoldStep.zeroWidth.result(scalar)
    case .marks:
      FoldStep.tashkeel.result(scalar) ?? FoldStep.quranicMarks.result(scalar) ?? FoldStep.daggerAlef.result(scalar)
    case .bidiControls, .zeroWidth, .tashkeel, .quranicMarks, .daggerAlef, .tatweel: isRemoved(scalar) ? .removed : nil
    case .spaces, .punctuation, .quotationMarks, .digits, .latinCase: mark(scalar).map { .replaced($0) }
    case .easternLetters, .alef, .yeh, .tehMarbuta, .kaf: letter(scalar).map { .replaced($0) }
    case .hamza: scalar == 0x0621 ? .removed : letter(scalar).map { .replaced($0) }
    }
  }

  private func isRemoved(_ scalar: UInt32) -> Bool {
    switch (self, scalar) {
    case (.bidiControls, 0x061C), (.bidiControls, 0x200E...0x200F), (.bidiControls, 0x202A...0x202E),
      (.bidiControls, 0x2066...0x2069):
      true
    case (.zeroWidth, 0x00AD), (.zeroWidth, 0x180E), (.zeroWidth, 0x200B...0x200D), (.zeroWidth, 0x2060...0x2064),
      (.zeroWidth, 0x206A...0x206F), (.zeroWidth, 0xFE00...0xFE0F), (.zeroWidth, 0xFEFF),
      (.zeroWidth, 0xE0000...0xE01EF):
      true
    case (.tashkeel, 0x064B...0x0655), (.tashkeel, 0x0657...0x065F): true
    case (.quranicMarks, 0x0610...0x061A), (.quranicMarks, 0x06D6...0x06DC), (.quranicMarks, 0x06DF...0x06E4),
      (.quranicMarks, 0x06E7), (.quranicMarks, 0x06E8), (.quranicMarks, 0x06EA...0x06ED),
      (.quranicMarks, 0x0898...0x089F), (.quranicMarks, 0x08CA...0x08E1), (.quranicMarks, 0x08E3...0x08FF),
      (.quranicMarks, 0x10EFD...0x10EFF):
      true
    case (.daggerAlef, 0x0670), (.daggerAlef, 0x0656): true
    case (.tatweel, 0x0640): true
    default: false
    }
  }

  private func mark(_ scalar: UInt32) -> UInt32? {
    switch (self, scalar) {
    case (.spaces, 0x00A0), (.spaces, 0x2000...0x200A), (.spaces, 0x202F), (.spaces, 0x205F), (.spaces, 0x3000): 0x20
    case (.digits, 0x0660...0x0669): scalar - 0x0660 + 0x30
    case (.digits, 0x06F0...0x06F9): scalar - 0x06F0 + 0x30
    case (.digits, 0x066B): 0x2E
    case (.digits, 0x066C): 0x2C
    case (.punctuation, 0x060C): 0x2C
    case (.punctuation, 0x061B): 0x3B
    case (.punctuation, 0x061F): 0x3F
    case (.punctuation, 0x066A): 0x25
    case (.punctuation, 0x06D4): 0x2E
    case (.punctuation, 0x2010...0x2015): 0x2D
    case (.quotationMarks, 0x00AB), (.quotationMarks, 0x00BB), (.quotationMarks, 0x201C...0x201F): 0x22
    case (.quotationMarks, 0x2018...0x201B), (.quotationMarks, 0x2039...0x203A): 0x27
    case (.latinCase, 0x41...0x5A): scalar + 0x20
    default: nil
    }
  }

  private func letter(_ scalar: UInt32) -> UInt32? {
    switch (self, scalar) {
    case (.alef, 0x0622), (.alef, 0x0623), (.alef, 0x0625), (.alef, 0x0671...0x0673), (.alef, 0x0675): 0x0627
    case (.yeh, 0x0649), (.yeh, 0x06CC), (.yeh, 0x06D2): 0x064A
    case (.tehMarbuta, 0x0629), (.tehMarbuta, 0x06C0), (.tehMarbuta, 0x06C1), (.tehMarbuta, 0x06C3),
      (.tehMarbuta, 0x06D5), (.tehMarbuta, 0x06BE):
      0x0647
    case (.kaf, 0x06A9), (.kaf, 0x06AA): 0x0643
    case (.hamza, 0x0624): 0x0648
    case (.hamza, 0x0626): 0x064A
    // پ ٻ ڀ
    case (.easternLetters, 0x067B), (.easternLetters, 0x067E), (.easternLetters, 0x0680): 0x0628
    // ٹ ٺ ټ ٽ ٿ
    case (.easternLetters, 0x0679), (.easternLetters, 0x067A), (.easternLetters, 0x067C...0x067D),
      (.easternLetters, 0x067F):
      0x062A
    // ڃ ڄ چ ڇ
    case (.easternLetters, 0x0683...0x0684), (.easternLetters, 0x0686...0x0687): 0x062C
    // ڈ to ڐ
    case (.easternLetters, 0x0688...0x0690): 0x062F
    // ڑ to ڗ, and ژ with ز
    case (.easternLetters, 0x0691...0x0697): 0x0631
    case (.easternLetters, 0x0698...0x0699): 0x0632
    // ڠ, ڡ to ڦ, ڧ ڨ
    case (.easternLetters, 0x06A0): 0x063A
    case (.easternLetters, 0x06A1...0x06A6): 0x0641
    case (.easternLetters, 0x06A7...0x06A8): 0x0642
    // ک ڪ ګ to ڴ: with گ and ڭ
    case (.easternLetters, 0x06A9...0x06B4): 0x0643
    // ڵ to ڸ, ڹ to ڽ with ں
    case (.easternLetters, 0x06B5...0x06B8): 0x0644
    case (.easternLetters, 0x06B9...0x06BD): 0x0646
    // ھ ہ ۀ ە as ه, ۃ as ة
    case (.easternLetters, 0x06BE), (.easternLetters, 0x06C0...0x06C2), (.easternLetters, 0x06D5): 0x0647
    case (.easternLetters, 0x06C3): 0x0629
    // ۄ to ۋ and ۏ
    case (.easternLetters, 0x06C4...0x06CB), (.easternLetters, 0x06CF): 0x0648
    // ی ۍ ێ ې ۑ ے, ۓ as ئ
    case (.easternLetters, 0x06CC...0x06CE), (.easternLetters, 0x06D0...0x06D2): 0x064A
    case (.easternLetters, 0x06D3): 0x0626
    default: nil
    }
  }
}
