import KhabarText

/// A number in digits, with what separates its groups and decimals.
struct DigitNumber {
  /// The piece after it.
  var end: Int
  var amount: Amount
  /// One separator with three digits after it, which a reader may take either way: 67.147.
  var isAmbiguous = false
}

extension NumberGrammar {
  /// Reads the digits at piece `index` with the groups and decimals that belong to them.
  ///
  /// By pattern: groups of three are thousands ("27,708", "1 234 567"), another mark or another length of the last part
  /// makes decimals ("12,5", "2.000.000,50"); ٬ always groups and ٫ always parts decimals. What fits no pattern
  /// (7.10.2023, a telephone number) stays a row of plain numbers.
  mutating func digits(at index: Int) -> DigitNumber {
    let plain = DigitNumber(end: index + 1, amount: Amount(whole: [pieces[index].indices], decimals: nil, of: bytes))
    guard index >= plainUntil, index + 1 < pieces.count else { return plain }
    let next = pieces[index + 1]
    if next.kind == .digits { return spacedDigits(at: index) ?? plain }
    guard next.kind == .mark, separator(at: index + 1) != nil else { return plain }
    return separatedDigits(at: index) ?? plain
  }

  private enum Separator: Equatable {
    case point
    case comma
    /// ٫
    case decimal
    /// ٬
    case group
  }

  /// The separator at piece `index` when digits follow it and nothing is parted by space.
  private func separator(at index: Int) -> Separator? {
    guard index + 1 < pieces.count, pieces[index].kind == .mark, !pieces[index].isSpaceBefore,
      pieces[index + 1].kind == .digits, !pieces[index + 1].isSpaceBefore
    else { return nil }
    let mark = pieces[index]
    switch UTF8Scalars.decode(bytes, at: Int(mark.start)).scalar {
    case 0x2E: return original.contains(0xAB, after: 0xD9, at: mark) ? .decimal : .point
    case 0x2C: return original.contains(0xAC, after: 0xD9, at: mark) ? .group : .comma
    case 0x060C: return .comma
    default: return nil
    }
  }

  private mutating func separatedDigits(at index: Int) -> DigitNumber? {
    var parts = [index]
    var separators: [Separator] = []
    var mark = index + 1
    while let separator = separator(at: mark) {
      separators.append(separator)
      parts.append(mark + 1)
      mark += 2
    }
    guard let last = separators.last, let lastPart = parts.last else { return nil }
    let end = lastPart + 1
    let hasGroupedHead =
      pieces[index].count <= 3 && bytes[Int(pieces[index].start)] != 0x30
      && parts.dropFirst().dropLast().allSatisfy { pieces[$0].count == 3 }
      && separators.dropLast().allSatisfy { $0 == separators[0] && $0 != .decimal }
    let isLastThree = pieces[lastPart].count == 3
    func read(decimals: Bool) -> DigitNumber {
      let whole = (decimals ? parts.dropLast() : parts[...]).map { pieces[$0].indices }
      return DigitNumber(
        end: end, amount: Amount(whole: whole, decimals: decimals ? pieces[lastPart].indices : nil, of: bytes))
    }
    if separators.count == 1 {
      switch last {
      case .decimal: return read(decimals: true)
      case .group where hasGroupedHead && isLastThree: return read(decimals: false)
      case .point, .comma, .group:
        if hasGroupedHead, isLastThree {
          // "1.250 مليار": a scale after it makes the full stop a decimal one.
          let isScaled = last == .point && isScale(end)
          var number = read(decimals: isScaled)
          number.isAmbiguous = last == .point && !isScaled
          return number
        }
        // "2010,2011" is a list of years.
        if last == .comma, pieces[index].count > 3, pieces[lastPart].count > 3 { break }
        return read(decimals: true)
      }
    } else if hasGroupedHead {
      if last == separators[0] {
        if isLastThree, last != .decimal { return read(decimals: false) }
      } else if last != .group {
        return read(decimals: true)
      }
    }
    plainUntil = end
    return nil
  }

  /// "1 234 567", with ordinary or no-break spaces.
  private mutating func spacedDigits(at index: Int) -> DigitNumber? {
    guard pieces[index].count <= 3, bytes[Int(pieces[index].start)] != 0x30 else { return nil }
    var end = index + 1
    while end < pieces.count, pieces[end].kind == .digits, pieces[end].isSpaceBefore, !pieces[end].isBreakBefore,
      pieces[end].start == pieces[end - 1].end + 1
    {
      end += 1
    }
    guard end > index + 1 else { return nil }
    guard pieces[(index + 1)..<end].allSatisfy({ $0.count == 3 }) else {
      plainUntil = end
      return nil
    }
    var decimals: Range<Int>?
    let whole = pieces[index..<end].map(\.indices)
    if let separator = separator(at: end), separator != .group, pieces[end + 1].count != 3 {
      decimals = pieces[end + 1].indices
      end += 2
    }
    return DigitNumber(end: end, amount: Amount(whole: whole, decimals: decimals, of: bytes))
  }
}
