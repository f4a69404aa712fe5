import KhabarLexicon

/// What a function word does for counts and events: the classes of `word-classes.tsv`.
struct WordClass: OptionSet {
  let rawValue: UInt32

  /// بينهم, منهم: what follows is a part of the count before.
  static let inclusion = WordClass(rawValue: 1 << 0)
  /// نحو, أكثر من, ما لا يقل عن: says how exact a number is.
  static let approximator = WordClass(rawValue: 1 << 1)
  /// إلى, بلغ, كانت: leads from a toll to its number.
  static let link = WordClass(rawValue: 1 << 2)
  /// أن, إن
  static let complementiser = WordClass(rawValue: 1 << 3)
  /// الذين, ممن
  static let relative = WordClass(rawValue: 1 << 4)
  /// بين before a noun
  static let among = WordClass(rawValue: 1 << 5)
  /// What cannot be killed or held: منزل, صاروخ.
  static let thing = WordClass(rawValue: 1 << 6)
  /// An illness that one is "struck" by without being wounded.
  static let disease = WordClass(rawValue: 1 << 7)
  /// لم, لن before a verb
  static let negation = WordClass(rawValue: 1 << 8)
  /// المقرر, يعتزم
  static let plan = WordClass(rawValue: 1 << 9)
  /// المقبل after the event
  static let next = WordClass(rawValue: 1 << 10)
  /// دعا, طالب
  static let request = WordClass(rawValue: 1 << 11)
  /// استمرار, لا يزال
  static let continuation = WordClass(rawValue: 1 << 12)
  /// احتمال, إمكانية, قد: the event is only thought of.
  static let possibility = WordClass(rawValue: 1 << 13)
  /// آخر, منفصل, مماثل: another event of the kind.
  static let other = WordClass(rawValue: 1 << 14)
  /// Words of the sports page.
  static let sport = WordClass(rawValue: 1 << 15)
  /// في, قرب
  static let location = WordClass(rawValue: 1 << 19)
  /// منذ
  static let since = WordClass(rawValue: 1 << 21)
  /// بينما, في حين: another matter, with its own place and day.
  static let contrast = WordClass(rawValue: 1 << 31)
  /// خلال, على هامش: before an occasion.
  static let during = WordClass(rawValue: 1 << 20)
  /// حتى
  static let until = WordClass(rawValue: 1 << 22)
  /// Words that start a clause of their own: بينما, حيث, فيما.
  static let clause = WordClass(rawValue: 1 << 23)
  /// A person: شخص, جندي, مدني.
  static let person = WordClass(rawValue: 1 << 24)

  /// من, بين: what stands after it is the whole that a count is a part of.
  static let partitive = WordClass(rawValue: 1 << 25)
  /// نفى, عدم, إحباط before a noun
  static let denial = WordClass(rawValue: 1 << 26)
  /// تأجيل, ألغيت on either side
  static let cancelled = WordClass(rawValue: 1 << 27)
  /// وفق, حسبما: opens a source, whose date is not that of the event.
  static let attribution = WordClass(rawValue: 1 << 28)
  /// مدينة, ولاية: the name after it is a place something happens in.
  static let placeNoun = WordClass(rawValue: 1 << 29)

  /// حالة: stands for those whom a toll counts.
  static let cases = WordClass(rawValue: 1 << 17)
  /// تابعة, before the ل of an owner.
  static let belonging = WordClass(rawValue: 1 << 18)
  /// كان, قد: stands between a subject and its verb.
  static let auxiliary = WordClass(rawValue: 1 << 16)

  /// A single person, where no number stands before it: ضابط.
  static let one = WordClass(rawValue: 1 << 30)

  private static let names: [String: WordClass] = [
    "inclusion": .inclusion, "approximator": .approximator, "link": .link, "complementiser": .complementiser,
    "relative": .relative, "among": .among, "thing": .thing, "disease": .disease, "negation": .negation,
    "plan": .plan, "next": .next, "request": .request, "continuation": .continuation, "possibility": .possibility,
    "other": .other, "sport": .sport, "location": .location, "since": .since, "during": .during, "contrast": .contrast,
    "until": .until, "clause": .clause,
    "person": .person, "one": .one, "partitive": .partitive, "denial": .denial, "cancelled": .cancelled,
    "attribution": .attribution, "place_noun": .placeNoun, "auxiliary": .auxiliary,
    "cases": .cases, "belonging": .belonging,
  ]

  /// The classes of each row of the list.
  static let rows: [WordClass] = {
    let list = Lexicons.wordClasses
    let column = list.column("classes")
    return (0..<list.count).map { row in
      WordClass(list.value(row, column).split(separator: ",").map { names[String($0)] ?? [] })
    }
  }()

  /// The names in the list that no class has: for the tests.
  static var unknownNames: [String] {
    let list = Lexicons.wordClasses
    return (0..<list.count).flatMap { list.value($0, list.column("classes")).split(separator: ",").map(String.init) }
      .filter { names[$0] == nil }
  }
}
