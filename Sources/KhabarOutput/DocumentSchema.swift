import KhabarAnnotations
import KhabarCore
public import KhabarSchema
import KhabarText

/// The JSON Schema of `khabar-document/1`, from which `Schemas/document.schema.json` is written.
///
/// Names and choices come from the annotation types themselves; what is written by hand here is which keys stand where,
/// and every output of the tests is checked against it.
public enum DocumentSchema {
  public static let schema: JSONValue = .object([
    ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
    ("$id", .string("https://khabar.dev/schemas/document.schema.json")),
    ("title", .string("Khabar document, khabar-document/1")),
    (
      "description",
      .string(
        "One news item: its text, its metadata, and annotations whose offsets are end-exclusive and count in \"offsets\" into \"text\"."
      )
    ),
    ("type", .string("object")),
    (
      "properties",
      .object([
        ("scheme", .object([("const", .string("khabar-document/1"))])), ("offsets", oneOf(OffsetUnit.self)),
        ("text", string), ("doc", ref("doc")), ("blocks", list(ref("block"))), ("sentences", list(ref("sentence"))),
        ("tokens", list(ref("token"))), ("entities", list(ref("entity"))), ("statements", list(ref("statement"))),
        ("dates", list(ref("date"))), ("quantities", list(ref("quantity"))), ("casualties", list(ref("casualty"))),
        ("events", list(ref("event"))), ("diagnostics", list(ref("diagnostic"))),
        ("links", list(ref("link"))), ("source_map", list(ref("sourceSpan"))),
      ])
    ),
    (
      "required",
      .array(
        [
          "scheme", "offsets", "text", "doc", "blocks", "sentences", "entities", "statements", "dates", "quantities",
          "casualties", "events", "diagnostics",
        ].map(JSONValue.string))
    ),
    // A third party's layer stands beside the standard ones, as a list.
    ("additionalProperties", .object([("type", .string("array"))])),
    ("$defs", .object(definitions)),
  ])

