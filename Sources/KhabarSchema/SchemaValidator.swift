/// A JSON Schema of draft 2020-12, ready to check values against.
///
/// All vocabularies of the draft are known; `format` and the `content` keywords are annotations and refuse nothing.
/// References are looked up in the schema itself, in the resources given and in the draft's metaschemas, which are built
/// in; nothing is ever fetched. Patterns are those of `SchemaPattern`.
///
/// Compiling is linear in what the schema reaches. A validator may be used from several threads at once.
public struct SchemaValidator: Sendable {
  /// Errors beyond this many are not listed.
  public var maximumErrors = 1000
  /// How many schemas may be at work inside each other on the way into a value. A value or schema that goes deeper is
  /// refused with an error that says so. Each takes up to 1.5 kB of the stack.
  public var maximumDepth = 800

  private let schema: CompiledSchema

  /// - Parameters:
  ///   - baseURI: where the schema was read from; its relative references are seen from there.
  ///   - resources: other schemas by the URI that they are referred to with.
  public init(
    _ schema: JSONValue, baseURI: String = "", resources: [String: JSONValue] = [:]
  ) throws(SchemaError) {
    var compiler = SchemaCompiler(catalog: try SchemaCatalog(schema, baseURI: baseURI, resources: resources))
    self.schema = try compiler.compile()
  }

  public func validate(_ value: JSONValue) -> SchemaResult {
    var evaluation = SchemaEvaluation(schema, maximumErrors: maximumErrors, maximumDepth: maximumDepth)
    return evaluation.run(value)
  }

  /// Whether a value is valid, without the reasons; stops at the first fault.
  public func accepts(_ value: JSONValue) -> Bool {
    var evaluation = SchemaEvaluation(schema, maximumErrors: 0, maximumDepth: maximumDepth)
    return evaluation.runSilently(value)
  }
}
