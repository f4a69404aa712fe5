import KhabarAnnotations
import KhabarCore
import Testing

@testable import KhabarStatements

private let minister = Named.person("ليث المهدي", "المهدي", titles: ["وزير الري"])
private let envoy = Named.person("آنا لوند", titles: ["المبعوثة الأممية"])
private let agency = Named.medium("وكالة الهضبة")
private let channel = Named.medium("قناة النيل")
private let source = Named.unnamed("مصدر مطلع")
private let police = Named.body("شرطة المرور")

@Suite struct SourceChainTests {
  @Test func speechInsideSpeechIsNested() throws {
    let text = "ذكرت وكالة الهضبة أن وزير الري ليث المهدي أبلغ المبعوثة الأممية آنا لوند أن السد آمن."
    let annotated = try Annotated(text, [minister, envoy, agency])

    #expect(
      annotated.summary == [
        "ذكرت | وكالة الهضبة | وزير الري ليث المهدي أبلغ المبعوثة الأممية آنا لوند أن السد آمن | - | -",
        "أبلغ | ليث المهدي | السد آمن | وكالة الهضبة | آنا لوند",
      ])
    #expect(annotated.statements.map { $0.parent?.value } == [nil, 0])
  }

  @Test func threeLevelsGiveAChainOfTwo() throws {
    let text = "قالت قناة النيل إن مصدرا مطلعا ذكر أن المهدي قال: \"السد آمن\"."
    let annotated = try Annotated(text, [minister, channel, .unnamed("مصدرا مطلعا")])

    #expect(annotated.statements.last.map { $0.sourceChain.map(annotated.name) } == ["قناة النيل", "مصدرا مطلعا"])
    #expect(annotated.statements.map { $0.parent?.value } == [nil, 0, 1])
  }

  @Test(arguments: [
    ("نقلت وكالة الهضبة عن مصدر مطلع قوله إن السد امتلأ.", "قوله | مصدر مطلع | السد امتلأ | وكالة الهضبة | -"),
    ("ونقلت وكالة الهضبة عن مصدر مطلع أن السد امتلأ.", "نقلت | مصدر مطلع | السد امتلأ | وكالة الهضبة | -"),
    ("ونسبت قناة النيل إلى مصدر مطلع قوله: \"السد امتلأ\".", "قوله | مصدر مطلع | السد امتلأ | قناة النيل | -"),
    ("وذكرت وكالة الهضبة، نقلا عن مصدر مطلع، أن السد امتلأ.", "ذكرت | مصدر مطلع | السد امتلأ | وكالة الهضبة | -"),
    ("ووفق قناة النيل، قال المهدي إن السد امتلأ.", "قال | ليث المهدي | السد امتلأ | قناة النيل | -"),
    ("وقال المهدي إن السد امتلأ، وفق وكالة الهضبة.", "قال | ليث المهدي | السد امتلأ | وكالة الهضبة | -"),
    ("وقال المهدي إن السد امتلأ، حسبما ذكرت وكالة الهضبة.", "قال | ليث المهدي | السد امتلأ | وكالة الهضبة | -"),
    ("وقال المهدي إن السد امتلأ، على حد قوله.", "قال | ليث المهدي | السد امتلأ | - | -"),
    ("وقتل ثلاثة أشخاص في الحادث، بحسب شرطة المرور.", "بحسب | شرطة المرور | قتل ثلاثة أشخاص في الحادث | - | -"),
    ("وانقلبت حافلة قرب الجسر، وفق ما أعلنت شرطة المرور.", "أعلنت | شرطة المرور | انقلبت حافلة قرب الجسر | - | -"),
    ("وبحسب شرطة المرور، فإن السائق كان نائما.", "بحسب | شرطة المرور | السائق كان نائما | - | -"),
    ("وتسبب السيل في \"خسائر فادحة\"، بحسب شرطة المرور.", "بحسب | شرطة المرور | خسائر فادحة | - | -"),
    ("وانقلبت حافلة قرب الجسر، كما ذكرت وكالة الهضبة.", "ذكرت | وكالة الهضبة | انقلبت حافلة قرب الجسر | - | -"),
  ])
  func readsSources(text: String, expected: String) throws {
    #expect(try Annotated(text, [minister, agency, channel, source, police]).summary == [expected])
  }

  @Test func aSourceAfterAParticipleIsThatOfItsHostToo() throws {
    let text = "وأكد المهدي سلامة السد، مشيرا إلى أن الخزان امتلأ، بحسب وكالة الهضبة."

    #expect(
      try Annotated(text, [minister, agency]).summary == [
        "أكد | ليث المهدي | سلامة السد | وكالة الهضبة | -", "مشيرا | (ليث المهدي) | الخزان امتلأ | وكالة الهضبة | -",
      ])
  }

  @Test func aRelayGoesOnWithTheNextSentence() throws {
    let annotated = try Annotated(
      "نقلت وكالة الهضبة عن مصدر مطلع قوله إن السد امتلأ. وأضاف أن القرى آمنة.", [agency, source])

    #expect(annotated.statements.last?.sourceChain.map(\.isInherited) == [true])
    #expect(annotated.summary.last == "أضاف | (مصدر مطلع) | القرى آمنة | وكالة الهضبة | -")
  }
}
