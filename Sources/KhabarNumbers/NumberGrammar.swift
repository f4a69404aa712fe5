import KhabarAnnotations
import KhabarText

/// A number found by the grammar, in pieces.
struct FoundNumber {
  var pieces: Range<Int>
  /// Its start in the folded text, after attached particles.
  var start: Int
  var kind: NumberMention.Kind
  var value: NumberValue
  var isDigits: Bool
}

/// Reads the numbers of a text: words, digits and both together.
///
/// Composition follows the rule of the language: parts are joined by و and each is smaller than the scale of the one
/// before it. "27 ألفاً و708" is one number, "14 و18" two. A noun ends a number. Linear in the length of the text.
struct NumberGrammar {
  let bytes: [UInt8]
  let pieces: [Piece]
  let readings: [NumberReading]
  let original: OriginalText
  /// Digits before this piece fit no pattern of groups and are read one by one.
  var plainUntil = 0

  init(bytes: [UInt8], pieces: [Piece], original: OriginalText) {
    self.bytes = bytes
    self.pieces = pieces
    self.original = original
    let words = NumberWords.shared
    readings = bytes.withUnsafeBufferPointer { bytes in
      pieces.map { piece in
        guard piece.kind == .letters else { return .nothing }
        let reading = NumberReading(bytes, piece.indices, in: words)
        // ألّف ("composed") is ألف without its doubling mark.
        if reading.kind == .scale, original.contains(0x91, after: 0xD9, at: piece) { return .nothing }
        // وأحد folds to واحد.
        if reading.kind == .unit, reading.value == 1, original.beginsWithWawHamza(piece) { return .andOne }
        return reading
      }
    }
  }

