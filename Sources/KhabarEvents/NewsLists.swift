import KhabarLexicon
import KhabarText

/// Where the word lists of this module have a key in one text: for each list the longest key at each token.
///
/// A class: the readings of one list all look into it.
final class NewsLists: Sendable {
  /// At most eight: what starts at a token is a bit of one byte for each.
  enum Name: Int, CaseIterable {
    case terms
    case triggers
    case sportTriggers
    case guards
    case classes
    case relations
    case supports
    case actors

    var list: WordList {
      switch self {
      case .terms: Lexicons.casualtyTerms
      case .triggers: Lexicons.eventTriggers
      case .sportTriggers: Lexicons.sportTriggers
      case .guards: Lexicons.eventGuards
      case .classes: Lexicons.wordClasses
      case .relations: Lexicons.relations
      case .supports: Lexicons.supportVerbs
      case .actors: Lexicons.actors
      }
    }
  }

  /// A key in the text.
  struct Hit {
    /// Row of its list.
    var row: Int32
    /// Its first token, and the one after it.
    var first: Int32
    var end: Int32
    /// Where it starts in the folded text, attached particles left out.
    var start: Int32
  }

  /// What is known of a token: which lists have a key that starts there, and which one that covers it and started before.
  /// Of keys that overlap the one that starts first covers, and the others are left out.
  fileprivate struct Place {
    /// The first of its keys in `hits`, which are in the order of the lists.
    var first: Int32 = 0
    /// A bit for each list.
    var starts: UInt8 = 0
    var covers: UInt8 = 0
  }

  fileprivate let hits: [Hit]
  fileprivate let tokens: [Place]

  private init(_ hits: [Hit], _ tokens: [Place]) {
    self.hits = hits
    self.tokens = tokens
  }

  /// The row of the list whose key is exactly `word`.
  static func row(in name: Name, _ bytes: [UInt8], _ word: TextRange) -> Int? {
    for index in Lexicons.all.entryPlaces(in: bytes, word: word) {
      let place = Rows.standard[Lexicons.all.entries[Int(index)]]
      if Int(place.list) == name.rawValue { return Int(place.row) }
    }
    return nil
  }
}

/// For each entry of the lexicon the list it is in, -1 for the lists that are not looked for, and its row there.
private struct Rows: @unchecked Sendable {
  // Never written after `init`, and never freed, as the lexicon is not: reading it counts no references.
  private let all: UnsafeMutableBufferPointer<Row>

  struct Row: BitwiseCopyable {
    var list: Int8 = -1
    var row: Int32 = 0
  }

  static let standard = Rows()

  private init() {
    let count = Lexicons.all.lists.map { $0.first + $0.count }.max() ?? 0
    var rows = [Row](repeating: Row(), count: count)
    for name in NewsLists.Name.allCases {
      for row in 0..<name.list.count { rows[name.list.first + row] = Row(list: Int8(name.rawValue), row: Int32(row)) }
    }
    all = .holding(rows)
  }

  @inline(__always)
  subscript(entry: Lexicon.Entry) -> Row { all[Int(entry.index)] }
}

extension NewsLists {
  /// Takes keys as they are found, in the order of the tokens, and keeps the longest.
  struct Builder {
    fileprivate private(set) var hits: [Hit] = []
    fileprivate private(set) var tokens: [Place]
    private let rows = Rows.standard
    /// The token whose keys are being taken, the longest of each list so far, and the lists that have one.
    private var token = 0
    private var longest = InlineArray<8, Hit>(repeating: Hit(row: 0, first: 0, end: 0, start: 0))
    private var found: UInt8 = 0
    /// By list the token behind the last key.
    private var ends = InlineArray<8, Int32>(repeating: 0)
    /// Keys of one word to be taken behind all others of their token.
    private var noted: [(entries: Range<Int32>, token: Int, start: Int32)] = []
    private var nextNoted = 0

    init(tokens count: Int) {
      tokens = Array(repeating: Place(), count: count)
      hits.reserveCapacity(count)
    }

    /// Keeps a key of one word for when its token comes; tokens in order, before the first key is taken.
    mutating func note(_ entries: Range<Int32>, _ token: Int, _ start: Int32) {
      if !entries.isEmpty { noted.append((entries, token, start)) }
    }

