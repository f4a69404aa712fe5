import KhabarAnnotations
import KhabarLexicon

/// Gives a word its dictionary form, without vowel signs: كتبهم كتاب, يقولون قال, الدول دولة.
///
/// Function words have theirs in a list. Others get it by a rule: letters off the front and on, letters off the end and on, one
/// letter near the end changed (يقولون: ي and ون off, و made ا). All rules that fit a word are candidates, and the singular of a
/// broken plural; a sum of weights chooses. `Tools/train_lemmatizer.py` learns rules and weights and computes the same
/// features.
struct Lemmatizer: Sendable {
  static let standard = Lemmatizer()

  /// A rule without arrays, its letters packed: trying it counts no references.
  private struct Rule: Sendable {
    let number: Int
    let front: Packed
    let frontOn: Packed
    /// Which letter from the end of what is left is changed, 0 for none.
    let place: Int
    let old: UInt8
    let new: UInt8
    let end: Packed
    let endOn: Packed
  }

  /// Up to four letters, the last one lowest.
  private struct Packed: Sendable {
    let count: Int
    let letters: UInt64

    init(_ letters: [UInt8]) {
      count = letters.count
      self.letters = ArabicLetter.packed(letters)
    }

    func append(to word: inout [UInt8]) {
      for index in 0..<count { word.append(UInt8(truncatingIfNeeded: letters >> UInt64(6 * (count - 1 - index)) & 63)) }
    }
  }

  /// A word whose ends can be compared at once.
  private struct Ends {
    let letters: [UInt8]
    /// Its first and last letters, as many as the place says, packed.
    let fronts: [UInt64]
    let ends: [UInt64]

    init(_ letters: [UInt8]) {
      self.letters = letters
      fronts = (0...4).map { ArabicLetter.packed(letters.prefix($0)) }
      ends = (0...4).map { ArabicLetter.packed(letters.suffix($0)) }
    }

    /// What a rule makes of the word, nil when it does not fit.
    @inline(__always)
    func result(_ rule: Rule) -> [UInt8]? {
      let stem = letters.count - rule.front.count - rule.end.count
      guard stem > 0, fronts[rule.front.count] == rule.front.letters, ends[rule.end.count] == rule.end.letters else {
        return nil
      }
      let changed = letters.count - rule.end.count - rule.place
      if rule.place > 0 { guard stem > rule.place, letters[changed] == rule.old else { return nil } }
      guard rule.frontOn.count + stem + rule.endOn.count > 1 else { return nil }
      var made: [UInt8] = []
      made.reserveCapacity(rule.frontOn.count + stem + rule.endOn.count)
      rule.frontOn.append(to: &made)
      made += letters[rule.front.count..<rule.front.count + stem]
      if rule.place > 0 { made[made.count - rule.place] = rule.new }
      rule.endOn.append(to: &made)
      return made
    }
  }

  private enum Template: Int, CaseIterable {
    case rule, ruleOpening, ruleClosing, ruleLength, rulePattern, lemmaClosing, lemmaOpening, lemmaPattern, level,
      ruleLevel
    case difference, ruleDifference, lemma, ruleAttached

    var name: String { "\(self)".kebab }
  }

  private static let broken = 0

  private let rules: [Rule]
  private let weights: FeatureWeights<Int32>
  /// Singulars of broken plurals by the hash of the plural, folded as keys are.
  private let singulars: [UInt64: [UInt8]]
  private let words = KnownWords.standard
  private let functions = FunctionWords.standard

  private init() {
    weights = FeatureWeights(Lexicons.lemmaWeights, templates: Template.allCases.map(\.name)) { bytes in
      var index = 0
      return Int32(truncatingIfNeeded: bytes.integer(at: &index))
    }
    let list = Lexicons.lemmaRules
    rules = (0..<list.count).compactMap { row in
      guard let number = list.keys(row).first.flatMap({ Int($0) }) else { return nil }
      let cells = (0..<7).map { list.value(row, $0) }
      let letters = cells.map { ArabicLetter.letters(of: $0) }
      return Rule(
        number: number, front: Packed(letters[0]), frontOn: Packed(letters[1]), place: Int(cells[2]) ?? 0,
        old: letters[3].first ?? 0, new: letters[4].first ?? 0, end: Packed(letters[5]), endOn: Packed(letters[6]))
    }
    var singulars: [UInt64: [UInt8]] = [:]
    let plurals = Lexicons.brokenPlurals
    let singular = plurals.column("singular_form")
    for row in 0..<plurals.count {
      let letters = ArabicLetter.letters(of: plurals.value(row, singular))
      for form in plurals.keys(row) { singulars[FunctionWords.hash(ArabicLetter.letters(of: form))] = letters }
    }
    self.singulars = singulars
  }

  private static func bareHash(_ letters: some Sequence<UInt8>) -> UInt64 {
    letters.reduce(0) { WordHash.appending(.bare($1), to: $0) }
  }

