import KhabarAnnotations

/// What may stand before a stem.
struct Prefix: Sendable {
  /// Its parts as the model writes them: `و+ب+ال`.
  let name: String
  let letters: [UInt8]
  /// Kind of each part and where it ends, in letters.
  let parts: [(kind: Segment.Kind, end: Int)]
  /// Which suffixes go with it: the place in `states`.
  let state: Int
  let hasArticle: Bool
  /// و or ف in front.
  let hasConjunction: Bool
  /// The part after the conjunction, a particle or the ل of لل, nil for none or the bare article.
  let particle: UInt8?
  /// The article is written as the second ل of لل.
  var isElided: Bool { letters.count >= 2 && parts.last?.kind == .article && letters.suffix(2) == [.lam, .lam] }
  var endsWithFuture: Bool { parts.last?.kind == .future }

  static let states = ["", "و", "ب", "ك", "ل", "س", "ال"]

  /// و or ف, then س, ب, ل, ك, ال, بال, كال or لل: "وبالنسبة", "فسيكون", "للحوثيين".
  static let all: [Prefix] = ["", "و", "ف"].flatMap { conjunction in
    ["", "س", "ب", "ل", "ك", "ال", "ب+ال", "ك+ال", "ل+ل"].map { rest in
      Prefix([conjunction, rest].filter { !$0.isEmpty }.joined(separator: "+"))
    }
  }

  private init(_ name: String) {
    self.name = name
    var letters: [UInt8] = []
    var parts: [(kind: Segment.Kind, end: Int)] = []
    let pieces = name.split(separator: "+")
    for (index, piece) in pieces.enumerated() {
      letters += ArabicLetter.letters(of: piece)
      let kind: Segment.Kind =
        switch piece {
        case "و", "ف": .conjunction
        case "س": .future
        case "ال": .article
        case "ل" where index > 0 && pieces[index - 1] == "ل": .article
        default: .preposition
        }
      parts.append((kind, letters.count))
    }
    self.letters = letters
    self.parts = parts
    hasArticle = parts.last?.kind == .article
    hasConjunction = parts.first?.kind == .conjunction
    let rest = pieces.dropFirst(parts.first?.kind == .conjunction ? 1 : 0)
    particle = rest.first.flatMap { $0 == "ال" ? nil : ArabicLetter.letters(of: $0).first }
    let state = hasArticle ? "ال" : rest.last.map(String.init) ?? (name.isEmpty ? "" : "و")
    self.state = Self.states.firstIndex(of: state) ?? 0
  }
}

/// What may stand after a stem: an ending of number, gender or person, a pronoun, or both.
struct Suffix: Sendable {
  /// As the model writes it: E before the ending, N before the pronoun: `EتNها`.
  let name: String
  let ending: String
  let pronoun: String
  let letters: [UInt8]
  let packed: UInt64
  /// Letters of each part of the ending: ت+ين in "سنتين".
  let endingParts: [Int]
  let pronounCount: Int
  /// ة ات, and ت before another ending or a pronoun: the word behind the stem may end in ة.
  let isFeminine: Bool

  static let pronouns = ["ه", "ها", "هم", "هما", "هن", "ك", "كم", "نا", "ني", "ي"]
  static let endings = ["ة", "ات", "ان", "ين", "ون", "وا", "ت", "ا", "ي", "و", "تا", "ت+ان", "ت+ين", "ت+ا", "ت+ي"]

  /// Endings alone, pronouns alone ("ما" of "مما" with them), and pronouns after the endings that take one. ني goes with
  /// verbs only.
  static let all: [Suffix] = {
    var all = [Suffix(ending: "", pronoun: "")]
    all += endings.map { Suffix(ending: $0, pronoun: "") }
    all += (pronouns + ["ما"]).map { Suffix(ending: "", pronoun: $0) }
    for ending in ["ات", "ت", "ا", "و", "ون", "ان", "ين", "ي", "ت+ي", "ت+ا"] {
      for pronoun in pronouns where pronoun != "ني" || ["ت", "ون", "و"].contains(ending) {
        all.append(Suffix(ending: ending, pronoun: pronoun))
      }
    }
    return all
  }()

  /// Places in `all` by last letter, the empty one left out.
  static let byLastLetter: [[Int]] = {
    var places = [[Int]](repeating: [], count: 64)
    for (place, suffix) in all.enumerated() {
      if let last = suffix.letters.last { places[Int(last)].append(place) }
    }
    return places
  }()

  private init(ending: String, pronoun: String) {
    name = (ending.isEmpty ? "" : "E" + ending) + (pronoun.isEmpty ? "" : "N" + pronoun)
    self.ending = ending.filter { $0 != "+" }
    self.pronoun = pronoun
    let parts = ending.split(separator: "+").map { ArabicLetter.letters(of: $0) }
    let pronounLetters = ArabicLetter.letters(of: pronoun)
    endingParts = parts.map(\.count)
    isFeminine = ending.hasPrefix("ة") || ending.hasPrefix("ت") || ending == "ات"
    pronounCount = pronounLetters.count
    letters = parts.flatMap { $0 } + pronounLetters
    packed = ArabicLetter.packed(letters)
  }
}
