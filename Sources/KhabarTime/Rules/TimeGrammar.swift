import KhabarAnnotations
import KhabarLexicon
import KhabarText

/// A time expression that a rule has read, in words of the text.
struct FoundTime {
  /// The first word and the one after the last.
  var words: Range<Int>
  /// Bytes of attached particles in the first word that are not part of it.
  var stripped: Int
  var type: TimeExpression.TimexType
  var kind: TimeExpression.Kind
  var value: String
  var modifier: TimeExpression.Modifier?
  var calendar = TimeExpression.Calendar.gregorian
  var original: String?
  var rule: String

  var end: Int { words.upperBound }
}

/// What may be told from outside the text.
struct TimeReadingOptions: Sendable {
  var numericOrder = NumericOrder.dayFirst
  var lean: Lean?
  var readsHijri = true
  var readsJalali = true
}

/// The order of day and month in a date such as 3/4/2024.
public enum NumericOrder: String, CaseIterable, Sendable {
  case dayFirst = "day-first"
  case monthFirst = "month-first"
}

/// Reads the time expressions of a text from left to right.
///
/// At each word every rule is tried and the longest reading wins; each rule looks at a bounded number of words, so the
/// whole is linear in the text.
struct TimeGrammar {
  let text: TimeText
  let resolver: DateResolver
  let options: TimeReadingOptions
  /// The quarter named last, as year × 4 + quarter - 1: "الربع السابق" is the one before it.
  private(set) var lastQuarter: Int?
  /// The day told last and the word after it: "وصل في 12 أكتوبر وغادر في اليوم التالي".
  private(set) var lastDay: (date: CivilDate, end: Int)?
  let memory = ReadingMemory()

  init(text: TimeText, resolver: DateResolver, options: TimeReadingOptions) {
    self.text = text
    self.resolver = resolver
    self.options = options
  }

  /// All expressions in text order, not overlapping.
  func read() -> [FoundTime] { read(until: text.count) { _ in false } }

  /// The expressions that start before `limit`, up to the first one that `isEnough`.
  func read(until limit: Int, _ isEnough: (FoundTime) -> Bool) -> [FoundTime] {
    var found: [FoundTime] = []
    var grammar = self
    var index = 0
    while index < limit {
      if text.isPlain(index) {
        index += 1
        continue
      }
      if let trap = text.reading(.trap, at: index), text.number(at: Int(trap.end)) == nil {
        index = Int(trap.end)
        continue
      }
      if let end = grammar.endOfDatedName(at: index) {
        index = end
        continue
      }
      guard let best = grammar.longest(at: index) else {
        index += 1
        continue
      }
      found += best
      if let last = best.last {
        if last.rule == "part-of-year" { grammar.note(quarter: last.value) }
        if last.kind == .date || last.kind == .datetime { grammar.note(day: last) }
      }
      index = max(index + 1, best[best.count - 1].end)
      if let last = found.last, isEnough(last) { break }
    }
    return found
  }

  /// The end of a name such as "شارع 26 يوليو": a day of the year without a year after a word for a place or a body.
  private func endOfDatedName(at index: Int) -> Int? {
    guard let head = text.reading(.nameHead, at: index), !text.startsSentence(Int(head.end)),
      let date = calendarDate(at: Int(head.end)), let parts = date.parts, parts.day != nil, parts.month != nil,
      parts.year == nil, parts.weekday == nil, parts.direction == nil, text.unit(.day, at: Int(head.end)) == nil
    else { return nil }
    return date.end
  }

  private mutating func note(quarter value: String) {
    let bytes = Array(value.utf8)
    guard bytes.count == 7, bytes[5] == 0x51, let year = Int(value.prefix(4)), let quarter = Int(value.suffix(1)) else {
      return
    }
    lastQuarter = year * 4 + quarter - 1
    memory.clear()
  }

  /// Only a day of the calendar, told with nothing that only counts from it.
  private mutating func note(day found: FoundTime) {
    guard found.value.utf8.count >= 10, let day = CivilDate(String(found.value.prefix(10))) else { return }
    lastDay = (day, found.end)
    memory.clear()
  }

  private func longest(at index: Int) -> [FoundTime]? {
    var best: [FoundTime]?
    func consider(_ candidate: [FoundTime]?) {
      guard let candidate, let last = candidate.last else { return }
      if let best, last.end <= best[best.count - 1].end { return }
      best = candidate
    }
    consider(repetition(at: index).map { [$0] })
    consider(interval(at: index).map { [$0] })
    consider(list(at: index))
    consider(momentExpression(at: index).map { [$0] })
    consider(durationExpression(at: index).map { [$0] })
    consider(vagueReference(at: index).map { [$0] })
    return best
  }

  // MARK: What stands before

  /// The word before `index` in the same sentence, without words that only weaken ("قبل نحو"), -1 for none.
  func before(_ index: Int) -> Int {
    var place = index - 1
    while place >= 0, !text.startsSentence(place + 1), endsHedge(place) { place -= 1 }
    return place >= 0 && !text.startsSentence(place + 1) ? place : -1
  }

