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
    /// The head noun belongs to the name, which must hold another name or a nationality: قوات الأمن العراقية.
    case weak
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

  static let standard = EntityLexicon()

  private init() {
    var rows: [Row] = []
    func add(_ list: WordList, _ make: (Int) -> Row) {
      for index in 0..<list.count { rows.append(make(index)) }
    }
    for list in Lexicons.all.lists { add(list) { Self.row(list, $0) } }
    self.rows = rows
  }

  subscript(entry: Lexicon.Entry) -> Row { rows[Int(entry.index)] }

  private static func row(_ list: WordList, _ index: Int) -> Row {
    func value(_ column: String) -> String { list.value(index, list.column(column)) }
    func optional(_ column: String) -> String? { value(column).isEmpty ? nil : value(column) }
    func type() -> Entity.EntityType { Entity.EntityType(rawValue: value("type")) ?? .other }
    func mode(_ column: String) -> Mode { Mode(rawValue: value(column)) ?? .none }
    switch list.name {
    case "countries":
      return Row(
        list: .country, classes: .listedName, type: .location, subtype: "country", kind: "country", mode: mode("use"),
        identifier: value("id"))
    case "divisions":
      return Row(
        list: .place, classes: .listedName, type: .location, subtype: "region", kind: "region", mode: mode("use"),
        identifier: optional("id"))
    case "cities", "towns":
      return Row(
        list: .city, classes: .listedName, type: .location, subtype: "city", kind: "city", mode: mode("use"),
        identifier: optional("id"))
    case "places":
      return Row(
        list: .place, classes: .listedName, type: type(), subtype: optional("subtype"), kind: value("subtype"),
        mode: mode("use"))
    case "organisations":
      return Row(
        list: .body, classes: .listedName, type: .organisation, subtype: optional("subtype"), kind: value("kind"),
        mode: mode("use"))
    case "media":
      return Row(
        list: .media, classes: .listedName, type: .organisation, subtype: value("subtype"), kind: value("kind"),
        mode: mode("use"))
    case "event-heads":
      let mode = mode("mode")
      return Row(
        list: mode == .full ? .event : .eventHead, classes: mode == .full ? .listedName : .eventHead, type: .event,
        mode: mode == .full ? .free : mode)
    case "body-heads":
      return Row(
        list: .bodyHead, classes: .bodyHead, type: .organisation, subtype: optional("subtype"), kind: value("kind"),
        mode: mode("mode"))
    case "place-heads":
      return Row(
        list: .placeHead, classes: .placeHead, type: type(), subtype: optional("subtype"), kind: value("subtype"),
        mode: mode("mode"))
    case "work-heads":
      return Row(list: .workHead, classes: .workHead, type: type(), mode: mode("mode"))
    case "sources":
      return Row(list: .source, classes: .sourceNoun, type: type(), mode: mode("shape"))
    case "description-heads":
      return Row(list: .description, classes: .descriptionHead, type: type(), kind: value("kind"))
    case "titles":
      return Row(list: .title, classes: titleClass(value("shape")), kind: value("kind"))
    case "tagger-weights", "tagger-words":
      // Tables of numbers; their keys match nothing.
      return Row(list: .word, classes: [])
    case let name:
      let columns = list.columns
      let cell = columns.isEmpty ? "" : list.value(index, 0)
      return Row(list: .word, classes: wordClass(name, cell))
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

  private static func wordClass(_ list: String, _ cell: String) -> WordClass {
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

extension WordList {
  /// The folded bytes of every spelling of every row.
  var allKeys: [[UInt8]] { (0..<count).flatMap { keys($0) }.map { Array($0.utf8) } }
}
