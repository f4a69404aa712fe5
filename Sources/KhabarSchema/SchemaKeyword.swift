/// A keyword with its value checked and its subschemas as node numbers.
///
/// Indirect, because keywords are handed on far more often than looked into.
indirect enum SchemaKeyword: Sendable {
  // Assertions.
  case types(JSONTypes)
  case constant(JSONValue)
  case enumeration([JSONValue], Set<JSONValue>)
  case multipleOf(JSONNumber, JSONDecimal)
  case bound(NumberBound)
  case count(CountLimit)
  case pattern(SchemaPattern)
  case uniqueItems
  case required([String])
  case dependentRequired([(name: String, required: [String])])

  // In place.
  case reference(Int)
  case dynamicReference(Int, anchor: String?)
  case allOf([Int])
  case anyOf([Int])
  case oneOf([Int])
  case not(Int)
  case conditional(Int, then: Int?, otherwise: Int?)
  case dependentSchemas([(name: String, node: Int)])

  // Into the instance.
  case members(MemberRules)
  case propertyNames(Int)
  case elements(prefix: [Int], rest: Int?)
  case contains(Int, minimum: Int, maximum: Int?)

  // After everything else.
  case unevaluatedItems(Int)
  case unevaluatedProperties(Int)

  /// The nodes applied to the same instance, which must not lead back here.
  var nodesInPlace: [Int] {
    switch self {
    case .reference(let node), .not(let node): [node]
    case .dynamicReference(let node, let anchor): anchor == nil ? [node] : []
    case .allOf(let nodes), .anyOf(let nodes), .oneOf(let nodes): nodes
    case .conditional(let test, let then, let otherwise): [test, then, otherwise].compactMap(\.self)
    case .dependentSchemas(let dependents): dependents.map(\.node)
    default: []
    }
  }
}

/// `properties`, `patternProperties` and `additionalProperties` of one schema, which are applied in one pass.
struct MemberRules: Sendable {
  var properties: [JSONKey: Int] = [:]
  var patterns: [(pattern: SchemaPattern, node: Int)] = []
  var additional: Int?
}

/// `minimum` and its kin.
struct NumberBound: Sendable {
  enum Kind: String, Sendable {
    case minimum, exclusiveMinimum, maximum, exclusiveMaximum
  }

  var kind: Kind
  var literal: String
  var decimal: JSONDecimal
  /// The limit where it is small enough to compare fast.
  var integer: Int?

  func allows(_ number: JSONNumber) -> Bool {
    if let integer, let value = Int(number.literal) {
      return switch kind {
      case .minimum: value >= integer
      case .exclusiveMinimum: value > integer
      case .maximum: value <= integer
      case .exclusiveMaximum: value < integer
      }
    }
    let value = JSONDecimal(number.literal)
    return switch kind {
    case .minimum: value >= decimal
    case .exclusiveMinimum: value > decimal
    case .maximum: value <= decimal
    case .exclusiveMaximum: value < decimal
    }
  }

  var expectation: String {
    switch kind {
    case .minimum: "at least \(literal)"
    case .exclusiveMinimum: "more than \(literal)"
    case .maximum: "at most \(literal)"
    case .exclusiveMaximum: "less than \(literal)"
    }
  }
}

/// `minLength` and its kin.
struct CountLimit: Sendable {
  enum Subject: Sendable {
    case characters, items, members

    func name(_ count: Int) -> String {
      switch self {
      case .characters: count == 1 ? "character" : "characters"
      case .items: count == 1 ? "item" : "items"
      case .members: count == 1 ? "member" : "members"
      }
    }
  }

  var keyword: String
  var subject: Subject
  var isMaximum: Bool
  var limit: Int

  func allows(_ count: Int) -> Bool { isMaximum ? count <= limit : count >= limit }

  /// Whether the number of scalars in a text is allowed. Most often the number of bytes settles it: a scalar has 1 to 4.
  func allows(scalarsOf text: String) -> Bool {
    let bytes = text.utf8.count
    if isMaximum, bytes <= limit { return true }
    if !isMaximum, bytes / 4 >= limit { return true }
    return allows(text.unicodeScalars.count)
  }
}

/// The values of `type`.
struct JSONTypes: OptionSet, Sendable {
  let rawValue: UInt8

  static let null = JSONTypes(rawValue: 1)
  static let boolean = JSONTypes(rawValue: 2)
  static let object = JSONTypes(rawValue: 4)
  static let array = JSONTypes(rawValue: 8)
  static let number = JSONTypes(rawValue: 16)
  static let string = JSONTypes(rawValue: 32)
  static let integer = JSONTypes(rawValue: 64)

  private static let all: [(name: String, type: JSONTypes, phrase: String)] = [
    ("null", .null, "null"), ("boolean", .boolean, "a boolean"), ("object", .object, "an object"),
    ("array", .array, "an array"), ("number", .number, "a number"), ("string", .string, "a string"),
    ("integer", .integer, "an integer"),
  ]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init?(name: String) {
    guard let known = Self.all.first(where: { $0.name == name }) else { return nil }
    self = known.type
  }

  static var names: [String] { all.map(\.name) }

  func contain(_ value: JSONValue) -> Bool {
    switch value.kind {
    case .null: contains(.null)
    case .bool: contains(.boolean)
    case .object: contains(.object)
    case .array: contains(.array)
    case .string: contains(.string)
    case .number(let number): contains(.number) || (contains(.integer) && number.isInteger)
    }
  }

  /// "a string or null", for messages.
  var phrase: String {
    let phrases = Self.all.filter { contains($0.type) }.map(\.phrase)
    guard let last = phrases.last, phrases.count > 1 else { return phrases.first ?? "nothing" }
    return phrases.dropLast().joined(separator: ", ") + " or " + last
  }
}

extension JSONNumber {
  /// Whether the value has no fraction: true of `1.0` too.
  var isInteger: Bool {
    let isPlain = literal.utf8.allSatisfy { $0 != 0x2E && $0 | 0x20 != 0x65 }
    return isPlain || JSONDecimal(literal).isInteger
  }
}
