import KhabarAnnotations
import KhabarArabic
import KhabarCore
import KhabarTestSupport
import Testing

@Suite struct TokenizerTests {
  private static let text = "وقالت الوزيرة لصحفييها: «سنفتح 12 مدرسةً». ثم غادرت إلى https://example.org/a."

  @Test func cutsAsTheStagesDo() throws {
    var document = Document(id: "t", text: Self.text)
    FoldStage(options: .init()).process(&document)
    SentenceStage(options: .init()).process(&document)
    TokenStage(options: .init()).process(&document)
    let result = Tokenizer().cut(Array(Self.text.utf8))
    #expect(result.tokens == document[Tokens.self])
    #expect(result.segments == document[Segments.self])
    #expect(result.sentences == document[Sentences.self])
    #expect(result.segments.count > result.tokens.count)
  }

  @Test func leavesWordsWhole() {
    let result = Tokenizer(cutsSegments: false).cut(Array(Self.text.utf8))
    #expect(result.tokens.map(\.range) == Tokenizer().cut(Array(Self.text.utf8)).tokens.map(\.range))
    #expect(result.segments.map(\.range) == result.tokens.map(\.range))
  }

  @Test func cutsNothingIntoNothing() {
    #expect(Tokenizer().cut([]).tokens.isEmpty)
  }
}
