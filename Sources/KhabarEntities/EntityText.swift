import KhabarAnnotations
import KhabarCore
import KhabarLexicon
import KhabarText

/// One word of a document as the rules see it.
struct EntityWord {
  var classes: WordClass
  /// Its folded bytes, attached particles included.
  var folded: TextRange
  /// Bytes of attached particles at its start.
  var strip: Int32
  /// Whether its ال is written as the second ل of لل.
  var hasElidedArticle: Bool
  var mark: Mark
  var sentence: Int32
  /// Whether a time expression covers it.
  var isTime: Bool

  /// Where the word proper begins.
  var start: Int { folded.lowerBound + Int(strip) }
  var end: Int { folded.upperBound }
  var isWord: Bool { mark == .none }

  /// The kind of a token that is no word.
  enum Mark: UInt8 {
    case none
    case comma
    case opening
    case closing
    /// A mark that opens as well as closes.
    case quotation
    case openingBracket
    case closingBracket
    case dash
    case hashtag
    case other
  }
}

/// A run of words that a word list knows.
struct LexiconPhrase {
  var words: Range<Int>
  /// Bytes of attached particles at the first word's start.
  var strip: Int32
  var hasElidedArticle: Bool
  var entry: Lexicon.Entry
}

/// The document as the rules read it: words with their classes, and what the lists found at each.
struct EntityText {
  let bytes: [UInt8]
  /// The document's text as it stands.
  private let source: [UInt8]
  private(set) var words: [EntityWord]
  /// What begins at each word, longest first: `phrases[firstPhrase[i]..<firstPhrase[i + 1]]`.
  private(set) var phrases: [LexiconPhrase]
  private(set) var firstPhrase: [Int32]
  let lexicon: EntityLexicon
  /// Whether each sentence is about sport.
  private(set) var isSport: [Bool] = []
  /// Whether the text writes إلى and على with ى, so that علي with ي is a name.
  private var writesDotless = false

  init(_ document: Document, folded: FoldedText, lexicon: EntityLexicon) {
    let tokens = document[Tokens.self]
    let times = document[Times.self]
    source = document.text
    bytes = folded.bytes
    self.lexicon = lexicon
    words = []
    words.reserveCapacity(tokens.count)
    phrases = []
    firstPhrase = []
    firstPhrase.reserveCapacity(tokens.count + 1)

    writesDotless = tokens.contains { $0.range.count == 6 && isDotless($0) }

    let keys = Lexicons.all.keys(of: TokenForms.forms(of: document), allLengths: true)
    let entries = Lexicons.all.entries
    var (time, key) = (0, 0)
    for index in tokens.indices {
      let token = tokens[index]
      while time < times.count, times[time].range.end <= token.range.start { time += 1 }
      var word = EntityWord(
        classes: [], folded: token.folded, strip: 0, hasElidedArticle: false, mark: Self.mark(of: token, in: bytes),
        sentence: token.sentence, isTime: time < times.count && times[time].range.overlaps(token.range))
      firstPhrase.append(Int32(phrases.count))
      let first = key
      while key < keys.count, keys[key].first == index { key += 1 }
      read(keys[first..<key], entries, into: &word, token: token)
      words.append(word)
    }
    firstPhrase.append(Int32(phrases.count))
    isSport = Array(repeating: false, count: Int(words.map(\.sentence).max() ?? -1) + 1)
    var sportWords = 0
    for word in words where word.classes.has(.sportWord) && word.sentence >= 0 {
      isSport[Int(word.sentence)] = true
      sportWords += 1
    }
    // A report on a match: one word in forty.
    if sportWords >= 4, sportWords * 40 > words.count {
      for index in isSport.indices { isSport[index] = true }
    }
  }

  /// Whether the lists have anything at `index`: asked where what is made of it is large, as nothing of it is, too.
  func hasPhrase(at index: Int) -> Bool { firstPhrase[index] < firstPhrase[index + 1] }

