public import KhabarCore

/// Pages saved as one file with their parts (MHTML), one document each.
///
/// The document's `source.bytes` are the page's own part, decoded; its `source.uri` is the address it was saved from.
/// A file that ends early gives what it has, with a diagnostic.
public struct MHTMLSource: Source {
  public typealias Options = InputOptions

  public static let name = "mhtml"
  public static let summary =
    "Pages saved as one MHTML file, one document each; the article stage takes their text out."
  public static let provides: [LayerName] = []

  private let options: InputOptions

  public init(options: InputOptions) { self.options = options }

  public func reader() throws -> any DocumentReader {
    InputReader(.fixed(.mhtml), options: options, extensions: InputExtensions.savedPages, origin: Self.name)
  }
}

/// Web archives, WARC and ARC, plain or compressed: one document for each page that was fetched with success.
///
/// Read record by record, whatever the size of the file; pages larger than `maximum_bytes` are refused. Requests,
/// redirects, errors, images and the like are passed over. Damage costs the record it is in: there is a failure for it,
/// and reading goes on at the next record.
public struct WARCSource: Source {
  public typealias Options = InputOptions

  public static let name = "warc"
  public static let summary =
    "Web archives (WARC, ARC), one document for each page; the article stage takes the text out."
  public static let provides: [LayerName] = []

  private let options: InputOptions

  public init(options: InputOptions) { self.options = options }

  public func reader() throws -> any DocumentReader {
    InputReader(.fixed(.warc), options: options, extensions: InputExtensions.archives, origin: Self.name)
  }
}
