/// One pass over the bytes of one JSON text.
struct JSONParser {
  /// An array or object whose end has not been reached.
  private struct Open {
    var offset: Int
    var isObject: Bool
    var items: [JSONValue] = []
    var object = JSONObject()
    var key = ""
    var keyOffset = 0
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let reader: JSONReader
  private let origin: SourcePosition
  private var index = 0
  private var open: [Open] = []
  private(set) var duplicateKeys: [JSONDocument.DuplicateKey] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, reader: JSONReader, origin: SourcePosition) {
    self.bytes = bytes
    self.reader = reader
    self.origin = origin
    if bytes.startsWithByteOrderMark { index = 3 }
  }

  // MARK: Structure

  mutating func parse() throws(JSONError) -> JSONValue {
    var value = JSONValue.null
    while true {
      guard try readValue(into: &value) else { continue }
      while true {
        guard !open.isEmpty else {
          skipWhiteSpace()
          guard index == bytes.count else { throw unexpected("the end of the text after the value") }
          return value
        }
        guard try attach(&value) else { break }
      }
    }
  }

  /// Reads the value at hand; false when it opened an array or object whose first value comes next.
  private mutating func readValue(into value: inout JSONValue) throws(JSONError) -> Bool {
    skipWhiteSpace()
    let start = index
    guard index < bytes.count else { throw unexpectedValue() }
    switch bytes[index] {
    case 0x22:
      value = JSONValue(.string(try readString()), offset: origin.offset + start)
    case 0x7B:
      try enter(isObject: true)
      guard index < bytes.count, bytes[index] == 0x7D else {
        try readKey()
        return false
      }
      index += 1
      open.removeLast()
      value = JSONValue(.object(JSONObject()), offset: origin.offset + start)
    case 0x5B:
      try enter(isObject: false)
      guard index < bytes.count, bytes[index] == 0x5D else { return false }
      index += 1
      open.removeLast()
      value = JSONValue(.array([]), offset: origin.offset + start)
    case 0x2D, 0x30...0x39:
      value = JSONValue(.number(JSONNumber(literal: try readNumber())), offset: origin.offset + start)
    case 0x74 where take("true"): value = JSONValue(.bool(true), offset: origin.offset + start)
    case 0x66 where take("false"): value = JSONValue(.bool(false), offset: origin.offset + start)
    case 0x6E where take("null"): value = JSONValue(.null, offset: origin.offset + start)
    default: throw unexpectedValue()
    }
    return true
  }

  private mutating func enter(isObject: Bool) throws(JSONError) {
    guard open.count < reader.maximumDepth else { throw error(.tooDeep(limit: reader.maximumDepth), at: index) }
    open.append(Open(offset: index, isObject: isObject))
    index += 1
    skipWhiteSpace()
  }

  /// Puts the value into the innermost open array or object. True when that is thereby complete and is now the value.
  private mutating func attach(_ value: inout JSONValue) throws(JSONError) -> Bool {
    skipWhiteSpace()
    let top = open.count - 1
    let next = index < bytes.count ? bytes[index] : 0
    if open[top].isObject {
      let member = JSONObject.Member(
        key: open[top].key, keyOffset: origin.offset + open[top].keyOffset, value: value)
      if let replaced = open[top].object.set(member) { noteDuplicate(member, replaced) }
      if next == 0x2C {
        index += 1
        skipWhiteSpace()
        try readKey()
        return false
      }
      guard next == 0x7D else { throw unclosed("\",\" or \"}\"", "object") }
      value = JSONValue(.object(open[top].object), offset: origin.offset + open[top].offset)
    } else {
      open[top].items.append(value)
      if next == 0x2C {
        index += 1
        return false
      }
      guard next == 0x5D else { throw unclosed("\",\" or \"]\"", "array") }
      value = JSONValue(.array(open[top].items), offset: origin.offset + open[top].offset)
    }
    index += 1
    open.removeLast()
    return true
  }

  private mutating func readKey() throws(JSONError) {
    let top = open.count - 1
    guard index < bytes.count, bytes[index] == 0x22 else {
      let isFirst = open[top].object.isEmpty
      throw unexpected(isFirst ? "a key in double quotes or \"}\"" : "a key in double quotes after the comma")
    }
    open[top].keyOffset = index
    open[top].key = try readString()
    skipWhiteSpace()
    guard index < bytes.count, bytes[index] == 0x3A else { throw unexpected("\":\" after the key") }
    index += 1
  }

