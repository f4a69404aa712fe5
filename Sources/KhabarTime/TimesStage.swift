import KhabarAnnotations
public import KhabarCore
import KhabarText

/// Finds dates, times, durations and repetitions, and gives each its value.
///
/// What a text leaves unsaid (the year of "7 أكتوبر", the day of "الأربعاء" and "أمس") is filled in by the reference date:
/// that of the metadata, else the first full date of the article's first sentences. Where there is none, the value keeps X
/// for what is unknown: `XXXX-WXX-3`.
///
/// - Requires: `tokens`, `folded`, `sentences`, `numbers`.
/// - Uses: `segments`, to see the س of the future.
/// - Provides: `times`.
public struct TimesStage: Stage {
  /// Where the reference date is taken from.
  public enum Reference: String, CaseIterable, Sendable {
    /// The metadata, else the dateline.
    case auto
    case metadata
    case dateline
    case none
  }

  /// Where a date without a year and a bare weekday are looked for.
  public enum Preference: String, CaseIterable, Sendable {
    /// In the past, unless the clause speaks of the future.
    case auto
    case past
    case future
  }

  public enum OtherCalendar: String, CaseIterable, Sendable {
    case hijri
    case jalali
  }

  public struct Options: StageOptions {
    public var reference = Reference.auto
    public var preference = Preference.auto
    public var numericOrder = NumericOrder.dayFirst
    public var calendars = OtherCalendar.allCases

    public init() {}

    public static let fields: [OptionField<Options>] = [
      .choice(
        "reference", \.reference,
        "Where the date comes from that \"today\" means: metadata, the article's dateline, or either (auto)."),
      .choice(
        "preference", \.preference,
        "Where a weekday or a date without a year is looked for; auto reads past dates unless the clause is about the future."
      ),
      .choice("numeric_order", \.numericOrder, "What 3/4/2024 means: 3 April (day-first) or 4 March."),
      .choices("calendars", \.calendars, "Calendars read besides the Gregorian one."),
    ]
  }

  public static let name = "times"
  public static let summary = "Finds dates, times, durations and repetitions with their values"
  public static let requires = [
    LayerName(Tokens.self), LayerName(FoldedTexts.self), LayerName(Sentences.self), LayerName(Numbers.self),
  ]
  public static let uses = [LayerName(Segments.self), LayerName(TokenForms.self)]
  public static let provides = [LayerName(Times.self)]

  /// Sentences at the start of an article in which its date may stand.
  private static let datelineSentences = 3

  private let options: Options
  private let readingOptions: TimeReadingOptions

  public init(options: Options) {
    self.options = options
    var reading = TimeReadingOptions()
    reading.numericOrder = options.numericOrder
    reading.lean =
      switch options.preference {
      case .auto: nil
      case .past: .past
      case .future: .future
      }
    reading.readsHijri = options.calendars.contains(.hijri)
    reading.readsJalali = options.calendars.contains(.jalali)
    readingOptions = reading
  }

  public func process(_ document: inout Document) {
    guard let folded = document[FoldedTexts.self].first else {
      document[Times.self] = []
      return
    }
    let text = TimeText(
      folded: folded.bytes, tokens: document[Tokens.self], forms: TokenForms.forms(of: document),
      segments: document[Segments.self], numbers: document[Numbers.self], alignment: folded.alignment)
    let reference = referenceTime(of: document, text)
    let grammar = TimeGrammar(text: text, resolver: DateResolver(reference: reference), options: readingOptions)
    document[Times.self] = grammar.read().map { found in
      let start = Int(text.words[found.words.lowerBound].start) + found.stripped
      let end = Int(text.words[found.words.upperBound - 1].end)
      return TimeExpression(
        range: folded.alignment.original(of: TextRange(start, end)), type: found.type, kind: found.kind,
        value: found.value, modifier: found.modifier, calendar: found.calendar, original: found.original,
        rule: found.rule)
    }
  }

  private func referenceTime(of document: Document, _ text: TimeText) -> ReferenceTime? {
    let stated = document.metadata.referenceDate.flatMap { ReferenceTime(iso: $0) }
    return switch options.reference {
    case .none: nil
    case .metadata: stated
    case .dateline: dateline(text)
    case .auto: stated ?? dateline(text)
    }
  }

  /// The first day told in full in the first sentences; not one that something is counted from: "منذ 7 أكتوبر 2023".
  private func dateline(_ text: TimeText) -> ReferenceTime? {
    var limit = 0
    while limit < text.count, text.words[limit].sentence < Self.datelineSentences { limit += 1 }
    let grammar = TimeGrammar(text: text, resolver: DateResolver(reference: nil), options: readingOptions)
    let found = grammar.read(until: limit) { isDateline($0, grammar) }
    return found.last { isDateline($0, grammar) }.flatMap { ReferenceTime(iso: String($0.value.prefix(10))) }
  }

  private func isDateline(_ found: FoundTime, _ grammar: TimeGrammar) -> Bool {
    guard found.kind == .date || found.kind == .datetime,
      !grammar.follows([.since, .before, .after], found.words.lowerBound)
    else {
      return false
    }
    return ReferenceTime(iso: String(found.value.prefix(10))) != nil
  }
}
