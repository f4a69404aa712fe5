/// The word lists of a module, as tables: what a module needs that does not look for their keys in a text.
public struct WordLists: Sendable {
  /// In the order in which their entries are numbered.
  public let all: [WordList]

  /// Reads what `LexiconCompiler` wrote: for each list a line `!name`, a line of columns, then its rows, the key's
  /// spellings folded and parted by `|`. O(size); the text itself is not copied.
  public init(compiled: StaticString) { self.init(LexiconText(compiled)) }

  /// Lists from files, without the compiler.
  public init(_ files: [WordListFile]) { self.init(LexiconText(Array(CompiledLexicon.text(of: files).utf8))) }

  private init(_ text: LexiconText) {
    let bytes = text.bytes
    var lists: [WordList] = []
    var entryCount = 0
    var index = 0
    while index < bytes.count {
      let start = index
      while bytes[index] != 0x09, bytes[index] != 0x0A { index += 1 }
      if bytes[start] == 0x21 {
        let name = text.string(start + 1, index)
        lists.append(WordList(name: name, columns: text.fields(from: &index), first: entryCount, text: text))
        continue
      }
      lists[lists.count - 1].append(start, index)
      entryCount += 1
      while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      index += 1
    }
    all = lists
  }

  /// The list called `name`.
  ///
  /// - Precondition: there is one; the compiler's accessors never ask for another.
  public func list(_ name: String) -> WordList {
    guard let list = all.first(where: { $0.name == name }) else {
      preconditionFailure("there is no word list \(name)")
    }
    return list
  }
}

/// One list of a lexicon: rows of text columns.
public struct WordList: Sendable {
  public let name: String
  public let columns: [String]
  /// The index of its first row among the entries of the lexicon; the others follow.
  public let first: Int
  private let text: LexiconText
  /// Where each row's key starts and ends in the text.
  private var starts: [Int32] = []
  private var ends: [Int32] = []

  init(name: String, columns: [String], first: Int, text: LexiconText) {
    self.name = name
    self.columns = columns
    self.first = first
    self.text = text
  }

  public var count: Int { starts.count }

  mutating func append(_ start: Int, _ end: Int) {
    starts.append(Int32(start))
    ends.append(Int32(end))
  }

  /// The place of a column, to be asked once and not in a loop.
  ///
  /// - Precondition: the list has that column.
  public func column(_ name: String) -> Int {
    guard let index = columns.firstIndex(of: name) else {
      preconditionFailure("word list \(self.name) has no column \(name)")
    }
    return index
  }

  /// A cell. Read from the row's text each time: take what a loop needs out once.
  public func value(_ row: Int, _ column: Int) -> String {
    var start = Int(ends[row]) + 1
    for _ in 0..<column { start = text.fieldEnd(start) + 1 }
    return text.string(start, text.fieldEnd(start))
  }

  /// Calls `body` with a cell's bytes, for cells too large to be copied.
  public func withBytes<Result>(_ row: Int, _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    var start = Int(ends[row]) + 1
    for _ in 0..<column { start = text.fieldEnd(start) + 1 }
    return body(UnsafeBufferPointer(rebasing: text.bytes[start..<text.fieldEnd(start)]))
  }

  /// The folded spellings of a row's key.
  public func keys(_ row: Int) -> [String] {
    var keys: [String] = []
    forEachKey(row) { keys.append(String(decoding: $0, as: UTF8.self)) }
    return keys
  }

  /// Calls `body` with the bytes of each folded spelling of a row's key.
  func forEachKey(_ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let end = Int(ends[row])
    var spelling = Int(starts[row])
    for index in spelling...end where index == end || text.bytes[index] == 0x7C {
      if index > spelling { body(UnsafeBufferPointer(rebasing: text.bytes[spelling..<index])) }
      spelling = index + 1
    }
  }
}

/// The text of a compiled lexicon: in the program itself, or in memory that lives as long as someone uses it.
struct LexiconText: @unchecked Sendable {
  // Never written after it is made, so sharing it is safe.
  let bytes: UnsafeBufferPointer<UInt8>
  private let owner: Owner?

  private final class Owner {
    let buffer: UnsafeMutableBufferPointer<UInt8>

    init(_ bytes: [UInt8]) {
      buffer = .allocate(capacity: bytes.count)
      _ = buffer.initialize(from: bytes)
    }

    deinit { buffer.deallocate() }
  }

  init(_ text: StaticString) {
    bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    owner = nil
  }

  init(_ text: [UInt8]) {
    let owner = Owner(text)
    bytes = UnsafeBufferPointer(owner.buffer)
    self.owner = owner
  }

  func string(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }

  /// The end of the field that starts at `start`: its tab, its line end, or the end of all.
  func fieldEnd(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != 0x09, bytes[index] != 0x0A { index += 1 }
    return index
  }

  /// The fields after the one that ends at `index`, which moves behind the line.
  func fields(from index: inout Int) -> [String] {
    var fields: [String] = []
    while index < bytes.count, bytes[index] == 0x09 {
      let end = fieldEnd(index + 1)
      fields.append(string(index + 1, end))
      index = end
    }
    index += 1
    return fields
  }
}

/// The text form in which compiled lexicons are kept in a program.
public enum CompiledLexicon {
  public static func text(of files: [WordListFile]) -> String {
    var text = ""
    for file in files {
      text += "!" + ([file.name] + file.columns).joined(separator: "\t") + "\n"
      for row in file.rows {
        var spellings: [String] = []
        for key in row.keys.map(KeyFolding.fold) where !spellings.contains(key) { spellings.append(key) }
        text += ([spellings.joined(separator: "|")] + row.values).joined(separator: "\t") + "\n"
      }
    }
    return text
  }
}
