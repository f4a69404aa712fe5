extension SchemaEvaluation {
  /// Applies one keyword; each kind of value has its own, and a keyword is content with values of other kinds.
  mutating func apply(
    _ keyword: SchemaKeyword, of node: SchemaNode, _ value: JSONValue, _ parts: inout EvaluatedParts
  ) -> Bool {
    switch keyword {
    case .types(let types):
      if types.contain(value) { return true }
      report(node, "type", value, "found \(value.foundType(for: types)); expected \(types.phrase)")
    case .constant(let constant):
      if value == constant { return true }
      report(node, "const", value, "found \(value.summary); expected \(constant.summary)")
    case .enumeration(let values, let set):
      if set.contains(value) { return true }
      report(node, "enum", value, Self.sentence(for: value, outside: values))
    case .multipleOf(let number, let divisor):
      guard let found = value.number else { return true }
      if JSONDecimal(found.literal).isMultiple(of: divisor) { return true }
      report(node, "multipleOf", value, "found \(value.summary); expected a multiple of \(number.literal)")
    case .bound(let bound):
      guard let number = value.number else { return true }
      if bound.allows(number) { return true }
      report(node, bound.kind.rawValue, value, "found \(value.summary); expected \(bound.expectation)")
    case .count(let limit): return check(limit, of: node, value)
    case .pattern(let pattern):
      guard let text = value.string else { return true }
      if pattern.matches(text) { return true }
      report(node, "pattern", value, "found \(value.summary); expected a match of the pattern \(pattern.source)")
    case .uniqueItems: return checkUnique(node, value)
    case .required(let names): return checkRequired(names, node, value)
    case .dependentRequired(let dependents): return checkDependents(dependents, node, value)
    default: return applyToParts(keyword, of: node, value, &parts)
    }
    return false
  }

  private mutating func check(_ limit: CountLimit, of node: SchemaNode, _ value: JSONValue) -> Bool {
    let count: Int
    switch (limit.subject, value.kind) {
    case (.characters, .string(let text)):
      if limit.allows(scalarsOf: text) { return true }
      count = text.unicodeScalars.count
    case (.items, .array(let items)): count = items.count
    case (.members, .object(let object)): count = object.count
    default: return true
    }
    if limit.allows(count) { return true }
    let bound = limit.isMaximum ? "at most" : "at least"
    report(
      node, limit.keyword, value,
      "found \(count) \(limit.subject.name(count)); expected \(bound) \(limit.limit)")
    return false
  }

  private mutating func checkUnique(_ node: SchemaNode, _ value: JSONValue) -> Bool {
    guard let items = value.array, items.count > 1 else { return true }
    var places: [JSONValue: Int] = [:]
    for (index, item) in items.enumerated() {
      if let first = places.updateValue(index, forKey: item) {
        report(
          node, "uniqueItems", item,
          "found the same value as item \(first) and as item \(index); expected all different")
        return false
      }
    }
    return true
  }

  private mutating func checkRequired(_ names: [String], _ node: SchemaNode, _ value: JSONValue) -> Bool {
    guard let object = value.object else { return true }
    var isValid = true
    for name in names where object.place(of: name) == nil {
      report(node, "required", value, "found no member \"\(name)\"; expected one")
      isValid = false
      if isSilent { return false }
    }
    return isValid
  }

  private mutating func checkDependents(
    _ dependents: [(name: String, required: [String])], _ node: SchemaNode, _ value: JSONValue
  ) -> Bool {
    guard let object = value.object else { return true }
    var isValid = true
    for (name, required) in dependents where object.place(of: name) != nil {
      for other in required where object.place(of: other) == nil {
        report(
          node, [.name("dependentRequired"), .name(name)], nil, offset: value.offset,
          "found \"\(name)\" without \"\(other)\"; expected both")
        isValid = false
        if isSilent { return false }
      }
    }
    return isValid
  }

  private static func sentence(for value: JSONValue, outside values: [JSONValue]) -> String {
    guard values.count <= 12 else {
      let near = value.string.flatMap { nearestName(to: $0, among: values.compactMap(\.string)) }
      return "found \(value.summary); expected one of \(values.count) values"
        + (near.map { "; nearest known: \($0)" } ?? "")
    }
    let listed = values.map(\.summary).joined(separator: ", ")
    return "found \(value.summary); expected " + (values.count == 1 ? listed : "one of \(listed)")
  }
}

extension JSONValue {
  /// What was found instead of `types`: a number by its digits where its being no integer is the point.
  fileprivate func foundType(for types: JSONTypes) -> String {
    number != nil && types.contains(.integer) ? summary : typeName
  }
}
