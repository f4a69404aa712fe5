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
  private let lists: [WordList]
  /// The list of each entry.
  private let listOfEntry: [UInt8]

  /// Reads what `LexiconCompiler` wrote: for each list a line `!name`, a line of columns, then its rows, the key's
  /// spellings folded and parted by `|`. O(size).
  public init(compiled: StaticString) {
    self.init(
      compiledBytes: UnsafeBufferPointer(start: compiled.utf8Start, count: compiled.utf8CodeUnitCount))
  }

  /// A lexicon from word list files, without the compiler: for lists that come with a pipeline.
  public init(_ files: [WordListFile]) {
    self = Array(CompiledLexicon.text(of: files).utf8).withUnsafeBufferPointer { Lexicon(compiledBytes: $0) }
  }

  private init(compiledBytes bytes: UnsafeBufferPointer<UInt8>) {
    var builder = PhraseAutomaton.Builder()
    var lists: [WordList] = []
    var listOfEntry: [UInt8] = []
    var index = 0
    /// The next field up to `stop` or a line's end; leaves `index` on the stop.
    func field() -> ArraySlice<UInt8> {
      let start = index
      while index < bytes.count, bytes[index] != 0x09, bytes[index] != 0x0A { index += 1 }
      return Array(bytes[start..<index])[...]
    }
    func fieldsToLineEnd() -> [String] {
      var fields: [String] = []
      while index < bytes.count, bytes[index] == 0x09 {
        index += 1
        fields.append(String(decoding: field(), as: UTF8.self))
      }
      index += 1
      return fields
    }
    while index < bytes.count {
      let key = field()
      if key.first == 0x21 {
        let name = String(decoding: key.dropFirst(), as: UTF8.self)
        lists.append(WordList(name: name, columns: fieldsToLineEnd(), first: listOfEntry.count))
        continue
      }
      let entry = Entry(index: Int32(listOfEntry.count))
      for spelling in key.split(separator: 0x7C) {
        builder.add(KeyFolding.words(of: Array(spelling)), entry)
      }
      listOfEntry.append(UInt8(lists.count - 1))
      lists[lists.count - 1].append(key: key, values: fieldsToLineEnd())
    }
    automaton = builder.build()
    self.lists = lists
    self.listOfEntry = listOfEntry
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

  /// Entries of the key that is exactly the one word `range`.
  public func entries(in folded: [UInt8], word range: TextRange) -> [Entry] {
    automaton.entries(for: [folded[range.indices]])
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
  public var entries: [Lexicon.Entry]
}

/// One list of a lexicon: rows of text columns.
public struct WordList: Sendable {
  public let name: String
  public let columns: [String]
  /// The number of its first entry in the lexicon.
  let first: Int
  private var cells: [String] = []
  private var keyCells: [ArraySlice<UInt8>] = []

  init(name: String, columns: [String], first: Int) {
    self.name = name
    self.columns = columns
    self.first = first
  }

  public var count: Int { keyCells.count }

  mutating func append(key: ArraySlice<UInt8>, values: [String]) {
    keyCells.append(key)
    cells += values
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

  public func value(_ row: Int, _ column: Int) -> String { cells[row * columns.count + column] }

  /// The folded spellings of a row's key.
  public func keys(_ row: Int) -> [String] {
    keyCells[row].split(separator: 0x7C).map { String(decoding: $0, as: UTF8.self) }
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
