import KhabarAnnotations
import KhabarCore
import KhabarEvents
import KhabarTestSupport
import Testing

@Suite struct CasualtyStageTests {
  /// The counts of a text as "kind number", in text order; a vague one with its modifier.
  private func counts(_ text: String) throws -> [String] {
    try NewsDocument.reading(text)[Casualties.self].map { count in
      "\(count.kind.rawValue) \(count.number.map(String.init) ?? count.modifier.rawValue)"
    }
  }

  @Test(arguments: [
    ("قُتل 12 شخصاً في انهيار سد.", ["killed 12"]),
    ("أسفر الحريق عن مقتل 5 عمال وإصابة 10 آخرين.", ["killed 5", "injured 10"]),
    ("أودى الفيضان بحياة 14 قروياً.", ["killed 14"]),
    ("خلّف الانهيار 3 قتلى و21 جريحاً.", ["killed 3", "injured 21"]),
    ("لقي 4 متسلقين حتفهم في الجبل.", ["killed 4"]),
    ("أصيب في التدافع 30 مشجعاً.", ["injured 30"]),
    ("قتل مساء السبت في كمين 6 جنود.", ["killed 6"]),
    ("انتشل الغواصون 7 جثث من النهر.", ["killed 7"]),
    ("أوقفت الشرطة 9 متظاهرين.", ["detained 9"]),
    ("أعلنت الشرطة القبض على 3 مهربين.", ["detained 3"]),
    ("أدى القتال إلى نزوح 2500 أسرة.", ["displaced 2500"]),
  ])
  func readsVerbsAndNouns(text: String, expected: [String]) throws {
    #expect(try counts(text) == expected)
  }

  @Test(arguments: [
    ("أسفر القصف عن مقتل ما لا يقل عن 60 شخصاً.", ["killed 60"]),
    ("كانت السفينة تقل 60 شخصاً.", []),
    ("قضى 23 شخصاً في الحريق.", ["killed 23"]),
    ("قضى 23 شهراً في السجن.", []),
    ("قضت المحكمة بمعاقبة 3 موظفين.", []),
    ("قضت محكمة الجنايات بإعدام ثلاثة رجال.", []),
    ("قامت العصابة بإعدام ثلاثة رجال.", ["killed 3"]),
    ("فقد 7 أشخاص حياتهم في الحريق.", ["killed 7"]),
    ("فقد 7 صيادين في البحر.", ["missing 7"]),
    ("فقدت الشرطة 7 ضباط في الهجوم.", ["killed 7"]),
    ("أمر الوزير بصرف إعانات لأسر الضحايا وتوفير سكن لـ12 أسرة.", []),
  ])
  func tellsLossFromWhatOnlyLooksLikeIt(text: String, expected: [String]) throws {
    #expect(try counts(text) == expected)
  }

  @Test(arguments: [
    ("شيع الأهالي القتلى الأربعة.", ["killed 4"]),
    ("قال الطبيب إن القتلى 17.", ["killed 17"]),
    ("زار الجرحى 17 مسجدا.", []),
    ("نعى الهلال الأحمر اثنين من متطوعيه.", ["killed 2"]),
    (
      "قال الوزير إن عدد النازحين بلغ 300 ألف، موضحا أن 90 ألفا منهم في المخيمات.",
      ["displaced 300000", "displaced 90000"]
    ),
    ("قال الوزير إن عدد الموظفين بلغ 300 ألف، موضحا أن 90 ألفا منهم في العاصمة.", []),
    ("أدى الانفجار إلى إصابة ضابط وأربعة جنود.", ["injured 1", "injured 4"]),
  ])
  func readsNumbersBehindTheirNoun(text: String, expected: [String]) throws {
    #expect(try counts(text) == expected)
  }

  @Test func whatAnotherTakesUpIsStillWhatTheFirstSays() throws {
    let document = try NewsDocument.reading(
      "قال المتحدث باسم الجيش إن 15 مسلحا قتلوا في الغارة، وهو ما نفته حركة طالبان.")
    let count = try #require(document[Casualties.self].first)

    #expect(count.attributedTo.last?.ranges.first.map { document.string($0) } != "حركة طالبان")
    #expect(document[Statements.self].count == 2)
  }

  @Test(arguments: [
    ("أعلنت الشرطة مقتل ضابط وإصابة 3 جنود.", ["killed 1", "injured 3"]),
    ("أصيب سائق في حادث سير.", ["injured 1"]),
    ("لقي عامل مصرعه تحت الأنقاض.", ["killed 1"]),
    ("قتل شاب في إطلاق نار.", ["killed 1"]),
    ("قتل جندي شابا في إطلاق نار.", []),
    ("بحث الوزيران مقتل ضابط المخابرات.", []),
    ("أصيب شخص بالكوليرا.", []),
    ("وصل ضابط إلى المدينة.", []),
  ])
  func countsOneVictimWithoutANumber(text: String, expected: [String]) throws {
    #expect(try counts(text) == expected)
  }

