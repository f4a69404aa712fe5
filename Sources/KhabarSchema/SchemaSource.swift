/// One schema object on its way to a node: reads its keywords and refuses what the standard does not allow.
struct SchemaSource {
  let object: JSONObject
  let place: SchemaPlace

  mutating func keywords(
    _ known: SchemaVocabularies, compiler: inout SchemaCompiler
  ) throws(SchemaError) -> [SchemaKeyword] {
    var keywords: [SchemaKeyword] = []
    try checkIdentifiers(compiler)
    if known.contains(.validation) { keywords += try assertions(compiler) }
    keywords += try references(&compiler)
    if known.contains(.applicator) { keywords += try applicators(&compiler) }
    if known.contains(.validation) { try checkCountsOfContains(compiler) }
    if known.contains(.unevaluated) {
      if let node = try schema("unevaluatedItems", &compiler) { keywords.append(.unevaluatedItems(node)) }
      if let node = try schema("unevaluatedProperties", &compiler) { keywords.append(.unevaluatedProperties(node)) }
    }
    return keywords
  }

  // MARK: Core

  private func checkIdentifiers(_ compiler: SchemaCompiler) throws(SchemaError) {
    for keyword in ["$id", "$schema", "$anchor", "$dynamicAnchor", "$comment"] {
      guard let value = object[keyword] else { continue }
      guard let text = value.string else { throw malformed(keyword, value, "a string", compiler) }
      switch keyword {
      case "$id":
        if let fragment = URIReference(text).fragment, !fragment.isEmpty {
          throw malformed(keyword, value, "a URI without a fragment", compiler)
        }
      case "$anchor", "$dynamicAnchor":
        let isName = text.utf8.enumerated().allSatisfy { place, byte in
          (byte | 0x20) &- 0x61 < 26 || byte == 0x5F
            || (place > 0 && (byte &- 0x30 < 10 || byte == 0x2D || byte == 0x2E))
        }
        guard isName, !text.isEmpty else {
          throw malformed(keyword, value, "a letter or _, then letters, digits, - _ .", compiler)
        }
      default: break
      }
    }
  }

  private func references(_ compiler: inout SchemaCompiler) throws(SchemaError) -> [SchemaKeyword] {
    var keywords: [SchemaKeyword] = []
    if let value = object["$ref"] {
      guard let text = value.string else { throw malformed("$ref", value, "a URI reference", compiler) }
      let target = try compiler.catalog.target(of: text, from: place, keyword: "$ref")
      keywords.append(.reference(compiler.node(at: target.place, target.value)))
    }
    if let value = object["$dynamicRef"] {
      guard let text = value.string else { throw malformed("$dynamicRef", value, "a URI reference", compiler) }
      let target = try compiler.catalog.target(of: text, from: place, keyword: "$dynamicRef")
      let node = compiler.node(at: target.place, target.value)
      keywords.append(.dynamicReference(node, anchor: target.dynamicAnchor))
    }
    // What nothing refers to is compiled too, so that its mistakes are found.
    _ = try schemas(in: "$defs", &compiler)
    return keywords
  }

  // MARK: Applicators

  private func applicators(_ compiler: inout SchemaCompiler) throws(SchemaError) -> [SchemaKeyword] {
    var keywords: [SchemaKeyword] = []
    if let nodes = try schemaList("allOf", &compiler) { keywords.append(.allOf(nodes)) }
    if let nodes = try schemaList("anyOf", &compiler) { keywords.append(.anyOf(nodes)) }
    if let nodes = try schemaList("oneOf", &compiler) { keywords.append(.oneOf(nodes)) }
    if let node = try schema("not", &compiler) { keywords.append(.not(node)) }
    let then = try schema("then", &compiler)
    let otherwise = try schema("else", &compiler)
    if let test = try schema("if", &compiler) {
      keywords.append(.conditional(test, then: then, otherwise: otherwise))
    }
    let dependents = try schemas(in: "dependentSchemas", &compiler)
    if !dependents.isEmpty { keywords.append(.dependentSchemas(dependents)) }

    if let rules = try memberRules(&compiler) { keywords.append(.members(rules)) }
    if let node = try schema("propertyNames", &compiler) { keywords.append(.propertyNames(node)) }
    let prefix = try schemaList("prefixItems", &compiler) ?? []
    let rest = try schema("items", &compiler)
    if !prefix.isEmpty || rest != nil { keywords.append(.elements(prefix: prefix, rest: rest)) }
    if let node = try schema("contains", &compiler) {
      let minimum = object["minContains"].flatMap(Self.count) ?? 1
      let maximum = object["maxContains"].flatMap(Self.count)
      keywords.append(.contains(node, minimum: minimum, maximum: maximum))
    }
    return keywords
  }

