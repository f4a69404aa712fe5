import KhabarAnnotations
public import KhabarCore
public import KhabarText

/// A folder of tables, one file for each family of annotations.
public struct CSVSink: Sink {
  public struct Options: StageOptions {
    public var path = "tables"
    public var offsets = OffsetUnit.scalar
    public var byteOrderMark = true

    public init() {}

    public static let fields: [OptionField<Options>] = [
      .string("path", \.path, "The folder to write the tables into; it is made when missing."),
      .choice("offsets", \.offsets, "What start and end count: Unicode scalars, UTF-16 code units or UTF-8 bytes."),
      .bool("byte_order_mark", \.byteOrderMark, "Begins each file with U+FEFF, without which Excel misreads Arabic."),
    ]
  }

  public static let name = "csv"
  public static let summary = "A folder of CSV tables (RFC 4180), one for each family of annotations."

  private let options: Options

  public init(options: Options) { self.options = options }

  public var outputPaths: [String] { CSVTable.all.map { "\(options.path)/\($0.name).csv" } }

  public func encode(_ document: Document) -> SinkRecord {
    let offsets = OffsetConverter(document.text, unit: options.offsets)
    return .bytes(
      CSVTable.all.map { table in
        var rows = CSVRows(document: document, offsets: offsets)
        table.fill(document, &rows)
        return rows.bytes
      })
  }

  public func open() throws -> any SinkWriter {
    try Folder.make(options.path)
    return try FileSinkWriter(paths: outputPaths, headers: headers)
  }

  public func reopen(at lengths: [Int], wasFinished: Bool) throws -> (any SinkWriter)? {
    try FileSinkWriter(
      paths: outputPaths, headers: headers, continuing: .init(lengths: lengths, wasFinished: wasFinished))
  }

  private var headers: [[UInt8]] {
    let mark: [UInt8] = options.byteOrderMark ? [0xEF, 0xBB, 0xBF] : []
    return CSVTable.all.map { mark + CSVRows.line(["doc_id"] + $0.columns) }
  }
}

/// Rows under construction. Every row begins with the document's id.
struct CSVRows {
  private(set) var bytes: [UInt8] = []
  private let document: Document
  private let offsets: OffsetConverter

  init(document: Document, offsets: OffsetConverter) {
    self.document = document
    self.offsets = offsets
  }

  mutating func add(_ cells: [String?]) { bytes += Self.line([document.id] + cells) }

  /// `start`, `end` and `text`.
  func span(_ range: TextRange) -> [String?] {
    [
      String(offsets.convert(range.lowerBound)), String(offsets.convert(range.upperBound)), document.string(range),
    ]
  }

  func text(_ range: TextRange?) -> String? { range.map(document.string) }
  func text(_ ranges: [TextRange]) -> String { ranges.map(document.string).joined(separator: " … ") }

  /// The canonical name of a party, or its words.
  func name(_ party: Party?) -> String? {
    guard let party else { return nil }
    return switch party.reference {
    case .entity(let index): document[Entities.self][index.value].canonical
    case .literal(let range): document.string(range)
    }
  }

  /// The id of the entity a party is, nil for a phrase.
  func entityID(_ party: Party?) -> String? {
    guard case .entity(let index)? = party?.reference else { return nil }
    return Entities.identifier(index)
  }

  func names(_ parties: [Party]) -> String { parties.compactMap(name).joined(separator: " > ") }

  /// One line of RFC 4180.
  static func line(_ cells: [String?]) -> [UInt8] {
    var line: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { line.append(0x2C) }
      line += quoted(cell ?? "")
    }
    return line + [0x0D, 0x0A]
  }

  /// A cell that a spreadsheet would take for a formula gets an apostrophe before it (CWE-1236).
  private static func quoted(_ cell: String) -> [UInt8] {
    var bytes = Array(cell.utf8)
    if let first = bytes.first, [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(first), Double(cell) == nil {
      bytes.insert(0x27, at: 0)
    }
    guard bytes.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return bytes }
    return [0x22] + bytes.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
  }
}
