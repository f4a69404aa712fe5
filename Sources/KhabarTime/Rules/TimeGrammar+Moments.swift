import KhabarAnnotations

/// Dates with times of day: "مساء الأربعاء 7 فبراير", "الثلاثاء الساعة الثالثة", "السابعة والنصف صباح الغد".
extension TimeGrammar {
  func momentExpression(at index: Int) -> FoundTime? {
    guard let moment = moment(at: index), let (value, resolved) = value(of: moment, at: index) else { return nil }
    if let open = openInterval(moment, value, at: index) { return open }
    return FoundTime(
      words: index..<moment.end, stripped: stripped(at: index), type: moment.clock == nil ? .date : .time,
      kind: moment.clock == nil ? kind(of: value) : moment.date == nil ? .time : .datetime, value: value,
      modifier: moment.modifier ?? moment.date?.modifier ?? hedge(before: index),
      calendar: resolved?.calendar ?? .gregorian,
      original: resolved?.original, rule: moment.rule)
  }

  /// "منذ الساعة الثامنة", "حتى الساعة 11 ليلاً": a time of the clock after such a word begins or ends a stretch.
  private func openInterval(_ moment: Moment, _ value: String, at index: Int) -> FoundTime? {
    guard moment.clock?.hour != nil, text.unit(.hour, at: index) != nil else { return nil }
    let place = before(index)
    guard place >= 0 else { return nil }
    let isStart = [Particle.from, .since, .after].contains { text.particle($0, at: place) != nil }
    let isEnd = [Particle.to, .before].contains { text.particle($0, at: place) != nil }
    guard isStart || isEnd else { return nil }
    return FoundTime(
      words: index..<moment.end, stripped: stripped(at: index), type: .time, kind: .interval,
      value: isStart ? value + "/.." : "../" + value, modifier: moment.modifier, rule: "open-clock-interval")
  }

  private func kind(of value: String) -> TimeExpression.Kind { value.utf8.contains(0x2F) ? .interval : .date }

  /// Bytes of attached particles before an expression that starts at `index`.
  func stripped(at index: Int) -> Int {
    var best: Int32?
    for wordClass in [
      WordClass.weekday, .month, .unit, .dayWord, .dayPart, .season, .decade, .position, .fraction, .clockPoint,
      .reference, .holiday, .frequency, .direction,
    ] {
      if let reading = text.reading(wordClass, at: index) { best = min(best ?? .max, reading.stripped) }
    }
    if let best { return Int(best) }
    if let particle = text.particle(.from, at: index) ?? text.particle(.between, at: index)
      ?? text.particle(.every, at: index) ?? text.particle(.some, at: index) ?? text.particle(.daysOf, at: index)
    {
      return Int(particle.stripped)
    }
    return Int(text.number(at: index)?.stripped ?? 0)
  }

  /// The value of a moment, nil where there is no such date.
  func value(of moment: Moment, at index: Int) -> (text: String, resolved: ResolvedDate?)? {
    var resolved: ResolvedDate?
    if let date = moment.date {
      guard let found = resolve(date, at: index) else { return nil }
      resolved = found
    }
    guard let clock = moment.clock else { return resolved.map { ($0.value.text, $0) } }
    guard clock.isValid else { return nil }
    return ((resolved?.value.text ?? "") + clock.text, resolved)
  }

  func resolve(_ date: DateReading, at index: Int) -> ResolvedDate? {
    switch date.content {
    case .resolved(let resolved): resolved
    case .parts(let parts): resolver.resolve(parts, lean: lean(at: index))
    }
  }

  /// The longest moment that starts at `index`.
  func moment(at index: Int) -> Moment? {
    guard index < text.count, !text.isPlain(index) else { return nil }
    return memory.moment(at: index) { readMoment(at: index) }
  }

  private func readMoment(at index: Int) -> Moment? {
    var best: Moment?
    func consider(_ candidate: Moment?) {
      guard let candidate else { return }
      if let best, candidate.end <= best.end { return }
      best = candidate
    }
    consider(dateFirst(at: index))
    consider(partFirst(at: index))
    consider(clockFirst(at: index))
    return best
  }

  // MARK: Date first

  private func dateFirst(at index: Int) -> Moment? {
    guard let date = date(at: index) else { return nil }
    let alone = Moment(date: date, end: date.end, modifier: date.modifier, rule: date.rule)
    guard date.isDay else { return alone }
    if let iso = isoTime(at: date.end) {
      return Moment(date: date, clock: iso.clock, end: iso.end, rule: "iso-date-time")
    }
    return withClock(alone, from: date.end) ?? alone
  }

