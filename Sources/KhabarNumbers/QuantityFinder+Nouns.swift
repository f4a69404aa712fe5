import KhabarAnnotations
import KhabarText

extension QuantityFinder {
  // MARK: Duals and ordinals

  func dual(_ candidate: QuantityCandidate, at index: Int) -> Draft? {
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
    case .time: return nil
    case .thing where !includesDualThings: return nil
    case .person, .thing:
      draft.unit = QuantityUnit(kind: .count, pieces: candidate.pieces)
      draft.unitRange = draft.range
    case .unit, .currency:
      guard
        let unit = grammar.measure(at: piece, cut: noun.cut)
          ?? grammar.money(at: piece, allowsArticle: false, cut: noun.cut)
      else { return nil }
      draft.unit = unit
      if unit.pieces.count > 1 {
        draft.range = draft.range.union(grammar.range((unit.pieces.upperBound - 1)..<unit.pieces.upperBound))
      }
      draft.unitRange = draft.range
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

  func ordinal(_ candidate: QuantityCandidate, at index: Int) -> Draft? {
    let start = candidate.pieces.lowerBound
    let end = candidate.pieces.upperBound
    let isDigits = grammar.numbers[index].mention.isDigits
    let isDefinite =
      isDigits || grammar.beginsWithArticle(start) || grammar.beginsWithParticleAndArticle(start)
    var draft = Draft(
      range: TextRange(candidate.start, candidate.end), number: TextRange(candidate.start, candidate.end),
      value: candidate.value, unit: nil, unitRange: nil, kind: .ordinal, modifier: .exact, rule: "ordinal",
      next: candidate.next)
    if isPartOfYear(start) || isPartOfName(start) { return nil }
    // ثاني أكسيد الكربون
    if !isDefinite, !grammar.isBreak(end), grammar.role(end) == .compound { return nil }
    if grammar.isWord(end, .from), !grammar.isBreak(end), !grammar.isBreak(end + 1), grammar.role(end + 1) == .age,
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
      if grammar.isWord(end, .from), !grammar.isBreak(end) { return nil }
      if let unit = grammar.unit(after: end, isVague: false), unit.kind == .count, unit.pieces.count == 1 {
        let range = grammar.range(unit.pieces)
        draft.unit = unit
        draft.unitRange = range
        draft.range = draft.range.union(range)
      }
    }
    return draft
  }

  /// الملك عبد الله الثاني
  private func isPartOfName(_ start: Int) -> Bool {
    var index = start - 1
    while index >= 0, index >= start - 4, !grammar.isBreak(index + 1), grammar.pieces[index].kind == .letters {
      if grammar.role(index) == .monarch { return index < start - 1 }
      index -= 1
    }
    return false
  }

  /// الربع الثاني, النصف الأول are times; "من جهة ثانية", "مرة ثانية" order nothing.
  private func isPartOfYear(_ start: Int) -> Bool {
    guard start > 0, !grammar.isBreak(start), grammar.pieces[start - 1].kind == .letters else { return false }
    if grammar.isWord(start - 1, .inDegree) { return true }
    if grammar.role(start - 1) == .side, !grammar.beginsWithArticle(start) { return true }
    let before = NumberReading(grammar.bytes, grammar.pieces[start - 1].indices, in: .shared)
    return before.kind == .fraction && before.hasArticle
  }
}
