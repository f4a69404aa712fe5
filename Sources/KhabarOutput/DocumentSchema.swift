public import KhabarSchema

/// The JSON Schema of `khabar-document/1`, from which `Schemas/document.schema.json` is written.
public enum DocumentSchema {
  public static let schema: JSONValue = .object([])
}
