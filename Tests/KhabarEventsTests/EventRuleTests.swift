import KhabarAnnotations
import KhabarCore
import KhabarEvents
import KhabarTestSupport
import Testing

/// What makes an event, where and when it is: each rule with a text it must match and a close one it must not.
@Suite struct EventRuleTests {
  /// The events of a text as "type at place on date: role=words", without what is not told.
  private func events(_ text: String) throws -> [String] {
    let document = try NewsDocument.reading(text)
    return document[Events.self].map { event in
      var line = event.type
      if let place = event.place?.mention { line += " at \(document.string(place))" }
      if let date = event.date { line += " on \(date)" }
      let people = event.participants.compactMap { participant in
        participant.party.ranges.first.map { "\(participant.role)=\(document.string($0))" }
      }
      return people.isEmpty ? line : line + ": " + people.joined(separator: ", ")
    }
  }

  @Test(arguments: [
    ("مقتل شرطي برصاص مجهولين في بعقوبة.", ["attack at بعقوبة: target=شرطي, attacker=مجهولين"]),
    ("قتل شاب برصاص الجيش الإسرائيلي في نابلس.", ["attack at نابلس: target=شاب, attacker=الجيش الإسرائيلي"]),
    ("أعلنت الشرطة مقتل جندي طعنا بسكين في حلب.", ["attack at حلب: target=جندي"]),
    // One who puts a fire out is not shot, nor is one who dies in an accident.
    ("أصيب رجل إطفاء وهو يكافح النيران في حلب.", []),
    ("نجا شاب من حادث سير في حلب.", ["accident at حلب"]),
  ])
  func readsKillingByAWeapon(text: String, expected: [String]) throws {
    #expect(try events(text) == expected)
  }

  @Test(arguments: [
    ("استدعت الجزائر السفير الفرنسي.", ["disapproval: agent=الجزائر, target=السفير الفرنسي"]),
    ("طردت موسكو عشرة دبلوماسيين بريطانيين.", ["disapproval: agent=موسكو, target=عشرة دبلوماسيين بريطانيين"]),
    ("استدعت المحكمة الشاهد.", []), ("سحبت الشركة السيارات من السوق.", []),
  ])
  func readsWhatIsDoneToEnvoys(text: String, expected: [String]) throws {
    #expect(try events(text) == expected)
  }

  @Test(arguments: [
    ("وصل الوزير سامي لطفي إلى بغداد.", ["visit at بغداد: visitor=سامي لطفي, destination=بغداد"]),
    ("وصل سعر النفط إلى 40 دولارا.", []), ("وصل الوزير سامي لطفي إلى قناعة راسخة.", []),
    ("توجه الناخبون إلى مكاتبهم.", []),
  ])
  func readsJourneysOfPersons(text: String, expected: [String]) throws {
    #expect(try events(text) == expected)
  }

  @Test(arguments: [
    ("عين سامي لطفي سفيرا لدى الصين.", ["appointment: appointee=سامي لطفي"]),
    (
      "بحث وزير الدفاع مع نظيره اليوناني في أثينا.",
      ["meeting at أثينا: participant=وزير الدفاع, participant=نظيره اليوناني"]
    ),
    ("بحث وزير الدفاع التعاون العسكري.", []), ("ناقش البرلمان مع الخبراء الموازنة.", []),
    ("سقط صاروخ على مبنى في خاركيف.", ["attack at خاركيف"]),
  ])
  func readsOfficesAndMeetings(text: String, expected: [String]) throws {
    #expect(try events(text) == expected)
  }

  @Test(arguments: [
    ("بغداد - اجتمع الوزراء لبحث الموازنة.", "بغداد"), ("القدس (وكالات) - احتشد المحتجون أمام المقر.", "القدس"),
    ("الرياض / واس - اجتمع الوزراء لبحث الموازنة.", "الرياض"),
    // What is named in the clause is finer, what stands in a later sentence is told of elsewhere.
    ("بغداد - اجتمع الوزراء في البصرة.", "البصرة"),
  ])
  func takesTheDatelineForThePlace(text: String, place: String) throws {
    let document = try NewsDocument.reading(text)

    let event = try #require(document[Events.self].first)

    #expect(try document.string(#require(event.place?.mention)) == place)
  }

  @Test(arguments: [
    "بغداد - قال الوزير إن الموازنة كافية. واجتمع الوزراء أمس.", "بغداد: اجتمع الوزراء أمس.",
    "العراق - اجتمع الوزراء أمس.",
    "بغداد - تلقى الوزير اتصالا هاتفيا من نظيره.",
  ])
  func takesNoOtherWordForTheDateline(text: String) throws {
    #expect(try NewsDocument.reading(text)[Events.self].allSatisfy { $0.place == nil })
  }

  @Test(arguments: [
    ("قصفت إسرائيل بيروت.", "بيروت"), ("ضرب زلزال قوي اليابان.", "اليابان"), ("شنت الطائرات غارات على غزة.", "غزة"),
  ])
  func takesWhatIsStruckForThePlace(text: String, place: String) throws {
    let event = try #require(try NewsDocument.reading(text)[Events.self].first)

    #expect(try NewsDocument.reading(text).string(#require(event.place?.mention)) == place)
  }

  @Test func takesWhoActsForNoPlace() throws {
    #expect(try NewsDocument.reading("هاجمت روسيا القوافل.")[Events.self].map(\.place) == [nil])
  }

  @Test(arguments: [
    ("طالب النائب بفتح تحقيق في الهجوم على المدرسة.", [Event.Status.requested, .occurred]),
    ("طالب النائب بفتح تحقيق وبإجراء انتخابات.", [.requested, .requested]),
  ])
  func takesWhatIsLookedIntoForReal(text: String, statuses: [Event.Status]) throws {
    #expect(try NewsDocument.reading(text)[Events.self].map(\.status) == statuses)
  }

  @Test(arguments: [
    ("حكم على سامي لطفي بالسجن ثلاث سنوات.", ["verdict: defendant=سامي لطفي"]),
    ("أصدرت المحكمة حكما على سامي لطفي.", ["verdict: court=المحكمة, defendant=سامي لطفي"]),
  ])
  func readsTheVerbOfAVerdictAndItsNoun(text: String, expected: [String]) throws {
    #expect(try events(text) == expected)
  }

  @Test(arguments: [
    ("ضبط مهربان قرب الحدود.", ["arrest: detainee=مهربان"]), ("هاجم مسلحون قرية نائية.", ["attack: attacker=مسلحون"]),
    ("وقع الاتفاقية في الرباط الوزير سامي لطفي.", ["agreement at الرباط: participant=سامي لطفي"]),
    ("تغلب الهلال على النصر بهدفين نظيفين.", ["sport_match: winner=الهلال, loser=النصر"]),
    ("تغلب الهلال الأحمر على الصعوبات المالية.", []),
  ])
  func readsFormsOfTheLanguage(text: String, expected: [String]) throws {
    #expect(try events(text) == expected)
  }

  @Test(arguments: [
    ("هاجم مسلحون تاجرا في حلب. وفي المساء طعن رجل شرطيا.", 2),
    ("هاجم مسلحون تاجرا في حلب. وقال شاهد إن المسلحين هاجموا التاجر مرارا.", 1),
  ])
  func keepsAttacksOnOthersApart(text: String, count: Int) throws {
    #expect(try NewsDocument.reading(text)[Events.self].count { $0.type == "attack" } == count)
  }
}
