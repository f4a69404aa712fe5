import KhabarAnnotations
import KhabarLexicon
import KhabarText

/// A run of letters or digits, or one mark, of the folded text.
///
/// The grammar reads these rather than tokens: how a tokeniser cuts "27,708" or "والـ15" then makes no difference.
struct Piece {
  enum Kind: UInt8 {
    case letters
    /// Letters of which the first is not Arabic.
    case foreign
    case digits
    case mark
    /// A web address, a hashtag, a picture: nothing in it is read.
    case opaque
  }

  /// Its place in the folded text.
  var start: Int32
  var end: Int32
  var token: Int32
  var kind: Kind
  /// White space stands before it.
  var isSpaceBefore: Bool
  /// A line or a sentence begins with it.
  var isBreakBefore: Bool

  var indices: Range<Int> { Int(start)..<Int(end) }
  var count: Int { Int(end - start) }
}

enum Pieces {
  /// The pieces of all tokens. O(bytes).
  static func cut(_ tokens: [Token], of folded: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    pieces.reserveCapacity(tokens.count + 16)
    var sentence: Int32 = -1
    var previousEnd = 0
    for (number, token) in tokens.enumerated() {
      let range = token.folded.indices
      guard !range.isEmpty else { continue }
      var isSpace = number == 0 || token.isSpaceBefore || previousEnd < range.lowerBound
      var isBreak = number == 0 || token.sentence != sentence
      for index in min(previousEnd, range.lowerBound)..<range.lowerBound where folded[index] == 0x0A { isBreak = true }
      sentence = token.sentence
      previousEnd = range.upperBound
      switch token.kind {
      case .link, .hashtag, .symbol:
        pieces.append(
          Piece(
            start: token.folded.start, end: token.folded.end, token: Int32(number), kind: .opaque,
            isSpaceBefore: isSpace, isBreakBefore: isBreak))
        continue
      case .word, .number, .punctuation: break
      }
      if token.kind == .word, isLettersOnly(folded, range) {
        pieces.append(
          Piece(
            start: token.folded.start, end: token.folded.end, token: Int32(number), kind: .letters,
            isSpaceBefore: isSpace, isBreakBefore: isBreak))
        continue
      }
      var index = range.lowerBound
      while index < range.upperBound {
        let start = index
        let (scalar, length) = UTF8Scalars.decode(folded, at: index)
        let kind = ScalarClass(scalar)
        index += length
        if kind == .space {
          isSpace = true
          continue
        }
        if kind != .mark {
          while index < range.upperBound {
            let (next, nextLength) = UTF8Scalars.decode(folded, at: index)
            guard ScalarClass(next) == kind else { break }
            index += nextLength
          }
        }
        pieces.append(
          Piece(
            start: Int32(start), end: Int32(index), token: Int32(number),
            kind: kind == .digit ? .digits : kind == .mark ? .mark : isArabic(scalar) ? .letters : .foreign,
            isSpaceBefore: isSpace, isBreakBefore: isBreak))
        isSpace = false
        isBreak = false
      }
    }
    return pieces
  }

  /// Letters of the Arabic block and nothing else, as nearly all words are: U+0620 to U+064A and U+0671 to U+06D3.
  private static func isLettersOnly(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard range.count % 2 == 0 else { return false }
    var index = range.lowerBound
    while index < range.upperBound {
      let second = bytes[index + 1]
      switch bytes[index] {
      case 0xD8: if second < 0xA0 { return false }
      case 0xD9: if !(0x80...0x8A ~= second || second >= 0xB1) { return false }
      case 0xDA: break
      case 0xDB: if second > 0x93 { return false }
      default: return false
      }
      index += 2
    }
    return true
  }

  private static func isArabic(_ scalar: UInt32) -> Bool { scalar >= 0x0600 && scalar < 0x0780 }
}
