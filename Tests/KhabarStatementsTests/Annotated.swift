import Khabar
import KhabarAnnotations
import KhabarCore
import KhabarText

@testable import KhabarStatements

/// A person, body or place that a test puts into its text, with the words that name it.
struct Named {
  var type: Entity.EntityType
  var words: [String]
  var titles: [String]
  var isNamed: Bool
  var subtype: String?

  static func person(_ words: String..., titles: [String] = []) -> Named {
    Named(type: .person, words: words, titles: titles, isNamed: true)
  }

  static func body(_ words: String...) -> Named { Named(type: .organisation, words: words, titles: [], isNamed: true) }

  static func medium(_ words: String...) -> Named {
    Named(type: .organisation, words: words, titles: [], isNamed: true, subtype: "media")
  }

  static func place(_ words: String...) -> Named { Named(type: .location, words: words, titles: [], isNamed: true) }

  static func unnamed(_ words: String...) -> Named { Named(type: .person, words: words, titles: [], isNamed: false) }
}

/// A text with tokens and sentences as the pipeline cuts them, entities put in by hand, and the statements found in it.
struct Annotated {
  private(set) var document: Document

  init(_ text: String, _ entities: [Named] = [], options: StatementsStage.Options = .init()) throws {
    document = Document(id: "t", text: text)
    for stage in try Annotated.stagesBefore() { try stage.process(&document) }
    document[Entities.self] = entities.map { Annotated.entity($0, in: document.text) }
    StatementsStage(options: options).process(&document)
  }

  static func stagesBefore() throws -> [any Stage] {
    try ["fold", "sentences", "tokens"].map { name in
      guard let stage = StageRegistry.standard.stage(name) else { throw Missing(name: name) }
      return try stage.make(options: nil)
    }
  }

  struct Missing: Error { var name: String }

  var statements: [Statement] { document[Statements.self] }

  /// `cue | speaker | content | chain | addressees`, empty parts as `-`, an implicit speaker in brackets.
  var summary: [String] {
    statements.map { statement in
      [
        document.string(statement.cue.range), name(statement.speaker),
        statement.content.map(document.string).joined(separator: " … "),
        list(statement.sourceChain), list(statement.addressees),
      ].joined(separator: " | ")
    }
  }

  func name(_ party: Party?) -> String {
    guard let party else { return "-" }
    switch party.reference {
    case .entity(let index):
      let canonical = document[Entities.self][index.value].canonical
      return party.mention == nil ? "(\(canonical))" : canonical
    case .literal(let range): return party.mention == nil ? "(\(document.string(range)))" : document.string(range)
    }
  }

  private func list(_ parties: [Party]) -> String {
    parties.isEmpty
      ? "-" : parties.map { name($0).trimmingBrackets }.joined(separator: "، ")
  }

  private static func entity(_ named: Named, in text: [UInt8]) -> Entity {
    var mentions: [EntityMention] = []
    for (index, words) in named.words.enumerated() {
      let form: EntityMention.Form = !named.isNamed ? .description : index == 0 ? .name : .short
      let taken = mentions
      for range in ranges(of: words, in: text) where !taken.contains(where: { $0.range.overlaps(range) }) {
        mentions.append(EntityMention(range: range, form: form))
      }
    }
    mentions.sort { $0.range < $1.range }
    return Entity(
      type: named.type, subtype: named.subtype, isNamed: named.isNamed, canonical: named.words[0],
      titles: named.titles.flatMap { ranges(of: $0, in: text) }, mentions: mentions, rule: "test")
  }

  private static func ranges(of words: String, in text: [UInt8]) -> [TextRange] {
    let pattern = Array(words.utf8)
    var found: [TextRange] = []
    var index = 0
    while index + pattern.count <= text.count {
      if text[index..<index + pattern.count].elementsEqual(pattern) {
        found.append(TextRange(index, index + pattern.count))
        index += pattern.count
      } else {
        index += 1
      }
    }
    return found
  }
}

extension String {
  fileprivate var trimmingBrackets: String { hasPrefix("(") ? String(dropFirst().dropLast()) : self }
}
