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

  private var hits: [ListHits]

  init(count: Int) {
    hits = Array(repeating: ListHits(count: count), count: Name.allCases.count)
  }

  subscript(name: Name) -> ListHits { hits[name.rawValue] }

  /// Takes the keys of `words`; `start` says where the word of a token begins, behind particles cut off before.
  mutating func take(_ bytes: [UInt8], _ words: [TextRange], start: (_ token: Int, _ strippedBytes: Int) -> Int32) {
    let places = Self.places
    Lexicons.all.forEachMatch(in: bytes, words: words, allLengths: true) { tokens, cut, _, entries in
      for index in entries.indices {
        let entry = Int(entries[index].index)
        guard entry < places.count, places[entry].list >= 0 else { continue }
        hits[Int(places[entry].list)].offer(
          row: Int(places[entry].row), tokens: tokens, start: start(tokens.lowerBound, cut))
      }
    }
  }

  mutating func take(_ entries: LexiconEntries, _ tokens: Range<Int>, _ start: Int32) {
    for entry in entries where Int(entry.index) < Self.places.count {
      let place = Self.places[Int(entry.index)]
      if place.list >= 0 { hits[Int(place.list)].offer(row: Int(place.row), tokens: tokens, start: start) }
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

  /// After the last key: says which key covers each token. O(tokens).
  mutating func settle() {
    for index in hits.indices { hits[index].settle() }
  }
}
