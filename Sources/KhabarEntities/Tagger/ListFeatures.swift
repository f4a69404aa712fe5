import KhabarAnnotations
import KhabarLexicon

/// The number of a feature that says which word list covers a word, and where in its key the word stands.
struct ListFeature: Hashable {
  let number: UInt16
}

/// The features of all entries of the word lists, numbered: entries of one list, use and type share theirs.
final class ListFeatures: Sendable {
  static let standard = ListFeatures(.standard)

  private struct Pair {
    var type: UInt16
    var kind: UInt16
  }

  /// By entry, the numbers of its two features, without place.
  private let pairs: [Pair]
  /// By number without place.
  private let values: [(template: TaggerTemplate, value: UInt64)]

  /// O(entries).
  init(_ lexicon: EntityLexicon) {
    var numbers: [UInt64: UInt16] = [:]
    var values: [(template: TaggerTemplate, value: UInt64)] = []
    func number(_ template: TaggerTemplate, _ value: UInt64) -> UInt16 {
      let key = template.feature(value)
      if let known = numbers[key] { return known }
      values.append((template, value))
      numbers[key] = UInt16(values.count - 1)
      return UInt16(values.count - 1)
    }
    pairs = lexicon.rows.map { row in
      let head = TaggerTemplate.mix(UInt64(row.list.rawValue) << 56 ^ TaggerTemplate.hash(row.mode.rawValue))
      return Pair(
        type: number(.listType, head ^ TaggerTemplate.hash(row.type.rawValue)),
        kind: number(.listKind, head ^ TaggerTemplate.hash(row.kind)))
    }
    self.values = values
  }

  /// How many there are, by place.
  var count: Int { values.count * Self.placeCount }

  private static let placeCount = 4

  /// What the entry, whose key covers `words`, says of the word at `index`.
  @inline(__always)
  func features(of entry: Lexicon.Entry, _ index: Int, in words: Range<Int>) -> (type: ListFeature, kind: ListFeature) {
    // The only word, the first, the last, one between.
    let place: UInt16 =
      if words.count == 1 { 0 } else if index == words.lowerBound { 1 } else if index == words.upperBound - 1 { 2 } else
      { 3 }
    let pair = pairs[Int(entry.index)]
    return (
      ListFeature(number: pair.type * UInt16(Self.placeCount) + place),
      ListFeature(number: pair.kind * UInt16(Self.placeCount) + place)
    )
  }

  subscript(feature: ListFeature) -> (template: TaggerTemplate, value: UInt64) {
    let (template, value) = values[Int(feature.number) / Self.placeCount]
    return (template, value &+ UInt64(feature.number) % UInt64(Self.placeCount) &+ 1)
  }
}

extension TaggerTemplate {
  static func hash(_ string: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in string.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
  }
}
