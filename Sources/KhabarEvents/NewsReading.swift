import KhabarAnnotations
import KhabarCore
import KhabarLexicon
import KhabarText

/// The layers of one document as the rules of this module read them: by token, with what the word lists say.
///
/// A class: the readers hold it, and copying so many arrays would count a reference for each.
final class NewsReading: Sendable {
  /// What a punctuation mark does.
  enum Mark: UInt8, Sendable {
    case none
    case comma
    /// . ؟ ! ؛ :
    case stop
    case quote
    case bracket
    case other
  }

  let text: [UInt8]
  let folded: FoldedText
  let tokens: [Token]
  /// The tokens of each sentence.
  let sentences: [Range<Int>]
  let marks: [Mark]
  let classes: [WordClass]
  /// Tokens inside a date, time or duration.
  let isTime: [Bool]
  /// Tokens inside a count.
  let isCount: [Bool]
  // Keys of the word lists.
  let terms: ListHits
  let triggers: ListHits
  let sportTriggers: ListHits
  let guards: ListHits
  let relations: ListHits
  let supports: ListHits
  let actors: ListHits
  private let places: TokenPlaces
  /// Words that the lists know only in the singular, with what they say of it: "قاربين" is two things, "قياديان" two
  /// persons. In text order.
  let duals: [(token: Int, singular: WordClass)]

  /// Reads the layers; nil without folded text or tokens. O(text).
  init?(_ document: borrowing Document) {
    guard let folded = document[FoldedTexts.self].first else { return nil }
    let tokens = document[Tokens.self]
    guard !tokens.isEmpty else { return nil }
    text = document.text
    self.folded = folded
    self.tokens = tokens
    places = TokenPlaces(tokens)
    sentences = Self.sentences(of: tokens)
    marks = Self.marks(of: tokens, folded.bytes)
    let forms = TokenForms.forms(of: document)
    var hits = NewsLists.Builder(tokens: tokens.count)
    // "أوقفته الشرطة": a verb before a pronoun keeps the ت that a noun has for ة.
    for token in forms.readAsTehMarbuta {
      hits.note(Lexicons.all.entryPlaces(in: folded.bytes, word: tokens[token].stem), token, tokens[token].stem.start)
    }
    hits.take(forms) { key in
      let token = tokens[Int(key.first)]
      return key.isBare ? token.stem.start : token.folded.start + Int32(key.strippedBytes)
    }
    let lists = hits.lists()
    terms = ListHits(lists, .terms)
    triggers = ListHits(lists, .triggers)
    sportTriggers = ListHits(lists, .sportTriggers)
    guards = ListHits(lists, .guards)
    relations = ListHits(lists, .relations)
    supports = ListHits(lists, .supports)
    actors = ListHits(lists, .actors)
    var classes = Array(repeating: WordClass(), count: tokens.count)
    let rows = WordClass.rows
    ListHits(lists, .classes).forEach { row, tokens in
      for token in tokens { classes[token] = rows[row] }
    }
    self.classes = classes
    var isTime = Array(repeating: false, count: tokens.count)
    // By span, here and elsewhere: an array copies an item to read a part of it.
    let allTimes = document[Times.self]
    let times = allTimes.span
    for number in times.indices {
      for index in places.tokens(of: times[number].range, in: tokens) { isTime[index] = true }
    }
    self.isTime = isTime
    var isCount = Array(repeating: false, count: tokens.count)
    let allQuantities = document[Quantities.self]
    let quantities = allQuantities.span
    for number in quantities.indices where quantities[number].kind == .count {
      for index in places.tokens(of: quantities[number].range, in: tokens) { isCount[index] = true }
    }
    self.isCount = isCount
    let segments = document[Segments.self]
    var duals: [(token: Int, singular: WordClass)] = []
    for index in tokens.indices where classes[index].isEmpty && Self.endsAsDual(tokens[index], folded.bytes) {
      let start = tokens[index].bareStart(segments)
      if let word = Self.classOfDual(TextRange(start, max(start, tokens[index].stem.upperBound)), folded.bytes) {
        duals.append((index, word))
      }
    }
    self.duals = duals
  }

  // MARK: Places

  /// The tokens that overlap `range`.
  func tokens(of range: TextRange) -> Range<Int> { places.tokens(of: range, in: tokens) }

  /// The text range from the key that starts at `token` to the end of the token before `end`.
  func range(of hits: ListHits, at token: Int, end: Int) -> TextRange {
    let key = hits.foldedStart(at: token)
    let word = tokens[token]
    let start = key == word.folded.lowerBound ? word.range.lowerBound : folded.alignment.originalStart(of: key)
    return TextRange(start, max(start, tokens[end - 1].range.upperBound))
  }

  /// Whether the word carries ال, also as the second ل of لل, or a pronoun: الهجوم, هجومه.
  func isDefinite(_ token: Int) -> Bool {
    tokens[token].stem.end < tokens[token].folded.end || tokens[token].parts.contains(.article)
  }

  /// Whether و is attached to the word or stands alone before it, as before a number: و3.
  func hasConjunction(_ token: Int) -> Bool {
    if token > 0, isConjunction(token - 1) { return true }
    return isPrefix(0x88, of: token) && tokens[token].stem.start > tokens[token].folded.start
  }

