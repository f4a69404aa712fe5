/// A stage that sees the documents of a run one after the other, in input order, and remembers what it saw.
///
/// For what a document alone does not tell: whether an earlier one says the same, which names the run has met. The run
/// keeps the memory, makes it anew at its start, and hands it to the stage with each document in turn; the stages
/// before and after still work on many documents at once, and the results are the same for any number of workers.
/// A document that failed or was dropped before does not come by.
///
/// ```swift
/// public struct CountStage: OrderedStage {
///   public func makeMemory() -> Int { 0 }
///   public func process(_ document: inout Document, memory: inout Int) {
///     memory += 1
///     document[Places.self] = [Place(inRun: memory)]
///   }
/// }
/// ```
///
/// It is registered, configured and planned like any stage. While it works no other document can pass, so it does what
/// needs the order and leaves the rest to a stage before it. What has to be written when the run ends (a table of all
/// names) is a sink's: `SinkWriter.write` is called in input order, `finish` at the end.
public protocol OrderedStage: Stage {
  /// What the stage knows of the documents before.
  associatedtype Memory: Sendable

  /// The memory at the start of a run.
  func makeMemory() -> Memory

  /// Adds the stage's layers to `document`, the next one of the run. A thrown error sets this document aside; `memory`
  /// stays as the stage left it.
  func process(_ document: inout Document, memory: inout Memory) throws
}

extension OrderedStage {
  /// Processes a document that stands alone, as the first of its run.
  public func process(_ document: inout Document) throws {
    var memory = makeMemory()
    try process(&document, memory: &memory)
  }
}
