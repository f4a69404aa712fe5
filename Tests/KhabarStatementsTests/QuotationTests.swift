import KhabarAnnotations
import KhabarCore
import Testing

@testable import KhabarStatements

private let coach = Named.person("عماد زكي", "زكي")

@Suite struct QuotationTests {
  @Test(arguments: [
    ("قال زكي: \"فزنا عن جدارة\".", Statement.Mode.direct, ["فزنا عن جدارة"]),
    ("قال زكي إن «الفريق جاهز».", .direct, ["الفريق جاهز"]),
    ("وقال زكي إنه “سعيد جدا”.", .direct, ["سعيد جدا"]),
    ("وقال زكي: ”فزنا عن جدارة“.", .direct, ["فزنا عن جدارة"]),
    ("قال زكي إن الفريق \"جاهز تماما\" للنهائي.", .mixed, ["جاهز تماما"]),
    ("قال زكي إن الفريق جاهز.", .indirect, []),
    ("قال زكي إن نادي \"الوفاق\" جاهز.", .indirect, []),
    ("قال زكي: \"هل نفوز؟\".", .direct, ["هل نفوز؟"]),
    ("قال زكي: \"فزنا اليوم. سنفوز غدا\".", .direct, ["فزنا اليوم. سنفوز غدا"]),
    ("قال زكي إن «الدفاع قوي» و«الهجوم أقوى».", .mixed, ["الدفاع قوي", "الهجوم أقوى"]),
    ("قال زكي: \"فزنا عن جدارة.", .direct, ["فزنا عن جدارة"]),
    ("قال زكي: \"فزنا أمام فريق \"قوي جدا\".", .direct, ["فزنا أمام فريق \"قوي جدا"]),
  ])
  func tellsQuotedFromReported(text: String, mode: Statement.Mode, quoted: [String]) throws {
    let annotated = try Annotated(text, [coach])
    let statement = try #require(annotated.statements.first)

    #expect(annotated.statements.count == 1)
    #expect(statement.mode == mode)
    #expect(statement.quoted.map(annotated.document.string) == quoted)
  }

  @Test func aBrokenQuotationIsOneStatement() throws {
    let annotated = try Annotated("\"فزنا عن جدارة\"، قال زكي، \"وسنفوز في الإياب\".", [coach])

    #expect(annotated.summary == ["قال | عماد زكي | فزنا عن جدارة … وسنفوز في الإياب | - | -"])
  }

  @Test func marksBetweenSpacesOpenAndCloseInTurn() throws {
    let annotated = try Annotated("قال زكي: " + String(repeating: "« ", count: 100_001) + "فزنا اليوم.", [coach])

    #expect(annotated.statements.count == 1)
    #expect(annotated.document[Diagnostics.self].isEmpty)
  }

  @Test func nestedMarksBeyondTheLimitAreReported() throws {
    let annotated = try Annotated("قال زكي: " + String(repeating: "«كلمة ", count: 100_000), [coach])

    #expect(annotated.document[Diagnostics.self].map(\.code).contains("quotations-too-deep"))
  }

  @Test func nestedSpeechHasABoundAndIsReported() throws {
    let annotated = try Annotated(String(repeating: "قال زكي إن ", count: 50_000) + "الفريق فاز.", [coach])
    var depth = 0
    for statement in annotated.statements {
      depth = max(depth, statement.sourceChain.count)
    }

    #expect(annotated.document[Diagnostics.self].map(\.code).contains("statements-too-deep"))
    #expect(annotated.statements.count <= StatementsStage.Options().maximumDepth)
    #expect(depth < StatementsStage.Options().maximumDepth)
  }

  @Test(arguments: ["قال زكي أن", "قال زكي إن", "أكد زكي أن", "قال زكي: \"", "قال زكي"])
  func textThatBreaksOffAfterTheCueSaysNothing(text: String) throws {
    let annotated = try Annotated(text, [coach])

    #expect(annotated.statements.isEmpty)
  }
}
