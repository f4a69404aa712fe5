import KhabarAnnotations
import KhabarText

extension QuantityGrammar {
  enum Reading {
    case candidate(QuantityCandidate)
    /// These are no quantities: a score, a telephone number, a part of a name. Reading goes on with this number.
    case skip(to: Int)
  }

  /// What the number `index` makes with its neighbours.
  func reading(at index: Int) -> Reading {
    let first = numbers[index]
    if isPartOfName(first) { return .skip(to: index + 1) }
    if let range = wordRange(at: index) { return .candidate(range) }
    if let chain = chain(at: index) { return chain }
    if let fraction = wordFraction(at: index) { return .candidate(fraction) }
    return .candidate(single(index))
  }

  func single(_ index: Int) -> QuantityCandidate {
    let number = numbers[index]
    let rule: String =
      switch (number.mention.kind, number.mention.value) {
      case (.dual, _): "dual"
      case (.ordinal, _): "ordinal"
      case (_, .vague): "vague"
      case (_, .fraction): "fraction"
      default: "number"
      }
    return QuantityCandidate(
      value: .number(number.mention.value), pieces: number.pieces, start: number.mention.range.lowerBound,
      end: number.mention.range.upperBound, next: index + 1, kind: number.mention.kind, rule: rule)
  }

  private func joined(
    _ first: Int, _ last: Int, _ value: QuantityCandidate.Value, from start: Int? = nil, rule: String
  ) -> QuantityCandidate {
    var candidate = single(first)
    candidate.value = value
    candidate.end = numbers[last].mention.range.upperBound
    candidate.pieces = candidate.pieces.lowerBound..<numbers[last].pieces.upperBound
    candidate.next = last + 1
    candidate.rule = rule
    if let start {
      candidate.pieces = start..<candidate.pieces.upperBound
      candidate.start = alignment.originalStart(of: Int(pieces[start].start))
    }
    return candidate
  }

  // MARK: Names

  /// كوفيد-19, إس-400, G20, قناة 13
  private func isPartOfName(_ number: PlacedNumber) -> Bool {
    let start = number.pieces.lowerBound
    let end = number.pieces.upperBound
    guard start > 0, !isBreak(start) else { return isGluedToName(end, number) }
    let previous = pieces[start - 1]
    if number.mention.isDigits {
      if isGlued(start) {
        switch previous.kind {
        case .letters: if !Particles.isOnlyParticles(bytes, previous.indices) { return true }
        case .foreign: if lexicon.symbols.longest(before: start, bytes, pieces) == nil { return true }
        case .opaque: return true
        case .digits: break
        case .mark:
          if isHyphen(start - 1), isGlued(start - 1), start > 1,
            pieces[start - 2].kind == .letters || pieces[start - 2].kind == .foreign
          {
            return true
          }
          if mark(start - 1) == 0x23 || mark(start - 1) == 0x40 || mark(start - 1) == 0x5F { return true }
        }
      }
      if role(start - 1) == .name, number.pieces.count == 1 { return true }
    } else if role(start - 1) == .name, number.mention.kind == .cardinal, beginsWithArticle(start) || !hasNoun(end) {
      return true
    }
    return isGluedToName(end, number)
  }

  private func hasNoun(_ index: Int) -> Bool { !isBreak(index) && pieces[index].kind == .letters }

  /// 5G, 3D, 19-كوفيد
  private func isGluedToName(_ end: Int, _ number: PlacedNumber) -> Bool {
    guard number.mention.isDigits, isGlued(end) else { return false }
    switch pieces[end].kind {
    case .foreign:
      return lexicon.units.longest(at: end, bytes, pieces) == nil
        && lexicon.symbols.longest(at: end, bytes, pieces) == nil
    case .opaque: return true
    case .mark:
      return isHyphen(end) && isGlued(end + 1) && (pieces[end + 1].kind == .letters || pieces[end + 1].kind == .foreign)
    case .letters, .digits: return false
    }
  }

  // MARK: Digits with marks between them

