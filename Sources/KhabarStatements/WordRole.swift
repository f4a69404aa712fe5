/// What a word of a closed class does in a sentence that reports speech. The names are those of `function-words.tsv`.
struct WordRole: OptionSet, Sendable {
  let rawValue: UInt64

  /// أن, إن
  static let that = WordRole(bit: 0)
  /// بأن
  static let biThat = WordRole(bit: 1)
  /// With a pronoun, so that it belongs to what follows: أنه, بأنها.
  static let thatPronoun = WordRole(bit: 2)
  /// فإن after a leading source: "وبحسب البيان، فإن …".
  static let apodosis = WordRole(bit: 3)
  /// A conjunction that only ends in أن: لأن, غير أن.
  static let otherThat = WordRole(bit: 4)
  /// A word after which أن opens no reported clause: بعد, قبل, يجب.
  static let beforeThat = WordRole(bit: 5)
  static let preposition = WordRole(bit: 6)
  static let ila = WordRole(bit: 7)
  static let ala = WordRole(bit: 8)
  static let an = WordRole(bit: 9)
  static let min = WordRole(bit: 10)
  static let fi = WordRole(bit: 11)
  /// أمام, before a judge or a crowd.
  static let beforePerson = WordRole(bit: 12)
  /// عليه, منها: complete in itself.
  static let prepositionPronoun = WordRole(bit: 13)
  static let relative = WordRole(bit: 14)
  /// Opens a clause beside the one before it: فيما, بينما, كما, لكن.
  static let clause = WordRole(bit: 15)
  static let contrast = WordRole(bit: 16)
  /// لكنه, هو: the subject is the pronoun.
  static let pronounSubject = WordRole(bit: 17)
  /// Announces whose turn it is, or only links: من جانبه, في المقابل.
  static let turn = WordRole(bit: 18)
  static let negation = WordRole(bit: 19)
  /// قد, كان: between subject and verb.
  static let auxiliary = WordRole(bit: 20)
  /// قائلا, بالقول: a second word of speech of the same act.
  static let saying = WordRole(bit: 21)
  /// قوله, in "نقلت عنه قوله".
  static let ownSpeech = WordRole(bit: 22)
  /// على حد قوله: closes a statement of the same speaker.
  static let closer = WordRole(bit: 23)
  /// وفق, with a noun right after it.
  static let sourceNoun = WordRole(bit: 24)
  /// وفقا, with ل.
  static let sourceLi = WordRole(bit: 25)
  /// حسبما, with a verb.
  static let sourceClause = WordRole(bit: 26)
  /// كما, which is a source marker only at the end of a clause.
  static let sourceAs = WordRole(bit: 27)
  /// نقلا عن between a speaking medium and what it says.
  static let relayed = WordRole(bit: 28)
  /// باسم, which holds متحدث باسم الشرطة together.
  static let nameOf = WordRole(bit: 29)
  /// مع
  static let with = WordRole(bit: 30)
  /// مسؤولية, in "حمّل الحكومة مسؤولية".
  static let blame = WordRole(bit: 31)
  /// The narrator goes on beside what was said: فيما, بينما, كما.
  static let aside = WordRole(bit: 41)
  /// A verb whose object is a toll: خلفت.
  static let result = WordRole(bit: 42)
  /// بينما: the narrator or the speaker goes on.
  static let whereas = WordRole(bit: 43)
  /// وذلك, before a trailing source.
  static let loose = WordRole(bit: 44)
  /// يدعى, before a name.
  static let called = WordRole(bit: 45)
  /// A noun for a medium, to which one speaks.
  static let media = WordRole(bit: 46)
  /// بشكل, بلهجة: an adverb with the adjective behind it.
  static let manner = WordRole(bit: 47)
  /// اسمه, هويته: what someone asked not to be told of him.
  static let anonymous = WordRole(bit: 48)
  /// معاليه: the person of rank spoken of last.
  static let honorific = WordRole(bit: 49)
  /// ذاته, in "المتحدث ذاته": the one spoken of last.
  static let same = WordRole(bit: 50)
  /// ذات, in "ذات المصدر".
  static let sameBefore = WordRole(bit: 51)
  /// صادر, in "بيان صادر عن": who stands behind a text follows.
  static let issued = WordRole(bit: 52)
  /// تأكيده, in "نقل عنه تأكيده صحة الخبر": a second word of speech that governs like its verb.
  static let ownAct = WordRole(bit: 53)
  /// هكذا, between a quotation and its verb.
  static let thus = WordRole(bit: 54)
  /// التعليق, which one refuses without saying anything.
  static let comment = WordRole(bit: 55)
  /// عاجل, before a headline.
  static let flash = WordRole(bit: 56)
  /// تلقت, in "بيان تلقت الصحيفة نسخة منه": how a text reached the medium.
  static let received = WordRole(bit: 57)
  /// سبق, in "سبق للوزير أن قال".
  static let already = WordRole(bit: 58)
  /// عما and مما: the preposition and ما in one.
  static let anWhat = WordRole(bit: 59)
  static let minWhat = WordRole(bit: 60)
  /// في سياق منفصل, إلى ذلك: only links a sentence to the one before, and says nothing of what it tells.
  static let link = WordRole(bit: 61)
  /// تقرير, إحصاءات: a text of findings, not of what a speaker said.
  static let data = WordRole(bit: 62)
  /// بطلان, عدم: what one pleads in court.
  static let plea = WordRole(bit: 63)
  /// حبس, فتح تحقيق: what a court orders, in both lists.
  static let courtOrder: WordRole = [.data, .plea]
  // From the other lists.
  static let person = WordRole(bit: 32)
  static let body = WordRole(bit: 33)
  static let speakingText = WordRole(bit: 34)
  static let settingOccasion = WordRole(bit: 35)
  static let settingText = WordRole(bit: 36)
  static let settingPlatform = WordRole(bit: 37)
  /// A setting whose "مع X" names the one spoken to: مقابلة مع.
  static let hasPartner = WordRole(bit: 38)
  /// A noun before a name in quotation marks: موقع.
  static let nameKind = WordRole(bit: 39)
  /// Some form of a cue stands here.
  static let cue = WordRole(bit: 40)