  private static let definitions: [(String, JSONValue)] = [
    ("offset", .object([("type", .string("integer")), ("minimum", .int(0))])),
    ("span", closed([("start", offset), ("end", offset), ("text", string)])),
    ("range", closed([("start", offset), ("end", offset)])),
    (
      "doc",
      closed(
        [
          ("id", string), ("title", optional(string)), ("authors", list(string)), ("publisher", optional(string)),
          ("url", optional(string)), ("published", optional(string)), ("modified", optional(string)),
          ("language", optional(string)), ("section", optional(string)), ("tags", list(string)),
          ("reference_date", optional(string)), ("source", ref("source")),
        ],
        optional: [
          ("description", string), ("image", string), ("images", list(ref("image"))), ("fingerprint", string),
          ("duplicate_of", string), ("duplicate_similarity", number),
          ("origins", .object([("type", .string("object")), ("additionalProperties", string)])),
        ])
    ),
    (
      "source",
      closed(
        [
          ("file", optional(string)), ("uri", optional(string)), ("media_type", optional(string)),
          ("encoding", optional(string)), ("sha256", optional(string)),
        ], optional: [("offset", integer)])
    ),
    (
      "block",
      closed([("start", offset), ("end", offset), ("kind", oneOf(Block.Kind.self))], optional: [("level", integer)])
    ),
    ("sentence", spanned([("id", string)])),
    (
      "token",
      spanned(
        [
          (
            "segments",
            list(
              closed([
                ("start", offset), ("end", offset), ("form", string),
                ("role", .object([("enum", .array(["prefix", "stem", "suffix"].map(JSONValue.string)))])),
              ]))
          )
        ], optional: [("lemma", string), ("pos", string)])
    ),
    (
      "entity",
      closed(
        [
          ("id", string), ("type", oneOf(Entity.EntityType.self)), ("named", bool), ("canonical", string),
          ("titles", list(ref("span"))),
          (
            "mentions",
            list(
              spanned([
                (
                  "form",
                  .object([
                    (
                      "enum",
                      .array(["name", "variant", "short", "acronym", "title", "desc"].map(JSONValue.string))
                    )
                  ])
                )
              ]))
          ),
        ], optional: [("subtype", string), ("identifier", string)] + provenance)
    ),
    (
      "party",
      .object([
        (
          "anyOf",
          .array([
            closed(
              [("entity", string), ("mention", ref("span"))], optional: [("inherited", bool), ("role", string)]),
            closed(
              [("entity", string), ("implicit", .object([("const", .bool(true))]))],
              optional: [("inherited", bool), ("role", string)]),
            closed(
              [("literal", string), ("start", offset), ("end", offset)],
              optional: [("inherited", bool), ("role", string)]),
          ])
        )
      ])
    ),
    (
      "statement",
      closed(
        [
          ("id", string), ("mode", .object([("enum", .array(["direct", "mixed", "indirect"].map(JSONValue.string)))])),
          ("cue", spanned([("lemma", string), ("type", string)], optional: [("with", ref("span"))])),
          ("speaker", optional(ref("party"))), ("addressee", list(ref("party"))), ("source_chain", list(ref("party"))),
          ("content", list(ref("span"))), ("quoted", list(ref("span"))), ("parent", optional(string)),
          ("time", optional(string)), ("place", optional(ref("party"))), ("setting", optional(string)),
        ], optional: provenance)
    ),
    (
      "date",
      spanned(
        [
          ("type", .object([("enum", .array(["DATE", "TIME", "DURATION", "SET"].map(JSONValue.string)))])),
          (
            "kind",
            .object([
              (
                "enum",
                .array(["date", "time", "datetime", "interval", "duration", "set"].map(JSONValue.string))
              )
            ])
          ), ("value", string),
        ],
        optional: [("mod", string), ("calendar", string), ("original", string)] + provenance)
    ),
    (
      "quantity",
      spanned(
        [
          ("value", optional(number)), ("unit", optional(string)), ("kind", string), ("modifier", string),
          ("number", ref("range")), ("normalized", string),
          (
            "normalized_kind",
            .object([
              (
                "enum",
                .array(["number", "ordinal", "range", "percent", "money", "quantity"].map(JSONValue.string))
              )
            ])
          ),
        ], optional: provenance)
    ),
    (
      "casualty",
      spanned(
        [
          ("kind", oneOf(CasualtyCount.Kind.self)), ("number", optional(integer)), ("modifier", string),
          ("victims", optional(string)), ("as_of", optional(string)), ("attributed_to", list(ref("party"))),
          ("place", optional(ref("party"))),
        ], optional: provenance)
    ),
    (
      "event",
      closed(
        [
          ("id", string), ("type", string), ("cameo", optional(string)), ("triggers", list(ref("span"))),
          ("participants", list(ref("party"))), ("date", optional(string)), ("place", optional(ref("party"))),
          ("status", oneOf(Event.Status.self)),
        ], optional: provenance)
    ),
    (
      "diagnostic",
      closed(
        [
          ("severity", oneOf(Diagnostic.Severity.self)), ("code", string), ("message", string), ("origin", string),
        ], optional: [("start", offset), ("end", offset), ("text", string)])
    ),
    (
      "sourceSpan",
      closed(
        [
          ("start", offset), ("end", offset), ("source_start", offset), ("source_end", offset), ("verbatim", bool),
        ], optional: [("path", string)])
    ),
    ("link", spanned([("href", string)])),
    ("image", closed([("url", string)], optional: [("alt", string), ("caption", string)])),
  ]

  /// Which stage wrote an annotation, and the rule that found it.
  private static let provenance = [("by", string), ("rule", string)]

  // MARK: Building blocks

  private static let string = JSONValue.object([("type", .string("string"))])
  private static let number = JSONValue.object([("type", .string("number"))])
  private static let integer = JSONValue.object([("type", .string("integer"))])
  private static let bool = JSONValue.object([("type", .string("boolean"))])
  private static let offset = ref("offset")

  private static func ref(_ name: String) -> JSONValue { .object([("$ref", .string("#/$defs/\(name)"))]) }

  private static func list(_ item: JSONValue) -> JSONValue {
    .object([("type", .string("array")), ("items", item)])
  }

  private static func optional(_ value: JSONValue) -> JSONValue {
    .object([("anyOf", .array([value, .object([("type", .string("null"))])]))])
  }

  private static func oneOf<Choice: CaseIterable & RawRepresentable<String>>(_ type: Choice.Type) -> JSONValue {
    .object([("enum", .array(type.allCases.map { .string($0.rawValue) }))])
  }

  private static func closed(
    _ required: [(String, JSONValue)], optional: [(String, JSONValue)] = []
  ) -> JSONValue {
    .object([
      ("type", .string("object")), ("properties", .object(required + optional)),
      ("required", .array(required.map { .string($0.0) })), ("additionalProperties", .bool(false)),
    ])
  }

  /// An object with a span's `start`, `end` and `text` and more.
  private static func spanned(
    _ required: [(String, JSONValue)], optional: [(String, JSONValue)] = []
  ) -> JSONValue {
    closed([("start", offset), ("end", offset), ("text", string)] + required, optional: optional)
  }
}
