import KhabarAnnotations
import KhabarArabic
import KhabarCore
import KhabarLexicon
import KhabarTestSupport
import KhabarText
import Testing

@Suite struct FoldStageTests {
  private func folded(_ text: String, _ profile: FoldProfile = .search, steps: [FoldStep] = []) throws -> FoldedText {
    var options = FoldStage.Options()
    options.profile = profile
    options.steps = steps
    var document = Document(id: "t", text: text)
    FoldStage(options: options).process(&document)
    return try #require(document[FoldedTexts.self].first)
  }

  private func string(_ folded: FoldedText) -> String { String(decoding: folded.bytes, as: UTF8.self) }

  @Test func agreesWithTheFoldingOfKeysOnEveryScalar() throws {
    for value in UInt32(1)..<0x10000 {
      guard let scalar = Unicode.Scalar(value), !(0xFB50...0xFEFC).contains(value) else { continue }
      let text = String(Character(scalar))
      let result = try folded(text)
      #expect(result.bytes == KeyFolding.fold(Array(text.utf8)), "U+\(String(value, radix: 16))")
    }
  }

  /// The way through scalars of one and two bytes is another than that through one alone.
  @Test func foldsScalarsInARowAsAlone() throws {
    let scalars = (UInt32(1)..<0x2100).compactMap { Unicode.Scalar($0) }
    let whole = scalars.map { String(Character($0)) + "ب" }.joined()
    let alone = scalars.flatMap { KeyFolding.fold(Array(String(Character($0)).utf8)) + Array("ب".utf8) }

    #expect(try folded(whole).bytes == alone)
  }

  @Test(arguments: [
    ("\u{FEFB}", "لا"), ("\u{FEF5}", "لا"), ("\u{FDF2}", "الله"), ("\u{FDFA}", "صلي الله عليه وسلم"),
    ("\u{FE8D}\u{FEDF}\u{FECC}\u{FEAE}\u{FE91}\u{FEF4}\u{FE94}", "العربيه"), ("ب\u{FE77}", "ب"), ("ب\u{FC60}", "ب"),
  ])
  func expandsPresentationForms(text: String, expected: String) throws {
    #expect(string(try folded(text)) == expected)
  }

  @Test(arguments: [
    (FoldProfile.light, "قال أن مؤتمر الفتاة في المدى ٣؟"), (.search, "قال ان مؤتمر الفتاه في المدي 3؟"),
    (.aggressive, "قال ان موتمر الفتاه في المدي 3?"),
  ])
  func foldsAsFarAsTheProfileSays(profile: FoldProfile, expected: String) throws {
    #expect(string(try folded("قـال أنَّ مؤتمر الفتاةَ في\u{200F} المدى ٣؟", profile)) == expected)
  }

  @Test func customProfileTakesItsStepsOnly() throws {
    #expect(string(try folded("أنَّ ٣ مدى", .custom, steps: [.digits, .yeh])) == "أنَّ 3 مدي")
    #expect(string(try folded("أنَّ ٣", .custom)) == "أنَّ ٣")
  }

  @Test(arguments: [
    // The vowel sign at the end belongs to the word, the one at the start of the next does not.
    ("⟦قَالَ⟧ نَعَمْ", "قال"), ("قَالَ ⟦نَعَمْ⟧", "نعم"),
    // Bidi marks and joiners between words belong to nobody.
    ("قال\u{200F} \u{202B}⟦نعم⟧\u{202C}\u{200F} ثم", "نعم"), ("⟦قال⟧\u{200D}\u{200D}،", "قال"),
    // Inside a word they stay inside.
    ("⟦مي\u{200C}خواهم⟧ ثم", "ميخواهم"), ("⟦ﻻعب⟧ ثم", "لاعب"), ("في ⟦٣٫٥⟧٪", "3.5"),
    ("⟦قـــالــ⟧ ثم", "قال"),
  ])
  func leadsBoundariesBack(marked: String, word: String) throws {
    let expected = MarkedText(marked)
    let result = try folded(expected.text)
    let bytes = Array(word.utf8)
    let start = try #require(
      (0...(result.bytes.count - bytes.count)).first { Array(result.bytes[$0..<$0 + bytes.count]) == bytes })

    #expect(result.alignment.original(of: TextRange(start, start + bytes.count)) == expected.ranges[0])
  }

  @Test func everyPartOfAFormMapsToTheWholeForm() throws {
    let result = try folded("قال \u{FDFA} ثم")
    let original = result.alignment.original(of: TextRange(7 + 2, 7 + 4))

    #expect(original == TextRange(7, 10))
    #expect(result.alignment.rewritten(of: 7) == 7)
    #expect(result.alignment.rewritten(of: 10) == 7 + "صلى الله عليه وسلم".utf8.count)
  }

  @Test func aStretchAtTheEndOfAWordBelongsToItButNotTheBidiMarkAfterIt() throws {
    let result = try folded("قال\u{640}\u{200F} ثم")

    #expect(result.alignment.original(of: TextRange(0, 6)) == TextRange(0, 8))
  }
}
