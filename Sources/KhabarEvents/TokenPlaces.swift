import KhabarAnnotations
import KhabarText

/// Finds the tokens of a range of the text in a few steps, wherever it is: a table says where to begin.
struct TokenPlaces: Sendable {
  /// For every 16th byte of the text the first token that ends behind it.
  private let firstBehind: [Int32]
  private static let shift = 4

  /// O(text).
  init(_ tokens: [Token]) {
    let end = tokens.last?.range.upperBound ?? 0
    let places = (end + (1 << Self.shift) - 1) >> Self.shift
    firstBehind = Array(unsafeUninitializedCapacity: places) { table, count in
      table.initialize(repeating: .max)
      // From behind, so that the first of several is what stays.
      var index = tokens.count - 1
      while index >= 0 {
        let end = tokens[index].range.upperBound
        if end > 0 { table[(end - 1) >> Self.shift] = Int32(index) }
        index -= 1
      }
      var next = Int32(tokens.count)
      var place = places - 1
      while place >= 0 {
        next = min(next, table[place])
        table[place] = next
        place -= 1
      }
      count = places
    }
  }

  /// The tokens that overlap `range`.
  @inline(__always)
  func tokens(of range: TextRange, in tokens: [Token]) -> Range<Int> {
    var first = place(range.lowerBound, tokens)
    while first < tokens.count, tokens[first].range.end <= range.start { first += 1 }
    var end = max(first, place(range.upperBound, tokens))
    while end < tokens.count, tokens[end].range.start < range.end { end += 1 }
    return first..<end
  }

  @inline(__always)
  private func place(_ offset: Int, _ tokens: [Token]) -> Int {
    let place = offset >> Self.shift
    return place < firstBehind.count ? Int(firstBehind[place]) : tokens.count
  }
}
