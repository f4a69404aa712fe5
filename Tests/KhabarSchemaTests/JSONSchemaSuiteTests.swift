import Foundation
import Testing

@testable import KhabarSchema

/// The official test suite; `Tests/Fixtures/json-schema-suite/README.md` says where it comes from.
@Suite struct JSONSchemaSuiteTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/json-schema-suite")

  struct Case: Sendable, CustomStringConvertible {
    var name: String
    var schema: JSONValue
    var data: JSONValue
    var isValid: Bool

    var description: String { name }
  }

  @Test func passesEveryRequiredCase() throws {
    let cases = try Self.cases(in: "tests/draft2020-12")
    let resources = try Self.resources()

    let wrong = cases.filter { Self.verdict(on: $0, resources) != $0.isValid }

    #expect(cases.count == 1257)
    #expect(wrong.map(\.name) == [])
  }

  @Test func decidesTheOptionalCasesAsKnown() throws {
    let cases = try Self.cases(in: "tests/draft2020-12/optional")
    let resources = try Self.resources()

    let wrong = cases.filter { Self.verdict(on: $0, resources) != $0.isValid }

    #expect(cases.count == 157)
    // `dependencies` is a keyword of older drafts; `format` never refuses anything, and a schema whose metaschema
    // insists that it does is itself refused.
    let files = Dictionary(grouping: wrong) { $0.name.prefix { $0 != ":" } }
    #expect(files.mapValues(\.count) == ["dependencies-compatibility.json": 14, "format-assertion.json": 3])
  }

  @Test func explainsEveryInvalidCase() throws {
    let cases = try Self.cases(in: "tests/draft2020-12").filter { !$0.isValid }
    let resources = try Self.resources()

    for invalid in cases {
      let result = try SchemaValidator(invalid.schema, resources: resources).validate(invalid.data)
      #expect(!result.errors.isEmpty, "\(invalid)")
      for error in result.errors {
        #expect(invalid.data[error.instanceLocation] != nil, "\(invalid): \(error.instanceLocation)")
        #expect(!error.error.isEmpty)
      }
    }
  }

  @Test func agreesWithItselfWhenNoReasonsAreAskedFor() throws {
    let resources = try Self.resources()

    for suiteCase in try Self.cases(in: "tests/draft2020-12") {
      let validator = try SchemaValidator(suiteCase.schema, resources: resources)
      #expect(validator.accepts(suiteCase.data) == suiteCase.isValid, "\(suiteCase)")
    }
  }

  /// nil when the schema is refused.
  private static func verdict(on suiteCase: Case, _ resources: [String: JSONValue]) -> Bool? {
    do {
      return try SchemaValidator(suiteCase.schema, resources: resources).validate(suiteCase.data).isValid
    } catch {
      return nil
    }
  }

  private static func cases(in path: String) throws -> [Case] {
    let files = try FileManager.default.contentsOfDirectory(
      at: folder.appending(path: path), includingPropertiesForKeys: nil)
    var cases: [Case] = []
    for file in files.filter({ $0.pathExtension == "json" }).sorted(by: { $0.path < $1.path }) {
      for group in try read(file).array ?? [] {
        let schema = try #require(group["schema"])
        let groupName = try #require(group["description"]?.string)
        for test in try #require(group["tests"]?.array) {
          let name = "\(file.lastPathComponent): \(groupName): \(test["description"]?.string ?? "")"
          let data = try #require(test["data"])
          let isValid = try #require(test["valid"]?.bool as Bool?)
          cases.append(Case(name: name, schema: schema, data: data, isValid: isValid))
        }
      }
    }
    return cases
  }

  private static func resources() throws -> [String: JSONValue] {
    let root = folder.appending(path: "remotes").path
    let enumerator = try #require(FileManager.default.enumerator(atPath: root))
    var resources: [String: JSONValue] = [:]
    for case let path as String in enumerator where path.hasSuffix(".json") {
      resources["http://localhost:1234/\(path)"] = try read(URL(filePath: root + "/" + path))
    }
    return resources
  }

  private static func read(_ file: URL) throws -> JSONValue {
    try JSONValue(parsing: [UInt8](Data(contentsOf: file)))
  }
}
