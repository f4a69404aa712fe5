import KhabarAnnotations
import KhabarArabic
import KhabarCore
import KhabarNumbers
import KhabarTestSupport
import KhabarText
import Testing

@testable import KhabarTime

/// Wednesday, 14 August 2024, a quarter past nine in the morning; 10 صفر 1446.
private let today = "2024-08-14T09:15:00"

@Suite struct TimesStageTests {
  static func times(
    _ text: String, reference: String? = today, options: TimesStage.Options = .init()
  ) throws -> [TimeExpression] {
    var document = Document(id: "t", text: text)
    document.metadata.referenceDate = reference
    for stage in stagesBefore() { try stage.process(&document) }
    TimesStage(options: options).process(&document)
    return document[Times.self]
  }

  static func stagesBefore() -> [any Stage] {
    [
      FoldStage(options: .init()), SentenceStage(options: .init()), TokenStage(options: .init()),
      NumbersStage(options: .init()),
    ]
  }

  private func check(_ marked: String, _ values: [String], reference: String? = today) throws {
    let expected = MarkedText(marked)

    let times = try Self.times(expected.text, reference: reference)

    #expect(times.map(\.value) == values)
    #expect(times.map(\.range) == expected.ranges)
  }

  @Test(arguments: [
    ("وصل الوفد في ⟦3 مارس 2021⟧ إلى العاصمة", ["2021-03-03"]),
    ("وُقّع الاتفاق ⟦يوم 15 أيار/مايو 1998⟧", ["1998-05-15"]),
    ("منذ ⟦11 سبتمبر/ أيلول⟧ تغير كل شيء", ["2023-09-11"]),
    ("زلزال ⟦6 شباط (فبراير) 2023⟧", ["2023-02-06"]),
    ("في ⟦20 كانون الثاني - يناير 2009⟧", ["2009-01-20"]),
    ("افتتح المعرض ⟦الأول من تموز⟧", ["2024-07-01"]),
    ("في ⟦الحادي والثلاثين من ديسمبر 1999⟧", ["1999-12-31"]),
    ("بتاريخ ⟦4 جويلية 2019⟧ ثم ⟦9 غشت 2021⟧", ["2019-07-04", "2021-08-09"]),
    ("تراجع الإنتاج في ⟦نيسان/أبريل⟧", ["2024-04"]),
    ("تراجع في ⟦نوفمبر الماضي⟧ ويتوقع ارتفاعه في ⟦نوفمبر المقبل⟧", ["2023-11", "2024-11"]),
    ("في ⟦5 الجاري⟧ أعلن المجلس", ["2024-08-05"]),
    ("عقدت جلسة في ⟦20 من الشهر الماضي⟧", ["2024-07-20"]),
    ("خلال ⟦شهر 6⟧", ["2024-06"]),
    ("⟦٢١‏/١٢‏/٢٠٢٢⟧ و⟦2019-05-30⟧", ["2022-12-21", "2019-05-30"]),
    ("صدر في ⟦30/4⟧ أيضا", ["2024-04-30"]),
    ("⟦الجمعة 9 أغسطس⟧", ["2024-08-09"]),
    ("مع حلول ⟦شهر رمضان⟧", ["2024-03-11/2024-04-09"]),
    ("أصيب ⟦فجر الجمعة⟧، 15 تلميذا", ["2024-08-09TMO"]), ("غادر ⟦الثلاثاء 13⟧ إلى بلاده", ["2024-08-13"]),
    ("أصيب ⟦الأحد⟧ 3 تلاميذ", ["2024-08-11"]),
    ("أصيب 7 جنود و8 مدنيين", []), ("سجل 3/4 الطلاب", []), ("انتهت المباراة 2-1", []),
    ("في 32 فبراير", []), ("30 شباط 2023", []), ("31/4/2022", []), ("13/13/2013", []),
  ])
  func readsCalendarDates(marked: String, values: [String]) throws { try check(marked, values) }

