public import KhabarCore

/// The options of every source that reads files.
public struct InputOptions: StageOptions, ReadsFiles {
  public var paths: [String] = []
  public var referenceDate: String?
  public var maximumBytes = 64 << 20

  public init() {}

  public static let fields = inputFields

  var input: InputOptions {
    get { self }
    set { self = newValue }
  }
}

/// The options of a source of plain texts.
public struct TextOptions: StageOptions, ReadsFiles {
  public var input = InputOptions()
  /// 0: a file is one document.
  public var pieceBytes = 0

  public init() {}

  public static let fields =
    inputFields + [
      .integer(
        "piece_bytes", \.pieceBytes, in: 0...64_000_000,
        """
        Longer files are read in pieces of at most so many bytes, one document each, cut behind a line or a sentence \
        where one ends; 0: a file is one document. For texts that do not fit in memory; what is said of a name in one \
        piece is not known in the next.
        """)
    ]
}

/// Options with those of every source among them.
protocol ReadsFiles: StageOptions {
  var input: InputOptions { get set }
}

extension ReadsFiles {
  static var inputFields: [OptionField<Self>] {
    [
      .strings(
        "paths", \.input.paths,
        """
        Files, folders (read in the order of their names, hidden ones passed over), patterns with ?, * and **, and - for \
        standard input, which is also read when the list is empty. Gzip is inflated.
        """),
      .optionalString(
        "reference_date", \.input.referenceDate,
        "The day that \"today\" means in documents that do not say it themselves, as 2024-02-07."),
      .integer(
        "maximum_bytes", \.input.maximumBytes, in: 1_000...2_000_000_000,
        "Documents larger than this are refused, so that one file cannot take all memory."),
    ]
  }
}
