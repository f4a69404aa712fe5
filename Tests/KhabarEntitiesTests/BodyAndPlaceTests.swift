import KhabarAnnotations
import KhabarCore
import KhabarEntities
import KhabarText
import Testing

@Suite struct BodyAndPlaceTests {
  @Test(arguments: [
    // Head noun and complement.
    ("قالت وزارة الزراعة المغربية إن الموسم جيد", ["ORG وزارة الزراعة المغربية"]),
    ("أصدرت وزارة الصناعة والتجارة بيانا", ["ORG وزارة الصناعة والتجارة"]),
    ("قررت محكمة جنايات بيروت تأجيل الجلسة", ["ORG محكمة جنايات بيروت"]),
    ("رحبت منظمة الدفاع عن الصحفيين بالقرار", ["ORG منظمة الدفاع عن الصحفيين"]),
    // With the article only with a nationality, which must agree.
    ("تدخل الجيش اللبناني سريعا", ["ORG الجيش اللبناني"]),
    ("تدخل الجيش سريعا", []),
    ("استقبلت الوزيرة وزير الخارجية القطري", []),
    ("اجتمعت اللجنة الوطنية لمكافحة التصحر", ["ORG اللجنة الوطنية لمكافحة التصحر"]),
    ("اجتمعت اللجنة الثانية أمس", []),
    // Heads that need a name: no body is meant here.
    ("انتشرت قوات الأمن في الشارع", []),
    ("عقد مجلس إدارة الشركة اجتماعا", []),
    // Two matters, or a matter and its kind, name an office of many; one matter does not.
    ("صوتت لجنة الصحة والسكان على المشروع", ["ORG لجنة الصحة والسكان"]),
    ("اجتمعت لجنة الأمن والدفاع النيابية صباحا", ["ORG لجنة الأمن والدفاع النيابية"]),
    ("حذرت مديرية الموارد المائية من الجفاف", ["ORG مديرية الموارد المائية"]),
    ("صوتت لجنة الصحة على المشروع", []),
    ("نقلت إدارة الفندق والنزلاء الأمتعة", []),
    ("صوتت لجنة العمل البرلمانية على المشروع", ["ORG لجنة العمل البرلمانية"]),
    ("أعلنت وزارة الصحة وتنظيم الأسرة الموعد", ["ORG وزارة الصحة وتنظيم الأسرة"]),
    ("تدخلت وزارة الصحة وطواقم الإسعاف سريعا", ["ORG وزارة الصحة"]),
    // After a nationality no further matter follows.
    ("رحبت دار الحديث المغربية والكنيسة بالقرار", ["ORG دار الحديث المغربية"]),
    // The head stays outside where the rest is a name.
    ("ارتفع سهم شركة سابك", ["ORG سابك"]),
    ("بثت قناة الجزيرة التقرير", ["ORG قناة الجزيرة"]),
    ("أفادت صحيفة «الغيمة البيضاء» بذلك", ["ORG الغيمة البيضاء"]),
    ("وقال لـ«منبر الضفاف» إن الأمر انتهى", ["ORG منبر الضفاف"]),
    ("وقال \"الأمر انتهى تماما\" ثم غادر", []),
    // A club is masculine, its city feminine.
    ("تغلب بورتو البرتغالي على ضيفه", ["ORG بورتو"]),
    ("زار الوفد مدينة بورتو البرتغالية", ["LOC بورتو"]),
    ("فاز الأهلي على الزمالك في المباراة", ["ORG الأهلي", "ORG الزمالك"]),
    ("سافر الأهلي والجيران معا", []),
  ])
  func findsBodies(text: String, expected: [String]) throws {
    #expect(try names(in: text) == expected)
  }

