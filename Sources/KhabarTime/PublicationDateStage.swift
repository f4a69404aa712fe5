import KhabarAnnotations
public import KhabarCore
import KhabarText

/// Reads the dates that a page gives for itself into ISO 8601.
///
/// A source keeps them as written, in `metadata.dateCandidates`: ISO 8601, Arabic prose ("الأربعاء 7 فبراير 2024 - 10:50 م"),
/// Hijri or Jalali dates. The first candidate of each field that names a full day becomes `metadata.published` and
/// `metadata.modified`, unless the source has set them; the day of publication becomes the reference date of the text,
/// unless it has one.
///
/// - Requires: nothing.
/// - Provides: no layer.
public struct PublicationDateStage: Stage {
  public struct Options: StageOptions {
    public var numericOrder = NumericOrder.dayFirst

    public init() {}

    public static let fields: [OptionField<Options>] = [
      .choice("numeric_order", \.numericOrder, "What 3/4/2024 means: 3 April (day-first) or 4 March.")
    ]
  }

  public static let name = "publication-date"
  public static let summary = "Reads a page's own dates, in Arabic prose, Hijri or Jalali too, into ISO 8601"
  public static let requires: [LayerName] = []
  public static let provides: [LayerName] = []

  /// Longer candidates are no dates; they are not read.
  private static let maximumBytes = 400

  private let readingOptions: TimeReadingOptions

  public init(options: Options) {
    var reading = TimeReadingOptions()
    reading.numericOrder = options.numericOrder
    readingOptions = reading
  }

  public func process(_ document: inout Document) {
    if document.metadata.published == nil { document.metadata.published = first(.published, &document) }
    if document.metadata.modified == nil { document.metadata.modified = first(.modified, &document) }
    if document.metadata.referenceDate == nil, let published = document.metadata.published,
      let parsed = ISODateTime(published)
    {
      document.metadata.referenceDate = parsed.date.text
    }
  }

  private func first(_ field: DateCandidate.Field, _ document: inout Document) -> String? {
    let isPersian = ["fa", "prs"].contains(document.metadata.language)
    for candidate in document.metadata.dateCandidates where candidate.field == field {
      var options = readingOptions
      // "۱۴۰۱/۰۲/۲۱": a year of Persian digits or of a Persian page is Jalali, where 1401 could be Hijri too.
      if isPersian || Self.hasPersianDigit(candidate.text) { options.readsHijri = false }
      guard let value = Self.isoDate(candidate.text, options: options) else { continue }
      document.metadata.origins[field.rawValue] = candidate.origin
      return value
    }
    return nil
  }

  private static func hasPersianDigit(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x6F0...0x6F9).contains($0.value) }
  }

  /// The first full day in `text` with the time of day beside it; nil when there is none.
  static func isoDate(_ text: String, options: TimeReadingOptions) -> String? {
    guard text.utf8.count <= maximumBytes else { return nil }
    if let iso = ISODateTime(text) { return iso.text }
    let grammar = TimeGrammar(
      text: TimeText(plain: Array(text.utf8)), resolver: DateResolver(reference: nil), options: options)
    var day: String?
    var clock: String?
    for found in grammar.read() {
      let value = found.value
      if day == nil, found.kind == .date || found.kind == .datetime, value.utf8.count >= 10,
        let date = ISODateTime(String(value.prefix(10)))
      {
        day = date.date.text
        if found.kind == .datetime, value.utf8.count > 13 { clock = String(value.dropFirst(10)) }
      } else if clock == nil, found.kind == .time, value.utf8.count >= 6 {
        clock = value
      }
    }
    guard let day else { return nil }
    guard let clock, let whole = ISODateTime(day + clock) else { return day }
    return whole.text
  }
}
