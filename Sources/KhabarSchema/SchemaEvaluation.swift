/// One walk of a value through a schema.
struct SchemaEvaluation {
  /// A step in the schema or in the instance.
  enum Step {
    case name(String)
    case index(Int)

    var token: String {
      switch self {
      case .name(let name): name
      case .index(let index): String(index)
      }
    }
  }

  let schema: CompiledSchema
  private let maximumErrors: Int
  private let maximumDepth: Int

  private var errors: [SchemaViolation] = []
  private var errorCount = 0
  private var depth = 0
  /// Set when the walk was given up.
  private(set) var isStopped = false
  /// Above zero, only the verdict counts: no error is noted, no way remembered.
  private var silence = 0
  /// The resources entered, outermost first.
  private var scope: [Int] = []
  /// The nodes at work on the present part of the instance, after the last -1.
  var active: [Int] = []
  private var keywordSteps: [Step] = []
  private var instanceSteps: [Step] = []

  init(_ schema: CompiledSchema, maximumErrors: Int, maximumDepth: Int) {
    self.schema = schema
    self.maximumErrors = maximumErrors
    self.maximumDepth = maximumDepth
  }

  mutating func run(_ value: JSONValue) -> SchemaResult {
    var parts = EvaluatedParts()
    let isValid = evaluate(schema.root, value, &parts) && !isStopped
    return SchemaResult(isValid: isValid, errors: errors, isComplete: errorCount == errors.count && !isStopped)
  }

  /// The verdict alone.
  mutating func runSilently(_ value: JSONValue) -> Bool {
    var parts = EvaluatedParts()
    return isAccepted(schema.root, value, &parts) && !isStopped
  }

  var isSilent: Bool { silence > 0 }

  // MARK: Nodes

  /// Applies a node to a value. `parts` gains what the node looked at.
  mutating func evaluate(_ number: Int, _ value: JSONValue, _ parts: inout EvaluatedParts) -> Bool {
    guard !isStopped else { return false }
    let node = schema.nodes[number]
    if let verdict = node.verdict {
      if !verdict { report(node, nil, value, "found \(value.summary) where the schema allows nothing") }
      return verdict
    }
    guard depth < maximumDepth else {
      stop(node, value, "found more than \(maximumDepth) schemas inside each other; expected a value less deep")
      return false
    }
    depth += 1
    active.append(number)
    let entersResource = scope.last != node.resource
    if entersResource { scope.append(node.resource) }
    let isValid: Bool
    if node.asksForParts {
      // What others looked at is none of this node's business.
      var own = EvaluatedParts()
      isValid = apply(node, value, &own)
      parts.formUnion(own)
    } else {
      isValid = apply(node, value, &parts)
    }
    if entersResource { scope.removeLast() }
    active.removeLast()
    depth -= 1
    return isValid
  }

  private mutating func apply(_ node: SchemaNode, _ value: JSONValue, _ parts: inout EvaluatedParts) -> Bool {
    var isValid = true
    for keyword in node.keywords where !apply(keyword, of: node, value, &parts) {
      isValid = false
      if isSilent || isStopped { return false }
    }
    return isValid
  }

  /// Applies a node to a member or item of the present value.
  mutating func evaluate(
    _ node: Int, child value: JSONValue, _ step: @autoclosure () -> Step, under keywords: @autoclosure () -> [Step]
  ) -> Bool {
    active.append(-1)
    defer { active.removeLast() }
    var parts = EvaluatedParts()
    guard !isSilent else { return evaluate(node, value, &parts) }
    let mark = keywordSteps.count
    keywordSteps.append(contentsOf: keywords())
    instanceSteps.append(step())
    let isValid = evaluate(node, value, &parts)
    instanceSteps.removeLast()
    keywordSteps.removeLast(keywordSteps.count - mark)
    return isValid
  }

  /// Applies a node to the present value.
  mutating func evaluate(
    _ node: Int, _ value: JSONValue, _ parts: inout EvaluatedParts, under keywords: @autoclosure () -> [Step]
  ) -> Bool {
    guard !isSilent else { return evaluate(node, value, &parts) }
    let mark = keywordSteps.count
    keywordSteps.append(contentsOf: keywords())
    let isValid = evaluate(node, value, &parts)
    keywordSteps.removeLast(keywordSteps.count - mark)
    return isValid
  }

  /// Applies a node to the present value for its verdict alone.
  mutating func isAccepted(_ node: Int, _ value: JSONValue, _ parts: inout EvaluatedParts) -> Bool {
    silence += 1
    defer { silence -= 1 }
    return evaluate(node, value, &parts)
  }

  // MARK: References

  mutating func evaluateDynamicReference(
    _ initial: Int, anchor: String?, of node: SchemaNode, _ value: JSONValue, _ parts: inout EvaluatedParts
  ) -> Bool {
    var target = initial
    if let anchor {
      for resource in scope {
        if let found = schema.dynamicAnchors[resource][anchor] {
          target = found
          break
        }
      }
    }
    // The first time round may still change the scope; the second cannot.
    if active.reversed().prefix(while: { $0 >= 0 }).count(where: { $0 == target }) > 1 {
      stop(node, value, "found a $dynamicRef that leads back to itself without going into the value")
      return false
    }
    return evaluate(target, value, &parts, under: [.name("$dynamicRef")])
  }

  // MARK: Errors

  /// Notes an error at the present place; `keyword` is the keyword of `node` at fault.
  mutating func report(
    _ node: SchemaNode, _ keyword: String?, _ value: JSONValue, _ sentence: @autoclosure () -> String
  ) {
    report(node, keyword.map { [.name($0)] } ?? [], nil, offset: value.offset, sentence())
  }

  mutating func report(
    _ node: SchemaNode, _ keywords: [Step], _ child: Step?, offset: Int, _ sentence: @autoclosure () -> String
  ) {
    guard !isSilent, !isStopped else { return }
    errorCount += 1
    guard errors.count < maximumErrors else { return }
    let own = keywords.map(\.token)
    let location = JSONPointer(keywordSteps.map(\.token) + own)
    let pointer = JSONPointer(node.pointer.tokens + own)
    let absolute =
      node.isInMainResource && pointer == location
      ? nil : node.resourceURI + "#" + URIReference.fragment(of: pointer)
    errors.append(
      SchemaViolation(
        keywordLocation: location, absoluteKeywordLocation: absolute,
        instanceLocation: JSONPointer((instanceSteps + (child.map { [$0] } ?? [])).map(\.token)),
        offset: offset, error: sentence()))
  }

  /// Gives the walk up with an error that is noted even where only a verdict was asked for.
  private mutating func stop(_ node: SchemaNode, _ value: JSONValue, _ sentence: String) {
    let silence = self.silence
    self.silence = 0
    report(node, nil, value, sentence)
    self.silence = silence
    isStopped = true
  }
}
