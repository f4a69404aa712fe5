import KhabarAnnotations
import KhabarText

/// Reads the quantities of a text from its numbers: what the stage and the programmer's reader share.
struct QuantityFinder {
  let grammar: QuantityGrammar
  private let times: [TimeExpression]
  private let includesOrdinals: Bool
  let includesDualThings: Bool

  init(
    folded: FoldedText, tokens: [Token], numbers: [NumberMention], times: [TimeExpression], text: [UInt8],
    includesOrdinals: Bool = true, includesDualThings: Bool = false
  ) {
    let pieces = Pieces.cut(tokens, of: folded.bytes)
    grammar = QuantityGrammar(
      bytes: folded.bytes, pieces: pieces, numbers: Self.placed(numbers, in: pieces, folded.alignment),
      alignment: folded.alignment, text: text)
    self.times = times
    self.includesOrdinals = includesOrdinals
    self.includesDualThings = includesDualThings
  }

  /// The pieces of each number. Both are in text order.
  private static func placed(_ numbers: [NumberMention], in pieces: [Piece], _ alignment: Alignment) -> [PlacedNumber] {
    var placed: [PlacedNumber] = []
    placed.reserveCapacity(numbers.count)
    var index = 0
    for mention in numbers {
      let start = alignment.rewritten(of: mention.range.lowerBound)
      let end = alignment.rewritten(of: mention.range.upperBound)
      while index < pieces.count, Int(pieces[index].end) <= start { index += 1 }
      let first = index
      while index < pieces.count, Int(pieces[index].start) < end { index += 1 }
      if first < index { placed.append(PlacedNumber(mention: mention, pieces: first..<index)) }
    }
    return placed
  }

  /// All quantities in text order, not overlapping. O(numbers + times) beyond the cutting into pieces.
  func quantities() -> [Quantity] {
    var found: [Draft] = []
    var index = 0
    while index < grammar.numbers.count {
      switch grammar.reading(at: index) {
      case .skip(let next): index = max(next, index + 1)
      case .candidate(let candidate):
        guard let draft = draft(candidate, at: index) else {
          index = max(candidate.next, index + 1)
          continue
        }
        index = max(draft.next, index + 1)
        if let last = found.last, draft.range.lowerBound < last.range.upperBound { continue }
        found.append(draft)
      }
    }
    if found.isEmpty, let unit = bareUnit() { found.append(unit) }
    let resolved = resolvedCurrencies(joinedBounds(found))
    return withoutTimes(resolved)
  }

  // MARK: One quantity

  /// A quantity before its currency is settled and times are taken out.
  struct Draft {
    var range: TextRange
    var number: TextRange
    var value: QuantityCandidate.Value
    var unit: QuantityUnit?
    var unitRange: TextRange?
    var kind: Quantity.Kind
    var modifier: Quantity.Modifier
    var rule: String
    var next: Int
    /// Digits such as 12.000, which a currency of three decimals reads as twelve.
    var alternative: NumberValue?
    var isNegative = false
    /// The two numbers of a range.
    var bounds: (low: TextRange, high: TextRange)?
    /// Its pieces, modifiers before and after included.
    var extent: Range<Int> = 0..<0
    /// How the bounds of a range are written: round where they are not in it.
    var brackets = ("[", "]")
  }

  private func draft(_ candidate: QuantityCandidate, at index: Int) -> Draft? {
    switch candidate.kind {
    case .ordinal: return includesOrdinals ? ordinal(candidate, at: index) : nil
    case .dual: return dual(candidate, at: index)
    case .cardinal: break
    }
    guard isCounting(candidate, at: index) else { return nil }
    var isVague = false
    if case .number(.vague(let pattern)) = candidate.value {
      // بضعة أشخاص says too little.
      if pattern == "X" { return nil }
      isVague = true
    }
    var isPart = false
    if case .number(.fraction) = candidate.value, candidate.rule == "fraction" { isPart = true }
    var end = candidate.pieces.upperBound
    var unit = grammar.unit(after: end, isVague: isVague || isPart)
    if unit == nil || unit?.kind == .count, let before = grammar.unit(before: candidate.pieces.lowerBound) {
      unit = before
    }
    if let inner = candidate.innerUnit, unit == nil || unit?.kind == .count, inner.kind != .count { unit = inner }
    if isPart, let (whole, total) = unitAndFraction(candidate),
      unit == nil || unit?.kind == .count || unit?.kind == whole.kind
    {
      // "لتر ونصف": one of the unit, and a half.
      unit = whole
      return joinedUnit(candidate, whole, total)
    }
    if unit == nil || unit?.kind == .count, let one = oneOfUnit(candidate) {
      return joinedUnit(candidate, one, .integer(1))
    }
    if let unit { end = max(end, unit.pieces.upperBound) }
    var value = candidate.value
    var next = candidate.next
    if case .number(let number) = value, let whole = unit {
      if let (total, last) = withSmallUnits(number, whole, next) ?? withFraction(number, whole, next) {
        value = .number(total)
        unit?.kind = currency(of: whole, with: last)
        next = last + 1
        end = max(grammar.numbers[last].pieces.upperBound, smallUnitEnd(last))
      }
    }
    var range = TextRange(candidate.start, candidate.end)
    var unitRange = unit.map { grammar.range($0.pieces) }
    if let unitRange { range = range.union(unitRange) }
    if end > candidate.pieces.upperBound { range = range.union(grammar.range((end - 1)..<end)) }
    if unit?.kind == .count, let pieces = unit?.pieces, pieces.count > 1 {
      unitRange = grammar.range((pieces.upperBound - 1)..<pieces.upperBound)
    }
    if unit == nil, let noun = nounBefore(candidate, at: index) {
      unitRange = noun
      range = range.union(noun)
    }
    var draft = Draft(
      range: range, number: TextRange(candidate.start, candidate.end), value: value, unit: unit, unitRange: unitRange,
      kind: .count, modifier: .exact, rule: candidate.rule, next: next)
    draft.alternative = alternative(index, candidate)
    if case .range = candidate.value, candidate.next <= grammar.numbers.count {
      draft.bounds = (grammar.numbers[index].mention.range, grammar.numbers[candidate.next - 1].mention.range)
    }
    readSign(&draft, candidate.pieces.lowerBound, end)
    readModifier(&draft, candidate.pieces.lowerBound, end, isVague: isVague)
    settleKind(&draft, candidate, end)
    return draft
  }

