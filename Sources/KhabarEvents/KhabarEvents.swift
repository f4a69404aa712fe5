public import KhabarCore

extension StageRegistry {
  /// The stages of this module: `casualties`, `events`.
  public mutating func registerEventStages() {
    register(CasualtyStage.self)
    register(EventStage.self)
  }
}
