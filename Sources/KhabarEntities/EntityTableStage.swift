import KhabarAnnotations
public import KhabarCore
import KhabarText

/// Brings the entities of all documents of a run together: the same name of the same type is one entity, whatever the
/// document.
///
/// Two entities are one when a checked source gives both the same identity; or when their types agree and one bears a
/// name of the other, compared without hamza, article and head noun. A surname alone joins the one person of that
/// surname whose titles share a word with its own (وزير الخارجية بلينكن and أنتوني بلينكن، وزير الخارجية); other spellings
/// of a full name join under the same condition. Entities of different types, or with different identities, stay apart.
/// What a document adds holds for the documents after it only.
///
/// - Requires: `entities`.
/// - Provides: `run-entities`.
public struct EntityTableStage: OrderedStage {
  public struct Options: StageOptions {
    /// Names beyond this many are not remembered: the memory of a run stays bounded.
    public var maximumNames = 500_000

    public init() {}

    public static let fields: [OptionField<Options>] = [
      .integer(
        "maximum_names", \.maximumNames, in: 1...50_000_000,
        "How many different names the run remembers; further ones get no number. About 200 bytes each.")
    ]
  }

  public static let name = "entity-table"
  public static let summary = "Gives each named entity a number that is the same in every document of the run."
  public static let requires = [LayerName(Entities.self)]
  public static let provides = [LayerName(RunEntities.self)]

  private let options: Options

  public init(options: Options) { self.options = options }

  public func makeMemory() -> EntityTable { EntityTable(maximumNames: options.maximumNames) }

  public func process(_ document: inout Document, memory: inout EntityTable) {
    var found: [RunEntity] = []
    for (index, entity) in document[Entities.self].enumerated() where entity.isNamed {
      if let number = memory.number(of: entity, in: document) {
        found.append(RunEntity(entity: LayerIndex(index), number: number))
      }
    }
    document[RunEntities.self] = found
  }
}