  /// All numbers in text order.
  mutating func numbers() -> [FoundNumber] {
    var found: [FoundNumber] = []
    var index = 0
    while index < pieces.count {
      if let number = number(at: index, after: found.last?.pieces.upperBound ?? -1) {
        found.append(number)
        index = number.pieces.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  private mutating func number(at index: Int, after previous: Int) -> FoundNumber? {
    switch pieces[index].kind {
    case .digits: return cardinalMention(at: index)
    case .letters: break
    case .foreign, .mark, .opaque: return nil
    }
    switch readings[index].kind {
    case .none: return dual(at: index)
    case .point, .fractionPlural: return nil
    case .ordinal, .ordinalFirst, .ordinalOne: return ordinalMention(at: index, after: previous)
    case .few, .several, .tenPlural, .hundredPlural, .scalePlural: return vague(at: index)
    case .unit, .one, .two, .ten, .teen, .tens, .hundred, .hundreds, .hundredsWeak, .scale, .scaleDual,
      .scaleAccusative, .scaleCollective, .fraction, .fractionWeak:
      if isPercentWord(index, after: previous) { return nil }
      return ordinalMention(at: index, after: previous) ?? cardinalMention(at: index)
    }
  }

  // MARK: Looking around

  /// The reading of piece `index` as part of the number before it; nothing at a break or the end.
  func reading(_ index: Int) -> NumberReading {
    guard index < pieces.count, !pieces[index].isBreakBefore else { return .nothing }
    return readings[index]
  }

  /// A reading with nothing attached.
  func bare(_ index: Int) -> NumberReading {
    let reading = reading(index)
    return reading.hasConjunction || reading.hasPreposition ? .nothing : reading
  }

  func isWord(_ index: Int, _ word: GrammarWord) -> Bool {
    guard index >= 0, index < pieces.count, pieces[index].kind == .letters,
      pieces[index].count == word.bytes.count
    else { return false }
    return word.bytes.elementsEqual(bytes[pieces[index].indices])
  }

  /// Where the part joined by و at `index` begins: the word it is attached to, or the one after a و of its own.
  func joined(_ index: Int) -> Int? {
    guard index < pieces.count, !pieces[index].isBreakBefore else { return nil }
    if isWord(index, .and) {
      guard index + 1 < pieces.count, !pieces[index + 1].isBreakBefore else { return nil }
      let next = readings[index + 1]
      return next.hasConjunction || next.hasPreposition ? nil : index + 1
    }
    let reading = readings[index]
    if reading.kind == .unit, reading.value == 1, isWord(index, .one), bare(index + 1).kind == .ten { return index }
    return reading.kind != .none && reading.hasConjunction && !reading.hasPreposition ? index : nil
  }

  func isScale(_ index: Int) -> Bool {
    switch bare(index).kind {
    case .scale, .scalePlural, .scaleAccusative: true
    default: false
    }
  }

  /// Whether the word at `index` begins with the article, attached particles aside.
  func isDefinite(_ index: Int) -> Bool {
    guard index >= 0, index < pieces.count, pieces[index].kind == .letters else { return false }
    let word = bytes[pieces[index].indices]
    var start = word.startIndex
    // و ف ب ل ك, one or two of them.
    for _ in 0..<2 where word.endIndex - start >= 8 {
      if word[start] == 0xD8, word[start + 1] == 0xA7 { break }
      switch (word[start], word[start + 1]) {
      case (0xD9, 0x84) where word[start + 2] == 0xD9 && word[start + 3] == 0x84: return true
      case (0xD9, 0x88), (0xD9, 0x81), (0xD8, 0xA8), (0xD9, 0x83): start += 2
      default: return false
      }
    }
    return word.endIndex - start >= 8 && word[start] == 0xD8 && word[start + 1] == 0xA7 && word[start + 2] == 0xD9
      && word[start + 3] == 0x84
  }

  /// Whether the word at `index` begins with ال itself, nothing before it.
  func beginsWithArticle(_ index: Int) -> Bool {
    index < pieces.count && pieces[index].kind == .letters && pieces[index].count >= 8
      && bytes[pieces[index].indices].starts(with: [0xD8, 0xA7, 0xD9, 0x84])
  }

  /// "60 في المئة", "60 بالمئة": no number of its own.
  private func isPercentWord(_ index: Int, after previous: Int) -> Bool {
    let reading = readings[index]
    guard reading.kind == .hundred || reading.kind == .scale, reading.hasArticle else { return false }
    if reading.hasPreposition { return previous == index }
    return previous == index - 1 && isWord(index - 1, .within)
  }

  // MARK: Mentions

  private mutating func cardinalMention(at index: Int) -> FoundNumber? {
    if let fraction = fraction(at: index) {
      return found(index, fraction.end, .cardinal, .fraction(fraction.numerator, fraction.denominator))
    }
    guard let number = cardinal(at: index) else { return nil }
    let reading = readings[index]
    var kind = NumberMention.Kind.cardinal
    if pieces[index].kind == .digits {
      if isArticleDigits(index), number.end == index + 1 {
        kind = countsOrOrders(index - 1)
      }
    } else if number.end == index + 1 || number.isPlainHundreds, reading.hasArticle {
      switch reading.kind {
      // السهم الواحد, يوم الاثنين
      case .unit where reading.value < 3 || !number.isPlainHundreds && isLady(index): return nil
      case .tens, .hundred, .hundreds, .teen: kind = countsOrOrders(index)
      case .unit where number.isPlainHundreds: kind = countsOrOrders(index)
      case .scale:
        kind = isNoun(index + 1) ? .cardinal : countsOrOrders(index)
        // من الألف إلى الياء
        if kind == .cardinal, reading.value == 1000, !isNoun(index + 1) { return nil }
      default: break
      }
    } else if reading.hasArticle, isOrderedInParts(index, end: number.end) {
      // المادة المئة والعشرون, العام المئة والخامس والعشرون
      kind = countsOrOrders(index)
    } else if number.end == index + 1, reading.kind == .scale, reading.value == 1000, isObject(index + 1) {
      // What ألف counts is indefinite and genitive; else it is the verb: "ألف الكاتب روايته", "ألف كتابا".
      return nil
    }
    return found(index, number.end, kind, number.value)
  }

  private mutating func ordinalMention(at index: Int, after previous: Int) -> FoundNumber? {
    guard let ordinal = ordinal(at: index) else { return nil }
    // "30 ثانية" is half a minute.
    if previous == index, ordinal.end == index + 1, ordinal.value == 2, !readings[index].hasArticle { return nil }
    return found(index, ordinal.end, .ordinal, .integer(ordinal.value))
  }

  func found(_ start: Int, _ end: Int, _ kind: NumberMention.Kind, _ value: NumberValue) -> FoundNumber {
    FoundNumber(
      pieces: start..<end, start: Int(pieces[start].start) + readings[start].cut, kind: kind, value: value,
      isDigits: pieces[start..<end].allSatisfy { $0.kind == .digits || $0.kind == .mark })
  }

  /// Whether a definite number after the noun at `index` - 1 orders ("الذكرى المئة") or counts ("الدول العشرين").
  private func countsOrOrders(_ index: Int) -> NumberMention.Kind {
    let noun = index - 1
    guard noun >= 0, pieces[noun].kind == .letters, !pieces[index].isBreakBefore else {
      // "الـ15 قرية المجاورة" begins a sentence: a noun without article after the digits is what they count.
      let isCounted = pieces[index].kind == .letters && readings[index].kind == .none && isNoun(index + 2)
      return isCounted ? .cardinal : .ordinal
    }
    return NounNumber.isSingularDefinite(bytes, pieces[noun].indices, isDefinite: isDefinite(noun))
      ? .ordinal : .cardinal
  }

  /// Whether a definite number of several parts has the article on each and no noun after it: then the noun before
  /// it may be what it orders.
  private func isOrderedInParts(_ index: Int, end: Int) -> Bool {
    guard readings[index].kind == .hundred || readings[index].kind == .hundreds, !isNoun(end) else { return false }
    return pieces[index..<end].indices.allSatisfy { isWord($0, .and) || readings[$0].hasArticle }
  }

  /// A word without article that may be what the number before it counts.
  private func isNoun(_ index: Int) -> Bool {
    index < pieces.count && pieces[index].kind == .letters && !pieces[index].isBreakBefore && !isDefinite(index)
      && readings[index].kind == .none && !NounNumber.isParticle(bytes, pieces[index].indices)
  }

  /// A definite word or one in the accusative: what a verb has after it, and ألف has not.
  private func isObject(_ index: Int) -> Bool {
    guard index < pieces.count, pieces[index].kind == .letters, !pieces[index].isBreakBefore,
      readings[index].kind == .none
    else { return false }
    return isDefinite(index)
      || pieces[index].count > 6 && bytes[pieces[index].indices].suffix(2).elementsEqual([0xD8, 0xA7])
  }

  /// الـ15, والـ15, للـ15
  private func isArticleDigits(_ index: Int) -> Bool {
    guard index > 0, pieces[index - 1].kind == .letters, !pieces[index].isSpaceBefore else { return false }
    let word = bytes[pieces[index - 1].indices]
    guard word.count >= 4, word.count <= 8 else { return false }
    return word.suffix(4).elementsEqual([0xD8, 0xA7, 0xD9, 0x84])
      || word.suffix(4).elementsEqual([0xD9, 0x84, 0xD9, 0x84])
  }

  /// "الست أم كلثوم" is a lady; "الدول الست" are six.
  private func isLady(_ index: Int) -> Bool {
    readings[index].value == 6 && pieces[index].count - readings[index].cut == 8
      && (index == 0 || pieces[index].isBreakBefore || !isDefinite(index - 1))
  }
}

/// The text before folding, for the few readings that depend on what folding removes.
struct OriginalText {
  let text: [UInt8]
  let tokens: [Token]

  /// Whether the pair of bytes stands in the token of `piece`.
  ///
  /// Long tokens are no words and are not searched: a token of a million digits and marks would be, once for each mark.
  func contains(_ second: UInt8, after first: UInt8, at piece: Piece) -> Bool {
    let range = tokens[Int(piece.token)].range.indices
    guard range.count > 1, range.count <= 128 else { return false }
    for index in range.lowerBound..<(range.upperBound - 1) where text[index] == first && text[index + 1] == second {
      return true
    }
    return false
  }

  /// Whether the token of `piece` begins with وأ.
  func beginsWithWawHamza(_ piece: Piece) -> Bool {
    let range = tokens[Int(piece.token)].range.indices
    return range.count >= 4 && text[range].starts(with: [0xD9, 0x88, 0xD8, 0xA3])
  }

  /// Whether the token of `piece` ends with ى.
  func endsWithAlefMaqsura(_ piece: Piece) -> Bool {
    let range = tokens[Int(piece.token)].range.indices
    var end = range.upperBound
    // Vowel signs after it.
    while end - range.lowerBound >= 2, text[end - 2] == 0xD9, 0x8B <= text[end - 1], text[end - 1] <= 0x92 { end -= 2 }
    return end - range.lowerBound >= 2 && text[end - 2] == 0xD9 && text[end - 1] == 0x89
  }
}
