import KhabarCore
import KhabarRunner
import KhabarSchema
import KhabarText
import Testing

@Suite struct OrderedStageTests {
  private func run(
    _ texts: [String], stages: [any Stage], onError: ErrorPolicy = .skip, workers: Int
  ) async throws -> (written: [String], report: RunReport) {
    var options = ListSource.Options()
    options.paths = texts
    let sink = PlaceSink(options: .init())
    let pipeline = PipelineDefinition(
      source: ListSource(options: options), stages: stages.map { .init(name: type(of: $0).name, stage: $0) },
      sinks: [sink], onError: onError, workers: workers)
    let report = try await PipelineRun(pipeline).run()
    return (sink.inner.writer.written, report)
  }

  @Test(arguments: [1, 2, 8])
  func seesTheDocumentsInTheOrderOfTheInputs(workers: Int) async throws {
    let texts = (0..<300).map { $0 % 17 == 0 ? "slow" : "text" }
    let (written, report) = try await run(
      texts, stages: [PickyStage(options: .init()), PlaceStage(options: .init())], workers: workers)
    #expect(written == (0..<300).map { "d\($0) is \($0 + 1)" })
    #expect(report.stages.map(\.documents) == [300, 300])
    #expect(report.stages.map(\.annotations) == [300, 300])
  }

  @Test(arguments: [1, 2, 8])
  func doesNotMissWhatFailedBefore(workers: Int) async throws {
    // Whole batches that fail, and batches of which some do.
    let texts = (0..<200).map { $0 < 40 || $0 % 7 == 0 ? ($0 % 2 == 0 ? "fault" : "missing") : "text" }
    let (written, report) = try await run(
      texts, stages: [PickyStage(options: .init()), PlaceStage(options: .init())], workers: workers)
    var place = 0
    let expected = texts.enumerated().map { index, text in
      guard text == "text" else { return "failed d\(index)" }
      place += 1
      return "d\(index) is \(place)"
    }
    #expect(written == expected)
    #expect(report.failed == texts.count { $0 != "text" })
  }

  @Test(arguments: [1, 2, 8])
  func worksBeforeBetweenAndAfterOthers(workers: Int) async throws {
    let texts = (0..<100).map { $0 % 13 == 0 ? "slow" : $0 % 11 == 0 ? "fault" : "text" }
    let (written, report) = try await run(
      texts,
      stages: [
        PlaceStage(options: .init()), PickyStage(options: .init()), EvenStage(options: .init()),
        LateStage(options: .init()),
      ], workers: workers)
    // The first stage counts all; the third, after the failures, drops every second one it sees.
    var seen = 0
    let expected = texts.enumerated().compactMap { index, text -> String? in
      if text == "fault" { return "failed d\(index)" }
      seen += 1
      return seen % 2 == 0 ? nil : "d\(index) is \(index + 1)"
    }
    #expect(written == expected)
    #expect(report.drops == ["even": seen / 2])
    #expect(report.written + report.dropped + report.failed == 100)
    #expect(report.json["documents"]?["dropped"]?.int == seen / 2)
    #expect(report.json["drops"]?["even"]?.int == seen / 2)
    #expect(report.json["documents"]?["read"]?.int == 100)
  }

  @Test(arguments: [1, 2, 8])
  func endsAtTheFirstFailureWithoutWaitingForEver(workers: Int) async throws {
    let texts = (0..<400).map { $0 == 37 ? "fault" : "text" }
    let (written, report) = try await run(
      texts, stages: [PickyStage(options: .init()), PlaceStage(options: .init())], onError: .fail, workers: workers)
    #expect(report.stoppedBy?.id == "d37")
    #expect(written == (0..<37).map { "d\($0) is \($0 + 1)" } + ["failed d37"])
  }

  @Test(arguments: [1, 2, 8])
  func endsWhenAnOutputCannotBeWritten(workers: Int) async throws {
    var options = ListSource.Options()
    options.paths = (0..<200).map { _ in "text" }
    var sinkOptions = MemorySink.Options()
    sinkOptions.refuses = "d50"
    let sink = MemorySink(options: sinkOptions)
    let pipeline = PipelineDefinition(
      source: ListSource(options: options), stages: [.init(name: "place", stage: PlaceStage(options: .init()))],
      sinks: [sink], workers: workers)
    await #expect(throws: PipelineRun.OutputFailure.self) { try await PipelineRun(pipeline).run() }
    #expect(sink.writer.written.count == 50)
  }

  @Test func forgetsBetweenRuns() async throws {
    let stages: [any Stage] = [PlaceStage(options: .init())]
    let first = try await run(["a", "b"], stages: stages, workers: 2)
    let second = try await run(["a", "b"], stages: stages, workers: 2)
    #expect(first.written == ["d0 is 1", "d1 is 2"])
    #expect(second.written == first.written)
  }

  @Test func takesADocumentAloneForTheFirst() throws {
    var document = Document(id: "d", text: "text")
    let stage: any Stage = PlaceStage(options: .init())
    try stage.process(&document)
    try stage.process(&document)
    #expect(document[RunPlaces.self] == [1])
  }

  @Test func isPlannedLikeAnyStage() throws {
    var registry = StageRegistry.sample
    registry.register(PlaceStage.self)
    #expect(registry.stage("place")?.isOrdered == true)
    #expect(registry.stage("picky")?.isOrdered == false)
    let twice =
      #"{"version": 1, "source": {"kind": "list"}, "stages": [{"stage": "place"}, {"stage": "place"}], "#
      + #""sinks": [{"kind": "memory"}]}"#
    #expect(throws: PipelineProblems.self) { try PipelineFile.read(Array(twice.utf8), registry: registry) }
  }
}

/// The place of a document in its run, from 1.
private enum RunPlaces: LayerKey {
  typealias Item = Int
  static let name = "run-places"
}

private struct PlaceStage: OrderedStage {
  static let name = "place"
  static let summary = "Numbers the documents of a run."
  static let provides = [LayerName(RunPlaces.self)]

  init(options: NoOptions) {}

  func makeMemory() -> Int { 0 }

  func process(_ document: inout Document, memory: inout Int) {
    memory += 1
    document[RunPlaces.self] = [memory]
  }
}

/// Drops every second document.
private struct EvenStage: OrderedStage {
  static let name = "even"
  static let summary = "Leaves out every second document."
  static let provides: [LayerName] = []

  init(options: NoOptions) {}

  func makeMemory() -> Int { 0 }

  func process(_ document: inout Document, memory: inout Int) throws {
    memory += 1
    if memory % 2 == 0 { throw DocumentDrop(reason: "even", "it is number \(memory)") }
  }
}

/// Keeps the place of each document.
private struct PlaceSink: Sink {
  static let name = "places"
  static let summary = "Keeps places."

  let inner = MemorySink(options: .init())
  var outputPaths: [String] { [] }

  init(options: NoOptions) {}

  func encode(_ document: Document) -> SinkRecord {
    .value("\(document.id) is \(document[RunPlaces.self].first ?? 0)")
  }
  func encode(_ failure: DocumentFailure) -> SinkRecord? { inner.encode(failure) }
  func open() throws -> any SinkWriter { inner.writer }
}
