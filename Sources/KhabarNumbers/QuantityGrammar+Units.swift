import KhabarAnnotations
import KhabarText

extension QuantityGrammar {
  /// The unit, currency or counted noun that begins at piece `index`, right after a number.
  func unit(after index: Int, isVague: Bool) -> QuantityUnit? {
    guard !isBreak(index) else { return nil }
    let measured = measure(at: index)
    // "أوقية موريتانية" is money, أوقية alone a weight.
    if let money = money(at: index, allowsArticle: isVague), money.pieces.upperBound > measured?.pieces.upperBound ?? 0
    {
      return money
    }
    if let measured { return measured }
    // "عشرات من الدولارات", "مئات من المتظاهرين", "خمسة من أبنائهم"
    if isWord(index, .from), !isBreak(index + 1), pieces[index + 1].kind == .letters {
      if let money = money(at: index + 1, allowsArticle: true) {
        return QuantityUnit(kind: money.kind, pieces: index..<money.pieces.upperBound)
      }
      guard beginsWithArticle(index + 1) || hasPronoun(index + 1),
        !NounNumber.isParticle(bytes, pieces[index + 1].indices), number(at: index + 1, near: 0) == nil
      else { return nil }
      return QuantityUnit(kind: .count, pieces: index..<(index + 2))
    }
    guard pieces[index].kind == .letters, isNoun(index, allowsArticle: isVague) else { return nil }
    return QuantityUnit(kind: .count, pieces: index..<(index + 1))
  }

  private func isNoun(_ index: Int, allowsArticle: Bool) -> Bool {
    let piece = pieces[index]
    guard piece.count >= 4, piece.isSpaceBefore || index == 0 || pieces[index - 1].kind == .digits,
      !NounNumber.isParticle(bytes, piece.indices), !beginsWithParticleAndArticle(index),
      allowsArticle || !beginsWithArticle(index)
    else { return false }
    // A verb: "خمسة قتلوا".
    if piece.count > 6, bytes[piece.indices].suffix(4).elementsEqual([0xD9, 0x88, 0xD8, 0xA7]) { return false }
    // و before a noun begins the next thing: "15 وأصيب".
    if bytes[Int(piece.start)] == 0xD9, bytes[Int(piece.start) + 1] == 0x88, !NounNumber.isWawNoun(bytes, piece.indices)
    {
      return false
    }
    return NumberReading(bytes, piece.indices, in: .shared).kind == .none
  }

  /// هم ها هن نا at the end.
  private func hasPronoun(_ index: Int) -> Bool {
    let word = bytes[pieces[index].indices]
    guard word.count >= 8 else { return false }
    let tail = Array(word.suffix(4))
    return tail == [0xD9, 0x87, 0xD9, 0x85] || tail == [0xD9, 0x87, 0xD8, 0xA7] || tail == [0xD9, 0x87, 0xD9, 0x86]
  }

  /// The unit of measure at piece `index`, `cut` bytes of which are an attached particle.
  func measure(at index: Int, cut: Int = 0) -> QuantityUnit? {
    guard let found = lexicon.units.longest(at: index, cut: cut, bytes, pieces) else { return nil }
    return measure(row: found.row, pieces: index..<found.end)
  }

  func measure(row: Int, pieces: Range<Int>) -> QuantityUnit {
    let unit = lexicon.unit(row)
    let kind: QuantityUnit.Kind =
      switch unit.kind {
      case "percent": .percent
      case "basis": .basisPoint
      case "permille": .ratio(1000)
      case "permillion": .ratio(1_000_000)
      default: .measure(unit.symbol)
      }
    return QuantityUnit(kind: kind, pieces: pieces)
  }

