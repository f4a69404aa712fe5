import ArgumentParser
import Khabar

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of pipeline files, of output documents, or of site-rule files.")

  enum Subject: String, CaseIterable, ExpressibleByArgument {
    case pipeline
    case document
    case siteRules = "site-rules"
  }

  @Argument(help: "pipeline, document or site-rules.")
  var subject = Subject.pipeline

  func run() throws {
    let schema =
      switch subject {
      case .pipeline: PipelineSchema.schema(for: KhabarDriver.registry)
      case .document: DocumentSchema.schema
      case .siteRules: SiteRuleSchema.schema
      }
    var json = JSONWriter(pretty: true)
    json.value(schema)
    print(json.string)
  }
}
