import KhabarHTML
public import KhabarSchema

/// A fault of a site-rule file with its place for people.
public struct SiteRuleProblem: Error, Sendable, Hashable, CustomStringConvertible {
  public let file: String
  public let pointer: String
  public let position: SourcePosition
  public let message: String
  /// For a selector: the selector, and a mark under the fault on the next line.
  public let excerpt: String?

  public var description: String {
    "\(file):\(position.line):\(position.column): \(pointer.isEmpty ? "/" : pointer): \(message)"
      + (excerpt.map { "\n" + $0 } ?? "")
  }
}

/// Every fault of a site-rule file, or of a folder of them.
public struct SiteRuleProblems: Error, Sendable, CustomStringConvertible {
  public let problems: [SiteRuleProblem]

  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Reads a site-rule file and checks all of it.
public struct SiteRuleFile {
  private let file: String
  private let bytes: [UInt8]
  private var problems: [(offset: Int, problem: SiteRuleProblem)] = []

  static let keys = ["$schema", "version", "comment", "hosts", "paths"] + SiteRule.Field.allCases.map(\.rawValue)

  private init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  /// Whether a file is meant to be one: an object that names hosts, or whose `$schema` is that of site rules.
  public static func isMeant(by bytes: [UInt8]) -> Bool {
    guard let object = try? JSONReader().read(bytes).value.object else { return false }
    if let schema = object["$schema"]?.string { return schema.hasSuffix("site-rules.schema.json") }
    return object["hosts"] != nil && object["stages"] == nil
  }

  /// Checks a file without keeping anything.
  ///
  /// - Throws: every problem at once.
  public static func check(_ bytes: [UInt8], file: String) throws(SiteRuleProblems) { _ = try read(bytes, file: file) }

  static func read(_ bytes: [UInt8], file: String) throws(SiteRuleProblems) -> SiteRule {
    var reader = SiteRuleFile(file: file, bytes: bytes)
    let rule = reader.rule()
    guard reader.problems.isEmpty else {
      throw SiteRuleProblems(problems: reader.problems.sorted { $0.offset < $1.offset }.map(\.problem))
    }
    return rule
  }

  // MARK: Parts

  private mutating func rule() -> SiteRule {
    var rule = SiteRule(file: file)
    let value: JSONValue
    do {
      let document = try JSONReader().read(bytes)
      value = document.value
      for duplicate in document.duplicateKeys {
        fault(duplicate.pointer.description, duplicate.offset, "the key stands twice")
      }
    } catch {
      problems.append(
        (0, SiteRuleProblem(file: file, pointer: "", position: error.position, message: error.sentence, excerpt: nil)))
      return rule
    }
    guard let object = value.object else {
      fault("", value.offset, "expected an object, found \(value.typeName)")
      return rule
    }
    for member in object.members where !Self.keys.contains(member.key) {
      let nearest = nearestName(to: member.key, among: Self.keys).map { "did you mean \($0)?" }
      let advice = nearest ?? "known: \(Self.keys.joined(separator: ", "))"
      fault("/" + JSONPointer.escaped(member.key), member.keyOffset, "unknown key \"\(member.key)\"; \(advice)")
    }
    if let version = object["version"] {
      if version.int != 1 { fault("/version", version.offset, "this program reads version 1 only") }
    } else {
      fault("", value.offset, "\"version\" is missing; this program reads version 1")
    }
    readHosts(object, value.offset, &rule)
    for (text, offset, pointer) in strings("paths", object) {
      if let pattern = PathPattern(text) {
        rule.paths.append(pattern)
      } else {
        fault(pointer, offset, "\"\(text)\" is no path; a path starts with /, and * in it stands for any characters")
      }
    }
    for field in SiteRule.Field.allCases { rule[field] = selectors(field, object) }
    if SiteRule.Field.allCases.allSatisfy({ object[$0.rawValue] == nil }) {
      let names = SiteRule.Field.allCases.map(\.rawValue).joined(separator: ", ")
      fault("", value.offset, "the rule says nothing; give at least one of \(names)")
    }
    return rule
  }

  private mutating func readHosts(_ object: JSONObject, _ offset: Int, _ rule: inout SiteRule) {
    guard let value = object["hosts"] else {
      return fault("", offset, "\"hosts\" is missing; a rule names the hosts it is for, such as [\"news.example\"]")
    }
    for (text, offset, pointer) in strings("hosts", object) {
      if let pattern = HostPattern(text) {
        rule.hosts.append(pattern)
      } else {
        fault(pointer, offset, "\"\(text)\" is no host; expected a name such as news.example or *.news.example")
      }
    }
    if value.array?.isEmpty == true { fault("/hosts", value.offset, "at least one host is needed") }
  }

  private mutating func selectors(_ field: SiteRule.Field, _ object: JSONObject) -> [Selector] {
    var selectors: [Selector] = []
    for (text, offset, pointer) in strings(field.rawValue, object) {
      do {
        selectors.append(try Selector(text))
      } catch {
        let place =
          isWrittenPlainly(text, at: offset) ? offset + 1 + text.unicodeScalars.prefix(error.offset).utf8Count : offset
        fault(pointer, place, "selector, character \(error.offset + 1): \(error.message)", excerpt: error.excerpt)
      }
    }
    return selectors
  }

  /// The strings of a key that holds one or a list of them, each with its place.
  private mutating func strings(
    _ key: String, _ object: JSONObject
  ) -> [(text: String, offset: Int, pointer: String)] {
    guard let value = object[key] else { return [] }
    if let text = value.string { return [(text, value.offset, "/" + key)] }
    guard let items = value.array else {
      fault("/" + key, value.offset, "expected a string or a list of strings, found \(value.typeName)")
      return []
    }
    var strings: [(String, Int, String)] = []
    for (index, item) in items.enumerated() {
      if let text = item.string {
        strings.append((text, item.offset, "/\(key)/\(index)"))
      } else {
        fault("/\(key)/\(index)", item.offset, "expected a string, found \(item.typeName)")
      }
    }
    return strings
  }

  /// Whether a string stands in the file without escapes, so that places in it are places in the file.
  private func isWrittenPlainly(_ text: String, at offset: Int) -> Bool {
    let end = offset + 1 + text.utf8.count
    return end < bytes.count && bytes[(offset + 1)..<end].elementsEqual(text.utf8) && bytes[end] == 0x22
  }

  private mutating func fault(_ pointer: String, _ offset: Int, _ message: String, excerpt: String? = nil) {
    let position = SourcePosition(offset: offset, in: bytes)
    problems.append(
      (
        offset,
        SiteRuleProblem(file: file, pointer: pointer, position: position, message: message, excerpt: excerpt)
      ))
  }
}

extension Sequence<Unicode.Scalar> {
  fileprivate var utf8Count: Int { reduce(0) { $0 + UTF8.width($1) } }
}
