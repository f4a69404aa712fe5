import KhabarAnnotations

/// Weekdays and words for days: "الأحد المقبل", "جمعة الأسبوع الماضي", "آخر خميس من سبتمبر", "أمس السبت".
extension TimeGrammar {
  /// A weekday without a day of the month.
  func weekdayAlone(_ weekday: WordReading, end: Int, hasDayWord: Bool, start: Int) -> DateReading? {
    var parts = DateParts(weekday: weekday.value)
    var place = end
    var isSure = !weekday.isWeak || hasDayWord
    if let direction = text.reading(.direction, at: place), direction.detail == 1, direction.stripped == 0 {
      parts.direction = direction.value
      place = Int(direction.end)
      isSure = isSure || direction.isDefinite
    }
    if parts.direction == nil, let week = relativeWeek(at: place) {
      parts.weekOffset = week.value
      place = week.end
      isSure = true
    }
    // "هذا الخميس"
    guard isSure, isWeekdayHere(weekday, start: start, end: place, hasDayWord: hasDayWord) else { return nil }
    return DateReading(parts, end: place, rule: "weekday")
  }

  /// "الأحد" is a weekday, "الاثنين" may be "both of them" and "أحد" "someone".
  private func isWeekdayHere(_ weekday: WordReading, start: Int, end: Int, hasDayWord: Bool) -> Bool {
    if weekday.isDefinite || hasDayWord { return true }
    // "كأربعاء", "بخميس": a particle before a weekday without article is no sign of a day.
    return weekday.stripped == 0
  }

  /// "الأسبوع الماضي", "من الأسبوع المقبل", "هذا الأسبوع"
  func relativeWeek(at index: Int) -> (value: Int, end: Int)? {
    var place = index
    if let from = text.particle(.from, at: place) ?? text.particle(.in, at: place), from.stripped == 0 {
      place = Int(from.end)
    }
    if let this = text.reading(.direction, at: place), this.detail == 0, let unit = text.unit(.week, at: Int(this.end)),
      unit.isDefinite
    {
      return (0, Int(unit.end))
    }
    guard let unit = text.unit(.week, at: place), unit.isDefinite,
      let direction = text.reading(.direction, at: Int(unit.end)), direction.detail == 1
    else { return nil }
    return (direction.value, Int(direction.end))
  }

  /// "هذا الأربعاء", "الأسبوع القادم الأحد", "أمس", "اليوم الاثنين", "غداً الخميس 8 فبراير"
  func dayWordDate(at index: Int) -> DateReading? {
    if let this = text.reading(.direction, at: index), this.detail == 0,
      let weekday = text.reading(.weekday, at: Int(this.end)), weekday.isDefinite
    {
      var parts = DateParts(weekday: weekday.value)
      parts.direction = 0
      return DateReading(parts, end: Int(weekday.end), rule: "weekday")
    }
    if let week = relativeWeek(at: index), text.particle(.from, at: index) == nil, text.particle(.in, at: index) == nil
    {
      var place = week.end
      if let day = text.unit(.day, at: place), day.detail == 0 { place = Int(day.end) }
      if let weekday = text.reading(.weekday, at: place), weekday.isDefinite, weekday.stripped == 0 {
        var parts = DateParts(weekday: weekday.value)
        parts.weekOffset = week.value
        return DateReading(parts, end: Int(weekday.end), rule: "weekday-of-week")
      }
    }
    guard let word = text.reading(.dayWord, at: index) else { return nil }
    let place = Int(word.end)
    // "اليوم الثالث من أكتوبر", "اليوم السابق", "اليوم الأول": a counted day, not today.
    if word.value == 0, text.unit(.day, at: index) != nil, isCountedDay(at: place) { return nil }
    if word.value == 0, follows([.lasting], index) { return nil }
    guard let weekday = text.reading(.weekday, at: place), weekday.isDefinite, weekday.stripped == 0,
      !text.startsSentence(place)
    else {
      // "إلى غد", "مساء غد"; "غد" alone is any morrow.
      guard !word.isWeak || followsPartOfDay(index) || follows([.in, .from, .to, .since, .before, .after], index)
      else { return nil }
      // "اليوم 6 مايو"
      if let date = calendarDay(at: place) { return date }
      // "ليلة البارحة (الأربعاء)": where the two disagree, the weekday is what the writer looked up.
      if text.mark(0x28, at: place), let named = text.reading(.weekday, at: place + 1),
        text.mark(0x29, at: Int(named.end))
      {
        return DateReading(namedDay(word.value, named.value), end: place, rule: "relative-day", isDay: true)
      }
      return DateReading(resolver.day(offset: word.value, weekday: nil), end: place, rule: "relative-day", isDay: true)
    }
    if let date = plainDate(at: place), let parts = date.parts, parts.day != nil, parts.month != nil { return date }
    return DateReading(
      resolver.day(offset: word.value, weekday: weekday.value), end: Int(weekday.end), rule: "relative-day", isDay: true
    )
  }

