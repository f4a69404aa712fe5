import ArgumentParser
import Foundation
import Khabar

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Checks pipeline and site-rule files, or any JSON against a schema, all problems at once.",
    discussion: """
      khabar validate khabar.json
      khabar validate --schema Schemas/document.schema.json out.jsonl
      khabar validate --schema mine.json --resources https://example.org/schemas/=schemas/ data.json

      A pipeline or a site rule that is wrong: exit status 2. With --schema: 0 all valid, 1 something invalid, 2 the schema or the \
      command line is unusable. A .jsonl file is checked line by line. References are looked up in the schema and in \
      the folders given, never in a network.
      """)

  @Option(
    help: ArgumentHelp("A JSON Schema of draft 2020-12 to check the files against.", valueName: "schema.json"),
    completion: .file(extensions: ["json"]))
  var schema: String?

  @Option(
    help: ArgumentHelp(
      "A folder of schemas and the URI they are referred to by; may be given several times.",
      valueName: "base-uri=dir"))
  var resources: [String] = []

  @Flag(help: "With --schema: the standard output format \"basic\" as JSON, a line a value.")
  var json = false

  @Argument(help: ArgumentHelp("The files to check.", valueName: "file.json"), completion: .file())
  var files: [String]

  func run() throws {
    if let schema { return try SchemaCheck(schema: schema, resources: resources, printsJSON: json).run(files) }
    guard resources.isEmpty, !json else { throw ExitStatus.usage("khabar: --resources and --json go with --schema") }
    var messages: [String] = []
    for file in files {
      do {
        let bytes = try InputFile.read(file)
        if SiteRuleFile.isMeant(by: bytes) {
          try SiteRuleFile.check(bytes, file: file)
        } else {
          _ = try PipelineFile.read(bytes, registry: KhabarDriver.registry)
        }
        print("\(file): valid")
      } catch let problems as PipelineProblems {
        messages.append(Self.message(for: problems, in: file))
      } catch let problems as SiteRuleProblems {
        messages.append(problems.description)
      }
    }
    if !messages.isEmpty { throw ExitStatus.usage(messages.joined(separator: "\n")) }
  }

  /// One line for each problem, in the form that editors jump from.
  static func message(for problems: PipelineProblems, in file: String) -> String {
    problems.problems.map { problem in
      let pointer = problem.pointer.isEmpty ? "/" : problem.pointer
      return "\(file):\(problem.position.line):\(problem.position.column): \(pointer): \(problem.message)"
    }.joined(separator: "\n")
  }
}