  @Test(arguments: [
    ("قال الضابط إن 15 بحاراً غرقوا قبالة الميناء.", ["killed 15"]),
    ("لا يزال 8 عمال في عداد المفقودين.", ["missing 8"]),
    ("تحدث عن 40 طفلاً الذين قتلوا في المدرسة.", ["killed 40"]),
  ])
  func readsPredicatesAfterTheCount(text: String, expected: [String]) throws {
    #expect(try counts(text) == expected)
  }

  @Test(arguments: [
    ("سقط قتيلان وأصيب جريحان.", ["killed 2", "injured 2"]),
    ("أعلن المستشفى مقتل طفلين.", ["killed 2"]),
    ("سقط عشرات القتلى في الزلزال.", ["killed dozens"]),
    ("نقل عشرات القتلى والجرحى إلى المشافي.", ["casualties dozens"]),
  ])
  func readsDualsAndVagueCounts(text: String, expected: [String]) throws {
    #expect(try counts(text) == expected)
  }

  @Test(arguments: [
    ("قتل 20 مدنياً بينهم 3 أطفال.", ["killed 20", "killed 3"]),
    ("أصيب 11 راكباً، من بينهم 4 نساء، في حادث سير.", ["injured 11", "injured 4"]),
    ("شارك 300 طبيب بينهم 40 جراحاً في المؤتمر.", []),
    ("مقتل 6 مدنيين و3 جنود.", ["killed 6", "killed 3"]),
  ])
  func givesPartsTheKindOfTheTotal(text: String, expected: [String]) throws {
    #expect(try counts(text) == expected)
  }

  @Test(arguments: [
    ("ارتفعت حصيلة القتلى إلى 40.", ["killed 40"]),
    ("ارتفع عدد القتلى في الفيضانات من 30 إلى 40 شخصاً.", ["killed 30", "killed 40"]),
    ("بلغ عدد النازحين 7 آلاف شخص.", ["displaced 7000"]),
    ("ارتفع عدد السكان إلى 40 ألف شخص.", []),
  ])
  func readsTolls(text: String, expected: [String]) throws {
    #expect(try counts(text) == expected)
  }

  @Test(arguments: [
    "وصل 200 جندي إلى القاعدة.", "أنقذت السفينة 40 مهاجراً.", "صوت 120 نائباً لصالح القانون.",
    "دفعت الشركة 3 ملايين دولار.", "قتل الصياد ذئباً قبل 5 سنوات.", "سقط قتلى وجرحى في الانفجار.",
    "فقد الفريق 5 نقاط في الدوري.", "أصيب 500 شخص بالكوليرا.", "أصاب القصف 12 منزلاً.",
    "أوقفت الشركة 6 رحلات.", "أفرجت السلطات عن 30 معتقلاً.", "يقل القارب 90 شخصاً.",
  ])
  func leavesOtherNumbersAlone(text: String) throws {
    #expect(try counts(text) == [])
  }

  @Test func marksTheCountWithItsNoun() throws {
    let marked = MarkedText("خلّف الهجوم ⟦9 قتلى⟧ و⟦16 جريحاً⟧.")

    let counts = try NewsDocument.reading(marked.text)[Casualties.self]

    #expect(counts.map(\.range) == marked.ranges)
    #expect(counts.allSatisfy { $0.rule == "counted-noun" })
  }

  @Test func namesTheSourceThatGivesTheCount() throws {
    let document = try NewsDocument.reading("قتل 13 شخصاً في الانفجار، بحسب وزارة الصحة العراقية.")

    let count = try #require(document[Casualties.self].first)
    let source = try #require(count.attributedTo.last?.mention)
    #expect(document.string(source) == "وزارة الصحة العراقية")
  }

  @Test func leavesACountOfTheArticleItselfWithoutSource() throws {
    let document = try NewsDocument.reading("قتل 13 شخصاً في الانفجار. وقالت الوزارة إن التحقيق مستمر.")

    #expect(try #require(document[Casualties.self].first).attributedTo == [])
  }

  @Test(arguments: [
    ("قتل 3 أشخاص في بغداد، السبت 11 مايو 2024.", "2024-05-11"),
    ("قتل 3 أشخاص في بغداد.", nil),
  ])
  func saysTheDayOfTheCount(text: String, day: String?) throws {
    #expect(try #require(try NewsDocument.reading(text)[Casualties.self].first).asOf == day)
  }

  @Test func keepsTheRulesOfStages() throws {
    try StageConformance(CasualtyStage.self, after: NewsDocument.stages(before: "casualties")).run()
  }
}
