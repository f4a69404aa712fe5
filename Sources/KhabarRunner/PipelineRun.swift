public import KhabarCore
import Synchronization

/// Runs a pipeline: documents in parallel, outputs in the order of the inputs.
///
/// A window of batches is worked on at a time; the results wait in a buffer until their turn. Memory is bounded by the
/// window, not by the input.
public struct PipelineRun: Sendable {
  /// What happens while a run goes on, for progress and messages.
  public enum Event: Sendable {
    /// A document has been written.
    case written(textBytes: Int)
    case failed(DocumentFailure)
    /// A stage left the document out on purpose.
    case dropped(id: String, DocumentDrop)
  }

  /// Where the run stopped because an output could not be written.
  public struct OutputFailure: Error, CustomStringConvertible {
    public let cause: any Error
    public var description: String { "\(cause)" }
  }

  private static let batchItems = 16

  private let pipeline: PipelineDefinition
  private let journaling: RunJournaling
  private let interruption: Interruption
  private let observe: @Sendable (Event) -> Void

  public init(
    _ pipeline: PipelineDefinition, journaling: RunJournaling = .none, interruption: Interruption = Interruption(),
    observe: @escaping @Sendable (Event) -> Void = { _ in }
  ) {
    self.pipeline = pipeline
    self.journaling = journaling
    self.interruption = interruption
    self.observe = observe
  }

  /// Runs to the end of the source.
  ///
  /// - Throws: `OutputFailure` when an output cannot be written; `ResumeRefusal` when the run was to go on where another
  ///   broke off and cannot; what the source throws when it cannot go on.
  public func run() async throws -> RunReport {
    var reader = try pipeline.source.reader()
    let progress = RunProgress(pipeline, journaling: journaling)
    let writers = try progress.open(isRepeatable: reader.isRepeatable)
    var report = RunReport(stages: pipeline.stages.map(\.name))
    report.begin(at: progress.position)
    do {
      for _ in 0..<progress.position.items {
        guard try await reader.next() != nil else {
          throw ResumeRefusal("the source has fewer items than the run before has done; run without --resume")
        }
      }
      try await process(&reader, into: writers, progress, &report)
      try output {
        try progress.finish()
        for writer in writers { try writer.finish() }
      }
    } catch {
      for writer in writers { writer.cancel() }
      throw error
    }
    // What was ended early can be gone on with.
    if !report.isInterrupted, report.stoppedBy == nil { progress.forget() }
    return report
  }

  private func process(
    _ reader: inout any DocumentReader, into writers: [any SinkWriter], _ progress: RunProgress,
    _ report: inout RunReport
  ) async throws {
    let width = pipeline.workers
    var isEnd = false
    var nextBatch = 0
    var nextToWrite = 0
    var waiting: [Int: (items: Int, outcomes: [BatchOutcome])] = [:]
    let work = BatchWork(pipeline)
    try await withThrowingTaskGroup(of: (Int, Int, [BatchOutcome]).self) { group in
      var inFlight = 0
      while true {
        while !isEnd, inFlight < width {
          if interruption.isRequested {
            report.isInterrupted = true
            isEnd = true
            break
          }
          // A reader that would have to wait (a pipe) must not keep finished results back.
          if inFlight > 0, !reader.isReady { break }
          let batch = try await self.batch(&reader, isEnd: &isEnd)
          guard !batch.isEmpty else { break }
          let number = nextBatch
          nextBatch += 1
          inFlight += 1
          group.addTask { (number, batch.count, await work.outcomes(of: batch, number: number)) }
        }
        guard let (number, items, outcomes) = try await group.next() else { break }
        inFlight -= 1
        waiting[number] = (items, outcomes)
        while let ready = waiting.removeValue(forKey: nextToWrite) {
          nextToWrite += 1
          try write(ready.outcomes, to: writers, &report)
          if report.stoppedBy == nil { try output { try progress.commit(items: ready.items, report, writers) } }
        }
        if report.stoppedBy != nil {
          group.cancelAll()
          break
        }
        if !isEnd, !reader.isReady { try output { for writer in writers { try writer.flush() } } }
      }
    }
  }

  /// The next items of the source, as many as are at hand up to the size of a batch.
  private func batch(_ reader: inout any DocumentReader, isEnd: inout Bool) async throws -> [SourceItem] {
    var items: [SourceItem] = []
    var bytes = 0
    while items.count < Self.batchItems, bytes < 1 << 18 {
      guard let item = try await reader.next() else {
        isEnd = true
        break
      }
      if case .document(let document) = item { bytes += document.text.count + document.source.bytes.count }
      items.append(item)
      if !reader.isReady { break }
    }
    return items
  }

  // MARK: In order

  private func write(_ outcomes: [BatchOutcome], to writers: [any SinkWriter], _ report: inout RunReport) throws {
    for outcome in outcomes {
      switch outcome {
      case .written(let records, let trace):
        try output { for (writer, record) in zip(writers, records) { try writer.write(record) } }
        report.written += 1
        report.add(trace)
        observe(.written(textBytes: trace.textBytes))
      case .dropped(let id, let drop, let trace):
        report.drops[drop.reason, default: 0] += 1
        report.add(trace)
        observe(.dropped(id: id, drop))
      case .failed(let failure, let records):
        try output {
          for (writer, record) in zip(writers, records) { if let record { try writer.write(record) } }
        }
        report.failures[failure.code, default: 0] += 1
        observe(.failed(failure))
        if pipeline.onError == .fail || report.failed >= pipeline.maximumFailures ?? .max {
          report.stoppedBy = failure
          return
        }
      }
    }
  }

  private func output<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch { throw OutputFailure(cause: error) }
  }
}

/// A wish to end a run early, from a signal or another task.
public final class Interruption: Sendable {
  private let flag = Atomic(false)

  public init() {}

  public var isRequested: Bool { flag.load(ordering: .relaxed) }
  public func request() { flag.store(true, ordering: .relaxed) }
}
