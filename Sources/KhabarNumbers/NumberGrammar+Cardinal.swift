import KhabarAnnotations

/// A cardinal number in pieces.
struct Cardinal {
  var end: Int
  var value: NumberValue
  /// الستة مئة: hundreds in two words and nothing more.
  var isPlainHundreds = false
}

extension NumberGrammar {
  /// One part of a number: what stands before a scale and the scale, "خمسة وعشرين ألفا".
  private struct Term {
    var end: Int
    var amount: Amount
    /// What comes after و must be smaller than this.
    var floor = 1
    /// The scale that "ونصف" halves.
    var scale = 1
  }

  /// The cardinal that begins at piece `index`.
  mutating func cardinal(at index: Int) -> Cardinal? {
    guard var last = term(at: index) else { return nil }
    let first = last
    var sum = last.amount
    while last.floor > 1 {
      guard let next = smallerTerm(after: last), let total = next.amount.integer.flatMap(sum.adding) else { break }
      sum = total
      last = next
    }
    if let point = decimals(after: last, whole: sum) { return point }
    if let fraction = joinedFraction(after: last, of: sum) { return fraction }
    let isPlainHundreds =
      first.end == last.end && last.end == index + 2 && readings[index].kind == .unit
      && (bare(index + 1).kind == .hundred)
    return Cardinal(end: last.end, value: sum.value, isPlainHundreds: isPlainHundreds)
  }

  /// The next part of a number: joined by و, or without it in "ألف خمسمئة".
  private mutating func smallerTerm(after last: Term) -> Term? {
    if let index = joined(last.end), let next = term(at: index), let value = next.amount.integer, 0 < value,
      value < last.floor
    {
      return next
    }
    guard last.floor >= 1000, last.end < pieces.count, !pieces[last.end].isBreakBefore else { return nil }
    let isHundreds = hundreds(at: last.end) != nil && bare(last.end).kind != .none && !bare(last.end).hasArticle
    let isDigitHundreds = pieces[last.end].kind == .digits && bare(last.end + 1).kind == .hundred
    guard isHundreds || isDigitHundreds, let next = term(at: last.end), let value = next.amount.integer,
      value < last.floor
    else { return nil }
    return next
  }

  private mutating func term(at index: Int) -> Term? {
    guard index < pieces.count else { return nil }
    var term: Term
    let reading = readings[index]
    if pieces[index].kind == .digits {
      let number = digits(at: index)
      term = Term(end: number.end, amount: number.amount)
      switch bare(term.end).kind {
      case .hundred where !bare(term.end).hasArticle, .hundredPlural where !bare(term.end).hasArticle:
        guard let amount = term.amount.multiplied(by: 100) else { break }
        term = Term(end: term.end + 1, amount: amount, floor: 100)
      default: break
      }
    } else if let group = group(at: index) {
      if group.value < 100, let plural = fractionPlural(at: group.end) {
        // ثلاثة أرباع مليون
        let next = bare(group.end + 1)
        guard next.kind == .scale, !next.hasArticle,
          (next.value / plural).multipliedReportingOverflow(by: group.value).overflow == false,
          next.value % plural == 0
        else { return nil }
        return Term(end: group.end + 2, amount: Amount(next.value / plural * group.value))
      }
      term = Term(end: group.end, amount: Amount(group.value))
      if reading.kind == .hundred, group.end == index + 1 { term.scale = 100 }
    } else {
      switch reading.kind {
      case .scale:
        term = Term(end: index + 1, amount: Amount(reading.value), floor: reading.value, scale: reading.value)
      case .scaleDual:
        return Term(end: index + 1, amount: Amount(2 * reading.value), floor: reading.value, scale: reading.value)
      case .scaleAccusative:
        let factor = isConstructDual(index) ? 2 : 1
        term = Term(
          end: index + 1, amount: Amount(factor * reading.value), floor: reading.value, scale: reading.value)
      case .scaleCollective: return Term(end: index + 1, amount: Amount(reading.value))
      case .fraction, .fractionWeak:
        // نصف مليون, ربع المليون, نصف دزينة
        let next = bare(index + 1)
        switch next.kind {
        case .scale, .hundred, .scaleCollective:
          guard (next.value * reading.value) % reading.denominator == 0 else { return nil }
          return Term(end: index + 2, amount: Amount(next.value * reading.value / reading.denominator))
        default: return nil
        }
      default: return nil
      }
    }
    // A few scales on end are a number ("مئة ألف مليون"), many are not.
    for _ in 0..<3 {
      let next = bare(term.end)
      switch next.kind {
      case .scale, .scalePlural, .scaleAccusative, .scaleCollective: break
      default: return term
      }
      if next.hasArticle, !reading.hasArticle { return term }
      guard let product = term.amount.multiplied(by: next.value) else { return term }
      term = Term(end: term.end + 1, amount: product, floor: next.value, scale: next.value)
    }
    return term
  }

