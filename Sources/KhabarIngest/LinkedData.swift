import KhabarSchema

/// The JSON-LD of a page: its objects, with references between them followed.
///
/// Source of the vocabulary: schema.org.
struct LinkedData {
  private(set) var objects: [JSONValue] = []
  private var byIdentifier: [String: JSONValue] = [:]
  /// Scripts that could not be read, as messages.
  private(set) var faults: [String] = []

  private static let reader: JSONReader = {
    var reader = JSONReader()
    reader.maximumDepth = 64
    reader.replacesLoneSurrogates = true
    return reader
  }()

  /// Reads one script; what is no JSON even after mending is noted and passed over.
  mutating func add(script: [UInt8]) {
    let content = Self.trimmed(script)
    guard !content.isEmpty else { return }
    do throws(JSONError) {
      collect(try Self.reader.read(content).value)
    } catch {
      if let mended = try? Self.reader.read(Self.mended(content)).value {
        collect(mended)
      } else {
        faults.append("JSON-LD cannot be read: line \(error.line), column \(error.column): \(error.sentence)")
      }
    }
  }

  /// Objects in order, those inside others after them. Bounded by the reader's depth.
  private mutating func collect(_ value: JSONValue) {
    var pending = [value]
    while let next = pending.popLast() {
      switch next.kind {
      case .array(let items): pending += items.reversed()
      case .object(let object):
        if object["@type"] != nil { objects.append(next) }
        if let id = object["@id"]?.string, object.keys.count > 1 { byIdentifier[id] = byIdentifier[id] ?? next }
        pending += object.members.reversed().map(\.value)
      default: break
      }
    }
  }

  /// The object that `value` refers to by `{"@id": …}`, else `value`.
  func resolved(_ value: JSONValue) -> JSONValue {
    guard let object = value.object, object.keys.count == 1, let id = object["@id"]?.string else { return value }
    return byIdentifier[id] ?? value
  }

  // MARK: Reading objects

  static func types(of value: JSONValue) -> [String] {
    guard let type = value["@type"] else { return [] }
    return type.string.map { [$0] } ?? type.array?.compactMap(\.string) ?? []
  }

  /// Objects that are an article; of several the one that `isThisPage` knows comes first.
  func articles(isThisPage: (JSONValue) -> Bool) -> [JSONValue] {
    let all = objects.filter { object in
      Self.types(of: object).contains {
        $0.hasSuffix("Article") || $0.hasSuffix("BlogPosting") || $0.hasSuffix("Report") || $0.hasSuffix("Review")
      }
    }
    return all.filter(isThisPage) + all.filter { !isThisPage($0) }
  }

  func objects(ofType type: String) -> [JSONValue] { objects.filter { Self.types(of: $0).contains(type) } }

  /// A value as texts: a string, the name of an object, each of an array.
  func texts(_ value: JSONValue?, key: String = "name") -> [String] {
    guard let value else { return [] }
    if let text = value.string { return text.isEmpty ? [] : [text] }
    if let items = value.array { return items.flatMap { item in item.array == nil ? texts(item, key: key) : [] } }
    let object = resolved(value)
    if key == "name", object["name"] == nil {
      // A person in parts.
      let parts = [object["givenName"]?.string, object["familyName"]?.string].compactMap { $0 }
      return parts.isEmpty ? [] : [parts.joined(separator: " ")]
    }
    if let member = object[key] { return member.string.map { [$0] } ?? member.array?.compactMap(\.string) ?? [] }
    return []
  }

  // MARK: Mending

  private static func trimmed(_ script: [UInt8]) -> [UInt8] {
    var content = script[...]
    func trim() {
      while let first = content.first, first <= 0x20 { content.removeFirst() }
      while let last = content.last, last <= 0x20 || last == 0x3B { content.removeLast() }
    }
    trim()
    for (prefix, suffix) in [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>")] {
      if content.starts(with: prefix.utf8) { content.removeFirst(prefix.utf8.count) }
      if content.count >= suffix.utf8.count, content.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) {
        content.removeLast(suffix.utf8.count)
      }
      trim()
    }
    return Array(content)
  }

  /// What publishing systems get wrong: raw line breaks in strings, a comma before a bracket, unknown escapes.
  private static func mended(_ content: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var isInString = false
    var index = 0
    while index < content.count {
      let byte = content[index]
      if isInString {
        if byte == 0x5C, index + 1 < content.count {
          if Array("\"\\/bfnrtu".utf8).contains(content[index + 1]) { result.append(byte) }
          result.append(content[index + 1])
          index += 2
          continue
        }
        if byte == 0x22 { isInString = false }
        result.append(byte < 0x20 ? 0x20 : byte)
      } else {
        if byte == 0x22 { isInString = true }
        if byte == 0x5D || byte == 0x7D {
          var last = result.count - 1
          while last >= 0, result[last] <= 0x20 { last -= 1 }
          if last >= 0, result[last] == 0x2C { result.removeSubrange(last...) }
        }
        result.append(byte)
      }
      index += 1
    }
    return result
  }
}
