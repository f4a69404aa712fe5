import Khabar
import KhabarAnnotations
import KhabarCore
import KhabarTestSupport
import KhabarText
import Testing

@testable import KhabarStatements

private let minister = Named.person("سلمى الراوي", "الراوي", titles: ["وزيرة النقل"])
private let mayor = Named.person("حسان البنا", "البنا", titles: ["رئيس البلدية", "عمدة المدينة"])
private let agency = Named.medium("وكالة الساحل")
private let ministry = Named.body("وزارة الصحة")

/// Each row: a text, who is in it, and the statements as `cue | speaker | content | chain | addressees`.
@Suite struct StatementsStageTests {
  @Test(arguments: [
    ("قالت وزيرة النقل سلمى الراوي إن الجسر سيفتح غدا.", "قالت | سلمى الراوي | الجسر سيفتح غدا | - | -"),
    ("قالت سلمى الراوي، وزيرة النقل، إن الجسر مغلق.", "قالت | سلمى الراوي | الجسر مغلق | - | -"),
    ("وأكد البنا على ضرورة ترميم السوق.", "أكد | حسان البنا | ضرورة ترميم السوق | - | -"),
    ("وأكد البنا دعم المجلس للمزارعين.", "أكد | حسان البنا | دعم المجلس للمزارعين | - | -"),
    ("وأشار البنا إلى أنه لا توجد أضرار.", "أشار | حسان البنا | أنه لا توجد أضرار | - | -"),
    ("وأعرب البنا عن أسفه للحادث.", "أعرب | حسان البنا | أسفه للحادث | - | -"),
    ("ورحب البنا بالقرار الجديد.", "رحب | حسان البنا | القرار الجديد | - | -"),
    ("واتهم البنا الشركة بالإهمال.", "اتهم | حسان البنا | الشركة بالإهمال | - | -"),
    ("ووصف البنا المشروع بأنه فاشل.", "وصف | حسان البنا | المشروع بأنه فاشل | - | -"),
    ("البنا قال إن الطريق آمن.", "قال | حسان البنا | الطريق آمن | - | -"),
    ("وكان البنا قد أعلن، مساء أمس، أن المدارس مغلقة.", "أعلن | حسان البنا | المدارس مغلقة | - | -"),
    ("البنا: لن نغلق السوق القديم.", ": | حسان البنا | لن نغلق السوق القديم | - | -"),
    ("وقال البنا: \"نعمل ليل نهار\".", "قال | حسان البنا | نعمل ليل نهار | - | -"),
    ("«نعمل ليل نهار»، قال البنا.", "قال | حسان البنا | نعمل ليل نهار | - | -"),
    ("وقال البنا في مؤتمر صحفي عقده بالمدينة: “لا خوف على السكان”.", "قال | حسان البنا | لا خوف على السكان | - | -"),
    ("ويرى مراقبون أن الأسعار سترتفع.", "يرى | مراقبون | الأسعار سترتفع | - | -"),
    ("وجاء في التقرير أن المياه ملوثة.", "جاء | التقرير | المياه ملوثة | - | -"),
  ])
  func findsOneStatement(text: String, expected: String) throws {
    let annotated = try Annotated(text, [minister, mayor, agency, ministry])

    #expect(annotated.summary == [expected])
  }

  @Test(arguments: [
    "يذكر أن الجسر افتتح قبل عام.", "ومن المتوقع أن يفتح الجسر غدا.", "ولم يعلق البنا على الخبر.",
    "وقررت وزارة الصحة إغلاق المستشفى.", "ذُكر أن الجسر مغلق.", "ويُعتقد أن السائق هرب.",
    "سار الوفد بين الوزارة والبرلمان عبر الشارع الكبير.", "ونقل المصابون إلى المستشفى.", "زاد عدد السكان هذا العام.",
    "وصل البنا عقب الاجتماع.", "وتابع البنا المباراة من المدرجات.", "وأمر القاضي مهم للجميع.",
    "هذا الطالب أبرز طلاب المدرسة.", "وفق خطة محكمة، عاد اللاعبون.", "ولا يقول البنا إن الجسر آمن.",
    "وسط إجراءات مشددة بدأ الحفل.", "ويتحدث السكان لغتين.", "رأي البنا معروف.", "زار الوفد مدينة طنجة ومعارضة النظام.",
    "فازت صحيفة \"المنارة\" بالجائزة.",
  ])
  func findsNothing(text: String) throws {
    #expect(try Annotated(text, [minister, mayor, agency, ministry]).summary == [])
  }