  /// `moment` with the time of day that follows it: "الأربعاء، في الساعة", "غداً صباحاً".
  private func withClock(_ moment: Moment, from index: Int) -> Moment? {
    var place = index
    if text.mark(0x2C, at: place) || text.mark(0x2D, at: place) { place += 1 }
    guard place < text.count, !text.startsSentence(place) else { return nil }
    var modifier: TimeExpression.Modifier?
    var isIntroduced = false
    for _ in 0..<3 {
      if let particle = text.particle(.in, at: place), particle.stripped == 0 {
        place = Int(particle.end)
        isIntroduced = true
      } else if let hedge = text.reading(.hedge, at: place) {
        modifier = TimeExpression.Modifier(rawValue: Vocabulary.hedges[hedge.value])
        place = Int(hedge.end)
      } else if let position = text.reading(.position, at: place), text.reading(.dayPart, at: Int(position.end)) != nil
      {
        modifier = TimeExpression.Modifier(rawValue: ["START", "MID", "END"][position.value])
        place = Int(position.end)
      } else {
        break
      }
    }
    if let clock = clock(at: place, isIntroduced: isIntroduced || moment.clock != nil), clock.isCertain || isIntroduced
    {
      var time = clock.clock
      if let part = moment.clock?.part, let meridiem = meridiem(ofPart: part) { time.settle(meridiem) }
      return Moment(
        date: moment.date, clock: time, end: clock.end, modifier: modifier ?? clock.modifier ?? moment.modifier,
        rule: "date-with-clock")
    }
    guard moment.clock == nil, let part = text.reading(.dayPart, at: place),
      isPartAfterDate(part, isIntroduced: isIntroduced)
    else { return nil }
    var end = Int(part.end)
    if let early = text.reading(.position, at: end), modifier == nil, early.end == end + 1 { end = Int(early.end) }
    return Moment(
      date: moment.date, clock: ClockTime(part: Vocabulary.parts[part.value]), end: end,
      modifier: modifier ?? (partForm(part) == "early" ? .start : moment.modifier), rule: "date-with-part-of-day")
  }

  private func isPartAfterDate(_ part: WordReading, isIntroduced: Bool) -> Bool {
    switch partForm(part) {
    case "adverb", "early": true
    case "definite": isIntroduced
    // "الأربعاء مساءً": the ending is not in the folded text.
    case "construct": Vocabulary.parts[part.value] == "EV" && text.reading(.weekday, at: Int(part.end)) == nil
    default: false
    }
  }

  func partForm(_ part: WordReading) -> String { Vocabulary.partForms[part.detail % 8] }

  func meridiem(_ part: WordReading) -> ClockTime.Meridiem { ClockTime.Meridiem(rawValue: part.detail / 8) ?? .morning }

  private func meridiem(ofPart part: String) -> ClockTime.Meridiem? {
    switch part {
    case "MO": .morning
    case "MI": .noon
    case "AF", "EV": .afternoon
    case "NI": .night
    default: nil
    }
  }

  // MARK: Part of the day first

  private func partFirst(at index: Int) -> Moment? {
    // "منتصف الليل" is midnight, not the middle of the night.
    if text.reading(.clockPoint, at: index) != nil { return nil }
    var place = index
    var modifier: TimeExpression.Modifier?
    if let position = text.reading(.position, at: place) {
      modifier = TimeExpression.Modifier(rawValue: ["START", "MID", "END"][position.value])
      place = Int(position.end)
      if let from = text.particle(.from, at: place) { place = Int(from.end) }
    } else if let first = text.particle(.first, at: place), let part = text.reading(.dayPart, at: Int(first.end)),
      partForm(part) == "definite"
    {
      modifier = .start
      place = Int(first.end)
    }
    // "هذا المساء", "هذه الليلة"
    if modifier == nil, let this = text.reading(.direction, at: place), this.detail == 0,
      let part = definitePart(at: Int(this.end))
    {
      return today(part, from: part.end, modifier: nil)
    }
    if let tonight = definitePart(at: place), partForm(tonight) == "tonight" {
      // "الليلة الفاصلة بين الخميس والجمعة"
      if let between = text.particle(.between, at: Int(tonight.end)), Int(between.end) == Int(tonight.end) + 2,
        let first = text.reading(.weekday, at: Int(between.end)),
        let second = text.reading(.weekday, at: Int(first.end)), second.value == first.value % 7 + 1
      {
        return Moment(
          date: DateReading(DateParts(weekday: first.value), end: Int(second.end), rule: "night-between"),
          clock: ClockTime(part: "NI"), end: Int(second.end), modifier: modifier, rule: "part-of-day-with-date")
      }
      // "الليلة الماضية"
      if let direction = text.reading(.direction, at: Int(tonight.end)), direction.detail == 1 {
        let day = resolver.day(offset: direction.value, weekday: nil)
        return Moment(
          date: DateReading(day, end: Int(direction.end), rule: "night", isDay: true), clock: ClockTime(part: "NI"),
          end: Int(direction.end), modifier: modifier, rule: "part-of-relative-day")
      }
      return today(tonight, from: tonight.end, modifier: modifier)
    }
    guard let part = text.reading(.dayPart, at: place), partForm(part) != "abbreviation" else { return nil }
    var next = Int(part.end)
    if let early = text.reading(.position, at: next), early.end == next + 1, modifier == nil { next = Int(early.end) }
    let clock = ClockTime(part: Vocabulary.parts[part.value])
    let partModifier = modifier ?? (partForm(part) == "early" ? TimeExpression.Modifier.start : nil)
    if let from = text.particle(.from, at: next), from.stripped == 0 { next = Int(from.end) }
    if let date = date(at: next), date.isDay, date.modifier == nil {
      let moment = Moment(
        date: date, clock: clock, end: endOfNight(date, part), modifier: partModifier, rule: "part-of-day-with-date")
      return withClock(moment, from: moment.end) ?? moment
    }
    guard isPartAlone(part, at: index, place: place, hasModifier: modifier != nil) else { return nil }
    return Moment(date: nil, clock: clock, end: Int(part.end), modifier: partModifier, rule: "part-of-day")
  }

