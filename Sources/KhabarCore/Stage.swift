/// A step that adds a layer to a document.
///
/// A stage reads layers and writes the ones it provides; it never changes the text. It is created once and used on many
/// documents at the same time, so it holds nothing that changes. A stage that has to see the documents of a run in their
/// order is an `OrderedStage`.
public protocol Stage: Sendable {
  associatedtype Options: StageOptions

  /// The name in pipeline files: kebab case; outside Khabar with the owner's prefix and a full stop.
  static var name: String { get }
  /// One sentence for `khabar stages`.
  static var summary: String { get }
  /// The layers that must be there before it.
  static var requires: [LayerName] { get }
  /// Layers it uses when they are there and does without when they are not.
  static var uses: [LayerName] { get }
  /// The layers it writes, which no other stage may write.
  static var provides: [LayerName] { get }
  /// Layers of another stage that it rewrites on purpose.
  static var extends: [LayerName] { get }

  init(options: Options) throws

  /// Adds the stage's layers to `document`. A thrown error sets this document aside and no other; a `DocumentDrop` leaves
  /// it out of the output without a failure.
  func process(_ document: inout Document) throws
}

extension Stage {
  public static var requires: [LayerName] { [.text] }
  public static var uses: [LayerName] { [] }
  public static var extends: [LayerName] { [] }
}
