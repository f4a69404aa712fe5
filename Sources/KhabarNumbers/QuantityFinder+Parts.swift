import KhabarAnnotations
import KhabarText

extension QuantityFinder {
  // MARK: Parts joined to a unit

  /// "20 دولارا و43 سنتا"
  func withSmallUnits(_ value: NumberValue, _ unit: QuantityUnit, _ next: Int) -> (NumberValue, Int)? {
    guard case .money = unit.kind, case .integer(let whole) = value,
      let second = grammar.joinedNumber(unit.pieces.upperBound, near: next),
      case .integer(let part) = grammar.numbers[second].mention.value,
      let minor = grammar.minorCurrency(at: grammar.numbers[second].pieces.upperBound)?.currency, minor.divisor > 1,
      part < minor.divisor, let total = Amount(whole).multiplied(by: minor.divisor)?.adding(part)
    else { return nil }
    return (Amount(total.mantissa, places: minor.divisor == 1000 ? 3 : 2).value, second)
  }

  /// A minor unit tells which of the currencies of a name is meant: دينار with مليم is Tunisian.
  func currency(of unit: QuantityUnit, with number: Int) -> QuantityUnit.Kind {
    guard case .money(_, let identifier, false) = unit.kind,
      let minor = grammar.minorCurrency(at: grammar.numbers[number].pieces.upperBound)?.currency, minor.divisor > 1,
      minor.identifier == identifier
    else { return unit.kind }
    return .money(code: minor.code, identifier: identifier, isQualified: true)
  }

  func smallUnitEnd(_ number: Int) -> Int {
    grammar.minorCurrency(at: grammar.numbers[number].pieces.upperBound)?.end ?? 0
  }

  /// "3 كيلومترات ونصف"
  func withFraction(_ value: NumberValue, _ unit: QuantityUnit, _ next: Int) -> (NumberValue, Int)? {
    guard unit.isDivisible, case .integer(let whole) = value,
      let second = grammar.joinedNumber(unit.pieces.upperBound, near: next),
      case .fraction(let numerator, let denominator) = grammar.numbers[second].mention.value,
      isWithoutNoun(second, unit), let total = Amount(whole).value(adding: numerator, of: denominator, scale: 1)
    else { return nil }
    return (total, second)
  }

  /// "دينار ونصف", "دينار ونصف الدينار"; not "دينار ونصف السكان".
  private func isWithoutNoun(_ number: Int, _ unit: QuantityUnit) -> Bool {
    let end = grammar.numbers[number].pieces.upperBound
    return !grammar.beginsWithArticle(end) || grammar.isBreak(end) || grammar.repeats(unit, at: end)
  }

  /// The unit before "ونصف" and one of it with the fraction: "كيلومتر ونصف".
  func unitAndFraction(_ candidate: QuantityCandidate) -> (unit: QuantityUnit, total: NumberValue)? {
    guard case .number(.fraction(let numerator, let denominator)) = candidate.value, candidate.pieces.count == 1 else {
      return nil
    }
    let start = candidate.pieces.lowerBound
    let isAttached = grammar.range(candidate.pieces).lowerBound < candidate.start
    guard start > 0, !grammar.isBreak(start), isAttached || grammar.isWord(start - 1, .and) else { return nil }
    let end = isAttached ? start : start - 1
    guard end > 0, !grammar.isBreak(end), let unit = grammar.wholeUnit(before: end), unit.isDivisible,
      isWithoutNoun(unit, after: candidate.pieces.upperBound),
      let total = Amount(1).value(adding: numerator, of: denominator, scale: 1)
    else { return nil }
    return (unit, total)
  }

  private func isWithoutNoun(_ unit: QuantityUnit, after end: Int) -> Bool {
    !grammar.beginsWithArticle(end) || grammar.isBreak(end) || grammar.repeats(unit, at: end)
  }

  /// "كيلومتر واحد", "جنيها واحدا": the unit stands before its number.
  func oneOfUnit(_ candidate: QuantityCandidate) -> QuantityUnit? {
    guard candidate.pieces.count == 1, case .number(.integer(1)) = candidate.value,
      grammar.pieces[candidate.pieces.lowerBound].kind == .letters,
      !grammar.beginsWithArticle(candidate.pieces.lowerBound), !grammar.isBreak(candidate.pieces.lowerBound)
    else { return nil }
    return grammar.wholeUnit(before: candidate.pieces.lowerBound)
  }

  func joinedUnit(_ candidate: QuantityCandidate, _ unit: QuantityUnit, _ total: NumberValue) -> Draft {
    let unitRange = grammar.range(unit.pieces)
    let range = unitRange.union(TextRange(candidate.start, candidate.end))
    var draft = Draft(
      range: range, number: range, value: .number(total), unit: unit, unitRange: unitRange, kind: .measure,
      modifier: .exact, rule: "unit", next: candidate.next)
    readModifier(&draft, unit.pieces.lowerBound, candidate.pieces.upperBound, isVague: false)
    settleKind(&draft, candidate, candidate.pieces.upperBound)
    return draft
  }

  // MARK: Two bounds

  /// "أكثر من 100 وأقل من 300" is one range.
  func joinedBounds(_ drafts: [Draft]) -> [Draft] {
    var result: [Draft] = []
    result.reserveCapacity(drafts.count)
    for draft in drafts {
      if let last = result.last, let range = range(last, draft) {
        result[result.count - 1] = range
      } else {
        result.append(draft)
      }
    }
    return result
  }

  private func range(_ first: Draft, _ second: Draft) -> Draft? {
    let gap = first.extent.upperBound
    guard second.extent.lowerBound == gap || second.extent.lowerBound == gap + 1 && grammar.isWord(gap, .and),
      !grammar.isBreak(gap), first.unit == nil || first.unit?.kind == second.unit?.kind,
      case .number(let one) = first.value, case .number(let two) = second.value, !first.isNegative, !second.isNegative
    else { return nil }
    let isRising: Bool
    switch (first.modifier, second.modifier) {
    case (.moreThan, .lessThan), (.moreThan, .upTo), (.atLeast, .lessThan), (.atLeast, .upTo): isRising = true
    case (.lessThan, .moreThan), (.upTo, .moreThan), (.lessThan, .atLeast), (.upTo, .atLeast): isRising = false
    default: return nil
    }
    let (low, high) = isRising ? (one, two) : (two, one)
    guard let lowNumber = low.double, let highNumber = high.double, lowNumber < highNumber else { return nil }
    let (lowModifier, highModifier) =
      isRising ? (first.modifier, second.modifier) : (second.modifier, first.modifier)
    var draft = second
    draft.value = .range(low, high)
    draft.range = first.range.union(second.range)
    draft.number = first.number.union(second.number)
    draft.modifier = .exact
    draft.rule = "bounds"
    draft.brackets = (lowModifier == .atLeast ? "[" : "(", highModifier == .upTo ? "]" : ")")
    return draft
  }
}
