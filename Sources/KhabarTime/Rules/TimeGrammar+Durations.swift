import KhabarAnnotations

/// Amounts of time: "ثلاثة أيام", "ساعة ونصف", "عام واحد وشهر و21 يوماً", "السنوات العشر الأخيرة"; and dates told by them:
/// "قبل ثلاثة أيام", "بعد شهر".
extension TimeGrammar {
  struct DurationReading {
    var value: DurationValue
    var end: Int
    /// A unit alone, "شهر": only its company makes it an amount.
    var isBare: Bool
    /// "الماضية", "المقبلين"
    var direction: Int?
    /// Whether a word with the article makes it a known stretch: "الأيام الثلاثة".
    var isDefinite = false
    /// Words for a decade or century, which mean other things too.
    var isWeak = false
  }

  func durationExpression(at index: Int) -> FoundTime? {
    if let vague = vaguePlural(at: index) { return vague }
    guard let duration = duration(at: index) else { return nil }
    let place = before(index)
    let isBefore = place >= 0 && text.particle(.before, at: place) != nil
    let isAfter = place >= 0 && text.particle(.after, at: place) != nil
    let isSince = place >= 0 && (text.particle(.since, at: place) != nil)
    let isWithin = place >= 0 && (text.particle(.within, at: place) != nil || text.particle(.in, at: place) != nil)
    let isLasting = place >= 0 && text.particle(.lasting, at: place) != nil
    guard !isAge(index, end: duration.end, duration) else { return nil }
    if duration.isBare {
      guard
        isBefore || isAfter || isSince || isLasting || (isWithin && text.particle(.within, at: place) != nil)
          || hedge(before: index) != nil || (index == 0 && duration.end == text.count)
      else { return nil }
    }
    if duration.isWeak, duration.direction == nil {
      guard
        isBefore || isAfter || isSince || isWithin || isLasting || hedge(before: index) != nil || isDualDecade(index)
      else { return nil }
    }
    let modifier = hedge(before: index) ?? hedge(after: duration.end)
    if isBefore || isAfter, duration.direction == nil,
      let date = shifted(duration, index, sign: isBefore ? -1 : 1, modifier)
    {
      return date
    }
    guard let value = duration.value.text else { return nil }
    return FoundTime(
      words: index..<duration.end, stripped: stripped(at: index), type: .duration, kind: .duration, value: value,
      modifier: modifier, rule: "duration")
  }

  private func isDualDecade(_ index: Int) -> Bool { text.reading(.unit, at: index).map { $0.detail == 1 } ?? false }

  /// "قبل ثلاثة أيام" is a day; "قبل يوم واحد من الهجوم" and "بعد عام على الحرب" are amounts counted from something else.
  private func shifted(_ duration: DurationReading, _ index: Int, sign: Int, _ modifier: TimeExpression.Modifier?)
    -> FoundTime?
  {
    var end = duration.end
    if let from = text.particle(.from, at: end), !text.startsSentence(end) {
      guard let now = text.particle(.now, at: Int(from.end)) ?? text.reading(.dayWord, at: Int(from.end)) else {
        return nil
      }
      end = Int(now.end)
    } else if end < text.count, !text.startsSentence(end), let on = text.particle(.in, at: end), on.stripped == 0,
      isOn(end)
    {
      return nil
    }
    // In a story of the past "بعد يومين" counts from the story.
    if sign > 0, end == duration.end, isToldInPast(index) { return nil }
    let value: String
    let kind: TimeExpression.Kind
    if let finest = duration.value.finestUnit, finest.rawValue < TimeUnit.day.rawValue {
      guard let moment = resolver.moment(shiftedBy: duration.value, sign: sign) else { return nil }
      (value, kind) = (moment, .datetime)
    } else {
      guard let date = resolver.shifted(by: duration.value, sign: sign) else { return nil }
      (value, kind) = (date.text, .date)
    }
    return FoundTime(
      words: index..<end, stripped: stripped(at: index), type: kind == .date ? .date : .time, kind: kind, value: value,
      modifier: modifier, rule: "distance-from-now")
  }

  /// على
  private func isOn(_ index: Int) -> Bool {
    text.starts(index, with: (0xD8, 0xB9)) && text.words[index].end - text.words[index].start == 6
  }

