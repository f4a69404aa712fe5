import KhabarCore
import KhabarText

/// A stage of the tests: finds runs of ASCII digits.
struct DigitStage: Stage {
  struct Options: StageOptions {
    var earliestYear = 1300
    var order = Order.ascending
    var words: [String] = []
    var isStrict = false

    enum Order: String, CaseIterable, Sendable {
      case ascending
      case descending
    }

    static let fields: [OptionField<Options>] = [
      .integer("earliest_year", \.earliestYear, in: 1...1600, "Years before this are plain numbers."),
      .choice("order", \.order, "The order of the results."),
      .strings("words", \.words, "Words to leave out."),
      .bool("strict", \.isStrict, "Whether to be strict."),
    ]
  }

  static let name = "test.digits"
  static let summary = "Finds digits."
  static let provides = [LayerName(Digits.self)]

  let options: Options

  init(options: Options) { self.options = options }

  func process(_ document: inout Document) {
    var found: [TextRange] = []
    for (index, byte) in document.text.enumerated() where byte >= 0x30 && byte <= 0x39 {
      if let last = found.last, last.upperBound == index {
        found[found.count - 1] = TextRange(last.lowerBound, index + 1)
      } else {
        found.append(TextRange(index, index + 1))
      }
    }
    document[Digits.self] = found
  }
}

enum Digits: LayerKey {
  typealias Item = TextRange
  static let name = "test.digits"

  static func write(_ items: [TextRange], to writer: inout AnnotationWriter) { writer.spans(items) }
}

/// Needs `Digits`, and provides a layer that is written by its `Encodable` conformance.
struct YearStage: Stage {
  static let name = "test.years"
  static let summary = "Takes digits for years."
  static let requires = [LayerName(Digits.self)]
  static let provides = [LayerName(Years.self)]

  init(options: NoOptions) {}

  func process(_ document: inout Document) {
    document[Years.self] = document[Digits.self].map { range in
      Year(range: range, calendarName: "hijri", values: [Int(document.string(range)) ?? 0])
    }
  }
}

struct Year: Encodable, Sendable, Anchored {
  var range: TextRange
  var calendarName: String
  var values: [Int]

  var ranges: [TextRange] { [range] }
}

enum Years: LayerKey {
  typealias Item = Year
  static let name = "test.years"
}
