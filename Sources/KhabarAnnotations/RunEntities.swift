public import KhabarCore
public import KhabarText

/// Which entity of the whole run an entity of the document is.
public struct RunEntity: Hashable, Sendable, Anchored {
  /// The entity in the document.
  public var entity: LayerIndex<Entities>
  /// Its number in the run, from 1 in the order of first appearance.
  public var number: Int

  public init(entity: LayerIndex<Entities>, number: Int) {
    self.entity = entity
    self.number = number
  }

  public var ranges: [TextRange] { [] }
}

/// The named entities of a document as entities of the run, in the order of `entities`, each at most once. An output
/// document calls them `n1`, `n2`, …, the same in every document of the run.
public enum RunEntities: LayerKey {
  public typealias Item = RunEntity
  public static let name = "run-entities"

  /// The id of an entity of the run in outputs.
  public static func identifier(_ number: Int) -> String { "n\(number)" }

  public static func write(_ items: [RunEntity], to writer: inout AnnotationWriter) {
    writer.array {
      for item in items {
        $0.object {
          $0.field("entity", Entities.identifier(item.entity))
          $0.field("id", identifier(item.number))
        }
      }
    }
  }
}