  @Test(arguments: [
    ("زار الوزير بيروت ⟦الاثنين⟧", ["2024-08-12"]),
    ("قتل اثنان ⟦الأربعاء⟧ في الانفجار", ["2024-08-14"]),
    ("سيزور الوزير بيروت ⟦الاثنين⟧", ["2024-08-19"]),
    ("من المقرر أن يصل الوفد ⟦الخميس⟧", ["2024-08-15"]),
    ("يصل ⟦الثلاثاء⟧ إلى بغداد", ["2024-08-20"]),
    ("انعقدت ⟦الأحد الماضي⟧ وتستأنف ⟦الأحد المقبل⟧", ["2024-08-11", "2024-08-18"]),
    ("⟦خميس الأسبوع الماضي⟧", ["2024-08-08"]),
    ("⟦آخر جمعة من شهر يوليو⟧", ["2024-07-26"]),
    ("اجتمعوا ⟦أمس⟧ ثم ⟦أول من أمس⟧", ["2024-08-13", "2024-08-12"]),
    ("تنطلق ⟦غداً⟧ وتختتم ⟦بعد غد⟧", ["2024-08-15", "2024-08-16"]),
    ("قال ⟦أمس الثلاثاء⟧ إنه باق", ["2024-08-13"]),
    ("أصيب ⟦أمس⟧ (⟦الاثنين⟧)", ["2024-08-12", "2024-08-12"]),
    ("⟦فجر اليوم⟧ و⟦ليلة أمس⟧", ["2024-08-14TMO", "2024-08-13TNI"]),
    ("⟦مساء السبت 10 أغسطس 2024⟧", ["2024-08-10TEV"]),
    ("زار مدينة خميس مشيط", []), ("اليوم العالمي للمعلم", []), ("خطب في صلاة الجمعة", []),
    ("لم ير أحد ما جرى", []), ("في اليوم الذي سقطت فيه المدينة", []),
  ])
  func readsDaysAroundTheReferenceDate(marked: String, values: [String]) throws { try check(marked, values) }

  @Test(arguments: [
    // Maghrebi words for the last and the next.
    ("اجتمعوا ⟦الأسبوع الفارط⟧", ["2024-W32"]), ("في ⟦الشهر الفارط⟧ و⟦السنة الفارطة⟧", ["2024-07", "2023"]),
    ("⟦الجمعة الفارط⟧", ["2024-08-09"]),
    // The day after the one told before, else after the day of writing.
    ("وصل في ⟦3 مارس 2021⟧ وغادر في ⟦اليوم التالي⟧", ["2021-03-03", "2021-03-04"]),
    ("وصل في ⟦3 مارس 2021⟧ وغادر ⟦صباح اليوم الموالي⟧", ["2021-03-03", "2021-03-04TMO"]),
    ("غادر في ⟦اليوم التالي⟧", ["2024-08-15"]),
    // The night between two days.
    ("⟦ليلة الخميس الجمعة⟧ و⟦ليلة السبت على الأحد⟧", ["2024-08-08TNI", "2024-08-10TNI"]),
    ("في ⟦الليلة الفاصلة بين الخميس والجمعة⟧", ["2024-08-08TNI"]),
    ("⟦ليلة الخميس⟧ على ⟦الأحد⟧", ["2024-08-08TNI", "2024-08-11"]),
    // A present verb that opens the sentence tells of what comes, a day that something is counted from has come.
    ("تبدأ محكمة الجنايات في مدينة وهران ⟦يوم 3 نوفمبر⟧ محاكمته", ["2024-11-03"]),
    ("تشهد المدينة منذ ⟦3 نوفمبر⟧ احتجاجات", ["2023-11-03"]),
    ("ينظم المعرض ⟦من 3 إلى 7 نوفمبر⟧", ["2024-11-03/2024-11-07"]),
    // What is put off is put off to a coming day.
    ("أجلت المحكمة القضية إلى ⟦5 نوفمبر⟧", ["2024-11-05"]), ("أجلت المحكمة القضية في ⟦5 نوفمبر⟧", ["2023-11-05"]),
  ])
  func readsDaysToldByOthers(marked: String, values: [String]) throws { try check(marked, values) }

  @Test(arguments: [
    ("خلال ⟦العام الماضي⟧ و⟦هذا العام⟧", ["2023", "2024"]),
    ("⟦الأسبوع المقبل⟧", ["2024-W34"]), ("⟦الشهر قبل الماضي⟧", ["2024-06"]),
    ("أرباح ⟦الربع الأول من 2022⟧", ["2022-Q1"]),
    ("أرباح ⟦الربع الأول⟧ أعلى من ⟦الربع السابق⟧", ["2024-Q1", "2023-Q4"]),
    ("⟦النصف الثاني من العام الماضي⟧", ["2023-H2"]), ("⟦صيف عام 2006⟧", ["2006-SU"]), ("⟦الشتاء المقبل⟧", ["2024-WI"]),
    ("⟦ثمانينيات القرن الماضي⟧", ["198X"]), ("⟦القرن الحادي والعشرين⟧", ["20XX"]), ("⟦العقد الماضي⟧", ["201X"]),
    ("منذ ⟦2011⟧", ["2011"]), ("⟦عام ألف وتسعمئة وثمانية وأربعين⟧", ["1948"]),
    ("⟦العام الهجري 1445⟧", ["2023-07-19/2024-07-06"]),
    ("في عامي ⟦2003⟧ و⟦2011⟧", ["2003", "2011"]), ("⟦7⟧ و⟦8 يوليو⟧", ["2024-07-07", "2024-07-08"]),
    ("⟦الأسابيع المقبلة⟧", ["FUTURE_REF"]), ("⟦السنوات الأخيرة⟧", ["PAST_REF"]),
    ("الأمين العام للحزب", []), ("بشكل عام", []), ("احتجاجات الربيع العربي", []), ("في 2000 قرية", []),
    ("منذ 1990 شخصا", []),
    ("في الثلاثينيات من عمره", []), ("مارس الضغط على خصومه", []), ("قال النائب رجب إن", []),
  ])
  func readsPeriods(marked: String, values: [String]) throws { try check(marked, values) }

