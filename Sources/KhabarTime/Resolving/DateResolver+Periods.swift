import KhabarAnnotations

/// Periods and days told by their distance from the reference date, and parts of years.
extension DateResolver {
  /// "أمس", "بعد غد": `weekday` as said beside it is all that is left without a reference date.
  func day(offset: Int, weekday: Int?) -> DateValue {
    if let date = reference?.date.adding(days: offset) { return .day(date) }
    return .text(weekday.map { "XXXX-WXX-" + String($0) } ?? "XXXX-XX-XX")
  }

  /// "الأسبوع المقبل": the unit that is `offset` units after the current one.
  func period(_ unit: TimeUnit, offset: Int) -> DateValue? {
    guard let today = reference?.date else { return unknown(unit) }
    switch unit {
    case .second, .minute, .hour: return nil
    case .day: return today.adding(days: offset).map { .day($0) }
    case .week: return today.adding(days: 7 * offset).flatMap(ISOWeek.init).map { .week($0) }
    case .weekend:
      // Said during a week, the next one is the one that ends it.
      let days = offset < 0 ? -7 : offset > 0 && today.weekday >= 6 ? 7 : 0
      return today.adding(days: days).flatMap(ISOWeek.init).map { .weekend($0) }
    case .month: return today.adding(months: offset).map { .month(year: $0.year, month: $0.month) }
    case .year: return valid(year: today.year + offset).map { .year($0) }
    case .decade: return valid(year: today.year + 10 * offset).map { .decade($0 / 10) }
    case .century: return valid(year: today.year + 100 * offset).map { .century($0 / 100) }
    }
  }

  private func valid(year: Int) -> Int? { 1...9999 ~= year ? year : nil }

  private func unknown(_ unit: TimeUnit) -> DateValue? {
    switch unit {
    case .second, .minute, .hour: nil
    case .day: .text("XXXX-XX-XX")
    case .week: .text("XXXX-WXX")
    case .weekend: .text("XXXX-WXX-WE")
    case .month: .text("XXXX-XX")
    case .year: .text("XXXX")
    case .decade: .text("XXXX")
    case .century: .text("XXXX")
    }
  }

  /// A quarter (`parts` 4) or half (`parts` 2) of a year.
  func part(_ number: Int, of parts: Int, year: Int?, lean: Lean) -> DateValue? {
    guard 1...parts ~= number else { return nil }
    let letter = parts == 4 ? "Q" : "H"
    let nearest: Int? = reference.map { reference in
      // "الربع الثاني" in July is this year's, in February the last year's.
      let firstMonth = (number - 1) * 12 / parts + 1
      return lean == .past && firstMonth > reference.date.month ? reference.date.year - 1 : reference.date.year
    }
    guard let year = year ?? nearest else { return .text("XXXX-" + letter + String(number)) }
    guard 1...9999 ~= year else { return nil }
    return parts == 4 ? .quarter(year: year, quarter: number) : .half(year: year, half: number)
  }

  /// "الربع السابق"
  func part(of parts: Int, offset: Int) -> DateValue? {
    let letter = parts == 4 ? "Q" : "H"
    guard let today = reference?.date else { return .text("XXXX-" + letter + "X") }
    let index = today.year * parts + (today.month - 1) * parts / 12 + offset
    guard index >= parts else { return nil }
    return parts == 4
      ? .quarter(year: index / 4, quarter: index % 4 + 1) : .half(year: index / 2, half: index % 2 + 1)
  }

  /// A season: of a year, or the one before or after the reference date.
  func season(_ season: Int, year: Int?, direction: Int?, lean: Lean) -> DateValue? {
    let name = Vocabulary.seasons[season]
    if let year { return 1...9999 ~= year ? .season(year: year, season: name) : nil }
    guard let today = reference?.date else { return .text("XXXX-" + name) }
    // Spring starts in March; winter in December of the year it is named by.
    let current = today.month == 12 ? 3 : today.month < 3 ? 3 : today.month / 3 - 1
    let currentYear = today.month < 3 ? today.year - 1 : today.year
    let position = currentYear * 4 + current
    func latestYear(upTo limit: Int) -> Int { (limit - season) / 4 }
    let found =
      switch direction {
      case .some(0): currentYear
      case .some(let direction) where direction < 0: latestYear(upTo: position - 1) + direction + 1
      case .some(let direction): latestYear(upTo: position) + 1 + direction - 1
      case nil: lean == .past ? latestYear(upTo: position) : latestYear(upTo: position - 1) + 1
      }
    return 1...9999 ~= found ? .season(year: found, season: name) : nil
  }

