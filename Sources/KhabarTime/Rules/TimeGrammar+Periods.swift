import KhabarAnnotations
import KhabarLexicon

/// Periods: "العام الماضي", "الربع الثاني من 2024", "صيف 2023", "تسعينيات القرن الماضي", "القرن الحادي والعشرون".
extension TimeGrammar {
  func periodDate(at index: Int) -> DateReading? {
    relativePeriod(at: index) ?? schoolYear(at: index) ?? numberedWeek(at: index) ?? partOfMonth(at: index)
      ?? partOfYear(at: index) ?? monthsOfYear(at: index) ?? season(at: index) ?? decade(at: index)
      ?? century(at: index) ?? restOfPeriod(at: index)
  }

  // MARK: Relative

  /// "هذا العام", "الأسبوع المقبل", "العام قبل الماضي", "نهاية الأسبوع"
  private func relativePeriod(at index: Int) -> DateReading? {
    if let this = text.reading(.direction, at: index), this.detail == 0 {
      guard let unit = text.reading(.unit, at: Int(this.end)), isPeriod(unit),
        unit.isDefinite || this.isDefinite || isWeekend(unit),
        unit.stripped == 0
      else { return nil }
      return period(unit, offset: 0, end: Int(unit.end))
    }
    guard let unit = text.reading(.unit, at: index), isPeriod(unit) else { return nil }
    if let direction = text.reading(.direction, at: Int(unit.end)), direction.stripped == 0 {
      // "العام الأخير" tells of no certain year, "يوم سابق" of no certain day.
      guard direction.detail == 1, unit.isDefinite || isWeekend(unit),
        direction.isDefinite || isPhrase(direction, at: Int(unit.end))
      else { return nil }
      // "وغادر في اليوم التالي" counts from the day told before it.
      if unit.value == Int(TimeUnit.day.rawValue), isBesideTold(direction), let last = lastDay,
        index - last.end <= Self.storyReach, let day = last.date.adding(days: direction.value)
      {
        return DateReading(.day(day), end: Int(direction.end), rule: "relative-period", isDay: true)
      }
      return period(unit, offset: direction.value, end: Int(direction.end))
    }
    if unit.isDefinite, let this = text.reading(.direction, at: Int(unit.end)), this.detail == 0,
      this.end == unit.end + 1,
      text.reading(.unit, at: Int(this.end)) == nil, text.reading(.weekday, at: Int(this.end)) == nil,
      text.mark(0x2C, at: Int(this.end)) || Int(this.end) == text.count
    {
      return period(unit, offset: 0, end: Int(this.end))
    }
    return isWeekend(unit) ? period(unit, offset: 0, end: Int(unit.end)) : nil
  }

  /// How many words back the day told last may stand for "اليوم التالي".
  private static let storyReach = 60

  /// "قبل الماضي" begins without article.
  private func isPhrase(_ direction: WordReading, at index: Int) -> Bool { Int(direction.end) > index + 1 }

  private func isPeriod(_ unit: WordReading) -> Bool {
    guard unit.detail == 0, let kind = TimeUnit(rawValue: Int16(unit.value)) else { return false }
    return kind.rawValue >= TimeUnit.day.rawValue
  }

  private func isWeekend(_ unit: WordReading) -> Bool { unit.value == Int(TimeUnit.weekend.rawValue) }

  private func period(_ unit: WordReading, offset: Int, end: Int) -> DateReading? {
    guard let kind = TimeUnit(rawValue: Int16(unit.value)), let value = resolver.period(kind, offset: offset) else {
      return nil
    }
    return DateReading(value, end: end, rule: "relative-period", isDay: kind == .day)
  }

  /// A period that only مطلع or نهاية makes one: "نهاية العام", "منتصف الشهر", "مطلع القرن".
  func nakedPeriod(at index: Int) -> DateReading? {
    guard let unit = text.reading(.unit, at: index), isPeriod(unit), unit.isDefinite, unit.stripped == 0,
      unit.value > Int(TimeUnit.day.rawValue), unit.value < Int(TimeUnit.decade.rawValue),
      text.reading(.direction, at: Int(unit.end)) == nil, !isSchoolYear(at: Int(unit.end))
    else { return nil }
    return period(unit, offset: 0, end: Int(unit.end))
  }

