public import KhabarSchema

/// The news pipeline that `khabar extract` runs and `khabar init` writes.
public enum StandardPipeline {
  /// The stages in their order, each with its default options.
  public static let stages = [
    "article", "publication-date", "fold", "sentences", "tokens", "numbers", "times", "quantities", "entities",
    "statements", "casualties", "events",
  ]

  /// The pipeline as a value that `PipelineFile.read` takes.
  ///
  /// - Parameters:
  ///   - source: the source's kind and options.
  ///   - sink: the sink's kind and options.
  public static func configuration(
    source: [(String, JSONValue)], sink: [(String, JSONValue)], more: [(String, JSONValue)] = []
  ) -> JSONValue {
    .object(
      [
        ("version", .int(1)), ("source", .object(source)),
        ("stages", .array(stages.map { .object([("stage", .string($0))]) })),
        ("sinks", .array([.object(sink)])),
      ] + more)
  }
}
