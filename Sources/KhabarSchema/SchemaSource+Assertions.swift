extension SchemaSource {
  func assertions(_ compiler: SchemaCompiler) throws(SchemaError) -> [SchemaKeyword] {
    var keywords: [SchemaKeyword] = []
    if let value = object["type"] { keywords.append(.types(try types(value, compiler))) }
    if let value = object["const"] { keywords.append(.constant(value)) }
    if let value = object["enum"] {
      guard let values = value.array else { throw malformed("enum", value, "an array", compiler) }
      keywords.append(.enumeration(values, Set(values)))
    }
    keywords += try numberAssertions(compiler)
    keywords += try countAssertions(compiler)
    if let value = object["pattern"] {
      guard let text = value.string else { throw malformed("pattern", value, "a regular expression", compiler) }
      keywords.append(.pattern(try pattern(text, at: place.place.appending("pattern"), compiler)))
    }
    if let value = object["uniqueItems"] {
      guard let isUnique = value.bool else { throw malformed("uniqueItems", value, "true or false", compiler) }
      if isUnique { keywords.append(.uniqueItems) }
    }
    if let value = object["required"] {
      guard let names = Self.names(value) else {
        throw malformed("required", value, "an array of different strings", compiler)
      }
      if !names.isEmpty { keywords.append(.required(names)) }
    }
    if let value = object["dependentRequired"] {
      var dependents: [(name: String, required: [String])] = []
      guard let members = value.object?.members else {
        throw malformed("dependentRequired", value, "an object of arrays of strings", compiler)
      }
      for member in members {
        guard let names = Self.names(member.value) else {
          throw malformed("dependentRequired", member.value, "an array of different strings for each name", compiler)
        }
        dependents.append((member.key, names))
      }
      keywords.append(.dependentRequired(dependents))
    }
    return keywords
  }

  func checkCountsOfContains(_ compiler: SchemaCompiler) throws(SchemaError) {
    for keyword in ["minContains", "maxContains"] {
      guard let value = object[keyword], Self.count(value) == nil else { continue }
      throw malformed(keyword, value, "a whole number of at least 0", compiler)
    }
  }

  private func types(_ value: JSONValue, _ compiler: SchemaCompiler) throws(SchemaError) -> JSONTypes {
    let expected = "one of " + JSONTypes.names.joined(separator: ", ") + " or an array of them"
    guard let names = value.string.map({ [$0] }) ?? Self.names(value), !names.isEmpty else {
      throw malformed("type", value, expected, compiler)
    }
    var types: JSONTypes = []
    for name in names {
      guard let type = JSONTypes(name: name) else { throw malformed("type", .string(name), expected, compiler) }
      types.insert(type)
    }
    return types
  }

  private func numberAssertions(_ compiler: SchemaCompiler) throws(SchemaError) -> [SchemaKeyword] {
    var keywords: [SchemaKeyword] = []
    let kinds: [NumberBound.Kind] = [.minimum, .exclusiveMinimum, .maximum, .exclusiveMaximum]
    for kind in kinds {
      guard let value = object[kind.rawValue] else { continue }
      guard let number = value.number else { throw malformed(kind.rawValue, value, "a number", compiler) }
      let decimal = JSONDecimal(number.literal)
      keywords.append(
        .bound(NumberBound(kind: kind, literal: number.literal, decimal: decimal, integer: decimal.int)))
    }
    if let value = object["multipleOf"] {
      let decimal = value.number.map { JSONDecimal($0.literal) }
      guard let number = value.number, let decimal, !decimal.isZero, !decimal.isNegative else {
        throw malformed("multipleOf", value, "a number greater than 0", compiler)
      }
      keywords.append(.multipleOf(number, decimal))
    }
    return keywords
  }

  private func countAssertions(_ compiler: SchemaCompiler) throws(SchemaError) -> [SchemaKeyword] {
    let kinds: [(keyword: String, subject: CountLimit.Subject, isMaximum: Bool)] = [
      ("minLength", .characters, false), ("maxLength", .characters, true), ("minItems", .items, false),
      ("maxItems", .items, true), ("minProperties", .members, false), ("maxProperties", .members, true),
    ]
    var keywords: [SchemaKeyword] = []
    for (keyword, subject, isMaximum) in kinds {
      guard let value = object[keyword] else { continue }
      guard let limit = Self.count(value) else {
        throw malformed(keyword, value, "a whole number of at least 0", compiler)
      }
      keywords.append(.count(CountLimit(keyword: keyword, subject: subject, isMaximum: isMaximum, limit: limit)))
    }
    return keywords
  }

  /// An array of different strings.
  private static func names(_ value: JSONValue) -> [String]? {
    guard let items = value.array else { return nil }
    let names = items.compactMap(\.string)
    guard names.count == items.count, Set(names.map(JSONKey.init)).count == names.count else { return nil }
    return names
  }
}

extension JSONValue {
  /// The value as a message quotes it: short ones as written, the rest by what they are.
  var summary: String {
    switch kind {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .number(let number): return number.literal.utf8.count <= 40 ? number.literal : "a long number"
    case .string(let text):
      var writer = JSONWriter(capacity: 64)
      let start = String(text.unicodeScalars.prefix(60))
      writer.string(start.utf8.count < text.utf8.count ? start + "…" : text)
      return writer.string
    case .array(let items):
      return items.isEmpty ? "an empty array" : "an array of \(items.count) \(items.count == 1 ? "item" : "items")"
    case .object(let object):
      return object.isEmpty
        ? "an empty object" : "an object of \(object.count) \(object.count == 1 ? "member" : "members")"
    }
  }
}
