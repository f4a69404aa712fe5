public import KhabarAnnotations
import KhabarArabic
import KhabarCore
import KhabarNumbers
import KhabarText
import KhabarTime

/// Reads the numbers and quantities of a string.
///
/// ```swift
/// let reader = NumberReader()
/// reader.value(of: "سبعة وعشرون ألفاً وسبعمئة وثمانية")      // .integer(27708)
/// reader.quantities(in: "قرض بقيمة ملياري دولار").first?.unit // .currency("USD")
/// ```
///
/// Make one and keep it: the word lists are read when the first one is made.
public struct NumberReader: Sendable {
  private let tokeniser = SentenceTokeniser()
  private let numberStage = NumbersStage(options: .init())
  private let timeStage = TimesStage(options: .init())
  private let quantityStage = QuantitiesStage(options: .init())

  public init() {}

  /// All numbers of `text` in text order, those of dates and duals of nouns (قتيلان) included. O(length).
  public func numbers(in text: String) -> [NumberReading] {
    var document = tokeniser.document(text)
    numberStage.process(&document)
    let utf8 = text.utf8
    return document[Numbers.self].map { found in
      let start = utf8.index(utf8.startIndex, offsetBy: found.range.lowerBound)
      let end = utf8.index(utf8.startIndex, offsetBy: found.range.upperBound)
      return NumberReading(range: start..<end, text: String(text[start..<end]), value: found.value, kind: found.kind)
    }
  }

  /// The value of a text that is one number and nothing else; nil for another text.
  public func value(of text: String) -> NumberValue? {
    let found = numbers(in: text)
    guard found.count == 1, text[..<found[0].range.lowerBound].allSatisfy(\.isWhitespace),
      text[found[0].range.upperBound...].allSatisfy(\.isWhitespace)
    else { return nil }
    return found[0].value
  }

  /// What is counted, measured, paid and ordered in `text`, with its unit; numbers of dates and durations are left out.
  /// O(length).
  public func quantities(in text: String) -> [QuantityReading] {
    var document = tokeniser.document(text)
    // Any day will do: dates are read here only to leave their numbers out.
    document.metadata.referenceDate = "2000-01-01"
    numberStage.process(&document)
    timeStage.process(&document)
    quantityStage.process(&document)
    let utf8 = text.utf8
    return document[Quantities.self].map { found in
      let start = utf8.index(utf8.startIndex, offsetBy: found.range.lowerBound)
      let end = utf8.index(utf8.startIndex, offsetBy: found.range.upperBound)
      return QuantityReading(range: start..<end, text: String(text[start..<end]), annotation: found)
    }
  }
}
