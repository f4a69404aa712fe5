public import KhabarCore

/// Plain text files, one document each: the document's text is the file's, character for character.
///
/// The encoding is found by the bytes; broken UTF-8 is repaired with a diagnostic; a file that is no text fails. With
/// `piece_bytes` a long file becomes several documents, and memory does not grow with it.
public struct TextSource: Source {
  public typealias Options = TextOptions

  public static let name = "text"
  public static let summary = "Plain text files, one document each."
  public static let provides: [LayerName] = [.text]

  private let options: TextOptions

  public init(options: TextOptions) { self.options = options }

  public func reader() throws -> any DocumentReader {
    InputReader(
      options.pieceBytes > 0 ? .pieces(options.pieceBytes) : .fixed(.text), options: options.input,
      extensions: InputExtensions.text, origin: Self.name)
  }
}

/// Saved pages, one document each, and the pages of MHTML, WARC and ARC archives. The `article` stage takes their text
/// out.
public struct HTMLSource: Source {
  public typealias Options = InputOptions

  public static let name = "html"
  public static let summary =
    "Saved pages (HTML, MHTML, WARC, ARC), one document each; the article stage takes their text out."
  public static let provides: [LayerName] = []

  private let options: InputOptions

  public init(options: InputOptions) { self.options = options }

  public func reader() throws -> any DocumentReader {
    InputReader(.pages, options: options, extensions: InputExtensions.pages, origin: Self.name)
  }
}

/// Lines of JSON, one document each: `{"id", "text" or "html", "reference_date", "url", "title", "published", …}`.
///
/// A line that cannot be read gives a failure in its place, and the next line follows.
public struct JSONLinesSource: Source {
  public typealias Options = InputOptions

  public static let name = "jsonl"
  public static let summary = "Lines of JSON with \"text\" or \"html\", one document each."
  public static let provides: [LayerName] = [.text]

  private let options: InputOptions

  public init(options: InputOptions) { self.options = options }

  public func reader() throws -> any DocumentReader {
    InputReader(.fixed(.jsonLines), options: options, extensions: InputExtensions.records, origin: Self.name)
  }
}

/// Files of any of the known kinds, each recognised by its content.
public struct AutoSource: Source {
  public typealias Options = InputOptions

  public static let name = "auto"
  public static let summary = "Texts, saved pages, web archives and lines of JSON, each file recognised by its content."
  // A page among the files has no text before the article stage.
  public static let provides: [LayerName] = []

  private let options: InputOptions

  public init(options: InputOptions) { self.options = options }

  public func reader() throws -> any DocumentReader {
    InputReader(.automatic, options: options, extensions: InputExtensions.all, origin: Self.name)
  }
}

/// What files of a folder end in.
enum InputExtensions {
  static let text = ["txt", "text"]
  static let savedPages = ["mhtml", "mht"]
  static let archives = ["warc", "arc"]
  static let pages = ["html", "htm", "xhtml", "shtml"] + savedPages + archives
  static let records = ["jsonl", "ndjson"]
  static let all = text + pages + records
}

extension StageRegistry {
  /// Registers the sources of this module and the `article` stage.
  public mutating func registerIngest() {
    register(TextSource.self)
    register(HTMLSource.self)
    register(JSONLinesSource.self)
    register(MHTMLSource.self)
    register(WARCSource.self)
    register(AutoSource.self)
    register(ArticleStage.self)
  }
}
