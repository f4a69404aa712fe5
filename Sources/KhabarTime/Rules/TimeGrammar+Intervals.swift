import KhabarAnnotations

/// Stretches with two ends: "من 13 إلى 15 يوليو", "بين 24 نوفمبر و1 ديسمبر 2023", "2014-2018", "من الثالثة إلى الخامسة مساءً".
extension TimeGrammar {
  /// One end of an interval.
  private enum Endpoint {
    case moment(Moment)
    /// A number that only the other end makes a day, a year or an hour.
    case number(Int, end: Int, digits: Int)

    var end: Int {
      switch self {
      case .moment(let moment): moment.end
      case .number(_, let end, _): end
      }
    }
  }

  func interval(at index: Int) -> FoundTime? {
    let from = text.particle(.from, at: index)
    let between = text.particle(.between, at: index)
    var place = index
    if let opening = between ?? from {
      place = Int(opening.end)
      if let more = text.particle(.between, at: place) { place = Int(more.end) }
    }
    let isOpened = place > index
    if isOpened, place < text.count, text.isUnknown(place) { return nil }
    guard place < text.count, !text.startsSentence(place) || place == index else { return nil }
    if between != nil, let both = centuries(at: place), let last = both.last {
      return found(index, last.end, both[0].value + "/" + last.value, .date, "centuries")
    }
    // "بين عامي 2014 و2016", "من شهر نوفمبر"
    if isOpened, let unit = text.reading(.unit, at: place), unit.detail == 1, unit.value >= Int(TimeUnit.day.rawValue) {
      place = Int(unit.end)
    }
    if !isOpened, let month = monthRange(at: index) { return month }
    let prefix = isOpened ? nil : dayBefore(at: index)
    for candidate in endpoints(at: prefix?.end ?? place) {
      guard
        let second = connector(
          at: candidate.end, isBetween: between != nil || prefix?.isBetween == true, isOpened: isOpened || prefix != nil
        )
      else { continue }
      // "من" and "بين" may stand again before the first end after a day: "الخميس من الساعة".
      for other in endpoints(at: second) {
        if let found = combine(candidate, other, at: index, isOpened: isOpened || prefix != nil, day: prefix?.date) {
          return found
        }
      }
    }
    return nil
  }

  /// "الخميس من الساعة التاسعة وحتى …", "غداً من الثالثة إلى الخامسة": the day stands before both ends.
  private func dayBefore(at index: Int) -> (date: DateReading, end: Int, isBetween: Bool)? {
    guard let moment = moment(at: index), moment.clock?.hour == nil, let date = moment.date, date.isDay,
      let opening = text.particle(.from, at: moment.end) ?? text.particle(.between, at: moment.end),
      opening.stripped == 0
    else { return nil }
    return (date, Int(opening.end), text.particle(.between, at: moment.end) != nil)
  }

  /// Readings of what stands at a word as one end, the longest first.
  private func endpoints(at index: Int) -> [Endpoint] {
    guard index < text.count else { return [] }
    var found: [Endpoint] = []
    if let moment = moment(at: index) { found.append(.moment(moment)) }
    // Bare digits are an hour only by the other end.
    if text.words[index].digits < 0, let clock = clock(at: index, isIntroduced: true),
      found.first.map({ $0.end != clock.end }) ?? true
    {
      found.append(.moment(Moment(date: nil, clock: clock.clock, end: clock.end, rule: "clock")))
    }
    let word = text.words[index]
    if word.digits >= 0, word.digitCount <= 4 {
      found.append(.number(Int(word.digits), end: index + 1, digits: Int(word.digitCount)))
    } else if let number = text.number(at: index), let value = number.integer, 0...2200 ~= value {
      found.append(.number(value, end: Int(number.end), digits: 0))
    }
    return found
  }

  /// The word after what joins the two ends.
  private func connector(at index: Int, isBetween: Bool, isOpened: Bool) -> Int? {
    guard index < text.count, !text.startsSentence(index) else { return nil }
    if isBetween {
      if let next = text.afterConjunction(index) {
        return text.particle(.between, at: next).map { Int($0.end) } ?? next
      }
    }
    if text.mark(0x2D, at: index) { return index + 1 }
    // "الموسم 2023/2024"
    if text.mark(0x2F, at: index), index > 0, index + 1 < text.count, text.words[index - 1].digitCount == 4,
      !text.words[index].isSpaceBefore, !text.words[index + 1].isSpaceBefore, !continuesNumber(index - 1),
      text.words[index + 1].digitCount == 4, text.words[index + 1].digits == text.words[index - 1].digits + 1
    {
      return index + 1
    }
    if let to = text.particle(.to, at: index) { return Int(to.end) }
    // "للسابعة", "لل11": ل glued on.
    guard isOpened, text.starts(index, with: (0xD9, 0x84)) else { return nil }
    if text.words[index].end - text.words[index].start == 4, index + 1 < text.count, text.words[index + 1].digits >= 0 {
      return index + 1
    }
    return stripped(at: index) > 0 ? index : nil
  }

  // MARK: Putting the ends together

