/// A regular expression in the dialect of ECMA-262 with Unicode, as JSON Schema uses it.
///
/// Matches anywhere in the text unless anchored. Never backtracks: a match costs at most the length of the text times the
/// length of the pattern. What needs backtracking is refused: lookahead, lookbehind, back references. So are `\p{Script=…}`
/// and flags. All classes are by Unicode scalar; `\d` and `\w` are ASCII, as the standard has it.
struct SchemaPattern: Sendable {
  let source: String
  private let program: PatternProgram

  init(_ source: String) throws(PatternError) {
    self.source = source
    var parser = PatternParser(source)
    program = try PatternProgram(try parser.parse())
  }

  func matches(_ text: String) -> Bool { program.matches(text) }
}

/// Why a pattern cannot be used.
struct PatternError: Error, CustomStringConvertible {
  /// Whether the pattern is right but beyond this engine.
  let isUnsupported: Bool
  /// Unicode scalars before the fault.
  let offset: Int
  let sentence: String

  var description: String { "\(sentence) (character \(offset + 1))" }
}