  @Test(arguments: [
    ("عند ⟦الساعة الخامسة والربع مساءً⟧", ["T17:15"]), ("⟦الساعة العاشرة إلا ثلثاً صباحاً⟧", ["T09:40"]),
    ("⟦الساعة 21:05 بتوقيت غرينتش⟧", ["T21:05Z"]), ("⟦06:30 ت.غ⟧", ["T06:30Z"]),
    ("⟦الساعة 8 مساء بتوقيت مكة⟧", ["T20:00+03:00"]),
    ("⟦منتصف الليل⟧", ["T00:00"]), ("⟦الثانية عشرة ليلاً⟧", ["T00:00"]), ("⟦الواحدة ظهراً⟧", ["T13:00"]),
    ("⟦السابعة والنصف⟧", ["T07:30"]), ("منذ ⟦الساعة الثامنة صباحاً⟧", ["T08:00/.."]),
    ("يعقد ⟦غداً الخميس الساعة 11 صباحاً⟧", ["2024-08-15T11:00"]), ("⟦الساعة الثالثة فجر الجمعة⟧", ["2024-08-09T03:00"]),
    ("حانت ساعة الصفر", []), ("الساعة 25:61", []), ("فاز 3:1", []), ("المرتبة السابعة", []), ("أصغرهم في الثالثة،", []),
  ])
  func readsClockTimes(marked: String, values: [String]) throws { try check(marked, values) }

  @Test(arguments: [
    ("دام ⟦أربعة أشهر⟧", ["P4M"]), ("دام ⟦يومين⟧ ثم ⟦48 ساعة⟧", ["P2D", "PT48H"]), ("⟦يومين و4 ساعات⟧", ["P2DT4H"]),
    ("استمر ⟦ساعتين ونصفاً⟧", ["PT2.5H"]),
    ("لمدة ⟦عام وثلاثة أشهر⟧", ["P1Y3M"]), ("⟦نصف ساعة⟧", ["PT0.5H"]), ("⟦بضعة أيام⟧", ["PXD"]),
    ("⟦الأيام العشرة الماضية⟧", ["P10D"]),
    ("منذ ⟦15 عاماً⟧", ["P15Y"]), ("على مدى ⟦عقدين⟧", ["P20Y"]), ("قبل ⟦يوم واحد⟧ من الهجوم", ["P1D"]),
    ("قبل ⟦أسبوعين⟧", ["2024-07-31"]), ("سيعود بعد ⟦ثلاثة أيام⟧", ["2024-08-17"]),
    ("قبل ⟦ساعتين⟧", ["2024-08-14T07:15"]),
    ("البالغ من العمر 30 عاماً", []), ("أعمارهم بين 20 و30 عاماً", []), ("ثلاثة رجال", []), ("للمرة الثانية", []),
  ])
  func readsAmountsOfTime(marked: String, values: [String]) throws { try check(marked, values) }

  @Test(arguments: [
    ("⟦كل يوم⟧", ["R/P1D"]), ("⟦كل ثلاث ساعات⟧", ["R/PT3H"]), ("⟦شهرياً⟧", ["R/P1M"]),
    ("⟦كل يوم أحد⟧", ["R/XXXX-WXX-7"]),
    ("⟦أيام الجمعة⟧", ["R/XXXX-WXX-5"]), ("⟦كل مساء⟧", ["R/TEV"]), ("كل المدن", []), ("كل عام وأنتم بخير", []),
  ])
  func readsRepetitions(marked: String, values: [String]) throws { try check(marked, values) }

