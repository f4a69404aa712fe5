public import KhabarCore
public import KhabarSchema

/// What becomes of the run when a document fails.
public enum ErrorPolicy: String, CaseIterable, Sendable {
  /// The run ends at the first failure; what was written before stays.
  case fail
  /// The document is left out and counted.
  case skip
  /// The document is left out, counted, and named in `<output>.quarantine.jsonl`.
  case quarantine
}

/// A pipeline that has been checked and can run.
public struct PipelineDefinition: Sendable {
  public struct NamedStage: Sendable {
    public let name: String
    public let stage: any Stage

    public init(name: String, stage: any Stage) {
      self.name = name
      self.stage = stage
    }
  }

  public var source: any Source
  public var stages: [NamedStage]
  public var sinks: [any Sink]
  public var onError: ErrorPolicy
  /// Documents worked on at the same time.
  public var workers: Int
  /// The run ends after this many failures; nil for never.
  public var maximumFailures: Int?
  /// Tells source, stages and sinks with their options from any others, for the journal of a run; empty when not known.
  public var identity = ""

  public init(
    source: any Source, stages: [NamedStage], sinks: [any Sink], onError: ErrorPolicy = .quarantine, workers: Int = 1,
    maximumFailures: Int? = nil
  ) {
    self.source = source
    self.stages = stages
    self.sinks = sinks
    self.onError = onError
    self.workers = workers
    self.maximumFailures = maximumFailures
  }
}

/// A fault of a pipeline file with its place for people.
public struct PipelineProblem: Error, Sendable, Hashable, CustomStringConvertible {
  public let pointer: String
  public let position: SourcePosition
  public let message: String

  public var description: String { "\(pointer.isEmpty ? "/" : pointer) (\(position)): \(message)" }
}

/// Every fault of a pipeline file.
public struct PipelineProblems: Error, Sendable, CustomStringConvertible {
  public let problems: [PipelineProblem]

  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
