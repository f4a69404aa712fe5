public import KhabarSchema

/// The JSON Schema of site-rule files, from which `Schemas/site-rules.schema.json` is written.
public enum SiteRuleSchema {
  public static let schema: JSONValue = .object([
    ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
    ("$id", .string("https://khabar.dev/schemas/site-rules.schema.json")),
    ("title", .string("Khabar site rule")),
    ("description", .string("Where the article stands in the pages of one site, by CSS selectors.")),
    ("type", .string("object")),
    (
      "properties",
      .object([
        ("$schema", .object([("type", .string("string"))])),
        (
          "version", .object([("description", .string("The version of this format.")), ("const", .int(1))])
        ), ("comment", described("For people.", .object([("type", .string("string"))]))),
        (
          "hosts",
          described(
            "The hosts whose pages it is for: news.example is that host and www.news.example, *.news.example every host below it too.",
            strings(minimum: 1))
        ),
        (
          "paths",
          described(
            "The paths of the pages it is for, all when left out; * stands for any characters.", strings(minimum: 0))
        ),
        ("body", described("The elements that hold the article's text; the first selector that finds any.", selectors)),
        ("title", described("The element that holds the title; the first selector that finds one.", selectors)),
        ("author", described("The elements that name the writers; the first selector that finds any.", selectors)),
        (
          "date",
          described("The element that holds the day of publication; the first selector that finds one.", selectors)
        ),
        ("drop", described("Elements that are never read, whatever they stand in; all selectors.", selectors)),
      ])
    ),
    ("required", .array([.string("version"), .string("hosts")])),
    (
      "anyOf",
      .array(SiteRule.Field.allCases.map { .object([("required", .array([.string($0.rawValue)]))]) })
    ),
    ("additionalProperties", .bool(false)),
  ])

  private static let selectors = strings(minimum: 0)

  /// One string or a list of them.
  private static func strings(minimum: Int) -> JSONValue {
    let string = JSONValue.object([("type", .string("string")), ("minLength", .int(1))])
    var list: [(String, JSONValue)] = [("type", .string("array")), ("items", string)]
    if minimum > 0 { list.append(("minItems", .int(minimum))) }
    return .object([("anyOf", .array([string, .object(list)]))])
  }

  private static func described(_ text: String, _ schema: JSONValue) -> JSONValue {
    .object([("description", .string(text))] + (schema.object?.members.map { ($0.key, $0.value) } ?? []))
  }
}
