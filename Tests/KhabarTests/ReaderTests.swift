import Khabar
import Testing

@Suite struct TimeReaderTests {
  private let reader = TimeReader(
    reference: CivilDate(year: 2024, month: 5, day: 15),
    at: .clock(hour: 12, minute: 0, second: nil, utcOffset: nil))

  private func day(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDate {
    try #require(CivilDate(year: year, month: month, day: day))
  }

  @Test func givesTypedDates() throws {
    #expect(reader.value(of: "7 أكتوبر/تشرين الأول 2023") == .day(try day(2023, 10, 7)))
    #expect(reader.value(of: "أمس") == .day(try day(2024, 5, 14)))
    #expect(reader.value(of: "نيسان 2023") == .month(year: 2023, month: 4))
    #expect(reader.value(of: "العام المقبل") == .year(2025))
    #expect(reader.value(of: "الربع الثالث من 2023") == .quarter(year: 2023, quarter: 3))
    #expect(reader.value(of: "صيف 2023") == .season(year: 2023, season: .summer))
    #expect(reader.value(of: "تسعينيات القرن الماضي") == .decade(1990))
    #expect(reader.value(of: "القرن التاسع عشر") == .century(1800))
    #expect(reader.value(of: "الآن") == .present)
  }

  @Test func givesTypedTimesDurationsAndRepetitions() throws {
    #expect(
      reader.value(of: "الساعة السادسة والنصف مساء")
        == .time(.clock(hour: 18, minute: 30, second: nil, utcOffset: nil)))
    #expect(
      reader.value(of: "الساعة 22:00 بتوقيت غرينتش")
        == .time(.clock(hour: 22, minute: 0, second: nil, utcOffset: 0)))
    #expect(reader.value(of: "مساء أمس") == .dayTime(try day(2024, 5, 14), .part(.evening)))
    #expect(reader.value(of: "سنتين وستة أشهر") == .duration(TimeDuration([.year: 2, .month: 6])))
    #expect(reader.value(of: "بضع ساعات") == .duration(TimeDuration(unknownCountOf: .hour)))
    #expect(reader.value(of: "كل أسبوعين") == .repetition(.every(TimeDuration([.week: 2]))))
    #expect(reader.value(of: "كل يوم جمعة") == .repetition(.weekday(5, nil)))
    #expect(reader.value(of: "1939-1945") == .interval(from: .year(1939), to: .year(1945)))
  }

  @Test func placesWhatItFinds() throws {
    let text = "وصل الوفد أمس ويغادر في 20 مايو"

    let times = reader.times(in: text)

    #expect(times.map(\.text) == ["أمس", "20 مايو"])
    #expect(times.map { String(text[$0.range]) } == ["أمس", "20 مايو"])
  }

  @Test func keepsTheHijriDate() throws {
    let time = try #require(reader.times(in: "1 محرم 1446هـ").first)

    #expect(time.value == .day(try day(2024, 7, 7)))
    #expect(time.calendar == .hijri)
    #expect(time.annotation.original == "1446-01-01")
  }

  @Test func isHonestWithoutAReference() {
    #expect(TimeReader().value(of: "يوم الأربعاء") == .unresolved("XXXX-WXX-3"))
  }

  @Test(arguments: ["", " ", "لا وقت هنا", "أمس وغدا", "32 فبراير"])
  func givesNoValueForAnotherText(text: String) {
    #expect(reader.value(of: text) == nil)
  }

  @Test func knowsTheDaysOfAValue() throws {
    #expect(TimeValue("2024-02").days == (try day(2024, 2, 1))...(try day(2024, 2, 29)))
    #expect(TimeValue("2024-W20").days == (try day(2024, 5, 13))...(try day(2024, 5, 19)))
    #expect(TimeValue("2024-Q2").days == (try day(2024, 4, 1))...(try day(2024, 6, 30)))
    #expect(TimeValue("199X").days == (try day(1990, 1, 1))...(try day(1999, 12, 31)))
    #expect(TimeValue("2023-11-24/2023-11-30").days == (try day(2023, 11, 24))...(try day(2023, 11, 30)))
    #expect(TimeValue("P3D").days == nil)
  }

  @Test(arguments: [
    "2023-13-01", "2023-02-30", "T25:00", "P", "PT", "PX", "2024-Q5", "2024-W60", "R/", "R/P", "..", "/", "../..", "x",
    "2024-05-15T", "P1", "PD", "T10:75", "-1", "99X", "2024-",
  ])
  func readsNoValueOutOfNonsense(text: String) {
    #expect(TimeValue(text) == .unresolved(text))
  }

  @Test func measuresDurationsOfFixedLength() {
    #expect(TimeDuration("PT1H30M")?.seconds == 5400)
    #expect(TimeDuration("P1W")?.seconds == 604_800)
    #expect(TimeDuration("P1M")?.seconds == nil)
    #expect(TimeDuration("PXD")?.seconds == nil)
  }
}

@Suite struct NumberReaderTests {
  private let reader = NumberReader()

  @Test(arguments: [
    ("سبعة وعشرون ألفاً وسبعمئة وثمانية", NumberValue.integer(27708)), ("1,5 مليون", .integer(1_500_000)),
    ("ثلثي", .fraction(2, 3)), ("٣٫٥", .decimal("3.5")), ("عشرات الآلاف", .vague("XXXXX")), (" 40 ", .integer(40)),
    ("ثلاثة أرباع مليون", .integer(750_000)),
  ])
  func givesTheValueOfANumber(text: String, value: NumberValue) {
    #expect(reader.value(of: text) == value)
  }

  @Test(arguments: ["", "رقم", "خمسة رجال", "14 و18"])
  func givesNoValueForAnotherText(text: String) {
    #expect(reader.value(of: text) == nil)
  }

  @Test func givesTypedQuantities() throws {
    func only(_ text: String) throws -> QuantityReading { try #require(reader.quantities(in: text).first) }

    let loan = try only("قرض بقيمة ملياري دولار")
    #expect(loan.amount == .number(.integer(2_000_000_000)))
    #expect(loan.unit == .currency("USD"))

    let people = try only("بين 10 و15 شخصا")
    #expect(people.amount == .range(.integer(10), .integer(15)))
    #expect(people.unit == .noun("شخصا"))

    let share = try only("أكثر من 12.5%")
    #expect(share.amount == .number(.decimal("12.5")))
    #expect(share.unit == .percent)
    #expect(share.modifier == .moreThan)

    let area = try only("365 كيلومترا مربعا")
    #expect(area.unit == .measure("km2"))
    #expect(area.amount == .number(.integer(365)))

    let coins = try only("25 قرشا")
    #expect(coins.unit == .currency("EGP"))
    #expect(coins.amount == .number(.decimal("0.25")))
  }

  @Test func findsDualsAmongNumbers() {
    #expect(reader.numbers(in: "سقط صاروخان على المطار").map(\.value) == [.integer(2)])
  }

  @Test func leavesDatesOutOfQuantities() {
    #expect(reader.quantities(in: "في 7 أكتوبر 2023 قتل 5").map(\.text) == ["5"])
  }
}
