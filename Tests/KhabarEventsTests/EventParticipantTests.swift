import KhabarAnnotations
import KhabarCore
import KhabarEvents
import KhabarTestSupport
import Testing

/// Who takes part in an event, as what: one test a construction of the language.
@Suite struct EventParticipantTests {
  /// The participants of the first event of a type as "role: words", in the order of the text.
  private func participants(_ text: String, _ type: String) throws -> [String] {
    let document = try NewsDocument.reading(text)
    let event = try #require(document[Events.self].first { $0.type == type })
    let named = event.participants.compactMap { participant in
      participant.party.ranges.first.map { (range: $0, role: participant.role) }
    }
    return named.sorted { $0.range < $1.range }.map { "\($0.role): \(document.string($0.range))" }
  }

  @Test(arguments: [
    ("قصفت إسرائيل مطار دمشق الدولي.", "attack", ["attacker: إسرائيل", "target: مطار دمشق الدولي"]),
    ("هاجم مسلحون حافلة قرب المدينة.", "attack", ["attacker: مسلحون"]),
    ("أقال الرئيس قيس سعيد رئيس الحكومة أحمد الحشاني.", "dismissal", ["agent: قيس سعيد", "dismissed: أحمد الحشاني"]),
    ("اعتقلت الشرطة ثلاثة أشخاص.", "arrest", ["agent: الشرطة", "detainee: ثلاثة أشخاص"]),
  ])
  func readsSubjectAndObjectAfterTheVerb(text: String, type: String, expected: [String]) throws {
    #expect(try participants(text, type) == expected)
  }

  @Test(arguments: [
    ("وكانت إسرائيل قد قصفت المطار.", "attack", ["attacker: إسرائيل"]),
    ("قال الناطق إن روسيا هاجمت أوكرانيا.", "attack", ["attacker: روسيا"]),
  ])
  func readsTheSubjectBeforeTheVerb(text: String, type: String, expected: [String]) throws {
    #expect(try participants(text, type).filter { $0.hasPrefix("attacker") } == expected)
  }

  @Test(arguments: [
    ("أدان المجلس اغتيال إسماعيل هنية في طهران.", "attack", ["target: إسماعيل هنية"]),
    ("بدأت زيارة الرئيس عبد الفتاح السيسي إلى الهند.", "visit", ["visitor: عبد الفتاح السيسي", "destination: الهند"]),
    ("صدر قرار تعيين محمد الحلبوسي رئيساً للبرلمان.", "appointment", ["appointee: محمد الحلبوسي"]),
  ])
  func readsTheGenitiveOfANoun(text: String, type: String, expected: [String]) throws {
    #expect(try participants(text, type) == expected)
  }

  @Test(arguments: [
    ("أقيل محمد الحلبوسي من منصبه.", "dismissal", ["dismissed: محمد الحلبوسي"]),
    ("اغتيل إسماعيل هنية على يد مسلحين.", "attack", ["target: إسماعيل هنية", "attacker: مسلحين"]),
    ("اعتقل خمسة متظاهرين.", "arrest", ["detainee: خمسة متظاهرين"]),
  ])
  func readsThePassive(text: String, type: String, expected: [String]) throws {
    #expect(try participants(text, type) == expected)
  }

  @Test(arguments: [
    (
      "دارت اشتباكات بين الجيش السوداني وقوات الدعم السريع.", "attack",
      ["participant: الجيش السوداني", "participant: قوات الدعم السريع"]
    ),
    ("فرضت بريطانيا عقوبات على روسيا وإيران.", "sanction", ["agent: بريطانيا", "target: روسيا", "target: إيران"]),
    ("أرسلت تركيا مساعدات إلى باكستان.", "aid", ["donor: تركيا", "recipient: باكستان"]),
  ])
  func readsPrepositionsAndCoordination(text: String, type: String, expected: [String]) throws {
    #expect(try participants(text, type) == expected)
  }

  @Test(arguments: [
    (
      "أجرى أنتوني بلينكن اتصالاً هاتفياً مع نتنياهو.", "call",
      ["participant: أنتوني بلينكن", "participant: نتنياهو"]
    ),
    ("شنت إسرائيل غارات على الضاحية.", "attack", ["attacker: إسرائيل"]),
    ("أعلن بوريس جونسون استقالته.", "dismissal", ["agent: بوريس جونسون"]),
  ])
  func readsTheVerbThatCarriesANoun(text: String, type: String, expected: [String]) throws {
    #expect(try participants(text, type) == expected)
  }

  @Test(arguments: [
    ("دان أنطونيو غوتيريش الهجوم على القافلة.", "attack", "أنطونيو غوتيريش"),
    ("طالبت منظمة العفو الدولية بفتح تحقيق في الحادث.", "investigation", "منظمة العفو الدولية"),
    ("وقع انفجار في بغداد.", "accident", "بغداد"),
  ])
  func leavesOutThoseWhoOnlySpeakOfIt(text: String, type: String, other: String) throws {
    #expect(try !participants(text, type).contains { $0.hasSuffix(other) })
  }

