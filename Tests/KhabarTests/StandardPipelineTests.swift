import Foundation
import Khabar
import KhabarTestSupport
import Testing

/// The whole pipeline on the sample pages and texts.
@Suite struct StandardPipelineTests {
  /// Every sample document after all stages, with the text it had when it was set.
  private static let documents: [Document] = {
    do { return try run(Repository.samples) } catch { return [] }
  }()

  private static func run(_ files: [String]) throws -> [Document] {
    let registry = StageRegistry.standard
    let stages = try StandardPipeline.stages.map { try #require(registry.stage($0)).make(options: nil) }
    return try files.map { file in
      let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: file)))
      let name = URL(fileURLWithPath: file).lastPathComponent
      var document =
        name.hasSuffix(".html")
        ? Document(id: name, page: DocumentSource(bytes: bytes, file: file))
        : Document(id: name, text: UTF8Repair(bytes).bytes, source: DocumentSource(file: file))
      for stage in stages { try stage.process(&document) }
      return document
    }
  }

  private func document(_ name: String) throws -> Document {
    try #require(Self.documents.first { $0.id == name }, "\(name) is not among the samples")
  }

  @Test func knowsEveryStageItNames() {
    let registry = StageRegistry.standard
    #expect(StandardPipeline.stages.filter { registry.stage($0) == nil } == [])
    #expect(Self.documents.count >= 12)
  }

  @Test func itsDocumentsKeepToTheSchema() throws {
    let validator = try SchemaValidator(DocumentSchema.schema)
    for document in Self.documents {
      let bytes = DocumentWriter(include: ["tokens", "source-map"]).write(document)
      let result = validator.validate(try JSONValue(parsing: bytes))
      #expect(result.isValid, "\(document.id): \(result.errors.prefix(3))")
    }
  }

  // Law 1: what a reader sees is the range.
  @Test func everySpanIsTheTextItNames() throws {
    for document in Self.documents {
      let json = try JSONValue(parsing: DocumentWriter(include: ["tokens"]).write(document))
      let text = Array(try #require(json["text"]?.string).unicodeScalars)
      var count = 0
      func visit(_ value: JSONValue) {
        if let start = value["start"]?.int, let end = value["end"]?.int, let span = value["text"]?.string {
          count += 1
          #expect(start <= end && end <= text.count, "\(document.id)")
          #expect(String(String.UnicodeScalarView(text[start..<end])) == span, "\(document.id)")
        }
        for member in value.object?.members ?? [] { visit(member.value) }
        for item in value.array ?? [] { visit(item) }
      }
      visit(json)
      #expect(count > 100, "\(document.id)")
    }
  }

  @Test func stagesLeaveTheTextAsItWas() throws {
    for document in Self.documents where document.source.bytes.isEmpty {
      let file = try #require(document.source.file)
      #expect(document.text == [UInt8](try Data(contentsOf: URL(fileURLWithPath: file))), "\(document.id)")
    }
  }

  @Test func givesTheSameResultAgain() throws {
    let again = try Self.run(Repository.samples)
    for (first, second) in zip(Self.documents, again) {
      #expect(DocumentWriter().write(first) == DocumentWriter().write(second), "\(first.id)")
    }
  }

  @Test func readsTheSourcesOfNestedSpeech() throws {
    let document = try document("politics-water-talks.html")
    let entities = document[Entities.self]
    func name(_ party: Party?) -> String? {
      guard case .entity(let index)? = party?.reference else { return nil }
      return entities[index.value].canonical
    }
    let nested = document[Statements.self].filter { $0.sourceChain.count == 2 }
    #expect(
      nested.contains {
        $0.sourceChain.compactMap(name) == ["الضفاف", "مصدر حكومي"] && name($0.speaker) == "حسام الجنابي"
      })
    #expect(nested.allSatisfy { $0.parent != nil })
  }

  @Test func countsCasualtiesWithTheirSources() throws {
    let document = try document("war-market-shelling.html")
    let counts = document[Casualties.self]
    #expect(counts.contains { $0.kind == .killed && $0.number == 41 })
    #expect(counts.contains { !$0.attributedTo.isEmpty })
  }

  @Test func readsPagesOfEveryKind() throws {
    let titles = Self.documents.filter { $0.id.hasSuffix(".html") }.map(\.metadata.title)
    #expect(titles.allSatisfy { $0?.isEmpty == false })
    #expect(try document("archive-ship-1256.html").source.bytes.contains(0xC7))
    #expect(document(holding: "اللاذقية", in: try document("archive-ship-1256.html")))
    #expect(try document("gulf-railway-hijri.html").metadata.published?.hasPrefix("2025-02-04") == true)
    #expect(try document("maghreb-olive-season.html").metadata.published?.hasPrefix("2024-11-21") == true)
  }

  private func document(holding words: String, in document: Document) -> Bool {
    document.string(TextRange(0, document.text.count)).contains(words)
  }

  // Law 6: nothing is read or written before the plan is right.
  @Test func checksThePlanBeforeAnythingIsWritten() throws {
    let path = NSTemporaryDirectory() + "khabar-plan-\(UUID().uuidString).jsonl"
    let json = """
      {"version": 1, "source": {"kind": "text", "paths": ["/no/such/file"]}, "stages": [{"stage": "tokens"}],
       "sinks": [{"kind": "jsonl", "path": "\(path)"}]}
      """
    do {
      _ = try PipelineFile.read(Array(json.utf8), registry: .standard)
      Issue.record("the plan was taken")
    } catch {
      #expect(error.problems.map(\.pointer) == ["/stages/0"])
      #expect(error.problems[0].message.contains("add one of: fold before it"))
    }
    for name in [path, path + ".part"] { #expect(!FileManager.default.fileExists(atPath: name)) }
  }

  @Test func everyStageKeepsTheRulesOfStages() throws {
    let registry = StageRegistry.standard
    let names = StandardPipeline.stages.filter { $0 != "article" }
    var before: [any Stage] = []
    for name in names {
      let stage = try #require(registry.stage(name)).make(options: nil)
      try check(stage, after: before)
      before.append(stage)
    }
  }

  private func check<S: Stage>(_ stage: S, after before: [any Stage]) throws {
    try StageConformance(S.self, after: before).run()
  }
}

extension Repository {
  /// The sample pages that are not compressed, and the sample texts.
  static var samples: [String] {
    ["Examples/pages", "Examples/texts"].flatMap { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path(folder))) ?? []
      return names.filter { $0.hasSuffix(".html") || $0.hasSuffix(".txt") }.sorted().map { path(folder) + "/" + $0 }
    }
  }
}
