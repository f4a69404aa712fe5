import KhabarLexicon

/// A verb of speech with what it governs, a row of `cues.tsv`. A class, since each reading of a frame holds one.
final class CueFrame: Sendable {
  /// The complements that open what is said.
  struct Complements: OptionSet, Sendable {
    let rawValue: UInt32

    /// أن, إن
    static let that = Complements(rawValue: 1)
    /// A colon or quotation marks.
    static let quote = Complements(rawValue: 1 << 1)
    /// A noun phrase right after the subject: "أكد دعم بلاده".
    static let noun = Complements(rawValue: 1 << 2)
    // A preposition with a noun phrase, or with أن.
    static let bi = Complements(rawValue: 1 << 3)
    static let ila = Complements(rawValue: 1 << 4)
    static let ala = Complements(rawValue: 1 << 5)
    static let an = Complements(rawValue: 1 << 6)
    static let min = Complements(rawValue: 1 << 7)
    static let li = Complements(rawValue: 1 << 8)
    static let fi = Complements(rawValue: 1 << 9)
    // The preposition only with أن.
    static let biThat = Complements(rawValue: 1 << 10)
    static let ilaThat = Complements(rawValue: 1 << 11)
    static let alaThat = Complements(rawValue: 1 << 12)
    static let anThat = Complements(rawValue: 1 << 13)
    static let liThat = Complements(rawValue: 1 << 14)
    static let fiThat = Complements(rawValue: 1 << 15)
    // The one spoken of and then what is said of them, both content: "اتهم الحكومة بالتقصير".
    static let targetBi = Complements(rawValue: 1 << 16)
    static let targetIla = Complements(rawValue: 1 << 17)
    /// "حمّل الحكومة مسؤولية …"
    static let targetBlame = Complements(rawValue: 1 << 18)
    // عن (or إلى) and the one whose words are passed on.
    static let relay = Complements(rawValue: 1 << 19)
    static let relayIla = Complements(rawValue: 1 << 20)

    static let target: Complements = [.targetBi, .targetIla, .targetBlame]

    /// The names of `cues.tsv`, in their order.
    var names: [String] {
      Complements.named.filter { contains($0.value) }.sorted { $0.value.rawValue < $1.value.rawValue }
        .map { String($0.key) }
    }

    fileprivate static let named: [Substring: Complements] = [
      "that": .that, "quote": .quote, "noun": .noun, "bi": .bi, "ila": .ila, "ala": .ala, "an": .an, "min": .min,
      "li": .li, "fi": .fi, "bi-that": .biThat, "ila-that": .ilaThat, "ala-that": .alaThat, "an-that": .anThat,
      "li-that": .liThat, "fi-that": .fiThat, "target-bi": .targetBi, "target-ila": .targetIla,
      "target-blame": .targetBlame, "relay": .relay, "relay-ila": .relayIla,
    ]
  }

  /// How the one spoken to is said, besides ل.
  struct Addressing: OptionSet, Sendable {
    let rawValue: UInt8

    /// As the object: "أبلغ الوزيرَ".
    static let object = Addressing(rawValue: 1)
    static let ila = Addressing(rawValue: 1 << 1)
    static let min = Addressing(rawValue: 1 << 2)
    static let ala = Addressing(rawValue: 1 << 3)
    /// As an object that what is said needs to be understood: "حذر الشباب من …".
    static let targetObject = Addressing(rawValue: 1 << 4)

    fileprivate static let named: [Substring: Addressing] = [
      "object": .object, "ila": .ila, "min": .min, "ala": .ala, "target-object": .targetObject,
    ]
  }

  struct Traits: OptionSet, Sendable {
    let rawValue: UInt32

