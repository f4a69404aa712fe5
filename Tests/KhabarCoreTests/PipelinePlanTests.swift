import KhabarCore
import Testing

@Suite struct PipelinePlanTests {
  private var registry: StageRegistry {
    var registry = StageRegistry()
    registry.register(DigitStage.self)
    registry.register(YearStage.self)
    return registry
  }

  private func problems(_ names: [String], provided: [LayerName] = [.text]) throws -> [String] {
    let steps = try names.enumerated().map { index, name in
      PipelinePlan.Step(stage: try #require(registry.stage(name)), pointer: "/stages/\(index)")
    }
    return PipelinePlan(steps: steps).problems(provided: provided, registry: registry).map(\.description)
  }

  @Test func acceptsStagesInTheirOrder() throws {
    #expect(try problems(["test.digits", "test.years"]) == [])
  }

  @Test func namesWhatProvidesAMissingLayer() throws {
    #expect(
      try problems(["test.years"])
        == [#"/stages/0: stage "test.years" needs layer "test.digits"; add one of: test.digits before it"#])
  }

  @Test func saysWhichStageToMove() throws {
    #expect(
      try problems(["test.years", "test.digits"])
        == [#"/stages/0: stage "test.years" needs layer "test.digits"; move test.digits before it"#])
  }

  @Test func refusesALayerProvidedTwice() throws {
    #expect(
      try problems(["test.digits", "test.digits"])
        == [#"/stages/1: layer "test.digits" is provided by stage "test.digits" already; remove one of the two"#])
  }

  @Test func needsATextFromSomewhere() throws {
    #expect(
      try problems(["test.digits"], provided: [])
        == [#"/stages/0: stage "test.digits" needs layer "text"; no known stage provides it"#])
  }
}