    /// Takes the keys of the words; `start` says where the word of a token begins, behind particles cut off before.
    mutating func take(_ words: WordForms, start: (LexiconKey) -> Int32) {
      let entries = Lexicons.all.entries
      for key in Lexicons.all.keys(of: words, allLengths: true, alsoBare: true) {
        if key.first != token { move(to: Int(key.first)) }
        let hit = Hit(row: 0, first: key.first, end: key.end, start: start(key))
        for index in key.entries { offer(entries[Int(index)], hit) }
      }
    }

    /// What was found, to be asked for once, behind the last key.
    mutating func lists() -> NewsLists {
      move(to: tokens.count)
      return NewsLists(hits, tokens)
    }

    private mutating func move(to next: Int) {
      while nextNoted < noted.count, noted[nextNoted].token < next {
        let note = noted[nextNoted]
        nextNoted += 1
        if note.token > token {
          settle()
          token = note.token
        }
        let hit = Hit(row: 0, first: Int32(token), end: Int32(token + 1), start: note.start)
        for place in note.entries { offer(Lexicons.all.entries[Int(place)], hit) }
      }
      settle()
      token = next
    }

    /// Takes the key if it is longer than the one that is there.
    @inline(__always)
    private mutating func offer(_ entry: Lexicon.Entry, _ hit: Hit) {
      let place = rows[entry]
      guard place.list >= 0 else { return }
      let list = Int(place.list)
      let bit = UInt8(1) << UInt8(list)
      if found & bit == 0 || longest[list].end < hit.end {
        longest[list] = hit
        longest[list].row = place.row
        found |= bit
      }
    }

    /// Writes down the keys of the token.
    private mutating func settle() {
      guard found != 0 else { return }
      var place = tokens[token]
      place.first = Int32(truncatingIfNeeded: hits.count)
      while found != 0 {
        let list = found.trailingZeroBitCount
        let bit = UInt8(1) &<< UInt8(truncatingIfNeeded: list)
        found &= ~bit
        guard ends[list] <= token else { continue }
        place.starts |= bit
        let hit = longest[list]
        hits.append(hit)
        ends[list] = hit.end
        var covered = token + 1
        while covered < hit.end {
          tokens[covered].covers |= bit
          covered += 1
        }
      }
      tokens[token] = place
    }
  }
}

/// The keys of one word list in a text.
struct ListHits {
  private let lists: NewsLists
  private let bit: UInt8

  init(_ lists: NewsLists, _ name: NewsLists.Name) {
    self.lists = lists
    bit = 1 << UInt8(name.rawValue)
  }

  @inline(__always)
  private func hit(startingAt token: Int) -> NewsLists.Hit? {
    let place = lists.tokens[token]
    guard place.starts & bit != 0 else { return nil }
    return lists.hits[Int(place.first) + (place.starts & (bit - 1)).nonzeroBitCount]
  }

  @inline(__always)
  private func hit(covering token: Int) -> NewsLists.Hit? {
    var token = token
    while lists.tokens[token].covers & bit != 0 { token -= 1 }
    return hit(startingAt: token)
  }

  /// Calls `body` with each key: its row and its tokens.
  @inline(__always)
  func forEach(_ body: (_ row: Int, _ tokens: Range<Int>) -> Void) {
    for token in lists.tokens.indices {
      guard let hit = hit(startingAt: token) else { continue }
      body(Int(hit.row), token..<Int(hit.end))
    }
  }

  /// The first token from `token` on at which a key starts; the number of tokens where none does.
  @inline(__always)
  func first(from token: Int) -> Int {
    var token = token
    while token < lists.tokens.count, lists.tokens[token].starts & bit == 0 { token += 1 }
    return token
  }

  /// The row whose key starts at `token`.
  func row(startingAt token: Int) -> Int? { hit(startingAt: token).map { Int($0.row) } }

  /// The row whose key covers `token`.
  func row(covering token: Int) -> Int? { hit(covering: token).map { Int($0.row) } }

  /// The tokens of the key that covers `token`.
  func tokens(covering token: Int) -> Range<Int>? { hit(covering: token).map { Int($0.first)..<Int($0.end) } }

  /// The folded offset at which the key that covers `token` begins.
  func foldedStart(at token: Int) -> Int { hit(covering: token).map { Int($0.start) } ?? 0 }
}
