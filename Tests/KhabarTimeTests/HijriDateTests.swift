import Testing

@testable import KhabarTime

@Suite struct HijriDateTests {
  @Test func everyDayFrom1350To1500ConvertsBothWays() throws {
    var number = try #require(HijriDate(year: 1350, month: 1, day: 1)?.civil).dayNumber
    var days = 0
    for year in 1350...1500 {
      for month in 1...12 {
        for day in 1...HijriDate.length(ofMonth: month, year: year) {
          let date = try #require(HijriDate(year: year, month: month, day: day))
          let civil = try #require(date.civil)
          if civil.dayNumber != number || HijriDate(civil) != date { Issue.record("\(date) and \(civil) do not agree") }
          number += 1
          days += 1
        }
      }
    }
    #expect(days == 53_509)
  }

  @Test func outsideTheTablesTheMonthsGoOnWithoutGap() throws {
    for year in [1, 2, 700, 1299, 1300, 1341, 1342, 1343, 1344, 1499, 1500, 1501, 1502, 1600, 1999] {
      let last = try #require(
        HijriDate(year: year, month: 12, day: HijriDate.length(ofMonth: 12, year: year))?.civil)
      let next = try #require(last.adding(days: 1))
      #expect(HijriDate(next) == HijriDate(year: year + 1, month: 1, day: 1))
    }
  }

  @Test func agreesWithAnotherTable() throws {
    var differences: [String] = []
    for line in hijriMonthTable.split(separator: "\n") {
      let fields = line.split(separator: " ")
      let year = try #require(Int(fields[0]))
      var start = try #require(Int(fields[1]))
      for (month, length) in zip(1...12, fields[2]) {
        if HijriDate(year: year, month: month, day: 1)?.civil?.dayNumber != start {
          differences.append("\(year)-\(month)")
        }
        start += try #require(["8": 28, "9": 29, "0": 30, "1": 31][length])
      }
    }
    #expect(differences == ["1427-6", "1446-6", "1485-10"])
  }

  @Test(arguments: [
    (1445, 7, 26, "2024-02-07"), (1446, 1, 1, "2024-07-07"), (1444, 12, 10, "2023-06-28"), (1343, 1, 1, "1924-08-01"),
    (1436, 11, 5, "2015-08-20"), (1400, 1, 1, "1979-11-20"),
  ])
  func knowsDaysOfTheNews(year: Int, month: Int, day: Int, civil: String) {
    #expect(HijriDate(year: year, month: month, day: day)?.civil?.text == civil)
  }

  @Test(arguments: [(1445, 13, 1), (1445, 1, 31), (1444, 9, 30), (0, 1, 1), (2001, 1, 1)])
  func refusesDaysThatDoNotExist(year: Int, month: Int, day: Int) {
    #expect(HijriDate(year: year, month: month, day: day) == nil)
  }
}