  @Test(arguments: [
    ("هاجموا قرية دامرغو ليلا", ["LOC دامرغو"]),
    ("في قرية صغيرة قرب الحدود", []),
    ("وقع الحادث ببلدية عين الزيتونة", ["LOC عين الزيتونة"]),
    ("أغلق معبر تل شهاب", ["FAC معبر تل شهاب"]),
    ("نقل إلى مستشفى مروانة", ["FAC مستشفى مروانة"]),
    ("نقل إلى مستشفى قريب", []),
    // Named after people whose names are words too, or unknown.
    ("نقل إلى مستشفى جمال دحدوح فورا", ["FAC مستشفى جمال دحدوح"]),
    ("اكتمل ترميم ملعب شاذلي الغرياني", ["FAC ملعب شاذلي الغرياني"]),
    ("اكتمل ترميم ملعب شعبي قديم", []),
    ("وصل إلى مستشفى حكومي في الحي", []),
    ("صلى في مسجد النور ليلا", ["FAC مسجد النور"]),
    ("صلى في مسجد القرية ليلا", []),
    ("نقل إلى مستشفى السفير ليلا", ["FAC مستشفى السفير"]),
    // Behind a head for several places a doubtful name is one.
    ("تضررت مدن سوسة والبيضاء والمرج", ["LOC سوسة", "LOC البيضاء", "LOC المرج"]),
    ("تضررت الأقمشة السوداء والبيضاء", []),
    // سجن is a prison, or what is done to someone.
    ("نقل السجناء إلى سجن الضفاف ليلا", ["FAC سجن الضفاف"]),
    ("نقل السجناء إلى سجن عوفر ليلا", ["FAC سجن عوفر"]),
    ("أيدت الهيئة سجن الناشط سامي لطفي عاما", ["PER سامي لطفي"]),
    ("قررت الهيئة سجن سامي لطفي عاما", ["PER سامي لطفي"]),
    // A street is named with its head.
    ("أغلق شارع محمد علي أمس", ["LOC شارع محمد علي"]),
    ("أغلق شارع الاستقلال أمس", ["LOC شارع الاستقلال"]),
    ("أغلق شارع رئيسي أمس", []),
    ("على الطريق الوطني رقم 7 أمس", ["FAC الطريق الوطني رقم 7"]),
    ("في جزيرة جاوة الشرقية", ["LOC جاوة الشرقية"]),
    ("وصل إلى قطاع غزة", ["LOC قطاع غزة"]),
    // السعودية as adjective and as country.
    ("أعلنت القوات السعودية التدريب", ["ORG القوات السعودية"]),
    ("زار السعودية أمس", ["LOC السعودية"]),
    ("في #غزة الآن", ["LOC غزة"]),
    ("في #غزة_تحت_المطر الآن", []),
  ])
  func findsPlaces(text: String, expected: [String]) throws {
    #expect(try names(in: text) == expected)
  }

  @Test(arguments: [
    ("احتج إسرائيليون أمام المبنى", ["NORP إسرائيليون"]),
    ("التقى المسؤولين الإسرائيليين", []),
    ("أنقذوا سبعة سوريين", ["NORP سوريين"]),
    ("أنقذوا مهاجرين سوريين", []),
    ("قصف الحوثيون الميناء", ["ORG الحوثيون"]),
    ("عرض فيلم «ظلال النهر» أمس", ["MISC ظلال النهر"]),
    ("انطلقت البطولة العربية للأندية", ["EVENT البطولة العربية"]),
  ])
  func findsGroupsWorksAndEvents(text: String, expected: [String]) throws {
    #expect(try names(in: text) == expected)
  }

  @Test func knowsTheIdentityOfPlaces() throws {
    let (_, found) = try entities(in: "سافر من القاهرة إلى اليابان")
    #expect(found.map(\.identifier) == ["geonames:360630", "iso3166:JP"])
  }

  @Test func canonicalHasTheArticle() throws {
    let (document, found) = try entities(in: "سُلّم الرد للحوثيين")
    #expect(found.map(\.canonical) == ["الحوثيين"])
    #expect(found.map { document.string($0.mentions[0].range) } == ["لحوثيين"])
  }
}

@Suite struct UnnamedSourceTests {
  @Test(arguments: [
    ("قال مسؤول إسرائيلي مطلع لم يسمه إن الرد وصل", ["مسؤول إسرائيلي مطلع"]),
    ("وأفادت مصادر طبية بأن الحصيلة ارتفعت", ["مصادر طبية"]),
    ("وقال متحدث باسم الجيش الإسرائيلي إن التحقيق جار", ["متحدث باسم الجيش الإسرائيلي"]),
    ("بحسب شهود عيان في المكان", ["شهود عيان في المكان"]),
    ("على مسار دبلوماسي جديد", []),
    ("مر رجل في الشارع", []),
  ])
  func findsUnnamedSources(text: String, expected: [String]) throws {
    let (document, found) = try entities(in: text)
    #expect(found.filter { !$0.isNamed }.map { document.string($0.mentions[0].range) } == expected)
  }

  @Test func canBeSwitchedOff() throws {
    var (document, _) = try entities(in: "قال مسؤول مطلع إن الرد وصل")
    var options = EntityStage.Options()
    options.unnamed = false
    try EntityStage(options: options).process(&document)
    #expect(document[Entities.self].isEmpty)
  }
}
