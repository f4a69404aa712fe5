/// A JSON Pointer (RFC 6901): the way from the root of a value to one of its parts.
public struct JSONPointer: Sendable, CustomStringConvertible {
  /// Object keys and array indices in plain text, without the escapes of the written form.
  public var tokens: [String]

  public static let root = JSONPointer()

  public init(_ tokens: [String] = []) { self.tokens = tokens }

  /// Reads the written form, `/stages/1/a~1b`; nil when it does not begin with `/` or holds a `~` that is no escape.
  public init?(parsing text: String) {
    tokens = []
    guard !text.isEmpty else { return }
    guard text.utf8.first == 0x2F else { return nil }
    for part in text.utf8.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false) {
      guard let token = Self.unescaped(part) else { return nil }
      tokens.append(token)
    }
  }

  public var description: String {
    tokens.map { "/" + Self.escaped($0) }.joined()
  }

  public func appending(_ token: String) -> JSONPointer { JSONPointer(tokens + [token]) }
  public func appending(_ index: Int) -> JSONPointer { appending(String(index)) }
  public func appending(_ other: JSONPointer) -> JSONPointer { JSONPointer(tokens + other.tokens) }

  /// The pointer to what holds this part; nil for the root.
  public var parent: JSONPointer? { tokens.isEmpty ? nil : JSONPointer(tokens.dropLast()) }

  /// The part of `value` that the pointer leads to, nil when there is none.
  public func resolve(in value: JSONValue) -> JSONValue? {
    var value = value
    for token in tokens {
      guard let next = value.part(named: token) else { return nil }
      value = next
    }
    return value
  }

  /// A token in the written form: `~` becomes `~0`, `/` becomes `~1`.
  public static func escaped(_ token: String) -> String {
    guard token.utf8.contains(where: { $0 == 0x7E || $0 == 0x2F }) else { return token }
    var bytes: [UInt8] = []
    for byte in token.utf8 {
      switch byte {
      case 0x7E: bytes.append(contentsOf: [0x7E, 0x30])
      case 0x2F: bytes.append(contentsOf: [0x7E, 0x31])
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func unescaped(_ part: Substring.UTF8View) -> String? {
    var bytes: [UInt8] = []
    var isEscape = false
    for byte in part {
      if isEscape {
        guard byte == 0x30 || byte == 0x31 else { return nil }
        bytes.append(byte == 0x30 ? 0x7E : 0x2F)
        isEscape = false
      } else if byte == 0x7E {
        isEscape = true
      } else {
        bytes.append(byte)
      }
    }
    return isEscape ? nil : String(decoding: bytes, as: UTF8.self)
  }
}

// By bytes, as keys are.
extension JSONPointer: Hashable {
  public static func == (left: JSONPointer, right: JSONPointer) -> Bool {
    left.tokens.elementsEqual(right.tokens) { $0.hasSameBytes(as: $1) }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(tokens.count)
    for token in tokens { token.hashBytes(into: &hasher) }
  }
}

extension JSONValue {
  /// The part of the value at `pointer`, nil when there is none.
  public subscript(pointer: JSONPointer) -> JSONValue? { pointer.resolve(in: self) }

  /// The member or item that one token of a pointer names. An index has no sign and no leading zero.
  func part(named token: String) -> JSONValue? {
    switch kind {
    case .object(let object): return object[token]
    case .array(let items):
      guard let first = token.utf8.first, first &- 0x30 < 10, first != 0x30 || token.utf8.count == 1,
        let index = Int(token), items.indices.contains(index)
      else { return nil }
      return items[index]
    default: return nil
    }
  }
}
