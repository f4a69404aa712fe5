import KhabarAnnotations
import KhabarCore
import KhabarText

/// Those who may take part in events, by token: mentions of entities, and nouns for people and bodies without a name.
final class PartyIndex {
  struct Mention {
    /// The noun phrase: the name with the title before it.
    var tokens: Range<Int>
    var range: TextRange
    /// An entity, or -1 for a noun phrase, which is a literal.
    var entity: Int
    var kind: ActorNoun
    var isPlace = false
    var isNamed = true
    /// A country or capital, which stands for its government.
    var isState = false
    /// A building or site: a target, but also a place.
    var isFacility = false
    var casualty: CasualtyCount.Kind?
    /// A paper, channel or platform.
    var isMedium = false
    /// A noun phrase with an article, which means people told of before: المتهمين.
    var isDefinite = false

    var party: Party { entity >= 0 ? Party(.entity(LayerIndex(entity)), mention: range) : Party(.literal(range)) }
    var isPerson: Bool { kind == .person && !isPlace }
    /// By the first token, the longer ones first.
    fileprivate var order: UInt64 { UInt64(tokens.lowerBound) << 32 | UInt64(UInt32.max - UInt32(tokens.count)) }
  }

  /// In text order, not overlapping.
  let mentions: [Mention]
  /// The name or title that covers each token, by its number of tokens; 0 outside all. Words of names are no triggers.
  private let nameLength: [UInt8]
  /// The mention that starts at or after each token.
  private let firstFrom: [Int32]

  /// O(mentions log mentions + tokens).
  init(_ document: borrowing Document, _ reading: NewsReading) {
    var found: [Mention] = []
    var nameLength = Array(repeating: UInt8(0), count: reading.tokens.count)
    var isTitle = Array(repeating: false, count: reading.tokens.count)
    // By the token after them: one who is named a thousand times has a thousand titles.
    var titles: [(entity: Int, tokens: Range<Int>, range: TextRange)] = []
    var titleBefore = Array(repeating: Int32(-1), count: reading.tokens.count + 1)
    func title(of entity: Int, before token: Int) -> (entity: Int, tokens: Range<Int>, range: TextRange)? {
      guard titleBefore[token] >= 0, titles[Int(titleBefore[token])].entity == entity else { return nil }
      return titles[Int(titleBefore[token])]
    }
    func cover(_ tokens: Range<Int>) {
      for token in tokens { nameLength[token] = max(nameLength[token], UInt8(min(tokens.count, 255))) }
    }
    let allEntities = document[Entities.self]
    let entities = allEntities.span
    found.reserveCapacity(2 * entities.count)
    for index in entities.indices {
      let type = entities[index].type
      let isNamed = entities[index].isNamed
      let subtype = entities[index].subtype
      let isState =
        entities[index].identifier?.hasPrefix("iso3166:") == true || subtype == "country" || subtype == "capital"
      let isMedium = subtype == "media" || subtype == "platform"
      for title in entities[index].titles {
        let tokens = reading.tokens(of: title)
        cover(tokens)
        titleBefore[tokens.upperBound] = Int32(titles.count)
        titles.append((index, tokens, title))
        for token in tokens { isTitle[token] = true }
      }
      for mention in entities[index].mentions {
        var tokens = reading.tokens(of: mention.range)
        guard !tokens.isEmpty else { continue }
        if type == .person, entities[index].mentions.count == 1,
          let title = title(of: index, before: tokens.lowerBound),
          Self.isEventNoun(tokens, reading)
        {
          // "أجرى رئيس الوزراء مباحثات": the noun after a title is no name; the title alone takes part.
          for token in tokens { nameLength[token] = 0 }
          found.append(
            Mention(tokens: title.tokens, range: title.range, entity: -1, kind: .person, isNamed: true))
          for token in title.tokens { isTitle[token] = false }
          continue
        }
        if type != .event && type != .other && mention.form != .description { cover(tokens) }
        guard type != .event else { continue }
        // A description that took the preposition in: "أمام محكمة الاستئناف".
        if !isNamed, tokens.count > 1, reading.relations.row(startingAt: tokens.lowerBound) != nil {
          tokens = (tokens.lowerBound + 1)..<tokens.upperBound
        }
        if let title = title(of: index, before: tokens.lowerBound) {
          tokens = title.tokens.lowerBound..<tokens.upperBound
        }
        found.append(
          Mention(
            tokens: tokens, range: mention.range, entity: index,
            kind: type == .person || type == .group ? .person : .body,
            isPlace: type == .location || type == .facility, isNamed: isNamed, isState: isState,
            isFacility: type == .facility, isMedium: isMedium))
      }
    }
    found = Self.outermost(found, isTitle)
    let phrases = NounPhraseFinder(document, reading, found).phrases(nameLength: nameLength)
    var all = Self.outermost(found, and: phrases)
    let counted = Self.add(document[Casualties.self], to: &all, reading)
    if !counted.isEmpty { all = Self.outermost(all, and: counted) }
    mentions = all
    self.nameLength = nameLength
    var firstFrom = Array(repeating: Int32(all.count), count: reading.tokens.count + 1)
    var token = 0
    for index in all.indices {
      while token <= all[index].tokens.lowerBound {
        firstFrom[token] = Int32(index)
        token += 1
      }
    }
    self.firstFrom = firstFrom
  }

