extension SchemaEvaluation {
  /// Keywords with subschemas.
  mutating func applyToParts(
    _ keyword: SchemaKeyword, of node: SchemaNode, _ value: JSONValue, _ parts: inout EvaluatedParts
  ) -> Bool {
    switch keyword {
    case .reference(let target): evaluate(target, value, &parts, under: [.name("$ref")])
    case .dynamicReference(let target, let anchor):
      evaluateDynamicReference(target, anchor: anchor, of: node, value, &parts)
    case .allOf(let nodes): applyAll(nodes, value, &parts)
    case .anyOf(let nodes): applyAny(nodes, of: node, value, &parts)
    case .oneOf(let nodes): applyOne(nodes, of: node, value, &parts)
    case .not(let excluded): applyNot(excluded, of: node, value)
    case .conditional(let test, let then, let otherwise): applyConditional(test, then, otherwise, value, &parts)
    case .dependentSchemas(let dependents): applyDependents(dependents, value, &parts)
    case .members(let rules): applyMembers(rules, of: node, value, &parts)
    case .propertyNames(let names): applyNames(names, value)
    case .elements(let prefix, let rest): applyElements(prefix, rest, of: node, value, &parts)
    case .contains(let wanted, let minimum, let maximum):
      applyContains(wanted, minimum, maximum, of: node, value, &parts)
    case .unevaluatedItems(let rest): applyUnevaluatedItems(rest, of: node, value, &parts)
    case .unevaluatedProperties(let rest): applyUnevaluatedProperties(rest, of: node, value, &parts)
    default: true
    }
  }

  // MARK: In place

  private mutating func applyAll(_ nodes: [Int], _ value: JSONValue, _ parts: inout EvaluatedParts) -> Bool {
    var isValid = true
    for (index, node) in nodes.enumerated()
    where !evaluate(node, value, &parts, under: [.name("allOf"), .index(index)]) {
      isValid = false
      if isSilent { return false }
    }
    return isValid
  }

  private mutating func applyAny(
    _ nodes: [Int], of node: SchemaNode, _ value: JSONValue, _ parts: inout EvaluatedParts
  ) -> Bool {
    var isValid = false
    for alternative in nodes {
      var own = EvaluatedParts()
      if isAccepted(alternative, value, &own) {
        isValid = true
        guard schema.tracksParts else { return true }
        parts.formUnion(own)
      }
    }
    if !isValid, !isSilent, !isStopped {
      report(node, "anyOf", value, "found \(value.summary); expected one of \(nodes.count) alternatives")
      explain(nodes, "anyOf", value)
    }
    return isValid
  }

  private mutating func applyOne(
    _ nodes: [Int], of node: SchemaNode, _ value: JSONValue, _ parts: inout EvaluatedParts
  ) -> Bool {
    var accepted: [Int] = []
    for (index, alternative) in nodes.enumerated() {
      var own = EvaluatedParts()
      if isAccepted(alternative, value, &own) {
        accepted.append(index)
        parts.formUnion(own)
        if isSilent, accepted.count > 1 { return false }
      }
    }
    if accepted.count == 1 { return true }
    guard !isSilent, !isStopped else { return false }
    if accepted.isEmpty {
      report(node, "oneOf", value, "found \(value.summary); expected exactly one of \(nodes.count) alternatives")
      explain(nodes, "oneOf", value)
    } else {
      let listed = accepted.map(String.init).joined(separator: ", ")
      report(
        node, "oneOf", value,
        "found \(value.summary), which fits the alternatives \(listed); expected exactly one to fit")
    }
    return false
  }

  /// Notes why each alternative refuses the value.
  private mutating func explain(_ nodes: [Int], _ keyword: String, _ value: JSONValue) {
    for (index, node) in nodes.enumerated() {
      var own = EvaluatedParts()
      _ = evaluate(node, value, &own, under: [.name(keyword), .index(index)])
    }
  }

  private mutating func applyNot(_ excluded: Int, of node: SchemaNode, _ value: JSONValue) -> Bool {
    var own = EvaluatedParts()
    guard isAccepted(excluded, value, &own) else { return true }
    report(node, "not", value, "found \(value.summary), which fits what \"not\" excludes")
    return false
  }

  private mutating func applyConditional(
    _ test: Int, _ then: Int?, _ otherwise: Int?, _ value: JSONValue, _ parts: inout EvaluatedParts
  ) -> Bool {
    var own = EvaluatedParts()
    if isAccepted(test, value, &own) {
      parts.formUnion(own)
      return then.map { evaluate($0, value, &parts, under: [.name("then")]) } ?? true
    }
    return otherwise.map { evaluate($0, value, &parts, under: [.name("else")]) } ?? true
  }

  private mutating func applyDependents(
    _ dependents: [(name: String, node: Int)], _ value: JSONValue, _ parts: inout EvaluatedParts
  ) -> Bool {
    guard let object = value.object else { return true }
    var isValid = true
    for (name, node) in dependents
    where object.place(of: name) != nil
      && !evaluate(node, value, &parts, under: [.name("dependentSchemas"), .name(name)])
    {
      isValid = false
      if isSilent { return false }
    }
    return isValid
  }

  // MARK: Objects

  private mutating func applyMembers(
    _ rules: MemberRules, of node: SchemaNode, _ value: JSONValue, _ parts: inout EvaluatedParts
  ) -> Bool {
    guard let object = value.object else { return true }
    var isValid = true
    for (index, member) in object.members.enumerated() {
      var isNamed = false
      if let rule = rules.properties[JSONKey(member.key)] {
        isNamed = true
        if !evaluate(
          rule, child: member.value, .name(member.key), under: [.name("properties"), .name(member.key)])
        {
          isValid = false
        }
      }
      for (pattern, rule) in rules.patterns where pattern.matches(member.key) {
        isNamed = true
        if !evaluate(
          rule, child: member.value, .name(member.key), under: [.name("patternProperties"), .name(pattern.source)])
        {
          isValid = false
        }
      }
      if !isNamed, let rule = rules.additional {
        isNamed = true
        if !applyToRest(rule, "additionalProperties", of: node, member) { isValid = false }
      }
      if isNamed, schema.tracksParts { parts.insert(index) }
      if !isValid, isSilent { return false }
    }
    return isValid
  }

