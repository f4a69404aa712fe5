import KhabarLexicon

/// Reads a date as pages write it: ISO 8601, figures, or prose with a month's name, in any digits.
///
/// Hijri and Jalali dates are told apart by their years and not resolved here: a later stage knows those calendars.
struct DateReading {
  /// ISO 8601: a day, with a time and zone where they are given.
  let iso: String

  /// - Parameter text: `2020-10-07T12:09:00+02:00`, `الأربعاء، 07 أكتوبر 2020 - 12:09 م`, `04 آب/أغسطس 2013`,
  ///   `٢٠٢٠/٣/١٧`, `13 جانفي 2021`, `Mon, 17 Mar 2020 10:44:00 GMT`.
  init?(_ text: String) {
    guard text.utf8.count < 300 else { return nil }
    let items = Self.items(of: text)
    guard let date = Self.calendarDay(items) else { return nil }
    guard (1..<13).contains(date.month), (1..<32).contains(date.day), (1900..<2100).contains(date.year) else {
      return nil
    }
    var result = "\(date.year)-" + Self.two(date.month) + "-" + Self.two(date.day)
    if let time = Self.timeOfDay(items, after: date.end) {
      result += "T" + Self.two(time.hour) + ":" + Self.two(time.minute) + ":" + Self.two(time.second)
      result += Self.zone(items, after: time.end)
    }
    iso = result
  }