  /// "ألفا ناخب" is 2,000; with tanween, at the end or before و it is one thousand in the accusative.
  private func isConstructDual(_ index: Int) -> Bool {
    guard !original.contains(0x8B, after: 0xD9, at: pieces[index]), index + 1 < pieces.count else { return false }
    let next = pieces[index + 1]
    return next.kind == .letters && !next.isBreakBefore && joined(index + 1) == nil
      && !NounNumber.isParticle(bytes, next.indices) && !isDefinite(index + 1)
  }

  // MARK: Below a thousand

  /// A number in words from 0 to 999.
  private func group(at index: Int) -> (value: Int, end: Int)? {
    guard let hundreds = hundreds(at: index) else { return belowHundred(at: index) }
    if let next = joined(hundreds.end) {
      // "مائتين وثلاثة أخماس": the three count the fifths.
      if let rest = belowHundred(at: next), rest.value > 0, fractionPlural(at: rest.end) == nil {
        return (hundreds.value + rest.value, rest.end)
      }
      if pieces[next].kind == .digits, pieces[next].count <= 2 {
        let rest = Amount(whole: [pieces[next].indices], decimals: nil, of: bytes).mantissa
        if !isScale(next + 1), !isNextSeparator(next) { return (hundreds.value + rest, next + 1) }
      }
    } else if bare(hundreds.end).kind == .unit, let next = joined(hundreds.end + 1), readings[next].kind == .tens {
      // Spoken: متين تلاتة وستين.
      return (hundreds.value + readings[hundreds.end].value + readings[next].value, next + 1)
    }
    return readings[index].kind == .hundredsWeak ? nil : hundreds
  }

  private func isNextSeparator(_ index: Int) -> Bool {
    index + 1 < pieces.count && pieces[index + 1].kind == .mark && !pieces[index + 1].isSpaceBefore
      && index + 2 < pieces.count && pieces[index + 2].kind == .digits && !pieces[index + 2].isSpaceBefore
  }

  private func hundreds(at index: Int) -> (value: Int, end: Int)? {
    let reading = readings[index]
    switch reading.kind {
    case .hundred, .hundreds, .hundredsWeak: return (reading.value, index + 1)
    case .unit where reading.value >= 3:
      // ثلاث مئة, خمسة مائة, ثلاث مئات
      let next = bare(index + 1)
      guard next.kind == .hundred || next.kind == .hundredPlural, !next.hasArticle else { return nil }
      return (reading.value * 100, index + 2)
    default: return nil
    }
  }

  func belowHundred(at index: Int) -> (value: Int, end: Int)? {
    let reading = readings[index]
    switch reading.kind {
    case .ten, .teen, .tens: return (reading.value, index + 1)
    case .unit, .one, .two:
      let next = bare(index + 1)
      if next.kind == .ten, reading.value > 0, !next.hasArticle { return (10 + reading.value, index + 2) }
      if reading.kind != .two, reading.value > 0, let tens = joined(index + 1), readings[tens].kind == .tens {
        return (reading.value + readings[tens].value, tens + 1)
      }
      return reading.kind == .unit ? (reading.value, index + 1) : nil
    default: return nil
    }
  }

  // MARK: Fractions and decimals

  /// A fraction that stands alone: ثلثي, ثلاثة أرباع, خمس السكان.
  func fraction(at index: Int) -> (numerator: Int, denominator: Int, end: Int)? {
    let reading = readings[index]
    switch reading.kind {
    case .fraction:
      switch bare(index + 1).kind {
      case .scale, .hundred, .scaleCollective: return nil
      default: return (reading.value, reading.denominator, index + 1)
      }
    case .unit, .ten:
      if reading.value > 1, let plural = fractionPlural(at: index + 1) {
        let next = bare(index + 2)
        if next.kind == .scale, !next.hasArticle, next.value % plural == 0 { return nil }
        return (reading.value, plural, index + 2)
      }
      // خُمس: the form of خمس before a definite noun.
      guard [5, 7, 9, 10].contains(reading.value), !reading.hasArticle, bytes[Int(pieces[index].end) - 1] != 0x87,
        beginsWithArticle(index + 1), !pieces[index + 1].isBreakBefore,
        readings[index + 1].kind == .none
      else { return nil }
      return (1, reading.value, index + 1)
    default:
      guard pieces[index].kind == .digits, pieces[index].count <= 2, let plural = fractionPlural(at: index + 1) else {
        return nil
      }
      return (Amount(whole: [pieces[index].indices], decimals: nil, of: bytes).mantissa, plural, index + 2)
    }
  }