  /// What a number after its noun counts: "عضو واحد", "الولايات الثلاث".
  private func nounBefore(_ candidate: QuantityCandidate, at index: Int) -> TextRange? {
    let start = candidate.pieces.lowerBound
    let number = grammar.numbers[index].mention
    guard candidate.next == index + 1, start > 0, !grammar.isBreak(start), grammar.pieces[start - 1].kind == .letters,
      !NounNumber.isParticle(grammar.bytes, grammar.pieces[start - 1].indices)
    else { return nil }
    let isDefinite = grammar.beginsWithArticle(start)
    guard isDefinite && grammar.beginsWithArticle(start - 1) || !number.isDigits && number.value == .integer(1) else {
      return nil
    }
    return grammar.range((start - 1)..<start)
  }

  /// 12.000 as twelve.
  private func alternative(_ index: Int, _ candidate: QuantityCandidate) -> NumberValue? {
    let number = grammar.numbers[index]
    let pieces = grammar.pieces[number.pieces]
    guard candidate.next == index + 1, number.mention.isDigits, pieces.count == 3, let first = pieces.first,
      let last = pieces.last, last.count == 3, grammar.mark(number.pieces.lowerBound + 1) == 0x2E
    else { return nil }
    return Amount(whole: [first.indices], decimals: last.indices, of: grammar.bytes).value
  }

  /// Numbers that count nothing: "كل واحد", "واحد من المسؤولين", نصف نهائي.
  private func isCounting(_ candidate: QuantityCandidate, at index: Int) -> Bool {
    guard candidate.next == index + 1, case .number(let value) = candidate.value else { return true }
    let start = candidate.pieces.lowerBound
    let end = candidate.pieces.upperBound
    if value == .integer(1), !grammar.numbers[index].mention.isDigits {
      if start > 0, grammar.role(start - 1) == .beforeOne { return false }
      if grammar.isWord(end, .from), !grammar.isBreak(end) { return false }
    }
    if case .fraction = value, candidate.rule == "fraction", candidate.pieces.count == 1 {
      if !grammar.isBreak(end), grammar.role(end) == .afterFraction { return false }
      let isDefinite = grammar.beginsWithArticle(start)
      // الربع الأول, النصف الثاني: a part of a year or a match.
      if isDefinite, index + 1 < grammar.numbers.count, grammar.numbers[index + 1].pieces.lowerBound == end,
        grammar.numbers[index + 1].mention.kind == .ordinal
      {
        return false
      }
      if isDefinite, !grammar.isBreak(end), grammar.beginsWithArticle(end) { return false }
    }
    return true
  }

  // MARK: Unit without number

  /// "كيلومتر" as a whole phrase is one kilometre, "لتر ونصف" one and a half.
  private func bareUnit() -> Draft? {
    guard grammar.pieces.count <= 6, let first = grammar.measure(at: 0), case .measure = first.kind else { return nil }
    guard first.pieces.upperBound == grammar.pieces.count else { return nil }
    let range = grammar.range(first.pieces)
    return Draft(
      range: range, number: range, value: .number(.integer(1)), unit: first, unitRange: range, kind: .measure,
      modifier: .exact, rule: "unit", next: 0)
  }

  // MARK: Times and currencies

  /// A currency named without its country is that of the same name elsewhere in the text, where there is only one.
  private func resolvedCurrencies(_ drafts: [Draft]) -> [Draft] {
    var codes: [String: Set<String>] = [:]
    for draft in drafts {
      if case .money(let code, let identifier, true)? = draft.unit?.kind, !identifier.isEmpty {
        codes[identifier, default: []].insert(code)
      }
    }
    guard !codes.isEmpty else { return drafts }
    return drafts.map { draft in
      guard case .money(_, let identifier, false)? = draft.unit?.kind, identifier != "dollar",
        let known = codes[identifier], known.count == 1, let code = known.first
      else { return draft }
      var resolved = draft
      resolved.unit?.kind = .money(code: code, identifier: identifier, isQualified: false)
      return resolved
    }
  }

  /// Numbers of dates and durations belong to those; an age is none.
  private func withoutTimes(_ drafts: [Draft]) -> [Quantity] {
    let sorted = times.sorted { $0.range < $1.range }
    var quantities: [Quantity] = []
    var first = 0
    for draft in drafts {
      while first < sorted.count, sorted[first].range.upperBound <= draft.number.lowerBound { first += 1 }
      var index = first
      var isTaken = false
      while index < sorted.count, sorted[index].range.lowerBound < draft.number.upperBound {
        let time = sorted[index].range
        // In "الأحد عشر" the number is more than the weekday in it.
        let isInside = draft.bounds == nil && draft.number.contains(time) && time.count < draft.number.count
        if time.overlaps(draft.number), !isInside, draft.kind != .age || sorted[index].type != .duration {
          isTaken = true
          break
        }
        index += 1
      }
      if !isTaken { quantities.append(contentsOf: finished(draft)) }
    }
    return quantities
  }

  private func finished(_ draft: Draft) -> [Quantity] { draft.quantities(text: grammar.text) }
}
