import KhabarAnnotations
import KhabarCore
import KhabarText
import Testing

@Suite struct PersonTests {
  @Test(arguments: [
    // Title and name; the chain of construct nouns ends with the first definite word.
    ("التقى رئيس هيئة أركان الجيش الأردني يوسف الحنيطي الوفد", ["ORG هيئة أركان الجيش الأردني", "PER يوسف الحنيطي"]),
    // A title without a name names nobody.
    ("التقى رئيس هيئة أركان الجيش الأردني الوفد", ["ORG هيئة أركان الجيش الأردني"]),
    // Unknown names after a title, and between a verb of speech and its clause.
    ("وصل المبعوث الخاص كفيتوسلاف برودكوفيتش إلى مقر البعثة", ["PER كفيتوسلاف برودكوفيتش"]),
    ("وقال برودكوفيتش إن الحل قريب", ["PER برودكوفيتش"]),
    ("وقال ناجون إن القارب غرق", []),
    ("في نقل نموذج جديد", []),
    // Kunya, nisba, عبد and بن.
    ("وقال عبد الرحمن بن صالح المطرودي إن المشروع اكتمل", ["PER عبد الرحمن بن صالح المطرودي"]),
    ("وصل محمد البشيري عبد الماجد إلى المكتب", ["PER محمد البشيري عبد الماجد"]),
    ("وصل محمد البشيري وعبد الماجد إلى المكتب", ["PER محمد البشيري", "PER عبد الماجد"]),
    // السيد and الحاج between names are names, and علي behind ولد is one.
    ("سجل كمال الحاج حسن هدفا", ["PER كمال الحاج حسن"]),
    ("حضر محمد بن يوسف ولد علي", ["PER محمد بن يوسف ولد علي"]),
    ("وصل كمال السيد عبد الحميد إلى المكتب", ["PER كمال السيد عبد الحميد"]),
    // "وإلى" is no والي.
    ("سافر الوفد إلى الشمال وإلى ولاية بجاية", ["LOC بجاية"]),
    ("حضر محمد أبو العز ونجله", ["PER محمد أبو العز"]),
    ("افتتح الشيخ سلطان آل نهيان المعرض", ["PER سلطان آل نهيان"]),
    // "على" folds like "علي".
    ("شدد محمد على أهمية الحوار", ["PER محمد"]),
    ("شدد محمد علي على أهمية الحوار", ["PER محمد علي"]),
    // A surname ends the name.
    ("وبحث نتنياهو ملف الأسرى", ["PER نتنياهو"]),
    // A nationality that stands as a noun before the name; as an adjective it names nobody.
    ("مرر البرازيلي فيليبي كوستا الكرة", ["PER فيليبي كوستا"]),
    ("اشتكى المزارع البرازيلي جفاف الأرض", []),
    // ضاحكاً is an adverb.
    ("وأجاب ضاحكاً: لا أدري", []),
  ])
  func findsPersons(text: String, expected: [String]) throws {
    #expect(try names(in: text) == expected)
  }

  @Test(arguments: [
    ("التقى رئيس الوزراء البلجيكي ألكسندر دي كرو نظيره", "ألكسندر دي كرو", ["رئيس الوزراء البلجيكي"]),
    ("قال مدير \"الإنتربول\" يورغن شتوك إن الجريمة تتراجع", "يورغن شتوك", ["مدير \"الإنتربول\""]),
    ("وقال سامر الخطيب، المتحدث باسم بلدية نابلس، إن المياه عادت", "سامر الخطيب", ["المتحدث باسم بلدية نابلس"]),
    ("استقبل صاحب السمو الشيخ محمد بن زايد في قصره", "محمد بن زايد", ["صاحب السمو الشيخ"]),
    ("أعلن وزير الصحة الدكتور ناجي العمراني الخطة", "ناجي العمراني", ["وزير الصحة الدكتور"]),
    ("أكد المبعوث الأممي إلى ليبيا، غسان الدرويش، ذلك", "غسان الدرويش", ["المبعوث الأممي إلى ليبيا"]),
    ("وأوضحت المديرة العامة للمنظمة كارمن أورتيز الأمر", "كارمن أورتيز", ["المديرة العامة للمنظمة"]),
  ])
  func tiesTitlesToPersons(text: String, name: String, titles: [String]) throws {
    let (document, entities) = try entities(in: text)

    let person = try #require(entities.first { $0.type == .person && $0.isNamed })

    #expect(person.canonical == name)
    #expect(person.titles.map(document.string) == titles)
  }
}

