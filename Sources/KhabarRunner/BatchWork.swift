import KhabarCore

/// What became of one item of a batch.
enum BatchOutcome: Sendable {
  case written([SinkRecord], DocumentTrace)
  case failed(DocumentFailure, [SinkRecord?])
  case dropped(id: String, DocumentDrop, DocumentTrace)
}

/// What the tasks of one run do: they take batches through the stages and encode the results.
///
/// Documents go in small groups: a stage works on all of a group before the next stage begins, so that its tables and
/// code are still near in memory for the second document (measured: a fifth of the time of all stages together on
/// articles of 9 KB). Without ordered stages a group goes all the way before the next one is loaded. With them a batch
/// stops at each turnstile until the batches before it have passed; it holds its documents meanwhile, so memory is
/// bounded by the window of the run. Batches enter the window in their order, and each passes every turnstile whatever
/// became of its documents, so the first one in the window can always go on.
struct BatchWork: Sendable {
  /// Documents in a group, and bytes of text or page after which it is full.
  private static let groupCount = 8
  private static let groupBytes = 1 << 19

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

  /// The entries of a batch as they are loaded; those from `group` on have not been through any stage.
  private struct Loading {
    var entries: [Entry] = []
    var group = 0
    var groupBytes = 0
  }

  /// The outcomes of the batch `number`, one for each item or for each document that a deferred item held.
  func outcomes(of items: [SourceItem], number: Int) async -> [BatchOutcome] {
    var loading = Loading()
    for item in items { load(item, into: &loading) }
    closeGroup(&loading)
    for (index, section) in sections.enumerated() where index > 0 || !section.ordered.isEmpty {
      await section.turnstile.wait(for: number)
      // Of a run that ended nothing more is written; the batches behind still wait for this one to pass.
      if !Task.isCancelled { advance(&loading.entries, loading.entries.indices, through: section.ordered) }
      section.turnstile.pass()
      if !Task.isCancelled {
        for first in stride(from: 0, to: loading.entries.count, by: Self.groupCount) {
          let group = first..<min(first + Self.groupCount, loading.entries.count)
          advance(&loading.entries, group, through: section.parallel)
          if index == sections.count - 1 { for place in group { finish(&loading.entries[place]) } }
        }
      }
    }
    return loading.entries.compactMap(\.outcome)
  }

  private func load(_ item: SourceItem, into loading: inout Loading) {
    switch item {
    case .document(let document):
      loading.groupBytes += max(document.source.bytes.count, document.text.count)
      loading.entries.append(Entry(document: document))
      if loading.entries.count - loading.group >= Self.groupCount || loading.groupBytes >= Self.groupBytes {
        closeGroup(&loading)
      }
    case .failure(let failure): loading.entries.append(Entry(outcome: fail(failure)))
    case .deferred(let load): for item in load() { self.load(item, into: &loading) }
    }
  }

  /// Takes what was loaded last up to the first turnstile.
  private func closeGroup(_ loading: inout Loading) {
    let group = loading.group..<loading.entries.count
    (loading.group, loading.groupBytes) = (loading.entries.count, 0)
    guard let first = sections.first, first.ordered.isEmpty else { return }
    advance(&loading.entries, group, through: first.parallel)
    if sections.count == 1 { for place in group { finish(&loading.entries[place]) } }
  }

  private func advance(_ entries: inout [Entry], _ places: Range<Int>, through steps: [StageSection.Step]) {
    for step in steps {
      for place in places where entries[place].document != nil { advance(&entries[place], through: step) }
    }
  }

  private func advance(_ entry: inout Entry, through step: StageSection.Step) {
    let clock = ContinuousClock()
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
