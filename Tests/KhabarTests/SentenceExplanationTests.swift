import Khabar
import KhabarAnnotations
import KhabarCore
import KhabarText
import Testing

@Suite struct SentenceExplanationTests {
  private func document(_ text: String) throws -> Document {
    var document = Document(id: "t", text: text)
    for name in ["fold", "sentences", "tokens", "numbers", "times", "entities", "statements"] {
      let stage = try #require(StageRegistry.standard.stage(name))
      try stage.make(options: nil).process(&document)
    }
    return document
  }

  @Test func showsTokensCuesAndTheRuleOfEachStatement() throws {
    let explanation = try #require(
      SentenceExplanation(of: document("عاد الهدوء إلى الحي.\nوقال مسؤول محلي إن السوق آمن."), at: 60))

    #expect(explanation.sentence == 2)
    for part in [
      "و conjunction + قال stem", "قال: statement, takes that quote", "statement 1", "[verb-clause]", "السوق آمن",
    ] {
      #expect(explanation.text.contains(part), "\(part) in \(explanation.text)")
    }
  }

  @Test func aCueWithoutStatementIsShownAsSuch() throws {
    let explanation = try #require(SentenceExplanation(of: document("ولم يذكر المسؤول شيئا."), sentence: 1))

    #expect(explanation.text.contains("→ no statement"))
  }

  @Test func thereIsNoSentenceOutsideTheText() throws {
    #expect(try SentenceExplanation(of: document("عاد الهدوء."), sentence: 2) == nil)
    #expect(try SentenceExplanation(of: document("عاد الهدوء."), at: 500) == nil)
  }

  @Test(
    arguments: [(OffsetUnit.scalar, 5, 10), (.utf16, 5, 10), (.utf8, 10, 10), (.scalar, 99, nil)]
      as [(OffsetUnit, Int, Int?)])
  func placesOffsetsOfOtherUnits(unit: OffsetUnit, offset: Int, byte: Int?) {
    #expect(SentenceExplanation.byteOffset(of: offset, in: Array("السوق آمن".utf8), unit: unit) == byte)
  }
}
