import Testing

@testable import KhabarTime

@Suite struct CivilDateTests {
  @Test(arguments: [
    (2023, 2, 29), (2023, 2, 30), (2023, 13, 1), (2023, 4, 31), (0, 1, 1), (10_000, 1, 1), (2023, 1, 0),
  ])
  func refusesDaysThatDoNotExist(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test func countsDaysFromTheEpoch() throws {
    #expect(try #require(CivilDate(year: 1970, month: 1, day: 1)).dayNumber == 0)
    #expect(try #require(CivilDate(year: 2000, month: 3, day: 1)).dayNumber == 11_017)
    #expect(try #require(CivilDate(year: 1, month: 1, day: 1)).dayNumber == -719_162)
    #expect(try #require(CivilDate(year: 9999, month: 12, day: 31)).dayNumber == 2_932_896)
  }

  @Test func everyDayOfTenCenturiesComesBack() throws {
    var number = try #require(CivilDate(year: 1400, month: 1, day: 1)).dayNumber
    var previous: CivilDate?
    while let date = CivilDate(dayNumber: number), date.year < 2400 {
      if date.dayNumber != number { Issue.record("\(date) is not day \(number)") }
      if let previous, previous >= date { Issue.record("\(date) does not follow \(previous)") }
      previous = date
      number += 1
    }
    #expect(previous == CivilDate(year: 2399, month: 12, day: 31))
  }

  /// Counted month by month, with no arithmetic of the type under test.
  @Test func everyMonthOfAllYearsBeginsWhereCountingSays() {
    var number = -719_162
    var faults = 0
    for year in 1...9999 {
      let hasLeapDay = year % 400 == 0 || year % 4 == 0 && year % 100 != 0
      for (month, length) in zip(1...12, [31, hasLeapDay ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
        if CivilDate(year: year, month: month, day: 1)?.dayNumber != number { faults += 1 }
        number += length
      }
    }
    #expect(faults == 0)
    #expect(number == 2_932_897)
  }

  @Test(arguments: [(2024, 2, 7, 3), (2023, 10, 7, 6), (2018, 7, 16, 1), (2015, 7, 26, 7), (1967, 6, 5, 1)])
  func knowsWeekdays(year: Int, month: Int, day: Int, weekday: Int) throws {
    #expect(try #require(CivilDate(year: year, month: month, day: day)).weekday == weekday)
  }

  @Test(arguments: [
    (2021, 1, 3, 2020, 53), (2021, 1, 4, 2021, 1), (2018, 12, 31, 2019, 1), (2016, 1, 3, 2015, 53),
    (2024, 2, 7, 2024, 6),
  ])
  func knowsISOWeeks(year: Int, month: Int, day: Int, weekYear: Int, week: Int) throws {
    let date = try #require(CivilDate(year: year, month: month, day: day))
    let found = try #require(ISOWeek(date))
    #expect(found.year == weekYear)
    #expect(found.week == week)
    #expect(ISOWeek(year: weekYear, week: week) == found)
  }

  @Test func aYearWithFiftyTwoWeeksHasNoFiftyThird() {
    #expect(ISOWeek(year: 2021, week: 53) == nil)
    #expect(ISOWeek(year: 2020, week: 53) != nil)
  }

  @Test func monthsAreAddedToTheLastDayThereIs() throws {
    let date = try #require(CivilDate(year: 2024, month: 1, day: 31))
    #expect(date.adding(months: 1)?.text == "2024-02-29")
    #expect(date.adding(months: -2)?.text == "2023-11-30")
    #expect(date.adding(months: -30_000) == nil)
    #expect(date.adding(days: .max) == nil)
  }

  @Test(arguments: [(2013, "2013-03-31"), (2024, "2024-03-31"), (2019, "2019-04-21"), (2000, "2000-04-23")])
  func knowsEaster(year: Int, date: String) {
    #expect(Easter.western(year)?.text == date)
  }
}