  /// The week that is the `number`-th of a year.
  func week(_ number: Int, year: Int) -> DateValue? { ISOWeek(year: year, week: number).map { .week($0) } }

  /// The `number`-th such weekday of a month, 0 for the last one; nil when there is none.
  func weekday(_ weekday: Int, number: Int, year: Int, month: Int) -> DateValue? {
    guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
    let length = CivilDate.length(ofMonth: month, year: year)
    let firstDay = (weekday - first.weekday + 7) % 7 + 1
    let day = number == 0 ? firstDay + (length - firstDay) / 7 * 7 : firstDay + 7 * (number - 1)
    return CivilDate(year: year, month: month, day: day).map { .day($0) }
  }

  /// "بقية الأسبوع": from the reference day to the end of the current unit.
  func rest(of unit: TimeUnit) -> DateValue? {
    guard let today = reference?.date, let last = period(unit, offset: 0)?.bounds?.last else { return unknown(unit) }
    return .days(today, last)
  }

  /// The date that is a duration before or after the reference date, by the calendar: nil for what is finer than a day
  /// or not whole.
  func shifted(by duration: DurationValue, sign: Int) -> DateValue? {
    guard let today = reference?.date, let years = duration.whole(.year), let months = duration.whole(.month),
      let weeks = duration.whole(.week), let days = duration.whole(.day), years < 10_000, months < 120_000,
      let month = today.adding(months: sign * (years * 12 + months)), weeks < 1_000_000, days < 4_000_000,
      let day = month.adding(days: sign * (weeks * 7 + days))
    else { return nil }
    return .day(day)
  }

  /// The moment that is a duration of hours, minutes and seconds before or after the reference time.
  func moment(shiftedBy duration: DurationValue, sign: Int) -> String? {
    guard let reference, let date = shifted(by: duration, sign: sign)?.day else { return nil }
    let limit = 1_000_000_000_000_000
    let parts = [(TimeUnit.hour, 3600), (.minute, 60), (.second, 1)]
    guard parts.allSatisfy({ duration.millionths($0.0) < limit }) else { return nil }
    let seconds = parts.reduce(0) { $0 + duration.millionths($1.0) * $1.1 } / DurationValue.one
    return ReferenceTime(date: date, second: reference.second)
      .text(addingSeconds: sign * seconds, withSeconds: duration.millionths(.second) > 0)
  }

  /// The day of a feast.
  func holiday(rule: Int, month: Int, day: Int, year: Int?, lean: Lean) -> ResolvedDate? {
    if rule == 1 {
      var parts = DateParts(calendar: .hijri, month: month, day: day)
      guard let year else { return resolve(parts, lean: lean) }
      if year < 1600, year > 1300 {
        parts.year = year
        return resolve(parts, lean: lean)
      }
      // The feast of that name in a Gregorian year: the first one.
      guard let start = CivilDate(year: year, month: 1, day: 1), let hijri = HijriDate(start) else { return nil }
      for candidate in hijri.year...hijri.year + 1 {
        parts.year = candidate
        if let found = resolve(parts, lean: lean), found.value.day?.year == year { return found }
      }
      return nil
    }
    guard let today = reference?.date ?? year.flatMap({ CivilDate(year: $0, month: 1, day: 1) }) else { return nil }
    func date(_ year: Int) -> CivilDate? {
      switch rule {
      case 2: Easter.western(year)
      case 3: weekday(4, number: 4, year: year, month: month)?.day
      default: CivilDate(year: year, month: month, day: day)
      }
    }
    if let year { return date(year).map { ResolvedDate(value: .day($0)) } }
    let candidates = [today.year - 1, today.year, today.year + 1].compactMap(date)
    let found = lean == .past ? candidates.last { $0 <= today } : candidates.first { $0 >= today }
    return found.map { ResolvedDate(value: .day($0)) }
  }
}

/// Easter Sunday of the western churches.
enum Easter {
  /// Source: the anonymous Gregorian computus, Nature 13 (20 April 1876), 487.
  static func western(_ year: Int) -> CivilDate? {
    let golden = year % 19
    let century = year / 100
    let rest = year % 100
    let correction = (century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 19 * golden + 15) % 30
    let weekdayShift = (32 + 2 * (century % 4) + 2 * (rest / 4) - correction - rest % 4) % 7
    let late = (golden + 11 * correction + 22 * weekdayShift) / 451
    let day = correction + weekdayShift - 7 * late + 114
    return CivilDate(year: year, month: day / 31, day: day % 31 + 1)
  }
}
