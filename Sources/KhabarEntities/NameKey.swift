/// Names in the forms in which mentions of one entity are compared.
enum NameKey {
  /// Without the article.
  static func withoutArticle(_ key: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    key.count > 6 && key.starts(with: article) ? key.dropFirst(4) : key
  }

  /// The consonants of a name, long vowels left out and doubled letters written once: ميللر and ميلر, غوتيريش and
  /// غوتيرش have one.
  ///
  /// Nil when too little is left to tell names apart.
  static func skeleton(_ key: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var index = key.startIndex
    var letters = 0
    while index + 1 < key.endIndex {
      let pair = (key[index], key[index + 1])
      index += 2
      let isVowel: Bool =
        switch pair {
        case (0xD8, 0xA7), (0xD9, 0x88), (0xD9, 0x8A): true
        default: false
        }
      // The first letter always counts.
      if isVowel, letters > 0 { continue }
      let folded = Self.merged(pair)
      if result.count >= 2, result[result.count - 2] == folded.0, result[result.count - 1] == folded.1 { continue }
      result.append(folded.0)
      result.append(folded.1)
      letters += 1
    }
    return letters >= 3 ? result : nil
  }

  /// Letters that stand for one foreign sound: غ ج ق for g, ت ط, س ص.
  private static func merged(_ pair: (UInt8, UInt8)) -> (UInt8, UInt8) {
    switch pair {
    case (0xD8, 0xAC), (0xD9, 0x82): (0xD8, 0xBA)
    case (0xD8, 0xB7): (0xD8, 0xAA)
    case (0xD8, 0xB5): (0xD8, 0xB3)
    default: pair
    }
  }

  private static let article: [UInt8] = [0xD8, 0xA7, 0xD9, 0x84]
}

/// A name's bytes in one number, for tables of names in one document: no name is copied for its place in a table.
struct NameHash: Hashable {
  private let value: UInt64

  init(_ bytes: ArraySlice<UInt8>) {
    value = bytes.withUnsafeBufferPointer { TaggerTemplate.mix(TaggerTemplate.hash($0, 0, $0.count)) }
  }
}