  private func combine(_ first: Endpoint, _ second: Endpoint, at index: Int, isOpened: Bool, day: DateReading?)
    -> FoundTime?
  {
    switch (first, second) {
    case (.number(let low, _, let digits), .number(let high, let end, let otherDigits)):
      return years(low, high, digits, otherDigits, index, end, isOpened: isOpened)
        ?? hours(low, high, index, end, isOpened: isOpened, day: day)
    case (.number(let low, _, _), .moment(let moment)):
      if let clock = moment.clock, moment.date == nil || clock.hour != nil {
        guard isOpened || clock.isSettled else { return nil }
        guard 0...23 ~= low else { return nil }
        return clocks(Moment(date: nil, clock: ClockTime(hour: low), end: 0, rule: ""), moment, index, day: day)
      }
      guard let date = moment.date, let parts = date.parts, parts.day != nil, parts.weekday == nil, 1...31 ~= low else {
        return nil
      }
      var start = parts
      start.day = low
      return dates(start, parts, index, moment.end)
    case (.moment(let moment), .number(let high, let end, let digits)):
      if let clock = moment.clock, clock.hour != nil {
        guard isOpened, 0...23 ~= high, digits <= 2, isFreeNumber(end: end) else { return nil }
        return clocks(moment, Moment(date: nil, clock: ClockTime(hour: high), end: end, rule: ""), index, day: day)
      }
      guard moment.clock == nil, let parts = moment.date?.parts else { return nil }
      // "تموز 13 إلى 15"
      if parts.day != nil, parts.month != nil, parts.weekday == nil, 1...31 ~= high, digits <= 2, isFreeNumber(end: end)
      {
        var last = parts
        last.day = high
        var end = end
        if parts.year == nil, let year = year(at: end, calendar: parts.calendar) {
          last.year = year.value
          end = year.end
        }
        return dates(parts, last, index, end)
      }
      if let low = parts.year, parts.month == nil, parts.calendar == .gregorian {
        return years(low, high, 4, digits, index, end, isOpened: true)
      }
      return nil
    case (.moment(let start), .moment(let last)):
      if (start.clock?.hour != nil || last.clock?.hour != nil), start.clock != nil, last.clock != nil {
        return clocks(start, last, index, day: day)
      }
      // "بين مطلع يناير ونهاية مارس": from the first day of the one to the last of the other.
      guard start.clock == nil, last.clock == nil, let one = start.date, let two = last.date,
        start.modifier == nil || start.modifier == .start, last.modifier == nil || last.modifier == .end
      else { return nil }
      if let low = one.parts, let high = two.parts { return dates(low, high, index, last.end) }
      guard isOpened || text.particle(.to, at: start.end) != nil else { return nil }
      return values(resolve(one, at: index), resolve(two, at: index), index, last.end)
    }
  }

  /// "2014-2018", "من 2014 حتى 2018", "بين عامي 2014 و2016"
  private func years(
    _ low: Int, _ high: Int, _ digits: Int, _ otherDigits: Int, _ index: Int, _ end: Int, isOpened: Bool
  ) -> FoundTime? {
    guard 1000...2200 ~= low, 1000...2200 ~= high, low < high, digits == 4, otherDigits == 4, isFreeNumber(end: end),
      isOpened || (1800...2100 ~= low && 1800...2100 ~= high)
    else { return nil }
    return found(index, end, Digits.padded(low, 4) + "/" + Digits.padded(high, 4), .date, "years")
  }

  /// "بين 5 و6 مساءً" is read with the second end; here both are bare: "من 3 إلى 5" tells nothing.
  private func hours(_ low: Int, _ high: Int, _ index: Int, _ end: Int, isOpened: Bool, day: DateReading?) -> FoundTime?
  {
    guard isOpened, let day, 1...12 ~= low, 1...12 ~= high else { return nil }
    return clocks(
      Moment(date: nil, clock: ClockTime(hour: low), end: 0, rule: ""),
      Moment(date: nil, clock: ClockTime(hour: high), end: end, rule: ""), index, day: day)
  }

  private func clocks(_ start: Moment, _ last: Moment, _ index: Int, day: DateReading?) -> FoundTime? {
    guard var first = start.clock, var second = last.clock, first.hour != nil, second.hour != nil else { return nil }
    // "من الثالثة إلا ربعاً إلى الخامسة مساءً": both in the same half of the day, as long as they run forward.
    if !first.isSettled, second.isSettled, let hour = second.hour, hour >= 12, let low = first.hour, low < 12,
      low + 12 <= hour
    {
      first.hour = low + 12
    } else if first.isSettled, !second.isSettled, let hour = first.hour, hour >= 12, let high = second.hour, high < 12,
      high + 12 >= hour
    {
      second.hour = high + 12
    }
    guard first.isValid, second.isValid else { return nil }
    if let zone = second.zone, first.zone == nil { first.zone = zone }
    let startDate = (start.date ?? day).flatMap { resolve($0, at: index) }?.value.day
    let lastDate = (last.date ?? day).flatMap { resolve($0, at: index) }?.value.day
    // A day beside one end only belongs to both, unless the other end says "today".
    let startText = startDate ?? lastDate
    let lastText = lastDate ?? startDate
    return found(
      index, last.end, (startText?.text ?? "") + first.text + "/" + (lastText?.text ?? "") + second.text, .time,
      "clock-interval")
  }

