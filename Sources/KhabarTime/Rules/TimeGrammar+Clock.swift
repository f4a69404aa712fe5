import KhabarAnnotations
import KhabarLexicon

/// Times of the clock: "الساعة السادسة والنصف مساءً", "22:30 بتوقيت غرينتش", "الثامنة إلا ربعاً", "7 صباحاً".
extension TimeGrammar {
  /// The clock time that starts at `index`, nil where none does or no clock can show it.
  ///
  /// - Parameter isIntroduced: whether a preposition stands before it, so that "السابعة" alone may be an hour.
  func clock(at index: Int, isIntroduced: Bool) -> ClockReading? {
    guard index < text.count else { return nil }
    if let point = text.reading(.clockPoint, at: index) {
      return ClockReading(clock: ClockTime(hour: point.value, minute: 0).settled, end: Int(point.end), isCertain: true)
    }
    if let minutesFirst = minutesBeforeHour(at: index) { return minutesFirst }
    if isPerSecond(index) { return nil }
    var place = index
    var modifier: TimeExpression.Modifier?
    var hasWord = false
    // "ساعة واحدة" is an amount.
    if let unit = text.unit(.hour, at: place), unit.detail == 0, unit.isDefinite {
      hasWord = true
      place = Int(unit.end)
      if let hedge = text.reading(.hedge, at: place) {
        modifier = TimeExpression.Modifier(rawValue: Vocabulary.hedges[hedge.value])
        place = Int(hedge.end)
      }
    } else if text.words[index].mark != 0 {
      return nil
    }
    if let digits = colonTime(at: place) ?? pointTime(at: place, hasWord: hasWord) {
      guard digits.clock.isValid else { return nil }
      return finish(digits.clock, from: digits.end, start: index, kind: hasWord ? .word : .colon, modifier)
    }
    if hasWord, let broken = brokenHour(at: place) {
      return finish(broken.clock, from: broken.end, start: index, kind: .word, modifier)
    }
    guard let hour = hour(at: place, hasWord: hasWord) else { return nil }
    var clock = ClockTime(hour: hour.value)
    var end = hour.end
    let hasMinutes = addMinutes(&clock, &end, allowsBare: hasWord || hour.isOrdinal)
    let kind: Form =
      hasWord
      ? .word
      : hour.isOrdinal ? (hasMinutes ? .ordinalWithMinutes : isIntroduced ? .introducedOrdinal : .ordinal) : .number
    return finish(clock, from: end, start: index, kind: kind, modifier)
  }

  /// "12 متراً في الثانية"
  private func isPerSecond(_ index: Int) -> Bool {
    guard index > 1, text.unit(.second, at: index) != nil, text.particle(.in, at: index - 1) != nil,
      !text.startsSentence(index), !text.startsSentence(index - 1)
    else { return false }
    return text.reading(.rate, at: index - 2) != nil
  }

  /// How a time begins, which decides what else it needs.
  private enum Form {
    case word, colon, ordinalWithMinutes, introducedOrdinal, ordinal, number
  }

  private func finish(
    _ given: ClockTime, from index: Int, start: Int, kind: Form, _ modifier: TimeExpression.Modifier?
  ) -> ClockReading? {
    var clock = given
    var place = index
    var hasMeridiem = false
    if let midnight = text.reading(.clockPoint, at: place), midnight.value == 0, clock.hour == 12, clock.minute == nil,
      !text.startsSentence(place)
    {
      // "الساعة 12 منتصف الليل"
      clock = ClockTime(hour: 0).settled
      place = Int(midnight.end)
      hasMeridiem = true
    } else if let half = halfOfDay(at: place, allowsAbbreviation: kind == .word || kind == .colon) {
      clock.settle(half.meridiem)
      place = half.end
      hasMeridiem = true
    }
    if let zone = zone(at: place) {
      clock.zone = zone.name
      place = zone.end
    }
    guard clock.isValid else { return nil }
    let isCertain =
      switch kind {
      case .word, .ordinalWithMinutes: true
      case .colon: hasMeridiem || clock.zone != nil || isFreeNumber(end: index)
      case .introducedOrdinal: hasMeridiem || (isClauseEnd(place) && !followsAgeSign(start))
      case .ordinal, .number: hasMeridiem
      }
    return ClockReading(clock: clock, end: place, isCertain: isCertain, modifier: modifier)
  }