  private func isToldInPast(_ index: Int) -> Bool {
    var place = index - 1
    while place >= 0, !text.startsSentence(place + 1), index - place < 20 {
      if text.words[place].isFuture { return false }
      if let tense = text.reading(.tense, at: place), Int(tense.end) <= index {
        if tense.value == 2 { return true }
        if tense.value == 0 { return false }
      }
      place -= 1
    }
    return false
  }

  /// "البالغ من العمر 30 عاماً", "(30 عاماً)"
  private func isAge(_ index: Int, end: Int, _ duration: DurationReading) -> Bool {
    guard duration.value.finestUnit == .year || duration.value.finestUnit == .month, duration.direction == nil else {
      return false
    }
    if text.mark(0x28, at: index - 1), text.mark(0x29, at: end) { return true }
    if let age = text.reading(.age, at: end), age.value == 1 { return true }
    return followsAgeSign(index)
  }

  /// "العمر", "أعمارهم بين 35 و": a word for age, with nothing but numbers and what joins them between.
  func followsAgeSign(_ index: Int) -> Bool {
    var place = index - 1
    while place >= 0, index - place <= 7, !text.startsSentence(place + 1) {
      if let age = text.reading(.age, at: place), age.value == 0 { return true }
      let isLink =
        text.number(at: place) != nil || text.afterConjunction(place) == place + 1 || endsHedge(place)
        || [Particle.between, .from, .to, .in].contains { text.particle($0, at: place) != nil }
      let endsAge = place > 0 && text.reading(.age, at: place - 1).map { Int($0.end) == place + 1 } == true
      guard isLink || endsAge else { return false }
      place -= 1
    }
    return false
  }

  /// "الأسابيع المقبلة", "الأيام القليلة الماضية", "السنوات الأخيرة"
  private func vaguePlural(at index: Int) -> FoundTime? {
    guard let unit = text.reading(.unit, at: index), unit.detail == 2, unit.isDefinite else { return nil }
    var place = Int(unit.end)
    if text.reading(.direction, at: place) == nil, place < text.count, text.number(at: place) == nil, isDefinite(place)
    {
      place += 1
    }
    guard let direction = text.reading(.direction, at: place), direction.detail != 0, direction.isDefinite,
      direction.value != 0,
      !text.startsSentence(place)
    else { return nil }
    return FoundTime(
      words: index..<Int(direction.end), stripped: Int(unit.stripped), type: .date, kind: .date,
      value: direction.value < 0 ? "PAST_REF" : "FUTURE_REF", rule: "vague-period")
  }

  // MARK: Terms

  /// The longest amount of time that starts at `index`.
  func duration(at index: Int) -> DurationReading? {
    guard var reading = term(at: index) else { return nil }
    // One unit after the other, with و or a comma between; twelve are more than anyone says.
    for _ in 0..<12 {
      var place = reading.end
      let comma = text.skipComma(place)
      let hasComma = comma > place
      place = comma
      let conjoined = text.afterConjunction(place)
      guard conjoined != nil || hasComma else { break }
      let next = conjoined ?? place
      let isGlued = conjoined == place
      if let fraction = text.reading(.fraction, at: next), fraction.stripped > 0 || !isGlued,
        let added = addFraction(fraction, to: reading.value)
      {
        reading.value = added.value
        reading.end = added.end
        reading.isBare = false
        // "عقد ونصف": nobody signs half a contract.
        reading.isWeak = false
        continue
      }
      guard reading.direction == nil, let more = term(at: next), more.direction == nil,
        !isGlued || stripped(at: next) > 0,
        !more.isBare || !hasComma, let sum = sum(reading.value, more.value)
      else { break }
      // "شهر ويوم" in a list of nouns is two words; the second must be an amount or follow one.
      if reading.isBare && more.isBare && index > 0 && !follows([.before, .after, .since, .lasting, .within], index) {
        break
      }
      reading.value = sum
      reading.end = more.end
      reading.isBare = false
    }
    return reading
  }

  private func sum(_ left: DurationValue, _ right: DurationValue) -> DurationValue? {
    guard left.vagueUnit == nil, right.vagueUnit == nil else { return nil }
    var sum = left
    for unit in TimeUnit.allCases where unit.rawValue < 7 {
      guard sum.add(right.millionths(unit), unit) else { return nil }
    }
    return sum
  }

