/// All files that a schema may refer to, and what in them has a name: resources by URI, anchors.
///
/// The caller's files are looked through once, so that an embedded `$id` is found from everywhere; the metaschemas only
/// when something refers to them.
struct SchemaCatalog {
  struct File {
    var uri: String
    var value: JSONValue
    /// The resource that is the whole file.
    var root: Int
  }

  struct Resource {
    var uri: URIReference
    var place: FilePlace
    /// The resource around this one.
    var parent: Int?
    var anchors: [String: FilePlace] = [:]
    var dynamicAnchors: [String: FilePlace] = [:]
  }

  /// What a reference leads to.
  struct Target {
    var place: SchemaPlace
    var value: JSONValue
    /// The anchor that was named, when it is a dynamic one.
    var dynamicAnchor: String?
  }

  private(set) var files: [File] = []
  private(set) var resources: [Resource] = []
  private var resourcesByURI: [String: Int] = [:]
  private var resourcesByPlace: [FilePlace: Int] = [:]
  private var indexed: Set<FilePlace> = []

  init(_ schema: JSONValue, baseURI: String, resources others: [String: JSONValue]) throws(SchemaError) {
    try add(schema, uri: baseURI)
    for (uri, value) in others.sorted(by: { $0.key < $1.key }) { try add(value, uri: uri) }
  }

  private mutating func add(_ value: JSONValue, uri: String) throws(SchemaError) {
    let base = URIReference(uri).withoutFragment
    let root = FilePlace(file: files.count, pointer: .root)
    let number = resources.count
    files.append(File(uri: base.description, value: value, root: number))
    resources.append(Resource(uri: base, place: root))
    resourcesByPlace[root] = number
    if resourcesByURI[base.description] == nil { resourcesByURI[base.description] = number }
    try index(value, at: root, in: number)
  }

  // MARK: Indexing

  /// Registers the identifiers of a schema and of every schema inside it.
  private mutating func index(_ value: JSONValue, at place: FilePlace, in resource: Int) throws(SchemaError) {
    var pending = [(value: value, place: place, resource: resource)]
    while let (value, place, around) = pending.popLast() {
      guard let object = value.object, indexed.insert(place).inserted else { continue }
      let resource = try register(object, at: place, in: around)
      for (keyword, kind) in Self.subschemaKeywords {
        guard let child = object[keyword] else { continue }
        let childPlace = place.appending(keyword)
        switch kind {
        case .schema: pending.append((child, childPlace, resource))
        case .list:
          for (index, item) in (child.array ?? []).enumerated() {
            pending.append((item, childPlace.appending(index), resource))
          }
        case .map:
          for member in child.object?.members ?? [] {
            pending.append((member.value, childPlace.appending(member.key), resource))
          }
        }
      }
    }
  }

  /// Returns the resource that the schema object belongs to: a new one when it has an `$id`.
  private mutating func register(
    _ object: JSONObject, at place: FilePlace, in around: Int
  ) throws(SchemaError) -> Int {
    var resource = around
    if let id = object["$id"]?.string {
      let uri = URIReference(id).resolved(against: resources[around].uri).withoutFragment
      if place.pointer.tokens.isEmpty {
        resources[around].uri = uri
      } else {
        resource = resources.count
        resources.append(Resource(uri: uri, place: place, parent: around))
        resourcesByPlace[place] = resource
      }
      if let known = resourcesByURI[uri.description], known != resource {
        // Between files the first wins: the schema itself, then the order of the URIs.
        if resources[known].place.file == place.file {
          throw error(.duplicateIdentifier, at: place.appending("$id"), "found the URI \(uri) for the second time")
        }
      } else {
        resourcesByURI[uri.description] = resource
      }
    }
    for keyword in ["$anchor", "$dynamicAnchor"] {
      guard let name = object[keyword]?.string else { continue }
      if let known = resources[resource].anchors[name], known != place {
        throw error(
          .duplicateIdentifier, at: place.appending(keyword), "found the anchor \"\(name)\" for the second time")
      }
      resources[resource].anchors[name] = place
      if keyword == "$dynamicAnchor" { resources[resource].dynamicAnchors[name] = place }
    }
    return resource
  }

  private enum SubschemaKind { case schema, list, map }

  private static let subschemaKeywords: [(String, SubschemaKind)] = [
    ("$defs", .map), ("definitions", .map), ("properties", .map), ("patternProperties", .map),
    ("dependentSchemas", .map), ("allOf", .list), ("anyOf", .list), ("oneOf", .list), ("prefixItems", .list),
    ("additionalProperties", .schema), ("propertyNames", .schema), ("items", .schema), ("contains", .schema),
    ("not", .schema), ("if", .schema), ("then", .schema), ("else", .schema), ("unevaluatedItems", .schema),
    ("unevaluatedProperties", .schema), ("contentSchema", .schema),
  ]

