import KhabarAnnotations
import KhabarLexicon

/// What comes back: "كل يوم", "كل ثلاثة أسابيع", "كل اثنين الساعة 4 مساءً", "أيام الأحد", "يومياً".
extension TimeGrammar {
  func repetition(at index: Int) -> FoundTime? {
    if let frequency = text.reading(.frequency, at: index) {
      let list = Lexicons.frequencies
      return found(index, Int(frequency.end), "R/" + list.value(Int(frequency.row), list.column("period")), "frequency")
    }
    if let times = timesInUnit(at: index) { return times }
    // "بعد ظهر كل يوم في الساعة 4 مساءً", "الساعة 9 صباحاً كل يوم اثنين"
    if let part = text.reading(.dayPart, at: index), let every = every(at: Int(part.end)), every.value == "R/P1D" {
      if let clock = clockAfter(every.end) { return found(index, clock.end, "R/" + clock.clock.shortText, "every") }
      return found(index, every.end, "R/T" + Vocabulary.parts[part.value], "every")
    }
    if let every = every(at: index) ?? weekdaysPlural(at: index) {
      // Only a pattern, not a length, takes a time of day: "كل يوم في الساعة الرابعة" is R/T04.
      if let clock = clockAfter(every.end) {
        if every.value == "R/P1D" { return found(index, clock.end, "R/" + clock.clock.shortText, "every") }
        if every.value.hasPrefix("R/XXXX") {
          return found(index, clock.end, every.value + clock.clock.shortText, "every")
        }
      }
      return found(index, every.end, every.value, "every")
    }
    if let clock = clock(at: index, isIntroduced: false), clock.isCertain,
      let every = every(at: clock.end) ?? weekdaysPlural(at: clock.end)
    {
      let value = every.value == "R/P1D" ? "R/" + clock.clock.shortText : every.value + clock.clock.shortText
      return found(index, every.end, value, "every")
    }
    return nil
  }

  /// "مرتين في الأسبوع", "خمس مرات في اليوم": the unit that something happens in again and again.
  private func timesInUnit(at index: Int) -> FoundTime? {
    guard index > 1, let unit = text.reading(.unit, at: index), unit.isDefinite, unit.detail == 0, unit.stripped == 0,
      let within = text.particle(.in, at: index - 1), within.stripped == 0, !text.startsSentence(index),
      !text.startsSentence(index - 1), let event = text.reading(.rate, at: index - 2), event.value == 2,
      text.reading(.direction, at: Int(unit.end)) == nil, let kind = TimeUnit(rawValue: Int16(unit.value)),
      kind != .second
    else { return nil }
    var one = DurationValue()
    guard one.add(DurationValue.one, kind), let value = one.text else { return nil }
    return found(index, Int(unit.end), "R/" + value, "times-in-unit")
  }

  private func found(_ start: Int, _ end: Int, _ value: String, _ rule: String) -> FoundTime {
    FoundTime(words: start..<end, stripped: stripped(at: start), type: .set, kind: .set, value: value, rule: rule)
  }

  private func clockAfter(_ index: Int) -> ClockReading? {
    var place = index
    if let particle = text.particle(.in, at: place), particle.stripped == 0 { place = Int(particle.end) }
    guard place < text.count, !text.startsSentence(place), let clock = clock(at: place, isIntroduced: true),
      clock.isCertain
    else {
      return nil
    }
    return clock
  }

  private func every(at index: Int) -> (value: String, end: Int)? {
    guard let every = text.particle(.every, at: index) else { return nil }
    var place = Int(every.end)
    guard place < text.count, !text.startsSentence(place) else { return nil }
    if let part = text.reading(.dayPart, at: place), part.stripped == 0, partForm(part) == "construct" {
      return ("R/T" + Vocabulary.parts[part.value], Int(part.end))
    }
    let afterDay = text.unit(.day, at: place).map { Int($0.end) }
    if let weekday = text.reading(.weekday, at: afterDay ?? place), weekday.stripped == 0 {
      return ("R/XXXX-WXX-" + String(weekday.value), Int(weekday.end))
    }
    if let month = text.reading(.month, at: place), month.detail == 0, !month.isWeak {
      return ("R/XXXX-" + Digits.padded(month.value, 2), Int(month.end))
    }
    if let number = text.number(at: place), number.isOrdinal { place = Int(number.end) }
    guard
      let unit = text.reading(.unit, at: place)
        ?? text.number(at: place).flatMap({ text.reading(.unit, at: Int($0.end)) }),
      !unit.isDefinite, let duration = duration(at: place), duration.direction == nil, let value = duration.value.text
    else { return nil }
    return ("R/" + value, duration.end)
  }

  /// "أيام الاثنين", "أيام الأحد"
  private func weekdaysPlural(at index: Int) -> (value: String, end: Int)? {
    guard let days = text.particle(.daysOf, at: index), let weekday = text.reading(.weekday, at: Int(days.end)),
      weekday.isDefinite,
      weekday.stripped == 0, text.reading(.direction, at: Int(weekday.end)) == nil,
      text.number(at: Int(weekday.end)) == nil
    else { return nil }
    // "أيام الجمعة والسبت والأحد" counts days of one week as a rule: a list reads them.
    if let next = text.afterConjunction(Int(weekday.end)), text.reading(.weekday, at: next) != nil { return nil }
    return ("R/XXXX-WXX-" + String(weekday.value), Int(weekday.end))
  }
}
