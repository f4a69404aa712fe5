import KhabarCore
import KhabarHTML

/// Reads a long plain text piece by piece, one document each, so that memory does not grow with the file.
///
/// A piece ends behind a line, else behind a sentence, else at white space, when one ends in its last half; else
/// between two characters. The first piece tells the encoding.
struct TextPieces: RecordReader {
  private let stream: ByteStream
  private let maker: DocumentMaker
  private let size: Int
  private var buffer: [UInt8] = []
  private var isAtEnd = false
  private var hasFailed = false
  private var charset: Charset?
  /// Where the buffer starts in the file.
  private var offset = 0

  /// - Parameter size: bytes of a piece at most; at least 4.
  init(stream: ByteStream, maker: DocumentMaker, size: Int) {
    self.stream = stream
    self.maker = maker
    self.size = max(4, size)
  }

  var isReady: Bool { stream.isReady }

  mutating func next() -> SourceItem? {
    while !isAtEnd, buffer.count <= size {
      let piece = stream.next()
      isAtEnd = piece.isEmpty
      buffer += piece
    }
    guard !buffer.isEmpty else {
      guard offset == 0, !hasFailed else { return nil }
      hasFailed = true
      let fault = stream.fault ?? InputFault(code: "file-empty", message: "the file is empty")
      return .failure(maker.failure(fault))
    }
    let charset = charset.map { Charset(known: $0.used, of: []) } ?? Charset(of: buffer, isMarkup: false)
    self.charset = charset
    let isLast = isAtEnd && buffer.count <= size
    let count = isLast ? buffer.count : Self.cut(buffer, size, charset.used)
    let input = DocumentMaker.Input(bytes: Array(buffer[..<count]), fault: isLast ? stream.fault : nil)
    let isWhole = isLast && offset == 0
    let place = isWhole ? nil : offset
    buffer.removeSubrange(..<count)
    offset += count
    // Made here, not deferred: the runner counts the bytes of documents when it decides how many to hold.
    return maker.item(of: input, charset: charset, offset: place)
  }

  /// How many bytes of `text`, which is longer than `size`, make a piece.
  static func cut(_ text: [UInt8], _ size: Int, _ encoding: CharacterEncoding) -> Int {
    if encoding == .utf16LE || encoding == .utf16BE {
      let count = size & ~1
      // A unit of 0xD800 to 0xDBFF is half a character.
      let lead = text[encoding == .utf16LE ? count - 1 : count - 2]
      return lead & 0xFC == 0xD8 && count > 2 ? count - 2 : count
    }
    var sentence: Int?
    var space: Int?
    var index = size
    while index > size / 2 {
      let byte = text[index - 1]
      if byte == 0x0A { return index }
      if byte == 0x20 {
        space = space ?? index
        // . ! ?, and ؟ in UTF-8 and windows-1256.
        if sentence == nil, index > 2, [0x2E, 0x21, 0x3F, 0x9F, 0xBF].contains(text[index - 2]) { sentence = index }
      }
      index -= 1
    }
    if let place = sentence ?? space { return place }
    guard encoding == .utf8 else { return size }
    index = size
    while index > size - 4, text[index] & 0xC0 == 0x80 { index -= 1 }
    return index > 0 && text[index] & 0xC0 != 0x80 ? index : size
  }
}
