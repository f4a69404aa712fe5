import KhabarAnnotations

/// Days, months and years by the calendar: "الأربعاء 7 فبراير/شباط 2024", "26 رجب 1445هـ", "نيسان 2023".
extension TimeGrammar {
  /// The longest date of any kind that starts at `index`.
  func date(at index: Int) -> DateReading? {
    guard index < text.count else { return nil }
    if let position = text.reading(.position, at: index), let date = positioned(position) { return date }
    // "أول الشهر", "آخر السنة"
    if let edge = text.particle(.first, at: index) ?? text.particle(.last, at: index), edge.stripped == 0,
      var date = nakedPeriod(at: Int(edge.end))
    {
      date.modifier = text.particle(.first, at: index) != nil ? .start : .end
      return date
    }
    // "نصف شهر مارس": the middle of it.
    if let half = text.reading(.fraction, at: index), half.detail == 2, let month = monthName(at: Int(half.end)),
      month.hasUnit,
      var date = calendarDate(at: Int(half.end))
    {
      date.modifier = .mid
      return date
    }
    return plainDate(at: index).map { withEqual($0, at: index) }
  }

  /// "7 ذو القعدة 1445 هـ الموافق 15 مايو 2024 م": one day told in two calendars. The Gregorian one gives the value where
  /// they are a day apart, as dates by sight of the moon may be.
  private func withEqual(_ date: DateReading, at index: Int) -> DateReading {
    var place = text.skipComma(date.end)
    if text.mark(0x28, at: place) { place += 1 }
    guard date.isDay, !text.startsSentence(place), let equals = text.particle(.equals, at: place),
      let first = resolve(date, at: index), let second = plainDate(at: skipPreposition(Int(equals.end))),
      second.isDay, let other = resolve(second, at: place), first.calendar != other.calendar,
      let one = first.value.day, let two = other.value.day, abs(one.dayNumber - two.dayNumber) <= 2
    else { return date }
    let told = first.calendar == .gregorian ? other : first
    return DateReading(
      ResolvedDate(
        value: first.calendar == .gregorian ? first.value : other.value, calendar: told.calendar,
        original: told.original),
      end: second.end, rule: "two-calendars", isDay: true)
  }

  private func skipPreposition(_ index: Int) -> Int {
    guard let particle = text.particle(.in, at: index) ?? text.particle(.date, at: index) else { return index }
    return Int(particle.end)
  }

  /// A date without مطلع, منتصف, أواخر before it.
  func plainDate(at index: Int) -> DateReading? {
    guard index < text.count, !text.isPlain(index) else { return nil }
    return memory.date(at: index) { readPlainDate(at: index) }
  }

  private func readPlainDate(at index: Int) -> DateReading? {
    var best: DateReading?
    func consider(_ candidate: DateReading?) {
      guard let candidate else { return }
      if let best, candidate.end <= best.end { return }
      best = candidate
    }
    consider(calendarDate(at: index))
    consider(dayWordDate(at: index))
    consider(weekdayOfMonth(at: index))
    consider(periodDate(at: index))
    consider(yearDate(at: index))
    consider(holiday(at: index))
    return best
  }

  /// "مطلع العام المقبل", "أواخر مارس/آذار عام 2015"
  private func positioned(_ position: WordReading) -> DateReading? {
    var place = Int(position.end)
    if let from = text.particle(.from, at: place), from.stripped == 0 { place = Int(from.end) }
    guard var date = plainDate(at: place) ?? nakedPeriod(at: place), date.parts?.isDay != true else { return nil }
    date.modifier = TimeExpression.Modifier(rawValue: ["START", "MID", "END"][position.value])
    return date
  }

  // MARK: Day, month, year

