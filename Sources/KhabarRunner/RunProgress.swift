import KhabarCore

/// How far a run has come, and the journal of it. Used by one task.
final class RunProgress {
  private let pipeline: PipelineDefinition
  private let journaling: RunJournaling
  private var journal: RunJournal?
  private(set) var position = RunPosition()

  init(_ pipeline: PipelineDefinition, journaling: RunJournaling) {
    self.pipeline = pipeline
    self.journaling = journaling
  }

  /// Opens the outputs, those of a run that broke off where that is asked for.
  ///
  /// - Parameter isRepeatable: whether the source can be read again from the beginning.
  func open(isRepeatable: Bool) throws -> [any SinkWriter] {
    let obstacle = self.obstacle(isRepeatable: isRepeatable)
    if case .resume = journaling {
      if let obstacle { throw ResumeRefusal(obstacle) }
      if let writers = try reopen() { return writers }
    }
    let writers = try output { try pipeline.sinks.map { try $0.open() } }
    if case .none = journaling { return writers }
    guard obstacle == nil, let path = RunJournal.path(for: pipeline) else { return writers }
    try output {
      guard let lengths = try lengths(of: writers) else { return }
      position.lengths = lengths
      journal = try RunJournal(starting: path, identity: pipeline.identity)
      try journal?.commit(position)
    }
    if case .resume = journaling, journal == nil {
      for writer in writers { writer.cancel() }
      throw ResumeRefusal("an output that is no file cannot be gone on with")
    }
    return writers
  }

  /// The outputs of the run that broke off; nil when there is no journal of one.
  private func reopen() throws -> [any SinkWriter]? {
    guard let path = RunJournal.path(for: pipeline),
      let found = try RunJournal.position(at: path, identity: pipeline.identity),
      found.position.lengths.count == pipeline.sinks.count
    else { return nil }
    return try output {
      var writers: [any SinkWriter] = []
      for (sink, lengths) in zip(pipeline.sinks, found.position.lengths) {
        guard let writer = try sink.reopen(at: lengths, wasFinished: found.position.isFinishing) else {
          for writer in writers { writer.cancel() }
          throw ResumeRefusal("sink \"\(type(of: sink).name)\" cannot go on with what it wrote")
        }
        writers.append(writer)
      }
      position = found.position
      position.isFinishing = false
      journal = try RunJournal(continuing: path, at: found.length)
      try journal?.commit(position)
      return writers
    }
  }

  /// Why this pipeline cannot be gone on with, nil when it can.
  private func obstacle(isRepeatable: Bool) -> String? {
    if let stage = pipeline.stages.first(where: { $0.stage is any OrderedStage }) {
      return "stage \"\(stage.name)\" remembers the documents before, so the run cannot be gone on with"
    }
    return isRepeatable ? nil : "standard input cannot be read again from where a run broke off"
  }

  private func lengths(of writers: [any SinkWriter]) throws -> [[Int]]? {
    var lengths: [[Int]] = []
    for writer in writers {
      guard let files = try writer.checkpoint() else { return nil }
      lengths.append(files)
    }
    return lengths
  }

  /// Notes that a batch of `items` items is written.
  func commit(items: Int, _ report: RunReport, _ writers: [any SinkWriter]) throws {
    position.items += items
    guard let journal, let lengths = try lengths(of: writers) else { return }
    position.lengths = lengths
    position.written = report.written
    position.textBytes = report.textBytes
    position.failures = report.failures
    position.drops = report.drops
    try journal.commit(position)
  }

  /// Notes that the outputs get their final names.
  func finish() throws {
    position.isFinishing = true
    try journal?.commit(position)
  }

  /// Removes the journal of a run that is done.
  func forget() { journal?.remove() }

  private func output<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let refusal as ResumeRefusal {
      throw refusal
    } catch {
      throw PipelineRun.OutputFailure(cause: error)
    }
  }
}
