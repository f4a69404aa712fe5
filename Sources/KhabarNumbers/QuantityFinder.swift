import KhabarAnnotations
import KhabarText

/// Reads the quantities of a text from its numbers: what the stage and the programmer's reader share.
struct QuantityFinder {
  let grammar: QuantityGrammar
  private let times: [TimeExpression]
  private let includesOrdinals: Bool

  init(
    folded: FoldedText, tokens: [Token], numbers: [NumberMention], times: [TimeExpression], text: [UInt8],
    includesOrdinals: Bool = true
  ) {
    let pieces = Pieces.cut(tokens, of: folded.bytes)
    grammar = QuantityGrammar(
      bytes: folded.bytes, pieces: pieces, numbers: Self.placed(numbers, in: pieces, folded.alignment),
      alignment: folded.alignment, text: text)
    self.times = times
    self.includesOrdinals = includesOrdinals
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
    if unit == nil || unit?.kind == .count, let before = grammar.unit(before: candidate.pieces.lowerBound) { unit = before }
    if let inner = candidate.innerUnit, unit == nil || unit?.kind == .count, inner.kind != .count { unit = inner }
    if isPart, unit == nil || unit?.kind == .count, let (whole, total) = unitAndFraction(candidate) {
      // "لتر ونصف": one of the unit, and a half.
      unit = whole
      return joinedUnit(candidate, whole, total)
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
      if grammar.isWord(end, "من"), !grammar.isBreak(end) { return false }
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

  // MARK: Duals and ordinals

  private func dual(_ candidate: QuantityCandidate, at index: Int) -> Draft? {
    let piece = candidate.pieces.lowerBound
    guard let noun = DualNouns.shared.dual(grammar.bytes, grammar.pieces[piece].indices), !noun.hasArticle else {
      return nil
    }
    var draft = Draft(
      range: TextRange(candidate.start, candidate.end), number: TextRange(candidate.start, candidate.end),
      value: candidate.value, unit: nil, unitRange: nil, kind: .count, modifier: .exact, rule: "dual",
      next: candidate.next)
    var end = candidate.pieces.upperBound
    switch noun.kind {
    case .time, .thing: return nil
    case .person:
      draft.unit = QuantityUnit(kind: .count, pieces: candidate.pieces)
      draft.unitRange = draft.range
    case .unit, .currency:
      guard let unit = grammar.measure(at: piece) ?? grammar.money(at: piece, allowsArticle: false) else { return nil }
      draft.unit = unit
      draft.unitRange = grammar.range(unit.pieces)
      draft.range = draft.range.union(grammar.range(unit.pieces))
      end = unit.pieces.upperBound
    }
    // "شخصين اثنين" says it twice.
    if let second = grammar.number(at: end, near: candidate.next), grammar.numbers[second].mention.value == .integer(2),
      grammar.numbers[second].mention.kind == .cardinal, !grammar.numbers[second].mention.isDigits
    {
      draft.next = second + 1
      end = grammar.numbers[second].pieces.upperBound
    }
    if let unit = draft.unit, let (total, last) = withFraction(.integer(2), unit, draft.next) {
      draft.value = .number(total)
      draft.next = last + 1
      end = grammar.numbers[last].pieces.upperBound
      draft.range = draft.range.union(grammar.numbers[last].mention.range)
    }
    readModifier(&draft, piece, end, isVague: false)
    settleKind(&draft, candidate, end)
    return draft
  }

  private func ordinal(_ candidate: QuantityCandidate, at index: Int) -> Draft? {
    let start = candidate.pieces.lowerBound
    let end = candidate.pieces.upperBound
    let isDigits = grammar.numbers[index].mention.isDigits
    let isDefinite =
      isDigits || grammar.beginsWithArticle(start) || grammar.beginsWithParticleAndArticle(start)
    var draft = Draft(
      range: TextRange(candidate.start, candidate.end), number: TextRange(candidate.start, candidate.end),
      value: candidate.value, unit: nil, unitRange: nil, kind: .ordinal, modifier: .exact, rule: "ordinal",
      next: candidate.next)
    if isPartOfYear(start) { return nil }
    if grammar.isWord(end, "من"), !grammar.isBreak(end), !grammar.isBreak(end + 1), grammar.role(end + 1) == .age,
      !grammar.beginsWithArticle(start - 1)
    {
      // "في الخامسة من عمره"
      draft.kind = .age
      draft.rule = "age"
      return draft
    }
    if isDefinite {
      let noun = start - (isDigits ? 2 : 1)
      if noun >= 0, grammar.pieces[noun].kind == .letters, !grammar.isBreak(start) {
        draft.unitRange = grammar.range(noun..<(noun + 1))
      }
    } else {
      // "أول من وصل" orders nobody that is named.
      if grammar.isWord(end, "من"), !grammar.isBreak(end) { return nil }
      if let unit = grammar.unit(after: end, isVague: false), unit.kind == .count, unit.pieces.count == 1 {
        let range = grammar.range(unit.pieces)
        draft.unit = unit
        draft.unitRange = range
        draft.range = draft.range.union(range)
      }
    }
    return draft
  }

  /// الربع الثاني, النصف الأول are times; "من جهة ثانية", "مرة ثانية" order nothing.
  private func isPartOfYear(_ start: Int) -> Bool {
    guard start > 0, !grammar.isBreak(start), grammar.pieces[start - 1].kind == .letters else { return false }
    if grammar.role(start - 1) == .side, !grammar.beginsWithArticle(start) { return true }
    let before = NumberReading(grammar.bytes, grammar.pieces[start - 1].indices, in: .shared)
    return before.kind == .fraction && before.hasArticle
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
        if sorted[index].range.overlaps(draft.number), draft.kind != .age || sorted[index].type != .duration {
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

  // MARK: Sign, modifier, kind

  private func readSign(_ draft: inout Draft, _ start: Int, _ end: Int) {
    var first: Int?
    if start > 0, !grammar.isBreak(start) {
      if grammar.isHyphen(start - 1), grammar.isGlued(start), start < 2 || grammar.pieces[start - 1].isSpaceBefore,
        grammar.pieces[start].kind == .digits
      {
        first = start - 1
      } else if grammar.role(start - 1) == .minus {
        first = start - 1
      }
    }
    if let first {
      draft.isNegative = true
      let sign = grammar.range(first..<(first + 1))
      draft.range = draft.range.union(sign)
      draft.number = draft.number.union(sign)
    } else if grammar.isWord(end, "تحت"), grammar.isWord(end + 1, "الصفر"), !grammar.isBreak(end) {
      draft.isNegative = true
      draft.range = draft.range.union(grammar.range(end..<(end + 2)))
      if draft.unit == nil || draft.unit?.kind == .count {
        draft.unit = QuantityUnit(kind: .measure("deg"), pieces: end..<(end + 2))
      }
    }
  }

  func readModifier(_ draft: inout Draft, _ start: Int, _ end: Int, isVague: Bool) {
    if isVague {
      if case .number(.vague(let pattern)) = draft.value { draft.modifier = Self.magnitude(pattern) }
      return
    }
    draft.extent = min(start, draft.unit?.pieces.lowerBound ?? start)..<end
    var before = start
    if draft.isNegative, start > 0, draft.range.lowerBound < draft.number.upperBound, grammar.isHyphen(start - 1) {
      before = start - 1
    }
    if let unit = draft.unit, unit.pieces.upperBound <= start { before = unit.pieces.lowerBound }
    // The و of a و apart, the ال before digits.
    if before > 0, grammar.pieces[start].kind == .digits, grammar.isGlued(start),
      grammar.pieces[before - 1].kind == .letters, before == start,
      Particles.isOnlyParticles(grammar.bytes, grammar.pieces[before - 1].indices)
    {
      before -= 1
    }
    // دون سن 15
    if before > 1, grammar.role(before - 1) == .age, !grammar.isBreak(before) { before -= 1 }
    if before > 0, !grammar.isBreak(before),
      let found = grammar.lexicon.modifiersBefore.longest(before: before, grammar.bytes, grammar.pieces)
    {
      draft.modifier = grammar.lexicon.modifier(found.row)
      draft.extent = found.start..<end
    }
    guard draft.modifier == .exact, !grammar.isBreak(end) else { return }
    var after = end
    // "مقتل شخصين، على الأقل"
    if grammar.mark(after) == 0x060C { after += 1 }
    if let found = grammar.lexicon.modifiersAfter.longest(at: after, grammar.bytes, grammar.pieces), !grammar.isBreak(after) {
      draft.modifier = grammar.lexicon.modifier(found.row)
      draft.extent = draft.extent.lowerBound..<found.end
    }
  }

  private static func magnitude(_ pattern: String) -> Quantity.Modifier {
    switch pattern.utf8.count {
    case ...2: .dozens
    case 3: .hundreds
    case 4...6: .thousands
    default: .millions
    }
  }

  func settleKind(_ draft: inout Draft, _ candidate: QuantityCandidate, _ end: Int) {
    switch draft.unit?.kind {
    case .percent: draft.kind = .percent
    case .measure: draft.kind = .measure
    case .money: draft.kind = .money
    case .ratio: draft.kind = .count
    case .count, nil:
      if isAge(candidate.pieces.lowerBound, end, draft) {
        draft.kind = .age
        draft.rule = "age"
      }
    }
  }

  /// "عمره 24 عاما", "(24 عاما)", "دون سن 15", "من هم دون 24 عاما"
  private func isAge(_ start: Int, _ end: Int, _ draft: Draft) -> Bool {
    let isYears = draft.unit.map { grammar.role($0.pieces.lowerBound) == .year } ?? false
    if draft.unit != nil, !isYears { return false }
    var index = start - 1
    while index >= 0, index >= start - 3, !grammar.isBreak(index + 1) {
      if grammar.role(index) == .age { return true }
      if grammar.pieces[index].kind == .digits { break }
      if isYears, grammar.isWord(index, "دون"), index == start - 1 { return true }
      if grammar.pieces[index].kind == .mark { break }
      index -= 1
    }
    guard isYears else { return false }
    if grammar.mark(start - 1) == 0x28, grammar.mark(end) == 0x29 { return true }
    return grammar.isWord(end, "من") && !grammar.isBreak(end) && grammar.role(end + 1) == .age
  }
}
