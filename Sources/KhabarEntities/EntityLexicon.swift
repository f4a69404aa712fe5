import KhabarAnnotations
import KhabarLexicon

/// What the rows of the module's word lists mean, in a table by entry.
struct EntityLexicon: Sendable {
  /// How the name or head noun of a row is used; which ones occur depends on the list.
  enum Mode: String, Sendable {
    /// Counts as a name wherever it stands.
    case free
    /// Counts only after a head noun or in quotation marks.
    case head
    /// Counts after a preposition of place: مالي is "financial" too.
    case prepositional = "prep"
    /// The head noun belongs to the name.
    case inside
    /// Like `inside`; any definite noun makes a name: مسجد النور.
    case named
    /// The head noun belongs to the name, which must hold another name or a nationality: قوات الأمن العراقية.
    case weak
    /// Like `inside`, but a verbal noun too, so that nobody's name follows: سجن عوفر, not "سجن الناشط سامي لطفي".
    case act
    /// The head noun is left out where the rest is a name.
    case outside
    /// With the article and a nationality: الجيش الإسرائيلي.
    case article
    /// With the article, adjectives and a complement with ل: اللجنة الدولية للصليب الأحمر.
    case compound
    /// A whole name that may be followed by a nationality: المحكمة العليا.
    case set
    /// رقم and a number follow.
    case numbered
    /// Like `outside`, but the head belongs to the name: قناة الجزيرة.
    case joined
    /// The first word of names of clubs: دينامو كييف.
    case club
    /// Left out; only a listed name follows, or one whose first word shows it: دائرة عين جاسر.
    case listed
    /// Like `listed`, for several places at once: مدن درنة والبيضاء.
    case several
    /// Only a list name may follow.
    case known
    /// A kind of product, whose models are called by a word of their own: صاروخ إسكندر, طائرة سي 130.
    case product
    /// A head for references only.
    case bare
    case full
    case none
    case adjective
    case body
    case media
  }

  enum List: UInt8, Sendable {
    case word
    case place
    case country
    case city
    case body
    case media
    case event
    case title
    case bodyHead
    case placeHead
    case eventHead
    case source
    case description
    case workHead

    /// The name of the rule that takes a name because it stands in the list.
    var rule: String {
      switch self {
      case .place: "list-place"
      case .country: "list-country"
      case .city: "list-city"
      case .body: "list-body"
      case .media: "list-media"
      case .event: "list-event"
      default: "list-word"
      }
    }

    /// Whether its words are the first of a name: جامعة, مطار.
    var isOfHeads: Bool {
      switch self {
      case .bodyHead, .placeHead, .eventHead, .workHead: true
      default: false
      }
    }
  }

  struct Row: Sendable {
    var list: List
    var classes: WordClass
    var type: Entity.EntityType = .other
    var subtype: String?
    /// The kind of body, for references by a head noun.
    var kind: String = ""
    var mode: Mode = .none
    var identifier: String?
  }

  let rows: [Row]
  /// By entry, what the matcher asks of every word: apart, so that no row with its strings is copied for it.
  private let lists: [List]
  private let classes: [WordClass]

  static let standard = EntityLexicon()

  private init() {
    let rows = Lexicons.all.lists.flatMap { list in
      let cells = Cells(list)
      let row = Self.reader(of: list, cells)
      return (0..<list.count).map { index in
        cells.row = index
        return row()
      }
    }
    self.rows = rows
    lists = rows.map(\.list)
    classes = rows.map(\.classes)
  }

  subscript(entry: Lexicon.Entry) -> Row { rows[Int(entry.index)] }

  func list(of entry: Lexicon.Entry) -> List { lists[Int(entry.index)] }

  func classes(of entry: Lexicon.Entry) -> WordClass { classes[Int(entry.index)] }

  /// What makes the row at hand of `cells`.
  private static func reader(of list: WordList, _ cells: Cells) -> () -> Row {
    switch list.name {
    case "countries":
      return {
        Row(
          list: .country, classes: .listedName, type: .location, subtype: "country", kind: "country",
          mode: cells.mode("use"),
          identifier: cells.value("id"))
      }
    case "divisions":
      return {
        Row(
          list: .place, classes: .listedName, type: .location, subtype: "region", kind: "region",
          mode: cells.mode("use"),
          identifier: cells.optional("id"))
      }
    case "cities", "towns":
      return {
        Row(
          list: .city, classes: .listedName, type: .location, subtype: "city", kind: "city", mode: cells.mode("use"),
          identifier: cells.optional("id"))
      }
    case "places":
      return {
        Row(
          list: .place, classes: .listedName, type: cells.type(), subtype: cells.optional("subtype"),
          kind: cells.value("subtype"),
          mode: cells.mode("use"))
      }
    case "organisations":
      return {
        Row(
          list: .body, classes: .listedName, type: .organisation, subtype: cells.optional("subtype"),
          kind: cells.value("kind"),
          mode: cells.mode("use"))
      }
    case "media":
      return {
        Row(
          list: .media, classes: .listedName, type: .organisation, subtype: cells.value("subtype"),
          kind: cells.value("kind"),
          mode: cells.mode("use"))
      }
    case "event-heads":
      return {
        let mode = cells.mode("mode")
        return Row(
          list: mode == .full ? .event : .eventHead, classes: mode == .full ? .listedName : .eventHead, type: .event,
          mode: mode == .full ? .free : mode)
      }
    case "body-heads":
      return {
        Row(
          list: .bodyHead, classes: .bodyHead, type: .organisation, subtype: cells.optional("subtype"),
          kind: cells.value("kind"),
          mode: cells.mode("mode"))
      }
    case "place-heads":
      return {
        Row(
          list: .placeHead, classes: .placeHead, type: cells.type(), subtype: cells.optional("subtype"),
          kind: cells.value("subtype"),
          mode: cells.mode("mode"))
      }
    case "work-heads":
      return { Row(list: .workHead, classes: .workHead, type: cells.type(), mode: cells.mode("mode")) }
    case "sources":
      return { Row(list: .source, classes: .sourceNoun, type: cells.type(), mode: cells.mode("shape")) }
    case "description-heads":
      return { Row(list: .description, classes: .descriptionHead, type: cells.type(), kind: cells.value("kind")) }
    case "titles":
      return { Row(list: .title, classes: titleClass(cells.value("shape")), kind: cells.value("kind")) }
    case "tagger-weights", "tagger-words":
      // Tables of numbers; their keys match nothing.
      return { Row(list: .word, classes: []) }
    case let name:
      let hasCell = !list.columns.isEmpty
      return { Row(list: .word, classes: cells.wordClass(name, hasCell ? list.value(cells.row, 0) : "")) }
    }
  }