  static let anySource: WordRole = [.sourceNoun, .sourceLi, .sourceClause]
  static let anyThat: WordRole = [.that, .biThat]
  /// برأيه: what follows or stands before it is the view of whoever spoke last, in both lists.
  static let ownView: WordRole = [.closer, .ownSpeech]
  static let speakerNoun: WordRole = [.person, .body, .speakingText]
  static let setting: WordRole = [.settingOccasion, .settingText, .settingPlatform]

  init(rawValue: UInt64) { self.rawValue = rawValue }
  private init(bit: UInt64) { rawValue = 1 << bit }

  /// The role called `name` in a word list; empty for a name that is none.
  init(name: Substring) {
    self = WordRole.named[String(name)] ?? []
  }

  private static let named: [String: WordRole] = [
    "that": .that, "bi-that": .biThat, "that-pronoun": .thatPronoun, "apodosis": .apodosis, "other-that": .otherThat,
    "before-that": .beforeThat, "prep": .preposition, "prep-ila": .ila, "prep-ala": .ala, "prep-an": .an,
    "prep-min": .min, "prep-fi": .fi, "before-person": .beforePerson, "prep-pronoun": .prepositionPronoun,
    "relative": .relative, "clause": .clause, "contrast": .contrast, "pronoun-subject": .pronounSubject,
    "turn": .turn, "link": .link, "negation": .negation, "auxiliary": .auxiliary, "saying": .saying,
    "own-speech": .ownSpeech,
    "closer": .closer, "source": [], "source-noun": .sourceNoun, "source-li": .sourceLi,
    "source-clause": .sourceClause, "source-as": .sourceAs, "relayed": .relayed, "name-of": .nameOf, "with": .with,
    "blame": .blame, "aside": .aside, "manner": .manner, "anonymous": .anonymous, "honorific": .honorific,
    "received": .received, "already": .already, "data": .data, "plea": .plea, "prep-an-what": .anWhat,
    "prep-min-what": .minWhat,
    "same": .same, "own-act": .ownAct, "thus": .thus, "comment": .comment, "flash": .flash, "same-before": .sameBefore,
    "issued": .issued,
    "result": .result, "whereas": .whereas, "loose": .loose, "called": .called, "media": .media, "person": .person,
    "body": .body,
    "text": .speakingText, "occasion": .settingOccasion, "platform": .settingPlatform,
  ]

  /// The particles that decide about statements, as they are shown to people.
  static let shown: [(name: String, role: WordRole)] = [
    ("that", .that), ("that", .biThat), ("source", .sourceNoun), ("source", .sourceLi), ("source", .sourceClause),
    ("relayed", .relayed), ("closer", .closer), ("saying", .saying), ("own-speech", .ownSpeech), ("turn", .turn),
    ("negation", .negation), ("apodosis", .apodosis), ("same", .same), ("anonymous", .anonymous),
  ]

  /// Every name, for the test that reads the word lists.
  static var names: Set<String> { Set(named.keys) }
}
