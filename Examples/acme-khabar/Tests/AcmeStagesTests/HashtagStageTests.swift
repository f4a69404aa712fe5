import AcmeStages
import KhabarAnnotations
import KhabarCore
import KhabarTestSupport
import Testing

@Suite struct HashtagStageTests {
  @Test func keepsTheRulesOfEveryStage() throws {
    try StageConformance(HashtagStage.self).run()
  }

  @Test func spellsOutTheWords() {
    let marked = MarkedText("عاجل ⟦#غزة_الآن⟧ أخبار")
    var document = Document(id: "t", text: marked.text)
    let range = marked.ranges[0]
    document[Tokens.self] = [
      Token(
        range: range, folded: range, stem: range, kind: .hashtag, isSpaceBefore: true, sentence: 0, firstSegment: 0,
        segmentCount: 1, parts: .stem)
    ]

    HashtagStage(options: .init()).process(&document)

    #expect(document[Hashtags.self].map(\.words) == ["غزة الآن"])
  }
}
