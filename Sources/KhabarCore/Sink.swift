/// Where results go.
///
/// Encoding happens in parallel, one document at a time; writing happens in order, by one task.
public protocol Sink: Sendable {
  associatedtype Options: StageOptions

  /// The `kind` in pipeline files.
  static var name: String { get }
  static var summary: String { get }
  /// Layers without which the sink has nothing to write; none by default.
  static var requires: [LayerName] { get }

  init(options: Options) throws

  /// Files the sink will write, for the check before the run; `-` stands for standard output.
  var outputPaths: [String] { get }

  /// The document as this sink writes it. Called from several tasks at once.
  func encode(_ document: Document) throws -> SinkRecord

  /// What stands in the output for a document that failed, nil for nothing.
  func encode(_ failure: DocumentFailure) -> SinkRecord?

  /// Opens the outputs. An error here ends the run with exit status 3.
  func open() throws -> any SinkWriter

  /// Opens the outputs of a run that broke off, each cut back to the length it had at a checkpoint.
  ///
  /// - Parameters:
  ///   - lengths: what `SinkWriter.checkpoint` gave.
  ///   - wasFinished: whether the outputs may have their final names already.
  /// - Returns: nil for a sink that cannot go on with what it wrote.
  func reopen(at lengths: [Int], wasFinished: Bool) throws -> (any SinkWriter)?
}

extension Sink {
  public static var requires: [LayerName] { [] }
  public func encode(_ failure: DocumentFailure) -> SinkRecord? { nil }
  public func reopen(at lengths: [Int], wasFinished: Bool) throws -> (any SinkWriter)? { nil }
}

/// One document as a sink writes it.
public enum SinkRecord: Sendable {
  /// Bytes for each of the sink's files.
  case bytes([[UInt8]])
  /// Anything else, for a sink that does not write bytes.
  case value(any Sendable)
}

/// The open outputs of a sink. Used by one task at a time.
public protocol SinkWriter: AnyObject {
  func write(_ record: SinkRecord) throws
  /// Hands what was written to the operating system, so that a reader of a pipe sees it.
  func flush() throws
  /// The same, and tells how long each output is then, in bytes; nil for a sink that cannot go on from there.
  func checkpoint() throws -> [Int]?
  /// Makes the outputs whole and gives them their final names.
  func finish() throws
  /// Ends without finishing: what was written stays readable under its temporary name, or goes.
  func cancel()
}

extension SinkWriter {
  public func checkpoint() throws -> [Int]? { nil }
}
