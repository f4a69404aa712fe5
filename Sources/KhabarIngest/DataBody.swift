import KhabarHTML
import KhabarSchema
import KhabarText

/// The body of an article that a page holds only in its data, as JSON-LD `articleBody`: pages drawn by a script, and
/// pages that show readers a beginning.
struct DataBody {
  /// The text with the escapes of JSON resolved.
  let bytes: [UInt8]
  /// From offsets in `bytes` to offsets in the page.
  let alignment: Alignment

  private static let key = Array("\"articleBody\"".utf8)

  /// Finds the string of `"articleBody"` in the scripts of a page; of several the longest.
  ///
  /// The scripts are searched as text, not as JSON: a script that is no JSON for another reason still has the string whole,
  /// and its place in the page is known to the byte. O(bytes of JSON-LD).
  init?(_ tree: HTMLTree) {
    var best: (bytes: [UInt8], alignment: Alignment)?
    for index in tree.nodes.indices where tree.nodes[index].kind == .element && tree.nodes[index].tag == .script {
      guard let type = tree.string(.type, of: index), type.lowercased().contains("ld+json") else { continue }
      for piece in index..<Int(tree.nodes[index].subtreeEnd)
      where tree.nodes[piece].kind == .raw && tree.isVerbatim(piece) {
        for found in Self.strings(in: tree.page, tree.nodes[piece].range)
        where found.bytes.count > best?.bytes.count ?? 0 {
          best = found
        }
      }
    }
    guard let best else { return nil }
    isMarkup = Self.holdsTag(best.bytes)
    if !isMarkup, best.bytes.contains(0x26) {
      let plain = Self.withoutEntities(best.bytes)
      bytes = plain.bytes
      alignment = plain.alignment.composed(with: best.alignment)
    } else {
      bytes = best.bytes
      alignment = best.alignment
    }
  }

  /// Whether the string is markup itself; its entities are left to the parser then.
  let isMarkup: Bool

  private static func holdsTag(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while index + 1 < bytes.count {
      if bytes[index] == 0x3C, bytes[index + 1] == 0x2F || (bytes[index + 1] | 0x20) &- 0x61 < 26 { return true }
      index += 1
    }
    return false
  }

  private static func strings(in page: [UInt8], _ range: TextRange) -> [(bytes: [UInt8], alignment: Alignment)] {
    var found: [(bytes: [UInt8], alignment: Alignment)] = []
    var index = range.lowerBound
    let end = range.upperBound
    while index + key.count < end {
      guard page[index] == 0x22, page[index..<index + key.count].elementsEqual(key) else {
        index += 1
        continue
      }
      index += key.count
      while index < end, page[index] <= 0x20 || page[index] == 0x3A { index += 1 }
      guard index < end, page[index] == 0x22 else { continue }
      let string = unescaped(page, from: index + 1, to: end)
      found.append((string.bytes, string.alignment))
      index = string.end
    }
    return found
  }

  /// A string of JSON up to its closing quotation mark. Raw line breaks are let pass. Source of the escapes: RFC 8259,
  /// section 7.
  private static func unescaped(
    _ page: [UInt8], from start: Int, to end: Int
  ) -> (bytes: [UInt8], alignment: Alignment, end: Int) {
    var bytes: [UInt8] = []
    var alignment = Alignment()
    alignment.record(rewritten: 0, original: start)
    var index = start
    while index < end, page[index] != 0x22 {
      guard page[index] == 0x5C, index + 1 < end else {
        bytes.append(page[index])
        index += 1
        continue
      }
      var length = 2
      switch page[index + 1] {
      case 0x6E: bytes.append(0x0A)
      case 0x72: bytes.append(0x0D)
      case 0x74, 0x62, 0x66: bytes.append(0x20)
      case 0x75:
        var scalar = unit(page, at: index, end)
        length = scalar == nil ? 2 : 6
        if let high = scalar, (0xD800..<0xDC00).contains(high), let low = unit(page, at: index + 6, end),
          (0xDC00..<0xE000).contains(low)
        {
          scalar = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
          length = 12
        }
        let value = scalar.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
        bytes += UTF8.encode(value) ?? UTF8.encodedReplacementCharacter
      default: bytes.append(page[index + 1])
      }
      index += length
      alignment.record(rewritten: bytes.count, original: index)
    }
    return (bytes, alignment, index)
  }

  /// The entities that publishing systems leave in a string without tags.
  private static let entities: [(name: [UInt8], bytes: [UInt8])] = [
    ("&quot;", "\""), ("&amp;", "&"), ("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&#39;", "'"), ("&#039;", "'"),
    ("&laquo;", "«"), ("&raquo;", "»"), ("&ldquo;", "“"), ("&rdquo;", "”"), ("&lsquo;", "‘"), ("&rsquo;", "’"),
    ("&ndash;", "–"), ("&mdash;", "—"), ("&hellip;", "…"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  private static func withoutEntities(_ text: [UInt8]) -> (bytes: [UInt8], alignment: Alignment) {
    var bytes: [UInt8] = []
    var alignment = Alignment()
    var index = 0
    while index < text.count {
      if text[index] == 0x26,
        let entity = entities.first(where: {
          index + $0.name.count <= text.count && text[index..<index + $0.name.count].elementsEqual($0.name)
        })
      {
        bytes += entity.bytes
        index += entity.name.count
        alignment.record(rewritten: bytes.count, original: index)
      } else {
        bytes.append(text[index])
        index += 1
      }
    }
    return (bytes, alignment)
  }

  /// The value of `\u0645` at `index`.
  private static func unit(_ page: [UInt8], at index: Int, _ end: Int) -> UInt32? {
    guard index + 6 <= end, page[index] == 0x5C, page[index + 1] == 0x75 else { return nil }
    var value: UInt32 = 0
    for byte in page[(index + 2)..<(index + 6)] {
      let digit: UInt32
      switch byte {
      case 0x30...0x39: digit = UInt32(byte) - 0x30
      case 0x41...0x46, 0x61...0x66: digit = UInt32(byte | 0x20) - 0x57
      default: return nil
      }
      value = value << 4 | digit
    }
    return value
  }
}