  @Test(arguments: [
    ("أعلن الجيش الإسرائيلي استهداف ناقلة.", "attack", ["attacker: الجيش الإسرائيلي"]),
    ("قصف الطيران الحربي بلدات في الريف.", "attack", ["attacker: الطيران الحربي"]),
    ("دخل عمال الميناء في إضراب مفتوح.", "protest", ["protester: عمال الميناء"]),
    (
      "أجرى رئيس الوزراء القطري مباحثات مع نتنياهو.", "negotiation",
      ["participant: رئيس الوزراء القطري", "participant: نتنياهو"]
    ),
  ])
  func readsFurtherVerbsThatCarryANoun(text: String, type: String, expected: [String]) throws {
    #expect(try participants(text, type) == expected)
  }

  @Test func namesTheDoerOfARelativeClause() throws {
    #expect(
      try participants("أدت الغارة التي شنتها إسرائيل على المخيم إلى دمار واسع.", "attack") == ["attacker: إسرائيل"])
  }

  @Test func namesThingsUnderAttackWhenAsked() throws {
    var document = try NewsDocument.reading("هاجم مسلحون حافلة قرب المدينة.")
    var options = EventStage.Options()
    options.sites = true

    EventStage(options: options).process(&document)

    #expect(document[Events.self].first?.participants.map(\.role) == ["attacker", "target"])
  }

  @Test(arguments: [
    ("قالت الأونروا إنها وزعت مساعدات على النازحين.", "aid", ["donor: الأونروا", "recipient: النازحين"]),
    ("تظاهر مئات من الطلاب في صنعاء.", "protest", ["protester: مئات من الطلاب"]),
    ("وقع هجوم لمسلحين على القرية.", "attack", ["attacker: مسلحين"]),
  ])
  func readsLooserTies(text: String, type: String, expected: [String]) throws {
    #expect(try participants(text, type) == expected)
  }

  @Test(arguments: ["زيارته إلى حلب ", "الرئيس بوتين زار ", "مسلحون هاجموا حافلة و", "بين إيران والعراق اشتباكات "])
  func readsOneVeryLongSentence(part: String) throws {
    // Every reach is bounded: a sentence without end takes time in proportion to its length.
    let document = try NewsDocument.reading(String(repeating: part, count: 1_500))

    #expect(document[Events.self].allSatisfy { $0.participants.count <= 16 })
  }

  @Test func takesAPronounForTheOneBefore() throws {
    #expect(
      try participants("قال بلينكن إنه بحث الملف خلال زيارته إلى القاهرة.", "visit").first == "visitor: بلينكن")
  }

  @Test(arguments: [
    // What stands between two commas is passed over where the clause goes on behind it.
    (
      "وأقال رئيس الحكومة، بمرسوم نشرته الجريدة الرسمية، الوزير سامي لطفي.", "dismissal",
      ["agent: رئيس الحكومة", "dismissed: سامي لطفي"]
    ),
    // Who is asked does it, who asks does not.
    ("وطلب الرئيس الفرنسي من وزارة النقل فتح تحقيق في الحادث.", "investigation", ["agent: وزارة النقل"]),
    ("وطالب البرلمان بفتح تحقيق في الحادث.", "investigation", []),
    ("وأذنت النيابة العامة بفتح تحقيق في الحادث.", "investigation", ["agent: النيابة العامة"]),
    // The occasion of a saying.
    (
      "وقال إيمانويل ماكرون خلال زيارة إلى مصر إن السوق آمن.", "visit",
      ["visitor: إيمانويل ماكرون", "destination: مصر"]
    ),
    ("وغاب إيمانويل ماكرون بعد زيارة إلى مصر.", "visit", ["destination: مصر"]),
    ("وفي مؤتمر صحفي مشترك، قال إيمانويل ماكرون إن السوق آمن.", "press_conference", ["speaker: إيمانويل ماكرون"]),
    // One beside another whom a preposition governs is the same.
    (
      "وتلقى إيمانويل ماكرون اتصالا هاتفيا من جو بايدن رئيس الولايات المتحدة.", "call",
      ["participant: إيمانويل ماكرون", "participant: جو بايدن"]
    ),
    // Both of a joined subject.
    ("وعرضت اليونان وتركيا إرسال فرق إنقاذ.", "aid", ["donor: اليونان", "donor: تركيا"]),
    // A delegation, and the camp it goes to.
    ("وزار وفد أممي المخيم.", "visit", ["visitor: وفد أممي"]),
    // A paper is told of an event.
    (
      "وأوقفت الشرطة مالك السفينة للاستماع إليه، بحسب صحيفة القدس العربي.", "arrest",
      [
        "agent: الشرطة", "detainee: مالك السفينة",
      ]
    ),
  ])
  func readsWhatInterruptsAClauseAndWhoIsMeant(text: String, type: String, expected: [String]) throws {
    #expect(try participants(text, type) == expected)
  }
}
