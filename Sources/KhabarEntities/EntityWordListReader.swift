import KhabarAnnotations
import KhabarLexicon
import KhabarText

/// Every fault of a user's word list, each with its line and column.
public struct EntityWordListErrors: Error, Sendable, CustomStringConvertible {
  public struct Fault: Sendable, CustomStringConvertible {
    public let path: String
    /// From 1.
    public let line: Int
    /// In characters, from 1.
    public let column: Int
    public let message: String

    public var description: String { "\(path):\(line):\(column): \(message)" }
  }

  public let faults: [Fault]

  public var description: String { faults.map(\.description).joined(separator: "\n") }
}

/// Reads and checks a user's word list.
struct EntityWordListReader {
  private let path: String
  private var faults: [EntityWordListErrors.Fault] = []
  /// Where each name was given what, by folded name: to find what contradicts itself.
  private var uses: [String: (action: EntityWordList.Action, line: Int)] = [:]

  private static let columns = ["action", "name", "type", "subtype", "canonical", "identifier"]

  init(path: String) { self.path = path }

  mutating func read(_ contents: [UInt8]) throws -> [EntityWordList.Entry] {
    guard let text = String(validating: contents, as: UTF8.self) else {
      fault(1, 1, "the file is not UTF-8")
      throw EntityWordListErrors(faults: faults)
    }
    var header: [String]?
    var entries: [EntityWordList.Entry] = []
    var number = 0
    for raw in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      var line = raw
      if number == 1, line.first == "\u{FEFF}" { line = line.dropFirst() }
      if line.isEmpty || line.first == "#" { continue }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if let header {
        if let entry = entry(cells, header, number) { entries.append(entry) }
      } else {
        checkHeader(cells, number)
        header = cells
      }
    }
    if header == nil { fault(max(number, 1), 1, "no line names the columns; the first is \"action\tname\"") }
    guard faults.isEmpty else { throw EntityWordListErrors(faults: faults) }
    return entries
  }

  private mutating func checkHeader(_ cells: [String], _ line: Int) {
    var column = 1
    for cell in cells {
      if !Self.columns.contains(cell) {
        fault(line, column, "unknown column \"\(cell)\"; known: \(Self.columns.joined(separator: ", "))")
      }
      column += cell.count + 1
    }
    for needed in ["action", "name"] where !cells.contains(needed) {
      fault(line, 1, "the column \"\(needed)\" is missing")
    }
  }

  private mutating func entry(_ cells: [String], _ header: [String], _ line: Int) -> EntityWordList.Entry? {
    guard cells.count <= header.count else {
      fault(line, 1, "\(cells.count) columns, expected \(header.count)")
      return nil
    }
    func cell(_ name: String) -> (text: String, column: Int)? {
      guard let index = header.firstIndex(of: name), index < cells.count, !cells[index].isEmpty else { return nil }
      return (cells[index], cells[..<index].reduce(1) { $0 + $1.count + 1 })
    }
    guard let actionCell = cell("action") else {
      fault(line, 1, "the action is missing")
      return nil
    }
    guard let action = EntityWordList.Action(rawValue: actionCell.text) else {
      let known = EntityWordList.Action.allCases.map(\.rawValue).joined(separator: ", ")
      fault(line, actionCell.column, "unknown action \"\(actionCell.text)\"; known: \(known)")
      return nil
    }
    guard let names = cell("name") else {
      fault(line, 1, "the name is missing")
      return nil
    }
    var type: Entity.EntityType?
    if let given = cell("type") {
      type = Entity.EntityType(rawValue: given.text)
      if type == nil {
        let known = Entity.EntityType.allCases.map(\.rawValue).joined(separator: ", ")
        fault(line, given.column, "unknown type \"\(given.text)\"; known: \(known)")
      }
    } else if action == .add {
      fault(line, 1, "a name that is added needs a type")
    }
    if cell("canonical") == nil, action == .rename || action == .merge {
      fault(line, 1, "\(action.rawValue) needs a canonical form")
    }
    let spellings = spellings(names.text, action, line, names.column)
    guard !spellings.isEmpty else { return nil }
    return EntityWordList.Entry(
      action: action, names: spellings, type: type, subtype: cell("subtype")?.text, canonical: cell("canonical")?.text,
      identifier: cell("identifier")?.text, line: line)
  }

  private mutating func spellings(
    _ cell: String, _ action: EntityWordList.Action, _ line: Int, _ start: Int
  ) -> [String] {
    var column = start
    var found: [String] = []
    var folded: Set<String> = []
    for part in cell.split(separator: "|", omittingEmptySubsequences: false) {
      defer { column += part.count + 1 }
      let key = KeyFolding.fold(String(part))
      guard !KeyFolding.words(of: Array(key.utf8)).isEmpty else {
        fault(line, column, "nothing of the name \"\(part)\" is left to be matched")
        continue
      }
      guard folded.insert(key).inserted else { continue }
      if let other = uses[key], contradicts(other.action, action) {
        fault(line, column, "\"\(part)\" stands in line \(other.line) already, as \(other.action.rawValue)")
        continue
      }
      uses[key] = (action, line)
      found.append(String(part))
    }
    return found
  }

  private func contradicts(_ one: EntityWordList.Action, _ other: EntityWordList.Action) -> Bool {
    one == other || one == .forbid || other == .forbid
  }

  private mutating func fault(_ line: Int, _ column: Int, _ message: String) {
    faults.append(.init(path: path, line: line, column: column, message: message))
  }
}
