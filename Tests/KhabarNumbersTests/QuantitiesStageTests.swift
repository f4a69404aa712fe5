import KhabarAnnotations
import KhabarArabic
import KhabarCore
import KhabarTestSupport
import KhabarText
import Testing

@testable import KhabarNumbers

@Suite struct QuantitiesStageTests {
  @Test(arguments: [
    ("خلفت ⟦27 ألفاً و708 شهداء⟧ و⟦67 ألفاً و147 مصاباً⟧", ["27708", "67147"]),
    ("مقتل ⟦ثلاثة⟧ وإصابة ⟦خمسة⟧ بجروح", ["3", "5"]),
    ("⟦عشرات القتلى⟧ و⟦مئات من المتظاهرين⟧", ["XX", "XXX"]),
    ("⟦نصف السكان⟧ و⟦ثلاثة أرباع المباني⟧", ["1/2", "3/4"]),
    ("⟦واحد من كل خمسة أطفال⟧", ["1/5"]),
    ("⟦3/4 كوب⟧ و⟦2 1/4⟧", ["0.75 cup", "2.25"]),
    // Ranges.
    ("⟦بين 10 و15 شخصاً⟧", ["[10,15]"]),
    ("⟦ما بين ثلاثة وخمسة ملايين دولار⟧", ["[3000000,5000000] USD"]),
    ("⟦من خمسة إلى عشرة آلاف مقاتل⟧", ["[5000,10000]"]),
    ("⟦1200-1500 جندي⟧ و⟦60-70%⟧", ["[1200,1500]", "[60,70]%"]),
    ("عدد أكبر من ⟦100 وأقل من 300⟧", ["(100,300)"]),
    // Percent.
    ("بنسبة ⟦12.5%⟧ ثم ⟦٣٫٢٪⟧ ثم ⟦خمسة في المئة⟧ و⟦60 بالمائة⟧", ["12.5%", "3.2%", "5%", "60%"]),
    // Money.
    ("⟦14.3 مليار دولار⟧ و⟦ملياري يورو⟧", ["14300000000 USD", "2000000000 EUR"]),
    ("⟦مئتي درهم مغربي⟧ و⟦3 آلاف ليرة لبنانية⟧", ["200 MAD", "3000 LBP"]),
    ("⟦$10⟧ و⟦20€⟧ و⟦42 EGP⟧", ["10 USD", "20 EUR", "42 EGP"]),
    ("⟦20 دولاراً و43 سنتاً⟧", ["20.43 USD"]),
    ("⟦12.000 دينار كويتي⟧ و⟦250.000 دينار عراقي⟧", ["12 KWD", "250000 IQD"]),
    ("⟦5 دنانير أردنية⟧ ثم ⟦10 دنانير⟧", ["5 JOD", "10 JOD"]),
    ("⟦ملايين الدولارات⟧", ["XXXXXXX USD"]),
    // Measures.
    ("⟦10 كلم⟧ و⟦365 كيلومتراً مربعاً⟧ و⟦38 درجة مئوية⟧", ["10 km", "365 km2", "38 Cel"]),
    ("⟦كيلوغرامين⟧ و⟦لترين ونصف⟧ و⟦3 أطنان⟧", ["2 kg", "2.5 L", "3 t"]),
    ("مسافة ⟦كيلومتر ونصف⟧ و⟦5 درجات تحت الصفر⟧", ["1.5 km", "-5 deg"]),
    // Duals.
    ("⟦قتيلان⟧ و⟦3 جرحى⟧ ومقتل ⟦شخصين⟧ اثنين", ["2", "3", "2"]),
  ])
  func readsQuantities(marked: String, values: [String]) throws {
    let expected = MarkedText(marked)

    let quantities = try Self.quantities(expected.text)

    #expect(quantities.map(\.normalized) == values)
    #expect(quantities.map(\.range) == expected.ranges)
  }

  @Test(arguments: [
    ("أكثر من 20 قتيلا", Quantity.Modifier.moreThan), ("ما يزيد على 20 قتيلا", .moreThan),
    ("يزيد عددهم على 20 قتيلا", .moreThan), ("نحو 20 قتيلا", .approx), ("20 قتيلا تقريبا", .approx),
    ("بنحو 20 قتيلا", .approx), ("ما لا يقل عن 20 قتيلا", .atLeast), ("20 قتيلا، على الأقل", .atLeast),
    ("أقل من 20 قتيلا", .lessThan), ("لا يتجاوز 20 قتيلا", .upTo), ("20 قتيلا على الأكثر", .upTo),
    ("قتل 20 شخصا", .exact), ("على نحو عام 20 قتيلا", .exact),
  ])
  func readsModifiers(text: String, modifier: Quantity.Modifier) throws {
    let quantities = try Self.quantities(text)

    #expect(quantities.map(\.modifier) == [modifier])
    #expect(quantities.map(\.value) == [20])
  }

