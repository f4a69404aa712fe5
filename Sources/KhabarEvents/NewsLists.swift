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

  fileprivate static let count = Name.allCases.count

  fileprivate let hits: [Hit]
  /// By token and list: the place in `hits` of the key that covers the token, plus one; 0 where none does. Of keys that
  /// overlap the one that starts first covers. The lists of a token stand side by side, as they are asked for together.
  fileprivate let slots: [Int32]

  fileprivate init(_ builder: Builder) {
    hits = builder.hits
    slots = builder.slots
  }

  /// The row of the first of `entries` that is in the list.
  static func row(in name: Name, _ entries: LexiconEntries) -> Int? {
    for entry in entries where Int(entry.index) < places.count {
      let place = places[Int(entry.index)]
      if Int(place.list) == name.rawValue { return Int(place.row) }
    }
    return nil
  }

  /// For each entry of the lexicon the list it is in, -1 for the lists that are not looked for, and its row there.
  fileprivate static let places: [(list: Int8, row: Int32)] = {
    var places: [(list: Int8, row: Int32)] = []
    for name in Name.allCases {
      let list = name.list
      let end = list.first + list.count
      if places.count < end { places += Array(repeating: (-1, 0), count: end - places.count) }
      for row in 0..<list.count { places[list.first + row] = (Int8(name.rawValue), Int32(row)) }
    }
    return places
  }()
}

extension NewsLists {
  /// Takes keys as they are found, and keeps the longest.
  struct Builder {
    fileprivate var hits: [Hit] = []
    fileprivate var slots: [Int32]
    /// By token a bit for each list that has a key there.
    private var starts: [UInt8]
    private let places = NewsLists.places

    init(tokens: Int) {
      slots = Array(repeating: 0, count: tokens * NewsLists.count)
      starts = Array(repeating: 0, count: tokens)
      hits.reserveCapacity(tokens)
    }

    /// Takes the keys of the words; `start` says where the word of a token begins, behind particles cut off before.
    mutating func take(_ words: WordForms, start: (_ token: Int, _ strippedBytes: Int) -> Int32) {
      Lexicons.all.forEachMatch(of: words, allLengths: true) { tokens, cut, _, entries in
        for index in entries.indices { offer(entries[index], tokens, start(tokens.lowerBound, cut)) }
      }
    }

    mutating func take(_ entries: LexiconEntries, _ tokens: Range<Int>, _ start: Int32) {
      for entry in entries { offer(entry, tokens, start) }
    }

    /// Takes the key if it is longer than the one that is there.
    @inline(__always)
    private mutating func offer(_ entry: Lexicon.Entry, _ tokens: Range<Int>, _ start: Int32) {
      guard Int(entry.index) < places.count, places[Int(entry.index)].list >= 0 else { return }
      let place = places[Int(entry.index)]
      let token = tokens.lowerBound
      let slot = token * NewsLists.count + Int(place.list)
      let hit = Hit(row: place.row, first: Int32(token), end: Int32(tokens.upperBound), start: start)
      if slots[slot] == 0 {
        hits.append(hit)
        slots[slot] = Int32(hits.count)
        starts[token] |= 1 << UInt8(place.list)
      } else if hits[Int(slots[slot]) - 1].end < hit.end {
        hits[Int(slots[slot]) - 1] = hit
      }
    }

    /// What was found, to be asked for after the last key. O(tokens).
    mutating func lists() -> NewsLists {
      slots.withUnsafeMutableBufferPointer { slots in
        var open: UInt8 = 0
        var current = InlineArray<8, Int32>(repeating: 0)
        for token in starts.indices where starts[token] | open != 0 {
          var lists = starts[token] | open
          while lists != 0 {
            let list = lists.trailingZeroBitCount
            let bit = UInt8(1) << UInt8(list)
            lists &= ~bit
            if open & bit != 0, Int(hits[Int(current[list]) - 1].end) <= token { open &= ~bit }
            let slot = token * NewsLists.count + list
            if open & bit == 0 {
              guard starts[token] & bit != 0 else { continue }
              current[list] = slots[slot]
              open |= bit
            }
            slots[slot] = current[list]
          }
        }
      }
      return NewsLists(self)
    }
  }
}

/// The keys of one word list in a text.
struct ListHits {
  private let lists: NewsLists
  private let list: Int

  init(_ lists: NewsLists, _ name: NewsLists.Name) {
    self.lists = lists
    list = name.rawValue
  }

  @inline(__always)
  private func hit(_ token: Int) -> NewsLists.Hit? {
    let slot = lists.slots[token * NewsLists.count + list]
    return slot > 0 ? lists.hits[Int(slot) - 1] : nil
  }

  /// The row whose key starts at `token`.
  func row(startingAt token: Int) -> Int? { hit(token).flatMap { $0.first == token ? Int($0.row) : nil } }

  /// The row whose key covers `token`.
  func row(covering token: Int) -> Int? { hit(token).map { Int($0.row) } }

  /// The tokens of the key that covers `token`.
  func tokens(covering token: Int) -> Range<Int>? { hit(token).map { Int($0.first)..<Int($0.end) } }

  /// The folded offset at which the key that covers `token` begins.
  func foldedStart(at token: Int) -> Int { hit(token).map { Int($0.start) } ?? 0 }
}
