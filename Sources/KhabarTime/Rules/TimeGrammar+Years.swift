import KhabarAnnotations

/// Years and feasts: "عام 2015", "العام الهجري 1445", "في 2023", "عيد الأضحى 1445".
extension TimeGrammar {
  func yearDate(at index: Int) -> DateReading? {
    if let unit = text.unit(.year, at: index), unit.detail == 0 {
      var place = Int(unit.end)
      var calendar = TimeExpression.Calendar.gregorian
      var isNamed = false
      if let kind = text.particle(.kindOfYear, at: place) {
        if let era = text.reading(.era, at: place), era.value == 1 {
          calendar = .hijri
          isNamed = true
        }
        place = Int(kind.end)
      }
      guard let number = yearNumber(at: place, hasUnit: true, calendar: calendar), isFreeNumber(end: number.end) else {
        return nil
      }
      return yearWithEra(number.value, end: number.end, calendar: calendar, isNamed: isNamed)
    }
    return bareYear(at: index)
  }

  private func yearWithEra(_ year: Int, end: Int, calendar: TimeExpression.Calendar, isNamed: Bool) -> DateReading? {
    var end = end
    var calendar = calendar
    if let era = text.reading(.era, at: end), !text.startsSentence(end), era.stripped == 0 || era.value == 1 {
      // A year before Christ has no value in this format.
      guard era.value < 3 else { return nil }
      calendar = [TimeExpression.Calendar.gregorian, .hijri, .jalali][era.value]
      end = Int(era.end)
    }
    switch calendar {
    case .hijri where options.readsHijri:
      return DateReading(DateParts(calendar: .hijri, year: year), end: end, rule: "year")
    case .gregorian: return DateReading(DateParts(year: year), end: end, rule: "year")
    default: return nil
    }
  }

  /// Four digits that only their company makes a year: "منذ 2011", "في 2023"; not "2000 شخص".
  private func bareYear(at index: Int) -> DateReading? {
    let word = text.words[index]
    if word.digits >= 0 {
      // "1445هـ" is a year without company.
      if word.digitCount == 4, 1200...1500 ~= word.digits, !continuesNumber(index),
        let era = text.reading(.era, at: index + 1), era.value == 1, era.stripped == 0, !text.startsSentence(index + 1),
        text.startsSentence(index) || !endsMonth(index - 1)
      {
        return yearWithEra(Int(word.digits), end: index + 1, calendar: .hijri, isNamed: false)
      }
      guard word.digitCount == 4, 1800...2100 ~= word.digits, !continuesNumber(index), isFreeNumber(end: index + 1)
      else { return nil }
      if index + 1 < text.count, let mark = Optional(text.words[index + 1].mark), !text.words[index + 1].isSpaceBefore,
        mark == 0x2F || mark == 0x3A || mark == 0x25, index + 2 < text.count, text.startsWithDigit(index + 2)
      {
        return nil
      }
      if let era = text.reading(.era, at: index + 1), era.stripped == 0, era.value < 2 {
        // A lone م after a number may be metres.
        guard era.value == 1 || follows([.in, .since, .to, .within, .before, .after], index) else { return nil }
        return yearWithEra(Int(word.digits), end: index + 1, calendar: .gregorian, isNamed: false)
      }
      guard isYearPlace(index, end: index + 1, value: Int(word.digits)) else { return nil }
      return DateReading(DateParts(year: Int(word.digits)), end: index + 1, rule: "year")
    }
    guard !text.startsWithDigit(index), let number = text.number(at: index), !number.isOrdinal,
      let value = number.integer,
      1500...2100 ~= value, Int(number.end) > index + 1, follows([.in, .since], index),
      isFreeNumber(end: Int(number.end)),
      isClauseEnd(Int(number.end))
    else { return nil }
    return DateReading(DateParts(year: value), end: Int(number.end), rule: "year-in-words")
  }

  private func isYearPlace(_ index: Int, end: Int, value: Int) -> Bool {
    if text.mark(0x28, at: index - 1) && text.mark(0x29, at: end) { return true }
    // Glued on: "لـ2024" counts, "و2024" continues a list elsewhere.
    guard follows([.in, .since, .to, .within, .before, .after, .lasting], index) || followsFutureSign(index) else {
      return 1900...2100 ~= value && followsEvent(index)
    }
    // "في 2000 قرية": a round number of something.
    return value % 100 != 0 || isClauseEnd(end) || value == 2000
  }

  /// "حرب 1973", "مونديال قطر 2022"
  private func followsEvent(_ index: Int) -> Bool {
    for distance in 1...2 where index >= distance {
      if text.startsSentence(index - distance + 1) || text.words[index - distance].mark != 0 { return false }
      if let event = text.reading(.eventNoun, at: index - distance), Int(event.end) <= index { return true }
      // Nothing but one word, a name, between them.
      if text.words[index - distance].digits >= 0 || text.number(at: index - distance) != nil { return false }
    }
    return false
  }

  /// "بحلول 2030"
  private func followsFutureSign(_ index: Int) -> Bool {
    guard index > 0, !text.startsSentence(index), let tense = text.reading(.tense, at: index - 1) else { return false }
    return tense.value == 0
  }

  func isClauseEnd(_ index: Int) -> Bool {
    index >= text.count || text.startsSentence(index) || text.words[index].mark != 0
  }

  // MARK: Feasts

  func holiday(at index: Int) -> DateReading? {
    guard let feast = text.reading(.holiday, at: index) else { return nil }
    var end = Int(feast.end)
    // "يوم النحر 10 ذي الحجة 1444"
    if let date = calendarDate(at: end), let parts = date.parts, parts.day != nil, parts.month != nil { return date }
    var year: Int?
    var lean = lean(at: index)
    if let direction = text.reading(.direction, at: end), direction.detail == 1, direction.isDefinite,
      abs(direction.value) == 1
    {
      // "عيد الأضحى المقبل"
      lean = direction.value > 0 ? .future : .past
      end = Int(direction.end)
    } else if let found = self.year(at: end, calendar: .gregorian), !text.mark(0x2C, at: end) {
      year = found.value ?? found.offset.flatMap { offset in resolver.reference.map { $0.date.year + offset } }
      end = found.end
    }
    guard
      let date = resolver.holiday(
        rule: feast.detail, month: feast.value / 32, day: feast.value % 32, year: year, lean: lean)
    else { return nil }
    return DateReading(date, end: end, rule: "holiday", isDay: true)
  }
}
