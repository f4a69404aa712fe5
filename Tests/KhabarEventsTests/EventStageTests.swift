import KhabarAnnotations
import KhabarCore
import KhabarEvents
import KhabarTestSupport
import Testing

@Suite struct EventStageTests {
  /// The events of a text as "type: trigger, trigger".
  private func events(_ text: String) throws -> [String] {
    let document = try NewsDocument.reading(text)
    return document[Events.self].map { event in
      "\(event.type): " + event.triggers.map { document.string($0) }.joined(separator: ", ")
    }
  }

  @Test(arguments: [
    ("التقى الوزير نظيره المصري.", ["meeting: التقى"]),
    ("جاء ذلك في مؤتمر صحفي بالقصر.", ["press_conference: مؤتمر صحفي"]),
    ("ضرب زلزال عنيف جزيرة كريت.", ["disaster: زلزال"]),
    ("وقعت مصر والأردن اتفاقية لنقل الغاز.", ["agreement: وقعت, اتفاقية"]),
    ("تظاهر مئات الطلاب في الجزائر.", ["protest: تظاهر"]),
    ("شنت الطائرات غارات جوية على المطار.", ["attack: غارات جوية"]),
    ("أدى انقلاب حافلة إلى إغلاق الطريق.", ["accident: انقلاب حافلة"]),
    ("قضت محكمة تونسية بسجنه عاماً.", ["verdict: قضت محكمة"]),
    ("أرسلت قطر مساعدات طبية إلى ليبيا.", ["aid: أرسلت, مساعدات"]),
    ("فرضت كندا عقوبات على شركتين.", ["sanction: عقوبات"]),
  ])
  func findsTriggers(text: String, expected: [String]) throws {
    #expect(try events(text) == expected)
  }

  @Test(arguments: [
    "دخل المرشحان معركة انتخابية صعبة.", "تبادل الحزبان حرباً كلامية.", "قال وزير الحرب إن الميزانية كافية.",
    "شن النائب هجوماً لاذعاً على الحكومة.", "يسعى البلدان إلى تحقيق الأمن والاستقرار.", "أحدث القرار زلزالاً سياسياً.",
    "وقع الطالب في خطأ صغير.", "أوقفت الشركة الإنتاج.", "يمكن التوصل إلى اتفاق قريباً.",
    "أعلنت المفوضية العليا للانتخابات جدولاً جديداً.",
  ])
  func leavesFalseFriendsAlone(text: String) throws {
    #expect(try events(text) == [])
  }

  @Test func takesWarlikeWordsOfTheSportsPageAsPlay() throws {
    let text = """
      فاز الفريق في المباراة بهدف سجله المهاجم في الشوط الثاني. وقاد اللاعب هجوماً سريعاً نحو مرمى المنتخب في الدقيقة 20.
      """

    #expect(try events(text) == ["sport_match: فاز, المباراة"])
  }

  @Test func gathersTheWordsOfOneEvent() throws {
    let text = "استهدف هجوم مسلح فندقاً في مقديشو. وقال شاهد إن الهجوم استمر ساعة. ووصف الحادث بالمروع."

    #expect(try events(text) == ["attack: هجوم مسلح, الهجوم, الحادث"])
  }

  @Test(arguments: [
    ("أعلنت الوزارة مقتل شاب برصاص الجيش في نابلس.", ["attack: مقتل, رصاص"]),
    ("أعلنت الوزارة مقتل شاب في نابلس.", []),
    ("انفجرت عبوة ناسفة قرب السوق.", ["attack: انفجرت عبوة ناسفة"]),
    ("انفجرت أسطوانة غاز قرب السوق.", ["accident: انفجرت"]),
  ])
  func tellsAnAttackByWhatItWasDoneWith(text: String, expected: [String]) throws {
    #expect(try events(text) == expected)
  }

  @Test func keepsASecondOneOfTheSameDayApart() throws {
    let text = "استهدفت غارة بلدة القليلة. وأصابت غارة ثالثة البلدة نفسها. وقال شاهد إن الغارة دمرت منزلا."

    #expect(try events(text) == ["attack: غارة", "attack: غارة, الغارة"])
  }

  @Test func keepsEventsOfOtherDatesApart() throws {
    let text = "وقع انفجار في المصنع يوم 3 مايو 2024. وكان انفجار قد وقع في المصنع يوم 9 مارس 2021."

    #expect(try events(text) == ["accident: انفجار", "accident: انفجار"])
  }

  @Test(arguments: [
    ("التقى الرئيس السفير.", Event.Status.occurred), ("سيلتقي الرئيس السفير.", .planned),
    ("لم يلتق الوفد أحداً، وأعلن تأجيل المفاوضات.", .notOccurred), ("دعا النائب إلى فتح تحقيق.", .requested),
    ("لا تزال المفاوضات مستمرة.", .ongoing), ("تعقد القمة المقبلة في تونس.", .planned),
  ])
  func tellsTheStatus(text: String, status: Event.Status) throws {
    #expect(try #require(try NewsDocument.reading(text)[Events.self].first).status == status)
  }

  @Test(arguments: [
    ("قال الناطق إن ⟦نتنياهو⟧ التقى ⟦بلينكن⟧ في القدس.", ["participant", "participant"]),
    ("جرت محادثات بين ⟦إيران⟧ و⟦العراق⟧.", ["participant", "participant"]),
    ("أدان المجلس هجوم ⟦تنظيم داعش⟧ على ⟦الجيش العراقي⟧.", ["attacker", "target"]),
  ])
  func namesThoseWhoTakePart(marked: String, roles: [String]) throws {
    let expected = MarkedText(marked)

    let event = try #require(try NewsDocument.reading(expected.text)[Events.self].first)

    #expect(event.participants.compactMap(\.party.mention) == expected.ranges)
    #expect(event.participants.map(\.role) == roles)
  }

  @Test func tellsDateAndPlace() throws {
    let document = try NewsDocument.reading("وقع انفجار في مدينة حلب يوم 3 مايو 2024.")

    let event = try #require(document[Events.self].first)
    #expect(event.date == "2024-05-03")
    #expect(try document.string(#require(event.place?.mention)) == "حلب")
  }

  @Test(arguments: [
    ("وقع قصف في حلب. وقال ناج إن قصفاً أصاب سوقاً في دمشق.", 2),
    ("وقع قصف في حلب. وقال ناج إن قصفاً أصاب سوقاً في اعزاز قرب حلب.", 1),
  ])
  func keepsEventsOfOtherPlacesApart(text: String, count: Int) throws {
    #expect(try events(text).count == count)
  }

  @Test func givesADateToTheNearerEvent() throws {
    let document = try NewsDocument.reading("بدأت زيارة الوفد بعد هجوم وقع في 3 مايو 2024.")

    #expect(document[Events.self].map(\.type) == ["visit", "attack"])
    #expect(document[Events.self].map(\.date) == [nil, "2024-05-03"])
  }

  @Test func leavesOutWhatTheOptionNames() throws {
    var document = try NewsDocument.reading("ضرب زلزال مدينة وجدة، وتظاهر السكان.")
    var options = EventStage.Options()
    options.without = ["protest"]

    EventStage(options: options).process(&document)

    #expect(document[Events.self].map(\.type) == ["disaster"])
  }

  @Test func keepsTheRulesOfStages() throws {
    try StageConformance(EventStage.self, after: NewsDocument.stages(before: "events")).run()
  }
}
