public import KhabarCore

extension StageRegistry {
  /// Registers the stages `numbers` and `quantities`.
  public mutating func registerNumberStages() {
    register(NumbersStage.self)
    register(QuantitiesStage.self)
  }
}
