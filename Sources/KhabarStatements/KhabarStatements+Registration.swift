public import KhabarCore

extension StageRegistry {
  /// Registers `statements`.
  public mutating func registerStatementStages() {
    register(StatementsStage.self)
  }
}
