import KhabarAnnotations
public import KhabarCore

/// Writes the names of persons and places in Latin letters.
///
/// Bodies are named by words of the language, which are translated and not spelt: they are written only sign by sign.
///
/// - Requires: `entities`.
/// - Provides: `latin-names`.
public struct LatinNameStage: Stage {
  public struct Options: StageOptions {
    public var scheme = Transliteration.Scheme.names

    public init() {}

    public static let fields: [OptionField<Options>] = [
      .choice(
        "scheme", \.scheme,
        "How: `names` for readers; `buckwalter`, `safe_buckwalter`, `hsb` and `iso` sign by sign, for programs.")
    ]
  }

  public static let name = "latin-names"
  public static let summary = "Writes the names of persons and places in Latin letters"
  public static let requires = [LayerName(Entities.self)]
  public static let provides = [LayerName(LatinNames.self)]

  private let transliteration: Transliteration

  public init(options: Options) { transliteration = Transliteration(options.scheme) }

  public func process(_ document: inout Document) {
    var names: [LatinName] = []
    for (index, entity) in document[Entities.self].enumerated() where entity.isNamed {
      let isSpelt = entity.type == .person || entity.type == .location
      guard isSpelt || transliteration.scheme != .names else { continue }
      names.append(LatinName(entity: LayerIndex(index), latin: transliteration.latin(entity.canonical)))
    }
    document[LatinNames.self] = names
  }
}
