import KhabarAnnotations
public import KhabarCore
import KhabarStatements
public import KhabarText

/// What was read in one sentence and by which rules, as text for a terminal.
///
/// Tokens with their segments, entities, dates, words that may report speech, and the statements, casualties and events
/// with the rule that made each.
public struct SentenceExplanation: Sendable {
  /// The number of the sentence, from 1.
  public let sentence: Int
  public let text: String

  /// The sentence at a UTF-8 offset; nil where no sentence is. Between two sentences it is the one before.
  public init?(of document: Document, at offset: Int, offsets: OffsetUnit = .scalar) {
    let sentences = document[Sentences.self]
    guard offset >= 0, offset <= document.text.count,
      let index = sentences.lastIndex(where: { $0.range.lowerBound <= offset })
    else { return nil }
    self.init(of: document, sentence: index + 1, offsets: offsets)
  }

  /// The sentence with this number, from 1; nil where there is none.
  public init?(of document: Document, sentence: Int, offsets: OffsetUnit = .scalar) {
    let sentences = document[Sentences.self]
    guard sentence >= 1, sentence <= sentences.count else { return nil }
    self.sentence = sentence
    var page = Page(document: document, range: sentences[sentence - 1].range, offsets: offsets)
    page.head(sentence, of: sentences.count)
    page.tokens()
    page.entities()
    page.times()
    page.cues()
    page.statements()
    page.figures()
    text = page.lines.joined(separator: "\n") + "\n"
  }

  /// Where in a text the offset of another unit stands, in bytes; nil behind its end. O(text).
  public static func byteOffset(of offset: Int, in text: [UInt8], unit: OffsetUnit) -> Int? {
    let converter = OffsetConverter(text, unit: unit)
    var index = 0
    while index <= text.count {
      if index == text.count || text[index] & 0xC0 != 0x80 {
        let place = converter.convert(index)
        if place == offset { return index }
        if place > offset { return max(0, index - 1) }
      }
      index += 1
    }
    return nil
  }
}

/// The lines of one explanation.
private struct Page {
  let document: Document
  let range: TextRange
  let converter: OffsetConverter
  var lines: [String] = []

  init(document: Document, range: TextRange, offsets: OffsetUnit) {
    self.document = document
    self.range = range
    converter = OffsetConverter(document.text, unit: offsets)
  }

  private func place(_ range: TextRange) -> String {
    "\(converter.convert(range.lowerBound))–\(converter.convert(range.upperBound))"
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text.count >= width ? text : text + String(repeating: " ", count: width - text.count)
  }

  private mutating func title(_ text: String) { lines += ["", text] }

  private mutating func row(_ first: String, _ second: String, _ rest: String = "") {
    lines.append("  " + padded(first, 12) + padded(second, 14) + rest)
  }

  mutating func head(_ sentence: Int, of count: Int) {
    lines.append("sentence \(sentence) of \(count), \(converter.unit.rawValue) \(place(range))")
    lines.append(document.string(range))
  }

  mutating func tokens() {
    title("tokens")
    let segments = document[Segments.self]
    for token in document[Tokens.self] where token.range.overlaps(range) {
      let parts = segments[token.segments]
      let shown =
        parts.count > 1 ? parts.map { "\(document.string($0.range)) \($0.kind)" }.joined(separator: " + ") : ""
      row(place(token.range), document.string(token.range), token.kind == .word ? shown : "\(token.kind)")
    }
  }

  mutating func entities() {
    title("entities")
    for (index, entity) in document[Entities.self].enumerated() {
      let mentions = entity.mentions.filter { $0.range.overlaps(range) }
      let titles = entity.titles.filter { $0.overlaps(range) }
      guard !mentions.isEmpty || !titles.isEmpty else { continue }
      row(
        "e\(index + 1)", entity.type.rawValue,
        entity.canonical + (entity.isNamed ? "" : " (no name)") + "  [\(entity.rule)]")
      for mention in mentions {
        row("", place(mention.range), "\(mention.form.rawValue): \(document.string(mention.range))")
      }
      for title in titles { row("", place(title), "title of: \(document.string(title))") }
    }
  }

  mutating func times() {
    let times = document[Times.self].filter { $0.range.overlaps(range) }
    guard !times.isEmpty else { return }
    title("dates")
    for time in times { row(place(time.range), time.value, "\(document.string(time.range))  [\(time.rule)]") }
  }

  mutating func cues() {
    title("words that report")
    let statements = document[Statements.self]
    for cue in CueCandidate.candidates(in: document, within: range) {
      if cue.type.isEmpty {
        row(place(cue.range), document.string(cue.range), "particle: \(cue.lemma)")
        continue
      }
      let made = statements.firstIndex { $0.cue.range.overlaps(cue.range) || $0.cue.with?.overlaps(cue.range) == true }
      row(
        place(cue.range), document.string(cue.range),
        "\(cue.lemma): \(cue.type), takes \(cue.takes.joined(separator: " ")) → "
          + (made.map { "statement \($0 + 1)" } ?? "no statement"))
    }
  }

  mutating func statements() {
    title("statements")
    let all = document[Statements.self]
    for (index, statement) in all.enumerated() where statement.ranges.contains(where: { $0.overlaps(range) }) {
      row("\(index + 1)", statement.mode.rawValue, "[\(statement.rule)]")
      row(
        "", "cue",
        "\(document.string(statement.cue.range)) (\(statement.cue.lemma), \(statement.cue.type))"
          + (statement.cue.with.map { " with \(document.string($0))" } ?? ""))
      row("", "speaker", statement.speaker.map(name) ?? "-")
      if !statement.sourceChain.isEmpty {
        row(
          "", "through",
          statement.sourceChain.map { name($0) + ($0.isInherited ? " (carried over)" : "") }.joined(separator: " ‹ "))
      }
      if !statement.addressees.isEmpty { row("", "to", statement.addressees.map(name).joined(separator: " · ")) }
      if let setting = statement.setting { row("", "setting", document.string(setting)) }
      if let time = statement.time { row("", "time", time) }
      if let parent = statement.parent { row("", "inside", "statement \(parent.value + 1)") }
      for content in statement.content { row("", "content", "\(place(content)) \(document.string(content))") }
    }
  }

  mutating func figures() {
    let casualties = document[Casualties.self].filter { $0.range.overlaps(range) }
    let events = document[Events.self].filter { $0.ranges.contains { $0.overlaps(range) } }
    if !casualties.isEmpty { title("casualties") }
    for count in casualties {
      row(
        place(count.range), count.kind.rawValue,
        "\(count.number.map(String.init) ?? count.modifier.rawValue)  [\(count.rule)]")
    }
    if !events.isEmpty { title("events") }
    for event in events {
      row(
        event.triggers.first.map(place) ?? "", event.type,
        event.triggers.map(document.string).joined(separator: " · ") + "  [\(event.rule)]")
    }
  }

  private func name(_ party: Party) -> String {
    switch party.reference {
    case .entity(let index):
      let entity = document[Entities.self][index.value]
      return "e\(index.value + 1) \(entity.canonical)" + (party.mention == nil ? " (implicit)" : "")
    case .literal(let range): return document.string(range)
    }
  }
}