  @Test(arguments: [
    ("⟦من 3 إلى 9 حزيران⟧", ["2024-06-03/2024-06-09"]),
    ("⟦بين 28 ديسمبر/كانون الأول و3 يناير/كانون الثاني 2023⟧", ["2022-12-28/2023-01-03"]),
    ("⟦12-15 مايو 2020⟧", ["2020-05-12/2020-05-15"]), ("⟦بين عامي 1975 و1990⟧", ["1975/1990"]),
    ("موسم ⟦2022-2023⟧", ["2022/2023"]),
    ("⟦من الثالثة إلى الخامسة مساءً⟧", ["T15:00/T17:00"]), ("⟦من الاثنين إلى الجمعة⟧", ["2024-08-05/2024-08-09"]),
    ("بين 3 و5 قتلى", []), ("من 20 إلى 30 شخصا", []), ("من الألف إلى الياء", []),
  ])
  func readsIntervals(marked: String, values: [String]) throws { try check(marked, values) }

  @Test(arguments: [
    ("⟦10 صفر 1446هـ⟧", "2024-08-14", "1446-02-10"), ("⟦5 من شهر شوال لعام 1440 هجرية⟧", "2019-06-08", "1440-10-05"),
    ("⟦1440/12/9 هـ⟧", "2019-08-10", "1440-12-09"), ("⟦رجب 1439هـ⟧", "2018-03-18/2018-04-16", "1439-07"),
    ("⟦غرة رمضان⟧", "2024-03-11", "1445-09-01"),
  ])
  func readsHijriDates(marked: String, value: String, original: String) throws {
    try check(marked, [value])
    let found = try #require(try Self.times(MarkedText(marked).text).first)
    #expect(found.calendar == .hijri)
    #expect(found.original == original)
  }

  @Test(arguments: [
    ("مطلع أكتوبر المقبل", TimeExpression.Modifier.start), ("منتصف العام الحالي", .mid), ("أواخر تموز 2020", .end),
    ("بعد نحو 90 يوماً من ذلك", .approx), ("استمر أكثر من ثلاثة أشهر", .moreThan), ("مدة لا تقل عن 10 سنوات", .atLeast),
  ])
  func readsModifiers(text: String, modifier: TimeExpression.Modifier) throws {
    #expect(try Self.times(text).map(\.modifier) == [modifier])
  }

  @Test(arguments: [
    ("⟦الأربعاء⟧", ["XXXX-WXX-3"]), ("في ⟦7 أكتوبر⟧", ["XXXX-10-07"]), ("⟦مساء أمس السبت⟧", ["XXXX-WXX-6TEV"]),
    ("⟦العام الماضي⟧", ["XXXX"]),
    ("في ⟦أيلول⟧", ["XXXX-09"]),
  ])
  func keepsWhatNothingResolves(marked: String, values: [String]) throws { try check(marked, values, reference: nil) }

  @Test func takesTheDatelineWhereTheMetadataSaysNothing() throws {
    let text = "أعلنت الشرطة، الخميس 4 يوليو 2019، توقيف رجلين.\nوكانت السلطات فتحت تحقيقاً الأحد."
    #expect(try Self.times(text, reference: nil).map(\.value) == ["2019-07-04", "2019-06-30"])
    var options = TimesStage.Options()
    options.reference = .metadata
    #expect(try Self.times(text, reference: nil, options: options).last?.value == "XXXX-WXX-7")
    options.reference = .dateline
    #expect(try Self.times(text, reference: today, options: options).last?.value == "2019-06-30")
  }

  @Test func aDayThatSomethingIsCountedFromIsNoDateline() throws {
    let text = "منذ 7 أكتوبر 2023 تغير المشهد. وقال الأربعاء إنه باق."
    #expect(try Self.times(text, reference: nil).last?.value == "XXXX-WXX-3")
  }

  @Test func followsTheOptions() throws {
    var options = TimesStage.Options()
    options.preference = .future
    options.numericOrder = .monthFirst
    options.calendars = []
    #expect(try Self.times("الاثنين", options: options).map(\.value) == ["2024-08-19"])
    #expect(try Self.times("3/4/2024", options: options).map(\.value) == ["2024-03-04"])
    #expect(try Self.times("10 صفر 1446هـ", options: options).isEmpty)
  }

  // One option at a time, beside the default.

  @Test(arguments: [
    (TimesStage.Preference.auto, "قتل اثنان الاثنين", "2024-08-12"), (.past, "سيصل الوفد الاثنين", "2024-08-12"),
    (.future, "قتل اثنان الاثنين", "2024-08-19"), (.auto, "سيصل الوفد الاثنين", "2024-08-19"),
    (.past, "في 20 أكتوبر", "2023-10-20"), (.future, "في 20 أكتوبر", "2024-10-20"),
    (.past, "في مايو", "2024-05"), (.future, "في مايو", "2025-05"), (.future, "الاثنين الماضي", "2024-08-12"),
  ])
  func prefersPastOrFuture(preference: TimesStage.Preference, text: String, value: String) throws {
    var options = TimesStage.Options()
    options.preference = preference
    #expect(try Self.times(text, options: options).map(\.value) == [value])
  }

