import KhabarAnnotations
import KhabarArabic
import KhabarCore
import KhabarTestSupport
import KhabarText
import Testing

@Suite struct TokenStageTests {
  private func document(_ text: String) throws -> Document {
    var document = Document(id: "t", text: text)
    FoldStage(options: .init()).process(&document)
    SentenceStage(options: .init()).process(&document)
    TokenStage(options: .init()).process(&document)
    return document
  }

  private func segmented(_ text: String) throws -> String {
    let document = try document(text)
    return document[Tokens.self].map { token in
      document[Segments.self][token.segments].map { document.string($0.range) }.joined(separator: "+")
    }.joined(separator: " ")
  }

  /// Letters are passed over four at a time: what is none ends the word wherever among them it stands.
  @Test(arguments: ["،", "؟", "٣", "7", " ", "«", "💧", "\u{66C}"])
  func endsWordsAtEveryPlace(mark: String) throws {
    for letters in 1..<12 {
      let word = String(repeating: "غيث", count: letters).prefix(letters)

      let tokens = try document(word + mark + "پهنـّا")[Tokens.self]

      #expect(tokens.first?.range == TextRange(0, word.utf8.count))
      #expect(tokens.last?.range.start == Int32(word.utf8.count + mark.utf8.count))
      #expect(tokens.count == (mark == " " ? 2 : 3))
    }
  }

  @Test(arguments: [
    "⟦قال⟧ ⟦الوزير⟧⟦،⟧ ⟦إن⟧ ⟦27,708⟧ ⟦أشخاص⟧ ⟦قتلوا⟧⟦.⟧",
    "⟦3.5⟧⟦%⟧ ⟦٣٫٥⟧⟦٪⟧ ⟦$⟧⟦20⟧", "⟦7⟧⟦/⟧⟦2⟧⟦/⟧⟦2024⟧", "⟦ف⟧⟦16⟧ ⟦كوفيد⟧⟦-⟧⟦19⟧",
    "⟦قَالَ⟧ ⟦الوَزِيرُ⟧", "⟦قال\u{640}⟧ ⟦نعم⟧", "⟦قال⟧\u{200F} \u{200F}⟦نعم⟧",
    "⟦#غزة_الآن⟧ ⟦@user_1⟧ ⟦name.x@mail.example.org⟧⟦.⟧",
    "⟦https://example.org/a?b=1⟧⟦.⟧ ⟦www.example.org⟧⟦،⟧ ⟦ثم⟧", "⟦👨‍👩‍👧⟧ ⟦🇵🇸⟧⟦🇯🇴⟧ ⟦👍🏽⟧",
    "⟦1⟧⟦،⟧⟦2⟧⟦،⟧⟦3⟧ ⟦27،708⟧", "⟦١٬٢٣٤٫٥⟧ ⟦1,234.5⟧ ⟦1.234.567⟧⟦.⟧", "⟦12⟧⟦:⟧⟦30⟧ ⟦+⟧⟦962⟧ ⟦-⟧⟦5⟧",
    "⟦aljazeera.net⟧ ⟦bbc.co.uk/arabic⟧⟦،⟧ ⟦example.org⟧⟦.⟧", "⟦end⟧⟦.⟧⟦Then⟧ ⟦U⟧⟦.⟧⟦S⟧⟦.⟧", "⟦ﷺ⟧ ⟦النبي⟧ ⟦﷽⟧",
    "⟦#كأس_العالم2026⟧⟦!⟧ ⟦#⟧ ⟦@⟧ ⟦@BBCArabic⟧⟦:⟧", "⟦iPhone⟧ ⟦Covid⟧⟦-⟧⟦19⟧ ⟦5⟧⟦G⟧", "⟦❤️⟧ ⟦👩🏽‍⚕️⟧ ⟦🏴󠁧󠁢󠁥󠁮󠁧󠁿⟧ ⟦1⟧⟦⃣⟧",
    "⟦\"⟧⟦قال⟧⟦\"⟧⟦:⟧⟦«⟧⟦نعم⟧⟦»⟧⟦…⟧",
  ])
  func cutsTokens(marked: String) throws {
    let expected = MarkedText(marked)

    let document = try document(expected.text)

    #expect(document[Tokens.self].map { document.string($0.range) } == expected.ranges.map { document.string($0) })
    #expect(document[Tokens.self].map(\.range) == expected.ranges)
  }

