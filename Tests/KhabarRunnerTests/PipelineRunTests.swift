import KhabarCore
import KhabarRunner
import KhabarSchema
import Testing

@Suite struct PipelineRunTests {
  private func pipeline(
    _ texts: [String], onError: ErrorPolicy = .skip, workers: Int = 2, refuses: String = "", maximumFailures: Int? = nil
  ) -> (PipelineDefinition, MemorySink.Writer) {
    var sourceOptions = ListSource.Options()
    sourceOptions.paths = texts
    var sinkOptions = MemorySink.Options()
    sinkOptions.refuses = refuses
    let sink = MemorySink(options: sinkOptions)
    let definition = PipelineDefinition(
      source: ListSource(options: sourceOptions), stages: [.init(name: "picky", stage: PickyStage(options: .init()))],
      sinks: [sink], onError: onError, workers: workers, maximumFailures: maximumFailures)
    return (definition, sink.writer)
  }

  @Test(arguments: [1, 2, 8])
  func writesInTheOrderOfTheInputs(workers: Int) async throws {
    let texts = (0..<200).map { $0 % 17 == 0 ? "slow" : "text \($0)" }
    let (pipeline, writer) = pipeline(texts, workers: workers)
    let report = try await PipelineRun(pipeline).run()
    #expect(writer.written == (0..<200).map { "d\($0)" })
    #expect(writer.isFinished)
    #expect(report.written == 200)
    #expect(report.stages.map(\.documents) == [200])
    #expect(report.stages.map(\.annotations) == [200])
  }

  @Test func losesNothingElseToAFailure() async throws {
    let (pipeline, writer) = pipeline(["a", "fault", "missing", "b"])
    let report = try await PipelineRun(pipeline).run()
    #expect(writer.written == ["d0", "failed d1", "failed d2", "d3"])
    #expect(report.failures == ["stage-failed": 1, "file-missing": 1])
  }

  @Test func endsAtTheFirstFailureWhenToldTo() async throws {
    let (pipeline, writer) = pipeline(["a", "fault", "b"], onError: .fail)
    let report = try await PipelineRun(pipeline).run()
    #expect(report.stoppedBy?.id == "d1")
    #expect(report.stoppedBy?.message == "the text is a fault")
    #expect(writer.written == ["d0", "failed d1"])
  }

  @Test func endsAfterTooManyFailures() async throws {
    let (pipeline, writer) = pipeline(["fault", "a", "fault", "b"], maximumFailures: 2)
    let report = try await PipelineRun(pipeline).run()
    #expect(report.failed == 2)
    #expect(writer.written == ["failed d0", "d1", "failed d2"])
  }

  @Test func tellsAnOutputThatCannotBeWritten() async throws {
    let (pipeline, writer) = pipeline(["a", "b"], refuses: "d1")
    await #expect(throws: PipelineRun.OutputFailure.self) { try await PipelineRun(pipeline).run() }
    #expect(writer.isCancelled)
    #expect(!writer.isFinished)
  }

  @Test func stopsWhenInterruptedAndKeepsWhatIsDone() async throws {
    let interruption = Interruption()
    interruption.request()
    let (pipeline, writer) = pipeline(["a", "b"])
    let report = try await PipelineRun(pipeline, interruption: interruption).run()
    #expect(report.isInterrupted)
    #expect(writer.isFinished)
  }

  @Test func reportsWhatItDid() async throws {
    let (pipeline, _) = pipeline(["a"])
    let json = try await PipelineRun(pipeline).run().json
    #expect(json["documents"]?["written"]?.int == 1)
    #expect(json["stages"]?.array?.first?["stage"]?.string == "picky")
  }

  /// A stage works on a whole group before the next one begins; who failed in one is not given to the next.
  @Test func takesDocumentsThroughTheStagesInGroups() async throws {
    var options = ListSource.Options()
    options.paths = (0..<10).map { $0 == 2 ? "fault" : "text \($0)" }
    let log = StageLog()
    let sink = MemorySink(options: .init())
    let pipeline = PipelineDefinition(
      source: ListSource(options: options),
      stages: [
        .init(name: "picky", stage: PickyStage(options: .init())),
        .init(name: "first", stage: LoggedStage("first", log)),
        .init(name: "second", stage: LoggedStage("second", log)),
      ], sinks: [sink], workers: 1)

    _ = try await PipelineRun(pipeline).run()

    let groups = [[0, 1, 3, 4, 5, 6, 7], [8, 9]]
    #expect(
      log.calls == groups.flatMap { group in ["first", "second"].flatMap { name in group.map { "\(name) d\($0)" } } })
    #expect(sink.writer.written == (0..<10).map { $0 == 2 ? "failed d2" : "d\($0)" })
  }
}
