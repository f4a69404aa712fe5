/// Which members or items of one value a schema has looked at with success. Read by `unevaluatedProperties` and
/// `unevaluatedItems`.
struct EvaluatedParts {
  private var words: [UInt64] = []
  private var isAll = false

  /// Adds the member or item at `index`.
  mutating func insert(_ index: Int) {
    let word = index >> 6
    if word >= words.count { words.append(contentsOf: repeatElement(0, count: word + 1 - words.count)) }
    words[word] |= 1 << UInt64(index & 63)
  }

  mutating func insertAll() { isAll = true }

  mutating func formUnion(_ other: EvaluatedParts) {
    if other.isAll { isAll = true }
    if other.words.count > words.count {
      words.append(contentsOf: repeatElement(0, count: other.words.count - words.count))
    }
    for word in other.words.indices { words[word] |= other.words[word] }
  }

  func contains(_ index: Int) -> Bool {
    isAll || (index >> 6 < words.count && words[index >> 6] & (1 << UInt64(index & 63)) != 0)
  }
}
