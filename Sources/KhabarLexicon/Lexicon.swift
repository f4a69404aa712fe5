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

  /// O(size); the text itself is not copied.
  public init(_ lists: WordLists) {
    self.lists = lists.all
    var builder = PhraseAutomaton.Builder(expectedKeys: lists.all.reduce(0) { $0 + $1.count })
    for list in lists.all {
      for row in 0..<list.count {
        list.forEachKey(row) { builder.add($0, Entry(index: Int32(list.first + row))) }
      }
    }
    automaton = builder.build()
  }

  /// A lexicon from word list files, without the compiler: for lists that come with a pipeline.
  public init(_ files: [WordListFile]) { self.init(WordLists(files)) }

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
    keys(of: WordForms(of: words, in: folded), allLengths: allLengths).map { key in
      LexiconMatch(
        words: key.first..<key.end, strippedBytes: Int32(key.strippedBytes), hasElidedArticle: key.hasElidedArticle,
        entries: LexiconEntries(entries, from: key.entries.lowerBound, to: key.entries.upperBound))
    }
  }

  /// The same as plain numbers, which count no references: for lists of which most words of a text are keys.
  ///
  /// - Parameter alsoBare: whether keys made of bare words are wanted too, of all lengths, those of one word only where no
  ///   form above had them. Keys that start at one word come one after the other, bare ones last.
  /// - Precondition: with `alsoBare`, `words` has bare forms and `allLengths` is set.
  public func keys(of words: WordForms, allLengths: Bool = false, alsoBare: Bool = false) -> [LexiconKey] {
    automaton.keys(of: words, allLengths: allLengths, alsoBare: alsoBare)
  }

  /// All entries, in which the keys name theirs.
  public var entries: [Entry] { automaton.entries }

  /// The places in `entries` of those of the key that is exactly the one word `range`.
  public func entryPlaces(in folded: [UInt8], word range: TextRange) -> Range<Int32> {
    automaton.entryPlaces(in: folded, word: range)
  }

  /// Entries of the key that is exactly the one word `range`.
  public func entries(in folded: [UInt8], word range: TextRange) -> LexiconEntries {
    automaton.entries(in: folded, word: range)
  }
}

/// A key of a lexicon found in a text, as numbers.
public struct LexiconKey: Sendable {
  /// The first word it covers, and the one after it.
  public var first: Int32
  public var end: Int32
  /// The places in `Lexicon.entries` of the rows with that key, of all lists.
  public var entries: Range<Int32>
  /// As in `LexiconMatch`.
  public var strippedBytes: Int16
  public var hasElidedArticle: Bool
  /// Whether it is made of bare words, so that nothing is said of what is cut off.
  public var isBare: Bool

  public var isOneWord: Bool { end - first == 1 }
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