  /// Notes the kind of counts whose noun phrase is there already, and gives the others.
  private static func add(_ counts: [CasualtyCount], to mentions: inout [Mention], _ reading: NewsReading) -> [Mention]
  {
    var others: [Mention] = []
    for count in counts where count.rule != CasualtyFinding.singleVictim {
      let tokens = reading.tokens(of: count.range)
      guard let first = tokens.first else { continue }
      var low = 0
      var high = mentions.count
      while low < high {
        let middle = (low + high) / 2
        if mentions[middle].tokens.upperBound <= first { low = middle + 1 } else { high = middle }
      }
      if low < mentions.count, mentions[low].tokens.lowerBound < tokens.upperBound {
        if mentions[low].entity < 0 { mentions[low].casualty = count.kind }
      } else {
        others.append(Mention(tokens: tokens, range: count.range, entity: -1, kind: .person, casualty: count.kind))
      }
    }
    return others
  }

  /// Whether the words are exactly a noun for an event: مؤتمراً صحفياً.
  private static func isEventNoun(_ tokens: Range<Int>, _ reading: NewsReading) -> Bool {
    guard let row = reading.triggers.row(startingAt: tokens.lowerBound),
      reading.triggers.tokens(covering: tokens.lowerBound) == tokens
    else { return false }
    let word = TriggerWord.rows[row]
    return word.part == .noun && (word.use == .starts || word.use == .carried)
  }

  /// The index of the first mention that starts at or after `token`.
  func first(from token: Int) -> Int { Int(firstFrom[min(token, firstFrom.count - 1)]) }

  /// The mention that starts at `token`.
  func mention(at token: Int) -> Mention? {
    let index = first(from: token)
    return index < mentions.count && mentions[index].tokens.lowerBound == token ? mentions[index] : nil
  }

  /// The last mention that ends at or before `token`.
  func last(before token: Int) -> Mention? {
    var index = first(from: token) - 1
    while index >= 0, mentions[index].tokens.upperBound > token { index -= 1 }
    return index >= 0 ? mentions[index] : nil
  }

  /// Whether a name or title keeps these tokens from telling of an event: one that is not shorter than they are, since
  /// "سيول جارفة" is no city.
  func isInsideName(_ tokens: Range<Int>) -> Bool { Int(nameLength[tokens.lowerBound]) >= tokens.count }

