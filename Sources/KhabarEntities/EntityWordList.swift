import KhabarAnnotations
import KhabarLexicon
import KhabarText

/// A user's word list: names to add, to call otherwise, to bring together and to leave alone.
///
/// A tab-separated file. Lines that start with `#` are comments; the first other line names the columns, `action` and
/// `name` and, in any order, `type`, `subtype`, `canonical` and `identifier`. Several spellings stand in `name` with `|`
/// between them; they match as the lists of this module do: with attached particles, whatever the hamza.
///
/// - `add`: the name is an entity of `type` wherever it stands, before any rule.
/// - `rename`: an entity with that name has `canonical` as its canonical form (and `identifier`, where given).
/// - `merge`: all entities of a document that bear one of the names are one, called `canonical`.
/// - `forbid`: the name is no entity; with `type`, none of that type.
struct EntityWordList: Sendable {
  enum Action: String, CaseIterable, Sendable {
    case add
    case rename
    case merge
    case forbid
  }

  struct Entry: Sendable {
    var action: Action
    var names: [String]
    var type: Entity.EntityType?
    var subtype: String?
    var canonical: String?
    var identifier: String?
    /// In the file, for messages.
    var line: Int
  }

  let entries: [Entry]
  /// All names, each row with the number of its entry.
  private let lexicon: Lexicon

  /// - Throws: `EntityWordListErrors` with every fault of the file at once.
  init(path: String) throws {
    let bytes = try FileBytes.read(path)
    try self.init(contents: bytes, path: path)
  }

  init(contents: [UInt8], path: String) throws {
    var reader = EntityWordListReader(path: path)
    entries = try reader.read(contents)
    var rows = "# source: user\n# licence: user\nname\tentry\n"
    for (number, entry) in entries.enumerated() {
      rows += entry.names.joined(separator: "|") + "\t\(number)\n"
    }
    lexicon = Lexicon([try WordListFile(name: "user", path: path, contents: rows)])
  }

  /// Everything the list has in a document, in text order.
  func matches(in text: EntityText) -> [(phrase: LexiconPhrase, entry: Entry)] {
    guard !entries.isEmpty, let list = lexicon.lists.first else { return [] }
    var found: [(LexiconPhrase, Entry)] = []
    for match in lexicon.matches(in: text.bytes, words: text.words.map(\.folded), allLengths: true) {
      let words = Int(match.words.lowerBound)..<Int(match.words.upperBound)
      for entry in match.entries {
        guard let row = lexicon.row(of: entry, in: list), let number = Int(list.value(row, 0)) else { continue }
        let phrase = LexiconPhrase(
          words: words, strip: match.strippedBytes, hasElidedArticle: match.hasElidedArticle, entry: entry)
        found.append((phrase, entries[number]))
      }
    }
    return found
  }
}

/// A document's matches, sorted out by what they ask for.
struct EntityWordListMatches {
  private(set) var added: [EntityCandidate] = []
  private var forbidden: [Range<Int>: [Entity.EntityType?]] = [:]
  /// Entries that rename or merge, by the words they stand on.
  private(set) var named: [(words: Range<Int>, entry: EntityWordList.Entry)] = []

  init(_ list: EntityWordList, in text: EntityText) {
    for (phrase, entry) in list.matches(in: text) {
      switch entry.action {
      case .add:
        added.append(
          EntityCandidate(
            words: phrase.words, range: text.range(phrase.words, strip: phrase.strip), type: entry.type ?? .other,
            subtype: entry.subtype, identifier: entry.identifier, hasElidedArticle: phrase.hasElidedArticle,
            rank: EntitySelection.userRank, rule: "word-list"))
        named.append((phrase.words, entry))
      case .forbid: forbidden[phrase.words, default: []].append(entry.type)
      case .rename, .merge: named.append((phrase.words, entry))
      }
    }
  }

  /// Whether the list forbids a candidate: the very words, and the type where one is given.
  func forbid(_ candidate: EntityCandidate) -> Bool {
    guard candidate.isNamed, let types = forbidden[candidate.words] else { return false }
    return types.contains { $0 == nil || $0 == candidate.type }
  }

  /// Whether the list forbids a mention found without a candidate.
  func forbid(_ words: Range<Int>, _ type: Entity.EntityType) -> Bool {
    guard let types = forbidden[words] else { return false }
    return types.contains { $0 == nil || $0 == type }
  }
}
