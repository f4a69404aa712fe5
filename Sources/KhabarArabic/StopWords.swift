import KhabarLexicon

/// Words that search and word counting leave out: particles, pronouns, prepositions, auxiliaries.
///
/// The list is `function-words.tsv`, written for this project. Words are compared folded: alef without hamza, ى as ي, no vowel
/// signs.
public enum StopWords {
  /// All of them, folded, in alphabetical order.
  public static let all: [String] = words.sorted()

  private static let words: Set<String> = {
    let list = Lexicons.functionWords
    let stop = list.column("stop")
    return Set((0..<list.count).filter { list.value($0, stop) == "yes" }.flatMap { list.keys($0) })
  }()

  /// Whether a word, written in any way, is one of them. A word with a particle attached is not: cut it first.
  public static func contains(_ word: String) -> Bool { words.contains(KeyFolding.fold(word)) }
}
