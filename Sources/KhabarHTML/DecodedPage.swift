public import KhabarText

/// The bytes of a file as valid UTF-8, with the way back to the bytes as received.
///
/// Control characters that no text has are made harmless, since the parser loses the rest of a page behind a NUL in a
/// tag: NUL becomes U+FFFD, the others a space. White space and everything else stay as they are.
public struct DecodedPage: Sendable {
  /// Valid UTF-8, without a byte-order mark.
  public let bytes: [UInt8]
  /// From offsets in `bytes` to offsets in the input.
  public let alignment: Alignment
  public let charset: Charset
  /// Places of the input that its encoding does not define, each now U+FFFD; NULs are among them.
  public let replacements: Int

  /// Decodes `input`. O(n).
  ///
  /// - Parameters:
  ///   - transportLabel: see `Charset`.
  ///   - isMarkup: whether the input may declare its encoding itself.
  public init(_ input: [UInt8], transportLabel: String? = nil, isMarkup: Bool = true) {
    self.init(input, charset: Charset(of: input, transportLabel: transportLabel, isMarkup: isMarkup))
  }

  /// Decodes `input` in the encoding of `charset`. O(n).
  ///
  /// - Parameter replacesControls: false for plain text, which keeps its control characters.
  public init(_ input: [UInt8], charset: Charset, replacesControls: Bool = true) {
    var decoder = Decoder(input: input, start: charset.markLength, replacesControls: replacesControls)
    switch charset.used {
    case .utf8: decoder.decodeUTF8()
    case .utf16LE: decoder.decodeUTF16(lowByteFirst: true)
    case .utf16BE: decoder.decodeUTF16(lowByteFirst: false)
    case .windows1256, .iso88596, .windows1252: decoder.decodeSingleBytes(charset.used.upperHalf ?? [])
    }
    bytes = decoder.output
    alignment = decoder.alignment
    replacements = decoder.replacements
    self.charset = charset
  }
}

/// One decoding. `output` and `alignment` grow together.
private struct Decoder {
  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  let input: [UInt8]
  let start: Int
  let replacesControls: Bool
  var output: [UInt8] = []
  var alignment = Alignment()
  var replacements = 0

  init(input: [UInt8], start: Int, replacesControls: Bool) {
    self.input = input
    self.start = start
    self.replacesControls = replacesControls
    if start > 0 { alignment.record(rewritten: 0, original: start, end: start) }
  }

  mutating func decodeUTF8() {
    output.reserveCapacity(input.count + 16)
    var copied = start
    var index = start
    while index < input.count {
      index = nextIrregular(in: input, from: index)
      guard index < input.count else { break }
      output.append(contentsOf: input[copied..<index])
      let byte = input[index]
      if byte == 0 {
        replace(1, at: index)
        index += 1
      } else if byte < 0x80 {
        output.append(0x20)
        index += 1
      } else {
        let length = UTF8Fault.length(in: input, at: index)
        replace(length, at: index)
        index += length
      }
      copied = index
    }
    if copied == 0 {
      output = input
    } else {
      output.append(contentsOf: input[copied...])
    }
  }

  mutating func decodeSingleBytes(_ upperHalf: [UInt16]) {
    output.reserveCapacity(input.count + input.count / 2)
    for index in start..<max(start, input.count) {
      let byte = input[index]
      if byte < 0x80 {
        if byte == 0, replacesControls {
          replace(1, at: index)
        } else {
          output.append(replacesControls && ControlBytes.isUnwanted(byte) ? 0x20 : byte)
        }
        continue
      }
      let scalar = upperHalf[Int(byte) - 0x80]
      if scalar == 0xFFFD {
        replace(1, at: index)
      } else {
        UTF8Scalars.append(UInt32(scalar), to: &output)
        alignment.record(rewritten: output.count, original: index + 1)
      }
    }
  }

  mutating func decodeUTF16(lowByteFirst: Bool) {
    output.reserveCapacity(input.count)
    func unit(_ index: Int) -> UInt32 {
      let first = UInt32(input[index])
      let second = UInt32(input[index + 1])
      return lowByteFirst ? second << 8 | first : first << 8 | second
    }
    var index = start
    while index + 1 < input.count {
      let high = unit(index)
      var scalar = high
      var length = 2
      if (0xD800..<0xE000).contains(high) {
        scalar = 0xFFFD
        if high < 0xDC00, index + 3 < input.count, (0xDC00..<0xE000).contains(unit(index + 2)) {
          scalar = 0x10000 + (high - 0xD800) << 10 + (unit(index + 2) - 0xDC00)
          length = 4
        }
      }
      if scalar == 0, replacesControls { scalar = 0xFFFD }
      if scalar == 0xFFFD { replacements += 1 }
      if replacesControls, scalar < 0x80, ControlBytes.isUnwanted(UInt8(scalar)) { scalar = 0x20 }
      let before = output.count
      UTF8Scalars.append(scalar, to: &output)
      index += length
      if output.count - before != length { alignment.record(rewritten: output.count, original: index) }
    }
    if index < input.count { replace(1, at: index) }
  }

