import Foundation
import Khabar
import Testing

/// Files that are generated from declarations. When one of these fails, `./generate` writes them anew.
@Suite struct GeneratedFileTests {
  private func json(_ value: JSONValue) -> String {
    var writer = JSONWriter(pretty: true)
    writer.value(value)
    return writer.string + "\n"
  }

  @Test func pipelineSchemaIsUpToDate() throws {
    let file = try String(contentsOfFile: Repository.path("Schemas/pipeline.schema.json"), encoding: .utf8)
    #expect(file == json(PipelineSchema.schema(for: .standard)), "run ./generate")
  }

  @Test func documentSchemaIsUpToDate() throws {
    let file = try String(contentsOfFile: Repository.path("Schemas/document.schema.json"), encoding: .utf8)
    #expect(file == json(DocumentSchema.schema), "run ./generate")
  }

  @Test func siteRuleSchemaIsUpToDate() throws {
    let file = try String(contentsOfFile: Repository.path("Schemas/site-rules.schema.json"), encoding: .utf8)
    #expect(file == json(SiteRuleSchema.schema), "run ./generate")
  }

  @Test func stageReferenceIsUpToDate() throws {
    let file = try String(contentsOfFile: Repository.path("docs/stages.md"), encoding: .utf8)
    #expect(file == StageReference.markdown(for: .standard), "run ./generate")
  }

  @Test(arguments: [
    "Schemas/pipeline.schema.json", "Schemas/document.schema.json", "Schemas/site-rules.schema.json",
  ])
  func schemasKeepToTheMetaschema(file: String) throws {
    let metaschema = JSONValue.object([("$ref", .string("https://json-schema.org/draft/2020-12/schema"))])
    let value = try JSONValue(parsing: try String(contentsOfFile: Repository.path(file), encoding: .utf8))
    let result = try SchemaValidator(metaschema).validate(value)
    #expect(result.isValid, "\(result.errors)")
  }
}
