public import KhabarCore

extension StageRegistry {
  /// Registers the sinks `jsonl`, `json`, `csv`, `text`, `conllu` and `summary`.
  public mutating func registerOutput() {
    register(JSONLinesSink.self)
    register(JSONSink.self)
    register(CSVSink.self)
    register(TextSink.self)
    register(ConlluSink.self)
    register(SummarySink.self)
  }
}