  /// Digits parted by marks without spaces: 10-20, 3/4, 3-1, 06-12-34-56, 10:30.
  private func chain(at index: Int) -> Reading? {
    var last = index
    var separators: [UInt32] = []
    while last + 1 < numbers.count, numbers[last].mention.isDigits, numbers[last + 1].mention.kind == .cardinal {
      let end = numbers[last].pieces.upperBound
      guard let mark = mark(end), numbers[last + 1].pieces.lowerBound == end + 1,
        pieces[end + 1].kind == .digits, !isBreak(end), !isBreak(end + 1),
        pieces[end].isSpaceBefore == pieces[end + 1].isSpaceBefore, !pieces[end].isSpaceBefore || isHyphen(end),
        mark == 0x2F || mark == 0x3A || mark == 0x2E || mark == 0x2C || mark == 0x5C || isHyphen(end)
      else { break }
      separators.append(mark)
      last += 1
    }
    let start = numbers[index].pieces.lowerBound
    if separators.isEmpty {
      if let mixed = mixedFraction(at: index) { return .candidate(mixed) }
      return isTelephone(index) ? .skip(to: afterDigits(index)) : nil
    }
    guard separators.count == 1 else { return .skip(to: last + 1) }
    let (low, high) = (numbers[index].mention.value, numbers[last].mention.value)
    switch separators[0] {
    case 0x2F, 0x5C:
      guard let fraction = slashFraction(low, high) else { return .skip(to: last + 1) }
      return .candidate(joined(index, last, .number(fraction), rule: "fraction"))
    case 0x3A, 0x2E, 0x2C: return .skip(to: last + 1)
    default:
      // +962-6… or a sign before the first number: no range.
      if start > 0, mark(start - 1) == 0x2B, isGlued(start) { return .skip(to: last + 1) }
      guard let range = rangeValue(index, last) else { return .skip(to: last + 1) }
      var candidate = joined(index, last, range, rule: "range")
      if looksLikeScore(index, last) { return .skip(to: last + 1) }
      candidate.rule = "range"
      return .candidate(candidate)
    }
  }

  /// 2 1/4
  private func mixedFraction(at index: Int) -> QuantityCandidate? {
    guard index + 2 < numbers.count, numbers[index].mention.isDigits, numbers[index + 1].mention.isDigits,
      numbers[index + 2].mention.isDigits, case .integer(let whole) = numbers[index].mention.value,
      case .integer(let numerator) = numbers[index + 1].mention.value,
      case .integer(let denominator) = numbers[index + 2].mention.value, 0 < numerator, numerator < denominator,
      denominator <= 100
    else { return nil }
    let start = numbers[index + 1].pieces.lowerBound
    guard numbers[index].pieces.upperBound == start, !isBreak(start), mark(start + 1) == 0x2F, isGlued(start + 1),
      numbers[index + 2].pieces.lowerBound == start + 2, isGlued(start + 2),
      let value = Amount(whole).value(adding: numerator, of: denominator, scale: 1)
    else { return nil }
    return joined(index, index + 2, .number(value), rule: "fraction")
  }

  /// A score has small numbers and no noun after it: "فاز 1-3".
  private func looksLikeScore(_ first: Int, _ last: Int) -> Bool {
    guard let high = numbers[last].mention.value.double, high < 10 else { return false }
    let end = numbers[last].pieces.upperBound
    if isBreak(end) { return true }
    guard pieces[end].kind == .letters else { return unit(after: end, isVague: false) == nil }
    return beginsWithArticle(end) || beginsWithParticleAndArticle(end)
      || NounNumber.isParticle(bytes, pieces[end].indices)
  }

  /// 00962…, +9626…, digits that begin with 0.
  private func isTelephone(_ index: Int) -> Bool {
    let number = numbers[index]
    guard number.mention.isDigits, number.pieces.count == 1 else { return false }
    let piece = pieces[number.pieces.lowerBound]
    if piece.count >= 7, bytes[Int(piece.start)] == 0x30 { return true }
    guard mark(number.pieces.lowerBound - 1) == 0x2B, isGlued(number.pieces.lowerBound) else { return false }
    return piece.count >= 8 || afterDigits(index) > index + 1
  }

  /// The number after all digits that follow without a word between: +962 6 123 4567.
  private func afterDigits(_ index: Int) -> Int {
    var next = index + 1
    while next < numbers.count, numbers[next].mention.isDigits, !isBreak(numbers[next].pieces.lowerBound),
      numbers[next - 1].pieces.upperBound >= numbers[next].pieces.lowerBound - 1,
      numbers[next - 1].pieces.upperBound == numbers[next].pieces.lowerBound
        || isHyphen(numbers[next].pieces.lowerBound - 1)
    {
      next += 1
    }
    return next
  }

  /// 3/4, 2/1000; 24/7 and 2023/2024 are none.
  private func slashFraction(_ low: NumberValue, _ high: NumberValue) -> NumberValue? {
    guard case .integer(let numerator) = low, case .integer(let denominator) = high, denominator > 1 else { return nil }
    let isPowerOfTen = [10, 100, 1000, 10_000, 100_000, 1_000_000].contains(denominator)
    guard isPowerOfTen || numerator < denominator && denominator <= 100 else { return nil }
    return .fraction(numerator, denominator)
  }

  // MARK: Ranges in words

