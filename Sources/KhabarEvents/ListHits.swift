/// The longest key of one word list at each token of a text.
struct ListHits {
  /// Row of the list, -1 where no key starts.
  private var rows: [Int32]
  /// The token after the key.
  private var ends: [Int32]
  /// Where the key starts in the folded text, attached particles left out.
  private var starts: [Int32]
  /// The token at which the key that covers a token starts, -1 where none does.
  private var owners: [Int32]

  init(count: Int) {
    rows = Array(repeating: -1, count: count)
    ends = Array(repeating: 0, count: count)
    starts = Array(repeating: 0, count: count)
    owners = Array(repeating: -1, count: count)
  }

  mutating func offer(row: Int, tokens: Range<Int>, start: Int32) {
    guard Int(ends[tokens.lowerBound]) < tokens.upperBound else { return }
    rows[tokens.lowerBound] = Int32(row)
    ends[tokens.lowerBound] = Int32(tokens.upperBound)
    starts[tokens.lowerBound] = start
  }

  /// Gives each token the key that covers it, the one that starts first. O(tokens).
  mutating func settle() {
    var index = 0
    while index < rows.count {
      guard rows[index] >= 0 else {
        index += 1
        continue
      }
      let end = Int(ends[index])
      for token in index..<end { owners[token] = Int32(index) }
      index = end
    }
  }

  /// The row whose key starts at `token`.
  func row(startingAt token: Int) -> Int? { rows[token] >= 0 && owners[token] == token ? Int(rows[token]) : nil }

  /// The row whose key covers `token`.
  func row(covering token: Int) -> Int? { owners[token] >= 0 ? Int(rows[Int(owners[token])]) : nil }

  /// The tokens of the key that covers `token`.
  func tokens(covering token: Int) -> Range<Int>? {
    guard owners[token] >= 0 else { return nil }
    return Int(owners[token])..<Int(ends[Int(owners[token])])
  }

  /// The folded offset at which the key that starts at `token` begins.
  func foldedStart(at token: Int) -> Int { Int(starts[token]) }
}
