import Foundation
import KhabarAnnotations
import KhabarCore
import KhabarOutput
import KhabarSchema
import KhabarTestSupport
import KhabarText
import Testing

@Suite struct SinkTests {
  /// A document with something in every layer.
  private static var full: Document {
    let marked = MarkedText("⟦قال⟧ ⟦الوزير⟧ إن ⟦7 أشخاص⟧ ⟦قتلوا⟧ ⟦أمس⟧ 😀")
    let ranges = marked.ranges
    var document = Document(id: "d,1", text: marked.text)
    document.metadata.title = "=عنوان"
    document.metadata.authors = ["سلمى"]
    document[Sentences.self] = [Sentence(range: TextRange(0, document.text.count), paragraph: 0)]
    document[Blocks.self] = [Block(range: TextRange(0, document.text.count), kind: .paragraph)]
    let speaker = Party(.entity(LayerIndex(0)), mention: ranges[1])
    document[Entities.self] = [
      Entity(
        type: .person, isNamed: false, canonical: "الوزير", mentions: [EntityMention(range: ranges[1], form: .title)],
        rule: "test")
    ]
    document[Statements.self] = [
      Statement(
        mode: .indirect, cue: Cue(range: ranges[0], lemma: "قال", type: "statement"), speaker: speaker,
        content: [ranges[2].union(ranges[4])], rule: "test")
    ]
    document[Times.self] = [
      TimeExpression(range: ranges[4], type: .date, kind: .date, value: "2024-02-06", rule: "test")
    ]
    document[Quantities.self] = [
      Quantity(
        range: ranges[2], number: TextRange(ranges[2].lowerBound, ranges[2].lowerBound + 1), value: 7, unit: "أشخاص",
        kind: .count, modifier: .exact, normalized: "7", normalizedKind: .number, rule: "test")
    ]
    document[Casualties.self] = [
      CasualtyCount(
        range: ranges[2], kind: .killed, number: 7, modifier: .exact, asOf: "2024-02-06", attributedTo: [speaker],
        rule: "test")
    ]
    document[Events.self] = [
      Event(
        type: "attack", cameo: "18", triggers: [ranges[3]],
        participants: [.init(party: Party(.literal(ranges[2])), role: "target")], rule: "test")
    ]
    document.report(Diagnostic(.note, code: "test", "a finding", origin: "test", range: ranges[4]))
    return document
  }

  private func json(_ unit: OffsetUnit, include: [String] = []) throws -> JSONValue {
    try JSONValue(parsing: DocumentWriter(offsets: unit, include: include).write(Self.full))
  }

  @Test(arguments: OffsetUnit.allCases)
  func keepsToItsSchema(unit: OffsetUnit) throws {
    let result = try SchemaValidator(DocumentSchema.schema).validate(try json(unit, include: ["source-map"]))
    #expect(result.isValid, "\(result.errors)")
  }

  @Test func theSchemaRefusesWhatIsNotADocument() throws {
    let validator = try SchemaValidator(DocumentSchema.schema)
    #expect(!validator.validate(.object([])).isValid)
    var text = String(decoding: DocumentWriter().write(Self.full), as: UTF8.self)
    text = text.replacing("\"mode\":\"indirect\"", with: "\"mode\":\"spoken\"")
    #expect(!validator.validate(try JSONValue(parsing: text)).isValid)
  }

  @Test func countsInTheUnitAskedFor() throws {
    for (unit, slice) in [(OffsetUnit.scalar, Slicing.scalars), (.utf16, .utf16), (.utf8, .utf8)] {
      let document = try json(unit)
      let text = try #require(document["text"]?.string)
      let date = try #require(document["dates"]?.array?.first)
      let start = try #require(date["start"]?.int)
      let end = try #require(date["end"]?.int)
      #expect(slice.part(of: text, start, end) == "أمس")
    }
  }

  @Test func givesEveryLayerAnOutput() throws {
    let document = try json(.scalar)
    for key in [
      "blocks", "sentences", "entities", "statements", "dates", "quantities", "casualties", "events", "diagnostics",
    ] {
      #expect(document[key]?.array?.count == 1, "\(key)")
    }
  }

  @Test func writesTablesThatSpreadsheetsDoNotRun() throws {
    let folder = NSTemporaryDirectory() + "khabar-csv-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var options = CSVSink.Options()
    options.path = folder + "/tables"
    let sink = CSVSink(options: options)
    let writer = try sink.open()
    try writer.write(sink.encode(Self.full))
    try writer.finish()
    let documents = try Data(contentsOf: URL(fileURLWithPath: options.path + "/documents.csv"))
    #expect(documents.starts(with: [0xEF, 0xBB, 0xBF]))
    let lines = String(decoding: documents.dropFirst(3), as: UTF8.self).split(separator: "\r\n")
    #expect(lines[0].hasPrefix("doc_id,title,"))
    #expect(lines[1].hasPrefix("\"d,1\",'=عنوان,سلمى,"))
    let casualties = try String(contentsOfFile: options.path + "/casualties.csv", encoding: .utf8)
    #expect(casualties.contains(",killed,7,exact,,2024-02-06,الوزير,,test"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: options.path).allSatisfy { $0.hasSuffix(".csv") })
  }

  @Test func keepsAnOutputUnderItsTemporaryNameUntilItIsWhole() throws {
    let path = NSTemporaryDirectory() + "khabar-\(UUID().uuidString).jsonl"
    defer { for name in [path, path + ".part"] { try? FileManager.default.removeItem(atPath: name) } }
    var options = DocumentSinkOptions()
    options.path = path
    let sink = JSONLinesSink(options: options)
    let writer = try sink.open()
    try writer.write(sink.encode(Self.full))
    #expect(!FileManager.default.fileExists(atPath: path))
    try writer.finish()
    #expect(FileManager.default.fileExists(atPath: path))
    #expect(!FileManager.default.fileExists(atPath: path + ".part"))
  }

  @Test func tellsAFullDevice() throws {
    var options = DocumentSinkOptions()
    options.path = "/dev/full"
    let sink = JSONLinesSink(options: options)
    let writer = try sink.open()
    #expect(throws: OutputError.self) {
      try writer.write(sink.encode(Self.full))
      try writer.finish()
    }
  }

  @Test func writesErrorRecordsForLinesOnly() throws {
    var failure = DocumentFailure(id: "x", place: "in.jsonl:2", origin: "jsonl", code: "line-invalid", message: "bad")
    let sink = JSONLinesSink(options: .init())
    #expect(sink.encode(failure) == nil)
    failure.isStreamRecord = true
    guard case .bytes(let parts)? = sink.encode(failure) else {
      Issue.record("no record")
      return
    }
    let record = try JSONValue(parsing: parts[0])
    #expect(record["doc"]?["id"]?.string == "x")
    #expect(record["error"]?["code"]?.string == "line-invalid")
  }
}

private enum Slicing {
  case scalars
  case utf16
  case utf8

  func part(of text: String, _ start: Int, _ end: Int) -> String {
    switch self {
    case .scalars: String(String.UnicodeScalarView(Array(text.unicodeScalars)[start..<end]))
    case .utf16: String(decoding: Array(text.utf16)[start..<end], as: UTF16.self)
    case .utf8: String(decoding: Array(text.utf8)[start..<end], as: UTF8.self)
    }
  }
}
