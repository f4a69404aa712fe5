import KhabarAnnotations

extension NumberGrammar {
  /// A number of which only the magnitude is said: عشرات XX, مئات الآلاف XXXXXX, بضع مئات X00, بضعة عشر 1X.
  func vague(at index: Int) -> FoundNumber? {
    let reading = readings[index]
    switch reading.kind {
    case .few, .several:
      if let magnitude = magnitude(at: index + 1) {
        let pattern = "X" + String(repeating: "0", count: magnitude.zeros)
        return found(index, magnitude.end, .cardinal, .vague(pattern))
      }
      guard reading.kind == .few else { return nil }
      if bare(index + 1).kind == .ten { return found(index, index + 2, .cardinal, .vague("1X")) }
      if let tens = joined(index + 1), readings[tens].kind == .tens {
        return found(index, tens + 1, .cardinal, .vague("\(readings[tens].value / 10)X"))
      }
      return found(index, index + 1, .cardinal, .vague("X"))
    default:
      guard let magnitude = magnitude(at: index, isFirst: true) else { return nil }
      return found(index, magnitude.end, .cardinal, .vague(String(repeating: "X", count: magnitude.zeros + 1)))
    }
  }

  /// One or two plural magnitudes: مئات, مئات الآلاف.
  private func magnitude(at index: Int, isFirst: Bool = false) -> (zeros: Int, end: Int)? {
    let first = isFirst ? readings[index] : bare(index)
    switch first.kind {
    case .tenPlural, .hundredPlural, .scalePlural: break
    default: return nil
    }
    let zeros = Self.zeros(first.value)
    let second = bare(index + 1)
    switch second.kind {
    case .scalePlural: return (zeros + Self.zeros(second.value), index + 2)
    case .scale where second.hasArticle: return (zeros + Self.zeros(second.value), index + 2)
    default: return (zeros, index + 1)
    }
  }

  private static func zeros(_ power: Int) -> Int {
    var rest = power
    var count = 0
    while rest >= 10 {
      rest /= 10
      count += 1
    }
    return count
  }
}