  /// "مساء غد"
  private func followsPartOfDay(_ index: Int) -> Bool {
    guard index > 0, !text.startsSentence(index), let part = text.reading(.dayPart, at: index - 1) else { return false }
    return partForm(part) == "construct"
  }

  /// The day at `offset`, moved to the nearest such weekday at most two days off.
  private func namedDay(_ offset: Int, _ weekday: Int) -> DateValue {
    let value = resolver.day(offset: offset, weekday: weekday)
    guard let day = value.day else { return value }
    for shift in [0, -1, 1, -2] {
      if let date = day.adding(days: shift), date.weekday == weekday { return .day(date) }
    }
    return value
  }

  private func calendarDay(at index: Int) -> DateReading? {
    guard index < text.count, text.words[index].digits > 0, let date = plainDate(at: index), date.isDay,
      date.parts?.month != nil
    else { return nil }
    return date
  }

  private func isCountedDay(at index: Int) -> Bool {
    guard index < text.count, !text.startsSentence(index) else { return false }
    if let number = text.number(at: index), number.isOrdinal { return true }
    // "في اليوم الذي قال فيه"
    if text.particle(.relative, at: index) != nil { return true }
    if let direction = text.reading(.direction, at: index) { return direction.detail == 1 }
    return false
  }

  // MARK: The n-th weekday or day of a month

  /// "الثلاثاء الثالث من شهر أيلول من عام 2014", "آخر خميس من شهر 9", "ثاني أربعاء من أكتوبر", "آخر يوم من الشهر الحالي"
  func weekdayOfMonth(at index: Int) -> DateReading? {
    var place = index
    var number: Int?
    var weekday: Int?
    var isDay = false
    func readNumber() {
      if text.particle(.last, at: place) != nil || isLastAdjective(at: place) {
        number = 0
        place += 1
      } else if let first = text.particle(.first, at: place) {
        number = 1
        place = Int(first.end)
      } else if let ordinal = text.number(at: place), ordinal.isOrdinal, let value = ordinal.integer, 1...31 ~= value {
        number = value
        place = Int(ordinal.end)
      }
    }
    readNumber()
    if let reading = text.reading(.weekday, at: place) {
      weekday = reading.value
      place = Int(reading.end)
    } else if let unit = text.unit(.day, at: place), unit.detail == 0 {
      isDay = true
      place = Int(unit.end)
    } else {
      return nil
    }
    if number == nil { readNumber() }
    guard let number, number <= 5 || isDay, let from = text.particle(.from, at: place) ?? text.particle(.in, at: place)
    else { return nil }
    guard let month = monthOfYear(at: Int(from.end), lean: lean(at: index)) else { return nil }
    let value: DateValue?
    if let weekday {
      value = resolver.weekday(weekday, number: number, year: month.year, month: month.month)
    } else if let hijri = month.hijri {
      let day = number == 0 ? HijriDate.length(ofMonth: hijri.month, year: hijri.year) : number
      value = HijriDate(year: hijri.year, month: hijri.month, day: day)?.civil.map { .day($0) }
    } else {
      let day = number == 0 ? CivilDate.length(ofMonth: month.month, year: month.year) : number
      value = CivilDate(year: month.year, month: month.month, day: day).map { .day($0) }
    }
    return value.map { DateReading($0, end: month.end, rule: "day-in-month", isDay: true) }
  }

  private func isLastAdjective(at index: Int) -> Bool {
    guard let direction = text.reading(.direction, at: index) else { return false }
    return direction.detail == 2 && direction.end == index + 1
  }

  struct MonthOfYear {
    var year: Int
    var month: Int
    var hijri: (year: Int, month: Int)?
    var end: Int
  }

  /// A month that is known to the year: "شهر أيلول من عام 2014", "الشهر القادم".
  func monthOfYear(at index: Int, lean: Lean) -> MonthOfYear? {
    guard let date = calendarDate(at: index) ?? periodDate(at: index) ?? nakedPeriod(at: index) else { return nil }
    let resolved: ResolvedDate?
    switch date.content {
    case .resolved(let value): resolved = value
    case .parts(let parts): resolved = resolver.resolve(parts, lean: lean)
    }
    guard let resolved else { return nil }
    switch resolved.value {
    case .month(let year, let month): return MonthOfYear(year: year, month: month, end: date.end)
    case .days(let first, _) where resolved.calendar == .hijri:
      guard let hijri = HijriDate(first), resolved.original?.utf8.count == 7 else { return nil }
      return MonthOfYear(year: first.year, month: first.month, hijri: (hijri.year, hijri.month), end: date.end)
    default: return nil
    }
  }
}
