/// The longest key of one word list at each token of a text.
struct ListHits {
  /// A key that starts at a token.
  struct Hit {
    /// Row of the list, -1 where no key starts.
    fileprivate var row: Int32 = -1
    /// The token after the key.
    fileprivate var end: Int32 = 0
    /// Where the key starts in the folded text, attached particles left out.
    fileprivate var start: Int32 = 0

    /// Takes the key if it is longer than the one that is there.
    @inline(__always)
    mutating func offer(row: Int32, end: Int32, start: Int32) {
      guard self.end < end else { return }
      (self.row, self.end, self.start) = (row, end, start)
    }
  }

  private let hits: [Hit]
  /// The token at which the key that covers a token starts, -1 where none does: the one that starts first.
  private let owners: [Int32]

  /// O(tokens).
  ///
  /// - Parameter hits: one for each token.
  init(_ hits: [Hit]) {
    self.hits = hits
    var owners = Array(repeating: Int32(-1), count: hits.count)
    var index = 0
    while index < hits.count {
      guard hits[index].row >= 0 else {
        index += 1
        continue
      }
      let end = Int(hits[index].end)
      for token in index..<end { owners[token] = Int32(index) }
      index = end
    }
    self.owners = owners
  }

  /// The row whose key starts at `token`.
  func row(startingAt token: Int) -> Int? { owners[token] == token ? Int(hits[token].row) : nil }

  /// The row whose key covers `token`.
  func row(covering token: Int) -> Int? { owners[token] >= 0 ? Int(hits[Int(owners[token])].row) : nil }

  /// The tokens of the key that covers `token`.
  func tokens(covering token: Int) -> Range<Int>? {
    guard owners[token] >= 0 else { return nil }
    return Int(owners[token])..<Int(hits[Int(owners[token])].end)
  }

  /// The folded offset at which the key that starts at `token` begins.
  func foldedStart(at token: Int) -> Int { Int(hits[token].start) }
}
