// Equality as JSON Schema defines it: numbers by value (1 == 1.0), strings by code point, objects in any order.
// Recurses as deep as the value is, which `JSONReader.maximumDepth` bounds.

extension JSONNumber: Hashable {
  public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
    left.literal.hasSameBytes(as: right.literal) || JSONDecimal(left.literal) == JSONDecimal(right.literal)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(JSONDecimal(literal)) }
}

extension JSONObject: Hashable {
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.count == right.count
      && left.members.allSatisfy { member in right[member.key].map { $0 == member.value } ?? false }
  }

  public func hash(into hasher: inout Hasher) {
    // The order must not count: a sum of the members' own hashes.
    var sum = 0
    for member in members {
      var own = Hasher()
      member.key.hashBytes(into: &own)
      own.combine(member.value)
      sum &+= own.finalize()
    }
    hasher.combine(sum)
  }
}

extension JSONValue: Hashable {
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left.kind, right.kind) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch kind {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value ? 1 : 2)
    case .number(let value): hasher.combine(value)
    case .string(let value): value.hashBytes(into: &hasher)
    case .array(let items): hasher.combine(items)
    case .object(let object): hasher.combine(object)
    }
  }
}