  /// "العام الدراسي" is not the calendar's year.
  private func isSchoolYear(at index: Int) -> Bool {
    text.particle(.kindOfYear, at: index) != nil && text.reading(.era, at: index) == nil
  }

  /// "بقية الأسبوع", "باقي العام"
  private func restOfPeriod(at index: Int) -> DateReading? {
    guard let rest = text.particle(.rest, at: index) else { return nil }
    var place = Int(rest.end)
    if let this = text.reading(.direction, at: place), this.detail == 0 { place = Int(this.end) }
    guard let unit = text.reading(.unit, at: place), isPeriod(unit), unit.isDefinite,
      let kind = TimeUnit(rawValue: Int16(unit.value)), let value = resolver.rest(of: kind)
    else { return nil }
    return DateReading(value, end: Int(unit.end), rule: "rest-of-period")
  }

  // MARK: Weeks, quarters, halves

  /// "الأسبوع الثاني من عام 2015", "الأسبوع الأخير من يوليو", "أسبوع 16 سبتمبر"
  private func numberedWeek(at index: Int) -> DateReading? {
    guard let unit = text.unit(.week, at: index), unit.detail == 0 else { return nil }
    var place = Int(unit.end)
    let number: Int
    if let direction = text.reading(.direction, at: place), direction.detail == 2 {
      number = 0
      place = Int(direction.end)
    } else if let ordinal = text.number(at: place), ordinal.isOrdinal, let value = ordinal.integer, 1...53 ~= value {
      number = value
      place = Int(ordinal.end)
    } else {
      if let particle = text.particle(.in, at: place), particle.stripped == 0 { place = Int(particle.end) }
      guard let date = calendarDate(at: place), let parts = date.parts, parts.day != nil, parts.month != nil,
        let day = resolver.resolve(parts, lean: lean(at: index))?.value.day, let week = ISOWeek(day)
      else { return nil }
      return DateReading(.week(week), end: date.end, rule: "week-of-date")
    }
    if let year = year(at: place, calendar: .gregorian, needsWord: text.words[min(place, text.count - 1)].digits < 0),
      let value = yearValue(year)
    {
      if number == 0 {
        guard let last = CivilDate(year: value, month: 12, day: 28), let week = ISOWeek(last) else { return nil }
        return DateReading(.week(week), end: year.end, rule: "week-of-year")
      }
      return resolver.week(number, year: value).map { DateReading($0, end: year.end, rule: "week-of-year") }
    }
    guard let from = text.particle(.from, at: place) ?? text.particle(.in, at: place),
      let month = monthOfYear(at: Int(from.end), lean: lean(at: index))
    else { return nil }
    // The last week is the last that ends in the month.
    guard number <= 5,
      let day = number == 0
        ? resolver.weekday(7, number: 0, year: month.year, month: month.month)?.day
        : CivilDate(year: month.year, month: month.month, day: min(28, number * 7 - 6)),
      let week = ISOWeek(day)
    else { return nil }
    return DateReading(.week(week), end: month.end, rule: "week-of-month")
  }

  private func yearValue(_ year: YearReading) -> Int? {
    if let value = year.value { return value }
    guard let offset = year.offset, let today = resolver.reference?.date else { return nil }
    return today.year + offset
  }

  /// "الربع الثالث من هذا العام", "النصف الأول لعام 2015م", "الربع السابق", "2016 الربع الثالث"
  private func partOfYear(at index: Int) -> DateReading? {
    guard let fraction = text.reading(.fraction, at: index), fraction.isDefinite, fraction.value == 1,
      fraction.detail == 4 || fraction.detail == 2
    else { return nil }
    let place = Int(fraction.end)
    if fraction.detail == 4, let direction = text.reading(.direction, at: place), direction.detail == 1 {
      // السابق and التالي go by the quarter told of, الماضي and المقبل by the day of writing.
      if let last = lastQuarter, direction.value != 0, isBesideTold(direction) {
        let index = last + direction.value
        return DateReading(
          .quarter(year: index / 4, quarter: index % 4 + 1), end: Int(direction.end), rule: "part-of-year")
      }
      return resolver.part(of: 4, offset: direction.value)
        .map { DateReading($0, end: Int(direction.end), rule: "part-of-year") }
    }
    guard let (number, end) = ordinalPart(at: place, of: fraction.detail) else { return nil }
    if let year = year(at: end, calendar: .gregorian), year.calendar != .hijri {
      guard let value = yearValue(year) else {
        return DateReading(
          .text("XXXX-" + (fraction.detail == 4 ? "Q" : "H") + String(number)), end: year.end, rule: "part-of-year")
      }
      return resolver.part(number, of: fraction.detail, year: value, lean: .past)
        .map { DateReading($0, end: year.end, rule: "part-of-year") }
    }
    // "الربع الثاني" is one of a year; "النصف الأول" alone may be half of anything, "من المباراة" for instance.
    if text.particle(.from, at: end) != nil || fraction.detail == 2 { return nil }
    return resolver.part(number, of: fraction.detail, year: nil, lean: lean(at: index))
      .map { DateReading($0, end: end, rule: "part-of-year") }
  }

