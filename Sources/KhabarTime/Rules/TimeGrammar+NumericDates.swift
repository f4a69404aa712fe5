import KhabarAnnotations

/// Dates in digits: 7/10/2023, 2024-02-07, 1436/11/5هـ, 3/2015, 22/04.
extension TimeGrammar {
  /// - Parameters:
  ///   - hasContext: whether something before it says that it is a date, so that 22/04 is no fraction.
  ///   - weekday: as said before it.
  func numericDate(at index: Int, hasContext: Bool, weekday: Int?) -> DateReading? {
    guard index < text.count, text.startsWithDigit(index), !continuesNumber(index) else { return nil }
    var reader = DigitReader(text.folded, at: Int(text.words[index].start))
    let start = reader.index
    guard let first = reader.number(width: 1...4) else { return nil }
    let firstWidth = reader.index - start
    guard let mark = separatorMark(&reader) else { return nil }
    let secondStart = reader.index
    guard let second = reader.number(width: 1...4) else { return nil }
    let secondWidth = reader.index - secondStart
    let afterTwo = reader
    if reader.take(mark) {
      let thirdStart = reader.index
      if secondWidth <= 2, let third = reader.number(width: 1...4),
        let end = wordEnd(from: index, at: reader.index)
      {
        let fields = (first, firstWidth, second, third, reader.index - thirdStart)
        return threePart(fields, mark: mark, end: end, weekday: weekday)
      }
      // "12.5." ends a sentence.
      guard mark == 0x2E else { return nil }
    }
    guard mark != 0x2E, let end = wordEnd(from: index, at: afterTwo.index) else { return nil }
    return twoPart(
      (first, firstWidth, second, secondWidth), mark: mark, end: end, hasContext: hasContext, weekday: weekday)
  }

  /// Whether the word goes on a number with a mark that stands before it: the 5 of 2024/5.
  func continuesNumber(_ index: Int) -> Bool {
    guard index > 1, !text.words[index].isSpaceBefore, !text.words[index - 1].isSpaceBefore else { return false }
    let mark = text.words[index - 1].mark
    return (mark == 0x2F || mark == 0x2D || mark == 0x2E || mark == 0x3A || mark == 0x2C)
      && text.words[index - 2].digits >= 0
  }

  private func separatorMark(_ reader: inout DigitReader) -> UInt8? {
    for mark: UInt8 in [0x2F, 0x2D, 0x2E] where reader.take(mark) { return mark }
    return nil
  }

  /// The word after the one that ends at byte `offset` of the folded text; nil when no word ends there.
  func wordEnd(from index: Int, at offset: Int) -> Int? {
    var place = index
    while place < text.count, Int(text.words[place].end) < offset { place += 1 }
    guard place < text.count, Int(text.words[place].end) == offset else { return nil }
    // Digits go on in the next word only across a mark: 7/10/2023/5.
    if place + 2 < text.count, !text.words[place + 1].isSpaceBefore, !text.words[place + 2].isSpaceBefore,
      text.words[place + 1].mark == 0x2F, text.words[place + 2].digits >= 0
    {
      return nil
    }
    return place + 1
  }

  private func threePart(
    _ fields: (first: Int, firstWidth: Int, second: Int, third: Int, thirdWidth: Int), mark: UInt8, end: Int,
    weekday: Int?
  ) -> DateReading? {
    var parts = DateParts(weekday: weekday)
    let day: Int
    var month = fields.second
    if fields.firstWidth == 4 {
      guard fields.thirdWidth <= 2 else { return nil }
      parts.year = fields.first
      day = fields.third
    } else {
      guard fields.firstWidth <= 2 else { return nil }
      var first = fields.first
      if options.numericOrder == .monthFirst { swap(&first, &month) }
      // 04/22/2016: no calendar has a twenty-second month.
      if month > 12, first <= 12 { swap(&first, &month) }
      day = first
      switch fields.thirdWidth {
      case 4: parts.year = fields.third
      case 2 where mark != 0x2E: parts.year = fields.third < 70 ? 2000 + fields.third : 1900 + fields.third
      default: return nil
      }
    }
    parts.month = month
    parts.day = day
    var place = end
    if let year = parts.year, let calendar = era(at: &place, year: year) { parts.calendar = calendar }
    guard let year = parts.year, parts.calendar != .gregorian || 1000...2200 ~= year,
      let resolved = resolver.resolve(parts, lean: .past)
    else { return nil }
    return DateReading(resolved, end: place, rule: "numeric-date", isDay: true)
  }

  /// The calendar of a date in digits: by the mark after it, else by its year.
  private func era(at index: inout Int, year: Int) -> TimeExpression.Calendar? {
    if index < text.count, !text.startsSentence(index), let era = text.reading(.era, at: index), era.stripped == 0,
      era.value < 3
    {
      index = Int(era.end)
      return [TimeExpression.Calendar.gregorian, .hijri, .jalali][era.value]
    }
    guard 1300...1500 ~= year else { return .gregorian }
    return options.readsHijri ? .hijri : options.readsJalali ? .jalali : nil
  }

  private func twoPart(
    _ fields: (first: Int, firstWidth: Int, second: Int, secondWidth: Int), mark: UInt8, end: Int, hasContext: Bool,
    weekday: Int?
  ) -> DateReading? {
    // 3/2015, 2015/3
    if fields.secondWidth == 4, fields.firstWidth <= 2, mark == 0x2F, 1...12 ~= fields.first,
      1900...2100 ~= fields.second
    {
      return DateReading(DateParts(year: fields.second, month: fields.first), end: end, rule: "numeric-month")
    }
    if fields.firstWidth == 4, fields.secondWidth <= 2, 1...12 ~= fields.second, 1900...2100 ~= fields.first {
      return DateReading(DateParts(year: fields.first, month: fields.second), end: end, rule: "numeric-month")
    }
    guard fields.firstWidth <= 2, fields.secondWidth <= 2 else { return nil }
    var (day, month) = (fields.first, fields.second)
    if options.numericOrder == .monthFirst { swap(&day, &month) }
    if month > 12, day <= 12 { swap(&day, &month) }
    // A fraction or a score has no zero in front.
    let hasZero = (fields.firstWidth == 2 && fields.first < 10) || (fields.secondWidth == 2 && fields.second < 10)
    guard mark == 0x2F ? hasZero || hasContext : hasContext && fields.first + fields.second > 12,
      weekday != nil || isFreeNumber(end: end),
      1...12 ~= month, 1...CivilDate.length(ofMonth: month, year: 2000) ~= day
    else { return nil }
    return DateReading(DateParts(month: month, day: day, weekday: weekday), end: end, rule: "numeric-day")
  }
}
