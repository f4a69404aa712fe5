import KhabarCore
import Synchronization

/// A stretch of a pipeline during one run: ordered stages, which batches enter in turn, then stages that work on many
/// documents at once. The first stretch of a pipeline has no ordered stages as a rule, the others have at least one.
struct StageSection: Sendable {
  /// A stage as a run uses it.
  struct Step: Sendable {
    let name: String
    let provides: [LayerName]
    let process: @Sendable (inout Document) throws -> Void
  }

  var ordered: [Step] = []
  var parallel: [Step] = []
  let turnstile = Turnstile()

  /// The stretches of `stages`, at least one, with new memories.
  static func sections(of stages: [PipelineDefinition.NamedStage]) -> [StageSection] {
    var sections = [StageSection()]
    for named in stages {
      let provides = type(of: named.stage).provides
      if let stage = named.stage as? any OrderedStage {
        if !sections[sections.count - 1].parallel.isEmpty { sections.append(StageSection()) }
        let process = remembering(stage)
        sections[sections.count - 1].ordered.append(Step(name: named.name, provides: provides, process: process))
      } else {
        let stage = named.stage
        sections[sections.count - 1].parallel.append(
          Step(name: named.name, provides: provides) { try stage.process(&$0) })
      }
    }
    return sections
  }

  private static func remembering<S: OrderedStage>(_ stage: S) -> @Sendable (inout Document) throws -> Void {
    let memory = Box(stage.makeMemory())
    return { document in try memory.value.withLock { try stage.process(&document, memory: &$0) } }
  }

  /// The turnstile lets one batch in at a time, so the lock never waits.
  private final class Box<Value: Sendable>: Sendable {
    let value: Mutex<Value>

    init(_ value: Value) { self.value = Mutex(value) }
  }
}