  /// Those of the two lists, each in text order, that stand inside no other.
  private static func outermost(_ one: [Mention], and other: [Mention]) -> [Mention] {
    var kept: [Mention] = []
    kept.reserveCapacity(one.count + other.count)
    var (left, right) = (0, 0)
    while left < one.count || right < other.count {
      if right == other.count || left < one.count && one[left].order <= other[right].order {
        keep(one[left], &kept)
        left += 1
      } else {
        keep(other[right], &kept)
        right += 1
      }
    }
    return kept
  }

  /// Those that stand inside no other mention and not inside the title of one.
  private static func outermost(_ mentions: [Mention], _ isTitle: [Bool]) -> [Mention] {
    var kept: [Mention] = []
    kept.reserveCapacity(mentions.count)
    for place in TextOrder.places(of: mentions.map(\.order)) {
      let mention = mentions[place]
      if !mention.tokens.allSatisfy({ isTitle[$0] }) { keep(mention, &kept) }
    }
    return kept
  }

  /// Takes the next mention in text order, of those that start at one token the longest first. What stands inside the last
  /// one is dropped, and so is the description right before a name: "نظيره التركي رجب طيب أردوغان" is one.
  @inline(__always)
  private static func keep(_ mention: Mention, _ kept: inout [Mention]) {
    if let last = kept.last {
      if mention.tokens.lowerBound < last.tokens.upperBound { return }
      if last.isPerson, !last.isNamed || last.entity < 0, mention.entity >= 0, mention.isPerson, mention.isNamed,
        mention.tokens.lowerBound == last.tokens.upperBound
      {
        kept[kept.count - 1] = mention
        kept[kept.count - 1].tokens = last.tokens.lowerBound..<mention.tokens.upperBound
        return
      }
    }
    kept.append(mention)
  }

  /// Whether a person, or people held, stands among the next words: "أوقف الأمن أربعة أشخاص", not "أوقف المشروع";
  /// with `named` only one who has a name or office.
  func hasPersonObject(after token: Int, named: Bool, _ reading: NewsReading) -> Bool {
    var index = first(from: token)
    // A time between two commas is no step: "ضبط في الميناء، ليلة الخميس الجمعة، مهربان".
    var (end, steps) = (token, 0)
    while end < reading.tokens.count, steps <= 8, end < token + 24 {
      if reading.marks[end] != .comma, !reading.isTime[end] { steps += 1 }
      end += 1
    }
    while index < mentions.count, mentions[index].tokens.lowerBound < end {
      let mention = mentions[index]
      if reading.marks[token..<mention.tokens.lowerBound].contains(.stop) { return false }
      if mention.isPerson, mention.casualty == nil || mention.casualty == .detained, !named || mention.isNamed {
        return true
      }
      index += 1
    }
    return false
  }

  /// Whether a person whom a pronoun at `token` may mean is named not far before: "نجيم بعد أن أوقفته الشرطة".
  func hasAntecedent(before token: Int) -> Bool {
    var index = first(from: token) - 1
    var steps = 0
    while index >= 0, steps < 4, mentions[index].tokens.lowerBound > token - 30 {
      if mentions[index].isPerson, mentions[index].isNamed { return true }
      index -= 1
      steps += 1
    }
    return false
  }

  /// Whether one who bears arms stands right after a verb or right before it: "استهدفت طائرات", "مسيرة استهدفت".
  func hasArmed(around tokens: Range<Int>) -> Bool {
    let index = first(from: tokens.upperBound)
    if index < mentions.count, mentions[index].tokens.lowerBound <= tokens.upperBound + 1, isArmed(mentions[index]) {
      return true
    }
    guard let before = last(before: tokens.lowerBound) else { return false }
    return tokens.lowerBound - before.tokens.upperBound <= 1 && isArmed(before)
  }

  private func isArmed(_ mention: Mention) -> Bool {
    mention.kind == .weapon || mention.entity >= 0 && !mention.isPlace && mention.kind == .body
      || mention.entity < 0 && mention.kind == .person && mention.casualty == nil
  }
}
