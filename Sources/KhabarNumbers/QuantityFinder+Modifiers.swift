import KhabarAnnotations
import KhabarText

extension QuantityFinder {
  // MARK: Sign, modifier, kind

  func readSign(_ draft: inout Draft, _ start: Int, _ end: Int) {
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
    } else if grammar.isWord(end, .below), grammar.isWord(end + 1, .zero), !grammar.isBreak(end) {
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
    // "يزيد عددهم على 50", "يتجاوز عددهم الخمسين"
    if let modifier = modifierAroundAmount(before) {
      draft.modifier = modifier.modifier
      draft.extent = modifier.start..<end
      return
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
    if let found = grammar.lexicon.modifiersAfter.longest(at: after, grammar.bytes, grammar.pieces),
      !grammar.isBreak(after)
    {
      draft.modifier = grammar.lexicon.modifier(found.row)
      draft.extent = draft.extent.lowerBound..<found.end
    }
  }

  /// The modifier with a noun for the amount inside it or between it and the number.
  private func modifierAroundAmount(_ before: Int) -> (modifier: Quantity.Modifier, start: Int)? {
    guard before > 1, !grammar.isBreak(before), !grammar.isBreak(before - 1) else { return nil }
    let noun: Int
    if grammar.role(before - 1) == .amount {
      noun = before - 1
    } else if before > 2, grammar.role(before - 2) == .amount, !grammar.isBreak(before - 2) {
      noun = before - 2
    } else {
      return nil
    }
    let first = max(0, noun - 3)
    let pieces = Array(grammar.pieces[first..<noun] + grammar.pieces[(noun + 1)..<before])
    guard let found = grammar.lexicon.modifiersBefore.longest(before: pieces.count, grammar.bytes, pieces),
      found.start < noun - first
    else { return nil }
    return (grammar.lexicon.modifier(found.row), first + found.start)
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
    case .percent, .basisPoint: draft.kind = .percent
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
      if isYears, grammar.isWord(index, .under), index == start - 1 { return true }
      if grammar.pieces[index].kind == .mark { break }
      index -= 1
    }
    guard isYears else { return false }
    if grammar.mark(start - 1) == 0x28, grammar.mark(end) == 0x29 { return true }
    return grammar.isWord(end, .from) && !grammar.isBreak(end) && grammar.role(end + 1) == .age
  }
}