  private mutating func replace(_ length: Int, at index: Int) {
    replacements += 1
    output.append(contentsOf: Self.replacement)
    if length != Self.replacement.count { alignment.record(rewritten: output.count, original: index + length) }
  }

  /// The next byte at or after `start` that is an unwanted control or no part of well-formed UTF-8.
  private func nextIrregular(in input: [UInt8], from start: Int) -> Int {
    input.withUnsafeBufferPointer { bytes in
      var index = start
      while true {
        index = UTF8Fault.endOfWellFormed(bytes, from: index, stopsAtControls: replacesControls)
        guard index < bytes.count, bytes[index] < 0x80, !ControlBytes.isUnwanted(bytes[index]) else { return index }
        index += 1
      }
    }
  }
}

/// The control characters of ASCII that are not white space.
enum ControlBytes {
  @inline(__always)
  static func isUnwanted(_ byte: UInt8) -> Bool {
    byte == 0x7F || (byte < 0x20 && (byte > 0x0D || byte < 0x09 || byte == 0x0B))
  }
}

/// Well-formed and ill-formed UTF-8. Source: Unicode 15, section 3.9, table 3-7; Encoding Standard, "UTF-8 decoder".
enum UTF8Fault {
  /// The length of the well-formed sequence at `index`, 0 when there is none.
  @inline(__always)
  static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let first = bytes[index]
    if first < 0x80 { return 1 }
    let length = first < 0xC2 || first > 0xF4 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard length > 0, index + length <= bytes.count else { return 0 }
    let (low, high) = secondByteBounds(after: first)
    guard low <= bytes[index + 1], bytes[index + 1] <= high else { return 0 }
    if length > 2, bytes[index + 2] & 0xC0 != 0x80 { return 0 }
    if length > 3, bytes[index + 3] & 0xC0 != 0x80 { return 0 }
    return length
  }

  /// The end of the well-formed bytes from `start` on; with `stopsAtControls` the first control character, if one stands
  /// before: U+007F or below U+0020, white space among them. O(n), eight bytes of ASCII at a time.
  static func endOfWellFormed(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, stopsAtControls: Bool) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let tops: UInt64 = 0x8080_8080_8080_8080
    let controls = stopsAtControls ? tops : 0
    var index = start
    while index < bytes.count {
      if index + 8 <= bytes.count {
        let word = UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
        // In each byte the top bit: of the byte itself, of one below 0x20, of 0x7F. The lowest of them is exact.
        let below = (word &- 0x2020_2020_2020_2020) & ~word
        let deletes = word ^ 0x7F7F_7F7F_7F7F_7F7F
        let isDelete = (deletes &- 0x0101_0101_0101_0101) & ~deletes
        let stops = (word & tops) | ((below | isDelete) & controls)
        guard stops != 0 else {
          index += 8
          continue
        }
        index += stops.trailingZeroBitCount >> 3
      }
      if bytes[index] < 0x80 {
        if stopsAtControls, bytes[index] < 0x20 || bytes[index] == 0x7F { return index }
        index += 1
        continue
      }
      // A word of Arabic is a run of sequences.
      repeat {
        let length = sequenceLength(bytes, at: index)
        if length == 0 { return index }
        index += length
      } while index < bytes.count && bytes[index] >= 0x80
    }
    return index
  }

  /// How many bytes one U+FFFD stands for at `index`, where no well-formed sequence starts.
  static func length(in input: [UInt8], at index: Int) -> Int {
    let first = input[index]
    guard first >= 0xC2, first <= 0xF4, index + 1 < input.count else { return 1 }
    let (low, high) = secondByteBounds(after: first)
    guard low <= input[index + 1], input[index + 1] <= high else { return 1 }
    let needed = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
    var length = 2
    while length <= needed, index + length < input.count, input[index + length] & 0xC0 == 0x80 { length += 1 }
    return min(length, needed)
  }

  @inline(__always)
  private static func secondByteBounds(after first: UInt8) -> (UInt8, UInt8) {
    switch first {
    case 0xE0: (0xA0, 0xBF)
    case 0xED: (0x80, 0x9F)
    case 0xF0: (0x90, 0xBF)
    case 0xF4: (0x80, 0x8F)
    default: (0x80, 0xBF)
    }
  }
}
