import KhabarLexicon

/// What a word or phrase may mean in a time expression.
enum WordClass: UInt8 {
  case month, weekday, unit, dayWord, direction, position, dayPart, clockPoint, season, decade, fraction, era, zone
  case frequency, reference, particle, hedge, tense, trap, holiday, countedNoun, age, eventNoun, nameHead, rate
}

enum TimeUnit: Int16, CaseIterable {
  case second, minute, hour, day, week, month, year, decade, century, weekend

  init?(name: String) {
    guard let unit = TimeUnit.allCases.first(where: { "\($0)" == name }) else { return nil }
    self = unit
  }
}

/// Words with a part to play between the parts of an expression.
enum Particle: Int16, CaseIterable {
  case from, since, to, between, `in`, within, before, after, lasting, equals, minus, every, date, zone, now, last,
    first
  case article, firstDay, some, one, rest, daysOf, kindOfYear, honour, hourOne, relative, several, light

  init?(name: String) {
    let camel = name.split(separator: "-").enumerated().map { $0 == 0 ? String($1) : $1.capitalizedFirst }.joined()
    guard let particle = Particle.allCases.first(where: { "\($0)" == camel }) else { return nil }
    self = particle
  }
}

extension Substring {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

/// One row of a word list as numbers, so that nothing is parsed while a text is read.
struct WordMeaning {
  var wordClass: WordClass
  /// The month, the weekday, the offset, the unit, …: by class.
  var value: Int16
  /// The calendar, the grammatical number, the meridiem, …: by class.
  var detail: Int16
  /// Whether the word alone, without company, says too little to be a time: مارس, شعبان, أحد.
  var isWeak: Bool
  /// Whether an expression can begin with it; قال and في only stand beside one.
  let mayOpen: Bool

  init(wordClass: WordClass, value: Int16, detail: Int16, isWeak: Bool) {
    self.wordClass = wordClass
    self.value = value
    self.detail = detail
    self.isWeak = isWeak
    mayOpen =
      switch wordClass {
      case .era, .zone, .hedge, .tense, .countedNoun, .age, .eventNoun, .rate: false
      // هذا, هذه
      case .direction: detail == 0
      case .particle:
        Particle(rawValue: value).map { Self.openingParticles.contains($0) } ?? false
      default: true
      }
  }

  private static let openingParticles: Set<Particle> = [
    .from, .between, .every, .first, .last, .firstDay, .some, .rest, .daysOf, .article, .hourOne,
  ]
}

/// A word list entry found in a text.
struct WordReading {
  var meaning: WordMeaning
  /// The row in its list, for columns that are text.
  var row: Int32
  /// The word after the last one.
  var end: Int32
  /// Bytes of attached particles before it in the first word.
  var stripped: Int32
  /// Whether the article is in front.
  var isDefinite: Bool

  var value: Int { Int(meaning.value) }
  var detail: Int { Int(meaning.detail) }
  var isWeak: Bool { meaning.isWeak }
}

/// All word lists of the module, with their rows read into numbers.
struct Vocabulary: Sendable {
  static let shared = Vocabulary()

  let lexicon = Lexicons.all
  /// By entry index.
  let meanings: [WordMeaning]
  /// Rows by entry index.
  let rows: [Int32]

  private init() {
    var meanings: [WordMeaning] = []
    var rows: [Int32] = []
    for (list, read) in Self.readers {
      while meanings.count < list.first + list.count {
        meanings.append(WordMeaning(wordClass: .trap, value: 0, detail: 0, isWeak: false))
        rows.append(0)
      }
      for row in 0..<list.count {
        meanings[list.first + row] = read(list, row)
        rows[list.first + row] = Int32(row)
      }
    }
    self.meanings = meanings
    self.rows = rows
  }

