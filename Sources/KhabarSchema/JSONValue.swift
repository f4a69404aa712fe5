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
