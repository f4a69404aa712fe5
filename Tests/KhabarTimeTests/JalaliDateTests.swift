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

  /// Leap years by the equinox in Tehran, as convertdate 2.4 computes them. Before 1277 and after 1501 an equinox near
  /// noon puts eight of them a year off the cycle there.
  private static let astronomicalLeapYears: Set = [
    1280, 1284, 1288, 1292, 1296, 1300, 1304, 1309, 1313, 1317, 1321, 1325, 1329, 1333, 1337, 1342, 1346, 1350,
    1354, 1358, 1362, 1366, 1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420, 1424,
    1428, 1432, 1436, 1441, 1445, 1449, 1453, 1457, 1461, 1465, 1469, 1474, 1478, 1482, 1486, 1490, 1494, 1498,
  ]

  @Test func agreesWithTheEquinox() {
    #expect((1277...1501).filter { JalaliDate.isLeap($0) != Self.astronomicalLeapYears.contains($0) } == [])
  }

  @Test(arguments: [(1402, 12, 30), (1402, 7, 31), (1177, 1, 1), (1634, 1, 1), (1402, 13, 1)])
  func refusesDaysThatDoNotExist(year: Int, month: Int, day: Int) {
    #expect(JalaliDate(year: year, month: month, day: day) == nil)
  }
}
