/// The encoding label a page declares.
///
/// Source: HTML Standard, "Prescanning a byte stream to determine its encoding", with these differences: the label is
/// returned as written (the caller judges it); one that names no encoding is returned when no other follows, so that it
/// can be told; the search goes on to 16 kB, since pages put long scripts before their `meta` and a label that is checked
/// against the bytes can do no harm; scripts are passed over.
enum DeclaredLabel {
  private static let limit = 16_384

  static func scan(_ bytes: [UInt8]) -> String? {
    let end = min(bytes.count, limit)
    return bytes.withUnsafeBufferPointer { buffer in
      var scanner = Scanner(bytes: UnsafeBufferPointer(rebasing: buffer[0..<end]))
      return scanner.run()
    }
  }

  /// The label in a page whose characters are two bytes each.
  static func scan(wide bytes: [UInt8], lowByteFirst: Bool) -> String? {
    let end = min(bytes.count & ~1, limit * 2)
    return scan(
      stride(from: 0, to: end, by: 2).map { index in
        let (low, high) = lowByteFirst ? (bytes[index], bytes[index + 1]) : (bytes[index + 1], bytes[index])
        return high == 0 && low < 0x80 ? low : 0x3F
      })
  }

  private struct Scanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var index = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func run() -> String? {
      var unknown: String?
      if let label = xmlDeclaration() {
        if EncodingLabels.name(of: label.utf8) != nil { return label }
        unknown = label
      }
      while index < bytes.count {
        guard bytes[index] == 0x3C else {
          index += 1
          continue
        }
        if matches("<!--") {
          skip(past: "-->", from: index + 2)
        } else if matches("<meta"), index + 5 < bytes.count, isSpace(bytes[index + 5]) || bytes[index + 5] == 0x2F {
          index += 5
          if let label = meta() {
            if EncodingLabels.name(of: label.utf8) != nil { return label }
            unknown = unknown ?? label
          }
        } else if index + 1 < bytes.count, isLetter(bytes[index + 1]) || bytes[index + 1] == 0x2F {
          let isScript = matches("<script")
          index += 2
          while index < bytes.count, !isSpace(bytes[index]), bytes[index] != 0x3E { index += 1 }
          while attribute() != nil {}
          // Beyond the standard: `document.write("<meta charset=…")` in a script declares nothing.
          if isScript { skip(past: "</script", from: index) }
        } else if index + 1 < bytes.count, [0x21, 0x2F, 0x3F].contains(bytes[index + 1]) {
          skip(past: ">", from: index + 1)
        } else {
          index += 1
        }
      }
      return unknown
    }

    /// `<?xml version="1.0" encoding="…"?>` at the very start.
    private mutating func xmlDeclaration() -> String? {
      guard matches("<?xml") else { return nil }
      var end = 5
      while end < bytes.count, bytes[end] != 0x3E { end += 1 }
      var place = 5
      while place + 8 < end {
        if matches("encoding", at: place) {
          return labelAfterEquals(from: place + 8, end: end)
        }
        place += 1
      }
      return nil
    }

    /// The attributes of one `meta`, `index` behind its name.
    private mutating func meta() -> String? {
      var isPragma = false
      var needsPragma: Bool?
      var label: String?
      var seen: Set<String> = []
      while let (name, value) = attribute() {
        // Of two attributes of one name the first counts.
        guard seen.count < 64, seen.insert(name).inserted else { continue }
        switch name {
        case "http-equiv": if value.lowercased() == "content-type" { isPragma = true }
        case "content":
          if needsPragma == nil, let found = Self.labelInContent(Array(value.utf8)) {
            label = found
            needsPragma = true
          }
        case "charset":
          label = value
          needsPragma = false
        default: break
        }
      }
      guard let needsPragma, let label, !needsPragma || isPragma else { return nil }
      return label
    }

    /// The next attribute of a tag, nil at its end (the `>` is not passed).
    private mutating func attribute() -> (name: String, value: String)? {
      while index < bytes.count, isSpace(bytes[index]) || bytes[index] == 0x2F { index += 1 }
      guard index < bytes.count, bytes[index] != 0x3E else { return nil }
      let nameStart = index
      index += 1
      while index < bytes.count, !isSpace(bytes[index]), ![0x2F, 0x3D, 0x3E].contains(bytes[index]) { index += 1 }
      // A tag that the end of the bytes cuts off declares nothing.
      guard index < bytes.count else { return nil }
      let name = String(decoding: bytes[nameStart..<index], as: UTF8.self).lowercased()
      while index < bytes.count, isSpace(bytes[index]) { index += 1 }
      guard index < bytes.count, bytes[index] == 0x3D else { return (name, "") }
      index += 1
      while index < bytes.count, isSpace(bytes[index]) { index += 1 }
      guard index < bytes.count else { return nil }
      let valueStart: Int
      let valueEnd: Int
      if bytes[index] == 0x22 || bytes[index] == 0x27 {
        let quote = bytes[index]
        index += 1
        valueStart = index
        while index < bytes.count, bytes[index] != quote { index += 1 }
        guard index < bytes.count else { return nil }
        valueEnd = index
        index += 1
      } else {
        valueStart = index
        while index < bytes.count, !isSpace(bytes[index]), bytes[index] != 0x3E { index += 1 }
        guard index < bytes.count else { return nil }
        valueEnd = index
      }
      return (name, String(decoding: bytes[valueStart..<valueEnd], as: UTF8.self))
    }

    /// `text/html; charset=windows-1256`.
    private static func labelInContent(_ content: [UInt8]) -> String? {
      content.withUnsafeBufferPointer { buffer in
        let inner = Scanner(bytes: buffer)
        var place = 0
        while place + 7 <= buffer.count {
          guard inner.matches("charset", at: place) else {
            place += 1
            continue
          }
          place += 7
          if let label = inner.labelAfterEquals(from: place, end: buffer.count) { return label }
        }
        return nil
      }
    }

    private func labelAfterEquals(from start: Int, end: Int) -> String? {
      var place = start
      while place < end, isSpace(bytes[place]) { place += 1 }
      guard place < end, bytes[place] == 0x3D else { return nil }
      place += 1
      while place < end, isSpace(bytes[place]) { place += 1 }
      guard place < end else { return nil }
      let quote: UInt8? = bytes[place] == 0x22 || bytes[place] == 0x27 ? bytes[place] : nil
      if quote != nil { place += 1 }
      let labelStart = place
      while place < end, quote.map({ bytes[place] != $0 }) ?? (!isSpace(bytes[place]) && bytes[place] != 0x3B) {
        place += 1
      }
      // A quotation mark that is never closed declares nothing.
      if quote != nil, place == end { return nil }
      return String(decoding: bytes[labelStart..<place], as: UTF8.self)
    }

    private mutating func skip(past ending: StaticString, from start: Int) {
      index = start
      while index < bytes.count, !matches(ending) { index += 1 }
      index = min(bytes.count, index + ending.utf8CodeUnitCount)
    }

    private func matches(_ word: StaticString, at place: Int? = nil) -> Bool {
      let place = place ?? index
      guard place + word.utf8CodeUnitCount <= bytes.count else { return false }
      for offset in 0..<word.utf8CodeUnitCount {
        let byte = bytes[place + offset]
        if (byte &- 0x41 < 26 ? byte | 0x20 : byte) != word.utf8Start[offset] { return false }
      }
      return true
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B }
    private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  }
}