  // MARK: Hours and minutes

  /// 22:30, 8:00:20
  private func colonTime(at index: Int) -> (clock: ClockTime, end: Int)? {
    guard index < text.count, text.startsWithDigit(index), !text.mark(0x3A, at: index - 1) else { return nil }
    var reader = DigitReader(text.folded, at: Int(text.words[index].start))
    guard let hour = reader.number(width: 1...2) else { return nil }
    guard reader.take(0x3A) else {
      // 8pm
      guard 1...12 ~= hour, let half = reader.meridiem() else { return nil }
      var clock = ClockTime(hour: hour)
      clock.settle(half)
      return wordEnd(from: index, at: reader.index).map { (clock, $0) }
    }
    let start = reader.index
    guard let minute = reader.number(width: 1...2) else { return nil }
    var clock = ClockTime(hour: hour == 24 && minute == 0 ? 0 : hour, minute: minute)
    let width = reader.index - start
    if reader.take(0x3A) {
      guard let second = reader.number(width: 2...2) else { return nil }
      clock.second = second
    } else if width != 2 {
      return nil
    }
    if let half = reader.meridiem() { clock.settle(half) }
    return wordEnd(from: index, at: reader.index).map { (clock, $0) }
  }

  /// "الساعة 11.30 ليلاً", "09,00 ت.غ": a full stop or comma for the colon, where a word says that it is a time.
  private func pointTime(at index: Int, hasWord: Bool) -> (clock: ClockTime, end: Int)? {
    guard index < text.count, text.startsWithDigit(index), !continuesNumber(index) else { return nil }
    var reader = DigitReader(text.folded, at: Int(text.words[index].start))
    guard let hour = reader.number(width: 1...2), reader.take(0x2E) || reader.take(0x2C),
      let minute = reader.number(width: 2...2), let end = wordEnd(from: index, at: reader.index),
      hasWord || zone(at: end) != nil, case let clock = ClockTime(hour: hour, minute: minute), clock.isValid
    else { return nil }
    return (clock, end)
  }

  /// "الساعة أربعة ونص", "الساعة ثمانية إلا ربعاً": the number layer reads 4.5 and 7.75.
  private func brokenHour(at index: Int) -> (clock: ClockTime, end: Int)? {
    guard let number = text.number(at: index) else { return nil }
    var hundredths: Int?
    switch number.kind {
    case .fraction(let numerator, let denominator) where denominator > 0 && 0...10_000 ~= numerator:
      hundredths = numerator * 100 / denominator
    case .decimal(let decimal):
      let parts = decimal.split(separator: ".")
      if parts.count == 2, let hour = Int(parts[0]), 0...12 ~= hour, let fraction = Int((parts[1] + "0").prefix(2)) {
        hundredths = hour * 100 + fraction
      }
    default: break
    }
    guard let hundredths, 0..<1300 ~= hundredths else { return nil }
    let minute: Int? = [25: 15, 33: 20, 50: 30, 66: 40, 75: 45][hundredths % 100]
    return minute.map { (ClockTime(hour: hundredths / 100, minute: $0), Int(number.end)) }
  }

  private func hour(at index: Int, hasWord: Bool) -> (value: Int, end: Int, isOrdinal: Bool)? {
    if let one = text.particle(.hourOne, at: index) { return (1, Int(one.end), true) }
    guard let number = text.number(at: index), let value = number.integer, 0...24 ~= value else { return nil }
    let isDigits = text.words[index].digits >= 0
    if isDigits {
      guard text.words[index].digitCount <= 2, hasWord || value <= 12, value < 24 else { return nil }
      return (value, Int(number.end), false)
    }
    guard 1...12 ~= value else { return nil }
    // Hours are feminine and definite: السابعة. Elsewhere "سبعة" and "السابع" are no hours.
    let isHour = isDefinite(index, after: Int(number.stripped)) && endsFeminine(index, isFirst: value == 1)
    guard hasWord || isHour else { return nil }
    return (value, Int(number.end), isHour)
  }

