/// Takes the marks of character-data sections (`<![CDATA[ … ]]>`) out of XHTML.
///
/// A parser of HTML takes the marks for text. They become blanks, so that every offset stays; what stands between them
/// is read as any text is.
enum CharacterDataSections {
  private static let opening = Array("<![CDATA[".utf8)
  private static let closing = Array("]]>".utf8)

  /// `page` with the marks blanked where it says that it is XHTML, else as it is. O(n).
  static func blanked(_ page: [UInt8]) -> [UInt8] {
    guard isXHTML(page) else { return page }
    var places: [(start: Int, count: Int)] = []
    page.withUnsafeBufferPointer { bytes in
      var index = 0
      var isOpen = false
      while let place = ByteSearch.first(isOpen ? 0x5D : 0x3C, in: bytes, from: index) {
        let mark = isOpen ? closing : opening
        guard bytes[place...].starts(with: mark) else {
          index = place + 1
          continue
        }
        places.append((place, mark.count))
        isOpen.toggle()
        index = place + mark.count
      }
    }
    guard !places.isEmpty else { return page }
    var result = page
    for place in places {
      for index in place.start..<place.start + place.count { result[index] = 0x20 }
    }
    return result
  }

  /// An XML declaration, or a document type or namespace of XHTML, near the start.
  private static func isXHTML(_ page: [UInt8]) -> Bool {
    let start = page.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let head = page[start...].prefix(1024)
    if head.drop(while: { $0 <= 0x20 }).starts(with: "<?xml".utf8) { return true }
    return head.withUnsafeBufferPointer { bytes in
      (0..<max(0, bytes.count - 4)).contains { index in
        bytes[index] | 0x20 == 0x78
          && ByteSearch.equal(UnsafeBufferPointer(rebasing: bytes[index..<index + 5]), "xhtml")
      }
    }
  }
}