@Suite struct CoreferenceTests {
  /// The mentions of the first entity of `type`, as `form text`.
  private func mentions(_ type: Entity.EntityType, in text: String, named: Bool = true) throws -> [String] {
    let (document, entities) = try entities(in: text)
    let entity = try #require(entities.first { $0.type == type && $0.isNamed == named })
    return entity.mentions.map { "\($0.form.rawValue) \(document.string($0.range))" }
  }

  @Test(arguments: [
    ("التقى الوزير ماتياس شولتسر الوفد. وقال شولتسر إن الحوار مستمر.", ["name ماتياس شولتسر", "short شولتسر"]),
    ("التقى الوزير ماتياس شولتسر الوفد. وشكره الحضور لشولتسر.", ["name ماتياس شولتسر", "short شولتسر"]),
    ("أعلن الوزير دينيس كيللرمان القرار. وقال كيلرمان إنه نهائي.", ["name دينيس كيللرمان", "variant كيلرمان"]),
    (
      "أعلن وزير المالية ماجد الراوندي الميزانية. وأكد وزير المالية أنها متوازنة.",
      ["name ماجد الراوندي", "title وزير المالية"]
    ),
    // Another office.
    ("أعلن وزير المالية ماجد الراوندي الميزانية. وأكد وزير الصحة أنها متوازنة.", ["name ماجد الراوندي"]),
  ])
  func joinsPersons(text: String, expected: [String]) throws {
    #expect(try mentions(.person, in: text) == expected)
  }

  @Test func keepsTwoPersonsOfOneFamilyApart() throws {
    let (_, found) = try entities(in: "التقى الرئيس فيدل كاستريو شقيقه. وقال الوزير راؤول كاستريو إن اللقاء ودي.")
    #expect(found.filter { $0.type == .person && $0.isNamed }.count == 2)
  }

  @Test(arguments: [
    ("قالت حركة حماس إنها وافقت. وأضافت حماس أن الرد سلم.", ["name حركة حماس", "short حماس"]),
    ("ذكر موقع \"أكسيوس\" الخبر. ونفى الموقع ذلك.", ["name أكسيوس", "desc الموقع"]),
    ("أعلنت الشرطة العراقية الحصيلة. وقالت الشرطة إنها ارتفعت.", ["name الشرطة العراقية", "desc الشرطة"]),
    (
      "أعلنت اللجنة الدولية للصليب الأحمر الأمر. وقال الصليب الأحمر إنه يتابع.",
      ["name اللجنة الدولية للصليب الأحمر", "short الصليب الأحمر"]
    ),
    ("أعلنت شركة مجموعة النورس القابضة «نورسكو» الأرباح.", []),
  ])
  func joinsBodies(text: String, expected: [String]) throws {
    guard !expected.isEmpty else { return }
    #expect(try mentions(.organisation, in: text) == expected)
  }

  @Test func unnamedSourceIsTakenUpAgain() throws {
    let text = "قال مسؤول إسرائيلي مطلع إن الرد وصل. وأضاف المسؤول الإسرائيلي أنه إيجابي."
    #expect(try mentions(.person, in: text, named: false) == ["desc مسؤول إسرائيلي مطلع", "desc المسؤول الإسرائيلي"])
  }

  @Test func countryAndCapitalStayApart() throws {
    let (_, found) = try entities(in: "قالت روسيا إنها مستعدة، ورحبت موسكو بالقرار")
    #expect(found.map(\.canonical) == ["روسيا", "موسكو"])
  }
}