  /// "ليل الأحد الاثنين", "ليلة الأحد/الاثنين", "ليلة الأحد على الاثنين", "ليلة الأحد إلى الاثنين": the night between two days is that of the first.
  private func endOfNight(_ date: DateReading, _ part: WordReading) -> Int {
    guard Vocabulary.parts[part.value] == "NI", let parts = date.parts, let first = parts.weekday, parts.day == nil,
      parts.direction == nil
    else { return date.end }
    var place = date.end
    if text.mark(0x2F, at: place) || text.mark(0x2D, at: place) { place += 1 }
    if let over = text.particle(.to, at: place) ?? text.particle(.in, at: place), over.stripped == 0,
      Int(over.end) == place + 1
    {
      place += 1
    }
    guard let next = text.reading(.weekday, at: place), next.value == first % 7 + 1, next.isDefinite,
      next.stripped == 0, !text.startsSentence(place)
    else { return date.end }
    return Int(next.end)
  }

  private func isPartAlone(_ part: WordReading, at index: Int, place: Int, hasModifier: Bool) -> Bool {
    switch partForm(part) {
    case "early": true
    case "definite":
      hasModifier || (part.stripped == 0 && follows([.in, .since, .to, .before, .after, .within, .lasting], index))
    case "adverb": text.words[place].isSpaceBefore && !follows([.between], index)
    default: false
    }
  }

  /// A part of the day with the article; الليلة alone is tonight.
  private func definitePart(at index: Int) -> WordReading? {
    guard let part = text.reading(.dayPart, at: index) else { return nil }
    return partForm(part) == "definite" || partForm(part) == "tonight" ? part : nil
  }

  private func today(_ part: WordReading, from end: Int32, modifier: TimeExpression.Modifier?) -> Moment {
    let moment = Moment(
      date: DateReading(resolver.day(offset: 0, weekday: nil), end: Int(end), rule: "today", isDay: true),
      clock: ClockTime(part: Vocabulary.parts[part.value]), end: Int(end), modifier: modifier, rule: "part-of-today")
    return withClock(moment, from: Int(end)) ?? moment
  }

  // MARK: Clock first

  private func clockFirst(at index: Int) -> Moment? {
    let isIntroduced = follows([.in, .since, .to, .before, .after, .within], index)
    guard let clock = clock(at: index, isIntroduced: isIntroduced) else { return nil }
    let place = clock.end
    if place < text.count, !text.startsSentence(place), let dated = dateAfter(clock, at: place) { return dated }
    guard clock.isCertain else { return nil }
    return Moment(date: nil, clock: clock.clock, end: clock.end, modifier: clock.modifier, rule: "clock")
  }

  private func dateAfter(_ clock: ClockReading, at index: Int) -> Moment? {
    var place = text.skipComma(index)
    if let particle = text.particle(.from, at: place) ?? text.particle(.in, at: place), particle.stripped == 0 {
      place = Int(particle.end)
    }
    if let part = partFirst(at: place), let date = part.date {
      var time = clock.clock
      if let name = part.clock?.part, let meridiem = meridiem(ofPart: name) { time.settle(meridiem) }
      if let hour = part.clock?.hour { time.hour = hour }
      return Moment(date: date, clock: time, end: part.end, modifier: clock.modifier, rule: "clock-with-date")
    }
    guard clock.isCertain || place == index, let date = date(at: place), date.isDay, date.modifier == nil else {
      return nil
    }
    return Moment(date: date, clock: clock.clock, end: date.end, modifier: clock.modifier, rule: "clock-with-date")
  }
}
