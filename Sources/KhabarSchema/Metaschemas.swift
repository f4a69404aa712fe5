/// The metaschemas of draft 2020-12 by their URIs.
enum Metaschemas {
  static let all: [String: JSONValue] = {
    var found: [String: JSONValue] = [:]
    for text in MetaschemaTexts.all {
      // A test reads them all, so none is passed over here.
      guard let value = try? JSONValue(parsing: text), let uri = value["$id"]?.string else { continue }
      found[uri] = value
    }
    return found
  }()
}
