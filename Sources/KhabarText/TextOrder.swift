/// Sorting by place in the text without moving the items, which are often large.
package enum TextOrder {
  /// The places of `keys` from the least to the greatest, equal ones as they stand. O(n log n), O(n) where they are in
  /// order.
  package static func places(of keys: [UInt64]) -> [Int] {
    var isOrdered = true
    for index in keys.indices.dropFirst() where keys[index] < keys[index - 1] { isOrdered = false }
    guard !isOrdered else { return Array(keys.indices) }
    var pairs = keys.indices.map { (key: keys[$0], place: Int32($0)) }
    pairs.sort { $0.key < $1.key }
    return pairs.map { Int($0.place) }
  }
}

extension TextRange {
  /// Orders ranges as `<` does. Less than 2⁶²: there is room for two bits behind it.
  package var order: UInt64 { UInt64(start) << 31 | UInt64(Int32.max - end) }
}
