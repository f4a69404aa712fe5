import KhabarAnnotations
public import KhabarCore
import KhabarText

/// Finds who and what is named: persons with their titles, bodies, places, facilities, groups and events, and those
/// who speak without a name.
///
/// Names come from word lists, matched in one pass, and from the structure of Arabic noun phrases: a title before or
/// after a name, a head noun and its complement, a name in quotation marks. Mentions of one entity are brought
/// together within the document. Linear in the text, apart from sorting.
///
/// - Requires: `folded`, `tokens`, `sentences`.
/// - Provides: `entities`.
public struct EntityStage: Stage {
  public struct Options: StageOptions {
    /// Whether those who speak without a name are wanted: مسؤول إسرائيلي مطلع. Statements need them as speakers.
    public var unnamed = true
    /// Whether the trained sequence tagger takes part: it finds names that stand in no list and have no title beside them.
    public var tagger = true
    /// A word list of the user's, see docs/entities.md.
    public var wordList: String?

    public init() {}

    public static let fields: [OptionField<Options>] = [
      .bool(
        "unnamed", \.unnamed,
        "Also find persons and bodies that speak without a name, such as \"an informed official\". Statements need them as speakers."
      ),
      .bool(
        "tagger", \.tagger,
        "Also use the trained sequence tagger, which finds names that no list has and no title announces. Without it rules and lists work alone, a little faster."
      ),
      .optionalString(
        "word_list", \.wordList,
        "A tab-separated file of names to add, rename, merge and forbid; docs/entities.md tells its form."),
    ]
  }

  public static let name = "entities"
  public static let summary = "Finds persons with their titles, organisations, places, groups and unnamed sources."
  public static let requires = [
    LayerName(FoldedTexts.self), LayerName(Sentences.self), LayerName(Tokens.self),
  ]
  public static let uses = [LayerName(Times.self), LayerName(TokenForms.self)]
  public static let provides = [LayerName(Entities.self)]

  private let options: Options
  private let wordList: EntityWordList?

  /// - Throws: every fault of the word list, with line and column.
  public init(options: Options) throws {
    self.options = options
    wordList = try options.wordList.map { try EntityWordList(path: $0) }
  }

  public func process(_ document: inout Document) {
    guard let folded = document[FoldedTexts.self].first else {
      document[Entities.self] = []
      return
    }
    let text = EntityText(document, folded: folded, lexicon: .standard)
    let proposals = EntityProposals(text, unnamed: options.unnamed)
    var selected = proposals.selected
    if options.tagger {
      let reading = TaggerReading(text, selected: selected, offices: proposals.offices)
      let names = TaggedNames(text, verdicts: Tagger.standard.verdicts(reading), offices: proposals.offices)
      selected = names.combined(with: selected)
    }
    let list = wordList.map { EntityWordListMatches($0, in: text) }
    if let list {
      // What the user's list says stands above the rules and the tagger.
      selected = EntitySelection.select(
        selected.filter { !list.forbid($0) } + list.added, wordCount: text.words.count)
    }
    var resolver = EntityResolver(text)
    resolver.resolve(selected, offices: proposals.offices)
    if let list { resolver.apply(list) }
    document[Entities.self] = entities(resolver.drafts, folded: folded, text.words, document)
  }

  private func entities(
    _ drafts: [EntityResolver.Draft], folded: FoldedText, _ words: [EntityWord], _ document: Document
  ) -> [Entity] {
    let found = drafts.map { draft -> Entity in
      let mentions = draft.mentions.sorted { $0.range < $1.range }
      let fullest =
        mentions.filter { $0.form == .name }.max { $0.range.count < $1.range.count } ?? mentions[0]
      let text = document.string(folded.alignment.original(of: fullest.range))
      return Entity(
        type: draft.type, subtype: draft.subtype, isNamed: draft.isNamed,
        canonical: draft.canonical ?? (fullest.isElided ? "ا" + text : text), identifier: draft.identifier,
        titles: titleRanges(draft, folded, words),
        mentions: mentions.map { EntityMention(range: folded.alignment.original(of: $0.range), form: $0.form) },
        rule: draft.rule)
    }
    return found.sorted { $0.mentions[0].range < $1.mentions[0].range }
  }

  private func titleRanges(
    _ draft: EntityResolver.Draft, _ folded: FoldedText, _ words: [EntityWord]
  ) -> [TextRange] {
    draft.titles.map { title in
      let range = TextRange(words[title.lowerBound].start, words[title.upperBound - 1].end)
      return folded.alignment.original(of: range)
    }.sorted()
  }
}

extension StageRegistry {
  /// Registers the stages of this module: `entities` and `entity-table`.
  public mutating func registerEntityStages() {
    register(EntityStage.self)
    register(EntityTableStage.self)
  }
}