  @Test(arguments: [
    ("والوزير", "و+ال+وزير"), ("وزير", "وزير"), ("بلد", "بلد"), ("كلام", "كلام"),
    ("سوريا", "سوريا"), ("للحوثيين", "ل+ل+حوثي+ين"), ("وبالنسبة", "و+ب+ال+نسب+ة"), ("فيها", "في+ها"),
    ("وقال", "و+قال"), ("واحد", "واحد"), ("فلسطين", "فلسطين"), ("سيكون", "س+يكون"), ("وزارته", "وزار+ت+ه"),
  ])
  func cutsWords(word: String, expected: String) throws {
    #expect(try segmented(word) == expected)
  }

  @Test(arguments: [
    ("بوزارته", "وزارت"), ("والحكومة", "الحكومه"), ("للجنة", "لجنه"), ("فيها", "في"), ("وزير", "وزير"),
    ("وسيقولون", "يقولون"),
  ])
  func stemKeepsArticleAndEndingsOnly(word: String, stem: String) throws {
    let document = try document(word)
    let token = try #require(document[Tokens.self].first)
    let folded = try #require(document[FoldedTexts.self].first)

    #expect(String(decoding: folded.bytes[token.stem.indices], as: UTF8.self) == stem)
  }

  @Test func segmentsOfAVowelledWordKeepTheirSigns() throws {
    #expect(try segmented("وَالحُكُومَةُ") == "وَ+ال+حُكُومَ+ةُ")
  }

  @Test func noSegmentEndsInsideALigature() throws {
    let document = try document("\u{FEFB}\u{FECB}\u{FE90}")

    #expect(document[Tokens.self].count == 1)
    for segment in document[Segments.self] {
      #expect(UTF8Scalars.isBoundary(segment.range.lowerBound, in: document.text))
      #expect(UTF8Scalars.isBoundary(segment.range.upperBound, in: document.text))
    }
  }

  @Test func segmentsCoverTheirToken() throws {
    let document = try document("وبالنسبة للحوثيين، قَالُوا إنّهم سيعودون لوزاراتهم وﻻعبهم #وسم https://example.org")
    for token in document[Tokens.self] {
      let segments = Array(document[Segments.self][token.segments])
      #expect(segments.first?.range.start == token.range.start)
      #expect(segments.last?.range.end == token.range.end)
      #expect(segments.first?.folded.start == token.folded.start)
      #expect(segments.last?.folded.end == token.folded.end)
      for (left, right) in zip(segments, segments.dropFirst()) {
        #expect(left.range.end == right.range.start)
        #expect(left.folded.end == right.folded.start)
      }
    }
  }

  @Test func tokensSayWhichPartsTheyHave() throws {
    let document = try document("وبالنسبة للحوثيين، سيكتبونه 27 في غزة #وسم")
    for token in document[Tokens.self] {
      let parts = document[Segments.self][token.segments].map { Segment.Kinds($0.kind) }
      #expect(token.parts == parts.reduce(into: []) { $0.formUnion($1) })
    }
    #expect(document[Tokens.self][0].parts.isSuperset(of: [.conjunction, .preposition, .article, .stem]))
  }

  @Test func tokensDoNotOverlap() throws {
    for text in StageConformanceTexts.all + ["قالﷺنعم ﷽ ﷲﷲ \u{FDFB}"] {
      let tokens = try document(text)[Tokens.self]
      for (left, right) in zip(tokens, tokens.dropFirst()) { #expect(left.range.end <= right.range.start) }
    }
  }

  @Test func tokensKnowTheirSentence() throws {
    let document = try document("وصل الوزير. ثم غادر")

    #expect(document[Tokens.self].map(\.sentence) == [0, 0, 0, 1, 1])
    #expect(document[Tokens.self].map(\.isSpaceBefore) == [true, true, false, true, true])
  }
}
