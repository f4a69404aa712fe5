import KhabarAnnotations
import KhabarCore
import KhabarText

/// A number of the text that may be a count of people.
struct CasualtyCandidate {
  var range: TextRange
  /// The tokens of `range`.
  var tokens: Range<Int>
  var number: Int?
  var modifier: Quantity.Modifier
  var victims: TextRange?
  /// The lower end of a range, whose noun stands after the upper one.
  var opensRange = false
  /// One person without a number: مقتل ضابط.
  var isLone = false

  /// The counts of a document in text order, not overlapping: quantities of kind count, and duals that stand for a
  /// number without being one ("قتيلان"). O(quantities + numbers + tokens).
  static func all(in document: Document, _ reading: NewsReading) -> [CasualtyCandidate] {
    let numbers = document[Numbers.self]
    let allQuantities = document[Quantities.self]
    let quantities = allQuantities.span
    var candidates: [CasualtyCandidate] = []
    for index in quantities.indices where quantities[index].kind == .count {
      if quantities[index].normalizedKind == .range, let ends = ends(of: quantities[index], numbers, reading) {
        candidates += ends
      } else if let candidate = of(quantities[index], reading) {
        candidates.append(candidate)
      }
    }
    var isTaken = Array(repeating: false, count: reading.tokens.count)
    for index in quantities.indices {
      for token in reading.tokens(of: quantities[index].range) { isTaken[token] = true }
    }
    func addDual(_ token: Int, start: Int) {
      guard !isTaken[token], !reading.isTime[token] else { return }
      isTaken[token] = true
      let range = TextRange(start, reading.tokens[token].range.upperBound)
      candidates.append(
        CasualtyCandidate(range: range, tokens: token..<(token + 1), number: 2, modifier: .exact, victims: range))
    }
    // "مدرسين اثنين" is a number already.
    func isFollowedByTwo(_ token: Int, _ taken: [Bool]) -> Bool {
      token + 1 < taken.count && taken[token + 1] && !reading.hasConjunction(token + 1)
    }
    for number in numbers where number.kind == .dual {
      for token in reading.tokens(of: number.range).prefix(1) { addDual(token, start: number.range.lowerBound) }
    }
    var dual = 0
    func addDuals(before token: Int) {
      while dual < reading.duals.count, reading.duals[dual].token < token {
        let (place, singular) = reading.duals[dual]
        dual += 1
        guard singular.contains(.person), !isFollowedByTwo(place, isTaken) else { continue }
        addDual(place, start: reading.folded.alignment.originalStart(of: reading.tokens[place].stem.lowerBound))
      }
    }
    reading.terms.forEach { row, tokens in
      guard CasualtyTerm.rows[row].number == 2 else { return }
      let token = tokens.lowerBound
      addDuals(before: token)
      if dual < reading.duals.count, reading.duals[dual].token == token { dual += 1 }
      // "أردى شخصين قتيلين": the two are counted once.
      if token > 0, isTaken[token - 1], !reading.hasConjunction(token), !reading.isDefinite(token) { return }
      addDual(token, start: reading.range(of: reading.terms, at: token, end: token + 1).lowerBound)
    }
    addDuals(before: reading.tokens.count)
    for token in reading.tokens.indices
    where reading.classes[token].contains(.one) && !isTaken[token] && isLone(token, reading) {
      // "إصابة ضابط وأربعة جنود": the number behind و counts others.
      if token + 1 < isTaken.count, isTaken[token + 1], !reading.isTime[token + 1], !reading.hasConjunction(token + 1) {
        continue
      }
      let range = TextRange(
        reading.folded.alignment.originalStart(of: reading.tokens[token].stem.lowerBound),
        reading.tokens[token].range.upperBound)
      candidates.append(
        CasualtyCandidate(
          range: range, tokens: token..<(token + 1), number: 1, modifier: .exact, victims: range, isLone: true))
    }
    return TextOrder.places(of: candidates.map(\.range.order)).map { candidates[$0] }
  }

  /// Whether this noun for one person stands, without article or number, right behind a word of death or injury: "مقتل
  /// ضابط"; not "مقتل ضابط الأمن", which means one known, nor "قتل جندي شابا", where he is the one who did it.
  private static func isLone(_ token: Int, _ reading: NewsReading) -> Bool {
    guard token > 0, !reading.isDefinite(token), !reading.isTime[token],
      reading.attachedRelation(token) == nil, !reading.hasConjunction(token),
      let row = reading.terms.row(covering: token - 1),
      reading.tokens[token - 1].sentence == reading.tokens[token].sentence
    else { return false }
    let construction = CasualtyTerm.rows[row].construction
    guard !construction.isDisjoint(with: [.lone, .lonePassive]) else { return false }
    let next = token + 1
    guard next < reading.tokens.count, reading.marks[next] == .none, !reading.isTime[next] else { return true }
    if construction.contains(.lone) {
      // "لقي عامل مصرعه": the noun that completes the verb.
      let completes = reading.terms.row(covering: next).map { CasualtyTerm.rows[$0].construction.contains(.state) }
      return !reading.isDefinite(next) || reading.hasConjunction(next) || completes == true
    }
    return reading.classes[next].contains(.location) || reading.attachedRelation(next) != nil
      || reading.hasConjunction(next) || reading.relations.row(startingAt: next) != nil
  }

  /// A range is two counts: "ما بين 30 و35 ألف نازح". Nil for what is none.
  private static func ends(of quantity: borrowing Quantity, _ numbers: [NumberMention], _ reading: NewsReading)
    -> [CasualtyCandidate]?
  {
    let values = quantity.normalized.split { !$0.isNumber }.compactMap { Int($0) }
    var low = 0
    var high = numbers.count
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle].range.start < quantity.range.start { low = middle + 1 } else { high = middle }
    }
    let inside = numbers[low...].prefix { $0.range.end <= quantity.range.end }
    guard values.count == 2, inside.count >= 2, let first = inside.first, let second = inside.dropFirst().first else {
      return nil
    }
    let rest = TextRange(second.range.lowerBound, quantity.range.upperBound)
    return [
      CasualtyCandidate(
        range: first.range, tokens: reading.tokens(of: first.range), number: values[0], modifier: .exact,
        victims: quantity.unitRange, opensRange: true),
      CasualtyCandidate(
        range: rest, tokens: reading.tokens(of: rest), number: values[1], modifier: .exact, victims: quantity.unitRange),
    ]
  }

  private static func of(_ quantity: borrowing Quantity, _ reading: NewsReading) -> CasualtyCandidate? {
    let tokens = reading.tokens(of: quantity.range)
    guard !tokens.isEmpty else { return nil }
    var number: Int?
    if let value = quantity.value {
      guard value >= 0, value < 1e12, value == value.rounded() else { return nil }
      number = Int(value)
    }
    return CasualtyCandidate(
      range: quantity.range, tokens: tokens, number: number, modifier: quantity.modifier, victims: quantity.unitRange)
  }
}
