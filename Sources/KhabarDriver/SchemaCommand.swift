import ArgumentParser
import Khabar

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the JSON Schema of pipeline files, or of output documents.")

  enum Subject: String, CaseIterable, ExpressibleByArgument {
    case pipeline
    case document
  }

  @Argument(help: "pipeline or document.")
  var subject = Subject.pipeline

  func run() throws {
    let schema =
      switch subject {
      case .pipeline: PipelineSchema.schema(for: KhabarDriver.registry)
      case .document: DocumentSchema.schema
      }
    var json = JSONWriter(pretty: true)
    json.value(schema)
    print(json.string)
  }
}