  func endsHedge(_ index: Int) -> Bool {
    for start in max(0, index - 2)...index {
      if let hedge = text.reading(.hedge, at: start), Int(hedge.end) > index { return true }
    }
    return false
  }

  /// What the words just before an expression say of its exactness: "نحو", "ما يزيد على".
  func hedge(before index: Int) -> TimeExpression.Modifier? {
    for length in 1...4 where index - length >= 0 {
      if text.startsSentence(index - length + 1) { return nil }
      if let hedge = text.reading(.hedge, at: index - length), Int(hedge.end) == index {
        return TimeExpression.Modifier(rawValue: Vocabulary.hedges[hedge.value])
      }
    }
    return nil
  }

  /// The same of the words just after it: "ثلاثة أيام على الأقل".
  func hedge(after index: Int) -> TimeExpression.Modifier? {
    guard !text.startsSentence(index), let hedge = text.reading(.hedge, at: index) else { return nil }
    let name = Vocabulary.hedges[hedge.value]
    // Only what can follow its noun; "أكثر من" belongs to what comes.
    guard name == "at_least" || name == "at_most" || (name == "approx" && hedge.end == index + 1) else { return nil }
    guard text.number(at: Int(hedge.end)) == nil else { return nil }
    return TimeExpression.Modifier(rawValue: name)
  }

  /// Whether one of `particles` stands right before `index`, alone or glued on (ب for في).
  func follows(_ particles: [Particle], _ index: Int) -> Bool {
    let place = before(index)
    guard place >= 0 else { return false }
    return particles.contains { text.particle($0, at: place) != nil }
  }

  // MARK: Tense

  /// Where a date without a year or a bare weekday is looked for: by option, else by the tense of the clause.
  func lean(at index: Int) -> Lean { options.lean ?? (isFutureClause(index) ? .future : .past) }

  /// Whether the clause around a word speaks of the future.
  ///
  /// The nearest sign before the word decides: a verb with س, "المقرر", a present-tense verb right before it
  /// ("يصل الثلاثاء") speak for the future, "قال", "كان", "قد" for the past. Without one, a future verb that follows
  /// in the same clause counts ("والأربعاء سيعقد").
  private func isFutureClause(_ index: Int) -> Bool {
    // "تشهد المدينة منذ 3 نوفمبر احتجاجات"
    if follows([.since], index) { return false }
    var place = index - 1
    var distance = 0
    while place >= 0, distance < 25, !text.startsSentence(place + 1) {
      if text.words[place].isFuture { return true }
      if let tense = text.reading(.tense, at: place), Int(tense.end) <= index {
        switch tense.value {
        case 0: return true
        // A present tense far away tells nothing about this date.
        case 1 where distance <= 3 && !isNegatedOrPast(place): return true
        // "تبدأ محكمة الجنايات في الجزائر، يوم 3 نوفمبر، محاكمة الوزير": one that opens the sentence, before a day of the year.
        case 1 where text.startsSentence(place) && distance <= 10 && isNumbered(index): return true
        case 2: return false
        // "أجل القاضي الجلسة إلى 5 نوفمبر"
        case 4 where follows([.to], index): return true
        default: break
        }
      }
      place -= 1
      distance += 1
    }
    place = index + 1
    distance = 0
    while place < text.count, distance < 6, !text.startsSentence(place) {
      if text.words[place].mark != 0 { return false }
      if text.words[place].isFuture { return true }
      if let tense = text.reading(.tense, at: place), tense.value == 2 || tense.value == 3 { return false }
      place += 1
      distance += 1
    }
    return false
  }

  /// "3 نوفمبر", "يوم 3 نوفمبر", counted from nothing: "منذ 3 نوفمبر" is past.
  private func isNumbered(_ index: Int) -> Bool {
    guard !follows([.before, .after], index) else { return false }
    return text.number(at: index) != nil || index + 1 < text.count && text.number(at: index + 1) != nil
  }

  /// "كان يعقد", "لم يصل"
  private func isNegatedOrPast(_ index: Int) -> Bool {
    guard index > 0, !text.startsSentence(index) else { return false }
    return text.reading(.tense, at: index - 1).map { $0.value == 2 } ?? false
  }

  // MARK: Vague references

  /// "الآن", "الفترة الأخيرة"
  private func vagueReference(at index: Int) -> FoundTime? {
    guard let reading = text.reading(.reference, at: index) else { return nil }
    // "حتى الآن" says "so far".
    if text.particle(.now, at: index) != nil, follows([.to, .since, .from], index) || reading.stripped > 0 {
      return nil
    }
    let list = Lexicons.references
    return FoundTime(
      words: index..<Int(reading.end), stripped: Int(reading.stripped), type: .date, kind: .date,
      value: list.value(Int(reading.row), list.column("value")), rule: "vague-reference")
  }
}
