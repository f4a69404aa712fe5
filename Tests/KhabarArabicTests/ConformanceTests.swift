import KhabarArabic
import KhabarCore
import KhabarTestSupport
import Testing

@Suite struct ConformanceTests {
  @Test func foldKeepsTheLawsOfStages() throws {
    try StageConformance(FoldStage.self).run()
  }

  @Test func sentencesKeepTheLawsOfStages() throws {
    try StageConformance(SentenceStage.self).run()
  }

  @Test func tokensKeepTheLawsOfStages() throws {
    let before: [any Stage] = [FoldStage(options: .init()), SentenceStage(options: .init())]
    try StageConformance(TokenStage.self, after: before).run()
  }
}
