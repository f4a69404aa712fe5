import KhabarAnnotations
public import KhabarCore

/// Finds what is counted, measured, paid, ordered: numbers with their nouns, units and currencies, and how exact they are.
///
/// A number that belongs to a time expression is left to it, so the stage stands after `times` where there is one.
///
/// - Requires: `numbers`, `tokens`, `folded`. Uses `times`.
/// - Provides: `quantities`.
public struct QuantitiesStage: Stage {
  /// Which nouns in the dual are quantities without a number beside them.
  public enum Duals: String, CaseIterable, Sendable {
    /// قتيلان, شخصين: those the news of wars and accidents counts.
    case people
    /// صاروخان, مدينتين as well.
    case all
  }

  public struct Options: StageOptions {
    public var duals = Duals.people
    /// Off where only counts and amounts are wanted.
    public var ordinals = true

    public init() {}

    public static let fields: [OptionField<Options>] = [
      .choice(
        "duals", \.duals,
        "Which nouns in the dual are counts of two: those of people, or those of things as well (all)."),
      .bool(
        "ordinals", \.ordinals, "Whether ordinals (the fifth round) are quantities. Turn off where only amounts matter."
      ),
    ]
  }

  public static let name = "quantities"
  public static let summary =
    "Joins numbers with what they count: nouns, units, currencies, percent; ranges and modifiers."
  public static let requires = [LayerName(Numbers.self), LayerName(Tokens.self), LayerName(FoldedTexts.self)]
  public static let uses = [LayerName(Times.self)]
  public static let provides = [LayerName(Quantities.self)]

  private let options: Options

  public init(options: Options) { self.options = options }

  public func process(_ document: inout Document) {
    let numbers = document[Numbers.self]
    let tokens = document[Tokens.self]
    guard let folded = document[FoldedTexts.self].first, !numbers.isEmpty || tokens.count <= 6 else {
      document[Quantities.self] = []
      return
    }
    let finder = QuantityFinder(
      folded: folded, tokens: tokens, numbers: numbers, times: document[Times.self], text: document.text,
      includesOrdinals: options.ordinals, includesDualThings: options.duals == .all)
    document[Quantities.self] = finder.quantities()
  }
}
