/// Header fields as MIME, HTTP and WARC write them: `Name: value` lines up to an empty line.
///
/// As lenient as old archives need: a bare LF ends a line, a line that starts with white space continues the one before,
/// a line without a colon is passed over.
struct HeaderBlock: Sendable {
  private var fields: [(name: String, value: String)] = []

  /// Reads the lines of `bytes` up to the first empty one or the end. O(n).
  init(_ bytes: ArraySlice<UInt8>) {
    var name = ""
    var value: [UInt8] = []
    var index = bytes.startIndex
    func store(into fields: inout [(name: String, value: String)]) {
      if !name.isEmpty { fields.append((name, String(decoding: Self.trimmed(value[...]), as: UTF8.self))) }
    }
    while index < bytes.endIndex {
      let lineEnd = bytes[index...].firstIndex(of: 0x0A) ?? bytes.endIndex
      var line = bytes[index..<lineEnd]
      if line.last == 0x0D { line.removeLast() }
      guard let first = line.first else { break }
      index = min(lineEnd + 1, bytes.endIndex)
      if first == 0x20 || first == 0x09 {
        if !name.isEmpty {
          value.append(0x20)
          value += Self.trimmed(line)
        }
      } else if let colon = line.firstIndex(of: 0x3A) {
        store(into: &fields)
        name = String(decoding: Self.trimmed(line[..<colon]), as: UTF8.self).lowercased()
        value = Array(line[(colon + 1)...])
      }
    }
    store(into: &fields)
  }

  /// The first value of the field, whose name is given in lower case; nil when it is missing or empty.
  subscript(name: String) -> String? {
    fields.first { $0.name == name && !$0.value.isEmpty }?.value
  }

  /// The members of all fields of that name, which lists separate by commas, in lower case.
  func list(_ name: String) -> [String] {
    fields.filter { $0.name == name }
      .flatMap { $0.value.lowercased().split { $0 == "," || $0 == " " || $0 == "\t" }.map(String.init) }
  }

  /// An address: brackets around it and the white space of folded lines are dropped, spaces in it escaped.
  static func address(_ value: String?) -> String? {
    guard var text = value?[...] else { return nil }
    if text.hasPrefix("<"), text.hasSuffix(">") { text = text.dropFirst().dropLast() }
    let address = text.split(separator: " ").joined(separator: "%20")
    return address.isEmpty ? nil : address
  }

  /// The place behind the empty line that ends the header which starts at `start`; nil when none stands before `end`.
  static func end(in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      var index = start
      var isLineStart = true
      while index < end {
        let byte = buffer[index]
        if isLineStart {
          if byte == 0x0A { return index + 1 }
          if byte == 0x0D, index + 1 < end, buffer[index + 1] == 0x0A { return index + 2 }
        }
        isLineStart = byte == 0x0A
        index += 1
      }
      return nil
    }
  }

  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    return bytes
  }
}

/// A value such as `text/html; charset="windows-1256"`. Source: RFC 9110, section 8.3.1; RFC 2045, section 5.1.
struct MediaType: Sendable {
  /// `text/html`, in lower case.
  let name: String
  private let parameters: [(name: String, value: String)]

  init(_ text: String) {
    var pieces: [[UInt8]] = [[]]
    var isQuoted = false
    var isEscaped = false
    for byte in text.utf8 {
      if isEscaped {
        isEscaped = false
      } else if isQuoted, byte == 0x5C {
        isEscaped = true
        continue
      } else if byte == 0x22 {
        isQuoted.toggle()
        continue
      } else if byte == 0x3B, !isQuoted {
        pieces.append([])
        continue
      }
      pieces[pieces.count - 1].append(byte)
    }
    name = String(decoding: HeaderBlock.trimmed(pieces[0][...]), as: UTF8.self).lowercased()
    parameters = pieces.dropFirst().compactMap { piece in
      guard let equals = piece.firstIndex(of: 0x3D) else { return nil }
      var value = HeaderBlock.trimmed(piece[(equals + 1)...])
      if value.count > 1, value.first == 0x27, value.last == 0x27 { value = value.dropFirst().dropLast() }
      let name = String(decoding: HeaderBlock.trimmed(piece[..<equals]), as: UTF8.self).lowercased()
      return (name, String(decoding: value, as: UTF8.self))
    }
  }

  subscript(parameter: String) -> String? {
    parameters.first { $0.name == parameter && !$0.value.isEmpty }?.value
  }

  var isPage: Bool { name == "text/html" || name == "application/xhtml+xml" }

  /// A type that says nothing, so that only the content can tell.
  var isVague: Bool {
    ["", "application/octet-stream", "unknown/unknown", "application/unknown", "no-type", "unk", "*/*"].contains(name)
  }
}