  private static let readers: [(WordList, @Sendable (WordList, Int) -> WordMeaning)] = [
    (Lexicons.months, { meaning(.month, number($0, $1, "month"), index(calendars, $0, $1, "calendar"), $0, $1) }),
    (Lexicons.weekdays, { meaning(.weekday, number($0, $1, "day"), 0, $0, $1) }),
    (
      Lexicons.units,
      {
        let unit = TimeUnit(name: text($0, $1, "unit"))?.rawValue ?? 0
        return meaning(.unit, unit, index(["singular", "dual", "plural"], $0, $1, "number"), $0, $1)
      }
    ),
    (Lexicons.dayWords, { meaning(.dayWord, number($0, $1, "offset"), 0, $0, $1) }),
    (
      Lexicons.directions,
      { meaning(.direction, number($0, $1, "offset"), index(["before", "after", "last"], $0, $1, "place"), $0, $1) }
    ),
    (Lexicons.positions, { meaning(.position, index(["START", "MID", "END"], $0, $1, "modifier"), 0, $0, $1) }),
    (
      Lexicons.partsOfDay,
      {
        let detail = index(meridiems, $0, $1, "meridiem") * 8 + index(partForms, $0, $1, "form")
        return meaning(.dayPart, index(parts, $0, $1, "part"), detail, $0, $1)
      }
    ),
    (Lexicons.clockPoints, { meaning(.clockPoint, number($0, $1, "hour"), 0, $0, $1) }),
    (Lexicons.seasons, { meaning(.season, index(seasons, $0, $1, "season"), 0, $0, $1) }),
    (Lexicons.decades, { meaning(.decade, number($0, $1, "decade"), 0, $0, $1) }),
    (Lexicons.fractions, { meaning(.fraction, number($0, $1, "numerator"), number($0, $1, "denominator"), $0, $1) }),
    (Lexicons.eras, { meaning(.era, index(calendars, $0, $1, "calendar"), 0, $0, $1) }),
    (Lexicons.zones, { meaning(.zone, 0, 0, $0, $1) }),
    (Lexicons.frequencies, { meaning(.frequency, 0, 0, $0, $1) }),
    (Lexicons.references, { meaning(.reference, 0, 0, $0, $1) }),
    (Lexicons.particles, { meaning(.particle, Particle(name: text($0, $1, "role"))?.rawValue ?? 0, 0, $0, $1) }),
    (Lexicons.hedges, { meaning(.hedge, index(hedges, $0, $1, "modifier"), 0, $0, $1) }),
    (
      Lexicons.tenses,
      { meaning(.tense, index(["future", "present", "past", "clause", "moved"], $0, $1, "tense"), 0, $0, $1) }
    ),
    (Lexicons.traps, { meaning(.trap, 0, 0, $0, $1) }),
    (
      Lexicons.holidays,
      {
        meaning(
          .holiday, number($0, $1, "month") * 32 + number($0, $1, "day"), index(holidayRules, $0, $1, "rule"), $0, $1)
      }
    ),
    (Lexicons.countedNouns, { meaning(.countedNoun, 0, 0, $0, $1) }),
    (Lexicons.eventNouns, { meaning(.eventNoun, 0, 0, $0, $1) }),
    (Lexicons.nameHeads, { meaning(.nameHead, 0, 0, $0, $1) }),
    (Lexicons.rateNouns, { meaning(.rate, index(["measure", "data", "event"], $0, $1, "kind"), 0, $0, $1) }),
    (Lexicons.ages, { meaning(.age, index(["before", "after"], $0, $1, "place"), 0, $0, $1) }),
  ]

  static let calendars = ["gregorian", "hijri", "jalali", "before-christ"]
  static let parts = ["MO", "MI", "AF", "EV", "NI"]
  static let meridiems = ["am", "noon", "pm", "night"]
  static let partForms = ["construct", "definite", "adverb", "abbreviation", "early", "tonight"]
  static let seasons = ["SP", "SU", "FA", "WI"]
  static let hedges = ["approx", "more_than", "at_least", "less_than", "at_most"]
  static let holidayRules = ["gregorian", "hijri", "easter", "fourth-thursday"]

  private static func meaning(
    _ wordClass: WordClass, _ value: Int16, _ detail: Int16, _ list: WordList, _ row: Int
  ) -> WordMeaning {
    let isWeak = list.columns.contains("strength") && text(list, row, "strength") == "weak"
    return WordMeaning(wordClass: wordClass, value: value, detail: detail, isWeak: isWeak)
  }

  private static func text(_ list: WordList, _ row: Int, _ column: String) -> String {
    list.value(row, list.column(column))
  }

  private static func number(_ list: WordList, _ row: Int, _ column: String) -> Int16 {
    Int16(text(list, row, column)) ?? 0
  }

  private static func index(_ names: [String], _ list: WordList, _ row: Int, _ column: String) -> Int16 {
    Int16(names.firstIndex(of: text(list, row, column)) ?? 0)
  }
}
