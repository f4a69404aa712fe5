public import KhabarText

/// All word lists of a module, compiled into one automaton.
///
/// A text is matched against all of them in one pass over its words. The automaton reads words, not letters: each word
/// of the text is looked up once in a hash table, and a state machine follows the words of longer keys. Keys are folded
/// by `KeyFolding`, and so must be the text.
public struct Lexicon: Sendable {
  /// One row of a word list.
  public struct Entry: Hashable, Sendable {
    public let index: Int32
  }

  private let automaton: PhraseAutomaton
  /// All lists, in the order in which their entries are numbered.
  public let lists: [WordList]

  /// Reads what `LexiconCompiler` wrote: for each list a line `!name`, a line of columns, then its rows, the key's
  /// spellings folded and parted by `|`. O(size); the text itself is not copied.
  public init(compiled: StaticString) {
    self.init(LexiconText(compiled))
  }

  /// A lexicon from word list files, without the compiler: for lists that come with a pipeline.
  public init(_ files: [WordListFile]) {
    self.init(LexiconText(Array(CompiledLexicon.text(of: files).utf8)))
  }

  private init(_ text: LexiconText) {
    let bytes = text.bytes
    var builder = PhraseAutomaton.Builder(expectedKeys: bytes.count / 32)
    var lists: [WordList] = []
    var entryCount: Int32 = 0
    var index = 0
    while index < bytes.count {
      let start = index
      while bytes[index] != 0x09, bytes[index] != 0x0A { index += 1 }
      if bytes[start] == 0x21 {
        let name = text.string(start + 1, index)
        lists.append(WordList(name: name, columns: text.fields(from: &index), first: Int(entryCount), text: text))
        continue
      }
      var spelling = start
      for end in start...index where end == index || bytes[end] == 0x7C {
        builder.add(UnsafeBufferPointer(rebasing: bytes[spelling..<end]), Entry(index: entryCount))
        spelling = end + 1
      }
      lists[lists.count - 1].append(start, index)
      entryCount += 1
      while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      index += 1
    }
    automaton = builder.build()
    self.lists = lists
  }

  /// The list called `name`.
  ///
  /// - Precondition: there is one; the compiler's accessors never ask for another.
  public func list(_ name: String) -> WordList {
    guard let list = lists.first(where: { $0.name == name }) else {
      preconditionFailure("there is no word list \(name)")
    }
    return list
  }

  /// The row of `entry` in `list`, nil when it belongs to another list.
  @inline(__always)
  public func row(of entry: Entry, in list: WordList) -> Int? {
    let row = Int(entry.index) - list.first
    return row >= 0 && row < list.count ? row : nil
  }

  /// The rows of `list` whose key is exactly `words` (folded), none when there is no such key.
  public func rows(for words: [ArraySlice<UInt8>], in list: WordList) -> [Int] {
    automaton.entries(for: words).compactMap { row(of: $0, in: list) }
  }

  /// The rows of `list` whose key is the folded form of `text`.
  public func rows(for text: String, in list: WordList) -> [Int] {
    rows(for: KeyFolding.words(of: KeyFolding.fold(Array(text.utf8))), in: list)
  }

  /// Every match that starts at a word of the text: at each word the longest match, and shorter ones with
  /// `allLengths`.
  ///
  /// The first word is tried as it stands and, where nothing longer is found that way, without attached particles
  /// (و ف, then ب ل ك س; لل counts as ل before ال). The following words must stand as the key has them.
  ///
  /// - Parameters:
  ///   - words: ranges of the words in `folded`, in order.
  ///   - allLengths: whether shorter matches at the same word are wanted too, longest first.
  /// - Complexity: O(words × words of the longest key), in practice one look-up a word.
  public func matches(in folded: [UInt8], words: [TextRange], allLengths: Bool = false) -> [LexiconMatch] {
    automaton.matches(in: folded, words: words, allLengths: allLengths)
  }

  /// Calls `body` with what `matches` would give, and keeps nothing: for lists of which most words of a text are keys.
  public func forEachMatch(
    in folded: [UInt8], words: [TextRange], allLengths: Bool = false,
    _ body: (_ words: Range<Int>, _ strippedBytes: Int, _ hasElidedArticle: Bool, _ entries: Span<Entry>) -> Void
  ) {
    automaton.forEachMatch(in: folded, words: words, allLengths: allLengths, body)
  }

  /// Entries of the key that is exactly the one word `range`.
  public func entries(in folded: [UInt8], word range: TextRange) -> LexiconEntries {
    automaton.entries(in: folded, word: range)
  }
}

/// A key of a lexicon found in a text.
public struct LexiconMatch: Hashable, Sendable {
  /// The words it covers.
  public var words: Range<Int32>
  /// Bytes at the start of the first word's folded form that are an attached particle and not part of the key.
  public var strippedBytes: Int32
  /// True when the key's article is written as the second ل of لل.
  public var hasElidedArticle: Bool
  /// The rows with that key, of all lists.
  public var entries: LexiconEntries
}

/// Rows of a lexicon that share a key. A view: making one copies nothing.
public struct LexiconEntries: RandomAccessCollection, Hashable, Sendable {
  private let all: [Lexicon.Entry]
  private let first: Int32
  public let count: Int

  init(_ all: [Lexicon.Entry], from first: Int32, to end: Int32) {
    self.all = all
    self.first = first
    count = Int(end - first)
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }
  public subscript(index: Int) -> Lexicon.Entry { all[Int(first) + index] }

  public static func == (left: LexiconEntries, right: LexiconEntries) -> Bool { left.elementsEqual(right) }

  public func hash(into hasher: inout Hasher) {
    for entry in self { hasher.combine(entry) }
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
    text.bytes[Int(starts[row])..<Int(ends[row])].split(separator: 0x7C).map { String(decoding: $0, as: UTF8.self) }
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
