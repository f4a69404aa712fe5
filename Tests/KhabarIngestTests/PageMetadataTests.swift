import KhabarSchema
import Testing

@testable import KhabarIngest

@Suite struct DateReadingTests {
  @Test(arguments: [
    ("2020-10-07T12:09:00+02:00", "2020-10-07T12:09:00+02:00"),
    ("2020-03-17T10:44:12.000Z", "2020-03-17T10:44:12Z"),
    ("2021-01-13T08:00:00+0100", "2021-01-13T08:00:00+01:00"),
    ("الأربعاء، 07 أكتوبر 2020 - 12:09 م", "2020-10-07T12:09:00"),
    ("الأربعاء، 07 أكتوبر 2020 - 02:09 م", "2020-10-07T14:09:00"),
    ("07 أكتوبر 2020 - 12:09 ص", "2020-10-07T00:09:00"),
    ("الأحد، 04 آب/اغسطس 2013", "2013-08-04"),
    ("٧ كانون الثاني ٢٠٢٤", "2024-01-07"),
    ("13 جانفي 2021", "2021-01-13"),
    ("5 غشت 2022", "2022-08-05"),
    ("١٧ / ٣ / ٢٠٢٠", "2020-03-17"),
    ("17/03/2020 10:44", "2020-03-17T10:44:00"),
    ("3/17/2020", "2020-03-17"),
    ("October 7, 2020", "2020-10-07"),
    ("Mon, 17 Mar 2020 10:44:00 GMT", "2020-03-17T10:44:00Z"),
    ("20200317T1044", "2020-03-17"),
    ("1602072540", "2020-10-07"),
  ])
  func readsDates(text: String, iso: String) {
    #expect(DateReading(text)?.iso == iso)
  }

  @Test(arguments: ["22/01/1437", "۱۳۹۹/۰۲/۲۱", "", "أكتوبر 2020", "منذ ساعتين", "2020-13-45", "12:09", "99"])
  func leavesOthersAlone(text: String) {
    #expect(DateReading(text) == nil)
  }

  @Test func knowsTheYearsOfOtherCalendars() {
    #expect(DateReading.hasYearOfOtherCalendar("الأربعاء 22/01/1437 هـ"))
    #expect(DateReading.hasYearOfOtherCalendar("۱۳۹۹/۰۲/۲۱"))
    #expect(!DateReading.hasYearOfOtherCalendar("22/01/2015"))
  }
}

@Suite struct TitleChoiceTests {
  private func title(_ headings: [String], _ declared: [String], _ names: [String] = ["المرفأ"]) -> String? {
    TitleChoice(headings: headings, declared: declared.map { ($0, "meta") }, siteNames: names)?.title
  }

  @Test(arguments: [
    ("الوزير: الخطة جاهزة | المرفأ", "الوزير: الخطة جاهزة"), ("المرفأ - الوزير: الخطة جاهزة", "الوزير: الخطة جاهزة"),
    ("فوز الفريق - 2024", "فوز الفريق - 2024"), ("ما هو المرفأ - شرح", "ما هو المرفأ - شرح"),
  ])
  func takesTheSiteOff(declared: String, expected: String) {
    #expect(title([], [declared]) == expected)
  }

  @Test func prefersTheHeadlineThatTheDataAgreeWith() {
    #expect(title(["القائمة الرئيسية", "الوزير يعلن الخطة"], ["الوزير يعلن الخطة الآن"]) == "الوزير يعلن الخطة")
    #expect(title(["القائمة الرئيسية"], ["الوزير يعلن الخطة"]) == "الوزير يعلن الخطة")
  }

  @Test func findsTheRestBehindAQuotationMark() {
    #expect(
      title([], ["تعليم الساحل", "إدارة تعليم الساحل>>تعليم الساحل\"بنات\" تكرم"]) == "تعليم الساحل\"بنات\" تكرم")
  }
}

@Suite struct AuthorNamesTests {
  private let reader = AuthorNames(siteNames: ["صحيفة المرفأ", "marfa.example"])

  @Test(arguments: [
    ("كتبت: سلمى عوض", ["سلمى عوض"]), ("حوار: كريم نادر", ["كريم نادر"]), ("بقلم/ منى حسن", ["منى حسن"]),
    ("كتب أحمد علي، ومنى حسن", ["أحمد علي", "ومنى حسن"]), ("By Jane Roe and John Doe", ["Jane Roe", "John Doe"]),
    ("تصوير: كريم نادر", []), ("أعلن الوزير الخطة", []), ("تقرير يكشف أن الوزارة أنفقت 120 مليوناً على السدود", []),
  ])
  func readsLines(line: String, names: [String]) {
    #expect(reader.names(inLine: line, isMarked: false) == names)
  }

  @Test(arguments: [
    "صحيفة المرفأ", "admin", "https://www.facebook.com/marfa", "marfa@example.org", "Developed By Some Body",
    "logo.png/x@2",
    "المحرر", "",
  ])
  func inventsNoAuthor(field: String) {
    #expect(reader.names(inField: field).isEmpty)
  }
}

@Suite struct LinkedDataTests {
  @Test(arguments: [
    #"{"@type": "NewsArticle", "headline": "أ"}"#, #"[{"@type": ["NewsArticle", "Article"], "headline": "أ",}]"#,
    "<!-- {\"@type\": \"Article\", \"headline\": \"أ\"} -->",
    "{\"@type\": \"Article\",\n \"headline\": \"أ\", \"x\": \"a\nb\"};",
    #"{"@graph": [{"@type": "WebPage"}, {"@type": "Article", "headline": "أ"}]}"#,
  ])
  func readsAndMends(script: String) {
    var data = LinkedData()

    data.add(script: Array(script.utf8))

    #expect(data.articles { _ in false }.first?["headline"]?.string == "أ")
    #expect(data.faults.isEmpty)
  }

  @Test func notesWhatItCannotRead() {
    var data = LinkedData()

    data.add(script: Array("{\"@type\": Article}".utf8))

    #expect(data.faults.count == 1)
    #expect(data.objects.isEmpty)
  }

  @Test func followsReferences() {
    var data = LinkedData()

    data.add(
      script: Array(
        #"{"@graph": [{"@type": "Person", "@id": "_:a", "name": "منى"}, {"@type": "Article", "author": {"@id": "_:a"}}]}"#
          .utf8))

    #expect(data.texts(data.articles { _ in false }.first?["author"]) == ["منى"])
  }
}