  /// ة at the end, folded; ى only in الأولى: "الثاني عشر" is no hour.
  private func endsFeminine(_ index: Int, isFirst: Bool) -> Bool {
    let end = Int(text.words[index].end)
    let last = (text.folded[end - 2], text.folded[end - 1])
    return last == (0xD9, 0x87) || isFirst && last == (0xD9, 0x8A)
  }

  /// The T08:30:00Z that may follow a date of ISO 8601.
  func isoTime(at index: Int) -> (clock: ClockTime, end: Int)? {
    guard index + 1 < text.count, !text.words[index].isSpaceBefore, !text.words[index + 1].isSpaceBefore else {
      return nil
    }
    var reader = DigitReader(text.folded, at: Int(text.words[index].start))
    guard reader.take(0x74), let hour = reader.number(width: 2...2), reader.take(0x3A),
      let minute = reader.number(width: 2...2)
    else { return nil }
    var clock = ClockTime(hour: hour, minute: minute)
    if reader.take(0x3A) {
      guard let second = reader.number(width: 2...2) else { return nil }
      clock.second = second
      if reader.take(0x2E) { _ = reader.number(width: 1...9) }
    }
    clock.zone = reader.zone()
    guard clock.isValid, let end = wordEnd(from: index, at: reader.index) else { return nil }
    return (clock.settled, end)
  }

  /// "والنصف", "وربع", "و18 دقيقة", "إلا ثلثاً", "والنصف إلا ثلاث دقائق"
  private func addMinutes(_ clock: inout ClockTime, _ end: inout Int, allowsBare: Bool) -> Bool {
    var hasMinutes = false
    for _ in 0..<3 {
      if let next = text.afterConjunction(end) {
        let isGlued = next == end
        if let fraction = text.reading(.fraction, at: next), fraction.stripped > 0 || !isGlued, fraction.value == 1,
          fraction.detail <= 4
        {
          clock.minute = (clock.minute ?? 0) + 60 / fraction.detail
          end = Int(fraction.end)
          hasMinutes = true
          continue
        }
        guard let number = text.number(at: next), number.stripped > 0 || !isGlued, let value = number.integer,
          1...59 ~= value
        else { break }
        if let minute = text.unit(.minute, at: Int(number.end)) {
          clock.minute = (clock.minute ?? 0) + value
          end = Int(minute.end)
          hasMinutes = true
          continue
        }
        if let second = text.unit(.second, at: Int(number.end)), hasMinutes {
          clock.second = value
          end = Int(second.end)
          continue
        }
        // "بين الثانية والرابعة": an ordinal is another hour.
        guard allowsBare, !hasMinutes, !number.isOrdinal,
          isClauseEnd(Int(number.end)) || halfOfDay(at: Int(number.end), allowsAbbreviation: false) != nil
        else { break }
        clock.minute = value
        end = Int(number.end)
        hasMinutes = true
      } else if let minus = text.particle(.minus, at: end) {
        let next = Int(minus.end)
        if let fraction = text.reading(.fraction, at: next), fraction.value == 1, fraction.detail <= 4 {
          clock.subtract(minutes: 60 / fraction.detail)
          end = Int(fraction.end)
        } else if let number = text.number(at: next), let value = number.integer, 1...59 ~= value,
          let minute = text.unit(.minute, at: Int(number.end))
        {
          clock.subtract(minutes: value)
          end = Int(minute.end)
        } else {
          break
        }
        hasMinutes = true
      } else {
        break
      }
    }
    return hasMinutes
  }

