public import KhabarCore
public import KhabarText

/// The name of an entity in Latin letters.
public struct LatinName: Hashable, Sendable, Anchored {
  public var entity: LayerIndex<Entities>
  public var latin: String

  public init(entity: LayerIndex<Entities>, latin: String) {
    self.entity = entity
    self.latin = latin
  }

  /// It stands nowhere in the text.
  public var ranges: [TextRange] { [] }
}

/// Names in Latin letters of the named entities, in their order.
public enum LatinNames: LayerKey {
  public typealias Item = LatinName
  public static let name = "latin-names"
  public static let isWrittenByDefault = false

  public static func write(_ items: [LatinName], to writer: inout AnnotationWriter) {
    writer.array {
      for item in items {
        $0.object {
          $0.field("entity", Entities.identifier(item.entity))
          $0.field("latin", item.latin)
        }
      }
    }
  }
}