  /// Whether the token is a dash of any length: - – — ـ.
  func isDash(_ token: Int) -> Bool {
    switch UTF8Scalars.decode(folded.bytes, at: tokens[token].folded.lowerBound).scalar {
    case 0x2D, 0x2010...0x2015, 0x640: true
    default: false
    }
  }

  /// Whether the token is و alone.
  func isConjunction(_ token: Int) -> Bool {
    let range = tokens[token].folded
    return range.count == 2 && folded.bytes[range.lowerBound] == 0xD9 && folded.bytes[range.lowerBound + 1] == 0x88
  }

  /// Whether a pronoun is attached at the end: زيارته, أوقفته.
  func hasPronoun(_ token: Int) -> Bool { tokens[token].stem.end < tokens[token].folded.end }

  /// The attached preposition: ب and ل, nil for a word without one.
  func attachedRelation(_ token: Int) -> Relation? {
    let (start, stem) = (tokens[token].folded.lowerBound, tokens[token].stem.lowerBound)
    guard stem >= start + 2 else { return nil }
    switch (folded.bytes[stem - 2], folded.bytes[stem - 1]) {
    case (0xD8, 0xA8): return .in
    case (0xD9, 0x84): return .for
    default: return nil
    }
  }

  /// Whether the word starts with س of the future before a verb: سيلتقي.
  func hasFuture(_ token: Int) -> Bool {
    let (start, stem) = (tokens[token].folded.lowerBound, tokens[token].stem.lowerBound)
    guard stem >= start + 2 else { return false }
    return folded.bytes[stem - 2] == 0xD8 && folded.bytes[stem - 1] == 0xB3
  }

  private func isPrefix(_ second: UInt8, of token: Int) -> Bool {
    let range = tokens[token].folded
    return range.count > 2 && folded.bytes[range.lowerBound] == 0xD9 && folded.bytes[range.lowerBound + 1] == second
  }

  /// Whether the word without particles starts with ي ت ن of the unfinished verb.
  func isImperfect(_ token: Int) -> Bool {
    let stem = tokens[token].stem
    guard stem.count > 4 else { return false }
    switch (folded.bytes[stem.lowerBound], folded.bytes[stem.lowerBound + 1]) {
    case (0xD9, 0x8A), (0xD8, 0xAA): return true
    default: return false
    }
  }

  /// What the word lists say of the singular of a dual, nil for none. O(log duals).
  func classOfDual(_ token: Int) -> WordClass? {
    var (low, high) = (0, duals.count)
    while low < high {
      let middle = (low + high) / 2
      if duals[middle].token < token { low = middle + 1 } else { high = middle }
    }
    return low < duals.count && duals[low].token == token ? duals[low].singular : nil
  }

  private static func wordClass(of bytes: [UInt8], _ word: TextRange) -> WordClass? {
    NewsLists.row(in: .classes, bytes, word).map { WordClass.rows[$0] }
  }

  // MARK: Reading the layers

  /// ان or ين
  @inline(__always)
  private static func endsAsDual(_ token: Token, _ bytes: [UInt8]) -> Bool {
    let end = token.stem.upperBound
    return token.stem.count >= 8 && bytes[end - 1] == 0x86 && bytes[end - 2] == 0xD9 && token.kind == .word
      && (bytes[end - 4] == 0xD8 && bytes[end - 3] == 0xA7 || bytes[end - 4] == 0xD9 && bytes[end - 3] == 0x8A)
  }

  /// What the lists say of the singular of `word`, a dual without particles, article and pronoun.
  private static func classOfDual(_ word: TextRange, _ bytes: [UInt8]) -> WordClass? {
    guard word.count >= 8 else { return nil }
    let bare = word.upperBound - 4
    if let found = wordClass(of: bytes, TextRange(word.lowerBound, bare)) { return found }
    // طفلتان: the ة that became ت.
    guard bytes[bare - 2] == 0xD8, bytes[bare - 1] == 0xAA else { return nil }
    var singular = Array(bytes[word.lowerBound..<bare])
    singular.replaceSubrange((singular.count - 2)..., with: [0xD9, 0x87])
    return wordClass(of: singular, TextRange(0, singular.count))
  }

  private static func sentences(of tokens: [Token]) -> [Range<Int>] {
    var sentences: [Range<Int>] = []
    sentences.reserveCapacity(tokens.count / 16)
    var start = 0
    for index in tokens.indices.dropFirst() where tokens[index].sentence != tokens[index - 1].sentence {
      sentences.append(start..<index)
      start = index
    }
    sentences.append(start..<tokens.count)
    return sentences
  }

  private static func marks(of tokens: [Token], _ folded: [UInt8]) -> [Mark] {
    var marks = Array(repeating: Mark.none, count: tokens.count)
    for index in tokens.indices where tokens[index].kind == .punctuation || tokens[index].kind == .symbol {
      marks[index] = mark(tokens[index], folded)
    }
    return marks
  }

  private static func mark(_ token: Token, _ folded: [UInt8]) -> Mark {
    switch UTF8Scalars.decode(folded, at: token.folded.lowerBound).scalar {
    case 0x2C, 0x060C: return .comma
    case 0x2E, 0x3A, 0x3B, 0x21, 0x3F, 0x061B, 0x061F, 0x06D4, 0x2026: return .stop
    case 0x22, 0x27, 0xAB, 0xBB, 0x2018...0x201F, 0x2039, 0x203A, 0x60: return .quote
    case 0x28, 0x29, 0x5B, 0x5D: return .bracket
    default: return .other
    }
  }
}
