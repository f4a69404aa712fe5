import KhabarAnnotations
public import KhabarCore
import KhabarText

/// Finds who said what to whom, through which source.
///
/// A statement is a cue (a verb, participle or particle of `cues.tsv` whose frame is filled), a speaker, what was said,
/// those told, those through whom it came, and the statement it stands in. Speech inside speech is nested as deep as
/// the text nests it, up to `maximum_depth`. Each statement carries the rule that found it. Linear in the text.
///
/// - Requires: `sentences`, `tokens`, `folded`, `entities`; uses `times`.
/// - Provides: `statements`.
public struct StatementsStage: Stage {
  public struct Options: StageOptions {
    /// Shorter contents are left out.
    public var minimumWords = 1
    /// Whether "وأضاف" without a subject goes on with the speaker of the sentence before.
    public var carrySpeakers = true
    /// Statements inside one another at most; cues further inside are left out and reported.
    public var maximumDepth = 16

    public init() {}

    public static let fields: [OptionField<Options>] = [
      .integer(
        "minimum_words", \.minimumWords, in: 1...50,
        "Words that the content of a statement has at least. Raise it to drop short ones."),
      .bool(
        "carry_speakers", \.carrySpeakers,
        "Whether a verb without subject at the start of a sentence takes the speaker of the statement before."),
      .integer(
        "maximum_depth", \.maximumDepth, in: 1...64,
        "How deep statements may stand inside one another. Cues further inside are left out and reported."),
    ]
  }

  public static let name = "statements"
  public static let summary = "Finds statements: speaker, cue, content, addressee and chain of sources."
  public static let requires = [
    LayerName(Sentences.self), LayerName(Tokens.self), LayerName(FoldedTexts.self), LayerName(Entities.self),
  ]
  public static let uses = [LayerName(Times.self), LayerName(TokenForms.self)]
  public static let provides = [LayerName(Statements.self)]

  private let options: Options

  public init(options: Options) { self.options = options }

  public func process(_ document: inout Document) {
    let text = ClauseText(document)
    var scanner = ClauseScanner(text: text, options: options)
    scanner.run()
    document[Statements.self] = SourceChain(text: text, minimumWords: options.minimumWords).statements(
      of: scanner.drafts)
    if scanner.excess > 0 {
      document.report(
        Diagnostic(
          .warning, code: "statements-too-deep",
          "\(scanner.excess) cues stand inside more than \(options.maximumDepth) statements and were left out",
          origin: StatementsStage.name, range: scanner.firstExcess))
    }
    if text.quotations.excess > 0 {
      document.report(
        Diagnostic(
          .warning, code: "quotations-too-deep",
          "\(text.quotations.excess) opening quotation marks inside more than \(QuotationIndex.maximumDepth) others were ignored",
          origin: StatementsStage.name))
    }
  }
}
