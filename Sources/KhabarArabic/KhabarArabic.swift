public import KhabarCore

extension StageRegistry {
  /// The stages of this module: `fold`, `sentences`, `tokens`, `words`, `latin-names`.
  public mutating func registerArabicStages() {
    register(FoldStage.self)
    register(SentenceStage.self)
    register(TokenStage.self)
    register(WordStage.self)
    register(LatinNameStage.self)
  }
}
