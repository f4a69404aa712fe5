import KhabarAnnotations
public import KhabarCore
import KhabarText

/// What a document says, on a page for people: who said what, how many, when.
public struct SummarySink: Sink {
  public struct Options: StageOptions {
    public var path = "-"

    public init() {}

    public static let fields: [OptionField<Options>] = [
      .string("path", \.path, "The file to write; - is standard output.")
    ]
  }

  public static let name = "summary"
  public static let summary = "A page for people: who said what, through whom, how many, what happened."

  private let options: Options

  public init(options: Options) { self.options = options }

  public var outputPaths: [String] { [options.path] }

  public func encode(_ document: Document) -> SinkRecord {
    var lines = [document.metadata.title ?? document.id]
    let about = [document.metadata.publisher, document.metadata.authors.first, document.metadata.published]
    lines.append(about.compactMap { $0 }.joined(separator: ", "))
    let rows = CSVRows(document: document, offsets: OffsetConverter(document.text, unit: .scalar))
    section("Statements", document[Statements.self].map { statement(of: $0, rows) }, &lines)
    section("Casualties", document[Casualties.self].map { casualty(of: $0, document, rows) }, &lines)
    section("Events", document[Events.self].map { event(of: $0, document, rows) }, &lines)
    section("Dates", document[Times.self].map { "\(document.string($0.range))  =  \($0.value)" }, &lines)
    section("Named", named(document), &lines)
    return .bytes([Array((lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n").utf8)])
  }

  public func open() throws -> any SinkWriter {
    try FileSinkWriter(paths: [options.path], frame: .init(between: [0x0A]))
  }

  public func reopen(at lengths: [Int], wasFinished: Bool) throws -> (any SinkWriter)? {
    try FileSinkWriter(
      paths: [options.path], frame: .init(between: [0x0A]),
      continuing: .init(lengths: lengths, wasFinished: wasFinished))
  }

  private func section(_ title: String, _ items: [String], _ lines: inout [String]) {
    guard !items.isEmpty else { return }
    lines.append("  \(title)")
    lines += items.map { "    \($0)" }
  }

  private func statement(of item: Statement, _ rows: CSVRows) -> String {
    let speaker = rows.name(item.speaker) ?? "?"
    let chain = (item.sourceChain.compactMap(rows.name) + [speaker]).joined(separator: " > ")
    let addressee = item.addressees.isEmpty ? "" : " → " + item.addressees.compactMap(rows.name).joined(separator: ", ")
    return "\(chain)\(addressee) (\(item.cue.type)): \(rows.text(item.content))"
  }

  private func casualty(of item: CasualtyCount, _ document: Document, _ rows: CSVRows) -> String {
    let source = item.attributedTo.isEmpty ? "" : ", by \(rows.names(item.attributedTo))"
    let number = item.number.map(String.init) ?? item.modifier.rawValue
    return
      "\(number) \(item.kind.rawValue)\(item.asOf.map { ", \($0)" } ?? "")\(source): \(document.string(item.range))"
  }

  private func event(of item: Event, _ document: Document, _ rows: CSVRows) -> String {
    let who = item.participants.compactMap { rows.name($0.party) }.joined(separator: ", ")
    let location = rows.name(item.place).map { " in \($0)" } ?? ""
    let triggers = item.triggers.map(document.string).joined(separator: ", ")
    return "\(item.type), \(item.status.rawValue)\(item.date.map { ", \($0)" } ?? "")\(location): \(triggers) [\(who)]"
  }

  private func named(_ document: Document) -> [String] {
    Entity.EntityType.allCases.compactMap { type in
      let names = document[Entities.self].filter { $0.type == type && $0.isNamed }
        .map { "\($0.canonical) (\($0.mentions.count))" }
      return names.isEmpty ? nil : "\(type.rawValue): \(names.joined(separator: "، "))"
    }
  }
}