  private func fractionPlural(at index: Int) -> Int? {
    let next = bare(index)
    return next.kind == .fractionPlural && !next.hasArticle ? next.value : nil
  }

  /// "مليون ونصف (المليون)", "خمسة وربع", "مئة إلا ربعاً".
  private func joinedFraction(after last: Term, of sum: Amount) -> Cardinal? {
    var part: (numerator: Int, denominator: Int, end: Int)
    if isWord(last.end, .except), last.scale >= 100, bare(last.end + 1).kind == .fraction {
      let reading = readings[last.end + 1]
      part = (-reading.value, reading.denominator, last.end + 2)
    } else {
      guard let start = joined(last.end), !readings[start].hasArticle else { return nil }
      let reading = readings[start]
      switch reading.kind {
      case .fraction: part = (reading.value, reading.denominator, start + 1)
      case .fractionWeak:
        guard bare(start + 1).kind == .hundred else { return nil }
        part = (reading.value, reading.denominator, start + 1)
      case .unit, .none:
        guard let fraction = fraction(at: start), fraction.end == start + 2 else { return nil }
        part = fraction
      default: return nil
      }
    }
    var scale = last.scale
    let next = bare(part.end)
    switch next.kind {
    case .scale, .hundred:
      guard next.value <= scale || scale == 1 && next.value == 100 else { return nil }
      scale = next.value
      part.end += 1
    default:
      // "مليون ونصف السكان" are two numbers.
      if part.denominator > 0, part.numerator > 0, beginsWithArticle(part.end),
        !pieces[part.end].isBreakBefore, readings[part.end - 1].kind == .fraction
      {
        return nil
      }
    }
    return sum.value(adding: part.numerator, of: part.denominator, scale: scale).map {
      Cardinal(end: part.end, value: $0)
    }
  }

  /// "عشرة فاصلة سبعة", "صفر فاصلة صفر خمسة", "اثنان فاصلة خمسة مليون".
  private mutating func decimals(after last: Term, whole: Amount) -> Cardinal? {
    guard bare(last.end).kind == .point, let integer = whole.integer, last.end + 1 < pieces.count else { return nil }
    var index = last.end + 1
    var zeros = 0
    while bare(index).kind == .unit, bare(index).value == 0, zeros < 6 {
      zeros += 1
      index += 1
    }
    var digits: String
    var end = index
    if index < pieces.count, pieces[index].kind == .digits, !pieces[index].isBreakBefore {
      digits = String(decoding: bytes[pieces[index].indices.prefix(18)], as: UTF8.self)
      end = index + 1
    } else if bare(index).kind != .none, let group = group(at: index), isScale(group.end) {
      (digits, end) = (String(group.value), group.end)
    } else if bare(index).kind != .none, let rest = cardinal(at: index), case .integer(let value) = rest.value {
      (digits, end) = (String(value), rest.end)
    } else if zeros > 0 {
      digits = ""
    } else {
      return nil
    }
    digits = String(repeating: "0", count: zeros) + digits
    guard let mantissa = Int(String(integer) + digits) else { return nil }
    var amount = Amount(mantissa, places: digits.utf8.count)
    if isScale(end), !bare(end).hasArticle, let product = amount.multiplied(by: bare(end).value) {
      amount = product
      end += 1
    }
    return Cardinal(end: end, value: amount.value)
  }
}

extension Amount {
  /// This number plus a fraction of `scale`; nil when it does not fit.
  func value(adding numerator: Int, of denominator: Int, scale: Int) -> NumberValue? {
    let (part, overflow) = scale.multipliedReportingOverflow(by: numerator)
    guard !overflow, denominator > 0 else { return nil }
    if part % denominator == 0 { return adding(part / denominator)?.value }
    guard let integer else { return nil }
    // Halves, quarters, fifths, eighths have an end in decimals.
    var factor = 10
    for places in 1...3 {
      if part * factor % denominator == 0, let scaled = Amount(integer).multiplied(by: factor)?.integer {
        return Amount(scaled + part * factor / denominator, places: places).value
      }
      factor *= 10
    }
    let (product, tooLarge) = integer.multipliedReportingOverflow(by: denominator)
    let (sum, carry) = product.addingReportingOverflow(part)
    return tooLarge || carry ? nil : .fraction(sum, denominator)
  }
}
