import KhabarAnnotations
import KhabarCore
import KhabarLexicon
import KhabarText

/// The layers of one document as the rules of this module read them: by token, with what the word lists say.
struct NewsReading {
  /// What a punctuation mark does.
  enum Mark: UInt8 {
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
  let terms: ListHits
  let triggers: ListHits
  let sportTriggers: ListHits
  let guards: ListHits
  /// Where the word without particles and article begins in the folded text: for telling a definite noun.
  private let contentStarts: [Int32]

  /// Reads the layers; nil without folded text or tokens. O(text).
  init?(_ document: Document) {
    guard let folded = document[FoldedTexts.self].first else { return nil }
    let tokens = document[Tokens.self]
    guard !tokens.isEmpty else { return nil }
    text = document.text
    self.folded = folded
    self.tokens = tokens
    sentences = Self.sentences(of: tokens)
    marks = tokens.map { Self.mark($0, folded.bytes) }
    let words = BareWords(tokens: tokens, segments: document[Segments.self], folded: folded.bytes)
    contentStarts = words.starts
    var terms = ListHits(count: tokens.count)
    var triggers = ListHits(count: tokens.count)
    var sportTriggers = ListHits(count: tokens.count)
    var guards = ListHits(count: tokens.count)
    var classHits = ListHits(count: tokens.count)
    let lexicon = Lexicons.all
    let (termList, triggerList, sportList) = (Lexicons.casualtyTerms, Lexicons.eventTriggers, Lexicons.sportTriggers)
    let (guardList, classList) = (Lexicons.eventGuards, Lexicons.wordClasses)
    func take(_ matches: [LexiconMatch], start: (LexiconMatch) -> Int32) {
      for match in matches {
        let range = Int(match.words.lowerBound)..<Int(match.words.upperBound)
        let place = start(match)
        for entry in match.entries {
          if let row = lexicon.row(of: entry, in: termList) {
            terms.offer(row: row, tokens: range, start: place)
          } else if let row = lexicon.row(of: entry, in: triggerList) {
            triggers.offer(row: row, tokens: range, start: place)
          } else if let row = lexicon.row(of: entry, in: sportList) {
            sportTriggers.offer(row: row, tokens: range, start: place)
          } else if let row = lexicon.row(of: entry, in: guardList) {
            guards.offer(row: row, tokens: range, start: place)
          } else if let row = lexicon.row(of: entry, in: classList) {
            classHits.offer(row: row, tokens: range, start: place)
          }
        }
      }
    }
    take(lexicon.matches(in: folded.bytes, words: tokens.map(\.folded), allLengths: true)) {
      tokens[Int($0.words.lowerBound)].folded.start + $0.strippedBytes
    }
    take(lexicon.matches(in: words.bytes, words: words.ranges, allLengths: true)) {
      tokens[Int($0.words.lowerBound)].stem.start
    }
    terms.settle()
    triggers.settle()
    sportTriggers.settle()
    guards.settle()
    classHits.settle()
    self.terms = terms
    self.triggers = triggers
    self.sportTriggers = sportTriggers
    self.guards = guards
    classes = tokens.indices.map { classHits.row(covering: $0).map { WordClass.rows[$0] } ?? [] }
    var isTime = Array(repeating: false, count: tokens.count)
    for time in document[Times.self] {
      for index in Self.tokens(of: time.range, in: tokens) { isTime[index] = true }
    }
    self.isTime = isTime
  }

  // MARK: Places

  /// The tokens that overlap `range`. O(log tokens).
  func tokens(of range: TextRange) -> Range<Int> { Self.tokens(of: range, in: tokens) }

  private static func tokens(of range: TextRange, in tokens: [Token]) -> Range<Int> {
    let first = partition(tokens) { $0.range.end <= range.start }
    let end = partition(tokens) { $0.range.start < range.end }
    return first..<max(first, end)
  }

