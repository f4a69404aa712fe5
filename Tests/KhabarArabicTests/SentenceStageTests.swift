import KhabarAnnotations
import KhabarArabic
import KhabarCore
import KhabarTestSupport
import KhabarText
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
    // The space left out, and where nothing was left out.
    "⟦انتهى اللقاء.⟧⟦وقال الوزير كلمة⟧", "⟦ماذا حدث؟⟧⟦قال الشاهد⟧", "⟦موقع الجزيرة.نت نشر الخبر⟧",
    "⟦قناة سي.إن.إن الأميركية⟧", "⟦انتَهَى اللِّقَاءُ.⟧⟦وَقَالَ⟧",
    // Abbreviations of one letter and of several, in a row, of other scripts.
    "⟦حضر أ.د. سعيد وم. ليلى.⟧ ⟦ثم بدأ العرض⟧", "⟦قال Mr. Smith كلمته.⟧ ⟦وخرج⟧", "⟦ص.ب. 27 عمّان⟧",
    // Quotations of several sentences, and one that nobody closes.
    "⟦وأضاف: «لن نعود.⟧ ⟦هذا قرارنا».⟧ ⟦وغادر⟧", "⟦قال \"لن نعود.⟧ ⟦هذا قرارنا.⟧",
    // Numbers, times, dates, lists.
    "⟦ارتفع 3.75% إلى 1.250.000 دولار.⟧ ⟦وهبط⟧", "⟦في 12.05.2024 بدأ⟧", "⟦وصل في الساعة 10.⟧ ⟦وغادر⟧",
    "⟦1. وقف النار.⟧\n⟦2. تبادل الأسرى.⟧\n⟦3. الإعمار.⟧", "⟦أ. مقدمة⟧\n⟦ب. خاتمة⟧", "⟦- بند⟧\n⟦• بند آخر⟧",
    // Headlines and lines without marks; marks alone.
    "⟦عاجل | انفجار في المرفأ⟧\n⟦بيروت - وكالات⟧", "⟦...⟧", "⟦؟؟؟⟧ ⟦نعم⟧",
    // The full stop of Urdu, a letter at the very end of the text, marks and spaces before the first letter.
    "⟦جملہ مکمل۔⟧ ⟦دوسرا⟧", "⟦كلمة ب⟧", "  ⟦،كلمة⟧\n ⟦é كلمة⟧",
    "⟦https://example.org/a.b?c=1 هنا.⟧ ⟦وهناك⟧",
    "", "   \n ",
  ])
  func cutsSentences(marked: String) {
    let expected = MarkedText(marked)
    var document = Document(id: "t", text: expected.text)

    SentenceStage(options: .init()).process(&document)

    #expect(document[Sentences.self].map(\.range) == expected.ranges)
  }

  /// Letters are passed over eight bytes at a time: a mark must be seen wherever among them it stands, and the bytes of
  /// ؟ and ۔ in other letters are none.
  @Test(arguments: ["؟", "۔", ".", "!", "\n"], [0, 1])
  func seesMarksAtEveryPlace(mark: String, spaces: Int) {
    for letters in 0..<12 {
      let first = String(repeating: " ", count: spaces) + String(repeating: "سٔڔ", count: letters) + "كلمة"
      var document = Document(id: "t", text: first + mark + " وقال")

      SentenceStage(options: .init()).process(&document)

      let end = first.utf8.count + (mark == "\n" ? 0 : mark.utf8.count)
      #expect(
        document[Sentences.self].map(\.range) == [
          TextRange(spaces, end), TextRange(document.text.count - 8, document.text.count),
        ])
    }
  }

  @Test func numbersParagraphs() {
    var document = Document(id: "t", text: "عنوان\r\n\r\nأول. ثان.\nثالث")

    SentenceStage(options: .init()).process(&document)

    #expect(document[Sentences.self].map(\.paragraph) == [0, 1, 1, 2])
  }
}
