/// The one rule that maps a Swift name to its JSON name: `sourceChain` to `source_chain`.
public enum SnakeCase {
  public static func from(_ camelCase: String) -> String {
    var result = ""
    var previousIsLower = false
    for character in camelCase {
      if character.isUppercase, previousIsLower { result.append("_") }
      previousIsLower = character.isLowercase || character.isNumber
      result.append(contentsOf: character.lowercased())
    }
    return result
  }
}