  /// A date with day or month by number or name, with what may stand before it: يوم, the weekday, الموافق.
  func calendarDate(at index: Int) -> DateReading? {
    var place = index
    var parts = DateParts()
    var hasDayWord = false
    if let day = text.unit(.day, at: place), day.detail == 0 {
      hasDayWord = true
      place = Int(day.end)
    }
    var afterWeekday: Int?
    var weekdayReading: WordReading?
    if let weekday = text.reading(.weekday, at: place) {
      parts.weekday = weekday.value
      weekdayReading = weekday
      place = text.skipComma(Int(weekday.end))
      afterWeekday = Int(weekday.end)
      if let equals = text.particle(.equals, at: place) {
        place = Int(equals.end)
      } else if let particle = text.particle(.in, at: place), particle.stripped == 0 {
        place = Int(particle.end)
      }
      if let dated = text.particle(.date, at: place) { place = Int(dated.end) }
      if let day = text.unit(.day, at: place), day.detail == 0 { place = Int(day.end) }
    }
    let hasContext = hasDayWord || parts.weekday != nil || follows([.in, .since, .to, .equals, .date], index)
    if let numeric = numericDate(at: place, hasContext: hasContext, weekday: parts.weekday) { return numeric }
    if let named = namedDate(at: place, parts, hasDayWord: hasDayWord, start: index) { return named }
    if let weekdayReading, let afterWeekday {
      return weekdayAlone(weekdayReading, end: afterWeekday, hasDayWord: hasDayWord, start: index)
    }
    return nil
  }

  private func namedDate(at index: Int, _ given: DateParts, hasDayWord: Bool, start: Int) -> DateReading? {
    var parts = given
    var place = index
    var month: MonthReading?
    if let day = dayNumber(at: place) {
      place = day.end
      if let mark = separator(at: place) { place = mark }
      var hasFrom = false
      if let from = text.particle(.from, at: place), from.stripped == 0 {
        place = Int(from.end)
        hasFrom = true
      } else if let particle = text.particle(.in, at: place), particle.stripped == 0,
        text.unit(.month, at: Int(particle.end)) != nil
      {
        place = Int(particle.end)
      }
      parts.day = day.value
      month = monthName(at: place)
      if let month {
        place = month.end
      } else if let offset = relativeMonth(at: place, after: hasFrom) {
        parts.monthOffset = offset.value
        return DateReading(parts, end: offset.end, rule: "day-of-relative-month")
      } else {
        return dayWithoutMonth(day, parts, hasDayWord: hasDayWord)
      }
    } else {
      month = monthName(at: place)
      // "32 فبراير" is no date, and no month either.
      guard let month, !(place == start && isAfterDayDigits(place)) else { return nil }
      place = month.end
      if let after = dayAfterMonth(at: place) {
        parts.day = after.value
        place = after.end
      }
    }
    guard let month else { return nil }
    if month.number == 0 { return nil }
    parts.month = month.number
    parts.calendar = month.calendar
    while let honour = text.particle(.honour, at: place) { place = Int(honour.end) }
    let beforeQualifiers = place
    if let direction = text.reading(.direction, at: place), direction.detail != 0, direction.stripped == 0 {
      parts.direction = direction.value
      place = Int(direction.end)
    }
    if let year = year(at: place, calendar: parts.calendar) {
      parts.year = year.value
      parts.yearOffset = year.offset
      if let calendar = year.calendar { parts.calendar = calendar }
      place = year.end
    }
    // هـ after a Hijri month whose year is missing, م after a Gregorian date.
    if let era = text.reading(.era, at: place), place > beforeQualifiers, era.value < 3,
      !text.words[place].isSpaceBefore
    {
      place = Int(era.end)
    }
    guard isAllowed(parts.calendar), isPlausible(month, parts, place, beforeQualifiers, start) else { return nil }
    guard parts.calendar != .jalali || (parts.year != nil && parts.day != nil) else { return nil }
    // "الثلاثاء الثالث من أيلول 2014" is the third Tuesday where the third is no Tuesday.
    if let weekday = parts.weekday, let day = parts.day, day <= 5, parts.calendar == .gregorian,
      text.reading(.weekday, at: start) != nil,
      text.number(at: text.skipComma(start + 1))?.isOrdinal == true,
      let resolved = resolver.resolve(parts, lean: lean(at: start))?.value.day, resolved.weekday != weekday
    {
      return nil
    }
    return DateReading(parts, end: place, rule: parts.day == nil ? "month" : "calendar-date")
  }

  private func isAfterDayDigits(_ index: Int) -> Bool {
    guard index > 0, !text.startsSentence(index) else { return false }
    return 1...3 ~= text.words[index - 1].digitCount && text.unit(.month, at: index) == nil
  }

