import KhabarAnnotations
import Testing

@testable import KhabarStatements

/// Rules that tell a verb from a noun, a subject from an object and a source from its text: each with a text it must match
/// and a close one it must not.
@Suite struct ReportingRuleTests {
  private let everyone: [Named] = [
    .person("حسان البنا", "البنا", titles: ["الوزير"]), .person("سلمى عواد"), .medium("وكالة الساحل"),
    .body("قوات الساحل"), .body("وزارة الري"), .place("عمان"),
  ]

  @Test(arguments: [
    // A word that looks like a verb of speech is the noun of it behind a definite subject, a participle, the one told.
    ("وأكد البنا رفض بلاده المقترح.", ["أكد | حسان البنا | رفض بلاده المقترح | - | -"]),
    ("وأبلغ البنا سلمى عواد رفض المقترح.", ["أبلغ | حسان البنا | رفض المقترح | - | سلمى عواد"]),
    (
      "وقال البنا إن السوق آمن، مجددا رفض بلاده المقترح.",
      [
        "قال | حسان البنا | السوق آمن | - | -", "مجددا | (حسان البنا) | رفض بلاده المقترح | - | -",
      ]
    ),
    ("وأكد مصدر رفض الكشف عن اسمه أن السوق آمن.", ["أكد | مصدر | السوق آمن | - | -"]),
    // Pleas.
    ("ودفع المحامي ببطلان الإجراءات.", ["دفع | المحامي | بطلان الإجراءات | - | -"]),
    ("ودفع المحامي بسيارته إلى الطريق.", []),
    // What a court orders is no statement.
    ("وأمر القاضي بحبس المالك.", []),
    ("وأمر الوزير بعدم هدم السوق.", ["أمر | حسان البنا | عدم هدم السوق | - | -"]),
    // Blame, with a body spoken of before as the subject.
    (
      "وحملت الشبكة قوات الساحل المسؤولية عن القصف.",
      ["حملت | الشبكة | قوات الساحل المسؤولية عن القصف | - | -"]
    ),
    // A source that interrupts the clause is a link; نقلا عن names who speaks.
    ("وقال البنا، بحسب وكالة الساحل، إن السوق آمن.", ["قال | حسان البنا | السوق آمن | وكالة الساحل | -"]),
    ("وذكرت وكالة الساحل، نقلا عن مصدر، أن السوق آمن.", ["ذكرت | مصدر | السوق آمن | وكالة الساحل | -"]),
    // Whoever is behind a trailing or leading source.
    ("وبحسب ما نقلت وكالة الساحل عن مسؤول، فإن السوق آمن.", ["نقلت | مسؤول | السوق آمن | وكالة الساحل | -"]),
    ("السوق آمن، حسبما ذكرت وكالة الساحل عن طريق الخطأ.", ["ذكرت | وكالة الساحل | السوق آمن | - | -"]),
    ("السوق آمن، على ما أعلنت أجهزة الإنقاذ.", ["أعلنت | أجهزة الإنقاذ | السوق آمن | - | -"]),
    // A text and the body behind it.
    ("وأوضح بيان لوزارة الري أن السوق آمن.", ["أوضح | وزارة الري | السوق آمن | - | -"]),
    ("وكانت حصيلة صادرة عن وزارة الري أفادت بمقتل حارس.", ["أفادت | وزارة الري | مقتل حارس | - | -"]),
    ("وبحسب لائحة الاتهام، فإن السوق آمن.", ["بحسب | لائحة الاتهام | السوق آمن | - | -"]),
    // Clauses about an indefinite subject.
    ("وقالت مصادر لم تسمها الصحيفة إن السوق آمن.", ["قالت | مصادر | السوق آمن | - | -"]),
    ("وقالت المصادر لم تصل الصحيفة.", []),
    (
      "لكن مستشارا للبلدية، طلب عدم كشف هويته، نفى وجود خلاف.", ["نفى | مستشارا | وجود خلاف | - | -"]
    ),
    // The subordinate clause ends where the main clause begins.
    (
      "وبينما أكد البنا أن السوق آمن، رأت سلمى عواد أن الخطر قائم.",
      ["أكد | حسان البنا | السوق آمن | - | -", "رأت | سلمى عواد | الخطر قائم | - | -"]
    ),
    // A relative clause that is denied; a pronoun before the verb.
    (
      "وقالت سلمى عواد إن السوق آمن، وإنها أبلغت القاضي بالأمر.",
      ["قالت | سلمى عواد | السوق آمن، وإنها أبلغت القاضي بالأمر | - | -", "أبلغت | (سلمى عواد) | الأمر | - | القاضي"]
    ),
    ("وحضرت سلمى عواد التي لم تستبعد زيادة الأسعار.", ["تستبعد | سلمى عواد | زيادة الأسعار | - | -"]),
    // A plural in ين is an object.
    (
      "وقال البنا إن السوق آمن، ودعا المستثمرين إلى الهدوء.",
      [
        "قال | حسان البنا | السوق آمن | - | -", "دعا | (حسان البنا) | الهدوء | - | المستثمرين",
      ]
    ),
    // "ثلاث مذكرات" are papers.
    ("ووقع الجانبان ثلاث مذكرات تفاهم بحضور السفراء.", []),
    // عبر as a verb before a person, as a preposition elsewhere.
    ("وعبر والد الضحية عن غضبه.", ["عبر | والد الضحية | غضبه | - | -"]),
    ("ووصلت المياه عبر السد عن طريق الأنابيب.", []),
    // What is told of an indefinite source is no part of what it gives.
    ("وبحسب شهود تحدثوا إلى الصحافة، أطلق الحارس النار.", ["بحسب | شهود | أطلق الحارس النار | - | -"]),
    (
      "وبحسب وزارة الري عاد السوق، بعد الحريق، إلى العمل.",
      [
        "بحسب | وزارة الري | عاد السوق، بعد الحريق، إلى العمل | - | -"
      ]
    ),
    // A plural in ون is the subject.
    ("وطالب المعتصمون بإقالة المحافظ.", ["طالب | المعتصمون | إقالة المحافظ | - | -"]),
    // A notice from someone.
    ("وتلقى البنا بلاغا من وزارة الري يفيد بانهيار السد.", ["يفيد | وزارة الري | انهيار السد | - | -"]),
  ])
  func readsEach(text: String, expected: [String]) throws {
    let annotated = try Annotated(text, everyone)

    #expect(annotated.summary == expected)
  }

