import KhabarAnnotations
public import KhabarCore
import KhabarText

/// The entities of a run in one table: who and what is named, how often, in how many documents.
///
/// - Requires: `run-entities`, which the stage `entity-table` provides.
public struct EntityTableSink: Sink {
  public struct Options: StageOptions {
    public var path = "entity_table.csv"
    /// Rows with fewer documents are left out.
    public var minimumDocuments = 1
    public var byteOrderMark = true

    public init() {}

    public static let fields: [OptionField<Options>] = [
      .string("path", \.path, "The file to write; - is standard output."),
      .integer(
        "minimum_documents", \.minimumDocuments, in: 1...1_000_000_000,
        "Leaves out what fewer documents name."),
      .bool("byte_order_mark", \.byteOrderMark, "Begins the file with U+FEFF, without which Excel misreads Arabic."),
    ]
  }

  public static let name = "entities"
  public static let summary =
    "One CSV table of the run's entities: names, titles, documents, mentions (needs the stage entity-table)."

  public static let requires = [LayerName(RunEntities.self)]

  static let columns = [
    "id", "type", "subtype", "canonical", "identifier", "variants", "titles", "documents", "mentions", "first_document",
  ]

  private let options: Options

  public init(options: Options) { self.options = options }

  public var outputPaths: [String] { [options.path] }

  public func encode(_ document: Document) -> SinkRecord {
    let entities = document[Entities.self]
    let rows = document[RunEntities.self].map { item in
      EntityTableRow(number: item.number, entities[item.entity.value], in: document)
    }
    return .value(rows)
  }

  public func open() throws -> any SinkWriter {
    let mark: [UInt8] = options.byteOrderMark ? [0xEF, 0xBB, 0xBF] : []
    return EntityTableWriter(
      try FileSinkWriter(paths: [options.path], headers: [mark + CSVRows.line(Self.columns)]),
      minimumDocuments: options.minimumDocuments)
  }
}

/// What one document adds to an entity of the run.
struct EntityTableRow: Sendable {
  let number: Int
  let type: String
  let subtype: String?
  let canonical: String
  let identifier: String?
  let names: [String]
  let titles: [String]
  let mentions: Int
  let document: String

  init(number: Int, _ entity: Entity, in document: Document) {
    self.number = number
    type = entity.type.rawValue
    subtype = entity.subtype
    canonical = entity.canonical
    identifier = entity.identifier
    var names: [String] = []
    for mention in entity.mentions.prefix(64) where mention.form != .description && mention.form != .title {
      let name = document.string(mention.range)
      if !names.contains(name) { names.append(name) }
      if names.count >= 8 { break }
    }
    self.names = names
    titles = entity.titles.prefix(4).map(document.string)
    mentions = entity.mentions.count
    self.document = document.id
  }
}

/// Gathers the rows and writes the table at the end. The most frequent canonical form counts, the first among equals.
final class EntityTableWriter: SinkWriter {
  private struct Total {
    var type: String
    var subtype: String?
    var identifier: String?
    var canonicals: [(name: String, documents: Int)] = []
    var variants: [String] = []
    var titles: [String] = []
    var documents = 0
    var mentions = 0
    var firstDocument: String
    var lastDocument = ""
  }

  private let file: FileSinkWriter
  private let minimumDocuments: Int
  private var totals: [Int: Total] = [:]

  init(_ file: FileSinkWriter, minimumDocuments: Int) {
    self.file = file
    self.minimumDocuments = minimumDocuments
  }

  func write(_ record: SinkRecord) {
    guard case .value(let value) = record, let rows = value as? [EntityTableRow] else { return }
    for row in rows { add(row, to: &totals[row.number, default: Total(type: row.type, firstDocument: row.document)]) }
  }

  private func add(_ row: EntityTableRow, to total: inout Total) {
    total.subtype = total.subtype ?? row.subtype
    total.identifier = total.identifier ?? row.identifier
    if let index = total.canonicals.firstIndex(where: { $0.name == row.canonical }) {
      total.canonicals[index].documents += 1
    } else if total.canonicals.count < 16 {
      total.canonicals.append((row.canonical, 1))
    }
    for name in row.names where total.variants.count < 16 && !total.variants.contains(name) {
      total.variants.append(name)
    }
    for title in row.titles where total.titles.count < 8 && !total.titles.contains(title) { total.titles.append(title) }
    // Two entities of one document may be one in the run.
    if total.lastDocument != row.document || total.documents == 0 { total.documents += 1 }
    total.lastDocument = row.document
    total.mentions += row.mentions
  }

  func flush() throws { try file.flush() }

  func finish() throws {
    for (number, total) in totals.sorted(by: { $0.key < $1.key }) where total.documents >= minimumDocuments {
      var canonical = total.canonicals[0]
      for other in total.canonicals where other.documents > canonical.documents { canonical = other }
      let variants = total.variants.filter { $0 != canonical.name }
      try file.write(
        .bytes([
          CSVRows.line([
            RunEntities.identifier(number), total.type, total.subtype, canonical.name, total.identifier,
            variants.joined(separator: "; "), total.titles.joined(separator: "; "), String(total.documents),
            String(total.mentions), total.firstDocument,
          ])
        ]))
    }
    try file.finish()
  }

  func cancel() { file.cancel() }
}
