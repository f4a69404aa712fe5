import KhabarAnnotations

/// Turns what a date says into a value, by the reference date.
///
/// News reading: what is not said is nearest in the past, the reference day included, unless the clause is about the
/// future. Without a reference date the value keeps X where a digit is unknown.
struct DateResolver: Sendable {
  let reference: ReferenceTime?

  /// The value of `parts`, nil where there is no such date: 32 فبراير.
  func resolve(_ parts: DateParts, lean: Lean) -> ResolvedDate? {
    switch parts.calendar {
    case .gregorian: gregorian(parts, lean).map { ResolvedDate(value: $0) }
    case .hijri: hijri(parts, lean)
    case .jalali: jalali(parts)
    }
  }

  // MARK: Gregorian

  private func gregorian(_ parts: DateParts, _ lean: Lean) -> DateValue? {
    var parts = parts
    if let offset = parts.yearOffset, let reference { parts.year = reference.date.year + offset }
    if let offset = parts.monthOffset, let reference {
      guard let month = reference.date.adding(months: offset) else { return nil }
      parts.year = month.year
      parts.month = month.month
    }
    if let month = parts.month {
      guard 1...12 ~= month else { return nil }
      if let year = parts.year { return date(year, month, parts.day) }
      guard 1...(CivilDate.length(ofMonth: month, year: 2000)) ~= parts.day ?? 1 else { return nil }
      return parts.day.map { dayOfMonth(month, $0, parts, lean) } ?? monthAlone(month, parts, lean)
    }
    if let day = parts.day { return dayAlone(day, parts, lean) }
    if let weekday = parts.weekday { return weekdayAlone(weekday, parts, lean) }
    if let year = parts.year { return 1...9999 ~= year ? .year(year) : nil }
    return nil
  }

  private func date(_ year: Int, _ month: Int, _ day: Int?) -> DateValue? {
    guard let day else { return 1...9999 ~= year ? .month(year: year, month: month) : nil }
    return CivilDate(year: year, month: month, day: day).map { .day($0) }
  }

  private func dayOfMonth(_ month: Int, _ day: Int, _ parts: DateParts, _ lean: Lean) -> DateValue {
    let unknown = DateValue.text("XXXX-" + Digits.padded(month, 2) + "-" + Digits.padded(day, 2))
    guard let today = reference?.date else { return unknown }
    if parts.direction == 0 {
      return CivilDate(year: today.year, month: month, day: day).map { .day($0) } ?? unknown
    }
    let past = nearest(from: today.year, by: -1, month, day) { parts.direction == nil ? $0 <= today : $0 < today }
    let future = nearest(from: today.year, by: 1, month, day) { parts.direction == nil ? $0 >= today : $0 > today }
    var choice =
      switch parts.direction {
      case .some(let direction): direction < 0 ? past : future
      case nil: lean == .past ? past : future
      }
    // "السبت 21/09": the weekday fixes the year where one of the two neighbours has it.
    if parts.direction == nil, let weekday = parts.weekday, choice?.weekday != weekday {
      let other = lean == .past ? future : past
      if other?.weekday == weekday { choice = other }
    }
    if let direction = parts.direction, abs(direction) == 2 {
      choice = choice?.adding(months: direction < 0 ? -12 : 12)
    }
    return choice.map { .day($0) } ?? unknown
  }

  /// The first such day, year by year from `year`, that `fits`. Eight years reach past any gap of leap days.
  private func nearest(
    from year: Int, by step: Int, _ month: Int, _ day: Int, _ fits: (CivilDate) -> Bool
  ) -> CivilDate? {
    for distance in 0...8 {
      if let date = CivilDate(year: year + step * distance, month: month, day: day), fits(date) { return date }
    }
    return nil
  }

  private func monthAlone(_ month: Int, _ parts: DateParts, _ lean: Lean) -> DateValue {
    guard let today = reference?.date else { return .text("XXXX-" + Digits.padded(month, 2)) }
    let year =
      switch parts.direction {
      case .some(0): today.year
      case .some(let direction) where direction < 0: (month < today.month ? today.year : today.year - 1) + direction + 1
      case .some(let direction): (month > today.month ? today.year : today.year + 1) + direction - 1
      case nil where lean == .past: month <= today.month ? today.year : today.year - 1
      case nil: month >= today.month ? today.year : today.year + 1
      }
    return .month(year: year, month: month)
  }

  /// "السبت 23", "يوم 27", "15 الجاري"
  private func dayAlone(_ day: Int, _ parts: DateParts, _ lean: Lean) -> DateValue? {
    guard 1...31 ~= day else { return nil }
    let unknown = DateValue.text("XXXX-XX-" + Digits.padded(day, 2))
    guard let today = reference?.date, let first = CivilDate(year: today.year, month: today.month, day: 1) else {
      return unknown
    }
    func search(_ step: Int) -> CivilDate? {
      for distance in 0...12 {
        guard let month = first.adding(months: step * distance),
          let date = CivilDate(year: month.year, month: month.month, day: day)
        else { continue }
        if step < 0 ? date > today : date < today { continue }
        if parts.weekday == nil || date.weekday == parts.weekday { return date }
      }
      return nil
    }
    let past = search(-1)
    let future = search(1)
    if let past, let future, parts.weekday != nil {
      // The nearer of the two where the weekday leaves a choice, the leaning one when it is in the next weeks.
      let preferred = lean == .past ? past : future
      let other = lean == .past ? future : past
      let distance = abs(preferred.dayNumber - today.dayNumber)
      return .day(distance <= 45 || distance <= abs(other.dayNumber - today.dayNumber) ? preferred : other)
    }
    return ((lean == .past ? past : future) ?? past ?? future).map { .day($0) } ?? unknown
  }

