public import KhabarSchema

/// The news pipeline that `khabar extract` runs and `khabar init` writes.
public enum StandardPipeline {
  /// The stages in their order, each with its default options.
  public static let stages = [
    "article", "publication-date", "fold", "sentences", "tokens", "numbers", "times", "quantities", "entities",
    "statements", "casualties", "events",
  ]

  /// Stages that are only run when asked for, each with the stage it follows.
  public static let additionalStages = [
    (name: "words", after: "tokens"), (name: "latin-names", after: "entities"),
    (name: "entity-table", after: "entities"),
  ]

  /// The pipeline as a value that `PipelineFile.read` takes.
  ///
  /// - Parameters:
  ///   - source: the source's kind and options.
  ///   - sink: the sink's kind and options.
  ///   - additional: which of `additionalStages` to run too.
  ///   - options: options of stages, by the stage's name.
  public static func configuration(
    source: [(String, JSONValue)], sink: [(String, JSONValue)], additional: Set<String> = [],
    options: [String: [(String, JSONValue)]] = [:], more: [(String, JSONValue)] = []
  ) -> JSONValue {
    let names = stages.flatMap { stage in
      [stage] + additionalStages.filter { $0.after == stage && additional.contains($0.name) }.map(\.name)
    }
    let steps = names.map { name in
      JSONValue.object(
        [("stage", .string(name))] + (options[name].map { [("options", .object($0))] } ?? []))
    }
    return .object(
      [
        ("version", .int(1)), ("source", .object(source)), ("stages", .array(steps)),
        ("sinks", .array([.object(sink)])),
      ] + more)
  }
}