    /// Goes on with the speaker of the statement before when no subject stands there: أضاف.
    static let continues = Traits(rawValue: 1)
    /// Takes إن, with hamza below: قال.
    static let plain = Traits(rawValue: 1 << 1)
    /// Without a subject its present tense is passive: يُذكر أن.
    static let barePassive = Traits(rawValue: 1 << 2)
    /// A thought as often as a word: needs a subject that is named.
    static let thought = Traits(rawValue: 1 << 3)
    /// The verb has other meanings too: needs someone who can speak as its subject.
    static let agent = Traits(rawValue: 1 << 4)
    /// Needs a subject in its own clause.
    static let subject = Traits(rawValue: 1 << 5)
    /// The verb ends in ى; with ي it is a noun: نفى, نفي.
    static let ya = Traits(rawValue: 1 << 6)
    /// Passes on the words of another.
    static let relay = Traits(rawValue: 1 << 7)
    /// Not a statement where a court orders it: أمر بحبس المتهم.
    static let court = Traits(rawValue: 1 << 8)
    /// Written with ى its present is a passive: تُدعى.
    static let yaPresent = Traits(rawValue: 1 << 9)
    /// Needs a subject with a name: the verb has many other meanings.
    static let named = Traits(rawValue: 1 << 10)
    /// The text it stands in speaks: "جاء في البيان أن".
    static let inText = Traits(rawValue: 1 << 11)
    /// Needs a person with a name as its subject: bodies do with it what is no speech (هاجم الجيش).
    static let person = Traits(rawValue: 1 << 12)
    /// Needs someone told: "أطلع الوزير النواب على", not "اطلع الوزير على".
    static let told = Traits(rawValue: 1 << 13)
    /// Voiced when denied too: لم يستبعد.
    static let negated = Traits(rawValue: 1 << 14)
    /// Voiced only when denied: لا يخفي قلقه.
    static let onlyNegated = Traits(rawValue: 1 << 15)
    /// With a preposition only before what one pleads in court: "دفع المحامي ببطلان الإجراءات", not "دفع الجيش بتعزيزات".
    static let plea = Traits(rawValue: 1 << 16)

    /// Always has someone urged: with a single noun between the verb and what is asked, a verb joined to another has that
    /// noun for its object: "وحثت السلطات على".
    static let urges = Traits(rawValue: 1 << 17)

    fileprivate static let byName: [Substring: Traits] = [
      "continues": .continues, "plain": .plain, "bare-passive": .barePassive, "thought": .thought, "agent": .agent,
      "subject": .subject, "ya": .ya, "relay": .relay, "court": .court, "ya-present": .yaPresent, "named": .named,
      "in-text": .inText, "person": .person, "told": .told, "negated": .negated, "only-negated": .onlyNegated,
      "plea": .plea, "urges": .urges,
    ]
  }

  let lemma: String
  let type: String
  let takes: Complements
  let to: Addressing
  let traits: Traits

  init(lemma: String, type: String, takes: Complements, to: Addressing, traits: Traits) {
    self.lemma = lemma
    self.type = type
    self.takes = takes
    self.to = to
    self.traits = traits
  }
}

/// A form of a cue, a row of `cue-forms.tsv`.
struct CueForm: Sendable, BitwiseCopyable {
  enum Kind: Sendable {
    case past
    case present
    case participle
    /// With a pronoun as its object: أكده, أبلغه.
    case pastWithObject
    case presentWithObject
  }

  enum Agreement: Sendable {
    case masculine
    case feminine
    /// Plural or dual.
    case plural
  }

  var frame: Int32
  var kind: Kind
  var agreement: Agreement
  /// Written with its و, because without it it would be another word of the lists: ورد is also و and رد.
  var isJoined: Bool
  /// Of a verb whose past ends in ى, and of one whose present so written is a passive.
  var endsInYa = false
  var presentEndsInYa = false

  var isFinite: Bool { kind != .participle }
}

/// The word lists of the module, read once into the form the scanner asks.
struct CueLexicon: @unchecked Sendable {
  // `meanings` is never written after it is made.
  static let standard = CueLexicon()

  let frames: [CueFrame]
  /// Rows of `cue-forms.tsv`.
  let forms: [CueForm]
  /// For each entry of the lexicon what it means. Never freed, as the lexicon is not: reading it counts no references.
  private let meanings: UnsafeMutableBufferPointer<Meaning>

  struct Meaning: BitwiseCopyable {
    /// Forms of cues have `.cue`.
    var roles: WordRole
    /// The place in `forms`, -1 for a word of another list.
    var form: Int32
  }

