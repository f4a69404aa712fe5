import KhabarLexicon

/// Weights of features by template, letters and number, as the trained models of words are kept.
///
/// `Row` is what a feature has: one weight, or one for each tag.
struct FeatureWeights<Row: Sendable>: Sendable {
  private let keys: [UInt64]
  private let places: [Int32]
  private let rows: [Row]
  private let mask: Int

  /// Reads `letters|number|row` cells of the templates of `list`.
  ///
  /// - Parameters:
  ///   - templates: names of the templates; a feature is asked for by the place of its template here.
  ///   - read: makes a row of the bytes after the second bar.
  init(_ list: WordList, templates: [String], read: (UnsafeBufferPointer<UInt8>) -> Row) {
    var found: [(key: UInt64, row: Row)] = []
    for row in 0..<list.count {
      guard let template = list.keys(row).first.flatMap(templates.firstIndex(of:)) else { continue }
      list.withBytes(row, 0) { bytes in
        for cell in bytes.split(separator: 0x20) {
          let cell = UnsafeBufferPointer(rebasing: cell)
          guard let first = cell.firstIndex(of: 0x7C), let second = cell[(first + 1)...].firstIndex(of: 0x7C) else {
            continue
          }
          var hash: UInt64 = 0
          for index in stride(from: 0, to: first - 1, by: 2) {
            // Letters of the Arabic block are two bytes long.
            let scalar = UInt32(cell[index] & 0x1F) << 6 | UInt32(cell[index + 1] & 0x3F)
            hash = WordHash.appending(ArabicLetter(arabic: scalar) ?? ArabicLetter.foreign, to: hash)
          }
          var number = 0
          for byte in cell[(first + 1)..<second] { number = number * 10 + Int(byte) - 0x30 }
          let row = read(UnsafeBufferPointer(rebasing: cell[(second + 1)...]))
          found.append((Self.key(template, hash, number), row))
        }
      }
    }
    var size = 64
    while size < found.count * 2 { size *= 2 }
    var keys = [UInt64](repeating: 0, count: size)
    var places = [Int32](repeating: 0, count: size)
    for (index, item) in found.enumerated() {
      var place = Int(truncatingIfNeeded: item.key >> 20) & (size - 1)
      while keys[place] != 0 { place = (place + 1) & (size - 1) }
      keys[place] = item.key
      places[place] = Int32(index)
    }
    self.keys = keys
    self.places = places
    rows = found.map(\.row)
    mask = size - 1
  }

  /// Never 0. Features are told apart by these 64 bits alone.
  @inline(__always)
  private static func key(_ template: Int, _ letters: UInt64, _ number: Int) -> UInt64 {
    var key = (letters ^ UInt64(truncatingIfNeeded: template) << 57) &* 0x9E37_79B9_7F4A_7C15
    key = (key ^ key >> 32 ^ UInt64(truncatingIfNeeded: number + 1)) &* 0xD6E8_FEB8_6659_FD93
    return (key ^ key >> 29) | 1
  }

  /// The row of a feature, nil when it has none.
  @inline(__always)
  func row(_ template: Int, _ letters: UInt64, _ number: Int) -> Row? {
    let key = Self.key(template, letters, number)
    var place = Int(truncatingIfNeeded: key >> 20) & mask
    while true {
      if keys[place] == key { return rows[Int(places[place])] }
      if keys[place] == 0 { return nil }
      place = (place + 1) & mask
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The whole number that starts at `index`, which goes on behind it.
  func integer(at index: inout Int) -> Int {
    let isNegative = index < count && self[index] == 0x2D
    if isNegative { index += 1 }
    var value = 0
    while index < count, self[index] &- 0x30 < 10 {
      value = value * 10 + Int(self[index] - 0x30)
      index += 1
    }
    return isNegative ? -value : value
  }
}
