import KhabarText

/// The address a page was saved from, as browsers and copying programs note it in a comment near its start.
///
/// - `<!-- saved from url=(0031)https://news.example/1 -->` (Internet Explorer, Chromium, Edge)
/// - `<!-- Page saved with SingleFile url: https://news.example/1 … -->`, each on a line of its own
/// - `<!-- Mirrored from news.example/1 by HTTrack Website Copier … -->`, which leaves the scheme out
enum SavedAddress {
  /// How far from its start a page is looked at.
  private static let searchedBytes = 4096

  /// The address that `page` notes, nil when it notes none. The page's encoding must have ASCII in it as it is.
  static func address(in page: [UInt8]) -> String? {
    let head = page.prefix(searchedBytes)
    guard head.contains(0x3C) else { return nil }
    var place = head.startIndex
    while let start = position(of: "<!--", in: head, from: place) {
      let end = position(of: "-->", in: head, from: start + 4) ?? head.endIndex
      if let address = address(inComment: head[(start + 4)..<end]) { return address }
      place = end
    }
    return nil
  }

  private static func address(inComment comment: ArraySlice<UInt8>) -> String? {
    if let start = position(of: "saved from url=(", in: comment, from: comment.startIndex) {
      guard let close = comment[start...].prefix(24).firstIndex(of: 0x29) else { return nil }
      return webAddress(comment[(close + 1)...])
    }
    if let start = position(of: "saved with SingleFile", in: comment, from: comment.startIndex),
      let label = position(of: "url:", in: comment, from: start)
    {
      return webAddress(comment[(label + 4)...].drop { $0 <= 0x20 })
    }
    if let start = position(of: "Mirrored from ", in: comment, from: comment.startIndex),
      position(of: "HTTrack", in: comment, from: start) != nil
    {
      return webAddress(Array("http://".utf8) + comment[(start + 14)...])
    }
    return nil
  }

  /// The address at the start of `bytes`, up to white space; nil for files and for what names no host.
  private static func webAddress(_ bytes: some Collection<UInt8>) -> String? {
    let address = String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
    guard address.hasPrefix("http://") || address.hasPrefix("https://"), SiteAddress(address) != nil else { return nil }
    return address
  }

  private static func position(of word: StaticString, in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
    let count = word.utf8CodeUnitCount
    guard start >= bytes.startIndex, bytes.endIndex - start >= count else { return nil }
    for place in start...(bytes.endIndex - count) where bytes[place] == word.utf8Start[0] {
      var length = 1
      while length < count, bytes[place + length] == word.utf8Start[length] { length += 1 }
      if length == count { return place }
    }
    return nil
  }
}