  /// "ونصف" after an amount adds to its last unit; "ونصف ثانية" is of its own unit.
  private func addFraction(_ fraction: WordReading, to value: DurationValue) -> (value: DurationValue, end: Int)? {
    guard value.vagueUnit == nil, let last = value.lastUnit else { return nil }
    var value = value
    var end = Int(fraction.end)
    var unit = last
    if let own = text.reading(.unit, at: end), own.detail == 0, let kind = TimeUnit(rawValue: Int16(own.value)),
      !text.startsSentence(end)
    {
      unit = kind
      end = Int(own.end)
    }
    guard value.add(DurationValue.one * fraction.value / fraction.detail, unit) else { return nil }
    return (value, end)
  }

  private func term(at index: Int) -> DurationReading? {
    guard index < text.count else { return nil }
    return someUnits(at: index) ?? severalUnits(at: index) ?? fractionOfUnit(at: index) ?? countedUnits(at: index)
      ?? unitFirst(at: index)
  }

  /// "بضع ساعات", "عدة أيام"
  private func someUnits(at index: Int) -> DurationReading? {
    guard let some = text.particle(.some, at: index), let unit = text.reading(.unit, at: Int(some.end)),
      unit.detail == 2,
      let kind = TimeUnit(rawValue: Int16(unit.value))
    else { return nil }
    return DurationReading(value: DurationValue(some: kind), end: Int(unit.end), isBare: false, isWeak: unit.isWeak)
  }

  /// "سنوات طويلة", "أيام قليلة", "ساعات عدة"
  private func severalUnits(at index: Int) -> DurationReading? {
    guard let unit = text.reading(.unit, at: index), unit.detail == 2, !unit.isDefinite,
      let several = text.particle(.several, at: Int(unit.end)), several.stripped == 0,
      !text.startsSentence(Int(unit.end)), let kind = TimeUnit(rawValue: Int16(unit.value)),
      kind.rawValue < TimeUnit.weekend.rawValue
    else { return nil }
    return DurationReading(value: DurationValue(some: kind), end: Int(several.end), isBare: false)
  }

  /// "نصف ساعة", "ثلثي ساعة", "نصف يوم كامل"
  private func fractionOfUnit(at index: Int) -> DurationReading? {
    guard let fraction = text.reading(.fraction, at: index), let unit = text.reading(.unit, at: Int(fraction.end)),
      unit.detail == 0, unit.stripped == 0, let kind = TimeUnit(rawValue: Int16(unit.value)),
      kind.rawValue < TimeUnit.weekend.rawValue,
      // "نصف العام" may be a half of that year; "نصف الساعة" is an amount.
      !unit.isDefinite || kind.rawValue <= TimeUnit.hour.rawValue
    else { return nil }
    var value = DurationValue()
    guard value.add(DurationValue.one * fraction.value / fraction.detail, kind) else { return nil }
    return DurationReading(value: value, end: Int(unit.end), isBare: false)
  }

  /// "ثلاثة أيام", "48 ساعة", "3.5 ثانية", "الثلاثة عقود القادمة"
  private func countedUnits(at index: Int) -> DurationReading? {
    guard let number = text.number(at: index), !number.isOrdinal, let amount = millionths(number),
      let unit = text.reading(.unit, at: Int(number.end)), unit.detail != 1, unit.stripped == 0,
      !text.startsSentence(Int(number.end)), let kind = TimeUnit(rawValue: Int16(unit.value)), kind != .weekend,
      !(unit.isDefinite && kind == .hour && unit.detail == 0)
    else { return nil }
    // "4 سنوات ضوئية" is a length.
    if kind == .year, text.particle(.light, at: Int(unit.end)) != nil { return nil }
    // "2024 عام": a year is no count.
    var value = DurationValue()
    guard amount > 0, value.add(amount, kind) else { return nil }
    var reading = DurationReading(
      value: value, end: Int(unit.end), isBare: false, isWeak: unit.isWeak && kind.rawValue >= TimeUnit.decade.rawValue)
    takeDirection(&reading)
    // "يومين اثنين", "5 أيام كاملة"
    if reading.direction == nil, let one = text.particle(.one, at: reading.end), text.number(at: reading.end) == nil {
      reading.end = Int(one.end)
    }
    return reading
  }