  private static func titleClass(_ shape: String) -> WordClass {
    switch shape {
    case "construct": .constructTitle
    case "full": .fullTitle
    case "relation": .relation
    case "ambiguous": [.fullTitle, .ambiguousTitle]
    default: .honorific
    }
  }

  fileprivate static func wordClass(_ list: String, _ cell: String) -> WordClass {
    switch (list, cell) {
    case ("demonyms", "m"): .masculineDemonym
    case ("demonyms", "f"): .feminineDemonym
    case ("demonyms", _): .people
    case ("given-names", "strong"): .givenName
    case ("given-names", _): .weakGivenName
    case ("family-names", "alone"): .loneName
    case ("family-names", "strong"): .familyName
    case ("family-names", _): .weakFamilyName
    case ("name-particles", "son"): .son
    case ("name-particles", "father"): .father
    case ("name-particles", "house"): .house
    case ("name-particles", "servant"): .servant
    case ("name-particles", "foreign"): .foreignParticle
    case ("name-particles", "tail"): .tail
    case ("name-particles", "suffix"): .nameSuffix
    case ("name-particles", _): .divine
    case ("function-words", "preposition"): .preposition
    case ("function-words", "conjunction"): .conjunction
    case ("function-words", "pronoun"): .pronoun
    case ("function-words", _): .adverb
    case ("verbs", "speech"): .speechVerb
    case ("verbs", "motion"): .motionVerb
    case ("verbs", _): .otherVerb
    case ("title-adjectives", _): .titleAdjective
    case ("source-adjectives", _): .sourceAdjective
    case ("place-starters", _), ("grammar-words", _), ("event-scopes", _), ("generic-seats", _), ("interviews", _),
      ("time-spans", _), ("year-openers", _),
      ("outlet-words", _):
      []
    case ("place-adjectives", _): .placeAdjective
    case ("doubtful-places", _): .doubtfulPlace
    case ("sport-words", _): .sportWord
    case ("match-words", _): .matchWord
    case ("common-words", _), ("frequent-words", _), ("ordinary-nouns", _): .common
    case ("name-openers", _): .nameOpener
    default: []
    }
  }
}

/// The cells of one row after the other. Rows that stand together mostly have the same words in them, so what the last
/// one meant is kept.
private final class Cells {
  var row = 0
  private let list: WordList
  private var columns: [(name: String, number: Int)] = []
  private var lastMode: (cell: String, mode: EntityLexicon.Mode)?
  private var lastType: (cell: String, type: Entity.EntityType)?
  private var lastClass: (cell: String, classes: WordClass)?

  init(_ list: WordList) {
    self.list = list
    columns = list.columns.enumerated().map { ($1, $0) }
  }

  func value(_ column: String) -> String {
    list.value(row, columns.first { $0.name == column }?.number ?? list.column(column))
  }

  func optional(_ column: String) -> String? {
    let value = value(column)
    return value.isEmpty ? nil : value
  }

  func mode(_ column: String) -> EntityLexicon.Mode {
    let cell = value(column)
    if let lastMode, lastMode.cell == cell { return lastMode.mode }
    let mode = EntityLexicon.Mode(rawValue: cell) ?? .none
    lastMode = (cell, mode)
    return mode
  }

  func type() -> Entity.EntityType {
    let cell = value("type")
    if let lastType, lastType.cell == cell { return lastType.type }
    let type = Entity.EntityType(rawValue: cell) ?? .other
    lastType = (cell, type)
    return type
  }

  func wordClass(_ list: String, _ cell: String) -> WordClass {
    if let lastClass, lastClass.cell == cell { return lastClass.classes }
    let classes = EntityLexicon.wordClass(list, cell)
    lastClass = (cell, classes)
    return classes
  }
}

extension WordList {
  /// The folded bytes of every spelling of every row.
  var allKeys: [[UInt8]] { (0..<count).flatMap { keys($0) }.map { Array($0.utf8) } }
}
