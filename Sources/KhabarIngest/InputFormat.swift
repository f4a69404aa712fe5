/// What a file holds, told by its first bytes.
enum InputFormat: Sendable {
  case text
  case html
  case jsonLines
  case mhtml
  case warc
  /// Something else, with its name where it is known.
  case binary(String)

  /// How many bytes `sniff` wants to see.
  static let sniffedBytes = 4096

  /// The format of a file that starts with `head`. The name decides only where the content does not: between text and
  /// lines of JSON, and for an archive whose beginning is damaged.
  static func sniff(_ head: ArraySlice<UInt8>, name: String) -> InputFormat {
    if let kind = signature(of: head) { return .binary(kind) }
    if starts(head, with: "WARC/") || starts(head, with: "filedesc://") { return .warc }
    if isMHTML(head) { return .mhtml }
    let lower = name.lowercased()
    let stem = lower.hasSuffix(".gz") ? lower.dropLast(3) : lower[...]
    if stem.hasSuffix(".warc") || stem.hasSuffix(".arc") { return .warc }
    if isMarkup(head) { return .html }
    let first = head.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
    if first == 0x7B, stem.hasSuffix(".jsonl") || stem.hasSuffix(".ndjson") || !stem.hasSuffix(".txt") {
      return .jsonLines
    }
    if [".html", ".htm", ".xhtml"].contains(where: { stem.hasSuffix($0) }) { return .html }
    return .text
  }

  /// The name of a format that is no text, by its signature.
  static func signature(of head: ArraySlice<UInt8>) -> String? {
    signatures.first { head.starts(with: $0.bytes) }?.name
  }

  private static let signatures: [(bytes: [UInt8], name: String)] = [
    (Array("%PDF-".utf8), "a PDF file"), ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image"), ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    (Array("GIF8".utf8), "a GIF image"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"), (Array("Rar!".utf8), "a RAR archive"),
    ([0x42, 0x5A, 0x68], "a bzip2 file"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz file"), ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard file"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Office document"), (Array("SQLite format 3".utf8), "a SQLite database"),
    (Array("RIFF".utf8), "a RIFF media file"), ([0x00, 0x00, 0x00, 0x18, 0x66, 0x74, 0x79, 0x70], "an MP4 video"),
    (Array("ID3".utf8), "an MP3 file"), (Array("OggS".utf8), "an Ogg file"),
  ]

  /// A header of MIME with parts, or with one page that is encoded.
  private static func isMHTML(_ head: ArraySlice<UInt8>) -> Bool {
    let head = head.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    guard let first = head.first, (first | 0x20) &- 0x61 < 26, contains(head, "mime-version:") else { return false }
    let header = HeaderBlock(head)
    guard header["mime-version"] != nil, let type = header["content-type"].map(MediaType.init) else { return false }
    return type.name.hasPrefix("multipart/") || type.isPage && header["content-transfer-encoding"] != nil
  }

  /// A tag that pages have, in UTF-8, in any single-byte encoding or in UTF-16.
  private static func isMarkup(_ head: ArraySlice<UInt8>) -> Bool {
    let narrow = ArraySlice(head.filter { $0 != 0 })
    guard narrow.contains(0x3C) else { return false }
    let first = narrow.first { $0 > 0x20 && $0 < 0x80 }
    let tags = ["<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<article", "<?xml"]
    if tags.contains(where: { contains(narrow, $0) }) { return true }
    return first == 0x3C && ["<p", "<div", "<h1", "<table", "<span", "<!--"].contains { contains(narrow, $0) }
  }

  private static func starts(_ bytes: ArraySlice<UInt8>, with word: String) -> Bool {
    bytes.prefix(word.utf8.count).elementsEqual(word.utf8)
  }

  /// Whether `word`, in lower case, stands anywhere.
  private static func contains(_ bytes: ArraySlice<UInt8>, _ word: String) -> Bool {
    let word = Array(word.utf8)
    guard bytes.count >= word.count else { return false }
    for start in bytes.startIndex...(bytes.endIndex - word.count) {
      var length = 0
      while length < word.count {
        let byte = bytes[start + length]
        guard (byte &- 0x41 < 26 ? byte | 0x20 : byte) == word[length] else { break }
        length += 1
      }
      if length == word.count { return true }
    }
    return false
  }
}
