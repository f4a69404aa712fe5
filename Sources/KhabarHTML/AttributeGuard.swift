/// Blanks the attributes of a tag beyond a limit.
///
/// libxml2 compares each attribute of a tag with all before it: 100,000 in one tag were measured at 57 s. They are
/// overwritten with spaces before parsing, so that no offset moves.
enum AttributeGuard {
  /// The page with no tag of more than `limit` attributes, and how many tags were cut. O(n).
  static func limit(_ page: [UInt8], to limit: Int) -> (page: [UInt8], cutTags: Int) {
    let excess = page.withUnsafeBufferPointer { excessRanges(in: $0, limit: limit) }
    guard !excess.isEmpty else { return (page, 0) }
    var cut = page
    for range in excess {
      for index in range { cut[index] = 0x20 }
    }
    return (cut, excess.count)
  }

  private static func excessRanges(in bytes: UnsafeBufferPointer<UInt8>, limit: Int) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var index = 0
    while let open = ByteSearch.first(0x3C, in: bytes, from: index) {
      index = open + 1
      guard index < bytes.count else { break }
      let next = bytes[index]
      if (next | 0x20) &- 0x61 < 26 {
        let nameStart = index
        while index < bytes.count, !isSpace(bytes[index]), bytes[index] != 0x3E, bytes[index] != 0x2F { index += 1 }
        let name = UnsafeBufferPointer(rebasing: bytes[nameStart..<index])
        let tag = attributes(in: bytes, from: index, limit: limit)
        if let excess = tag.excessStart { result.append(excess..<tag.end) }
        index = tag.end
        if isRawText(name) { index = ByteSearch.endOfRawText(name, in: bytes, from: index) }
      } else if next == 0x21, index + 2 < bytes.count, bytes[index + 1] == 0x2D, bytes[index + 2] == 0x2D {
        index = ByteSearch.endOfComment(in: bytes, from: index + 3)
      }
    }
    return result
  }

  /// The end of the tag whose attributes start at `start`, and where its attribute beyond `limit` starts.
  private static func attributes(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int
  ) -> (end: Int, excessStart: Int?) {
    var index = start
    var count = 0
    var excess: Int?
    while index < bytes.count, bytes[index] != 0x3E {
      if isSpace(bytes[index]) || bytes[index] == 0x2F {
        index += 1
        continue
      }
      count += 1
      if count == limit + 1 { excess = index }
      let before = index
      while index < bytes.count, !isSpace(bytes[index]), bytes[index] != 0x3D, bytes[index] != 0x3E { index += 1 }
      var value = index
      while value < bytes.count, isSpace(bytes[value]) { value += 1 }
      if value < bytes.count, bytes[value] == 0x3D {
        index = value + 1
        while index < bytes.count, isSpace(bytes[index]) { index += 1 }
        if index < bytes.count, bytes[index] == 0x22 || bytes[index] == 0x27 {
          index = (ByteSearch.first(bytes[index], in: bytes, from: index + 1) ?? bytes.count - 1) + 1
        } else {
          while index < bytes.count, !isSpace(bytes[index]), bytes[index] != 0x3E { index += 1 }
        }
      }
      if index == before { index += 1 }
    }
    return (min(index, bytes.count), excess)
  }

  private static func isRawText(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    ByteSearch.equal(name, "script") || ByteSearch.equal(name, "style")
  }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }
}