  /// What the lists have at `index`, longest first.
  func phrases(at index: Int) -> ArraySlice<LexiconPhrase> {
    phrases[Int(firstPhrase[index])..<Int(firstPhrase[index + 1])]
  }

  /// Whether the word at `index` is there, a word, and in the sentence of the word before it.
  func continues(at index: Int) -> Bool {
    index < words.count && words[index].isWord && index > 0 && words[index].sentence == words[index - 1].sentence
  }

  /// "على روما", "أمام روما", "ضد روما": the preposition before the word names an opponent, not a place.
  func isOpponent(_ index: Int) -> Bool {
    index > 0 && GrammarWord.opponents.contains { key(index - 1).elementsEqual($0) }
  }

  /// The folded bytes of the word at `index` without attached particles.
  func key(_ index: Int) -> ArraySlice<UInt8> { bytes[words[index].start..<words[index].end] }

  private mutating func read(
    _ found: ArraySlice<LexiconKey>, _ entries: [Lexicon.Entry], into word: inout EntityWord, token: Token
  ) {
    guard word.isWord else { return }
    // "وإلى", not والي: no word begins with و before إ but where و is "and".
    let isCut = beginsWithCut(token)
    // Readings with nothing cut off win; among the others the one that keeps most of the word.
    var best = Int32.max
    for key in found where key.isOneWord && !isDoubtful(Int32(key.strippedBytes), word) {
      if !isCut || key.strippedBytes > 0 { best = min(best, Int32(key.strippedBytes)) }
    }
    if best == .max {
      for key in found where !key.isOneWord { best = min(best, Int32(key.strippedBytes)) }
    }
    for key in found where !isCut || key.strippedBytes > 0 {
      for index in key.entries {
        let entry = entries[Int(index)]
        if key.isOneWord {
          if key.strippedBytes == best { word.classes.formUnion(lexicon.classes(of: entry)) }
          guard lexicon.list(of: entry) != .word else { continue }
        }
        phrases.append(
          LexiconPhrase(
            words: Int(key.first)..<Int(key.end), strip: Int32(key.strippedBytes),
            hasElidedArticle: key.hasElidedArticle, entry: entry))
      }
      if key.strippedBytes == best { word.hasElidedArticle = key.hasElidedArticle }
    }
    let first = Int(firstPhrase[firstPhrase.count - 1])
    if phrases.count - first > 1 {
      phrases[first...].sort {
        $0.words.count != $1.words.count ? $0.words.count > $1.words.count : $0.strip < $1.strip
      }
    }
    if best != .max {
      word.strip = best
    } else {
      word.classes.insert(.unknown)
      let cut = token.stem.lowerBound - token.folded.lowerBound
      // Of an unknown word a short rest is no sign of a particle: كرو of "دي كرو".
      let isConjunction =
        cut == 2 && bytes[token.folded.lowerBound] == 0xD9 && bytes[token.folded.lowerBound + 1] != 0x84
      if cut > 0, token.folded.count - cut >= (isConjunction ? 6 : 8) { word.strip = Int32(cut) }
      word.hasElidedArticle = isElided(word)
      if token.stem.upperBound < token.folded.upperBound || endsInPronoun(token) { word.classes.insert(.hasPronoun) }
      if endsInPlural(word) || isDualVerb(word) { word.classes.insert(.otherVerb) }
      if isAccusative(word) || isDual(token) {
        word.classes.insert(.common)
        word.classes.remove(.unknown)
      }
    }
    addShape(to: &word, token: token)
    // الشيخ, الأمير: surnames too, but titles first.
    if word.classes.has(.fullTitle), word.classes.has(.anyName) {
      word.classes.subtract(.anyName)
      word.classes.insert(.weakFamilyName)
    }
    if word.classes.has([.preposition, .pronoun]), word.classes.has(.anyName) {
      // "على" and "علي" fold to one word; a text that writes ى writes the name with dots.
      if isDotless(token) {
        word.classes.subtract(.anyName)
      } else if writesDotless, word.classes.has(.preposition), endsInYa(token) {
        word.classes.subtract(.function)
      }
    }
    if word.classes.has([.conjunction, .pronoun]) { word.classes.subtract(.anyName) }
    if hasAdverbialEnding(token) { word.classes.insert(.otherVerb) }
  }