  private mutating func noteDuplicate(_ member: JSONObject.Member, _ replaced: JSONObject.Member) {
    guard duplicateKeys.count < JSONReader.maximumDuplicateKeys else { return }
    let tokens = open.map { $0.isObject ? $0.key : String($0.items.count) }
    duplicateKeys.append(
      .init(pointer: JSONPointer(tokens), firstOffset: replaced.keyOffset, offset: member.keyOffset))
  }

  // MARK: Tokens

  @inline(__always)
  private mutating func skipWhiteSpace() {
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      index += 1
    }
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes.count - index >= count else { return false }
    for place in 0..<count where bytes[index + place] != word.utf8Start[place] { return false }
    // `truely` is one wrong word, not a right one with something after it.
    if index + count < bytes.count, bytes[index + count].isWordByte { return false }
    index += count
    return true
  }

  private mutating func readNumber() throws(JSONError) -> String {
    let start = index
    if bytes[index] == 0x2D { index += 1 }
    guard skipDigits() else { throw unexpected("a digit") }
    let first = bytes[start] == 0x2D ? start + 1 : start
    if bytes[first] == 0x30, index > first + 1 {
      index = first + 1
      throw unexpected("\".\", an exponent or the end of the number, as a number has no leading zeros")
    }
    if index < bytes.count, bytes[index] == 0x2E {
      index += 1
      guard skipDigits() else { throw unexpected("a digit after the point") }
    }
    if index < bytes.count, bytes[index] | 0x20 == 0x65 {
      index += 1
      if index < bytes.count, bytes[index] == 0x2B || bytes[index] == 0x2D { index += 1 }
      guard skipDigits() else { throw unexpected("a digit in the exponent") }
    }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
  }

  private mutating func skipDigits() -> Bool {
    let start = index
    while index < bytes.count, bytes[index] &- 0x30 < 10 { index += 1 }
    return index > start
  }

  /// Reads the string whose opening quotation mark is at hand.
  private mutating func readString() throws(JSONError) -> String {
    let start = index
    index += 1
    skipPlain()
    guard index < bytes.count else { throw endInString(start) }
    if bytes[index] == 0x22 {
      let plain = UnsafeBufferPointer(rebasing: bytes[start + 1..<index])
      guard let string = String(validUTF8: plain) else { throw invalidUTF8(in: start + 1..<index) }
      index += 1
      return string
    }
    return try readEscapedString(from: start)
  }

  /// Moves to the next quotation mark, backslash, control character or the end.
  @inline(__always)
  private mutating func skipPlain() {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    if let base = UnsafeRawPointer(bytes.baseAddress) {
      while bytes.count - index >= 8 {
        let word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let quote = word ^ (ones &* 0x22)
        let slash = word ^ (ones &* 0x5C)
        let found = ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | ((word &- ones &* 0x20) & ~word)
        if found & highs != 0 { break }
        index += 8
      }
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x22 || byte == 0x5C || byte < 0x20 { return }
      index += 1
    }
  }

  private mutating func readEscapedString(from start: Int) throws(JSONError) -> String {
    var content: [UInt8] = []
    var plainStart = start + 1
    while true {
      content.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[plainStart..<index]))
      guard index < bytes.count else { throw endInString(start) }
      switch bytes[index] {
      case 0x22:
        // Escapes are ASCII, so what is wrong stands in the text as written.
        guard let string = content.withUnsafeBufferPointer({ String(validUTF8: $0) }) else {
          throw invalidUTF8(in: start + 1..<index)
        }
        index += 1
        return string
      case 0x5C: try readEscape(into: &content, stringStart: start)
      default: throw error(.controlCharacter(bytes[index]), at: index)
      }
      plainStart = index
      skipPlain()
    }
  }

  private mutating func readEscape(into content: inout [UInt8], stringStart: Int) throws(JSONError) {
    guard index + 1 < bytes.count else { throw endInString(stringStart) }
    let plain: UInt8
    switch bytes[index + 1] {
    case 0x22: plain = 0x22
    case 0x5C: plain = 0x5C
    case 0x2F: plain = 0x2F
    case 0x62: plain = 0x08
    case 0x66: plain = 0x0C
    case 0x6E: plain = 0x0A
    case 0x72: plain = 0x0D
    case 0x74: plain = 0x09
    case 0x75: return try readUnicodeEscape(into: &content)
    default: throw error(.invalidEscape("\\" + scalarText(at: index + 1)), at: index)
    }
    content.append(plain)
    index += 2
  }

  private mutating func readUnicodeEscape(into content: inout [UInt8]) throws(JSONError) {
    let start = index
    guard let unit = hexadecimal(at: start) else {
      let end = min(start + 6, bytes.count)
      let ascii = bytes[start..<end].prefix { $0 > 0x20 && $0 < 0x7F && ($0 != 0x22) }
      throw error(.invalidEscape(String(decoding: ascii, as: UTF8.self)), at: start)
    }
    index += 6
    var scalar = unit
    if unit & 0xF800 == 0xD800 {
      if unit < 0xDC00, let low = hexadecimal(at: index), low & 0xFC00 == 0xDC00 {
        index += 6
        scalar = 0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF)
      } else if reader.replacesLoneSurrogates {
        scalar = 0xFFFD
      } else {
        let escape = String(decoding: bytes[start..<start + 6], as: UTF8.self)
        throw error(.loneSurrogate(escape), at: start)
      }
    }
    if let scalar = Unicode.Scalar(scalar) { content.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
  }

  /// The value of `\uXXXX` at `place`, nil when that does not stand there.
  private func hexadecimal(at place: Int) -> UInt32? {
    guard place + 6 <= bytes.count, bytes[place] == 0x5C, bytes[place + 1] == 0x75 else { return nil }
    var value: UInt32 = 0
    for byte in bytes[place + 2..<place + 6] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((byte | 0x20) - 0x61 + 10)
      default: return nil
      }
    }
    return value
  }

  // MARK: Errors

  private func error(_ reason: JSONError.Reason, at offset: Int) -> JSONError {
    JSONError(reason: reason, position: SourcePosition(offset: offset, in: bytes).moved(to: origin))
  }

  private func unexpected(_ expected: String) -> JSONError {
    guard index < bytes.count else { return error(.unexpectedEnd(expected: expected), at: bytes.count) }
    return error(.unexpected(found: found(at: index), expected: expected), at: index)
  }

  private func unexpectedValue() -> JSONError {
    guard let top = open.last, !top.isObject else { return unexpected("a value") }
    return unexpected(top.items.isEmpty ? "a value or \"]\"" : "a value after the comma")
  }

  private func unclosed(_ expected: String, _ name: String) -> JSONError {
    let place = SourcePosition(offset: open.last?.offset ?? 0, in: bytes).moved(to: origin)
    return unexpected("\(expected) in the \(name) that opens at \(place)")
  }

  private func endInString(_ start: Int) -> JSONError {
    let place = SourcePosition(offset: start, in: bytes).moved(to: origin)
    return error(
      .unexpectedEnd(expected: "the closing quotation mark of the string that opens at \(place)"), at: bytes.count)
  }

  private func invalidUTF8(in range: Range<Int>) -> JSONError {
    var low = range.lowerBound
    while low < range.upperBound {
      let length = bytes[low].sequenceLength
      let end = low + length
      guard length > 0, end <= range.upperBound,
        String(validating: bytes[low..<end], as: UTF8.self) != nil
      else { break }
      low = end
    }
    return error(.invalidUTF8, at: low)
  }

  /// What stands at `place`, as a message quotes it: a whole word, or one character.
  private func found(at place: Int) -> String {
    var end = place
    while end < bytes.count, end - place < 24, bytes[end].isWordByte { end += 1 }
    if end > place { return "\"" + String(decoding: bytes[place..<end], as: UTF8.self) + "\"" }
    let text = scalarText(at: place)
    return text == "\"" ? "a quotation mark" : "\"\(text)\""
  }

  private func scalarText(at place: Int) -> String {
    guard place < bytes.count else { return "" }
    let length = max(1, bytes[place].sequenceLength)
    let text = String(decoding: bytes[place..<min(place + length, bytes.count)], as: UTF8.self)
    guard let scalar = text.unicodeScalars.first, scalar.value >= 0x20, scalar.value != 0x7F else {
      return UInt32(bytes[place]).codePoint
    }
    return text
  }
}

extension String {
  /// `String(validating:as:)` says the same, at several times the cost.
  fileprivate init?(validUTF8 bytes: UnsafeBufferPointer<UInt8>) {
    guard let span = try? UTF8Span(validating: bytes.span) else { return nil }
    self.init(copying: span)
  }
}

extension UInt8 {
  fileprivate var isWordByte: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
    default: false
    }
  }

  /// Bytes of the UTF-8 sequence that this byte begins; 0 when it begins none.
  fileprivate var sequenceLength: Int {
    switch self {
    case 0x00...0x7F: 1
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }
}