  // MARK: Looking up

  func value(at place: FilePlace) -> JSONValue? { place.pointer.resolve(in: files[place.file].value) }

  /// The place with the innermost resource around it.
  func schemaPlace(_ place: FilePlace) -> SchemaPlace {
    let tokens = place.pointer.tokens
    for count in stride(from: tokens.count, to: 0, by: -1) {
      let around = FilePlace(file: place.file, pointer: JSONPointer(Array(tokens.prefix(count))))
      if let resource = resourcesByPlace[around] {
        return SchemaPlace(
          place: place, resource: resource, pointerInResource: JSONPointer(Array(tokens.dropFirst(count))))
      }
    }
    return SchemaPlace(place: place, resource: files[place.file].root, pointerInResource: place.pointer)
  }

  /// The place of a subschema, `tokens` further in than the schema around it.
  func schemaPlace(_ tokens: [String], in around: SchemaPlace) -> SchemaPlace {
    let place = FilePlace(file: around.place.file, pointer: JSONPointer(around.place.pointer.tokens + tokens))
    if let resource = resourcesByPlace[place] {
      return SchemaPlace(place: place, resource: resource, pointerInResource: .root)
    }
    return SchemaPlace(
      place: place, resource: around.resource,
      pointerInResource: JSONPointer(around.pointerInResource.tokens + tokens))
  }

  /// What `reference`, written at `keyword` of a schema in `resource`, leads to.
  mutating func target(of reference: String, from source: SchemaPlace, keyword: String) throws(SchemaError) -> Target {
    let place = source.place.appending(keyword)
    let uri = URIReference(reference).resolved(against: resources[source.resource].uri)
    let name = uri.withoutFragment.description
    guard let resource = try resource(named: name) else {
      throw error(
        .unresolvedReference, at: place,
        "found a reference to \"\(name)\"; expected one of the schemas given, as nothing is fetched")
    }
    guard let fragment = uri.decodedFragment else {
      throw error(.unresolvedReference, at: place, "found the fragment of \"\(uri)\"; expected percent-encoded UTF-8")
    }
    if fragment.isEmpty || fragment.utf8.first == 0x2F {
      guard let pointer = JSONPointer(parsing: fragment) else {
        throw error(.unresolvedReference, at: place, "found the fragment \"\(fragment)\"; expected a JSON pointer")
      }
      return try target(at: pointer, in: resource, uri: uri, keyword: place)
    }
    guard let found = resources[resource].anchors[fragment], let value = value(at: found) else {
      let near = nearestName(to: fragment, among: resources[resource].anchors.keys.sorted())
      throw error(
        .unresolvedReference, at: place,
        "found a reference to \"\(uri)\"; no anchor there is called \"\(fragment)\"" + nearest(near))
    }
    let isDynamic = resources[resource].dynamicAnchors[fragment] != nil
    return Target(place: schemaPlace(found), value: value, dynamicAnchor: isDynamic ? fragment : nil)
  }

  private mutating func target(
    at pointer: JSONPointer, in resource: Int, uri: URIReference, keyword: FilePlace
  ) throws(SchemaError) -> Target {
    let root = resources[resource].place
    let found = FilePlace(file: root.file, pointer: root.pointer.appending(pointer))
    guard let value = value(at: found) else {
      throw error(.unresolvedReference, at: keyword, "found a reference to \"\(uri)\"; nothing stands there")
    }
    // A place that no keyword declares as a schema becomes one by being referred to.
    try index(value, at: found, in: schemaPlace(found).resource)
    return Target(place: schemaPlace(found), value: value, dynamicAnchor: nil)
  }

  /// The resource with this URI; the metaschemas are added when first asked for.
  mutating func resource(named uri: String) throws(SchemaError) -> Int? {
    if let known = resourcesByURI[uri] { return known }
    guard let metaschema = Metaschemas.all[uri] else { return nil }
    try add(metaschema, uri: uri)
    return resourcesByURI[uri]
  }

  // MARK: Errors

  func error(_ reason: SchemaError.Reason, at place: FilePlace, _ sentence: String) -> SchemaError {
    SchemaError(
      reason: reason, resource: files[place.file].uri, pointer: place.pointer,
      offset: value(at: place)?.offset ?? 0, sentence: sentence)
  }

  private func nearest(_ name: String?) -> String { name.map { "; nearest known: \($0)" } ?? "" }
}
