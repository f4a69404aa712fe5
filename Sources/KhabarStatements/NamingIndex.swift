import KhabarAnnotations
import KhabarCore
import KhabarText

/// A place where an entity is named or titled, by tokens.
struct Naming: Sendable {
  var tokens: Range<Int>
  var range: TextRange
  var entity: Int
  var isTitle: Bool
  /// A person with a name, rather than a body or someone unnamed.
  var isNamedPerson: Bool
  /// Only described: الموقع, مسؤول مطلع.
  var isDescription: Bool
  /// Can speak: not a place of an event, not a work.
  var canSpeak: Bool
  var isPlace: Bool
  /// Whether something is attached in front of it within its first token: the ل of لنتنياهو.
  var hasParticle: Bool

  var party: Party { Party(.entity(LayerIndex(entity)), mention: range) }
}

/// Mentions and titles of all entities, found by the token at which they start.
struct NamingIndex: Sendable {
  private(set) var all: [Naming] = []
  /// By token: the longest mention that starts there, and the longest title, -1 for none.
  private var mentionAt: [Int32]
  private var titleAt: [Int32]
  /// By token: the longest naming that covers it.
  private var covering: [Int32]

  /// O(mentions log mentions + tokens).
  init(entities: [Entity], tokens: [Token]) {
    mentionAt = Array(repeating: -1, count: tokens.count)
    titleAt = mentionAt
    covering = mentionAt
    for (index, entity) in entities.enumerated() {
      let isPerson = entity.type == .person
      let canSpeak = entity.type != .event && entity.type != .other && entity.type != .facility
      let naming = { (range: TextRange, isTitle: Bool, isName: Bool) in
        Naming(
          tokens: 0..<0, range: range, entity: index, isTitle: isTitle,
          isNamedPerson: isPerson && entity.isNamed && isName,
          isDescription: !isTitle && (!isName || !entity.isNamed), canSpeak: canSpeak, isPlace: entity.type == .location,
          hasParticle: false)
      }
      for mention in entity.mentions { all.append(naming(mention.range, false, mention.form != .description)) }
      for title in entity.titles { all.append(naming(title, true, false)) }
    }
    all.sort { $0.range != $1.range ? $0.range < $1.range : !$0.isTitle && $1.isTitle }
    var token = 0
    for index in all.indices {
      let range = all[index].range
      while token < tokens.count, tokens[token].range.end <= range.start { token += 1 }
      var end = token
      while end < tokens.count, tokens[end].range.start < range.end { end += 1 }
      all[index].tokens = token..<max(token, end)
      guard token < end else { continue }
      all[index].hasParticle = tokens[token].range.start < range.start
      if all[index].isTitle {
        if titleAt[token] < 0 { titleAt[token] = Int32(index) }
      } else if mentionAt[token] < 0 {
        mentionAt[token] = Int32(index)
      }
      // Sorted with the longer first, so what stands already is longer.
      var place = token
      while place < end, covering[place] < 0 {
        covering[place] = Int32(index)
        place += 1
      }
    }
  }

  func mention(at token: Int) -> Naming? { mentionAt[token] < 0 ? nil : all[Int(mentionAt[token])] }
  func title(at token: Int) -> Naming? { titleAt[token] < 0 ? nil : all[Int(titleAt[token])] }
  func naming(covering token: Int) -> Naming? { covering[token] < 0 ? nil : all[Int(covering[token])] }
  func isNamed(_ token: Int) -> Bool { covering[token] >= 0 }
}
