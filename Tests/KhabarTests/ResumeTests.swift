import Foundation
import Khabar
import Testing

/// A run that broke off is gone on with, and the outputs are those of a run that did not.
@Suite struct ResumeTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "khabar-resume-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
    for number in 0..<90 {
      let text = number % 13 == 5 ? "\u{0}\u{1}\u{2}\u{3}" : "قال الوزير رقم \(number) إن العمل مستمر."
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/in/t\(100 + number).txt"))
    }
  }

  private func pipeline(
    _ name: String, stages: String = #"{"stage": "sentences"}"#, breaksAfter: Int? = nil, source: String = "in"
  ) throws -> PipelineDefinition {
    let json = """
      {"version": 1, "source": {"kind": "text", "paths": ["\(source == "-" ? "-" : folder + "/" + source)"]},
       "stages": [\(stages)], "on_error": "skip", "workers": 2,
       "sinks": [{"kind": "json", "path": "\(folder)/\(name).json"}, {"kind": "csv", "path": "\(folder)/\(name)"}]}
      """
    var pipeline = try PipelineFile.read(Array(json.utf8), registry: .standard)
    if let breaksAfter {
      pipeline.sinks[1] = BreakingSink(inner: try #require(pipeline.sinks[1] as? CSVSink), after: breaksAfter)
    }
    return pipeline
  }

  private func outputs(_ name: String) throws -> [String: Data] {
    var outputs = ["json": try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).json"))]
    for table in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)") {
      outputs[table] = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)/\(table)"))
    }
    return outputs
  }

  private func hasJournal(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/\(name).json.journal")
  }

  @Test(arguments: [0, 1, 17, 40, 82])
  func givesTheSameOutputs(breaksAfter: Int) async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let whole = try await PipelineRun(try pipeline("whole"), journaling: .keep).run()
    #expect(!hasJournal("whole"))

    let broken = try pipeline("other", breaksAfter: breaksAfter)
    await #expect(throws: PipelineRun.OutputFailure.self) { try await PipelineRun(broken, journaling: .keep).run() }
    #expect(hasJournal("other"))
    // What the process wrote of a line when it died.
    let journal = try #require(FileHandle(forWritingAtPath: "\(folder)/other.json.journal"))
    try journal.seekToEnd()
    journal.write(Data("{\"items\": 99".utf8))
    let part = try #require(FileHandle(forWritingAtPath: "\(folder)/other.json.part"))
    try part.seekToEnd()
    part.write(Data("half a rec".utf8))

    let report = try await PipelineRun(try pipeline("other"), journaling: .resume).run()

    #expect(try outputs("other") == outputs("whole"))
    #expect(!hasJournal("other"))
    #expect(report.written == whole.written)
    #expect(report.failures == whole.failures)
    #expect(report.textBytes == whole.textBytes)
    #expect(whole.failed == 7)
  }

  @Test func goesOnAfterAnInterruption() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try await PipelineRun(try pipeline("whole")).run()
    let interruption = Interruption()
    let run = PipelineRun(try pipeline("other"), journaling: .keep, interruption: interruption) { event in
      if case .written = event { interruption.request() }
    }
    #expect(try await run.run().isInterrupted)
    // The outputs are whole files already.
    #expect(
      try JSONValue(parsing: String(decoding: outputs("other")["json"] ?? Data(), as: UTF8.self)).array?.isEmpty
        == false)

    _ = try await PipelineRun(try pipeline("other"), journaling: .resume).run()
    #expect(try outputs("other") == outputs("whole"))
  }

  @Test func startsAnewWithoutAJournal() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try await PipelineRun(try pipeline("whole")).run()
    _ = try await PipelineRun(try pipeline("other"), journaling: .resume).run()
    #expect(try outputs("other") == outputs("whole"))
  }

  @Test func refusesWhatItCannotGoOnWith() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func refusal(_ pipeline: PipelineDefinition) async -> String {
      do {
        _ = try await PipelineRun(pipeline, journaling: .resume).run()
        return ""
      } catch {
        return "\(error)"
      }
    }
    let broken = try pipeline("other", breaksAfter: 20)
    await #expect(throws: PipelineRun.OutputFailure.self) { try await PipelineRun(broken, journaling: .keep).run() }
    #expect(
      await refusal(try pipeline("other", stages: #"{"stage": "fold"}"#)).contains("the journal of another pipeline"))
    #expect(
      await refusal(try pipeline("x", stages: #"{"stage": "fingerprint"}, {"stage": "near-duplicates"}"#))
        .contains("stage \"near-duplicates\" remembers the documents before"))
    #expect(await refusal(try pipeline("x", source: "-")).contains("standard input cannot be read again"))
    try FileManager.default.removeItem(atPath: folder + "/in/t189.txt")
    try Data().write(to: URL(fileURLWithPath: folder + "/other.json.part"))
    #expect(await refusal(try pipeline("other")).contains("it is shorter than the journal says"))
  }
}

/// A sink that cannot write any more after some documents.
private struct BreakingSink: Sink {
  static let name = CSVSink.name
  static let summary = CSVSink.summary

  let inner: CSVSink
  let after: Int

  init(options: CSVSink.Options) {
    inner = CSVSink(options: options)
    after = 0
  }

  init(inner: CSVSink, after: Int) {
    self.inner = inner
    self.after = after
  }

  var outputPaths: [String] { inner.outputPaths }
  func encode(_ document: Document) throws -> SinkRecord { inner.encode(document) }
  func open() throws -> any SinkWriter { Writer(inner: try inner.open(), left: after) }

  private final class Writer: SinkWriter {
    let inner: any SinkWriter
    var left: Int

    init(inner: any SinkWriter, left: Int) {
      self.inner = inner
      self.left = left
    }

    struct Full: Error {}

    func write(_ record: SinkRecord) throws {
      guard left > 0 else { throw Full() }
      left -= 1
      try inner.write(record)
    }

    func flush() throws { try inner.flush() }
    func checkpoint() throws -> [Int]? { try inner.checkpoint() }
    func finish() throws { try inner.finish() }
    func cancel() { inner.cancel() }
  }
}
