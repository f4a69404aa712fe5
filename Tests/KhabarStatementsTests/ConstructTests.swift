import Khabar
import KhabarAnnotations
import KhabarCore
import KhabarText
import Testing

@testable import KhabarStatements

private let minister = Named.person("سلمى الراوي", "الراوي", titles: ["وزيرة النقل"])
private let mayor = Named.person("حسان البنا", "البنا", titles: ["رئيس البلدية"])
private let agency = Named.medium("وكالة الساحل")
private let channel = Named.medium("قناة الهضبة")
private let company = Named.body("شركة المياه")
private let deputy = Named.unnamed("النائب السابق")
private let everyone = [minister, mayor, agency, channel, company, deputy]

/// A construct of reporting, a text that has it, and a close one that does not.
@Suite struct ConstructTests {
  @Test(arguments: [
    // What interrupts a clause.
    ("وأفاد مصدر محلي، فضل عدم الكشف عن هويته، بأن الطريق مغلق.", "أفاد | مصدر محلي | الطريق مغلق | - | -"),
    ("وأكد البنا، خلال إشرافه على جلسة صلح مساء، أن السوق سيفتح.", "أكد | حسان البنا | السوق سيفتح | - | -"),
    ("ونفى البنا بشكل قاطع وجود أي تأخير.", "نفى | حسان البنا | وجود أي تأخير | - | -"),
    ("ونفت شركة المياه، في بيان تلقت الصحف نسخة منه، تلوث الخزان.", "نفت | شركة المياه | تلوث الخزان | - | -"),
    ("ونفى البنا ما تردد عن إغلاق السوق.", "نفى | حسان البنا | ما تردد عن إغلاق السوق | - | -"),
    // Relayed with a masdar that governs.
    ("ونقلت وكالة الساحل عن البنا تأكيده صحة القرار.", "تأكيده | حسان البنا | صحة القرار | وكالة الساحل | -"),
    (
      "ونقلت وكالة الساحل عن البنا تشديده على إعادة فتح السوق.",
      "تشديده | حسان البنا | إعادة فتح السوق | وكالة الساحل | -"
    ),
    // A relative clause, an old saying, a denied verb that is voiced.
    ("واستمع الحضور إلى حسان البنا، الذي أوضح أن السوق آمن.", "أوضح | حسان البنا | السوق آمن | - | -"),
    ("وقد سبق لوزيرة النقل سلمى الراوي أن حذرت من انهيار الجسر.", "حذرت | سلمى الراوي | انهيار الجسر | - | -"),
    ("ولم يخف البنا قلقه من تراجع المياه.", "يخف | حسان البنا | قلقه من تراجع المياه | - | -"),
    // Speech without marks before its verb, and a quotation with هكذا.
    ("السوق لن يفتح قبل الصيف، يقول البنا.", "يقول | حسان البنا | السوق لن يفتح قبل الصيف | - | -"),
    ("«نعمل ليل نهار بلا توقف»، هكذا علق البنا.", "علق | حسان البنا | نعمل ليل نهار بلا توقف | - | -"),
    // Marks that do not match.
    ("وقال البنا إن \"السوق آمن تماما».", "قال | حسان البنا | السوق آمن تماما | - | -"),
    // Heads of news.
    ("البنا لقناة الهضبة: لن نغلق السوق القديم", ": | حسان البنا | لن نغلق السوق القديم | - | قناة الهضبة"),
    ("وكالة الساحل عن البنا: لن نغلق السوق القديم", ": | حسان البنا | لن نغلق السوق القديم | وكالة الساحل | -"),
    ("عاجل | البنا: لن نغلق السوق القديم", ": | حسان البنا | لن نغلق السوق القديم | - | -"),
    // A text and the body behind it.
    ("وأظهر تقرير صادر عن شركة المياه أن الخزان ملوث.", "أظهر | شركة المياه | الخزان ملوث | - | -"),
    ("ووفق بلاغ صادر عن شركة المياه، فقد عادت المياه إلى الحي.", "وفق | شركة المياه | عادت المياه إلى الحي | - | -"),
    // What only links a sentence to the one before.
    ("من جهة أخرى، عاد السوق إلى العمل، بحسب وكالة الساحل.", "بحسب | وكالة الساحل | عاد السوق إلى العمل | - | -"),
    (
      "من جهة أخرى من السوق عاد العمل، بحسب وكالة الساحل.",
      "بحسب | وكالة الساحل | من جهة أخرى من السوق عاد العمل | - | -"
    ),
    // A name the entities do not know, behind an office.
    ("وقال النائب السابق مصباح الشرقي إن السوق آمن.", "قال | مصباح الشرقي | السوق آمن | - | -"),
  ])
  func findsOneStatement(text: String, expected: String) throws {
    #expect(try Annotated(text, everyone).summary == [expected])
  }

  @Test(arguments: [
    "ورفض البنا التعليق.",
    "وطلب البنا عدم نشر اسمه.",
    "ولم يقل البنا إن السوق آمن.",
    "واطلع البنا على سير الأشغال.",
    "وهاجم مسلحون حاجزا للجيش.",
    "المصدر: وكالة الساحل",
    "ويلتقي الفريقان مجددا على أن تقام المباراة في ملعب محايد.",
    "وفق خطة محكمة، عاد اللاعبون.",
  ])
  func findsNothing(text: String) throws {
    #expect(try Annotated(text, everyone).summary == [])
  }

  @Test func anAnaphorIsWhoSpokeLast() throws {
    let annotated = try Annotated("وقال البنا إن السوق آمن.\nوأضاف المتحدث ذاته أن العمل مستمر.", everyone)

    #expect(annotated.summary.last == "أضاف | حسان البنا | العمل مستمر | - | -")
  }

  @Test func aLeadingSourceHoldsForTheCoordinatedVerb() throws {
    let annotated = try Annotated("ووفقا لوكالة الساحل، قال البنا إن السوق آمن، وطالب بإعادة فتحه.", everyone)

    #expect(
      annotated.summary == [
        "قال | حسان البنا | السوق آمن | وكالة الساحل | -",
        "طالب | (حسان البنا) | إعادة فتحه | وكالة الساحل | -",
      ])
  }

  @Test func anAnswerReachesToTheEndOfItsParagraph() throws {
    let annotated = try Annotated(
      "البنا: تراجعت المياه قليلا. لكننا سنعوض النقص. هذا وعد للناس.\nوعاد الهدوء.", everyone)

    #expect(annotated.summary == [": | حسان البنا | تراجعت المياه قليلا. لكننا سنعوض النقص. هذا وعد للناس | - | -"])
  }

  @Test func aParticipleEndsAQuotationWithoutClosingMark() throws {
    let annotated = try Annotated("وقال البنا إن \"الوقت ينفد أمام الجميع، مؤكدا أن السوق آمن.", everyone)

    #expect(annotated.summary.last == "مؤكدا | (حسان البنا) | السوق آمن | - | -")
    #expect(annotated.summary.count == 2)
  }
}
