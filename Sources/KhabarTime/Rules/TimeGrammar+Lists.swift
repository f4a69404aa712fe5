import KhabarAnnotations

/// Several dates that share a word: "عامي 2008 و2014", "يومي الاثنين والأربعاء", "شهري أكتوبر ونوفمبر", "7 و8 أكتوبر".
extension TimeGrammar {
  func list(at index: Int) -> [FoundTime]? {
    if let shared = sharedMonth(at: index) ?? sharedDirection(at: index) ?? centuries(at: index) { return shared }
    guard let unit = text.reading(.unit, at: index), unit.detail != 0,
      let kind = TimeUnit(rawValue: Int16(unit.value)), kind == .day || kind == .month || kind == .year
    else { return nil }
    var place = Int(unit.end)
    var found: [FoundTime] = []
    var parts: [DateParts] = []
    var ranges: [Range<Int>] = []
    while ranges.count < 8, let item = item(of: kind, at: place) {
      parts.append(item.parts)
      ranges.append(place..<item.end)
      place = item.end
      let comma = text.skipComma(place)
      if let next = text.afterConjunction(comma), self.item(of: kind, at: next) != nil {
        place = next
      } else if comma > place, self.item(of: kind, at: comma) != nil {
        place = comma
      } else {
        break
      }
    }
    guard ranges.count >= 2 else { return nil }
    // The year of the last one is the year of all: "شهري أكتوبر ونوفمبر 2023".
    if let year = parts[parts.count - 1].year {
      for place in parts.indices where parts[place].year == nil { parts[place].year = year }
    }
    for (place, range) in ranges.enumerated() {
      guard let resolved = resolver.resolve(parts[place], lean: lean(at: index)) else { return nil }
      found.append(expression(range, resolved, "list"))
    }
    return found
  }

  private func expression(_ words: Range<Int>, _ resolved: ResolvedDate, _ rule: String) -> FoundTime {
    FoundTime(
      words: words, stripped: stripped(at: words.lowerBound), type: .date, kind: .date, value: resolved.value.text,
      calendar: resolved.calendar, original: resolved.original, rule: rule)
  }

  private func item(of unit: TimeUnit, at index: Int) -> (parts: DateParts, end: Int)? {
    guard index < text.count else { return nil }
    switch unit {
    case .year:
      return yearNumber(at: index, hasUnit: true, calendar: .gregorian).map { number in
        (DateParts(calendar: .gregorian, year: number.value), number.end)
      }
    case .month:
      guard let month = monthName(at: index), month.calendar != .jalali else { return nil }
      var parts = DateParts(calendar: month.calendar, month: month.number)
      var end = month.end
      if let direction = text.reading(.direction, at: end), direction.detail == 1 {
        parts.direction = direction.value
        end = Int(direction.end)
      } else if let year = year(at: end, calendar: month.calendar), !text.mark(0x2C, at: end) {
        parts.year = year.value
        parts.yearOffset = year.offset
        end = year.end
      }
      return (parts, end)
    default:
      guard let weekday = text.reading(.weekday, at: index), weekday.isDefinite else {
        guard let date = calendarDate(at: index), let parts = date.parts, parts.day != nil, parts.month != nil else {
          return nil
        }
        return (parts, date.end)
      }
      if let date = calendarDate(at: index), let parts = date.parts { return (parts, date.end) }
      return (DateParts(weekday: weekday.value), Int(weekday.end))
    }
  }

  /// "الاثنين والثلاثاء المقبلين": the adjective of both.
  private func sharedDirection(at index: Int) -> [FoundTime]? {
    guard let first = text.reading(.weekday, at: index), first.isDefinite else { return nil }
    var days = [first]
    var starts = [index]
    while days.count < 6, let next = text.afterConjunction(Int(days[days.count - 1].end)),
      !text.startsSentence(Int(days[days.count - 1].end)), let day = text.reading(.weekday, at: next), day.isDefinite
    {
      days.append(day)
      starts.append(next)
    }
    guard days.count > 1, let direction = text.reading(.direction, at: Int(days[days.count - 1].end)),
      direction.detail == 1, endsInNun(Int(days[days.count - 1].end))
    else { return nil }
    return days.indices.map { place in
      var parts = DateParts(weekday: days[place].value)
      parts.direction = direction.value
      let resolved = resolver.resolve(parts, lean: lean(at: index))
      return resolved.map {
        let end = place == days.count - 1 ? Int(direction.end) : Int(days[place].end)
        return expression(starts[place]..<end, $0, "list")
      }
    }.compactMap(\.self)
  }

  /// "القرنين السادس عشر والسابع عشر"
  func centuries(at index: Int) -> [FoundTime]? {
    guard let unit = text.unit(.century, at: index), unit.detail == 1, unit.isDefinite,
      let first = text.number(at: Int(unit.end)), first.isOrdinal, let low = first.integer, 1...30 ~= low,
      let next = text.afterConjunction(Int(first.end)), !text.startsSentence(Int(first.end)),
      let second = text.number(at: next), second.isOrdinal, let high = second.integer, low < high, high <= 30
    else { return nil }
    return [
      expression(Int(unit.end)..<Int(first.end), ResolvedDate(value: .century(low - 1)), "century"),
      expression(next..<Int(second.end), ResolvedDate(value: .century(high - 1)), "century"),
    ]
  }

  /// المقبلين, الماضيين: a dual or plural.
  private func endsInNun(_ index: Int) -> Bool {
    let end = Int(text.words[index].end)
    return end >= 2 && text.folded[end - 2] == 0xD9 && text.folded[end - 1] == 0x86
  }

  /// "7 و8 أكتوبر": the month of the last day is that of all.
  private func sharedMonth(at index: Int) -> [FoundTime]? {
    guard text.words[index].digits > 0 || text.number(at: index)?.isOrdinal == true else { return nil }
    var ranges: [Range<Int>] = []
    var days: [Int] = []
    var place = index
    while ranges.count < 8, let day = dayNumber(at: place) {
      if let last = calendarDate(at: place), var parts = last.parts, parts.day != nil, parts.month != nil,
        !ranges.isEmpty
      {
        var found: [FoundTime] = []
        ranges.append(place..<last.end)
        days.append(parts.day ?? day.value)
        for (range, value) in zip(ranges, days) {
          parts.day = value
          guard let resolved = resolver.resolve(parts, lean: lean(at: index)) else { return nil }
          found.append(expression(range, resolved, "days-of-month"))
        }
        return found
      }
      ranges.append(place..<day.end)
      days.append(day.value)
      place = text.skipComma(day.end)
      if let next = text.afterConjunction(place) { place = next } else if place == day.end { return nil }
    }
    return nil
  }
}