  /// The dictionary form of an Arabic word with that part of speech.
  func lemma(of word: TaggedWord, _ tag: PartOfSpeech) -> String {
    if let lemma = functions.lemma(FunctionWords.hash(word.letters), tag) { return lemma }
    guard let kind = Self.kind(tag), word.bareCount > 1 else { return Self.string(word.letters) }
    return Self.string(best(Array(word.bare), kind, isAttached: word.hasPronoun))
  }

  /// The number of a part of speech in features, nil when its words are not inflected.
  private static func kind(_ tag: PartOfSpeech) -> Int? {
    switch tag {
    case .noun, .number, .determiner: 0
    case .properNoun: 1
    case .adjective: 2
    case .verb, .auxiliary: 3
    case .adverb, .adposition: 4
    default: nil
    }
  }

  private static func string(_ letters: [UInt8]) -> String {
    String(String.UnicodeScalarView(letters.compactMap { Unicode.Scalar(0x0620 + UInt32($0)) }))
  }

  private func best(_ word: [UInt8], _ kind: Int, isAttached: Bool) -> [UInt8] {
    let singular = singulars[FunctionWords.hash(word)]
    // A noun that the tagger took for an adjective or a name is inflected all the same.
    let kind = singular != nil && kind < 3 ? 0 : kind
    let shape = Shape(word, words)
    var best = word
    var bestScore = Int32.min
    var seen: [UInt64] = []
    func consider(_ made: [UInt8], _ rule: Int) {
      let hash = WordHash.hash(made)
      guard !seen.contains(hash) else { return }
      seen.append(hash)
      let score = score(shape, kind, made, rule, isAttached)
      if score > bestScore { (best, bestScore) = (made, score) }
    }
    if let singular { consider(singular, Self.broken) }
    let ends = Ends(word)
    for rule in rules {
      if let made = ends.result(rule) { consider(made, rule.number) }
    }
    return best
  }

  /// What is asked of the word for each candidate.
  private struct Shape {
    let opening: UInt64
    let closing: UInt64
    let longClosing: UInt64
    let last: UInt64
    let pattern: UInt64
    let length: Int
    let level: Int

    init(_ word: [UInt8], _ words: KnownWords) {
      opening = WordHash.hash(word.prefix(2))
      closing = WordHash.hash(word.suffix(2))
      longClosing = WordHash.hash(word.suffix(3))
      last = WordHash.hash(word.suffix(1))
      pattern = WordPattern.hash(word.prefix(9))
      length = min(word.count, 7)
      level = words.level(Lemmatizer.bareHash(word))
    }
  }

  @inline(__always)
  private func weight(_ template: Template, _ letters: UInt64, _ number: Int) -> Int32 {
    weights.row(template.rawValue, letters, number) ?? 0
  }

  private func score(_ word: Shape, _ kind: Int, _ lemma: [UInt8], _ rule: Int, _ isAttached: Bool) -> Int32 {
    let number = rule * 8 + kind
    let there = words.level(Self.bareHash(lemma))
    let withArticle = words.level(Self.bareHash([ArabicLetter.alef, ArabicLetter.lam] + lemma))
    let known = Self.coarse(there)
    let difference = Self.bucket(max(there, withArticle) - word.level)
    var score = weight(.rule, 0, number)
    score += weight(.ruleOpening, word.opening, number)
    score += weight(.ruleClosing, word.closing, number)
    score += weight(.ruleClosing, word.longClosing, number)
    score += weight(.ruleLength, 0, number * 8 + word.length)
    score += weight(.rulePattern, word.pattern, number)
    score += weight(.lemmaClosing, WordHash.hash(lemma.suffix(2)), kind)
    score += weight(.lemmaOpening, WordHash.hash(lemma.prefix(1)), kind * 8 + min(lemma.count, 7))
    score += weight(.lemmaPattern, WordPattern.hash(lemma.prefix(9)), kind)
    score += weight(.level, 0, kind * 64 + known * 8 + Self.coarse(withArticle))
    score += weight(.ruleLevel, 0, number * 8 + known)
    score += weight(.difference, 0, kind * 16 + difference)
    score += weight(.ruleDifference, 0, number * 16 + difference)
    score += weight(.lemma, WordHash.hash(lemma.prefix(8)), kind)
    if isAttached { score += weight(.ruleAttached, word.last, number) }
    return score
  }

  /// A level in seven steps.
  private static func coarse(_ level: Int) -> Int { level == 0 ? 0 : 1 + min(level / 4, 5) }

  /// A difference of levels in nine steps.
  private static func bucket(_ difference: Int) -> Int {
    switch difference {
    case ..<(-12): 0
    case ..<(-7): 1
    case ..<(-4): 2
    case ..<(-1): 3
    case ..<1: 4
    case ..<4: 5
    case ..<7: 6
    case ..<12: 7
    default: 8
    }
  }
}