  private func dates(_ low: DateParts, _ high: DateParts, _ index: Int, _ end: Int) -> FoundTime? {
    var low = low
    var high = high
    guard low.calendar == high.calendar || low.month == nil else { return nil }
    low.calendar = high.calendar
    if low.month == nil, low.monthOffset == nil, low.day != nil, low.weekday == nil {
      low.month = high.month
      low.monthOffset = high.monthOffset
    }
    if low.direction == nil, low.year == nil, low.month != nil { low.direction = high.direction }
    if low.year == nil, let year = high.year, low.month != nil {
      // "24 نوفمبر – 3 يناير 2024" begins in the year before.
      low.year = (low.month ?? 0) > (high.month ?? 12) ? year - 1 : year
    }
    if high.year == nil, let year = low.year, high.month != nil {
      high.year = (high.month ?? 12) < (low.month ?? 0) ? year + 1 : year
    }
    low.yearOffset = low.yearOffset ?? high.yearOffset
    let lean = lean(at: index)
    if low.month == nil, low.day == nil, low.weekday != nil { return weekdays(low, high, index, end, lean) }
    var first = resolver.resolve(low, lean: lean)
    // "من 10 إلى 20 مايو" on the 15th: what has begun is this year's.
    if lean == .past, low.year == nil, high.year == nil, low.direction == nil, low.yearOffset == nil, high.month != nil,
      low.month != nil, low.monthOffset == nil, case .day(let begin)? = first?.value, low.calendar == .gregorian,
      let today = resolver.reference?.date, begin.dayNumber > today.dayNumber - 31
    {
      high.year = (high.month ?? 12) < (low.month ?? 0) ? begin.year + 1 : begin.year
    }
    guard let last = resolver.resolve(high, lean: lean) else { return nil }
    // Without years each is resolved for itself; the interval must run forward.
    if let one = first?.value.bounds?.first, let two = last.value.bounds?.first, one > two, high.year == nil {
      low.year = one.year - 1
      first = resolver.resolve(low, lean: lean)
    }
    return values(first, last, index, end)
  }

  private func weekdays(_ low: DateParts, _ high: DateParts, _ index: Int, _ end: Int, _ lean: Lean) -> FoundTime? {
    guard let weekday = low.weekday, let last = resolver.resolve(high, lean: lean) else { return nil }
    if let day = last.value.day, low.direction == nil, low.weekOffset == nil || high.weekOffset == nil,
      let first = day.adding(days: -((day.weekday - weekday + 7) % 7))
    {
      return values(ResolvedDate(value: .day(first)), last, index, end)
    }
    return values(resolver.resolve(low, lean: lean), last, index, end)
  }

  private func values(_ first: ResolvedDate?, _ last: ResolvedDate?, _ index: Int, _ end: Int) -> FoundTime? {
    guard let first, let last else { return nil }
    if let one = first.value.bounds, let two = last.value.bounds {
      guard one.first <= two.last, one.first != two.first else { return nil }
      // The ends of months of another calendar are days.
      if case .days(let start, _) = first.value, case .days(_, let stop) = last.value {
        return found(index, end, start.text + "/" + stop.text, .date, "dates", last)
      }
    }
    guard !first.value.text.utf8.contains(0x2F), !last.value.text.utf8.contains(0x2F) else { return nil }
    return found(index, end, first.value.text + "/" + last.value.text, .date, "dates", last, first.original)
  }

  private func found(
    _ start: Int, _ end: Int, _ value: String, _ type: TimeExpression.TimexType, _ rule: String,
    _ resolved: ResolvedDate? = nil, _ firstOriginal: String? = nil
  ) -> FoundTime {
    var original: String?
    if let firstOriginal, let last = resolved?.original { original = firstOriginal + "/" + last }
    return FoundTime(
      words: start..<end, stripped: stripped(at: start), type: type, kind: .interval, value: value,
      calendar: resolved?.calendar ?? .gregorian, original: original, rule: rule)
  }

  /// "نوفمبر – ديسمبر 2023", "يوليو 13-15", "شهر نوفمبر بين 19 و20"
  private func monthRange(at index: Int) -> FoundTime? {
    guard let month = monthName(at: index) else { return nil }
    var place = month.end
    var isBetween = false
    if let opening = text.particle(.between, at: place) ?? text.particle(.from, at: place) {
      isBetween = true
      place = Int(opening.end)
    }
    guard let first = dayNumber(at: place),
      let next = connector(at: first.end, isBetween: isBetween, isOpened: isBetween),
      let last = dayNumber(at: next), first.value < last.value, isFreeNumber(end: last.end),
      monthName(at: last.end) == nil
    else { return nil }
    var end = last.end
    var low = DateParts(calendar: month.calendar, month: month.number, day: first.value)
    if let year = year(at: end, calendar: month.calendar) {
      low.year = year.value
      end = year.end
    }
    var high = low
    high.day = last.value
    return dates(low, high, index, end)
  }
}
