import KhabarLexicon

/// Words by which names and titles hang together, in their folded form. The words are in
/// `Lexicons/grammar-words.tsv`.
enum GrammarWord {
  static let inName = bytes("inName")
  static let at = bytes("at")
  static let of = bytes("of")
  static let with = bytes("with")
  static let to = bytes("to")
  static let about = bytes("about")
  static let lam = bytes("lam")
  /// The year, and the Sunnis.
  static let year = bytes("year")

  /// رئيس, رئيسة
  static let presidents = ["president1", "president2"].map(bytes)

  /// Prepositions before the other side of a match: على, أمام, ضد.
  static let opponents = ["opponent1", "opponent2", "opponent3", "opponent4"].map(bytes)

  /// Adjectives of the committees of a parliament: النيابية, البرلمانية.
  static let parliamentary = ["parliamentary1", "parliamentary2"].map(bytes)

  /// - Precondition: the list has a row of that name.
  private static func bytes(_ name: String) -> [UInt8] {
    let list = Lexicons.grammarWords
    let column = list.column("name")
    guard let row = (0..<list.count).first(where: { list.value($0, column) == name }) else {
      preconditionFailure("grammar-words has no \(name)")
    }
    return list.keys(row).first.map { Array($0.utf8) } ?? []
  }
}