  /// Whether a name that is also another word stands as a month: "مارس" is a verb as well, "شعبان" a man's name.
  private func isPlausible(_ month: MonthReading, _ parts: DateParts, _ end: Int, _ nameEnd: Int, _ start: Int) -> Bool
  {
    guard month.isWeak else { return true }
    if parts.day != nil || parts.year != nil || parts.direction != nil || month.hasUnit || month.isPair { return true }
    if end > nameEnd { return true }
    // "بمارس" is in March; "باب" is a door and not in آب.
    if stripped(at: start) > 0, text.starts(start, with: (0xD8, 0xA8)),
      text.words[start].end - text.words[start].start > 6
    {
      return true
    }
    // "بين شهري مارس ومايو"
    if start > 0, !text.startsSentence(start), text.unit(.month, at: start - 1) != nil { return true }
    if follows([.in, .since, .to, .within, .before, .after, .between], start) { return true }
    // "يناير ومارس": joined to another month.
    if start > 0, !text.startsSentence(start), stripped(at: start) > 0, text.starts(start, with: (0xD9, 0x88)),
      monthEnding(start - 1)?.isWeak == false
    {
      return true
    }
    return start > 0 && !text.startsSentence(start) && positionEnds(at: start)
  }

  /// Whether a month's name ends with the word at `index`.
  func endsMonth(_ index: Int) -> Bool { monthEnding(index) != nil }

  private func monthEnding(_ index: Int) -> WordReading? {
    for first in max(0, index - 1)...max(0, index) {
      if let month = text.reading(.month, at: first), Int(month.end) == index + 1 { return month }
    }
    return nil
  }

  private func positionEnds(at index: Int) -> Bool {
    (1...3).contains { length in
      index >= length && text.reading(.position, at: index - length).map { Int($0.end) == index } == true
    }
  }

  private func isAllowed(_ calendar: TimeExpression.Calendar) -> Bool {
    switch calendar {
    case .gregorian: true
    case .hijri: options.readsHijri
    case .jalali: options.readsJalali
    }
  }

  /// "السبت 23", "يوم 27": the month is not said.
  private func dayWithoutMonth(_ day: DayNumber, _ parts: DateParts, hasDayWord: Bool) -> DateReading? {
    // "في 15 الساعة الثامنة"
    let hasHour =
      !day.isOrdinal && text.unit(.hour, at: day.end)?.isDefinite == true && text.number(at: day.end + 1) != nil
    guard parts.weekday != nil || hasDayWord || hasHour, 1...31 ~= day.value, hasHour || isFreeNumber(end: day.end)
    else { return nil }
    // "فجر الجمعة، 15 تلميذا": from 11 on what is counted is an accusative, here of a noun that no list has.
    guard hasHour || day.value < 11 || !text.isBareAccusative(day.end) else { return nil }
    // "اليوم الثالث", "الأحد الأول" count days; only digits are taken for a day of the month.
    guard !day.isOrdinal || (parts.weekday != nil && day.value > 7) else { return nil }
    return DateReading(parts, end: day.end, rule: "day-of-month")
  }

  /// Whether no noun that is counted follows a number.
  func isFreeNumber(end: Int) -> Bool {
    guard end < text.count, !text.startsSentence(end) else { return true }
    if text.reading(.countedNoun, at: end) != nil { return false }
    if let unit = text.reading(.unit, at: end), !unit.isDefinite, unit.stripped == 0 { return false }
    return !text.mark(0x25, at: end)
      && !(text.mark(0x2C, at: end) && !text.words[end].isSpaceBefore && startsDigit(end + 1))
  }

  private func startsDigit(_ index: Int) -> Bool {
    index < text.count && !text.words[index].isSpaceBefore && text.startsWithDigit(index)
  }

  struct DayNumber {
    var value: Int
    var end: Int
    var isOrdinal: Bool
  }

  /// A number that can be a day of a month: digits, "السابع", "الحادي والعشرين", "غرة".
  func dayNumber(at index: Int) -> DayNumber? {
    guard index < text.count else { return nil }
    if let first = text.particle(.firstDay, at: index) {
      return DayNumber(value: 1, end: Int(first.end), isOrdinal: true)
    }
    if let first = text.particle(.first, at: index), monthName(at: Int(first.end)) != nil {
      return DayNumber(value: 1, end: Int(first.end), isOrdinal: true)
    }
    // "النصف من شعبان" is its fifteenth.
    if let half = text.reading(.fraction, at: index), half.isDefinite, half.detail == 2,
      let from = text.particle(.from, at: Int(half.end)), from.stripped == 0,
      let month = monthName(at: Int(from.end)), month.calendar == .hijri
    {
      return DayNumber(value: 15, end: Int(half.end), isOrdinal: true)
    }
    // "الـ15 من": the article stands alone before digits.
    let place = text.particle(.article, at: index) != nil && index + 1 < text.count ? index + 1 : index
    let word = text.words[place]
    if word.digits >= 0 {
      guard 1...31 ~= word.digits, word.digitCount <= 2 else { return nil }
      return DayNumber(value: Int(word.digits), end: place + 1, isOrdinal: false)
    }
    guard place == index, let number = text.number(at: index), let value = number.integer, 1...31 ~= value else {
      return nil
    }
    return DayNumber(value: value, end: Int(number.end), isOrdinal: true)
  }

