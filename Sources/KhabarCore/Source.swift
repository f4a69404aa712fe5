/// Where documents come from.
public protocol Source: Sendable {
  associatedtype Options: StageOptions

  /// The `kind` in pipeline files.
  static var name: String { get }
  static var summary: String { get }
  /// What its documents have before the first stage: `LayerName.text` when the text is set.
  static var provides: [LayerName] { get }

  init(options: Options) throws

  /// Starts reading from the beginning.
  func reader() throws -> any DocumentReader
}

/// Reads the items of a source in order. Used by one task at a time.
public protocol DocumentReader {
  /// The next item, nil at the end. An error thrown here ends the run; what concerns one document is an item.
  mutating func next() async throws -> SourceItem?

  /// False when `next` may have to wait for input that comes in at its own pace (a pipe): what is finished is then
  /// written before it is called.
  var isReady: Bool { get }

  /// False when reading again from the beginning may not give the same items (standard input), so that a run cannot be
  /// gone on with.
  var isRepeatable: Bool { get }
}

extension DocumentReader {
  public var isReady: Bool { true }
  public var isRepeatable: Bool { true }
}

/// What a reader hands over.
public enum SourceItem: Sendable {
  case document(Document)
  /// In the place of a document that cannot be made: a missing file, a bad line.
  case failure(DocumentFailure)
  /// Work that the runner does in parallel: reading, decompressing, digesting one file. Its items stand in this place.
  case deferred(@Sendable () -> [SourceItem])
}