  /// و or ف before إ at the start as the text has it.
  private func beginsWithCut(_ token: Token) -> Bool {
    let start = token.range.lowerBound
    return token.range.count >= 8 && source[start] == 0xD9 && (source[start + 1] == 0x88 || source[start + 1] == 0x81)
      && source[start + 2] == 0xD8 && source[start + 3] == 0xA5
  }

  /// اً at the end as the text has it: ضاحكاً is no name.
  private func hasAdverbialEnding(_ token: Token) -> Bool {
    let end = token.range.upperBound
    guard token.range.count >= 8 else { return false }
    let last = (source[end - 4], source[end - 3], source[end - 2], source[end - 1])
    return last == (0xD8, 0xA7, 0xD9, 0x8B) || last == (0xD9, 0x8B, 0xD8, 0xA7)
  }

  /// ى at the end as the text has it: على is no name, علي may be.
  private func isDotless(_ token: Token) -> Bool {
    let end = token.range.upperBound
    return end >= 2 && source[end - 2] == 0xD9 && source[end - 1] == 0x89
  }

  private func endsInYa(_ token: Token) -> Bool {
    let end = token.range.upperBound
    return end >= 2 && source[end - 2] == 0xD9 && source[end - 1] == 0x8A
  }

  /// ه (not ة) or ها at the end as the text has it.
  private func endsInPronoun(_ token: Token) -> Bool {
    let end = token.range.upperBound
    guard token.range.count >= 8, source[end - 2] == 0xD9 || source[end - 2] == 0xD8 else { return false }
    if source[end - 2] == 0xD9, source[end - 1] == 0x87 { return true }
    return source[end - 2] == 0xD8 && source[end - 1] == 0xA7 && source[end - 4] == 0xD9 && source[end - 3] == 0x87
  }

  /// ا at the end of an ordinary noun: محافظا, رئيسا.
  private func isAccusative(_ word: EntityWord) -> Bool {
    guard word.end - word.start >= 8, bytes[word.end - 2] == 0xD8, bytes[word.end - 1] == 0xA7 else { return false }
    let rest = TextRange(word.start, word.end - 2)
    return Lexicons.all.entries(in: bytes, word: rest).contains {
      lexicon.classes(of: $0).has([.common, .title, .sourceNoun, .sourceAdjective])
    }
  }

  /// ان at the end of an ordinary noun, perhaps one whose first letter looks like a particle: مدنيان, وفدان.
  private func isDual(_ token: Token) -> Bool {
    let word = token.folded
    guard word.count >= 10, bytes[word.upperBound - 4] == 0xD8, bytes[word.upperBound - 3] == 0xA7,
      bytes[word.upperBound - 2] == 0xD9, bytes[word.upperBound - 1] == 0x86
    else { return false }
    return Lexicons.all.entries(in: bytes, word: TextRange(word.lowerBound, word.upperBound - 4)).contains {
      lexicon.classes(of: $0).has([.common, .title, .sourceNoun, .sourceAdjective])
    }
  }

  /// ا at the end of a verb: "نتنياهو وغانتس هددا".
  private func isDualVerb(_ word: EntityWord) -> Bool {
    guard word.end - word.start >= 8, bytes[word.end - 2] == 0xD8, bytes[word.end - 1] == 0xA7 else { return false }
    return Lexicons.all.entries(in: bytes, word: TextRange(word.start, word.end - 2)).contains {
      lexicon.classes(of: $0).has(.verb) && !lexicon.classes(of: $0).has(.common)
    }
  }

