public import KhabarCore

extension StageRegistry {
  /// Registers the stages that find near copies.
  public mutating func registerDuplicateStages() {
    register(FingerprintStage.self)
    register(NearDuplicateStage.self)
  }
}