  @Test func carriesTheSpeakerIntoTheNextSentence() throws {
    let text = "قالت الراوي إن الجسر آمن. وأضافت أن العمال عادوا. وتابعت: \"لا خطر\"."

    #expect(
      try Annotated(text, [minister]).summary == [
        "قالت | سلمى الراوي | الجسر آمن | - | -", "أضافت | (سلمى الراوي) | العمال عادوا | - | -",
        "تابعت | (سلمى الراوي) | لا خطر | - | -",
      ])
    var options = StatementsStage.Options()
    options.carrySpeakers = false
    #expect(try Annotated(text, [minister], options: options).summary == ["قالت | سلمى الراوي | الجسر آمن | - | -"])
  }

  @Test func aNewSubjectEndsTheCarrying() throws {
    let text = "قالت الراوي إن الجسر آمن. من جانبه، نفى البنا وجود تصدعات. وأوضح أن الفحص اكتمل."

    #expect(
      try Annotated(text, [minister, mayor]).summary == [
        "قالت | سلمى الراوي | الجسر آمن | - | -", "نفى | حسان البنا | وجود تصدعات | - | -",
        "أوضح | (حسان البنا) | الفحص اكتمل | - | -",
      ])
  }

  @Test func aParticipleTakesTheSubjectAndTheAddresseeOfItsHost() throws {
    let text = "وأبلغ البنا الراوي أن الجسر آمن، موضحا أن الفحص اكتمل، ومشيرا إلى تقرير المهندسين."

    #expect(
      try Annotated(text, [minister, mayor]).summary == [
        "أبلغ | حسان البنا | الجسر آمن | - | سلمى الراوي", "موضحا | (حسان البنا) | الفحص اكتمل | - | سلمى الراوي",
        "مشيرا | (حسان البنا) | تقرير المهندسين | - | سلمى الراوي",
      ])
  }

  @Test func coordinatedVerbsEndTheContentBefore() throws {
    let text = "طالبت الراوي بتحقيق عاجل، وحذرت من انهيار الجسر، فيما نفى البنا ذلك."

    #expect(
      try Annotated(text, [minister, mayor]).summary == [
        "طالبت | سلمى الراوي | تحقيق عاجل | - | -", "حذرت | (سلمى الراوي) | انهيار الجسر | - | -",
        "نفى | حسان البنا | ذلك | - | -",
      ])
  }

  @Test(arguments: [
    ("قال البنا لوكالة الساحل إن السوق مغلق.", "قال | حسان البنا | السوق مغلق | - | وكالة الساحل"),
    ("وقال البنا للصحفيين إن السوق مغلق.", "قال | حسان البنا | السوق مغلق | - | صحفيين"),
    ("وطالب البنا وزارة الصحة بإرسال أطباء.", "طالب | حسان البنا | إرسال أطباء | - | وزارة الصحة"),
    ("ودعا البنا السكان إلى البقاء في بيوتهم.", "دعا | حسان البنا | البقاء في بيوتهم | - | السكان"),
    ("وقال البنا في مقابلة مع وكالة الساحل إن السوق مغلق.", "قال | حسان البنا | السوق مغلق | - | وكالة الساحل"),
    ("واعترف المتهم أمام القاضي بأنه سرق السيارة.", "اعترف | المتهم | بأنه سرق السيارة | - | القاضي"),
  ])
  func findsTheAddressee(text: String, expected: String) throws {
    let annotated = try Annotated(text, [minister, mayor, agency, ministry])

    // Of ل with the article only the second letter is the word's.
    #expect(annotated.summary.map { $0.replacing("لصحفيين", with: "صحفيين") } == [expected])
  }

  @Test func statesSettingPlaceAndRule() throws {
    let annotated = try Annotated("قال البنا في مؤتمر صحفي في طنجة إن السوق مغلق.", [mayor, .place("طنجة")])
    let statement = try #require(annotated.statements.first)

    #expect(statement.setting.map(annotated.document.string) == "مؤتمر صحفي")
    #expect(annotated.name(statement.place) == "طنجة")
    #expect(statement.rule == "verb-clause")
  }

  @Test func conformsToTheRulesOfStages() throws {
    var stages = try Annotated.stagesBefore()
    stages.append(EntitiesInQuotes())
    try StageConformance(StatementsStage.self, after: stages).run()
  }
}

/// Stands in for the entities stage: every third token is somebody.
private struct EntitiesInQuotes: Stage {
  typealias Options = NoOptions
  static let name = "test-entities"
  static let summary = "Makes entities for a test."
  static let requires = [LayerName(Tokens.self)]
  static let provides = [LayerName(Entities.self)]

  init() {}
  init(options: NoOptions) {}

  func process(_ document: inout Document) {
    let words = document[Tokens.self].enumerated().filter { $0.offset % 3 == 1 && $0.element.kind == .word }
    document[Entities.self] = words.map { _, token in
      Entity(type: .person, canonical: "x", mentions: [EntityMention(range: token.range, form: .name)], rule: "test")
    }
  }
}
