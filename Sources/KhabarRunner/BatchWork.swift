import KhabarCore

/// What became of one item of a batch.
enum BatchOutcome: Sendable {
  case written([SinkRecord], DocumentTrace)
  case failed(DocumentFailure, [SinkRecord?])
  case dropped(id: String, DocumentDrop, DocumentTrace)
}

/// What the tasks of one run do: they take batches through the stages and encode the results.
///
/// Without ordered stages each document goes all the way before the next one is loaded. With them a batch stops at each
/// turnstile until the batches before it have passed; it holds its documents meanwhile, so memory is bounded by the
/// window of the run. Batches enter the window in their order, and each passes every turnstile whatever became of its
/// documents, so the first one in the window can always go on.
struct BatchWork: Sendable {
  private let sinks: [any Sink]
  private let sections: [StageSection]

  init(_ pipeline: PipelineDefinition) {
    sinks = pipeline.sinks
    sections = StageSection.sections(of: pipeline.stages)
  }

  /// A document on its way, or what became of it.
  private struct Entry {
    var document: Document?
    var trace = DocumentTrace()
    var outcome: BatchOutcome?
  }

  /// The outcomes of the batch `number`, one for each item or for each document that a deferred item held.
  func outcomes(of items: [SourceItem], number: Int) async -> [BatchOutcome] {
    var entries: [Entry] = []
    for item in items { load(item, into: &entries) }
    for (index, section) in sections.enumerated() where index > 0 || !section.ordered.isEmpty {
      await section.turnstile.wait(for: number)
      // Of a run that ended nothing more is written; the batches behind still wait for this one to pass.
      if !Task.isCancelled {
        for place in entries.indices { advance(&entries[place], through: section.ordered) }
      }
      section.turnstile.pass()
      if !Task.isCancelled {
        for place in entries.indices {
          advance(&entries[place], through: section.parallel)
          if index == sections.count - 1 { finish(&entries[place]) }
        }
      }
    }
    return entries.compactMap(\.outcome)
  }

  /// Loads what an item holds and takes each document up to the first turnstile.
  private func load(_ item: SourceItem, into entries: inout [Entry]) {
    switch item {
    case .document(let document):
      var entry = Entry(document: document)
      if let first = sections.first, first.ordered.isEmpty {
        advance(&entry, through: first.parallel)
        if sections.count == 1 { finish(&entry) }
      }
      entries.append(entry)
    case .failure(let failure): entries.append(Entry(outcome: fail(failure)))
    case .deferred(let load): for item in load() { self.load(item, into: &entries) }
    }
  }

  private func advance(_ entry: inout Entry, through steps: [StageSection.Step]) {
    let clock = ContinuousClock()
    for step in steps {
      let start = clock.now
      do {
        try entry.document?.pass(step)
      } catch {
        return set(&entry, aside: error, in: step.name)
      }
      guard let document = entry.document else { return }
      let annotations = document.itemCount(in: step.provides)
      entry.trace.steps.append(.init(annotations: annotations, nanoseconds: (clock.now - start).nanoseconds))
    }
  }

  private func finish(_ entry: inout Entry) {
    guard let document = entry.document else { return }
    entry.trace.textBytes = document.text.count
    do {
      entry.outcome = .written(try sinks.map { try $0.encode(document) }, entry.trace)
      entry.document = nil
    } catch {
      set(&entry, aside: error, in: "output")
    }
  }

  private func set(_ entry: inout Entry, aside error: any Error, in origin: String) {
    guard let document = entry.document else { return }
    entry.outcome =
      if let drop = error as? DocumentDrop {
        .dropped(id: document.id, drop, entry.trace)
      } else {
        fail(failure(of: document, in: origin, error))
      }
    entry.document = nil
  }

  private func failure(of document: Document, in origin: String, _ error: any Error) -> DocumentFailure {
    if let failure = error as? DocumentFailure { return failure }
    var failure = DocumentFailure(
      id: document.id, place: document.source.file ?? document.id, origin: origin, code: "stage-failed",
      message: "\(error)")
    failure.isStreamRecord = document.source.isStreamRecord
    return failure
  }

  private func fail(_ failure: DocumentFailure) -> BatchOutcome {
    .failed(failure, sinks.map { $0.encode(failure) })
  }
}

extension Document {
  /// In place, so that the layers are not copied.
  fileprivate mutating func pass(_ step: StageSection.Step) throws { try step.process(&self) }
}

extension Duration {
  fileprivate var nanoseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
  }
}
