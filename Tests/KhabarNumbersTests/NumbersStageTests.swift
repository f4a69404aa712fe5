import KhabarAnnotations
import KhabarArabic
import KhabarCore
import KhabarTestSupport
import KhabarText
import Testing

@testable import KhabarNumbers

@Suite struct NumbersStageTests {
  @Test(arguments: [
    // Composition.
    ("خلفت ⟦27 ألفاً و708⟧ شهداء و⟦67 ألفاً و147⟧ مصاباً", ["27708", "67147"]),
    ("⟦14⟧ و⟦18⟧", ["14", "18"]),
    ("⟦ثلاثة⟧ رجال و⟦عشرون⟧ امرأة", ["3", "20"]),
    ("⟦خمسة وعشرون⟧ شخصا", ["25"]),
    ("⟦خمسة⟧ و⟦ستة⟧", ["5", "6"]),
    ("⟦ألف وخمسمئة وثلاثة وثلاثون⟧ لاجئاً", ["1533"]),
    ("⟦مليون ومئتا ألف⟧ نازح", ["1200000"]),
    ("⟦مئة ألف⟧ شخص", ["100000"]),
    ("⟦إحدى عشرة⟧ طالبة و⟦اثنا عشر⟧ طالبا", ["11", "12"]),
    ("⟦ثلاث مئة⟧ و⟦ثلاثمائة⟧", ["300", "300"]),
    ("⟦ثلاث و ثلاثون⟧ سفينة", ["33"]),
    ("⟦مئتين وإثنين ألف⟧", ["202000"]),
    // ألفا: construct dual or accusative.
    ("سجل ⟦ألفا⟧ ناخب", ["2000"]),
    ("بلغ العدد ⟦ألفاً⟧ من الجنود", ["1000"]),
    ("شارك ⟦عشرون ألفا⟧ في المسيرة", ["20000"]),
    ("⟦مليونا⟧ شخص", ["2000000"]),
    ("⟦مئتي ألف⟧ دولار", ["200000"]),
    // Digits and scales.
    ("⟦1.2 مليون⟧ و⟦1,5 مليار⟧", ["1200000", "1500000000"]),
    ("⟦3آلاف⟧ لاجئ", ["3000"]),
    ("⟦٢٧٬٧٠٨⟧ و⟦٣٫٥⟧", ["27708", "3.5"]),
    ("⟦1 234 567⟧ نسمة", ["1234567"]),
    ("⟦2.000.000,50⟧ يورو", ["2000000.5"]),
    ("⟦7⟧.⟦10⟧.⟦2023⟧", ["7", "10", "2023"]),
    ("عام ⟦2023⟧ ⟦500⟧ شخص", ["2023", "500"]),
    ("⟦1.250 مليار⟧", ["1250000000"]),
    // Fractions and decimals.
    ("⟦ثلاثة ملايين ونصف المليون⟧", ["3500000"]),
    ("⟦مليون ونصف⟧", ["1500000"]),
    ("⟦مليون⟧ و⟦نصف⟧ السكان", ["1000000", "1/2"]),
    ("⟦خمسة ونصف⟧ بالمئة", ["5.5"]),
    ("⟦ثلثي⟧ المباني و⟦ثلاثة أرباع⟧ السكان", ["2/3", "3/4"]),
    ("⟦خمس⟧ السكان و⟦خمس⟧ دول", ["1/5", "5"]),
    ("⟦عشرة فاصلة سبعة⟧", ["10.7"]),
    ("⟦صفر فاصلة صفر خمسة⟧", ["0.05"]),
    ("⟦اثنان فاصلة خمسة مليون⟧ دولار", ["2500000"]),
    ("⟦نصف مليون⟧ نازح", ["500000"]),
    ("⟦مليون إلا ربعاً⟧", ["750000"]),
    // Vague numbers.
    ("⟦عشرات⟧ القتلى و⟦مئات الآلاف⟧ من النازحين", ["XX", "XXXXXX"]),
    ("⟦بضع مئات⟧ و⟦بضعة آلاف⟧ و⟦بضعة عشر⟧ رجلا", ["X00", "X000", "1X"]),
    ("⟦آلاف⟧ الأطفال، ⟦ملايين⟧ اللاجئين", ["XXXX", "XXXXXXX"]),
    // Particles.
    ("ب⟦27⟧ طائرة ول⟦ثلاث⟧ مرات", ["27", "3"]),
    ("الـ⟦15⟧ قرية المجاورة", ["15"]),
    // Percent words are no numbers.
    ("⟦60⟧ في المئة و⟦70⟧ بالمائة", ["60", "70"]),
    // No number at all.
    ("أحد المسؤولين قال إنه لست وحيدا، وأثنى على نص القرار", []),
    ("لم يصب أحد بأذى، من الألف إلى الياء", []),
    ("الست أم كلثوم", []),
    ("ألّف الكاتب رواية", []),
    ("ألف الكاتب رواية", []),
    ("يوم الاثنين والسهم الواحد", []),
    ("واشنطن وسط بلد", []),
    ("", []),
  ])
  func readsCardinals(marked: String, values: [String]) throws {
    let expected = MarkedText(marked)

    let numbers = try Self.numbers(expected.text)

    #expect(numbers.map(\.value.normalized) == values)
    #expect(numbers.map(\.range) == expected.ranges)
    #expect(numbers.allSatisfy { $0.kind == .cardinal })
  }

