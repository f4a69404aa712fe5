/// The vocabularies of draft 2020-12 whose keywords count.
struct SchemaVocabularies: OptionSet, Sendable {
  let rawValue: UInt8

  static let core = SchemaVocabularies(rawValue: 1)
  static let applicator = SchemaVocabularies(rawValue: 2)
  static let unevaluated = SchemaVocabularies(rawValue: 4)
  static let validation = SchemaVocabularies(rawValue: 8)
  /// Keywords that refuse nothing: `meta-data`, `format-annotation`, `content`.
  static let annotation = SchemaVocabularies(rawValue: 16)

  static let all: SchemaVocabularies = [.core, .applicator, .unevaluated, .validation, .annotation]
  static let dialect = "https://json-schema.org/draft/2020-12/schema"

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The vocabulary of a URI, nil when it is not known.
  init?(uri: String) {
    switch uri {
    case "https://json-schema.org/draft/2020-12/vocab/core": self = .core
    case "https://json-schema.org/draft/2020-12/vocab/applicator": self = .applicator
    case "https://json-schema.org/draft/2020-12/vocab/unevaluated": self = .unevaluated
    case "https://json-schema.org/draft/2020-12/vocab/validation": self = .validation
    case "https://json-schema.org/draft/2020-12/vocab/meta-data",
      "https://json-schema.org/draft/2020-12/vocab/format-annotation",
      "https://json-schema.org/draft/2020-12/vocab/content":
      self = .annotation
    default: return nil
    }
  }
}