  private static func partition(_ tokens: [Token], _ isBefore: (Token) -> Bool) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(tokens[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The text range from the key that starts at `token` to the end of the token before `end`.
  func range(of hits: ListHits, at token: Int, end: Int) -> TextRange {
    let start = folded.alignment.originalStart(of: hits.foldedStart(at: token))
    return TextRange(start, max(start, tokens[end - 1].range.upperBound))
  }

  /// Whether the word carries ال, also as the second ل of لل, or a pronoun: الهجوم, هجومه.
  func isDefinite(_ token: Int) -> Bool {
    if tokens[token].stem.end < tokens[token].folded.end { return true }
    let start = Int(contentStarts[token])
    guard start >= 4 else { return false }
    let bytes = folded.bytes
    guard start > tokens[token].folded.lowerBound, bytes[start - 2] == 0xD9, bytes[start - 1] == 0x84 else {
      return false
    }
    let hasAlef = bytes[start - 4] == 0xD8 && bytes[start - 3] == 0xA7
    let hasLam = bytes[start - 4] == 0xD9 && bytes[start - 3] == 0x84
    return start - 4 >= tokens[token].folded.lowerBound && (hasAlef || hasLam)
  }

  /// Whether و is attached to the word or stands alone before it, as before a number: و3.
  func hasConjunction(_ token: Int) -> Bool {
    if token > 0, isConjunction(token - 1) { return true }
    return isPrefix(0x88, of: token) && tokens[token].stem.start > tokens[token].folded.start
  }

  /// Whether the token is و alone.
  func isConjunction(_ token: Int) -> Bool {
    let range = tokens[token].folded
    return range.count == 2 && folded.bytes[range.lowerBound] == 0xD9 && folded.bytes[range.lowerBound + 1] == 0x88
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

  // MARK: Reading the layers

  private static func sentences(of tokens: [Token]) -> [Range<Int>] {
    var sentences: [Range<Int>] = []
    var start = 0
    for index in tokens.indices.dropFirst() where tokens[index].sentence != tokens[index - 1].sentence {
      sentences.append(start..<index)
      start = index
    }
    sentences.append(start..<tokens.count)
    return sentences
  }

  private static func mark(_ token: Token, _ folded: [UInt8]) -> Mark {
    guard token.kind == .punctuation || token.kind == .symbol else { return .none }
    switch UTF8Scalars.decode(folded, at: token.folded.lowerBound).scalar {
    case 0x2C, 0x060C: return .comma
    case 0x2E, 0x3A, 0x3B, 0x21, 0x3F, 0x061B, 0x061F, 0x06D4, 0x2026: return .stop
    case 0x22, 0x27, 0xAB, 0xBB, 0x2018...0x201F, 0x2039, 0x203A, 0x60: return .quote
    case 0x28, 0x29, 0x5B, 0x5D: return .bracket
    default: return .other
    }
  }
}

/// The words of a text without attached particles, article, pronoun and the ا of the accusative, in a buffer of their
/// own: what keys written in their bare form are matched against ("بالهجمات", "هجوماً", "زيارته").
struct BareWords {
  private(set) var bytes: [UInt8] = []
  private(set) var ranges: [TextRange] = []
  /// Where each word without particles and article begins in the folded text.
  private(set) var starts: [Int32] = []

  init(tokens: [Token], segments: [Segment], folded: [UInt8]) {
    bytes.reserveCapacity(folded.count)
    ranges.reserveCapacity(tokens.count)
    starts.reserveCapacity(tokens.count)
    for token in tokens {
      let place = bytes.count
      var start = token.stem.lowerBound
      var hasPronoun = false
      var hasArticle = false
      for segment in segments[token.segments] {
        if segment.kind == .article {
          start = segment.folded.upperBound
          hasArticle = true
        }
        if segment.kind == .pronoun { hasPronoun = true }
      }
      let end = max(start, token.stem.upperBound)
      bytes.append(contentsOf: folded[start..<end])
      let count = end - start
      if hasPronoun, count >= 6, ends(with: 0xD8, 0xAA) {
        // "زيارته": the ة that became ت.
        bytes.replaceSubrange((bytes.count - 2)..., with: [0xD9, 0x87])
      } else if !hasPronoun, !hasArticle, count >= 8, ends(with: 0xD8, 0xA7) {
        bytes.removeLast(2)
      }
      ranges.append(TextRange(place, bytes.count))
      starts.append(Int32(start))
    }
  }

  private func ends(with first: UInt8, _ second: UInt8) -> Bool {
    bytes[bytes.count - 2] == first && bytes[bytes.count - 1] == second
  }
}
