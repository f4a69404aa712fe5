import KhabarAnnotations
import KhabarCore
import KhabarLexicon
import KhabarText

/// The entities a run has met.
///
/// Look-ups are hash tables over names: a document costs what its own names cost, however many came before.
public struct EntityTable: Sendable {
  private struct Name: Hashable {
    var family: UInt8
    var bytes: [UInt8]
  }

  private struct Known {
    var identifier: String?
    /// Words of its titles, for persons: context that a surname is compared with. At most 32.
    var context: Set<[UInt8]> = []
  }

  private let maximumNames: Int
  private var known: [Known] = []
  private var byIdentifier: [String: Int] = [:]
  private var byName: [Name: Int] = [:]
  /// Persons by surname and by the consonants of the full name; at most eight each.
  private var bySurname: [[UInt8]: [Int]] = [:]
  private var bySkeleton: [[UInt8]: [Int]] = [:]

  init(maximumNames: Int) { self.maximumNames = maximumNames }

  /// The number of the entity in the run, from 1; nil when the table is full and does not know it.
  mutating func number(of entity: Entity, in document: Document) -> Int? {
    let family = family(of: entity.type)
    let names = names(of: entity, in: document)
    guard let full = names.first else { return nil }
    let context = entity.type == .person ? context(of: entity, in: document) : []
    var found = entity.identifier.flatMap { byIdentifier[$0] }
    for name in names where found == nil {
      if let candidate = byName[Name(family: family, bytes: name)], agrees(known[candidate], entity) {
        found = candidate
      }
    }
    if found == nil, entity.type == .person { found = person(full, context) }
    if found == nil, byName.count >= maximumNames { return nil }
    let index = found ?? known.count
    if found == nil { known.append(Known()) }
    // A surname does not become a name of the person it was joined to: the next of that surname may be another.
    let isKnown = found != nil
    let own = names.filter { entity.type != .person || !isKnown || $0.contains(0x20) }
    remember(entity, index, family, own, full, context)
    return index + 1
  }

  private mutating func remember(
    _ entity: Entity, _ index: Int, _ family: UInt8, _ names: [[UInt8]], _ full: [UInt8], _ context: Set<[UInt8]>
  ) {
    if let identifier = entity.identifier {
      if known[index].identifier == nil { known[index].identifier = identifier }
      if byIdentifier[identifier] == nil { byIdentifier[identifier] = index }
    }
    for name in names where byName.count < maximumNames {
      let key = Name(family: family, bytes: name)
      if byName[key] == nil { byName[key] = index }
    }
    guard entity.type == .person else { return }
    for word in context where known[index].context.count < 32 { known[index].context.insert(word) }
    guard full.contains(0x20) else { return }
    Self.append(index, to: &bySurname[surname(of: full), default: []])
    if let skeleton = skeleton(of: full) { Self.append(index, to: &bySkeleton[skeleton, default: []]) }
  }

  private static func append(_ index: Int, to list: inout [Int]) {
    if list.count < 8, !list.contains(index) { list.append(index) }
  }

  private func agrees(_ known: Known, _ entity: Entity) -> Bool {
    guard let one = known.identifier, let other = entity.identifier else { return true }
    return one == other
  }

  /// A surname alone, or another spelling of a full name, of the one person whose titles share a word.
  private func person(_ name: [UInt8], _ context: Set<[UInt8]>) -> Int? {
    guard !context.isEmpty else { return nil }
    let candidates = name.contains(0x20) ? skeleton(of: name).flatMap { bySkeleton[$0] } : bySurname[name]
    let fitting = (candidates ?? []).filter { !known[$0].context.isDisjoint(with: context) }
    return fitting.count == 1 ? fitting[0] : nil
  }

  /// Places and facilities share names; the other types do not.
  private func family(of type: Entity.EntityType) -> UInt8 {
    switch type {
    case .person: 0
    case .organisation: 1
    case .location, .facility: 2
    case .group: 3
    case .event: 4
    case .other: 5
    }
  }

  // MARK: Names

  /// The canonical name first, then the other full names of the document, folded, without article; of bodies and places
  /// the name without its head noun too.
  private func names(of entity: Entity, in document: Document) -> [[UInt8]] {
    var names: [[UInt8]] = []
    func add(_ text: [UInt8]) {
      let words = KeyFolding.words(of: KeyFolding.fold(text))
      guard !words.isEmpty else { return }
      for name in [Array(words.joined(separator: [0x20]))] + withoutHead(words, entity) {
        let key = Array(NameKey.withoutArticle(name[...]))
        if !names.contains(key) { names.append(key) }
      }
    }
    add(Array(entity.canonical.utf8))
    for mention in entity.mentions.prefix(64) where mention.form == .name || mention.form == .variant {
      add(Array(document.text[mention.range.indices]))
      if names.count >= 12 { break }
    }
    return names
  }

  /// حماس of حركة حماس, غزة of قطاع غزة.
  private func withoutHead(_ words: [ArraySlice<UInt8>], _ entity: Entity) -> [[UInt8]] {
    guard words.count == 2, entity.type == .organisation || entity.type == .location,
      let first = words.first, Self.heads.contains(Array(first))
    else { return [] }
    return [Array(words.dropFirst().joined(separator: [0x20]))]
  }

  private func surname(of name: [UInt8]) -> [UInt8] {
    let words = name.split(separator: 0x20)
    return words.last.map { Array(NameKey.withoutArticle($0)) } ?? []
  }

  /// The consonants of every word, nil when some word has too few to tell names apart.
  private func skeleton(of name: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    for word in name.split(separator: 0x20) {
      guard let part = NameKey.skeleton(NameKey.withoutArticle(word)) else { return nil }
      result += part + [0x20]
    }
    return result
  }

  /// The folded words of the titles, without articles.
  private func context(of entity: Entity, in document: Document) -> Set<[UInt8]> {
    var words: Set<[UInt8]> = []
    for title in entity.titles.prefix(4) {
      for word in KeyFolding.words(of: KeyFolding.fold(Array(document.text[title.indices]))) {
        let bare = NameKey.withoutArticle(word)
        if bare.count >= 6 { words.insert(Array(bare)) }
      }
    }
    return words
  }

  /// Head nouns that may be left out of a name, folded.
  private static let heads: Set<[UInt8]> = Set(
    [Lexicons.bodyHeads, Lexicons.placeHeads].flatMap { list -> [[UInt8]] in
      let mode = list.column("mode")
      return (0..<list.count).filter { ["inside", "named", "act", "outside", "known"].contains(list.value($0, mode)) }
        .flatMap { list.keys($0) }.map { Array($0.utf8) }
    })
}
