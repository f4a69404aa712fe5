import KhabarAnnotations
import KhabarArabic
import KhabarCore
import KhabarTestSupport
import Testing

@Suite struct SentenceStageTests {
  @Test(arguments: [
    "⟦وصل الوزير.⟧ ⟦ثم غادر.⟧",
    "⟦ماذا حدث؟⟧ ⟦لا شيء!⟧",
    "⟦قال «انتهى الأمر.»⟧ ⟦وانصرف⟧",
    "⟦قال \"انتهى الأمر\".⟧ ⟦وانصرف⟧",
    "⟦بلغت النسبة 7.5 في المئة⟧",
    "⟦قال د. أحمد كلمته.⟧ ⟦وانتهى اللقاء⟧",
    "⟦شركة ار.تي.ال تعلن⟧",
    "⟦بيان... ثم صمت .. ثم عودة⟧",
    "⟦عنوان بلا نقطة⟧\n⟦سطر ثان⟧\n\n  ⟦سطر ثالث⟧  ",
    "⟦في عام 1990 م.⟧ ⟦ثم توقف⟧",
    "⟦1. بند أول.⟧ ⟦وشرحه⟧",
    "⟦حقا؟!⟧ ⟦نعم⟧",
    "", "   \n ",
  ])
  func cutsSentences(marked: String) {
    let expected = MarkedText(marked)
    var document = Document(id: "t", text: expected.text)

    SentenceStage(options: .init()).process(&document)

    #expect(document[Sentences.self].map(\.range) == expected.ranges)
  }

  @Test func numbersParagraphs() {
    var document = Document(id: "t", text: "عنوان\r\n\r\nأول. ثان.\nثالث")

    SentenceStage(options: .init()).process(&document)

    #expect(document[Sentences.self].map(\.paragraph) == [0, 1, 1, 2])
  }
}
