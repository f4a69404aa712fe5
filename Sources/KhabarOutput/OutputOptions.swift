public import KhabarCore
public import KhabarText

/// What every sink of documents can be told.
public struct DocumentSinkOptions: StageOptions {
  /// `-` or nothing is standard output.
  public var path = "-"
  public var offsets = OffsetUnit.scalar
  public var include: [String] = []
  public var pretty = false

  public init() {}

  public static let fields: [OptionField<DocumentSinkOptions>] = [
    .string(
      "path", \.path, "The file to write; - is standard output. It is written as PATH.part and renamed when whole."),
    .choice("offsets", \.offsets, "What start and end count: Unicode scalars, UTF-16 code units or UTF-8 bytes."),
    .strings(
      "include", \.include,
      "Layers to write besides the standard ones: tokens, numbers, folded, source-map, or a stage's own."),
    .bool("pretty", \.pretty, "Indented, for people."),
  ]
}
