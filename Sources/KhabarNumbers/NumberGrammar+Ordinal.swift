import KhabarAnnotations

extension NumberGrammar {
  /// The ordinal that begins at piece `index`: الخامسة, ثاني, الحادي عشر, الثالثة والستين, المئة والخامسة والعشرون.
  mutating func ordinal(at index: Int) -> (value: Int, end: Int)? {
    let reading = readings[index]
    var result: (value: Int, end: Int)
    switch reading.kind {
    case .ordinal, .ordinalFirst, .ordinalOne, .unit, .one:
      guard let small = smallOrdinal(at: index) else { return hundredOrdinal(at: index) }
      result = small
    case .tens where reading.hasArticle && isWord(index + 1, .after): result = (reading.value, index + 1)
    case .hundred, .hundreds, .scale, .scaleDual: return hundredOrdinal(at: index)
    default: return nil
    }
    // العاشر بعد المئة
    if isWord(result.end, .after) {
      let base = bare(result.end + 1)
      switch base.kind {
      case .hundred where base.hasArticle, .hundreds where base.hasArticle, .scale where base.hasArticle:
        result = (result.value + base.value, result.end + 2)
      default:
        if reading.kind == .tens { return nil }
      }
    }
    return result
  }

  private func smallOrdinal(at index: Int) -> (value: Int, end: Int)? {
    let reading = readings[index]
    let next = bare(index + 1)
    let isTeen = next.kind == .ten && !next.hasArticle && reading.value < 10
    let tens = joined(index + 1).flatMap { readings[$0].kind == .tens ? $0 : nil }
    switch reading.kind {
    case .ordinalOne: break
    // الأحد عشر, الإحدى عشرة
    case .one: guard reading.hasArticle, isTeen else { return nil }
    // الواحد والعشرون
    case .unit:
      guard reading.value == 1, reading.hasArticle, let tens, readings[tens].hasArticle, !isCounted(index) else {
        return nil
      }
    case .ordinalFirst where !original.endsWithAlefMaqsura(pieces[index]): return nil
    default:
      if !isTeen, tens.map({ readings[$0].hasArticle != reading.hasArticle }) ?? true {
        return (reading.value, index + 1)
      }
    }
    if isTeen { return (10 + reading.value, index + 2) }
    guard let tens, reading.value < 10 else { return nil }
    return (reading.value + readings[tens].value, tens + 1)
  }

  /// Definite hundreds or thousands with an ordinal after them: المئتين والخامس عشر.
  private mutating func hundredOrdinal(at index: Int) -> (value: Int, end: Int)? {
    guard readings[index].hasArticle, let number = cardinal(at: index), case .integer(let value) = number.value,
      value >= 100, let next = joined(number.end), readings[next].hasArticle, let rest = smallOrdinal(at: next)
    else { return nil }
    return (value + rest.value, rest.end)
  }

  /// Whether the noun before is a plural, so that a definite number counts it.
  private func isCounted(_ index: Int) -> Bool {
    index > 0 && !pieces[index].isBreakBefore && pieces[index - 1].kind == .letters
      && NounNumber.isPlural(bytes, pieces[index - 1].indices)
  }
}
