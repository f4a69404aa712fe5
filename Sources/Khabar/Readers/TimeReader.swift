import KhabarArabic
import KhabarCore
import KhabarNumbers
import KhabarText
public import KhabarTime

/// Reads the dates, times, durations and repetitions of a string.
///
/// The stages of a pipeline do the same for documents; this is for a program that has a sentence and wants values:
///
/// ```swift
/// let reader = TimeReader(reference: CivilDate(year: 2024, month: 5, day: 15))
/// for time in reader.times(in: "وصل الوفد أمس ويغادر بعد ثلاثة أيام") {
///   print(time.text, time.value)   // أمس day(2024-05-14) …
/// }
/// ```
///
/// Make one and keep it: the word lists are read when the first one is made.
public struct TimeReader: Sendable {
  /// What the text leaves unsaid, and how it is filled in.
  public var options: TimesStage.Options
  /// The day that "today" means; nil leaves `XXXX` where a value depends on it.
  public var reference: CivilDate?
  /// The hour that "now" means, for "بعد ساعتين"; only together with `reference`.
  public var clock: TimeOfDay?
  private let tokeniser = SentenceTokeniser()

  public init(
    reference: CivilDate? = nil, at clock: TimeOfDay? = nil, options: TimesStage.Options = TimesStage.Options()
  ) {
    self.reference = reference
    self.clock = clock
    self.options = options
  }

  /// The time expressions of `text` in text order, not overlapping. O(length).
  public func times(in text: String) -> [TimeReading] {
    var document = tokeniser.document(text)
    if let reference { document.metadata.referenceDate = reference.description + (clock?.isoSuffix ?? "") }
    NumbersStage(options: .init()).process(&document)
    TimesStage(options: options).process(&document)
    let utf8 = text.utf8
    return document[Times.self].map { found in
      let start = utf8.index(utf8.startIndex, offsetBy: found.range.lowerBound)
      let end = utf8.index(utf8.startIndex, offsetBy: found.range.upperBound)
      return TimeReading(
        range: start..<end, text: String(text[start..<end]), value: TimeValue(found.value), annotation: found)
    }
  }

  /// The value of a text that is one time expression and nothing else: "الأسبوع المقبل". Nil for another text.
  public func value(of text: String) -> TimeValue? {
    let found = times(in: text)
    return found.count == 1 && found[0].covers(text) ? found[0].value : nil
  }
}
