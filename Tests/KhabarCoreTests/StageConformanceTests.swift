import KhabarCore
import KhabarTestSupport
import KhabarText
import Testing

@Suite struct StageConformanceTests {
  @Test func passesAStageThatKeepsTheRules() throws {
    try StageConformance(DigitStage.self).run()
    try StageConformance(YearStage.self, after: [DigitStage(options: .init())]).run()
  }

  @Test func catchesARangeThatCutsAScalar() {
    #expect(throws: (any Error).self) { try StageConformance(CuttingStage.self).run() }
  }

  @Test func catchesALayerThatIsNotDeclared() {
    #expect(throws: (any Error).self) { try StageConformance(SecretStage.self).run() }
  }
}

private struct CuttingStage: Stage {
  static let name = "test.cutting"
  static let summary = "Cuts scalars."
  static let provides = [LayerName(Digits.self)]

  init(options: NoOptions) {}

  func process(_ document: inout Document) {
    document[Digits.self] = document.text.count > 1 ? [TextRange(0, 1)] : []
  }
}

private struct SecretStage: Stage {
  static let name = "test.secret"
  static let summary = "Writes what it does not declare."
  static let provides: [LayerName] = []

  init(options: NoOptions) {}

  func process(_ document: inout Document) { document[Digits.self] = [TextRange(0, 0)] }
}
