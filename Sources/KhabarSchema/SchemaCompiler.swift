/// Turns the schema and all that it refers to into nodes.
///
/// Works through a list of places still to be compiled, so neither the depth of a schema nor the length of its chains of
/// references costs call stack.
struct SchemaCompiler {
  var catalog: SchemaCatalog
  private var nodes: [SchemaNode?] = []
  private var numbers: [FilePlace: Int] = [:]
  private var pending: [(number: Int, place: SchemaPlace, value: JSONValue)] = []
  private var vocabularies: [Int: SchemaVocabularies] = [:]
  private var dynamicAnchors: [Int: [String: Int]] = [:]

  init(catalog: SchemaCatalog) { self.catalog = catalog }

  mutating func compile() throws(SchemaError) -> CompiledSchema {
    let root = FilePlace(file: 0, pointer: .root)
    var schema = CompiledSchema()
    schema.root = node(at: catalog.schemaPlace(root), catalog.files[0].value)
    while let (number, place, value) = pending.popLast() {
      nodes[number] = try compile(value, at: place)
    }
    schema.nodes = nodes.compactMap(\.self)
    schema.dynamicAnchors = (0..<catalog.resources.count).map { dynamicAnchors[$0] ?? [:] }
    schema.tracksParts = schema.nodes.contains { $0.asksForParts }
    try refuseEndlessReferences(schema.nodes)
    return schema
  }

  /// The number of the node for a place, which is compiled later if it has not been.
  mutating func node(at place: SchemaPlace, _ value: JSONValue) -> Int {
    if let number = numbers[place.place] { return number }
    let number = nodes.count
    numbers[place.place] = number
    nodes.append(nil)
    pending.append((number, place, value))
    return number
  }

  private mutating func compile(_ value: JSONValue, at place: SchemaPlace) throws(SchemaError) -> SchemaNode {
    let uri = catalog.resources[place.resource].uri.description
    if let verdict = value.bool { return SchemaNode(keywords: [], verdict: verdict, at: place, uri: uri) }
    guard let object = value.object else {
      throw catalog.error(
        .malformedKeyword, at: place.place, "found \(value.typeName); expected a schema: an object, true or false")
    }
    let known = try vocabularies(of: place.resource)
    enqueueDynamicAnchors(of: place.resource)
    var source = SchemaSource(object: object, place: place)
    let keywords = try source.keywords(known, compiler: &self)
    return SchemaNode(keywords: keywords, verdict: nil, at: place, uri: uri)
  }

  /// Any dynamic reference may lead to a dynamic anchor of a resource that is in use.
  private mutating func enqueueDynamicAnchors(of resource: Int) {
    guard dynamicAnchors[resource] == nil else { return }
    dynamicAnchors[resource] = [:]
    for (name, place) in catalog.resources[resource].dynamicAnchors {
      guard let value = catalog.value(at: place) else { continue }
      let number = node(at: catalog.schemaPlace(place), value)
      dynamicAnchors[resource]?[name] = number
    }
  }

  // MARK: Dialects

  private mutating func vocabularies(of resource: Int) throws(SchemaError) -> SchemaVocabularies {
    if let known = vocabularies[resource] { return known }
    let found = try readVocabularies(of: resource)
    vocabularies[resource] = found
    return found
  }

  private mutating func readVocabularies(of resource: Int) throws(SchemaError) -> SchemaVocabularies {
    // Outwards to the first resource that names its dialect.
    var current: Int? = resource
    while let number = current {
      let place = catalog.resources[number].place
      if let dialect = catalog.value(at: place)?["$schema"] {
        return try readVocabularies(dialect, at: place.appending("$schema"))
      }
      current = catalog.resources[number].parent
    }
    return .all
  }

  private mutating func readVocabularies(
    _ dialect: JSONValue, at place: FilePlace
  ) throws(SchemaError) -> SchemaVocabularies {
    guard let text = dialect.string else {
      throw catalog.error(.malformedKeyword, at: place, "found \(dialect.typeName); expected a URI")
    }
    let uri = URIReference(text).withoutFragment.description
    if uri == SchemaVocabularies.dialect { return .all }
    guard let metaschema = try catalog.resource(named: uri) else {
      throw catalog.error(
        .unsupportedDialect, at: place,
        "found the dialect \"\(text)\"; expected \"\(SchemaVocabularies.dialect)\" or a metaschema among those given")
    }
    let root = catalog.resources[metaschema].place
    guard let declared = catalog.value(at: root)?["$vocabulary"]?.object else { return .all }
    var found: SchemaVocabularies = .core
    for member in declared.members {
      if let vocabulary = SchemaVocabularies(uri: member.key) {
        found.insert(vocabulary)
      } else if member.value.bool != false {
        throw catalog.error(
          .unsupportedDialect, at: place,
          "found the dialect \"\(text)\", which needs the unknown vocabulary \"\(member.key)\"")
      }
    }
    return found
  }

  // MARK: Endless references

  /// Refuses schemas that lead back to themselves without going into the instance: they would never come to an end.
  private func refuseEndlessReferences(_ nodes: [SchemaNode]) throws(SchemaError) {
    let edges = nodes.map { $0.keywords.flatMap(\.nodesInPlace) }
    // 0 new, 1 on the way, 2 done.
    var states = [UInt8](repeating: 0, count: nodes.count)
    for start in nodes.indices where states[start] == 0 {
      var path = [(node: start, next: 0)]
      states[start] = 1
      while let (node, next) = path.last {
        guard next < edges[node].count else {
          states[node] = 2
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let following = edges[node][next]
        if states[following] == 1 {
          let place = catalog.resources[nodes[node].resource].place
          throw catalog.error(
            .endlessReference, at: FilePlace(file: place.file, pointer: place.pointer.appending(nodes[node].pointer)),
            "found a schema that refers back to itself without going into the value; it would never end")
        }
        if states[following] == 0 {
          states[following] = 1
          path.append((following, 0))
        }
      }
    }
  }
}