  /// The number of a part, الأول to the last: "الربع الأخير".
  private func ordinalPart(at index: Int, of parts: Int) -> (number: Int, end: Int)? {
    if let direction = text.reading(.direction, at: index), direction.detail == 2, direction.isDefinite {
      return (parts, Int(direction.end))
    }
    guard let ordinal = text.number(at: index), ordinal.isOrdinal, let number = ordinal.integer, 1...parts ~= number
    else { return nil }
    return (number, Int(ordinal.end))
  }

  /// "النصف الأول من مايو", "الثلث الأخير من الشهر الماضي": days of a month.
  private func partOfMonth(at index: Int) -> DateReading? {
    guard let fraction = text.reading(.fraction, at: index), fraction.isDefinite, fraction.value == 1,
      2...4 ~= fraction.detail, let part = ordinalPart(at: Int(fraction.end), of: fraction.detail),
      let from = text.particle(.from, at: part.end), from.stripped == 0,
      // A part of a part would go on for as long as a text repeats it.
      text.reading(.fraction, at: Int(from.end)) == nil,
      let month = monthOfYear(at: Int(from.end), lean: lean(at: index)), month.hijri == nil
    else { return nil }
    let length = CivilDate.length(ofMonth: month.month, year: month.year)
    // Halves end on the 15th, thirds on the 10th and 20th, the last part on the last day.
    let step = [15, 10, 7][fraction.detail - 2]
    let last = part.number == fraction.detail ? length : step * part.number
    guard let first = CivilDate(year: month.year, month: month.month, day: step * (part.number - 1) + 1),
      let end = CivilDate(year: month.year, month: month.month, day: last)
    else { return nil }
    return DateReading(.days(first, end), end: month.end, rule: "part-of-month")
  }

  /// "الأشهر التسعة الأولى من 2023", "الأشهر الثلاثة الأخيرة من العام الماضي"
  private func monthsOfYear(at index: Int) -> DateReading? {
    guard let unit = text.unit(.month, at: index), unit.detail == 2, unit.isDefinite,
      let number = text.number(at: Int(unit.end)), let count = number.integer, 2...11 ~= count
    else { return nil }
    var place = Int(number.end)
    let isLast: Bool
    if let first = text.number(at: place), first.isOrdinal, first.integer == 1 {
      isLast = false
      place = Int(first.end)
    } else if let direction = text.reading(.direction, at: place), direction.detail == 2 {
      isLast = true
      place = Int(direction.end)
    } else {
      return nil
    }
    guard text.particle(.from, at: place) != nil || text.unit(.year, at: place) != nil,
      let year = year(at: place, calendar: .gregorian), year.calendar != .hijri, let value = yearValue(year),
      1...9999 ~= value
    else { return nil }
    let (low, high) = isLast ? (13 - count, 12) : (1, count)
    let name = Digits.padded(value, 4)
    return DateReading(
      .text(name + "-" + Digits.padded(low, 2) + "/" + name + "-" + Digits.padded(high, 2)), end: year.end,
      rule: "months-of-year")
  }

