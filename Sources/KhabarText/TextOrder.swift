/// Sorting by place in the text without moving the items, which are often large.
package enum TextOrder {
  /// The places of `keys` from the least to the greatest, equal ones as they stand. O(n log n), O(n) where they are in
  /// order.
  ///
  /// - Precondition: fewer than 2³² keys.
  package static func places(of keys: [UInt64]) -> [Int] {
    var isOrdered = true
    for index in keys.indices.dropFirst() where keys[index] < keys[index - 1] { isOrdered = false }
    guard !isOrdered else { return Array(keys.indices) }
    // The upper half of the key with the place behind it, as plain numbers; then those that begin alike.
    var order = keys.indices.map { keys[$0] & 0xFFFF_FFFF_0000_0000 | UInt64(UInt32($0)) }
    order.sort()
    var places = order.map { Int(UInt32(truncatingIfNeeded: $0)) }
    var start = 0
    while start < places.count {
      var end = start + 1
      while end < places.count, order[end] >> 32 == order[start] >> 32 { end += 1 }
      if end - start > 1 { places[start..<end].sort { (keys[$0], $0) < (keys[$1], $1) } }
      start = end
    }
    return places
  }
}

extension TextRange {
  /// Orders ranges as `<` does, with a bit behind it that is free.
  package var order: UInt64 { UInt64(start) << 32 | UInt64(Int32.max - end) << 1 }
}
