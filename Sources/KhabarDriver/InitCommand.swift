import ArgumentParser
import Foundation
import Khabar

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Writes a pipeline to start from.")

  @Argument(help: ArgumentHelp("Where to write it.", valueName: "file"), completion: .file())
  var file = "khabar.json"

  @Option(help: "What the inputs are: \(SourceNames.list).", completion: .list(SourceNames.all))
  var source = "auto"

  @Option(help: ArgumentHelp("Where the inputs are.", valueName: "path"))
  var paths: [String] = ["pages"]

  @Flag(help: "Overwrites a file that is there.")
  var force = false

  func run() throws {
    let registry = KhabarDriver.registry
    guard registry.source(source) != nil else {
      throw ExitStatus.usage("khabar: unknown source \"\(source)\"; known: \(SourceNames.list)")
    }
    guard force || !FileManager.default.fileExists(atPath: file) else {
      throw ExitStatus.usage("khabar: \(file): is there already; --force overwrites it")
    }
    let schema = "khabar.schema.json"
    let pipeline = StandardPipeline.configuration(
      source: [("kind", .string(source)), ("paths", .array(paths.map(JSONValue.string)))],
      sink: [("kind", .string("jsonl")), ("path", .string("out.jsonl"))], more: [("on_error", .string("quarantine"))])
    var members: [(String, JSONValue)] = [("$schema", .string("./\(schema)"))]
    members += pipeline.object?.members.map { ($0.key, $0.value) } ?? []
    try write(.object(members), to: file)
    let schemaFile = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent(schema).path
    try write(PipelineSchema.schema(for: registry), to: schemaFile)
    print(
      """
      \(file) is a pipeline with the standard stages; it reads \(paths.joined(separator: ", ")) and writes out.jsonl.
      \(schema) beside it lets an editor complete and check it.
      Next: khabar validate \(file); khabar run \(file)
      """)
  }

  private func write(_ value: JSONValue, to path: String) throws {
    var json = JSONWriter(pretty: true)
    json.value(value)
    do {
      try Data(json.bytes + [0x0A]).write(to: URL(fileURLWithPath: path))
    } catch {
      throw ExitStatus.output("khabar: \(path): cannot be written")
    }
  }
}
