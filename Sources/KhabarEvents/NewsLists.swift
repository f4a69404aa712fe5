import KhabarLexicon
import KhabarText

/// Where the word lists of this module have a key in one text, list by list.
struct NewsLists {
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

  /// For each entry of the lexicon the list it is in, -1 for the lists that are not looked for, and its row there.
  private static let places: [(list: Int8, row: Int32)] = {
    var places: [(list: Int8, row: Int32)] = []
    for name in Name.allCases {
      let list = name.list
      let end = list.first + list.count
      if places.count < end { places += Array(repeating: (-1, 0), count: end - places.count) }
      for row in 0..<list.count { places[list.first + row] = (Int8(name.rawValue), Int32(row)) }
    }
    return places
  }()

  /// The hits of all lists, one list after the other, so that an offer is one look into one array.
  private var hits: [ListHits.Hit]
  private let count: Int

  init(count: Int) {
    self.count = count
    hits = Array(repeating: ListHits.Hit(), count: count * Name.allCases.count)
  }

  /// The keys of one list, to be asked for after the last offer. O(tokens).
  subscript(name: Name) -> ListHits { ListHits(Array(hits[name.rawValue * count..<(name.rawValue + 1) * count])) }

  @inline(__always)
  private mutating func offer(_ place: (list: Int8, row: Int32), _ tokens: Range<Int>, _ start: Int32) {
    hits[Int(place.list) * count + tokens.lowerBound].offer(row: place.row, end: Int32(tokens.upperBound), start: start)
  }

  /// Takes the keys of `words`; `start` says where the word of a token begins, behind particles cut off before.
  mutating func take(_ bytes: [UInt8], _ words: [TextRange], start: (_ token: Int, _ strippedBytes: Int) -> Int32) {
    let places = Self.places
    Lexicons.all.forEachMatch(in: bytes, words: words, allLengths: true) { tokens, cut, _, entries in
      for index in entries.indices {
        let entry = Int(entries[index].index)
        guard entry < places.count, places[entry].list >= 0 else { continue }
        offer(places[entry], tokens, start(tokens.lowerBound, cut))
      }
    }
  }

  mutating func take(_ entries: LexiconEntries, _ tokens: Range<Int>, _ start: Int32) {
    for entry in entries where Int(entry.index) < Self.places.count {
      let place = Self.places[Int(entry.index)]
      if place.list >= 0 { offer(place, tokens, start) }
    }
  }

  /// The row of the first of `entries` that is in the list.
  static func row(in name: Name, _ entries: LexiconEntries) -> Int? {
    for entry in entries where Int(entry.index) < places.count {
      let place = places[Int(entry.index)]
      if Int(place.list) == name.rawValue { return Int(place.row) }
    }
    return nil
  }
}
