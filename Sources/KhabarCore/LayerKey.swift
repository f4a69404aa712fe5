import KhabarSchema
public import KhabarText

/// The type that names a layer, says what its items are and how they are written.
///
/// Any module may declare one: an empty enum is enough.
///
/// ```swift
/// public enum HijriDates: LayerKey {
///   public typealias Item = HijriDate
///   public static let name = "acme.hijri-dates"
/// }
/// ```
public protocol LayerKey: Sendable {
  associatedtype Item: Sendable

  /// The layer's name in pipeline files and messages: kebab case, with the owner's prefix outside Khabar.
  static var name: String { get }

  /// The layer's key in an output document. The name, with `_` for `-`, when not given.
  static var outputKey: String { get }

  /// Whether an output document holds the layer without being asked. Working layers (tokens, folded text) say no.
  static var isWrittenByDefault: Bool { get }

  /// Writes the items as one JSON value, an array as a rule.
  static func write(_ items: [Item], to writer: inout AnnotationWriter)
}

extension LayerKey {
  public static var outputKey: String {
    // Most names have no hyphen, and this is asked for every layer of every document.
    name.utf8.contains(0x2D) ? String(name.map { $0 == "-" ? "_" : $0 }) : name
  }
  public static var isWrittenByDefault: Bool { true }
}

extension LayerKey where Item: Encodable {
  /// Writes each item by its `Encodable` conformance; a `TextRange` in it becomes `{start, end, text}`.
  public static func write(_ items: [Item], to writer: inout AnnotationWriter) {
    writer.array { writer in
      for item in items {
        writer.json.value(LayerEncoder.encode(item, offsets: writer.offsets, text: writer.text))
      }
    }
  }
}

/// The name of a layer, as stages declare what they need and give.
public struct LayerName: Hashable, Sendable, CustomStringConvertible {
  public let name: String

  public init(_ key: any LayerKey.Type) { name = key.name }
  public init(name: String) { self.name = name }

  /// The document's text itself. A source of plain text provides it; a source of pages does not, the `article` stage does.
  public static let text = LayerName(name: "text")

  public var description: String { name }
}

/// An item that can say which ranges of the text it refers to, so that they can be checked.
public protocol Anchored {
  /// Every range of the text that the item holds.
  var ranges: [TextRange] { get }
}

extension TextRange: Anchored {
  public var ranges: [TextRange] { [self] }
}

/// A reference to an item of another layer by its index there.
public struct LayerIndex<Key: LayerKey>: Hashable, Sendable {
  public let value: Int

  public init(_ value: Int) { self.value = value }
}
