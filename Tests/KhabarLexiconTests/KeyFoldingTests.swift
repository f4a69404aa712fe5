import KhabarLexicon
import Testing

@Suite struct KeyFoldingTests {
  @Test(arguments: [
    ("أُستاذ", "استاذ"), ("مُستشفى", "مستشفي"), ("الحُديدة", "الحديده"), ("٣٫٥", "3.5"), ("كـــتاب", "كتاب"),
    ("ABC", "abc"), ("علی", "علي"), ("مسؤول", "مسؤول"), ("ي\u{200C}ا", "يا"), ("ا\u{A0}ب", "ا ب"),
  ])
  func makesSpellingsOne(text: String, folded: String) {
    #expect(KeyFolding.fold(text) == folded)
  }

  @Test(arguments: [
    ("قناة 13", ["قناه", "13"]), ("إس-400", ["اس", "-", "400"]), ("3آلاف", ["3", "الاف"]),
    ("أ.ف.ب", ["ا", ".", "ف", ".", "ب"]),
    ("", []), ("  ", []),
  ])
  func cutsWordsAsTokensAreCut(text: String, words: [String]) {
    #expect(
      KeyFolding.words(of: Array(KeyFolding.fold(text).utf8)).map { String(decoding: $0, as: UTF8.self) } == words)
  }
}
