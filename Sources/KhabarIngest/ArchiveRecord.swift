/// The head of one record of a web archive.
///
/// Sources: WARC 1.1 (ISO 28500:2017), section 5; ARC 1.0 and 2.0 as the Internet Archive describes them.
struct ArchiveRecord: Sendable {
  enum Kind: Sendable {
    /// What a server sent, with the head of HTTP.
    case response
    /// A thing by itself.
    case resource
    case other
  }

  var kind: Kind
  var uri: String?
  /// What the archive itself says the content is.
  var type: String?
  /// Bytes of the block; nil when there is no such number.
  var length: Int?
  /// The length as written.
  var lengthText = ""
  /// Said by whoever made the archive, such as `WARC-Truncated`.
  var remark: InputFault?

  // MARK: WARC

  static func isWARC(_ bytes: [UInt8], at start: Int) -> Bool {
    start + 8 <= bytes.count && bytes[start..<(start + 5)].elementsEqual("WARC/".utf8)
      && isDigit(bytes[start + 5]) && bytes[start + 6] == 0x2E && isDigit(bytes[start + 7])
  }

  /// How many bytes `isPlausibleWARC` wants to see.
  static let plausibleBytes = 32

  /// `WARC/1.0`, and on the next line the name of a field that only such a record has.
  static func isPlausibleWARC(_ bytes: [UInt8], at start: Int) -> Bool {
    guard isWARC(bytes, at: start) else { return false }
    var index = start + 8
    while index < bytes.count, index < start + 12, isDigit(bytes[index]) { index += 1 }
    if index < bytes.count, bytes[index] == 0x0D { index += 1 }
    guard index < bytes.count, bytes[index] == 0x0A else { return false }
    let name = bytes[(index + 1)..<min(bytes.count, index + 9)].map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    return name.starts(with: "warc-".utf8) || name.elementsEqual("content-".utf8)
  }

  /// - Parameter header: the lines below `WARC/1.0`.
  init(warc header: HeaderBlock) {
    kind =
      switch header["warc-type"]?.lowercased() {
      case "response": .response
      case "resource": .resource
      default: .other
      }
    uri = HeaderBlock.address(header["warc-target-uri"])
    // The block's own type tells of the thing itself only when the block is not an HTTP message.
    type = header["content-type"].flatMap { MediaType($0).name == "application/http" ? nil : $0 }
    type = type ?? header["warc-identified-payload-type"]
    lengthText = header["content-length"] ?? ""
    length = Self.number(lengthText)
    if let reason = header["warc-truncated"] {
      remark = InputFault(
        code: "record-truncated", message: "the archive keeps the beginning only; it gives as the reason \"\(reason)\"")
    } else if header["warc-segment-number"] != nil {
      remark = InputFault(code: "record-truncated", message: "the record is one segment of several; it is used alone")
    }
  }

  // MARK: ARC

  /// Reads a line `address IP date type … length`; ARC 2.0 has more columns before the length.
  ///
  /// The address may hold spaces, so the columns are counted from the date, which is the last long number before the
  /// type.
  ///
  /// - Parameter isStrict: whether the length must be a number, as where a record is searched.
  init?(arc line: ArraySlice<UInt8>, isStrict: Bool) {
    guard let colon = line.prefix(64).firstIndex(of: 0x3A), colon > line.startIndex,
      line[..<colon].allSatisfy({ ($0 | 0x20) &- 0x61 < 26 || $0 == 0x2D || Self.isDigit($0) }),
      line.count <= Self.maximumLine
    else { return nil }
    let words = HeaderBlock.trimmed(line).split(separator: 0x20)
    guard
      let date = words.dropLast(2).lastIndex(where: { (12...18).contains($0.count) && $0.allSatisfy(Self.isDigit) }),
      date >= 2
    else { return nil }
    func text(_ word: ArraySlice<UInt8>) -> String { String(decoding: word, as: UTF8.self) }
    lengthText = text(words[words.count - 1])
    length = Self.number(lengthText)
    if isStrict, length == nil { return nil }
    uri = HeaderBlock.address(words[..<(date - 1)].map(text).joined(separator: " "))
    kind = uri?.hasPrefix("filedesc:") == true ? .other : .response
    type = text(words[date + 1])
  }

  static let maximumLine = 64 << 10

  // MARK: Numbers

  private static func number(_ text: String) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 18, text.utf8.allSatisfy(isDigit) else { return nil }
    return Int(text)
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
