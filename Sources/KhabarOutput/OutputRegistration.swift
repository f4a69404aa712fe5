public import KhabarCore

extension StageRegistry {
  /// Registers the sinks `jsonl`, `json`, `csv`, `text`, `conllu`, `summary` and `entities`.
  public mutating func registerOutput() {
    register(JSONLinesSink.self)
    register(JSONSink.self)
    register(CSVSink.self)
    register(TextSink.self)
    register(ConlluSink.self)
    register(SummarySink.self)
    register(EntityTableSink.self)
  }
}
