import KhabarLexicon

/// The keys of a word list, found as runs of pieces.
///
/// Only asked next to numbers, so it joins the pieces with single spaces and looks the whole up.
struct PhraseTable: Sendable {
  private let phrases: WordTable
  /// For the first word of the phrases, the number of words of the longest; for the last word the same.
  private let firsts: WordTable
  private let lasts: WordTable

  init(_ list: WordList, where isWanted: (Int) -> Bool = { _ in true }) {
    var phrases: [(bytes: [UInt8], payload: Int32)] = []
    var firsts: [(bytes: [UInt8], payload: Int32)] = []
    var lasts: [(bytes: [UInt8], payload: Int32)] = []
    for row in 0..<list.count where isWanted(row) {
      for key in list.keys(row) {
        let words = KeyFolding.words(of: Array(key.utf8))
        guard let first = words.first, let last = words.last else { continue }
        phrases.append((Array(words.joined(separator: [0x20])), Int32(row)))
        firsts.append((Array(first), Int32(words.count)))
        lasts.append((Array(last), Int32(words.count)))
      }
    }
    self.phrases = WordTable(phrases)
    // The first payload of a word stays, so the longest phrase has to come first.
    self.firsts = WordTable(firsts.sorted { $0.payload > $1.payload })
    self.lasts = WordTable(lasts.sorted { $0.payload > $1.payload })
  }

  /// The longest phrase that begins at piece `index`, `cut` bytes of which are an attached particle.
  func longest(at index: Int, cut: Int = 0, _ bytes: [UInt8], _ pieces: [Piece]) -> (row: Int, end: Int)? {
    guard index < pieces.count, pieces[index].count > cut else { return nil }
    let longest = firsts.find(bytes, (Int(pieces[index].start) + cut)..<Int(pieces[index].end))
    guard longest > 0 else { return nil }
    for count in stride(from: Int(longest), through: 1, by: -1) {
      guard index + count <= pieces.count else { continue }
      if let row = row(index..<(index + count), cut, bytes, pieces) { return (row, index + count) }
    }
    return nil
  }

  /// The longest phrase that ends before piece `index`, with or without particles attached to its first word.
  func longest(before index: Int, _ bytes: [UInt8], _ pieces: [Piece]) -> (row: Int, start: Int)? {
    guard index > 0 else { return nil }
    let last = pieces[index - 1].indices
    var longest = lasts.find(bytes, last)
    if longest < 0,
      let cut = Particles.cuts(bytes, last).first(where: {
        lasts.find(bytes, (last.lowerBound + $0)..<last.upperBound) > 0
      })
    {
      longest = 1
      if let row = row((index - 1)..<index, cut, bytes, pieces) { return (row, index - 1) }
    }
    guard longest > 0 else { return nil }
    for count in stride(from: min(Int(longest), index), through: 1, by: -1) {
      let range = (index - count)..<index
      if let row = row(range, 0, bytes, pieces) { return (row, range.lowerBound) }
      for cut in Particles.cuts(bytes, pieces[range.lowerBound].indices) {
        if let row = row(range, cut, bytes, pieces) { return (row, range.lowerBound) }
      }
    }
    return nil
  }

  private func row(_ range: Range<Int>, _ cut: Int, _ bytes: [UInt8], _ pieces: [Piece]) -> Int? {
    let first = (Int(pieces[range.lowerBound].start) + cut)..<Int(pieces[range.lowerBound].end)
    guard range.count > 1 else {
      let row = phrases.find(bytes, first)
      return row < 0 ? nil : Int(row)
    }
    var joined = Array(bytes[first])
    for index in range.dropFirst() {
      guard !pieces[index].isBreakBefore, joined.count < 200 else { return nil }
      joined.append(0x20)
      joined += bytes[pieces[index].indices]
    }
    let row = phrases.find(joined, joined.indices)
    return row < 0 ? nil : Int(row)
  }
}

/// Attached particles of a folded word.
enum Particles {
  /// How many bytes may be cut off the front: one of و ف, one of ب ل ك, or both. Shortest first.
  static func cuts(_ bytes: [UInt8], _ range: Range<Int>) -> [Int] {
    guard range.count >= 6 else { return [] }
    switch (bytes[range.lowerBound], bytes[range.lowerBound + 1]) {
    case (0xD9, 0x88), (0xD9, 0x81):
      return range.count >= 8 && isPreposition(bytes, range.lowerBound + 2) ? [2, 4] : [2]
    case (0xD8, 0xA8), (0xD9, 0x84), (0xD9, 0x83): return [2]
    default: return []
    }
  }

  private static func isPreposition(_ bytes: [UInt8], _ index: Int) -> Bool {
    switch (bytes[index], bytes[index + 1]) {
    case (0xD8, 0xA8), (0xD9, 0x84), (0xD9, 0x83): true
    default: false
    }
  }

  /// Whether a word is nothing but particles and the article, as before digits: و, ال, وال, بال, لل.
  static func isOnlyParticles(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard range.count <= 8 else { return false }
    var index = range.lowerBound
    while index < range.upperBound {
      switch (bytes[index], bytes[index + 1]) {
      case (0xD9, 0x88), (0xD9, 0x81), (0xD8, 0xA8), (0xD9, 0x84), (0xD9, 0x83), (0xD8, 0xA7): index += 2
      default: return false
      }
    }
    return true
  }
}