  @Test(arguments: [
    (NumericOrder.dayFirst, "3/4/2024", "2024-04-03"), (.monthFirst, "3/4/2024", "2024-03-04"),
    (.monthFirst, "2024-04-03", "2024-04-03"), (.monthFirst, "25/12/2023", "2023-12-25"),
    (.dayFirst, "12/25/2023", "2023-12-25"), (.monthFirst, "في 05/04", "2024-05-04"),
  ])
  func ordersDayAndMonth(order: NumericOrder, text: String, value: String) throws {
    var options = TimesStage.Options()
    options.numericOrder = order
    #expect(try Self.times(text, options: options).map(\.value) == [value])
  }

  @Test(arguments: [
    ([TimesStage.OtherCalendar.hijri], "10 صفر 1446هـ", ["2024-08-14"]), ([], "10 صفر 1446هـ", []),
    ([.jalali], "10 صفر 1446هـ", []), ([], "15 مايو 2024", ["2024-05-15"]),
    ([.jalali], "26 ارديبهشت 1403", ["2024-05-15"]), ([.hijri], "26 ارديبهشت 1403", []),
  ])
  func readsTheCalendarsThatAreOn(calendars: [TimesStage.OtherCalendar], text: String, values: [String]) throws {
    var options = TimesStage.Options()
    options.calendars = calendars
    #expect(try Self.times(text, options: options).map(\.value).filter { $0.hasPrefix("2024") } == values)
  }

  @Test(arguments: [
    (TimesStage.Reference.auto, "2024-08-14", "2024-08-12"), (.metadata, "2024-08-14", "2024-08-12"),
    (.dateline, "2024-08-14", "2019-07-01"), (.none, "2024-08-14", "XXXX-WXX-1"), (.auto, "", "2019-07-01"),
    (.metadata, "", "XXXX-WXX-1"),
  ])
  func takesTheReferenceInItsOrder(reference: TimesStage.Reference, metadata: String, value: String) throws {
    var options = TimesStage.Options()
    options.reference = reference
    let text = "بيروت، الخميس 4 يوليو 2019 - قال الوزير الاثنين إنه باق"
    let times = try Self.times(text, reference: metadata.isEmpty ? nil : metadata, options: options)
    #expect(times.last?.value == value)
  }

  @Test func keepsTheTypesOfTimex() throws {
    let times = try Self.times("أمس، ثلاثة أيام، كل شهر، الساعة 10:00")
    #expect(times.map(\.type) == [.date, .duration, .set, .time])
    #expect(times.map(\.kind) == [.date, .duration, .set, .time])
  }

  @Test func conforms() throws {
    try StageConformance(TimesStage.self, after: Self.stagesBefore()).run()
  }

  @Test func aRowOfVeryManyDigitsIsNoTime() throws {
    #expect(try Self.times(String(repeating: "1", count: 100_000)).isEmpty)
    #expect(try Self.times("في " + String(repeating: "9", count: 40) + " سنة").allSatisfy { $0.kind == .duration })
  }

  @Test(arguments: [
    "32 فبراير", "30 شباط 2024", "31 نيسان", "2024-13-01", "00/05/2024", "الساعة 25:61", "الساعة 24:30", "الساعة 12:60",
    "31 رمضان 1445هـ", "30 رمضان 1444هـ", "0 مايو", "الساعة 27",
  ])
  func whatCannotBeIsNoValue(text: String) throws {
    #expect(try Self.times(text).isEmpty)
  }

  @Test(arguments: [
    "من ", "بين 3 و", "نهاية ", "الخميس ", "الساعة ", "آخر يوم من ", "يوم و", "كل ", "7 ", "7/", "مساء ",
    "عام 2020 إلى ", "قبل نحو ", "الاثنين و", "الموافق 7 مايو ", "النصف الأول من ", "2023/", "ليل الأحد ",
    "يناير ومارس ",
    "شارع 6 ", "الساعة 12.", "99999999999999999999 سنة ", "قبل 999999999 سنة ", "القرنين الأول و",
  ])
  func hostileTextsEnd(piece: String) throws {
    let times = try Self.times(String(repeating: piece, count: 2000))
    #expect(times.allSatisfy { !$0.range.isEmpty })
  }
}