  /// "ثلاث دقائق قبل الثامنة", "عشرين دقيقة بعد الخامسة"
  private func minutesBeforeHour(at index: Int) -> ClockReading? {
    guard let number = text.number(at: index), let value = number.integer, 1...59 ~= value,
      let unit = text.unit(.minute, at: Int(number.end))
    else { return nil }
    let place = Int(unit.end)
    let isBefore = text.particle(.before, at: place) != nil
    guard isBefore || text.particle(.after, at: place) != nil, place + 1 < text.count else { return nil }
    guard var reading = clock(fromHourAt: place + 1), let hour = reading.clock.hour else { return nil }
    let minutes = hour * 60 + (reading.clock.minute ?? 0) + (isBefore ? -value : value)
    let wrapped = (minutes + 1440) % 1440
    reading.clock.hour = wrapped / 60
    reading.clock.minute = wrapped % 60
    return reading
  }

  /// An hour with what follows it, without minutes in front of it.
  private func clock(fromHourAt index: Int) -> ClockReading? {
    var place = index
    let hasWord = text.unit(.hour, at: place) != nil
    if hasWord { place += 1 }
    guard let hour = hour(at: place, hasWord: hasWord) else { return nil }
    var clock = ClockTime(hour: hour.value)
    var end = hour.end
    _ = addMinutes(&clock, &end, allowsBare: false)
    return finish(clock, from: end, start: index, kind: .word, nil)
  }

  // MARK: Half of the day, zone

  /// "صباحاً", "مساء", "في المساء", "ص"
  func halfOfDay(at index: Int, allowsAbbreviation: Bool) -> (meridiem: ClockTime.Meridiem, end: Int)? {
    var place = index
    guard place < text.count, !text.startsSentence(place) else { return nil }
    // "الواحدة بعد منتصف الليل", "العاشرة قبل منتصف الليل"
    if text.particle(.after, at: place) != nil || text.particle(.before, at: place) != nil,
      let midnight = text.reading(.clockPoint, at: place + 1), midnight.value == 0
    {
      return (text.particle(.after, at: place) != nil ? .morning : .afternoon, Int(midnight.end))
    }
    var isIntroduced = false
    if let particle = text.particle(.in, at: place) ?? text.particle(.from, at: place), particle.stripped == 0 {
      isIntroduced = true
      place = Int(particle.end)
    }
    guard let part = text.reading(.dayPart, at: place), part.stripped == 0 else { return nil }
    switch partForm(part) {
    case "adverb": break
    case "definite", "early": break
    // "مساءً": the ending is not in the folded text; "مساء الأحد" belongs to its day.
    case "construct":
      guard Vocabulary.parts[part.value] == "EV", !isIntroduced, plainDate(at: Int(part.end))?.isDay != true else {
        return nil
      }
    case "abbreviation": guard allowsAbbreviation, !isIntroduced else { return nil }
    default: return nil
    }
    return (meridiem(part), Int(part.end))
  }

  /// "بتوقيت غرينتش", "ت.غ", "GMT"
  private func zone(at index: Int) -> (name: String, end: Int)? {
    var place = text.mark(0x28, at: index) ? index + 1 : index
    guard place < text.count, !text.startsSentence(place) else { return nil }
    let isBracketed = place > index
    var hasWord = false
    if let particle = text.particle(.zone, at: place) {
      hasWord = true
      place = Int(particle.end)
      if text.mark(0x2E, at: place) { place += 1 }
    }
    let list = Lexicons.zones
    guard let zone = text.reading(.zone, at: place) else {
      // "ت.غ", "ت غ"
      guard hasWord, place < text.count, text.starts(place, with: (0xD8, 0xBA)),
        text.words[place].end - text.words[place].start == 2
      else { return nil }
      return ("Z", place + 1)
    }
    let name = list.value(Int(zone.row), list.column("offset"))
    // A place alone is a place: "الساعة 8 الدوحة".
    guard hasWord || name == "Z" else { return nil }
    var end = Int(zone.end)
    if isBracketed {
      guard text.mark(0x29, at: end) else { return nil }
      end += 1
    }
    return (name, end)
  }
}

extension ClockTime {
  /// The same, taken as told in full.
  var settled: ClockTime {
    var clock = self
    clock.isSettled = true
    return clock
  }
}
