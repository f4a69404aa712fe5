/// Why a text is not JSON, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Reason: Hashable, Sendable {
    /// Something stands where the grammar of RFC 8259 wants something else.
    case unexpected(found: String, expected: String)
    /// The text stops inside a value.
    case unexpectedEnd(expected: String)
    case invalidUTF8
    /// A character below U+0020 inside a string, which must be written as an escape.
    case controlCharacter(UInt8)
    case invalidEscape(String)
    /// Half of a surrogate pair, which is no character and cannot be stored as UTF-8.
    case loneSurrogate(String)
    case tooDeep(limit: Int)
  }

  public let reason: Reason
  public let position: SourcePosition

  public init(reason: Reason, position: SourcePosition) {
    self.reason = reason
    self.position = position
  }

  public var offset: Int { position.offset }
  public var line: Int { position.line }
  public var column: Int { position.column }

  /// The sentence without the place.
  public var sentence: String {
    switch reason {
    case .unexpected(let found, let expected): "found \(found); expected \(expected)"
    case .unexpectedEnd(let expected): "found the end of the text; expected \(expected)"
    case .invalidUTF8: "found a byte that is not UTF-8; expected valid UTF-8"
    case .controlCharacter(let byte):
      "found the control character \(UInt32(byte).codePoint) in a string; expected an escape such as \\n"
    case .invalidEscape(let escape):
      "found the escape \(escape); expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u with four hexadecimal digits"
    case .loneSurrogate(let escape):
      "found the lone surrogate \(escape); expected a pair of surrogates or another character"
    case .tooDeep(let limit): "found more than \(limit) arrays and objects inside each other; expected fewer"
    }
  }

  public var description: String { "\(position): \(sentence)" }
}

extension UInt32 {
  /// The number as Unicode writes a code point: `U+0007`.
  var codePoint: String {
    let digits = String(self, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: Swift.max(0, 4 - digits.utf8.count)) + digits
  }
}
