import KhabarAnnotations
import KhabarCore
import KhabarText

/// Finds noun phrases for people and bodies without a name: a noun of `actors.tsv`, the number before it, and the
/// adjective or genitive after it: "15 تلميذا", "قوات الأمن", "مسلحون مجهولون".
struct NounPhraseFinder {
  private let reading: NewsReading
  // Held here: asking the reading for them counts references.
  private let relations: ListHits
  private let triggers: ListHits
  private let supports: ListHits
  private let terms: ListHits
  private let actors: ListHits
  private let names: [PartyIndex.Mention]
  /// For each token the first token of the count that covers it, -1 for none.
  private var countStart: [Int32]

  private static let longest = 4

  init(_ document: borrowing Document, _ reading: NewsReading, _ names: [PartyIndex.Mention]) {
    self.reading = reading
    relations = reading.relations
    triggers = reading.triggers
    supports = reading.supports
    terms = reading.terms
    actors = reading.actors
    self.names = names
    countStart = Array(repeating: -1, count: reading.tokens.count)
    let all = document[Quantities.self]
    let quantities = all.span
    for index in quantities.indices where quantities[index].kind == .count {
      let tokens = reading.tokens(of: quantities[index].range)
      for token in tokens { countStart[token] = Int32(tokens.lowerBound) }
    }
  }

  /// The phrases in text order. O(tokens + names).
  func phrases(nameLength: [UInt8]) -> [PartyIndex.Mention] {
    var found: [PartyIndex.Mention] = []
    found.reserveCapacity(reading.tokens.count / 16)
    var name = 0
    var dual = 0
    var actor = -1
    var token = 0
    while token < reading.tokens.count {
      // To the next noun of the lists, or the next dual; each is looked for only when it has been passed.
      if actor < token { actor = actors.first(from: token) }
      while dual < reading.duals.count, reading.duals[dual].token < token { dual += 1 }
      token = min(actor, dual < reading.duals.count ? reading.duals[dual].token : .max)
      guard token < reading.tokens.count else { break }
      guard let row = actors.row(startingAt: token), let covered = actors.tokens(covering: token),
        nameLength[token] == 0, !reading.isTime[token],
        // "هجوم مسلح": an adjective within a trigger.
        triggers.tokens(covering: token).map({ $0.lowerBound == token }) ?? true
      else {
        if let mention = self.dual(at: token, nameLength) { found.append(mention) }
        token += 1
        continue
      }
      while name < names.count, names[name].tokens.lowerBound < covered.upperBound { name += 1 }
      if name > 0, names[name - 1].isPlace, names[name - 1].tokens.upperBound == token, reading.isDefinite(token) {
        // "مملكة البحرين الشقيقة": the adjective of a country.
        token = covered.upperBound
        continue
      }
      let start = countStart[token] >= 0 ? max(Int(countStart[token]), found.last?.tokens.upperBound ?? 0) : token
      let end = end(of: covered, isLong: covered.count > 1, name: name)
      // "مقاتلو حزب الله", "قوات التحالف": the name says who it is.
      if name < names.count, names[name].tokens.lowerBound == covered.upperBound, !names[name].isPlace,
        ActorNoun.rows[row] == .body || ActorNoun.rows[row] == .person, names[name].kind == .body, start == token
      {
        token = covered.upperBound
        continue
      }
      let first = min(start, token)
      let range =
        first == token
        ? reading.range(of: actors, at: token, end: end)
        : TextRange(
          reading.tokens[first].range.lowerBound + prefixLength(first), reading.tokens[end - 1].range.upperBound)
      found.append(
        PartyIndex.Mention(
          tokens: first..<end, range: range, entity: -1, kind: ActorNoun.rows[row], isNamed: false,
          isDefinite: reading.isDefinite(token) && ActorNoun.rows[row] != .body))
      token = end
    }
    return found
  }

  /// "ضبط مهربان": two of those whom the lists know one by one.
  private func dual(at token: Int, _ nameLength: [UInt8]) -> PartyIndex.Mention? {
    guard nameLength[token] == 0, countStart[token] < 0 || countStart[token] == token,
      triggers.row(covering: token) == nil,
      let word = reading.classOfDual(token), word.contains(.person)
    else { return nil }
    let range = TextRange(
      reading.tokens[token].range.lowerBound + prefixLength(token), reading.tokens[token].range.upperBound)
    return PartyIndex.Mention(
      tokens: token..<(token + 1), range: range, entity: -1, kind: .person, isNamed: false,
      isDefinite: reading.isDefinite(token))
  }

