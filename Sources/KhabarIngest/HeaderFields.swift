/// Header fields as mail, HTTP and WARC write them: `Name: value` lines, a line that starts with white space goes on.
struct HeaderFields {
  private var fields: [(name: String, value: String)] = []
  /// The line before the fields: `HTTP/1.1 200 OK`, `WARC/1.0`; empty for mail.
  let firstLine: String
  /// Where the content starts, behind the empty line.
  let end: Int

  /// Reads fields from `start` up to an empty line or the end.
  ///
  /// - Parameter hasFirstLine: whether a line that is no field stands first.
  init(_ bytes: ArraySlice<UInt8>, hasFirstLine: Bool) {
    var index = bytes.startIndex
    var first: String?
    var fields: [(name: String, value: String)] = []
    while index < bytes.endIndex {
      let lineEnd = bytes[index...].firstIndex(of: 0x0A) ?? bytes.endIndex
      var line = bytes[index..<lineEnd]
      if line.last == 0x0D { line.removeLast() }
      index = min(lineEnd + 1, bytes.endIndex)
      if line.isEmpty { break }
      let text = String(decoding: line, as: UTF8.self)
      if hasFirstLine, first == nil {
        first = text
      } else if line.first == 0x20 || line.first == 0x09, !fields.isEmpty {
        fields[fields.count - 1].value += " " + TitleChoice.trimmed(text)
      } else if let colon = text.firstIndex(of: ":") {
        fields.append((text[..<colon].lowercased(), TitleChoice.trimmed(String(text[text.index(after: colon)...]))))
      }
    }
    self.fields = fields
    firstLine = first ?? ""
    end = index
  }

  /// The first value of a field, by its name in lower case.
  subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  /// The media type in lower case, without parameters.
  var mediaType: String? {
    self["content-type"].map { TitleChoice.trimmed(String($0.prefix { $0 != ";" })).lowercased() }
  }

  /// A parameter of the content type: `charset`, `boundary`.
  func parameter(_ name: String) -> String? {
    guard let value = self["content-type"] else { return nil }
    for part in value.split(separator: ";").dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, TitleChoice.trimmed(String(pair[0])).lowercased() == name else { continue }
      var text = TitleChoice.trimmed(String(pair[1]))[...]
      if text.hasPrefix("\"") { text = text.dropFirst().prefix { $0 != "\"" } }
      return String(text)
    }
    return nil
  }
}