  /// A currency by name ("دولار", "ريال سعودي"), symbol or code at piece `index`.
  func money(at index: Int, allowsArticle: Bool, cut particle: Int = 0) -> QuantityUnit? {
    if let found = lexicon.symbols.longest(at: index, bytes, pieces) {
      return QuantityUnit(
        kind: .money(code: lexicon.symbol(found.row), identifier: "", isQualified: true), pieces: index..<found.end)
    }
    let cut = allowsArticle && beginsWithArticle(index) ? 4 : particle
    guard let found = lexicon.currencies.longest(at: index, cut: cut, bytes, pieces) else { return nil }
    let currency = lexicon.currency(found.row)
    guard currency.divisor == 1 else {
      var unit = QuantityUnit(
        kind: .money(code: currency.code, identifier: "", isQualified: false), pieces: index..<found.end,
        divisor: currency.divisor)
      // قرش لبناني, فلس كويتي
      if !currency.minor.isEmpty, found.end < pieces.count, !isBreak(found.end),
        let country = lexicon.countries.longest(at: found.end, bytes, pieces),
        let known = lexicon.code(of: currency.minor, country: country.row)
      {
        unit.kind = .money(code: known.code, identifier: "", isQualified: false)
        unit.pieces = index..<country.end
        unit.divisor = known.divisor ?? currency.divisor
      }
      return unit
    }
    if found.end < pieces.count, !isBreak(found.end),
      let country = lexicon.countries.longest(at: found.end, bytes, pieces),
      let code = lexicon.code(of: currency.identifier, country: country.row)
    {
      return QuantityUnit(
        kind: .money(code: code.code, identifier: currency.identifier, isQualified: true), pieces: index..<country.end)
    }
    return QuantityUnit(
      kind: .money(code: currency.code, identifier: currency.identifier, isQualified: false), pieces: index..<found.end)
  }

  /// The minor unit (سنت) or currency at piece `index`.
  func minorCurrency(at index: Int) -> (currency: QuantityLexicon.Currency, end: Int)? {
    guard let found = lexicon.currencies.longest(at: index, bytes, pieces) else { return nil }
    return (lexicon.currency(found.row), found.end)
  }

  /// A symbol right before the number: $ 10, USD 42, %50.
  func unit(before index: Int) -> QuantityUnit? {
    guard index > 0, !isBreak(index) else { return nil }
    if mark(index - 1) == 0x25 || mark(index - 1) == 0x66A, isGlued(index),
      index < 2 || pieces[index - 2].kind != .digits
    {
      return QuantityUnit(kind: .percent, pieces: (index - 1)..<index)
    }
    guard let found = lexicon.symbols.longest(before: index, bytes, pieces) else { return nil }
    return QuantityUnit(
      kind: .money(code: lexicon.symbol(found.row), identifier: "", isQualified: true), pieces: found.start..<index)
  }

  /// A unit or currency of one that ends before piece `end`: "لتر", "دينار كويتي".
  func wholeUnit(before end: Int) -> QuantityUnit? {
    if let found = lexicon.units.longest(before: end, bytes, pieces),
      case let unit = measure(row: found.row, pieces: found.start..<end), case .measure = unit.kind
    {
      return unit
    }
    // A currency with its country: three words at most.
    for start in stride(from: end - 1, through: max(0, end - 3), by: -1) {
      if pieces[start].kind != .letters { return nil }
      if let unit = money(at: start, allowsArticle: false), unit.pieces.upperBound == end { return unit }
      if pieces[start].isBreakBefore { return nil }
    }
    return nil
  }

  /// Whether the definite word at piece `index` names the unit again: "دينار ونصف الدينار".
  func repeats(_ unit: QuantityUnit, at index: Int) -> Bool {
    guard beginsWithArticle(index), !isBreak(index) else { return false }
    switch unit.kind {
    case .measure: return measure(at: index, cut: 4)?.kind == unit.kind
    case .money(_, let identifier, _):
      guard case .money(_, let other, _)? = money(at: index, allowsArticle: true)?.kind else { return false }
      return identifier == other
    default: return false
    }
  }
}

extension QuantityUnit {
  /// A unit of measure or a whole currency: what halves and quarters are told of.
  var isDivisible: Bool {
    switch kind {
    case .measure: true
    case .money(_, let identifier, _): !identifier.isEmpty
    default: false
    }
  }
}
