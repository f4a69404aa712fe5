import KhabarLexicon

/// A word by which the grammar of numbers hangs together, in its folded form. The words are in
/// `Lexicons/grammar-words.tsv`.
struct GrammarWord: Sendable {
  let bytes: [UInt8]

  static let except = GrammarWord("except")
  static let after = GrammarWord("after")
  static let and = GrammarWord("and")
  static let one = GrammarWord("one")
  static let within = GrammarWord("within")
  static let below = GrammarWord("below")
  static let zero = GrammarWord("zero")
  static let under = GrammarWord("under")
  static let from = GrammarWord("from")
  static let inDegree = GrammarWord("inDegree")
  static let andFrom = GrammarWord("andFrom")
  static let to = GrammarWord("to")
  static let what = GrammarWord("what")
  static let between = GrammarWord("between")
  static let andBetween = GrammarWord("andBetween")
  static let whatBetween = GrammarWord("whatBetween")
  static let part = GrammarWord("part")
  static let each = GrammarWord("each")
  static let over = GrammarWord("over")

  /// - Precondition: the list has a row of that name.
  private init(_ name: String) {
    let list = Lexicons.grammarWords
    let column = list.column("name")
    guard let row = (0..<list.count).first(where: { list.value($0, column) == name }) else {
      preconditionFailure("grammar-words has no \(name)")
    }
    bytes = list.keys(row).first.map { Array($0.utf8) } ?? []
  }
}
