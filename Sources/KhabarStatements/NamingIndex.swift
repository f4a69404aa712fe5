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
  /// The office alone, which names a person.
  var isOffice: Bool
  var isMedia: Bool
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
  /// By entity: how often it is mentioned.
  private let mentionCounts: [Int32]

  init() {
    mentionAt = []
    titleAt = []
    covering = []
    mentionCounts = []
  }

  /// O(mentions log mentions + tokens).
  init(entities: [Entity], tokens: [Token], segments: [Segment], isVerb: (Int) -> Bool) {
    mentionAt = Array(repeating: -1, count: tokens.count)
    titleAt = mentionAt
    covering = mentionAt
    all.reserveCapacity(2 * entities.count)
    // By span: an array copies an item to read a part of it.
    let entities = entities.span
    mentionCounts = (0..<entities.count).map { Int32(clamping: entities[$0].mentions.count) }
    for index in entities.indices {
      let type = entities[index].type
      let isNamed = entities[index].isNamed
      let isMedia = entities[index].subtype == "media"
      let isPerson = type == .person
      let canSpeak = type != .event && type != .other && type != .facility
      let naming = { (range: TextRange, isTitle: Bool, form: EntityMention.Form) in
        let isName = form != .description && !isTitle
        return Naming(
          tokens: 0..<0, range: range, entity: index, isTitle: isTitle,
          isNamedPerson: isPerson && isNamed && isName,
          isDescription: !isTitle && (!isName || !isNamed), isOffice: isPerson && form == .title,
          isMedia: isMedia, canSpeak: canSpeak, isPlace: type == .location,
          hasParticle: false)
      }
      for mention in entities[index].mentions { all.append(naming(mention.range, false, mention.form)) }
      for title in entities[index].titles { all.append(naming(title, true, .title)) }
    }
    let unordered = all
    all = TextOrder.places(of: all.map { $0.range.order | ($0.isTitle ? 1 : 0) }).map { unordered[$0] }
    var token = 0
    for index in all.indices {
      var naming = all[index]
      let range = naming.range
      while token < tokens.count, tokens[token].range.end <= range.start { token += 1 }
      var end = token
      while end < tokens.count, tokens[end].range.start < range.end { end += 1 }
      naming.tokens = token..<max(token, end)
      all[index].tokens = naming.tokens
      guard token < end else { continue }
      // A verb of speech that was taken for a name.
      if end == token + 1, isVerb(token), !naming.isTitle, mentionCounts[naming.entity] <= 2 { continue }
      naming.hasParticle = tokens[token].range.start < range.start
      if naming.isNamedPerson, mentionCounts[naming.entity] == 1, isNoName(tokens[token], range, segments) { continue }
      all[index].hasParticle = naming.hasParticle
      if naming.isTitle {
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

  /// A word with a pronoun on it (تفاؤله) or with its preposition taken in (بخفض) is no name of a person.
  private func isNoName(_ token: Token, _ range: TextRange, _ segments: [Segment]) -> Bool {
    guard !token.parts.isDisjoint(with: [.pronoun, .preposition]), let first = token.segments.first,
      let last = token.segments.last
    else { return false }
    if segments[last].kind == .pronoun, range.end >= token.range.end,
      range.start <= token.range.start || last > first
    {
      return range.upperBound <= token.range.upperBound
    }
    return segments[first].kind == .preposition && range.start == token.range.start
  }

  /// Where the name begins whose first word has something attached in front of it; nil for none.
  func nameStart(at token: Int) -> Int? {
    guard mentionAt[token] >= 0, all[Int(mentionAt[token])].hasParticle else { return nil }
    return all[Int(mentionAt[token])].range.lowerBound
  }

  func mention(at token: Int) -> Naming? { mentionAt[token] < 0 ? nil : all[Int(mentionAt[token])] }
  func title(at token: Int) -> Naming? { titleAt[token] < 0 ? nil : all[Int(titleAt[token])] }
  /// The naming of exactly these words. O(log namings).
  func naming(at range: TextRange) -> Naming? {
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].range < range { low = middle + 1 } else { high = middle }
    }
    return low < all.count && all[low].range == range ? all[low] : nil
  }

  func naming(covering token: Int) -> Naming? { covering[token] < 0 ? nil : all[Int(covering[token])] }
  /// How often an entity is mentioned.
  func count(of entity: Int) -> Int { entity < mentionCounts.count ? Int(mentionCounts[entity]) : 0 }
  func isNamed(_ token: Int) -> Bool { covering[token] >= 0 }
}
