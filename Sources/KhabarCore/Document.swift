public import KhabarText

/// One news item: its text, what is known about it, and the layers of annotation that stages add.
///
/// The text is valid UTF-8 and never changes once it is set. A document made from plain text has it from the start;
/// one made from a page has only `source.bytes`, until the `article` stage sets the text, once.
public struct Document: Sendable {
  public var id: String
  public var metadata = Metadata()
  public let source: DocumentSource
  /// The bytes that every range in every layer refers to.
  public private(set) var text: [UInt8]
  /// Maps offsets of `text` to offsets of `source.bytes`; nil where the text is the source.
  public private(set) var sourceMap: Alignment?
  /// False for a page whose text has not been taken out yet.
  public private(set) var hasText: Bool

  private var layers: [ObjectIdentifier: any LayerStorage] = [:]

  /// A document whose text is at hand. `text` must be valid UTF-8 (`UTF8Repair` makes it so).
  public init(id: String, text: [UInt8], source: DocumentSource = DocumentSource()) {
    self.id = id
    self.text = text
    self.source = source
    hasText = true
  }

  public init(id: String, text: String, source: DocumentSource = DocumentSource()) {
    self.init(id: id, text: Array(text.utf8), source: source)
  }

  /// A document that still has to be taken out of `page.bytes`.
  public init(id: String, page: DocumentSource) {
    self.id = id
    source = page
    text = []
    hasText = false
  }

  /// Sets the text of a page, once.
  ///
  /// - Precondition: the document has no text yet.
  public mutating func setText(_ text: [UInt8], sourceMap: Alignment?) {
    precondition(!hasText, "the text of a document never changes")
    self.text = text
    self.sourceMap = sourceMap
    hasText = true
  }

  /// The text of `range`. Allocates: for output and tests, not for loops over tokens.
  public func string(_ range: TextRange) -> String {
    String(decoding: text[range.indices], as: UTF8.self)
  }

  /// The byte ranges of `source.bytes` that `range` of the text was made from, in order. Tags and whatever else stands
  /// between them in the page is in none, so each may be wrapped in a mark of its own.
  public func sourceRanges(of range: TextRange) -> [TextRange] {
    sourceMap?.runs(of: range).map(\.original) ?? [range]
  }

  // MARK: Layers

  /// The items of a layer, empty when no stage has written it.
  ///
  /// Build a local array and store it once: reading a layer costs a dictionary look-up, appending through the subscript
  /// item by item a copy.
  public subscript<Key: LayerKey>(key: Key.Type) -> [Key.Item] {
    get {
      guard let layer = layers[ObjectIdentifier(key)] else { return [] }
      // What is stored under a key's identifier is always its own layer; a cast that checks it costs more than the rest.
      return unsafeDowncast(layer, to: Layer<Key>.self).items
    }
    set { layers[ObjectIdentifier(key)] = Layer<Key>(items: newValue) }
  }

  /// Whether a stage has written the layer, even if it found nothing.
  public func has(_ key: (some LayerKey).Type) -> Bool { layers[ObjectIdentifier(key)] != nil }

  /// Adds a finding that is not fatal.
  public mutating func report(_ diagnostic: Diagnostic) {
    self[Diagnostics.self] += [diagnostic]
  }

  /// What stands in each layer, by name: for writers and for tests.
  public var layerContents: [LayerContents] {
    layers.values.map { LayerContents(storage: $0) }.sorted { $0.name.name < $1.name.name }
  }

  /// Items in the layers called `names`, together.
  public func itemCount(in names: [LayerName]) -> Int {
    layers.values.reduce(0) { $0 + (names.contains($1.name) ? $1.count : 0) }
  }
}

/// Where a document came from.
public struct DocumentSource: Sendable {
  /// The bytes as received, after decompression. Empty where the text itself is the source.
  public var bytes: [UInt8] = []
  public var file: String?
  /// Where the bytes start in the file, for a piece of a text that was read in several.
  public var offset: Int?
  public var uri: String?
  public var mediaType: String?
  /// The character encoding the bytes were read in, by its WHATWG name.
  public var encoding: String?
  /// SHA-256 of the bytes received, in hexadecimal.
  public var sha256: String?
  /// True for a record of a stream of lines, whose place in the output must not stay empty when it fails.
  public var isStreamRecord = false

  public init(
    bytes: [UInt8] = [], file: String? = nil, uri: String? = nil, mediaType: String? = nil, encoding: String? = nil,
    sha256: String? = nil, isStreamRecord: Bool = false
  ) {
    self.bytes = bytes
    self.file = file
    self.uri = uri
    self.mediaType = mediaType
    self.encoding = encoding
    self.sha256 = sha256
    self.isStreamRecord = isStreamRecord
  }
}

/// One layer of a document without its type.
public struct LayerContents: Sendable {
  fileprivate let storage: any LayerStorage

  public var name: LayerName { storage.name }
  public var outputKey: String { storage.outputKey }
  public var isWrittenByDefault: Bool { storage.isWrittenByDefault }
  public var count: Int { storage.count }
  /// Ranges of the items that can tell them, in the order of the items.
  public var ranges: [TextRange] { storage.ranges }

  public func write(to writer: inout AnnotationWriter) { storage.write(to: &writer) }
}

private protocol LayerStorage: AnyObject, Sendable {
  var name: LayerName { get }
  var outputKey: String { get }
  var isWrittenByDefault: Bool { get }
  var count: Int { get }
  var ranges: [TextRange] { get }
  func write(to writer: inout AnnotationWriter)
}

private final class Layer<Key: LayerKey>: LayerStorage {
  let items: [Key.Item]

  init(items: [Key.Item]) { self.items = items }

  var name: LayerName { LayerName(Key.self) }
  var outputKey: String { Key.outputKey }
  var isWrittenByDefault: Bool { Key.isWrittenByDefault }
  var count: Int { items.count }
  var ranges: [TextRange] { items.flatMap { ($0 as? any Anchored)?.ranges ?? [] } }
  func write(to writer: inout AnnotationWriter) { Key.write(items, to: &writer) }
}