  /// "بين 10 و15", "من خمسة إلى عشرة", "10 إلى 15 يورو".
  private func wordRange(at index: Int) -> QuantityCandidate? {
    let number = numbers[index]
    guard number.mention.kind == .cardinal else { return nil }
    let start = number.pieces.lowerBound
    let isBetween = !isBreak(start) && isBetweenWord(start - 1)
    let isFrom = !isBreak(start) && (isWord(start - 1, .from) || isWord(start - 1, .andFrom))
    // A minus word stands between بين and the number.
    var after = number.pieces.upperBound
    var inner: QuantityUnit?
    if let unit = unit(after: after, isVague: false), unit.kind != .count || isBetween || isFrom {
      after = unit.pieces.upperBound
      inner = unit
    }
    var second: Int?
    if isBetween, let next = joinedNumber(after, near: index + 1) {
      second = next
    } else if isWord(after, .to), !isBreak(after), let next = self.number(at: after + 1, near: index + 1),
      !isBreak(after + 1)
    {
      // "ارتفع من 10 إلى 15" tells two values, not a range.
      let outer = unit(after: numbers[next].pieces.upperBound, isVague: false)
      guard isFrom || isBetween || inner == nil || inner?.kind == outer?.kind, !isChange(before: start) else {
        return nil
      }
      second = isFrom || isBetween || outer != nil ? next : nil
    }
    guard let second, numbers[second].mention.kind == .cardinal, !isPartOfName(numbers[second]),
      let value = rangeValue(index, second)
    else { return nil }
    var lead: Int? = isBetween || isFrom ? start - 1 : nil
    if isBetween, isWord(start - 2, .what), !isBreak(start - 1) { lead = start - 2 }
    var candidate = joined(index, second, value, from: lead, rule: "range")
    if let lead, lead == start - 1 {
      candidate.start += alignedCut(lead)
    }
    candidate.innerUnit = inner
    return candidate
  }

  /// بين, وبين, ما بين
  private func isBetweenWord(_ index: Int) -> Bool {
    isWord(index, .between) || isWord(index, .andBetween) || isWord(index, .whatBetween)
  }

  /// The و of وبين stays out of the range.
  private func alignedCut(_ index: Int) -> Int { isWord(index, .andBetween) || isWord(index, .andFrom) ? 2 : 0 }

  private func isChange(before start: Int) -> Bool {
    var index = start - 1
    while index >= 0, index > start - 10 {
      if role(index) == .change { return true }
      if pieces[index].isBreakBefore { return false }
      index -= 1
    }
    return false
  }

  /// The bounds, the lower one in the scale of the upper: "بين 10 و15 مليون" is ten to fifteen million.
  func rangeValue(_ first: Int, _ last: Int) -> QuantityCandidate.Value? {
    var low = numbers[first].mention.value
    let high = numbers[last].mention.value
    guard let highNumber = high.double, var lowNumber = low.double else { return nil }
    if let scale = leadingScale(numbers[last]), case .integer(let value) = low, lowNumber < 1000,
      lowNumber <= highNumber / Double(scale), let product = Amount(value).multiplied(by: scale)
    {
      low = product.value
      lowNumber = low.double ?? lowNumber
    }
    return lowNumber < highNumber ? .range(low, high) : nil
  }

  /// The scale at the end of "15 مليون" and "خمسة آلاف", nil for a scale alone.
  private func leadingScale(_ number: PlacedNumber) -> Int? {
    guard number.pieces.count > 1 else { return nil }
    let last = pieces[number.pieces.upperBound - 1]
    guard last.kind == .letters else { return nil }
    let reading = NumberReading(bytes, last.indices, in: .shared)
    switch reading.kind {
    case .scale, .scalePlural, .scaleAccusative: return reading.value
    default: return nil
    }
  }

  // MARK: Fractions in words

  /// "واحد على عشرين", "واحد من ثلاثة", "جزء من مئة".
  private func wordFraction(at index: Int) -> QuantityCandidate? {
    let number = numbers[index]
    guard case .integer(let numerator) = number.mention.value, number.mention.kind == .cardinal else { return nil }
    let end = number.pieces.upperBound
    if isWord(number.pieces.lowerBound - 1, .from), isWord(number.pieces.lowerBound - 2, .part), numerator > 1 {
      return joined(
        index, index, .number(.fraction(1, numerator)), from: number.pieces.lowerBound - 2, rule: "fraction")
    }
    guard !isBreak(end) else { return nil }
    let isEach = isWord(end, .from) && isWord(end + 1, .each) && !isBreak(end + 1)
    if isEach {
      // "واحد من كل خمسة أطفال"
      guard let second = self.number(at: end + 2, near: index + 1), !isBreak(end + 2),
        numbers[second].mention.kind == .cardinal,
        case .integer(let denominator) = numbers[second].mention.value, denominator > numerator
      else { return nil }
      return joined(index, second, .number(.fraction(numerator, denominator)), rule: "fraction")
    }
    guard isWord(end, .over) || isWord(end, .from) && numerator < 10 && !number.mention.isDigits,
      let second = self.number(at: end + 1, near: index + 1), !isBreak(end + 1),
      numbers[second].mention.kind == .cardinal, case .integer(let denominator) = numbers[second].mention.value,
      denominator > numerator || isWord(end, .over), denominator > 1,
      alignment.originalStart(of: Int(pieces[end + 1].start)) == numbers[second].mention.range.lowerBound
    else { return nil }
    return joined(index, second, .number(.fraction(numerator, denominator)), rule: "fraction")
  }
}
