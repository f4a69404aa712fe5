/// A schema in the form that is evaluated: nodes that refer to each other by number.
struct CompiledSchema: Sendable {
  var nodes: [SchemaNode] = []
  var root = 0
  /// For each resource, the nodes of its `$dynamicAnchor`s.
  var dynamicAnchors: [[String: Int]] = []
  /// Whether any node asks which members and items were looked at.
  var tracksParts = false
}

/// One schema object, or `true` or `false`.
final class SchemaNode: Sendable {
  let keywords: [SchemaKeyword]
  /// The verdict of a boolean schema.
  let verdict: Bool?
  let resource: Int
  /// The URI of the resource, and the way from its root.
  let resourceURI: String
  let pointer: JSONPointer
  /// Whether this is the resource that the validator was made of, where a plain pointer says enough.
  let isInMainResource: Bool
  let asksForParts: Bool

  init(keywords: [SchemaKeyword], verdict: Bool?, at place: SchemaPlace, uri: String) {
    self.keywords = keywords
    self.verdict = verdict
    resource = place.resource
    resourceURI = uri
    pointer = place.pointerInResource
    isInMainResource = place.resource == 0
    asksForParts = keywords.contains {
      switch $0 {
      case .unevaluatedItems, .unevaluatedProperties: true
      default: false
      }
    }
  }
}
