import KhabarAnnotations
import KhabarCore
import KhabarText

/// A table of the CSV sink: its columns and how a document fills it.
struct CSVTable: Sendable {
  let name: String
  /// The columns after `doc_id`.
  let columns: [String]
  let fill: @Sendable (Document, inout CSVRows) -> Void

  static let all: [CSVTable] = [
    documents, entities, mentions, statements, dates, quantities, casualties, events, diagnostics,
  ]

  private static let documents = CSVTable(
    name: "documents",
    columns: [
      "title", "authors", "publisher", "url", "published", "language", "reference_date", "file", "encoding", "sha256",
      "text",
    ]
  ) { document, rows in
    let metadata = document.metadata
    rows.add([
      metadata.title, metadata.authors.joined(separator: "; "), metadata.publisher, metadata.url, metadata.published,
      metadata.language, metadata.referenceDate, document.source.file, document.source.encoding,
      document.source.sha256, String(decoding: document.text, as: UTF8.self),
    ])
  }

  private static let entities = CSVTable(
    name: "entities",
    columns: ["entity", "type", "subtype", "named", "canonical", "identifier", "titles", "mentions", "run_id"]
  ) { document, rows in
    var inRun: [Int: Int] = [:]
    for item in document[RunEntities.self] { inRun[item.entity.value] = item.number }
    for (index, item) in document[Entities.self].enumerated() {
      rows.add([
        Entities.identifier(LayerIndex(index)), item.type.rawValue, item.subtype, String(item.isNamed), item.canonical,
        item.identifier, item.titles.map(document.string).joined(separator: "; "), String(item.mentions.count),
        inRun[index].map(RunEntities.identifier),
      ])
    }
  }

  private static let mentions = CSVTable(
    name: "mentions", columns: ["entity", "form", "start", "end", "text"]
  ) { document, rows in
    for (index, item) in document[Entities.self].enumerated() {
      for mention in item.mentions {
        rows.add([Entities.identifier(LayerIndex(index)), mention.form.rawValue] + rows.span(mention.range))
      }
    }
  }

  private static let statements = CSVTable(
    name: "statements",
    columns: [
      "statement", "speaker", "speaker_entity", "cue", "type", "mode", "content", "quoted", "source_chain", "addressee",
      "time", "place", "setting", "parent", "start", "end", "rule",
    ]
  ) { document, rows in
    for (index, item) in document[Statements.self].enumerated() {
      let span = item.content.first.map { rows.span($0.union(item.content[item.content.count - 1])) }
      rows.add([
        Statements.identifier(LayerIndex(index)), rows.name(item.speaker), rows.entityID(item.speaker),
        rows.text(item.cue.range), item.cue.type, item.mode.rawValue, rows.text(item.content), rows.text(item.quoted),
        rows.names(item.sourceChain), rows.names(item.addressees), item.time, rows.name(item.place),
        rows.text(item.setting), item.parent.map(Statements.identifier), span?[0], span?[1], item.rule,
      ])
    }
  }

  private static let dates = CSVTable(
    name: "dates", columns: ["start", "end", "text", "type", "kind", "value", "mod", "calendar", "original", "rule"]
  ) { document, rows in
    for item in document[Times.self] {
      rows.add(
        rows.span(item.range) + [
          item.type.rawValue, item.kind.rawValue, item.value, item.modifier?.rawValue, item.calendar.rawValue,
          item.original, item.rule,
        ])
    }
  }

  private static let quantities = CSVTable(
    name: "quantities",
    columns: ["start", "end", "text", "normalized", "normalized_kind", "unit", "kind", "modifier", "rule"]
  ) { document, rows in
    for item in document[Quantities.self] {
      rows.add(
        rows.span(item.range) + [
          item.normalized, item.normalizedKind.rawValue, item.unit, item.kind.rawValue, item.modifier.rawValue,
          item.rule,
        ])
    }
  }

  private static let casualties = CSVTable(
    name: "casualties",
    columns: [
      "start", "end", "text", "kind", "number", "modifier", "victims", "as_of", "attributed_to", "place", "rule",
    ]
  ) { document, rows in
    for item in document[Casualties.self] {
      rows.add(
        rows.span(item.range) + [
          item.kind.rawValue, item.number.map(String.init), item.modifier.rawValue, rows.text(item.victims), item.asOf,
          rows.names(item.attributedTo), rows.name(item.place), item.rule,
        ])
    }
  }

  private static let events = CSVTable(
    name: "events",
    columns: ["event", "type", "cameo", "status", "triggers", "participants", "date", "place", "start", "end", "rule"]
  ) { document, rows in
    for (index, item) in document[Events.self].enumerated() {
      let participants = item.participants.compactMap { participant in
        rows.name(participant.party).map { "\(participant.role): \($0)" }
      }
      let span = item.triggers.first.map(rows.span)
      rows.add([
        "v\(index + 1)", item.type, item.cameo, item.status.rawValue,
        item.triggers.map(document.string).joined(separator: "; "), participants.joined(separator: "; "), item.date,
        rows.name(item.place), span?[0], span?[1], item.rule,
      ])
    }
  }

  private static let diagnostics = CSVTable(
    name: "diagnostics", columns: ["severity", "code", "message", "origin"]
  ) { document, rows in
    for item in document[Diagnostics.self] {
      rows.add([item.severity.rawValue, item.code, item.message, item.origin])
    }
  }
}
