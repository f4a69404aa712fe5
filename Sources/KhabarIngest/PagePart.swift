import KhabarHTML
import KhabarLexicon

/// What the class, id and role of an element say about its part of the page.
struct PagePart: OptionSet {
  let rawValue: UInt16

  /// The article's body.
  static let body = PagePart(rawValue: 1)
  /// Something of the article, or the article with more around it.
  static let article = PagePart(rawValue: 2)
  /// Never text of the article.
  static let drop = PagePart(rawValue: 4)
  static let caption = PagePart(rawValue: 8)
  static let byline = PagePart(rawValue: 16)
  static let date = PagePart(rawValue: 32)
  static let headline = PagePart(rawValue: 64)

  /// What readers wrote below the article.
  static let comments = PagePart(rawValue: 128)

  /// The lead of the article, which pages set apart from its body.
  static let lead = PagePart(rawValue: 256)

  /// A post of a social network, set into the article.
  static let post = PagePart(rawValue: 512)

  /// A line break that is written as an empty element.
  static let lineBreak = PagePart(rawValue: 1024)

  /// The parts by their names in the word list.
  private static let names: [String: PagePart] = [
    "body": .body, "article": .article, "drop": .drop, "caption": .caption, "byline": .byline, "date": .date,
    "headline": .headline, "comments": .comments, "lead": .lead, "post": .post,
    "break": .lineBreak,
  ]

  /// Words of class names by their hash; keys of several words by the combined hash.
  private static let table: PartTable = {
    let list = Lexicons.pageParts
    let role = list.column("role")
    var table = PartTable()
    for row in 0..<list.count {
      guard let part = names[list.value(row, role)] else { continue }
      for key in list.keys(row) {
        var combined: UInt64 = 0
        for word in key.utf8.split(separator: 0x20) {
          var hash = WordHash()
          for byte in word { hash.add(byte) }
          combined = WordHash.combine(combined, hash.value)
        }
        table.insert(part, at: combined)
      }
    }
    return table
  }()

  /// The parts that the words of a class or id attribute name. "no-sidebar", "has-comments" name none.
  ///
  /// Words are parted by anything but letters and by a capital after a small letter: `articleBody`, `article_body`.
  static func parts(in value: ArraySlice<UInt8>) -> PagePart {
    let table = self.table
    return value.withUnsafeBufferPointer { bytes in
      var found: PagePart = []
      var hash = WordHash()
      // The combined hashes of the last one and two words.
      var last: UInt64 = 0
      var lastTwo: UInt64 = 0
      var isNegated = false
      func finish() {
        guard hash.length > 0 else { return }
        let word = hash.value
        if !isNegated {
          found.formUnion(table[WordHash.combine(0, word)])
          if last != 0 { found.formUnion(table[WordHash.combine(last, word)]) }
          if lastTwo != 0 { found.formUnion(table[WordHash.combine(lastTwo, word)]) }
        }
        isNegated = hash.length <= WordHash.longestNegation && WordHash.negations.contains(word)
        lastTwo = last == 0 ? 0 : WordHash.combine(last, word)
        last = WordHash.combine(0, word)
        hash = WordHash()
      }
      var previousIsSmall = false
      for byte in bytes {
        let isCapital = byte &- 0x41 < 26
        let isSmall = byte &- 0x61 < 26
        if isCapital || isSmall || byte >= 0x80 {
          if isCapital, previousIsSmall { finish() }
          hash.add(isCapital ? byte | 0x20 : byte)
          previousIsSmall = isSmall
        } else {
          finish()
          previousIsSmall = false
          // Another class of the list: no key runs across.
          if byte == 0x20 {
            last = 0
            lastTwo = 0
            isNegated = false
          }
        }
      }
      finish()
      return found
    }
  }
}

/// Parts by the hash of their words. Most words of class names are in no list, which one bit tells.
private struct PartTable {
  private var parts: [UInt64: PagePart] = [:]
  private var isTaken = [Bool](repeating: false, count: 1 << 13)

  mutating func insert(_ part: PagePart, at hash: UInt64) {
    parts[hash, default: []].formUnion(part)
    isTaken[Int(hash >> 51)] = true
  }

  subscript(hash: UInt64) -> PagePart {
    isTaken[Int(hash >> 51)] ? parts[hash] ?? [] : []
  }
}

/// A hash of a word (FNV-1a), and of words in a row.
private struct WordHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325
  private(set) var length = 0

  @inline(__always)
  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    length += 1
  }

  @inline(__always)
  static func combine(_ left: UInt64, _ right: UInt64) -> UInt64 { (left ^ right) &* 0x9e37_79b9_7f4a_7c15 | 1 }

  /// "no-sidebar", "with-sidebar", "has-comments": properties of a page, not parts of it.
  static let negations: Set<UInt64> = Set(
    negationWords.map { word in
      var hash = WordHash()
      for byte in word.utf8 { hash.add(byte) }
      return hash.value
    })
  static let longestNegation = negationWords.map(\.utf8.count).max() ?? 0

  private static let negationWords = ["no", "not", "has", "with", "without", "have", "is", "hide", "disable"]
}
