import KhabarAnnotations
import KhabarText

/// Finds the segments of an Arabic word: attached particles, article, stem, ending, pronoun.
///
/// First version: the candidates of the affix rules, chosen by how often news writes what is left.
struct WordSegmenter: Sendable {
  static let standard = WordSegmenter(counts: .standard)

  private let counts: WordLevels

  init(counts: WordLevels) {
    self.counts = counts
  }

  /// Appends the segments of the word at `word` of the folded text, `range` of the text; its stem range.
  func segment(
    folded: [UInt8], _ word: TextRange, text: [UInt8], range: TextRange, alignment: Alignment,
    into segments: inout [Segment]
  ) -> TextRange {
    var letters: [ArabicLetter] = []
    var ends: [Int32] = []
    guard readLetters(text, range, &letters, &ends) else {
      segments.append(Segment(range: range, folded: word, kind: .stem))
      return word
    }
    let split = best(letters)
    var place = range.start
    var foldedPlace = word.start
    var stem = word
    for (index, piece) in split.enumerated() {
      let isLast = index == split.count - 1
      let end = isLast ? range.end : range.start + ends[piece.end - 1]
      let foldedEnd = isLast ? word.end : Int32(alignment.rewritten(of: Int(end)))
      segments.append(
        Segment(
          range: TextRange(Int(place), Int(end)), folded: TextRange(Int(foldedPlace), Int(foldedEnd)), kind: piece.kind))
      switch piece.kind {
      case .conjunction, .preposition, .future, .interrogative: stem.start = foldedEnd
      case .pronoun: stem.end = min(stem.end, foldedPlace)
      default: break
      }
      place = end
      foldedPlace = foldedEnd
    }
    return stem
  }

  private func readLetters(
    _ text: [UInt8], _ range: TextRange, _ letters: inout [ArabicLetter], _ ends: inout [Int32]
  ) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      let (scalar, length) = UTF8Scalars.decode(text, at: index)
      index += length
      if (0x064B...0x0670).contains(scalar) || scalar == 0x0640 || (0x200B...0x206F).contains(scalar) {
        if !ends.isEmpty { ends[ends.count - 1] = Int32(index - range.lowerBound) }
        continue
      }
      guard (0x0621...0x064A).contains(scalar), letters.count < 24 else { return false }
      letters.append(ArabicLetter(truncatingIfNeeded: scalar - 0x0600))
      ends.append(Int32(index - range.lowerBound))
    }
    return letters.count > 1
  }

  struct Piece {
    var kind: Segment.Kind
    var end: Int
  }

  private func best(_ letters: [ArabicLetter]) -> [Piece] {
    var pieces: [Piece] = []
    var start = 0
    let count = letters.count
    func level(_ from: Int, _ to: Int) -> Int { counts.level(letters[from..<to]) }
    func hasArticle(_ from: Int) -> Bool { count - from >= 4 && letters[from] == .alef && letters[from + 1] == .lam }
    // و ف: the rest stands alone in news, more often than a tenth of the whole.
    if count >= 3, letters[0] == .waw || letters[0] == .feh {
      if hasArticle(1) || level(1, count) > level(0, count) - 6 && level(1, count) > 0 {
        pieces.append(Piece(kind: .conjunction, end: 1))
        start = 1
      }
    }
    if count - start >= 3 {
      switch letters[start] {
      case .beh, .lam, .kaf:
        let isLamLam = letters[start] == .lam && letters[start + 1] == .lam && count - start >= 4
        if hasArticle(start + 1) || isLamLam
          || level(start + 1, count) > level(start, count) + 2 && count - start >= 4
        {
          pieces.append(Piece(kind: .preposition, end: start + 1))
          start += 1
          if isLamLam {
            pieces.append(Piece(kind: .article, end: start + 1))
            start += 1
          }
        }
      case .seen:
        if count - start >= 5, letters[start + 1] == .yeh || letters[start + 1] == .teh,
          level(start + 1, count) > level(start, count)
        {
          pieces.append(Piece(kind: .future, end: start + 1))
          start += 1
        }
      default: break
      }
    }
    if hasArticle(start) {
      pieces.append(Piece(kind: .article, end: start + 2))
      start += 2
    }
    let isDefinite = pieces.last?.kind == .article
    var end = count
    var suffixes: [Piece] = []
    if !isDefinite {
      for length in [3, 2, 1] where end - start >= length + 2 {
        guard ArabicLetter.pronouns.contains(Array(letters[(end - length)...])) else { continue }
        let bare = max(level(start, end - length), level(start, end - length, feminine: letters[end - length - 1] == .teh))
        guard bare > 0, bare > level(start, end) - 4 else { continue }
        suffixes.append(Piece(kind: .pronoun, end: end))
        end -= length
        break
      }
    }
    if end - start >= 3, letters[end - 1] == .tehMarbuta {
      suffixes.append(Piece(kind: .ending, end: end))
      end -= 1
    } else if end - start >= 4 {
      switch (letters[end - 2], letters[end - 1]) {
      case (.alef, .teh), (.yeh, .noon), (.waw, .noon), (.waw, .alef):
        suffixes.append(Piece(kind: .ending, end: end))
        end -= 2
      default: break
      }
    }
    pieces.append(Piece(kind: .stem, end: end))
    pieces += suffixes.reversed()
    return pieces

    func level(_ from: Int, _ to: Int, feminine: Bool) -> Int {
      guard feminine else { return 0 }
      return counts.level(letters[from..<(to - 1)] + [.tehMarbuta])
    }
  }
}

/// A letter of the Arabic block by its low byte: U+0627 is 0x27.
typealias ArabicLetter = UInt8

extension ArabicLetter {
  static let tehMarbuta: UInt8 = 0x29
  static let alef: UInt8 = 0x27
  static let beh: UInt8 = 0x28
  static let teh: UInt8 = 0x2A
  static let seen: UInt8 = 0x33
  static let feh: UInt8 = 0x41
  static let kaf: UInt8 = 0x43
  static let lam: UInt8 = 0x44
  static let meem: UInt8 = 0x45
  static let noon: UInt8 = 0x46
  static let heh: UInt8 = 0x47
  static let waw: UInt8 = 0x48
  static let yeh: UInt8 = 0x4A

  /// هما, ها هم هن كم نا, ه ك ي
  static let pronouns: Set<[UInt8]> = [
    [heh, meem, alef], [heh, alef], [heh, meem], [heh, noon], [kaf, meem], [noon, alef], [heh], [kaf], [yeh],
  ]
}