  /// A member that no other keyword names.
  private mutating func applyToRest(
    _ rule: Int, _ keyword: String, of node: SchemaNode, _ member: JSONObject.Member
  ) -> Bool {
    guard schema.nodes[rule].verdict == false else {
      return evaluate(rule, child: member.value, .name(member.key), under: [.name(keyword)])
    }
    if !isSilent {
      let sentence = unknownMember(member.key, of: node)
      report(node, [.name(keyword)], .name(member.key), offset: member.keyOffset, sentence)
    }
    return false
  }

  private mutating func applyNames(_ rule: Int, _ value: JSONValue) -> Bool {
    guard let object = value.object else { return true }
    var isValid = true
    for member in object.members {
      var own = EvaluatedParts()
      let name = JSONValue(.string(member.key), offset: member.keyOffset)
      active.append(-1)
      if !evaluate(rule, name, &own, under: [.name("propertyNames")]) { isValid = false }
      active.removeLast()
      if !isValid, isSilent { return false }
    }
    return isValid
  }

  private mutating func applyUnevaluatedProperties(
    _ rule: Int, of node: SchemaNode, _ value: JSONValue, _ parts: inout EvaluatedParts
  ) -> Bool {
    guard let object = value.object else { return true }
    var isValid = true
    for (index, member) in object.members.enumerated() where !parts.contains(index) {
      if !applyToRest(rule, "unevaluatedProperties", of: node, member) {
        isValid = false
        if isSilent { return false }
      }
    }
    parts.insertAll()
    return isValid
  }

  // MARK: Arrays

  private mutating func applyElements(
    _ prefix: [Int], _ rest: Int?, of node: SchemaNode, _ value: JSONValue, _ parts: inout EvaluatedParts
  ) -> Bool {
    guard let items = value.array else { return true }
    var isValid = true
    for (index, rule) in prefix.enumerated() where index < items.count {
      if !evaluate(rule, child: items[index], .index(index), under: [.name("prefixItems"), .index(index)]) {
        isValid = false
        if isSilent { return false }
      }
      if schema.tracksParts { parts.insert(index) }
    }
    guard let rest else { return isValid }
    if schema.tracksParts { parts.insertAll() }
    guard items.count > prefix.count else { return isValid }
    if schema.nodes[rest].verdict == false {
      report(
        node, [.name("items")], .index(prefix.count), offset: items[prefix.count].offset,
        "found \(items.count) \(CountLimit.Subject.items.name(items.count)); expected at most \(prefix.count)")
      return false
    }
    for index in prefix.count..<items.count
    where !evaluate(rest, child: items[index], .index(index), under: [.name("items")]) {
      isValid = false
      if isSilent { return false }
    }
    return isValid
  }

  private mutating func applyContains(
    _ wanted: Int, _ minimum: Int, _ maximum: Int?, of node: SchemaNode, _ value: JSONValue,
    _ parts: inout EvaluatedParts
  ) -> Bool {
    guard let items = value.array else { return true }
    var count = 0
    active.append(-1)
    for (index, item) in items.enumerated() {
      var own = EvaluatedParts()
      if isAccepted(wanted, item, &own) {
        count += 1
        if schema.tracksParts { parts.insert(index) } else if maximum == nil, count >= minimum { break }
      }
    }
    active.removeLast()
    let found = "found \(count) \(CountLimit.Subject.items.name(count)) that fit \"contains\""
    if count < minimum {
      report(node, minimum == 1 ? "contains" : "minContains", value, "\(found); expected at least \(minimum)")
      return false
    }
    if let maximum, count > maximum {
      report(node, "maxContains", value, "\(found); expected at most \(maximum)")
      return false
    }
    return true
  }

  private mutating func applyUnevaluatedItems(
    _ rule: Int, of node: SchemaNode, _ value: JSONValue, _ parts: inout EvaluatedParts
  ) -> Bool {
    guard let items = value.array else { return true }
    var isValid = true
    for (index, item) in items.enumerated() where !parts.contains(index) {
      if !evaluate(rule, child: item, .index(index), under: [.name("unevaluatedItems")]) {
        isValid = false
        if isSilent { return false }
      }
    }
    parts.insertAll()
    return isValid
  }

  // MARK: Messages

  private func unknownMember(_ name: String, of node: SchemaNode) -> String {
    let known = knownMembers(of: node)
    let found = "found the unknown member \(JSONValue.string(name).summary)"
    if let near = nearestName(to: name, among: known) { return "\(found); nearest known: \(near)" }
    if known.isEmpty { return "\(found); expected none" }
    let listed = known.prefix(12).joined(separator: ", ")
    return "\(found); known: \(listed)\(known.count > 12 ? ", …" : "")"
  }

  /// The names under `properties` of a node and of the nodes that it applies to the same instance.
  private func knownMembers(of node: SchemaNode) -> [String] {
    var names: Set<String> = []
    var seen: Set<Int> = []
    var pending = [node]
    while let node = pending.popLast() {
      for keyword in node.keywords {
        if case .members(let rules) = keyword { names.formUnion(rules.properties.keys.map(\.text)) }
        for next in keyword.nodesInPlace where seen.insert(next).inserted { pending.append(schema.nodes[next]) }
      }
    }
    return names.sorted()
  }
}