  @Test(arguments: [
    ("عمره 24 عاما", [24.0]), ("أحمد (34 عاما)", [34]), ("طفل دون سن 15", [15]),
    ("تتراوح أعمارهم بين 18 و25 عاما", [18, 25]), ("فتاة في الخامسة من عمرها", [5]),
  ])
  func readsAges(text: String, values: [Double]) throws {
    let quantities = try Self.quantities(text)

    #expect(quantities.map(\.value) == values)
    #expect(quantities.allSatisfy { $0.kind == .age })
  }

  @Test(arguments: [
    ("جولته الخامسة في المنطقة", 5.0), ("أول زيارة له", 1), ("الذكرى الـ75 للنكبة", 75),
    ("القمة الثانية والثلاثون", 32),
  ])
  func readsOrdinals(text: String, value: Double) throws {
    let quantities = try Self.quantities(text)

    #expect(quantities.map(\.value) == [value])
    #expect(quantities.map(\.normalizedKind) == [.ordinal])
    var options = QuantitiesStage.Options()
    options.ordinals = false
    #expect(try Self.quantities(text, options: options).isEmpty)
  }

  @Test(arguments: [
    "أحد المسؤولين في الحكومة", "ارتفع ثمن السلعة", "الست فيروز", "على الأقل", "أصيب بكوفيد-19",
    "منظومة إس-400 وميغ-29",
    "بثت القناة 12 تقريرا", "فاز 3-1 على ضيفه", "تعادل الفريقان 2-2", "هاتف +962 6 123 4567", "اتصل على 0096265551234",
    "قمة G20", "في آن واحد", "نصف نهائي البطولة", "دول مجموعة العشرين", "الملك عبد الله الثاني", "من جهة ثانية",
    "زيادة كمية المساعدات", "يوم الاثنين", "الربع الثاني", "", "مؤتمر صحفي مشترك",
  ])
  func leavesAlone(text: String) throws {
    #expect(try Self.quantities(text).map(\.normalized) == [])
  }

  @Test func leavesNumbersOfTimeExpressionsToThem() throws {
    let text = MarkedText("في ⟦7 أكتوبر 2023⟧ قتل ⟦20⟧ شخصا")
    var document = Document(id: "t", text: text.text)
    for stage in NumbersStageTests.before { try stage.process(&document) }
    NumbersStage(options: .init()).process(&document)
    document[Times.self] = [
      TimeExpression(range: text.ranges[0], type: .date, kind: .date, value: "2023-10-07", rule: "test")
    ]

    QuantitiesStage(options: .init()).process(&document)

    #expect(document[Quantities.self].map(\.number) == [text.ranges[1]])
  }

  @Test func countsThingsInTheDualWhereAsked() throws {
    let text = "سقط صاروخان وقتل شخصان"
    #expect(try Self.quantities(text).map(\.value) == [2])
    var options = QuantitiesStage.Options()
    options.duals = .all
    #expect(try Self.quantities(text, options: options).map(\.value) == [2, 2])
  }

  @Test(arguments: [
    ("كيلومتر واحد", "1 km"), ("جنيها واحدا", "1 EGP"), ("دينار كويتي واحد", "1 KWD"), ("ثلاثة دنانير ونصف", "3.5 KWD"),
    ("دينار ونصف الدينار", "1.5 KWD"), ("50 نقطة أساس", "0.5%"), ("20 قرشا أردنيا", "0.2 JOD"),
    ("50 فلسا إماراتيا", "0.5 AED"), ("42 ألف تومان", "420000 IRR"), ("1000 أوقية موريتانية", "1000 MRU"),
    ("10 أوقيات", "10 oz"), ("ثلاثة أرباع مليون دولار", "750000 USD"), ("25 كواشا مالاوية", "25 MWK"),
  ])
  func readsSmallCoinsHalvesAndSingles(text: String, value: String) throws {
    #expect(try Self.quantities(text).map(\.normalized) == [value])
  }

  @Test(arguments: [
    "ثاني أكسيد الكربون", "كتيبة 101", "الآية 255", "شارع الأربعين", "حركة 6", "رؤية 2030",
  ])
  func leavesNamesWithNumbersAlone(text: String) throws {
    #expect(try Self.quantities(text).isEmpty)
  }

  @Test func keepsToTheRulesOfStages() throws {
    try StageConformance(QuantitiesStage.self, after: NumbersStageTests.before + [NumbersStage(options: .init())]).run()
  }

  static func quantities(_ text: String, options: QuantitiesStage.Options = .init()) throws -> [Quantity] {
    var document = Document(id: "t", text: text)
    for stage in NumbersStageTests.before { try stage.process(&document) }
    NumbersStage(options: .init()).process(&document)
    QuantitiesStage(options: options).process(&document)
    return document[Quantities.self]
  }
}