  private func weekdayAlone(_ weekday: Int, _ parts: DateParts, _ lean: Lean) -> DateValue {
    guard let today = reference?.date else { return .text("XXXX-WXX-" + String(weekday)) }
    if let offset = parts.weekOffset {
      return today.adding(days: 7 * offset + weekday - today.weekday).map { .day($0) } ?? .text("XXXX-WXX-\(weekday)")
    }
    let back = (today.weekday - weekday + 7) % 7
    let ahead = (weekday - today.weekday + 7) % 7
    let days =
      switch parts.direction {
      case .some(0): ahead
      case .some(let direction) where direction < 0: -(back == 0 ? 7 : back) + 7 * (direction + 1)
      case .some(let direction): (ahead == 0 ? 7 : ahead) + 7 * (direction - 1)
      case nil: lean == .past ? -back : ahead
      }
    return today.adding(days: days).map { .day($0) } ?? .text("XXXX-WXX-" + String(weekday))
  }

  // MARK: Other calendars

  private func hijri(_ parts: DateParts, _ lean: Lean) -> ResolvedDate? {
    guard 1...12 ~= parts.month ?? 1, 1...30 ~= parts.day ?? 1 else { return nil }
    var year = parts.year
    // "رمضان 2023": the one that begins in that year of ours.
    if let civil = year, civil > 1700 {
      year = (civil - 622) * 33 / 32 - 1
      while let candidate = year, candidate < civil,
        let start = HijriDate(year: candidate, month: parts.month ?? 1, day: 1)?.civil, start.year < civil
      {
        year = candidate + 1
      }
    }
    if year == nil, let reference, let today = HijriDate(reference.date) {
      year = hijriYear(parts, today, lean)
    }
    guard let year else {
      let month = parts.month.map { "-" + Digits.padded($0, 2) } ?? ""
      let day = parts.day.map { "-" + Digits.padded($0, 2) } ?? ""
      return ResolvedDate(value: .text("XXXX-XX-XX"), calendar: .hijri, original: "XXXX" + month + day)
    }
    guard let month = parts.month else {
      guard let first = HijriDate(year: year, month: 1, day: 1)?.civil,
        let last = HijriDate(year: year, month: 12, day: HijriDate.length(ofMonth: 12, year: year))?.civil
      else { return nil }
      return ResolvedDate(value: .days(first, last), calendar: .hijri, original: Digits.padded(year, 4))
    }
    let monthText = Digits.padded(year, 4) + "-" + Digits.padded(month, 2)
    if let day = parts.day {
      guard let civil = HijriDate(year: year, month: month, day: day)?.civil else { return nil }
      return ResolvedDate(value: .day(civil), calendar: .hijri, original: monthText + "-" + Digits.padded(day, 2))
    }
    guard let first = HijriDate(year: year, month: month, day: 1)?.civil,
      let last = HijriDate(year: year, month: month, day: HijriDate.length(ofMonth: month, year: year))?.civil
    else { return nil }
    return ResolvedDate(value: .days(first, last), calendar: .hijri, original: monthText)
  }

  private func hijriYear(_ parts: DateParts, _ today: HijriDate, _ lean: Lean) -> Int {
    if let offset = parts.yearOffset { return today.year + offset }
    guard let month = parts.month else { return today.year + (parts.direction ?? 0) }
    let isBefore = (month, parts.day ?? 0) < (today.month, parts.day == nil ? 0 : today.day)
    let isSame = month == today.month && (parts.day == nil || parts.day == today.day)
    return switch parts.direction {
    case .some(0): today.year
    case .some(let direction) where direction < 0: (isBefore && !isSame ? today.year : today.year - 1) + direction + 1
    case .some(let direction): (isBefore || isSame ? today.year + 1 : today.year) + direction - 1
    case nil where lean == .past: isBefore || isSame ? today.year : today.year - 1
    case nil: isBefore && !isSame ? today.year + 1 : today.year
    }
  }

  private func jalali(_ parts: DateParts) -> ResolvedDate? {
    guard let year = parts.year, let month = parts.month, let day = parts.day,
      let civil = JalaliDate(year: year, month: month, day: day)?.civil
    else { return nil }
    let original = Digits.padded(year, 4) + "-" + Digits.padded(month, 2) + "-" + Digits.padded(day, 2)
    return ResolvedDate(value: .day(civil), calendar: .jalali, original: original)
  }
}
