import Testing

@testable import KhabarTime

@Suite struct JalaliDateTests {
  @Test(arguments: [
    (1178, "1799-03-21"), (1200, "1821-03-21"), (1250, "1871-03-21"), (1300, "1921-03-21"), (1309, "1930-03-21"),
    (1343, "1964-03-21"), (1357, "1978-03-21"), (1358, "1979-03-21"), (1370, "1991-03-21"), (1375, "1996-03-20"),
    (1379, "2000-03-20"), (1380, "2001-03-21"), (1391, "2012-03-20"), (1395, "2016-03-20"), (1399, "2020-03-20"),
    (1400, "2021-03-21"), (1403, "2024-03-20"), (1404, "2025-03-21"), (1408, "2029-03-20"), (1412, "2033-03-20"),
    (1441, "2062-03-20"), (1473, "2094-03-20"), (1500, "2121-03-21"), (1550, "2171-03-21"), (1600, "2221-03-21"),
    (1633, "2254-03-21"),
  ])
  func knowsTheFirstDayOfAYear(year: Int, civil: String) {
    #expect(JalaliDate(year: year, month: 1, day: 1)?.civil?.text == civil)
  }

  @Test func everyDayConvertsBothWays() throws {
    var number = try #require(JalaliDate(year: 1178, month: 1, day: 1)?.civil).dayNumber
    for year in JalaliDate.years {
      for month in 1...12 {
        for day in 1...JalaliDate.length(ofMonth: month, year: year) {
          let date = try #require(JalaliDate(year: year, month: month, day: day))
          let civil = try #require(date.civil)
          if civil.dayNumber != number || JalaliDate(civil) != date {
            Issue.record("\(date) and \(civil) do not agree")
          }
          number += 1
        }
      }
    }
    #expect(CivilDate(dayNumber: number)?.text == "2255-03-21")
  }

  @Test(arguments: [(1402, 12, 30), (1402, 7, 31), (1177, 1, 1), (1634, 1, 1), (1402, 13, 1)])
  func refusesDaysThatDoNotExist(year: Int, month: Int, day: Int) {
    #expect(JalaliDate(year: year, month: month, day: day) == nil)
  }
}
