public import KhabarCore
public import KhabarSchema

/// The JSON Schema of pipeline files, made from what the stages, sources and sinks of a registry declare.
///
/// One `if`/`then` for each name instead of `oneOf`: an editor then shows the problems of the stage that is meant, not of
/// every stage there is.
public enum PipelineSchema {
  public static func schema(for registry: StageRegistry) -> JSONValue {
    .object([
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("$id", .string("https://khabar.dev/schemas/pipeline.schema.json")),
      ("title", .string("Khabar pipeline")),
      ("description", .string("Where documents come from, the stages they pass in order, and where results go.")),
      ("type", .string("object")),
      (
        "properties",
        .object([
          ("$schema", .object([("type", .string("string"))])),
          (
            "version",
            .object([("description", .string("The version of this format.")), ("const", .int(1))])
          ),
          ("source", kinds("Where documents come from.", registry.sources)),
          (
            "stages",
            .object([
              ("description", .string("The steps, in order; each adds a layer.")), ("type", .string("array")),
              ("items", stage(registry.stages)),
            ])
          ),
          (
            "sinks",
            .object([
              ("description", .string("Where results go.")), ("type", .string("array")), ("minItems", .int(1)),
              ("items", kinds("A place where results go.", registry.sinks)),
            ])
          ),
          (
            "on_error",
            .object([
              (
                "description",
                .string("fail ends the run at the first failure, skip counts it, quarantine also names it in a file.")
              ),
              ("enum", .array(ErrorPolicy.allCases.map { .string($0.rawValue) })), ("default", .string("quarantine")),
            ])
          ),
          (
            "workers",
            .object([
              ("description", .string("Documents worked on at the same time; the cores of the machine if left out.")),
              ("type", .string("integer")), ("minimum", .int(1)), ("maximum", .int(256)),
            ])
          ),
          (
            "maximum_failures",
            .object([
              ("description", .string("The run ends after this many failed documents.")), ("type", .string("integer")),
              ("minimum", .int(1)),
            ])
          ),
        ])
      ),
      ("required", .array(["version", "source", "stages", "sinks"].map(JSONValue.string))),
      ("additionalProperties", .bool(false)),
    ])
  }

  private static func stage(_ stages: [Component<any Stage>]) -> JSONValue {
    let cases = stages.map { stage in
      condition(key: "stage", name: stage.name, then: [("options", options(stage.options, description: stage.summary))])
    }
    return .object(
      [
        ("type", .string("object")),
        (
          "properties",
          .object([
            ("stage", .object([("enum", .array(stages.map { .string($0.name) }))])),
            ("options", .object([("type", .string("object"))])),
          ])
        ),
        ("required", .array([.string("stage")])), ("additionalProperties", .bool(false)),
      ] + all(cases))
  }

  private static func kinds<Made>(_ description: String, _ components: [Component<Made>]) -> JSONValue {
    let cases = components.map { component in
      let properties = component.options.entries.map { ($0.name, $0.schema) }
      let known = [("kind", JSONValue.bool(true))] + properties
      return JSONValue.object([
        ("if", isNamed("kind", component.name)),
        (
          "then",
          .object([
            ("description", .string(component.summary)), ("properties", .object(known)),
            ("additionalProperties", .bool(false)),
          ])
        ),
      ])
    }
    return .object(
      [
        ("description", .string(description)), ("type", .string("object")),
        ("properties", .object([("kind", .object([("enum", .array(components.map { .string($0.name) }))]))])),
        ("required", .array([.string("kind")])),
      ] + all(cases))
  }

  /// `allOf`, which must not be empty.
  private static func all(_ cases: [JSONValue]) -> [(String, JSONValue)] {
    cases.isEmpty ? [] : [("allOf", .array(cases))]
  }

  private static func condition(key: String, name: String, then properties: [(String, JSONValue)]) -> JSONValue {
    .object([("if", isNamed(key, name)), ("then", .object([("properties", .object(properties))]))])
  }

  private static func isNamed(_ key: String, _ name: String) -> JSONValue {
    .object([
      ("properties", .object([(key, .object([("const", .string(name))]))])), ("required", .array([.string(key)])),
    ])
  }

  private static func options(_ list: OptionList, description: String) -> JSONValue {
    .object([
      ("description", .string(description)), ("properties", .object(list.entries.map { ($0.name, $0.schema) })),
      ("additionalProperties", .bool(false)),
    ])
  }
}