  /// Bytes of the text that attached particles take at the start of a word.
  private func prefixLength(_ token: Int) -> Int {
    let word = reading.tokens[token]
    let start = reading.folded.alignment.originalStart(of: Int(word.stem.start))
    return max(0, min(start, word.range.upperBound - 1) - word.range.lowerBound)
  }

  /// The token after the phrase: adjectives agree in article, a genitive after a bare noun has one.
  private func end(of head: Range<Int>, isLong: Bool, name: Int) -> Int {
    var end = head.upperBound
    var isDefinite = reading.isDefinite(head.lowerBound)
    // "مسلحون", "شرطيان": a noun in ن has no genitive.
    let takesGenitive = isDefinite || isLong || !endsInNun(head.lowerBound)
    if isLong, head.contains(where: reading.isDefinite) { isDefinite = true }
    var hasAdjective = false
    while end < reading.tokens.count, end - head.lowerBound < Self.longest {
      guard reading.marks[end] == .none, reading.tokens[end].kind == .word, !reading.isTime[end],
        countStart[end] < 0, !hasPrefix(end), relations.row(startingAt: end) == nil,
        triggers.row(startingAt: end) == nil, supports.row(startingAt: end) == nil,
        terms.row(startingAt: end) == nil,
        reading.classes[end].isDisjoint(with: [
          .relative, .clause, .complementiser, .location, .attribution, .inclusion,
        ])
      else { break }
      if name < names.count, names[name].tokens.lowerBound == end {
        return isDefinite && end > head.upperBound ? end : names[name].isPlace ? end : names[name].tokens.upperBound
      }
      // "هاجم مسلحون | مستشفى": a noun right behind one in ن is no adjective of it, as one in ن is: مسلحون مجهولون.
      if !takesGenitive, !reading.isDefinite(end), !endsInNun(end),
        actors.row(startingAt: end) != nil || reading.classes[end].contains(.placeNoun)
      {
        break
      }
      if hasArticle(end) {
        // "وفد أممي | المخيم": behind an indefinite adjective no genitive follows.
        guard takesGenitive, !hasAdjective else { break }
        isDefinite = true
      } else if isDefinite || !isAdjective(end) {
        break
      } else {
        hasAdjective = true
      }
      end += 1
    }
    return end
  }

  private func endsInNun(_ token: Int) -> Bool {
    let stem = reading.tokens[token].stem
    return stem.count >= 8 && !reading.hasPronoun(token) && reading.folded.bytes[stem.upperBound - 2] == 0xD9
      && reading.folded.bytes[stem.upperBound - 1] == 0x86
  }

  private func hasPrefix(_ token: Int) -> Bool {
    reading.hasConjunction(token) || reading.tokens[token].stem.start > reading.tokens[token].folded.start
      || startsWithTwoLams(token)
  }

  /// "مساعده | للاستماع": ل and the article.
  private func startsWithTwoLams(_ token: Int) -> Bool {
    let word = reading.tokens[token].folded
    return word.count > 8
      && reading.folded.bytes[word.lowerBound..<word.lowerBound + 4].elementsEqual([0xD9, 0x84, 0xD9, 0x84])
  }

  private func hasArticle(_ token: Int) -> Bool {
    let start = reading.tokens[token].stem.lowerBound
    let bytes = reading.folded.bytes
    return reading.tokens[token].stem.count > 4 && bytes[start] == 0xD8 && bytes[start + 1] == 0xA7
      && bytes[start + 2] == 0xD9 && bytes[start + 3] == 0x84
  }

  /// Whether the word has the ending of an adjective: إسرائيلية, مجهولون, and does not start like a verb.
  private func isAdjective(_ token: Int) -> Bool {
    let stem = reading.tokens[token].stem
    guard stem.count >= 8, !reading.isImperfect(token) else { return false }
    let bytes = reading.folded.bytes
    guard bytes[stem.upperBound - 2] == 0xD9 else { return false }
    switch bytes[stem.upperBound - 1] {
    case 0x8A, 0x86: return true  // ي, ن
    case 0x87: return bytes[stem.upperBound - 4] == 0xD9 && bytes[stem.upperBound - 3] == 0x8A  // ية
    default: return false
    }
  }
}