  /// "العام الدراسي المقبل", "السنة المالية الحالية": a school year runs from September, a fiscal year is taken for the
  /// calendar's.
  private func schoolYear(at index: Int) -> DateReading? {
    guard let unit = text.unit(.year, at: index), unit.detail == 0, unit.isDefinite,
      let kind = text.particle(.kindOfYear, at: Int(unit.end)), text.reading(.era, at: Int(unit.end)) == nil,
      let direction = text.reading(.direction, at: Int(kind.end)), direction.detail == 1, direction.isDefinite,
      let today = resolver.reference?.date
    else { return nil }
    // الدراسي and المالي differ in their second letter after the article.
    let start = Int(text.words[Int(unit.end)].start)
    let isFiscal = text.folded[start + 4] == 0xD9 && text.folded[start + 5] == 0x85
    let first = (isFiscal || today.month >= 9 ? today.year : today.year - 1) + direction.value
    guard 1...9998 ~= first else { return nil }
    if isFiscal { return DateReading(.year(first), end: Int(direction.end), rule: "fiscal-year") }
    return DateReading(
      .text(Digits.padded(first, 4) + "/" + Digits.padded(first + 1, 4)), end: Int(direction.end), rule: "school-year")
  }

  /// السابق, التالي
  private func isBesideTold(_ direction: WordReading) -> Bool {
    Lexicons.directions.value(Int(direction.row), Lexicons.directions.column("anchor")) == "told"
  }

  // MARK: Seasons, decades, centuries

  /// "صيف 2023", "الربيع القادم", "خريف العام الماضي"
  private func season(at index: Int) -> DateReading? {
    var place = index
    var direction: Int?
    if let this = text.reading(.direction, at: place), this.detail == 0 {
      direction = 0
      place = Int(this.end)
    }
    guard let season = text.reading(.season, at: place) else { return nil }
    var end = Int(season.end)
    var year: Int?
    if let after = text.reading(.direction, at: end), after.detail == 1, after.stripped == 0, after.isDefinite,
      season.isDefinite
    {
      direction = after.value
      end = Int(after.end)
    } else if direction == nil {
      guard !text.mark(0x2C, at: end), let found = self.year(at: end, calendar: .gregorian), found.calendar != .hijri
      else { return nil }
      guard let value = yearValue(found) else { return nil }
      year = value
      end = found.end
    }
    return resolver.season(season.value, year: year, direction: direction, lean: lean(at: index))
      .map { DateReading($0, end: end, rule: "season") }
  }

  /// "السبعينيات", "تسعينيات القرن الماضي", "سنوات التسعينيات"
  private func decade(at index: Int) -> DateReading? {
    var place = index
    if let unit = text.unit(.year, at: place), unit.detail == 2 { place = Int(unit.end) }
    guard let decade = text.reading(.decade, at: place) else { return nil }
    let end = Int(decade.end)
    // "الستينيات من القرن الماضي"
    let from = text.particle(.from, at: end).flatMap { $0.stripped == 0 ? Int($0.end) : nil }
    if let century = century(at: from ?? end), case .resolved(let resolved) = century.content,
      case .century(let number) = resolved.value
    {
      return DateReading(.decade(number * 10 + decade.value), end: century.end, rule: "decade")
    }
    // "في الثلاثينيات من عمره" tells an age.
    if text.reading(.age, at: end) != nil { return nil }
    return DateReading(.decade(190 + decade.value), end: end, rule: "decade")
  }

  /// "القرن الماضي", "القرن الحادي والعشرين"
  private func century(at index: Int) -> DateReading? {
    guard let unit = text.unit(.century, at: index), unit.detail == 0, unit.isDefinite else { return nil }
    let place = Int(unit.end)
    if let direction = text.reading(.direction, at: place), direction.detail == 1 {
      return resolver.period(.century, offset: direction.value)
        .map { DateReading($0, end: Int(direction.end), rule: "century") }
    }
    guard let ordinal = text.number(at: place), ordinal.isOrdinal || isDefinite(place), let number = ordinal.integer,
      1...30 ~= number
    else { return nil }
    var end = Int(ordinal.end)
    if let era = text.reading(.era, at: end), era.stripped == 0 {
      guard era.value == 0 else { return hijriCentury(era, number: number) }
      end = Int(era.end)
    }
    return DateReading(.century(number - 1), end: end, rule: "century")
  }

  private func hijriCentury(_ era: WordReading, number: Int) -> DateReading? {
    guard era.value == 1, let first = HijriDate(year: number * 100 - 99, month: 1, day: 1)?.civil,
      let last = HijriDate(year: number * 100, month: 12, day: 29)?.civil
    else { return nil }
    return DateReading(
      ResolvedDate(
        value: .text(Digits.padded(first.year, 4) + "/" + Digits.padded(last.year, 4)), calendar: .hijri,
        original: Digits.padded(number - 1, 2) + "XX"),
      end: Int(era.end), rule: "century")
  }
}