  private func memberRules(_ compiler: inout SchemaCompiler) throws(SchemaError) -> MemberRules? {
    var rules = MemberRules()
    for (name, node) in try schemas(in: "properties", &compiler) { rules.properties[JSONKey(name)] = node }
    for (name, node) in try schemas(in: "patternProperties", &compiler) {
      let place = place.place.appending("patternProperties").appending(name)
      rules.patterns.append((try pattern(name, at: place, compiler), node))
    }
    rules.additional = try schema("additionalProperties", &compiler)
    return rules.properties.isEmpty && rules.patterns.isEmpty && rules.additional == nil ? nil : rules
  }

  private func schema(_ keyword: String, _ compiler: inout SchemaCompiler) throws(SchemaError) -> Int? {
    guard let value = object[keyword] else { return nil }
    return compiler.node(at: compiler.catalog.schemaPlace([keyword], in: place), value)
  }

  private func schemaList(_ keyword: String, _ compiler: inout SchemaCompiler) throws(SchemaError) -> [Int]? {
    guard let value = object[keyword] else { return nil }
    guard let items = value.array, !items.isEmpty else {
      throw malformed(keyword, value, "an array of at least one schema", compiler)
    }
    var nodes: [Int] = []
    for (index, item) in items.enumerated() {
      let place = compiler.catalog.schemaPlace([keyword, String(index)], in: place)
      nodes.append(compiler.node(at: place, item))
    }
    return nodes
  }

  private func schemas(
    in keyword: String, _ compiler: inout SchemaCompiler
  ) throws(SchemaError) -> [(name: String, node: Int)] {
    guard let value = object[keyword] else { return [] }
    guard let members = value.object?.members else {
      throw malformed(keyword, value, "an object of schemas", compiler)
    }
    var nodes: [(name: String, node: Int)] = []
    for member in members {
      let place = compiler.catalog.schemaPlace([keyword, member.key], in: place)
      nodes.append((member.key, compiler.node(at: place, member.value)))
    }
    return nodes
  }

  // MARK: Shared with the assertions

  func malformed(
    _ keyword: String, _ value: JSONValue, _ expected: String, _ compiler: SchemaCompiler
  ) -> SchemaError {
    compiler.catalog.error(
      .malformedKeyword, at: place.place.appending(keyword),
      "found \(value.summary) as \"\(keyword)\"; expected \(expected)")
  }

  func pattern(
    _ text: String, at place: FilePlace, _ compiler: SchemaCompiler
  ) throws(SchemaError) -> SchemaPattern {
    do {
      return try SchemaPattern(text)
    } catch {
      throw compiler.catalog.error(
        error.isUnsupported ? .unsupportedPattern : .invalidPattern, at: place,
        "found the pattern \"\(text)\": \(error)")
    }
  }

  /// A whole number that is not negative; one too large for a computer's memory is taken as the largest.
  static func count(_ value: JSONValue) -> Int? {
    guard let number = value.number else { return nil }
    let decimal = JSONDecimal(number.literal)
    guard decimal.isInteger, !decimal.isNegative else { return nil }
    return decimal.int ?? .max
  }
}