  private func millionths(_ number: TimeNumber) -> Int? {
    switch number.kind {
    case .integer(let value):
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: DurationValue.one)
      return isTooLarge ? nil : product
    case .decimal(let decimal):
      let parts = decimal.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      guard let whole = parts.first.flatMap({ Int($0) }), whole >= 0, whole < 1_000_000_000_000 else { return nil }
      var fraction = 0
      if parts.count == 2 {
        let digits = parts[1].prefix(6)
        guard let value = Int(digits) ?? (digits.isEmpty ? 0 : nil), value >= 0 else { return nil }
        fraction = value
        for _ in digits.utf8.count..<6 { fraction *= 10 }
      }
      return whole * DurationValue.one + fraction
    case .fraction(let numerator, let denominator):
      guard denominator > 0, 0...1_000_000 ~= numerator else { return nil }
      return DurationValue.one * numerator / denominator
    case .vague: return nil
    }
  }

  /// "يومين", "الساعات الأربع والعشرين الماضية", "يوم واحد", "أسبوع كامل", "شهر"
  private func unitFirst(at index: Int) -> DurationReading? {
    guard let unit = text.reading(.unit, at: index), let kind = TimeUnit(rawValue: Int16(unit.value)), kind != .weekend
    else { return nil }
    var value = DurationValue()
    let place = Int(unit.end)
    let isWeak = unit.isWeak && kind.rawValue >= TimeUnit.decade.rawValue
    if kind == .year, text.particle(.light, at: place) != nil { return nil }
    switch unit.detail {
    case 1:
      // "شهري أكتوبر ونوفمبر", "يومي الاثنين": the dual before names counts them.
      guard !endsInYa(index) else { return nil }
      guard value.add(2 * DurationValue.one, kind) else { return nil }
      var reading = DurationReading(
        value: value, end: place, isBare: false, isDefinite: unit.isDefinite, isWeak: isWeak)
      takeDirection(&reading)
      // "قرابة العامين"
      if unit.isDefinite, reading.direction == nil, hedge(before: index) == nil { return nil }
      return reading
    case 2:
      guard unit.isDefinite, let number = text.number(at: place), isDefinite(place), let amount = millionths(number),
        amount > 0,
        value.add(amount, kind)
      else { return nil }
      var reading = DurationReading(value: value, end: Int(number.end), isBare: false, isDefinite: true, isWeak: isWeak)
      takeDirection(&reading)
      return reading
    default:
      guard value.add(DurationValue.one, kind) else { return nil }
      // "ثانية" is "again" and "second"; it is a unit only with a number.
      if kind == .second, unit.isWeak, index > 0 || place < text.count, unit.stripped == 0,
        unit.isDefinite || text.particle(.one, at: place) == nil
      {
        return nil
      }
      if unit.isDefinite {
        // "طوال اليوم", "طوال الشهر"
        guard follows([.lasting], index), text.reading(.direction, at: place) == nil else { return nil }
        return DurationReading(value: value, end: place, isBare: false, isDefinite: true)
      }
      if let one = text.particle(.one, at: place), one.stripped == 0 {
        return DurationReading(value: value, end: Int(one.end), isBare: false)
      }
      guard text.number(at: place) == nil || text.number(at: place)?.stripped ?? 0 > 0,
        text.reading(.direction, at: place) == nil,
        text.reading(.weekday, at: place) == nil, text.reading(.month, at: place) == nil,
        text.reading(.dayWord, at: place) == nil
      else { return nil }
      return DurationReading(value: value, end: place, isBare: true, isWeak: isWeak)
    }
  }

  /// عامي, يومي, شهري: the ن has fallen before what is counted.
  private func endsInYa(_ index: Int) -> Bool {
    let end = Int(text.words[index].end)
    return end >= 2 && text.folded[end - 2] == 0xD9 && text.folded[end - 1] == 0x8A
  }

  private func takeDirection(_ reading: inout DurationReading) {
    guard let direction = text.reading(.direction, at: reading.end), direction.detail != 0, direction.stripped == 0,
      direction.isDefinite, !text.startsSentence(reading.end)
    else { return }
    reading.direction = direction.value
    reading.end = Int(direction.end)
  }
}