  /// وا at the end: the plural of a verb, أضرموا.
  private func endsInPlural(_ word: EntityWord) -> Bool {
    let end = word.end
    return end - word.start >= 10 && bytes[end - 4] == 0xD9 && bytes[end - 3] == 0x88 && bytes[end - 2] == 0xD8
      && bytes[end - 1] == 0xA7
  }

  /// ك cut off an indefinite word: كارمن is no Armenian.
  private func isDoubtful(_ strip: Int32, _ word: EntityWord) -> Bool {
    let cut = Int(strip)
    let start = word.folded.lowerBound + cut
    guard cut >= 2, bytes[start - 2] == 0xD9, bytes[start - 1] == 0x83 else { return false }
    return !hasArticle(start, word.end)
  }

  /// لل at the start, the first ل cut off: للفرجاني.
  private func isElided(_ word: EntityWord) -> Bool {
    let start = word.start
    guard word.strip > 0, start + 6 <= word.end else { return false }
    return bytes[start] == 0xD9 && bytes[start + 1] == 0x84 && bytes[start - 2] == 0xD9 && bytes[start - 1] == 0x84
  }

  private func addShape(to word: inout EntityWord, token: Token) {
    let start = word.start
    let end = word.end
    if word.strip > 0 {
      word.classes.insert(.hasParticle)
      let first = bytes[word.folded.lowerBound + 1]
      if bytes[word.folded.lowerBound] == 0xD9, first == 0x88 || first == 0x81 { word.classes.insert(.hasConjunction) }
    }
    if token.kind == .number {
      word.classes.insert(.number)
      return
    }
    if bytes[start] < 0x80 { word.classes.insert(.latin) }
    if word.hasElidedArticle || hasArticle(start, end) { word.classes.insert(.definite) }
    guard end - start >= 8 else { return }
    let last = (bytes[end - 2], bytes[end - 1])
    let beforeLast = (bytes[end - 4], bytes[end - 3])
    if last == (0xD9, 0x8A) { word.classes.insert(.relativeShape) }
    if last == (0xD9, 0x87), beforeLast == (0xD9, 0x8A) { word.classes.insert(.relativeShape) }
    if last == (0xD9, 0x86), beforeLast == (0xD9, 0x88) || beforeLast == (0xD9, 0x8A) {
      word.classes.insert(.soundPlural)
    }
  }

  /// Whether the word at `index` ends in ة or ه.
  func endsInTaMarbuta(_ index: Int) -> Bool {
    let end = words[index].end
    return bytes[end - 2] == 0xD9 && bytes[end - 1] == 0x87
  }

  /// ال and at least two letters.
  func hasArticle(_ start: Int, _ end: Int) -> Bool {
    end - start >= 8 && bytes[start] == 0xD8 && bytes[start + 1] == 0xA7 && bytes[start + 2] == 0xD9
      && bytes[start + 3] == 0x84
  }

  private static func mark(of token: Token, in bytes: [UInt8]) -> EntityWord.Mark {
    switch token.kind {
    case .word, .number: return .none
    case .hashtag: return .hashtag
    case .link, .symbol: return .other
    case .punctuation: break
    }
    guard !token.folded.isEmpty else { return .other }
    return switch UTF8Scalars.decode(bytes, at: token.folded.lowerBound).0 {
    case 0x2C, 0x060C: .comma
    case 0xAB, 0x201C, 0x2018, 0x2039: .opening
    case 0xBB, 0x201D, 0x2019, 0x203A: .closing
    case 0x22, 0x201E, 0x201F, 0x27: .quotation
    case 0x28, 0x5B: .openingBracket
    case 0x29, 0x5D: .closingBracket
    case 0x2D, 0x2010...0x2015: .dash
    default: .other
    }
  }
}
