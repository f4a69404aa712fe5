import KhabarCore
import KhabarRunner
import KhabarSchema
import Testing

@Suite struct PipelineFileTests {
  private func problems(_ json: String) -> [String] {
    do {
      _ = try PipelineFile.read(Array(json.utf8), registry: .sample)
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  @Test func readsAWholePipeline() throws {
    let json = """
      {"$schema": "x", "version": 1, "source": {"kind": "list", "paths": ["a"]},
       "stages": [{"stage": "picky"}, {"stage": "late", "options": {}}],
       "sinks": [{"kind": "memory"}], "on_error": "skip", "workers": 3, "maximum_failures": 9}
      """
    let pipeline = try PipelineFile.read(Array(json.utf8), registry: .sample)
    #expect(pipeline.stages.map(\.name) == ["picky", "late"])
    #expect(pipeline.workers == 3)
    #expect(pipeline.onError == .skip)
    #expect(pipeline.maximumFailures == 9)
  }

  @Test func acceptsASinkWhoseLayerAStageGives() {
    let json = """
      {"version": 1, "source": {"kind": "list"}, "stages": [{"stage": "picky"}], "sinks": [{"kind": "marks"}]}
      """
    #expect(problems(json) == [])
  }

  @Test func tellsEveryProblemWithItsPlace() {
    let json = """
      {"version": 1, "source": {"kind": "lost"},
       "stages": [{"stage": "late"}, {"stage": "piky"}],
       "sinks": [{"kind": "memory", "pth": "x"}], "wrkers": 2}
      """
    #expect(
      problems(json) == [
        #"/source/kind (line 1, column 35): unknown source "lost"; did you mean list?"#,
        #"/stages/1/stage (line 2, column 42): unknown stage "piky"; did you mean picky?"#,
        #"/sinks/0/pth (line 3, column 31): unknown option; did you mean path?"#,
        #"/wrkers (line 3, column 45): unknown key "wrkers"; did you mean workers?"#,
      ])
  }

  @Test(arguments: [
    ("{", "/ (line 1, column 2): "),
    ("[]", "/ (line 1, column 1): expected an object, found an array"),
    (
      #"{"version": 2, "source": {"kind": "list"}, "stages": [], "sinks": [{"kind": "memory"}]}"#,
      "/version (line 1, column 13): this program reads version 1 only"
    ),
    (
      #"{"version": 1, "source": {"kind": "list"}, "stages": [{"stage": "late"}], "sinks": [{"kind": "memory"}]}"#,
      #"/stages/0 (line 1, column 55): stage "late" needs layer "marks"; add one of: picky before it"#
    ),
    (
      #"{"version": 1, "source": {"kind": "list"}, "stages": [], "sinks": [{"kind": "marks"}]}"#,
      #"/sinks/0 (line 1, column 68): sink "marks" needs layer "marks"; add one of: picky"#
    ),
    (
      #"{"version": 1, "source": {"kind": "list"}, "stages": [], "sinks": []}"#,
      "/sinks (line 1, column 67): at least one sink is needed"
    ),
    (
      #"{"version": 1, "source": {"kind": "list"}, "stages": [], "sinks": [{"kind": "memory", "path": "/no/such/x"}]}"#,
      "/sinks/0/path (line 1, column 68): "
    ),
    (
      #"{"version": 1, "version": 1, "source": {"kind": "list"}, "stages": [], "sinks": [{"kind": "memory"}]}"#,
      "/version (line 1, column 16): the key stands twice"
    ),
  ])
  func refuses(json: String, beginning: String) {
    let found = problems(json)
    // /no/such/x is writable for root, whose tests then have one case less to show.
    if found.isEmpty, json.contains("/no/such") { return }
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix(beginning) == true, "\(found)")
  }

  @Test func tellsAMistypedStageOnce() {
    let json = """
      {"version": 1, "source": {"kind": "list"}, "stages": [{"stage": "piky"}, {"stage": "late"}],
       "sinks": [{"kind": "memory"}]}
      """
    #expect(problems(json) == [#"/stages/0/stage (line 1, column 65): unknown stage "piky"; did you mean picky?"#])
  }

  @Test func takesOverridesBeforeItChecks() throws {
    let json = #"{"version": 1, "source": {"kind": "list"}, "stages": [], "sinks": [{"kind": "memory"}]}"#
    var overrides = PipelineFile.Overrides()
    overrides.paths = ["a", "b"]
    overrides.output = "elsewhere"
    let pipeline = try PipelineFile.read(Array(json.utf8), registry: .sample, overrides: overrides)
    #expect((pipeline.source as? ListSource)?.options.paths == ["a", "b"])
    #expect(pipeline.sinks.first?.outputPaths == ["elsewhere"])
  }

  @Test func agreesWithItsOwnSchema() throws {
    let validator = try SchemaValidator(PipelineSchema.schema(for: .sample))
    let right =
      #"{"version": 1, "source": {"kind": "list"}, "stages": [{"stage": "picky"}], "sinks": [{"kind": "memory"}]}"#
    let wrong = #"{"version": 1, "source": {"kind": "list", "x": 1}, "stages": [{"stage": "piky"}], "sinks": []}"#
    #expect(validator.validate(try JSONValue(parsing: right)).isValid)
    #expect(!validator.validate(try JSONValue(parsing: wrong)).isValid)
    #expect(problems(right).isEmpty)
    #expect(!problems(wrong).isEmpty)
  }
}