  /// The word after a `-`, `/` or `.` that joins a day and its month.
  private func separator(at index: Int) -> Int? {
    for mark: UInt8 in [0x2D, 0x2F, 0x2E] where text.mark(mark, at: index) {
      return monthName(at: index + 1) != nil ? index + 1 : nil
    }
    return nil
  }

  /// "أكتوبر 7", "سبتمبر 10, 1901", "مايو الحادي عشر"
  private func dayAfterMonth(at index: Int) -> (value: Int, end: Int)? {
    let place = text.mark(0x2D, at: index) ? index + 1 : index
    guard let day = dayNumber(at: place), isFreeNumber(end: day.end), text.reading(.month, at: day.end) == nil else {
      return nil
    }
    // "يوليو 13-15" and "أكتوبر 3:30" are read by other rules.
    if text.mark(0x3A, at: day.end) { return nil }
    if let number = text.number(at: place), let value = number.integer, number.end > Int32(day.end), value > 31 {
      return nil
    }
    if day.isOrdinal, text.particle(.firstDay, at: place) == nil, text.words[place].digits < 0, !isDefinite(place) {
      return nil
    }
    return (day.value, day.end)
  }

  /// Whether a word begins with ال, so many bytes of attached particles aside.
  func isDefinite(_ index: Int, after particles: Int = 0) -> Bool {
    guard index < text.count else { return false }
    let start = Int(text.words[index].start) + particles
    guard Int(text.words[index].end) - start > 4 else { return false }
    return text.folded[start] == 0xD8 && text.folded[start + 1] == 0xA7 && text.folded[start + 2] == 0xD9
      && text.folded[start + 3] == 0x84
  }

  // MARK: Month

  struct MonthReading {
    var number: Int
    var calendar: TimeExpression.Calendar
    var end: Int
    var isWeak: Bool
    /// Whether شهر stands before it.
    var hasUnit: Bool
    /// Whether it has two names: أكتوبر/تشرين الأول.
    var isPair: Bool
  }

  /// A month with all its names: "أكتوبر", "شهر رمضان", "شهر 8", "آذار/ مارس", "يونيو (حزيران)".
  func monthName(at index: Int) -> MonthReading? {
    var place = index
    var hasUnit = false
    if let unit = text.unit(.month, at: place), unit.detail == 0 {
      hasUnit = true
      place = Int(unit.end)
    }
    guard let name = text.reading(.month, at: place) else {
      // "شهر واحد" is one month, "شهر 10 سنة 2021" October.
      guard hasUnit, let number = text.number(at: place), let value = number.integer, 1...12 ~= value,
        value > 1 || number.isOrdinal || text.words[place].digits >= 0,
        isFreeNumber(end: Int(number.end)) || isYearAhead(Int(number.end))
      else { return nil }
      return MonthReading(
        number: value, calendar: .gregorian, end: Int(number.end), isWeak: false, hasUnit: true, isPair: false)
    }
    // "نيسانها" and "بأكتوبر": only a particle that stands before a name of a time may be glued on.
    let calendar = [TimeExpression.Calendar.gregorian, .hijri, .jalali][name.detail]
    var reading = MonthReading(
      number: name.value, calendar: calendar, end: Int(name.end), isWeak: name.isWeak, hasUnit: hasUnit, isPair: false)
    if let end = secondName(of: name, at: reading.end) {
      reading.end = end
      reading.isPair = true
    }
    return reading
  }

  private func isYearAhead(_ index: Int) -> Bool {
    guard let unit = text.unit(.year, at: index) else { return false }
    return text.number(at: Int(unit.end)) != nil
  }