  private init() {
    var frames: [CueFrame] = []
    var frameOf: [String: Int32] = [:]
    let cues = Lexicons.cues
    let (type, takes, to, traits) = (
      cues.column("type"), cues.column("takes"), cues.column("to"), cues.column("traits")
    )
    // The key's own spelling is folded; `name` is the lemma shown to readers.
    let name = cues.column("name")
    for row in 0..<cues.count {
      let words = { (column: Int) in cues.value(row, column).split(separator: " ") }
      frames.append(
        CueFrame(
          lemma: cues.value(row, name), type: cues.value(row, type),
          takes: words(takes).reduce(into: []) { $0.formUnion(CueFrame.Complements.named[$1] ?? []) },
          to: words(to).reduce(into: []) { $0.formUnion(CueFrame.Addressing.named[$1] ?? []) },
          traits: words(traits).reduce(into: []) { $0.formUnion(CueFrame.Traits.byName[$1] ?? []) }))
      frameOf[frames[row].lemma] = Int32(row)
    }
    let list = Lexicons.cueForms
    let (lemma, kind, agreement) = (list.column("lemma"), list.column("class"), list.column("agreement"))
    forms = (0..<list.count).map { row in
      let frame = frameOf[list.value(row, lemma)] ?? 0
      let traits = frames[Int(frame)].traits
      return CueForm(
        frame: frame, kind: CueForm.Kind(name: list.value(row, kind)),
        agreement: CueForm.Agreement(name: list.value(row, agreement)),
        isJoined: list.value(row, kind) == "verb-joined", endsInYa: traits.contains(.ya),
        presentEndsInYa: traits.contains(.yaPresent))
    }
    self.frames = frames
    var meanings: [Meaning] = []
    for list in [
      Lexicons.cueForms, Lexicons.cues, Lexicons.functionWords, Lexicons.masculineStates, Lexicons.nameKinds,
      Lexicons.settings, Lexicons.speakers,
    ] {
      let isForms = list.name == "cue-forms"
      for row in 0..<list.count {
        meanings.append(Meaning(roles: CueLexicon.roles(list, row), form: isForms ? Int32(row) : -1))
      }
    }
    self.meanings = .holding(meanings)
  }

  private static func roles(_ list: WordList, _ row: Int) -> WordRole {
    switch list.name {
    case "cue-forms": return .cue
    case "function-words":
      return list.value(row, list.column("roles")).split(separator: " ").reduce(into: []) {
        $0.formUnion(WordRole(name: $1))
      }
    case "name-kinds": return .nameKind
    case "settings":
      var role = WordRole(name: Substring(list.value(row, list.column("role"))))
      if role == .speakingText { role = .settingText }
      return list.value(row, list.column("partner")) == "yes" ? role.union(.hasPartner) : role
    case "speakers":
      if list.value(row, list.column("kind")) == "media" { return [.media, .body, .nameKind] }
      return WordRole(name: Substring(list.value(row, list.column("kind"))))
    default: return []
    }
  }

  /// Names of places that are masculine, folded.
  static let masculineStates: Set<[UInt8]> = {
    let list = Lexicons.masculineStates
    return Set((0..<list.count).flatMap { list.keys($0) }.map { Array($0.utf8) })
  }()

  /// Types of cue whose verbs do nothing but report.
  static let reportingTypes: Set<String> = ["statement", "announcement", "reveal"]

  /// The lemma of speech itself, which قوله is a form of: the first row that takes إن.
  var plainLemma: String { frames.first { $0.traits.contains(.plain) }?.lemma ?? "" }

  @inline(__always)
  func meaning(of entry: Lexicon.Entry) -> Meaning { meanings[Int(entry.index)] }
}

extension CueForm.Kind {
  fileprivate init(name: String) {
    self =
      switch name {
      case "present": .present
      case "participle": .participle
      case "verb-object": .pastWithObject
      case "present-object": .presentWithObject
      default: .past
      }
  }
}

extension CueForm.Agreement {
  fileprivate init(name: String) {
    self =
      switch name {
      case "f": .feminine
      case "p": .plural
      default: .masculine
      }
  }
}
