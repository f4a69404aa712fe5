import KhabarAnnotations
import KhabarArabic
import KhabarCore
import KhabarText
import Testing

/// Texts made to break text programs. The sizes are such that work that grows with the square would not end.
@Suite struct HostileTextTests {
  private static let steps: [[FoldStep]] = [
    FoldProfile.search.steps, FoldProfile.light.steps, FoldProfile.aggressive.steps, [.nfkc],
  ]

  private func document(_ bytes: [UInt8], _ steps: [FoldStep] = FoldProfile.search.steps) throws -> Document {
    var options = FoldStage.Options()
    options.profile = .custom
    options.steps = steps
    var document = Document(id: "t", text: UTF8Repair(bytes).bytes)
    FoldStage(options: options).process(&document)
    SentenceStage(options: .init()).process(&document)
    TokenStage(options: .init()).process(&document)
    return document
  }

  private func string(_ parts: (String, Int)...) -> [UInt8] {
    parts.flatMap { Array(String(repeating: $0.0, count: $0.1).utf8) }
  }

  @Test(arguments: steps)
  func aLetterWithManyMarksIsOneWord(steps: [FoldStep]) throws {
    // In canonical order and against it.
    for marks in ["\u{64E}\u{651}", "\u{651}\u{64E}"] {
      let text = string(("قال ب", 1), (marks, 100_000), (" ثم", 1))
      let document = try document(text, steps)

      #expect(
        document[Tokens.self].map(\.range) == [TextRange(0, 6), TextRange(7, 400_009), TextRange(400_010, 400_014)])
      #expect(document[Sentences.self].map(\.range) == [TextRange(0, 400_014)])
    }
  }

  @Test(arguments: steps)
  func joinersBetweenWordsBelongToNobody(steps: [FoldStep]) throws {
    let text = string(("قال", 1), ("\u{200D}", 100_000), (" ", 1), ("\u{200C}", 100_000), ("نعم", 1))
    let document = try document(text, steps)
    let tokens = document[Tokens.self]

    #expect(tokens.count == 2)
    #expect(tokens.last?.range.end == Int32(text.count))
    if steps != [.nfkc] {
      #expect(tokens.map(\.range) == [TextRange(0, 6), TextRange(text.count - 6, text.count)])
    }
  }

  @Test func marksWithoutALetterAndLettersWithoutAnEndAreRead() throws {
    for text in [
      string(("\u{64E}", 200_000)), string(("ا", 200_000)), string(("وال", 100_000)), string(("ـ", 200_000)),
    ] {
      let document = try document(text)
      for token in document[Tokens.self] {
        #expect(UTF8Scalars.isBoundary(token.range.upperBound, in: document.text))
      }
    }
    #expect(try document(string(("ا", 200_000)))[Tokens.self].count == 1)
  }

  @Test func addressesAndFullStopsWithoutEndAreReadOnce() throws {
    for part in [
      "a.", "a@", "a.b-c_", "#", "@a", "1.", "1,", "http://", "www.", ".", "!", "؟", "د.", "وم.", "كلام.كلام",
    ] {
      let document = try document(string((part, 60_000)))
      let covered = document[Tokens.self].reduce(0) { $0 + $1.range.count }
      #expect(covered == document.text.count, "\(part)")
    }
  }

  @Test func presentationFormsOfManyWordsKeepTheirPlace() throws {
    let document = try document(string(("ﷺ", 20_000)), FoldProfile.aggressive.steps)
    let tokens = document[Tokens.self]

    #expect(tokens.first?.range.start == 0)
    #expect(tokens.last?.range.end == 60_000)
    for (left, right) in zip(tokens, tokens.dropFirst()) { #expect(left.range.end <= right.range.start) }
  }

  @Test func surrogatesAndNonsenseBecomeReplacementsWithExactSpans() throws {
    // Encodings of U+D800 and U+DFFF, a lone lead byte, bytes that UTF-8 never has.
    let document = try document(
      Array("قال ".utf8) + [0xED, 0xA0, 0x80, 0xED, 0xBF, 0xBF, 0xD8, 0xFF, 0xC0] + Array(" نعم".utf8))
    let words = document[Tokens.self].filter { $0.kind == .word }

    #expect(words.map { document.string($0.range) } == ["قال", "نعم"])
    #expect(document.text.count == 6 + 1 + 9 * 3 + 1 + 6)
  }

  @Test func anyBytesAreRead() throws {
    var random = SplitMix(state: 11)
    for _ in 0..<40 {
      let bytes = (0..<600).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      for steps in Self.steps {
        let document = try document(bytes, steps)
        for token in document[Tokens.self] {
          #expect(UTF8Scalars.isBoundary(token.range.lowerBound, in: document.text))
          #expect(UTF8Scalars.isBoundary(token.range.upperBound, in: document.text))
        }
      }
    }
  }
}