  /// The end of the other name of the same month.
  private func secondName(of name: WordReading, at index: Int) -> Int? {
    var place = index
    let isBracketed = text.mark(0x28, at: place)
    if isBracketed || text.mark(0x2F, at: place) || text.mark(0x2D, at: place) { place += 1 }
    guard let second = text.reading(.month, at: place), second.value == name.value, second.detail == name.detail,
      !text.startsSentence(place), second.stripped == 0
    else { return nil }
    guard isBracketed else { return Int(second.end) }
    return text.mark(0x29, at: Int(second.end)) ? Int(second.end) + 1 : nil
  }

  /// "الشهر المقبل", "هذا الشهر", after a day also "الجاري" alone.
  private func relativeMonth(at index: Int, after hasFrom: Bool) -> (value: Int, end: Int)? {
    if let this = text.reading(.direction, at: index), this.detail == 0, let unit = text.unit(.month, at: Int(this.end))
    {
      return (0, Int(unit.end))
    }
    if let unit = text.unit(.month, at: index), unit.isDefinite,
      let direction = text.reading(.direction, at: Int(unit.end)), direction.detail == 1
    {
      return (direction.value, Int(direction.end))
    }
    if let direction = text.reading(.direction, at: index), direction.detail == 1, direction.value == 0,
      direction.isDefinite
    {
      return (0, Int(direction.end))
    }
    return nil
  }

  // MARK: Year

  struct YearReading {
    var value: Int?
    /// "العام الماضي"
    var offset: Int?
    var calendar: TimeExpression.Calendar?
    var end: Int
  }

  /// The year after a month or a part of a year: "2023", "، 2023", "من عام 2014", "للعام الحالي", "لعام 1443 هجرية".
  func year(at index: Int, calendar: TimeExpression.Calendar, needsWord: Bool = false) -> YearReading? {
    var place = index
    let hasComma = text.mark(0x2C, at: place)
    if hasComma { place += 1 }
    guard place < text.count, !text.startsSentence(place) || place == 0 else { return nil }
    if let from = text.particle(.from, at: place) ?? text.particle(.in, at: place), from.stripped == 0 {
      place = Int(from.end)
    }
    if let this = text.reading(.direction, at: place), this.detail == 0, let unit = text.unit(.year, at: Int(this.end))
    {
      return YearReading(offset: 0, end: Int(unit.end))
    }
    let unit = text.unit(.year, at: place)
    if let unit, unit.detail == 0 {
      place = Int(unit.end)
      if let direction = text.reading(.direction, at: place), direction.detail == 1, unit.isDefinite {
        return YearReading(offset: direction.value, end: Int(direction.end))
      }
    } else if needsWord || (unit != nil) {
      return nil
    }
    var isHijriKind = false
    if unit != nil, let kind = text.particle(.kindOfYear, at: place) {
      if let era = text.reading(.era, at: place), era.value == 1 { isHijriKind = true }
      place = Int(kind.end)
    }
    guard let number = yearNumber(at: place, hasUnit: unit != nil, calendar: isHijriKind ? .hijri : calendar) else {
      return nil
    }
    var reading = YearReading(value: number.value, end: number.end)
    if isHijriKind { reading.calendar = .hijri }
    if let era = text.reading(.era, at: reading.end), !text.startsSentence(reading.end),
      era.stripped == 0 || era.value == 1
    {
      if era.value == 3 { return nil }
      // A lone م may be another abbreviation: it must touch the year or be followed by nothing that it could belong to.
      reading.calendar = [TimeExpression.Calendar.gregorian, .hijri, .jalali][era.value]
      reading.end = Int(era.end)
    }
    return reading
  }

  /// A number that can be a year.
  func yearNumber(at index: Int, hasUnit: Bool, calendar: TimeExpression.Calendar) -> (value: Int, end: Int)? {
    guard index < text.count else { return nil }
    let word = text.words[index]
    let lowest = hasUnit ? 100 : calendar == .gregorian ? 1000 : 1200
    if word.digits >= 0 {
      guard lowest...2200 ~= Int(word.digits), word.digitCount == 4 || (hasUnit && word.digitCount == 3) else {
        return nil
      }
      // "2015/8/20" is read as a whole.
      if text.mark(0x2F, at: index + 1), !text.words[index + 1].isSpaceBefore, startsDigit(index + 2),
        text.words[index + 2].digitCount <= 2
      {
        return nil
      }
      return (Int(word.digits), index + 1)
    }
    guard let number = text.number(at: index), !number.isOrdinal || hasUnit, let value = number.integer,
      (hasUnit ? 100...2200 : 1000...2200) ~= value, !text.startsWithDigit(index)
    else { return nil }
    return (value, Int(number.end))
  }
}
