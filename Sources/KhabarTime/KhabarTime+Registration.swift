public import KhabarCore

extension StageRegistry {
  /// Registers `publication-date` and `times`.
  public mutating func registerTimeStages() {
    register(PublicationDateStage.self)
    register(TimesStage.self)
  }
}