  /// The day after the day of an ISO 8601 date.
  static func day(after iso: String) -> String? {
    let parts = iso.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]) else { return nil }
    var (year, month, day) = (parts[0], parts[1], parts[2] + 1)
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if day > lengths[month - 1] {
      day = 1
      month += 1
    }
    if month > 12 {
      month = 1
      year += 1
    }
    return "\(year)-\(two(month))-\(two(day))"
  }

  /// Whether `text` has a year of the Hijri or the Jalali calendar and a day in figures or with a month's name.
  static func hasYearOfOtherCalendar(_ text: String) -> Bool {
    let items = items(of: text)
    return items.count >= 3
      && items.contains { if case .number(let value, 4) = $0 { (1300..<1500).contains(value) } else { false } }
  }

  // MARK: Items

  /// A run of digits, of letters, or one mark.
  private enum Item: Equatable {
    case number(Int, digits: Int)
    case word(String)
    case mark(UInt8)
  }

  /// Folding has made all digits ASCII.
  private static func items(of text: String) -> [Item] {
    KeyFolding.words(of: KeyFolding.fold(Array(text.utf8))).compactMap { word in
      guard let first = word.first else { return nil }
      if first &- 0x30 < 10 {
        return word.count <= 15
          ? Int(String(decoding: word, as: UTF8.self)).map { .number($0, digits: word.count) } : nil
      }
      if first >= 0x80 || (first | 0x20) &- 0x61 < 26 { return .word(String(decoding: word, as: UTF8.self)) }
      return .mark(first)
    }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  // MARK: The day

  private struct Day {
    var year: Int
    var month: Int
    var day: Int
    /// The item behind it.
    var end: Int
  }

  private static func calendarDay(_ items: [Item]) -> Day? {
    inFigures(items) ?? inProse(items) ?? compact(items)
  }

  /// `2020-03-17`, `17/03/2020`, `17.3.2020`; blanks may stand round the marks.
  private static func inFigures(_ items: [Item]) -> Day? {
    guard items.count >= 5 else { return nil }
    for index in 0...(items.count - 5) {
      guard case .number(let first, let firstDigits) = items[index], case .mark(let mark) = items[index + 1],
        case .number(let second, let secondDigits) = items[index + 2], case .mark(mark) = items[index + 3],
        case .number(let third, let thirdDigits) = items[index + 4],
        mark == 0x2D || mark == 0x2F || mark == 0x2E, secondDigits <= 2
      else { continue }
      // "1440/03/12 هـ الموافق 20/11/2018": the year of another calendar leaves the place to the next date.
      if firstDigits == 4, !(1900..<2100).contains(first) { continue }
      if thirdDigits == 4, !(1900..<2100).contains(third) { continue }
      if firstDigits == 4, thirdDigits <= 2 { return Day(year: first, month: second, day: third, end: index + 5) }
      if thirdDigits == 4, firstDigits <= 2 {
        // Day first, as everywhere but in the United States, whose order shows by a second number above 12.
        return second > 12
          ? Day(year: third, month: first, day: second, end: index + 5)
          : Day(year: third, month: second, day: first, end: index + 5)
      }
    }
    return nil
  }

  /// `07 أكتوبر 2020`, `October 7, 2020`, `7. Oktober 2020`, `04 آب/أغسطس 2013`.
  private static func inProse(_ items: [Item]) -> Day? {
    for index in items.indices {
      guard let month = month(items, at: index) else { continue }
      var end = index + month.length
      // The month of the other convention, which says the same.
      while end + 1 < items.count, items[end] == .mark(0x2F), let other = self.month(items, at: end + 1),
        other.number == month.number
      {
        end += 1 + other.length
      }
      let year = number(items, from: end, steps: 4) { $0.digits == 4 && $0.value >= 1900 && $0.value < 2100 }
      guard let year else { continue }
      if let day = number(items, backFrom: index - 1, steps: 3) {
        return Day(year: year.value, month: month.number, day: day, end: year.end)
      }
      if let day = number(items, from: end, steps: 2, where: { $0.digits <= 2 && $0.value >= 1 && $0.value <= 31 }) {
        return Day(year: year.value, month: month.number, day: day.value, end: year.end)
      }
    }
    return nil
  }

  /// `20200317`, seconds or milliseconds since 1970.
  private static func compact(_ items: [Item]) -> Day? {
    guard case .number(let value, let digits)? = items.first else { return nil }
    switch digits {
    case 8, 14:
      let day = digits == 14 ? value / 1_000_000 : value
      return Day(year: day / 10_000, month: day / 100 % 100, day: day % 100, end: 1)
    case 10 where items.count == 1, 13 where items.count == 1:
      return day(ofEpoch: digits == 13 ? value / 1000 : value)
    default: return nil
    }
  }

  /// The day of a moment in seconds since 1970, UTC. Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  private static func day(ofEpoch seconds: Int) -> Day {
    let days = seconds / 86_400 + 719_468
    let era = days / 146_097
    let ofEra = days - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * ofYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return Day(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: ofYear - (153 * shifted + 2) / 5 + 1,
      end: 1)
  }

  private static func month(_ items: [Item], at index: Int) -> (number: Int, length: Int)? {
    guard case .word(let first) = items[index] else { return nil }
    var words = [Array(first.utf8)[...]]
    // "كانون الثاني"
    if index + 1 < items.count, case .word(let second) = items[index + 1] {
      words.append(Array(second.utf8)[...])
      if let number = monthNumber(words) { return (number, 2) }
      words.removeLast()
    }
    return monthNumber(words).map { ($0, 1) }
  }

  private static func monthNumber(_ words: [ArraySlice<UInt8>]) -> Int? {
    let list = Lexicons.monthNames
    let calendar = list.column("calendar")
    for row in Lexicons.all.rows(for: words, in: list) where list.value(row, calendar) == "gregorian" {
      return Int(list.value(row, list.column("month")))
    }
    return nil
  }

  private static func number(
    _ items: [Item], from start: Int, steps: Int, where accepts: ((value: Int, digits: Int)) -> Bool
  ) -> (value: Int, end: Int)? {
    for index in start..<min(start + steps, items.count) {
      if case .number(let value, let digits) = items[index], accepts((value, digits)) { return (value, index + 1) }
    }
    return nil
  }

  /// The day before a month's name: `7.`, `7 de`, `7 من`.
  private static func number(_ items: [Item], backFrom start: Int, steps: Int) -> Int? {
    for index in stride(from: start, to: max(-1, start - steps), by: -1) {
      if case .number(let value, let digits) = items[index] {
        return digits <= 2 && (1...31).contains(value) ? value : nil
      }
    }
    return nil
  }

  // MARK: The time

  private struct Time {
    var hour: Int
    var minute: Int
    var second: Int
    var end: Int
  }

  private static func timeOfDay(_ items: [Item], after start: Int) -> Time? {
    timeOfDay(items, in: start..<items.count) ?? timeOfDay(items, in: 0..<min(start, items.count))
  }

  private static func timeOfDay(_ items: [Item], in range: Range<Int>) -> Time? {
    guard range.count >= 3 else { return nil }
    for index in range.lowerBound...(range.upperBound - 3) {
      guard case .number(let hour, let digits) = items[index], digits <= 2, hour < 25, items[index + 1] == .mark(0x3A),
        case .number(let minute, 2) = items[index + 2], minute < 60
      else { continue }
      var time = Time(hour: hour, minute: minute, second: 0, end: index + 3)
      if index + 4 < range.upperBound, items[index + 3] == .mark(0x3A), case .number(let second, 2) = items[index + 4],
        second < 60
      {
        time.second = second
        time.end = index + 5
        if time.end + 1 < range.upperBound, items[time.end] == .mark(0x2E), case .number = items[time.end + 1] {
          time.end += 2
        }
      }
      applyHalfOfDay(items, &time, range)
      return time.hour < 24 ? time : nil
    }
    return nil
  }

  /// "12:09 م".
  private static func applyHalfOfDay(_ items: [Item], _ time: inout Time, _ range: Range<Int>) {
    guard time.hour <= 12, time.end < range.upperBound, case .word(let word) = items[time.end] else { return }
    let list = Lexicons.dayHalves
    guard let row = Lexicons.all.rows(for: word, in: list).first else { return }
    if list.value(row, list.column("half")) == "evening" {
      if time.hour < 12 { time.hour += 12 }
    } else if time.hour == 12 {
      time.hour = 0
    }
    time.end += 1
  }

  /// `Z`, `+02:00`, `+0200`, `GMT` behind the time; nothing where none is given.
  private static func zone(_ items: [Item], after start: Int) -> String {
    guard start < items.count else { return "" }
    switch items[start] {
    case .word(let word) where ["z", "gmt", "utc"].contains(word): return "Z"
    case .mark(let sign) where sign == 0x2B || sign == 0x2D:
      guard start + 1 < items.count, case .number(let number, let digits) = items[start + 1] else { return "" }
      let mark = sign == 0x2B ? "+" : "-"
      if digits == 4 { return mark + two(number / 100) + ":" + two(number % 100) }
      guard digits <= 2, number <= 14 else { return "" }
      if start + 3 < items.count, items[start + 2] == .mark(0x3A), case .number(let minutes, 2) = items[start + 3] {
        return mark + two(number) + ":" + two(minutes)
      }
      return mark + two(number) + ":00"
    default: return ""
    }
  }
}
