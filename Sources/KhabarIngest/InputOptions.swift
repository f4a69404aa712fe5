public import KhabarCore

/// The options of every source that reads files.
public struct InputOptions: StageOptions {
  public var paths: [String] = []
  public var referenceDate: String?
  public var maximumBytes = 64 << 20

  public init() {}

  public static let fields: [OptionField<InputOptions>] = [
    .strings(
      "paths", \.paths,
      """
      Files, folders (read in the order of their names, hidden ones passed over), patterns with ?, * and **, and - for \
      standard input, which is also read when the list is empty. Gzip is inflated.
      """),
    .optionalString(
      "reference_date", \.referenceDate,
      "The day that \"today\" means in documents that do not say it themselves, as 2024-02-07."),
    .integer(
      "maximum_bytes", \.maximumBytes, in: 1_000...2_000_000_000,
      "Documents larger than this are refused, so that one file cannot take all memory."),
  ]
}
