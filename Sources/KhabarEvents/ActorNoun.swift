import KhabarLexicon

/// A row of `actors.tsv`: a noun for one who takes part in events without a name.
enum ActorNoun: String, CaseIterable {
  case person
  /// An office or force, which acts as one.
  case body
  /// What stands for those who use it: طائرات مسيرة.
  case weapon
  /// A thing or building, which is only attacked.
  case site

  /// The kind of each row of the list.
  static let rows: [ActorNoun] = {
    let list = Lexicons.actors
    let column = list.column("kind")
    return (0..<list.count).map { ActorNoun(rawValue: list.value($0, column)) ?? .person }
  }()
}
