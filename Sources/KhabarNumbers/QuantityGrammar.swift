import KhabarAnnotations
import KhabarText

/// A number of the layer with its pieces.
struct PlacedNumber {
  var mention: NumberMention
  var pieces: Range<Int>
}

/// A number, or two that make a range or a fraction, before its unit is known.
struct QuantityCandidate {
  enum Value {
    case number(NumberValue)
    case range(NumberValue, NumberValue)
  }

  var value: Value
  /// From the first word of the number, بين included, to the last.
  var pieces: Range<Int>
  /// The start in the text, particles left out.
  var start: Int
  var end: Int
  /// The number after the last one used.
  var next: Int
  var kind: NumberMention.Kind
  /// A unit that stands inside a range, after its first number.
  var innerUnit: QuantityUnit?
  var rule: String
}

/// What stands beside a number and says what it measures.
struct QuantityUnit {
  enum Kind: Equatable {
    case percent
    /// Hundredths of a percent: نقطة أساس.
    case basisPoint
    /// Parts per thousand or million: the number is divided.
    case ratio(Int)
    case measure(String)
    case money(code: String, identifier: String, isQualified: Bool)
    case count
  }

  var kind: Kind
  /// Its pieces; before the number for a symbol such as $.
  var pieces: Range<Int>
  /// For money, how many of it make one of its currency: 100 for a cent, -10 for what is ten of it.
  var divisor = 1
}

/// Joins the numbers of a text with what they count or measure.
struct QuantityGrammar {
  let bytes: [UInt8]
  let pieces: [Piece]
  let numbers: [PlacedNumber]
  let alignment: Alignment
  let text: [UInt8]
  let lexicon = QuantityLexicon.shared

  /// The number that begins at piece `index`, looked for near number `hint`.
  func number(at index: Int, near hint: Int) -> Int? {
    var number = max(0, hint)
    while number < numbers.count, numbers[number].pieces.lowerBound < index { number += 1 }
    return number < numbers.count && numbers[number].pieces.lowerBound == index ? number : nil
  }

  // MARK: Looking around

  func isWord(_ index: Int, _ word: GrammarWord) -> Bool {
    guard index >= 0, index < pieces.count, pieces[index].kind == .letters,
      pieces[index].count == word.bytes.count
    else { return false }
    return word.bytes.elementsEqual(bytes[pieces[index].indices])
  }

  /// The mark at `index`, nil for another piece.
  func mark(_ index: Int) -> UInt32? {
    guard index >= 0, index < pieces.count, pieces[index].kind == .mark else { return nil }
    return UTF8Scalars.decode(bytes, at: Int(pieces[index].start)).scalar
  }

  func isHyphen(_ index: Int) -> Bool {
    switch mark(index) {
    case 0x2D, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212: true
    default: false
    }
  }

  func isGlued(_ index: Int) -> Bool {
    index < pieces.count && !pieces[index].isSpaceBefore && !pieces[index].isBreakBefore
  }

  func isBreak(_ index: Int) -> Bool { index >= pieces.count || pieces[index].isBreakBefore }

  func role(_ index: Int) -> QuantityLexicon.Role? {
    guard index >= 0, index < pieces.count, pieces[index].kind == .letters else { return nil }
    return lexicon.role(bytes, pieces[index].indices)
  }

  /// A word that begins with ال.
  func beginsWithArticle(_ index: Int) -> Bool {
    index >= 0 && index < pieces.count && pieces[index].kind == .letters && pieces[index].count >= 8
      && bytes[pieces[index].indices].starts(with: [0xD8, 0xA7, 0xD9, 0x84])
  }

  /// لل or a particle and ال at the start: never the noun after a number.
  func beginsWithParticleAndArticle(_ index: Int) -> Bool {
    let word = bytes[pieces[index].indices]
    guard word.count >= 8 else { return false }
    let rest = word.dropFirst(2)
    switch (word[word.startIndex], word[word.startIndex + 1]) {
    case (0xD9, 0x84): return rest.starts(with: [0xD9, 0x84])
    case (0xD9, 0x88), (0xD9, 0x81), (0xD8, 0xA8), (0xD9, 0x83): return rest.starts(with: [0xD8, 0xA7, 0xD9, 0x84])
    default: return false
    }
  }

  /// Where the number joined by و at piece `index` begins.
  func joinedNumber(_ index: Int, near hint: Int) -> Int? {
    guard !isBreak(index) else { return nil }
    if isWord(index, .and) {
      return isBreak(index + 1) ? nil : number(at: index + 1, near: hint)
    }
    guard let found = number(at: index, near: hint), pieces[index].kind == .letters,
      bytes[pieces[index].indices].starts(with: [0xD9, 0x88]), isCut(found)
    else { return nil }
    return found
  }

  /// Whether something attached to the number's first word was left out of its range.
  private func isCut(_ number: Int) -> Bool {
    let mention = numbers[number]
    return alignment.originalStart(of: Int(pieces[mention.pieces.lowerBound].start)) < mention.mention.range.lowerBound
  }

  /// The text range of pieces.
  func range(_ pieces: Range<Int>) -> TextRange {
    alignment.original(
      of: TextRange(Int(self.pieces[pieces.lowerBound].start), Int(self.pieces[pieces.upperBound - 1].end)))
  }
}
