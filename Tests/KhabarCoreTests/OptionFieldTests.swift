import KhabarCore
import KhabarSchema
import Testing

@Suite struct OptionFieldTests {
  private var component: Component<any Stage> {
    get throws {
      var registry = StageRegistry()
      registry.register(DigitStage.self)
      return try #require(registry.stage("test.digits"))
    }
  }

  private func options(_ json: String) throws -> DigitStage.Options {
    try #require(try component.make(options: try JSONValue(parsing: json)) as? DigitStage).options
  }

  @Test func keepsDefaultsOfWhatIsLeftOut() throws {
    let options = try options(#"{"order": "descending"}"#)
    #expect(options.earliestYear == 1300)
    #expect(options.order == .descending)
  }

  @Test func readsEveryKind() throws {
    let options = try options(#"{"earliest_year": 1400, "words": ["ا", "ب"], "strict": true}"#)
    #expect(options.earliestYear == 1400)
    #expect(options.words == ["ا", "ب"])
    #expect(options.isStrict)
  }

  @Test(arguments: [
    (#"{"earlyest_year": 1}"#, ["earlyest_year"], "unknown option; did you mean earliest_year?"),
    (#"{"earliest_year": 9000}"#, ["earliest_year"], "9000 is not in 1...1600"),
    (#"{"earliest_year": "x"}"#, ["earliest_year"], "expected a whole number, found a string"),
    (#"{"order": "up"}"#, ["order"], "\"up\" is not one of: ascending, descending"),
    (#"{"words": ["a", 1]}"#, ["words", "1"], "expected a string, found a number"),
    (#"{"strict": 1}"#, ["strict"], "expected true or false, found a number"),
    ("[]", [], "expected an object, found an array"),
  ])
  func tellsWhatDoesNotFit(json: String, path: [String], message: String) throws {
    let problems = try component.options.problems(in: try JSONValue(parsing: json))
    #expect(problems.map(\.path) == [path])
    #expect(problems.map(\.message) == [message])
  }

  @Test func tellsAllProblemsAtOnce() throws {
    let json = try JSONValue(parsing: #"{"order": 1, "earliest_year": 0, "colour": 1}"#)
    #expect(try component.options.problems(in: json).count == 3)
  }

  @Test func documentsItselfFromTheSameDeclaration() throws {
    let entry = try #require(try component.options.entries.first { $0.name == "earliest_year" })
    #expect(entry.defaultValue.int == 1300)
    #expect(entry.schema["minimum"]?.int == 1)
    #expect(entry.schema["description"]?.string == "Years before this are plain numbers.")
  }
}
