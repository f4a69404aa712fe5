/// Bytes made valid UTF-8, as the WHATWG decoder does it: each maximal part of an ill-formed sequence becomes one
/// U+FFFD.
///
/// Source: Encoding Standard, "UTF-8 decoder"; Unicode 15, section 3.9, table 3-7.
public struct UTF8Repair: Sendable {
  /// The valid text. The same array as the input when nothing was wrong.
  public let bytes: [UInt8]
  /// How many U+FFFD were put in.
  public let replacements: Int
  /// Byte offset in the input of the first ill-formed sequence.
  public let firstFault: Int?

  /// Checks and, where needed, repairs `input`. O(n), one pass when the input is valid.
  public init(_ input: [UInt8]) {
    let fault = Self.firstFault(in: input, from: 0)
    guard fault < input.count else {
      bytes = input
      replacements = 0
      firstFault = nil
      return
    }
    var output: [UInt8] = []
    output.reserveCapacity(input.count + 64)
    var count = 0
    var index = 0
    var next = fault
    while next < input.count {
      output.append(contentsOf: input[index..<next])
      output.append(contentsOf: [0xEF, 0xBF, 0xBD])
      count += 1
      index = next + Self.faultLength(in: input, at: next)
      next = Self.firstFault(in: input, from: index)
    }
    output.append(contentsOf: input[index...])
    bytes = output
    replacements = count
    firstFault = fault
  }

  /// The offset of the first ill-formed byte at or after `start`, or `input.count`.
  private static func firstFault(in input: [UInt8], from start: Int) -> Int {
    input.withUnsafeBufferPointer { bytes in
      var index = start
      let count = bytes.count
      while index < count {
        // Eight ASCII bytes at once.
        if index + 8 <= count {
          let word = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + index).loadUnaligned(as: UInt64.self)
          if word & 0x8080_8080_8080_8080 == 0 {
            index += 8
            continue
          }
        }
        let length = wellFormedLength(bytes, at: index)
        if length == 0 { return index }
        index += length
      }
      return count
    }
  }

  /// The length of the well-formed sequence at `index`, 0 when there is none.
  @inline(__always)
  private static func wellFormedLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let first = bytes[index]
    if first < 0x80 { return 1 }
    let left = bytes.count - index
    if first < 0xC2 || first > 0xF4 { return 0 }
    guard left > 1 else { return 0 }
    let second = bytes[index + 1]
    if first < 0xE0 { return second & 0xC0 == 0x80 ? 2 : 0 }
    let (low, high) = secondByteBounds(after: first)
    guard low <= second, second <= high, left > 2, bytes[index + 2] & 0xC0 == 0x80 else { return 0 }
    if first < 0xF0 { return 3 }
    return left > 3 && bytes[index + 3] & 0xC0 == 0x80 ? 4 : 0
  }

  /// How many bytes one U+FFFD stands for at `index`, where no well-formed sequence starts.
  private static func faultLength(in input: [UInt8], at index: Int) -> Int {
    let first = input[index]
    guard first >= 0xC2, first <= 0xF4, index + 1 < input.count else { return 1 }
    let needed = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
    let (low, high) = secondByteBounds(after: first)
    guard low <= input[index + 1], input[index + 1] <= high else { return 1 }
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