  @Test(arguments: [
    ("جولته ⟦الخامسة⟧ في المنطقة", [5]),
    ("القمة العربية ⟦الثانية والثلاثون⟧", [32]),
    ("المادة ⟦الخامسة عشرة⟧ من الدستور", [15]),
    ("⟦الحادي عشر⟧ و⟦الحادية والعشرين⟧", [11, 21]),
    ("⟦أول⟧ زيارة و⟦رابع⟧ جولة", [1, 4]),
    ("المرة ⟦الأولى⟧", [1]),
    ("الذكرى الـ⟦75⟧ للنكبة", [75]),
    ("العام ⟦المئة والخامسة والعشرون⟧", [125]),
    ("⟦العاشر بعد المئة⟧", [110]),
    ("الذكرى ⟦المئة⟧ للتأسيس", [100]),
    ("⟦الأول⟧ و⟦الثاني⟧ و⟦الثالث⟧", [1, 2, 3]),
  ])
  func readsOrdinals(marked: String, values: [Int]) throws {
    let expected = MarkedText(marked)

    let numbers = try Self.numbers(expected.text)

    #expect(numbers.map(\.value.integer) == values)
    #expect(numbers.map(\.range) == expected.ranges)
    #expect(numbers.allSatisfy { $0.kind == .ordinal })
  }

  @Test(arguments: [
    ("الدول الـ⟦27⟧ الأعضاء", "27"),
    ("الولايات ⟦الثلاث⟧ المتضررة", "3"),
    ("في الساعات ⟦الأربع والعشرين⟧ الماضية", "24"),
    ("الدول ⟦العشرين⟧ الكبرى", "20"),
    ("الدول ⟦الست⟧", "6"),
    ("التقرير الأولي ⟦100⟧", "100"),
    ("بعد ⟦30⟧ ثانية", "30"),
  ])
  func definiteNumbersAfterPluralsCount(marked: String, value: String) throws {
    let expected = MarkedText(marked)

    let numbers = try Self.numbers(expected.text)

    #expect(numbers.map(\.value.normalized) == [value])
    #expect(numbers.map(\.range) == expected.ranges)
    #expect(numbers.map(\.kind) == [.cardinal])
  }

  @Test(arguments: [
    "⟦قتيلان⟧ ومقتل ⟦شخصين⟧ و⟦طفلتان⟧", "و⟦جنديان⟧ و⟦كيلوغرامين⟧", "المدنيين والمهاجرين في لبنان، المسؤولين",
    "بيان من عثمان",
  ])
  func readsDualsOfListedNouns(marked: String) throws {
    let expected = MarkedText(marked)

    let numbers = try Self.numbers(expected.text)

    #expect(numbers.map(\.range) == expected.ranges)
    #expect(numbers.allSatisfy { $0.kind == .dual && $0.value == .integer(2) })
  }

  @Test func keepsNumbersThatDoNotFitAsText() throws {
    let digits = String(repeating: "9", count: 40)

    let numbers = try Self.numbers("\(digits) و\(digits) مليون")

    #expect(numbers.map(\.value) == [.decimal(digits), .decimal(digits + "000000")])
  }

  @Test func readsVeryManyDigitsInARow() throws {
    let numbers = try Self.numbers(String(repeating: "7", count: 200_000))

    #expect(numbers.count == 1)
  }

  @Test func readsLongChainsOfGroupsAsPlainNumbers() throws {
    let numbers = try Self.numbers((0..<20_000).map { _ in "12" }.joined(separator: "."))

    #expect(numbers.count == 20_000)
  }

  @Test func keepsToTheRulesOfStages() throws {
    try StageConformance(NumbersStage.self, after: Self.before).run()
  }

  static let before: [any Stage] = [
    FoldStage(options: .init()), SentenceStage(options: .init()), TokenStage(options: .init()),
  ]

  static func numbers(_ text: String) throws -> [NumberMention] {
    var document = Document(id: "t", text: text)
    for stage in before { try stage.process(&document) }
    NumbersStage(options: .init()).process(&document)
    return document[Numbers.self]
  }
}
