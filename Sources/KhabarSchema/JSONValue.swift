/// A JSON value that knows where in its file it stands.
///
/// Equality and hashing look at the value alone, never at the place.
public struct JSONValue: Sendable {
  public enum Kind: Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
  }

  public var kind: Kind
  /// Byte offset of the value's first byte in its file; 0 for a value made in code.
  public var offset: Int

  public init(_ kind: Kind, offset: Int = 0) {
    self.kind = kind
    self.offset = offset
  }
}

/// A JSON number as written, so that no digit is lost.
public struct JSONNumber: Sendable {
  /// The number as the file writes it, by the grammar of RFC 8259.
  public let literal: String

  public init(literal: String) { self.literal = literal }
  public init(_ value: Int) { literal = String(value) }
  public init(_ value: Double) {
    literal = value.rounded() == value && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }

  public var double: Double { Double(literal) ?? .nan }

  /// The value as an integer, also of `2.0` and `1e3`; nil when it has a fraction or does not fit.
  public var int: Int? { Int(literal) ?? Int(exactly: double) }
}

/// The members of a JSON object in the order of the file. A key that stands twice keeps its last value.
public struct JSONObject: Sendable {
  public struct Member: Sendable {
    public var key: String
    /// Byte offset of the key's opening quotation mark.
    public var keyOffset: Int
    public var value: JSONValue

    public init(key: String, keyOffset: Int = 0, value: JSONValue) {
      self.key = key
      self.keyOffset = keyOffset
      self.value = value
    }
  }

  public private(set) var members: [Member] = []
  private var places: [String: Int] = [:]

  public init() {}

  public init(_ members: [(String, JSONValue)]) {
    for (key, value) in members { set(Member(key: key, value: value)) }
  }

  public mutating func set(_ member: Member) {
    if let place = places[member.key] {
      members[place] = member
    } else {
      places[member.key] = members.count
      members.append(member)
    }
  }

  public subscript(key: String) -> JSONValue? { places[key].map { members[$0].value } }
  public func member(_ key: String) -> Member? { places[key].map { members[$0] } }
  public var keys: [String] { members.map(\.key) }
  public var isEmpty: Bool { members.isEmpty }
}

extension JSONValue {
  public static var null: JSONValue { JSONValue(.null) }
  public static func bool(_ value: Bool) -> JSONValue { JSONValue(.bool(value)) }
  public static func int(_ value: Int) -> JSONValue { JSONValue(.number(JSONNumber(value))) }
  public static func double(_ value: Double) -> JSONValue { JSONValue(.number(JSONNumber(value))) }
  public static func string(_ value: String) -> JSONValue { JSONValue(.string(value)) }
  public static func array(_ values: [JSONValue]) -> JSONValue { JSONValue(.array(values)) }
  public static func object(_ members: [(String, JSONValue)]) -> JSONValue { JSONValue(.object(JSONObject(members))) }

  public var string: String? { if case .string(let value) = kind { value } else { nil } }
  public var bool: Bool? { if case .bool(let value) = kind { value } else { nil } }
  public var number: JSONNumber? { if case .number(let value) = kind { value } else { nil } }
  public var int: Int? { number?.int }
  public var double: Double? { number?.double }
  public var array: [JSONValue]? { if case .array(let value) = kind { value } else { nil } }
  public var object: JSONObject? { if case .object(let value) = kind { value } else { nil } }
  public var isNull: Bool { if case .null = kind { true } else { false } }

  /// The member of an object, nil for anything else.
  public subscript(key: String) -> JSONValue? { object?[key] }

  /// The name of the type as messages write it.
  public var typeName: String {
    switch kind {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