  @Test func theHonorificIsTheOneOfThatRank() throws {
    let annotated = try Annotated(
      "استقبل صاحب السمو الأمير حسان البنا معالي الوزيرة سلمى عواد.\nوقالت سلمى عواد إن السوق آمن.\nوأكد سموه أن العمل مستمر.",
      everyone)

    #expect(annotated.summary.last == "أكد | حسان البنا | العمل مستمر | - | -")
  }

  @Test func findingsAreTheSourceOfTheClauseTheyTouch() throws {
    let text = "وقال البنا إن السوق آمن، مضيفا أن الأسعار ترتفع، "

    let report = try Annotated(text + "وفقا لتقرير صادر عن وزارة الري.", everyone)
    let agency = try Annotated(text + "وفقا لوكالة الساحل.", everyone)

    #expect(report.statements.map(\.sourceChain.count) == [0, 1])
    #expect(agency.statements.map(\.sourceChain.count) == [1, 1])
  }

  @Test func aNameBehindAdjectivesIsNoQuotation() throws {
    let name = try Annotated("لكن الشركة المالكة \"بحار الشرق\" نفت ذلك.")
    let quotation = try Annotated("وقالت الشركة المالكة \"لن نعتذر\".")

    #expect(name.summary == ["نفت | بحار الشرق | ذلك | - | -"])
    #expect(quotation.summary == ["قالت | الشركة المالكة | لن نعتذر | - | -"])
  }
}
