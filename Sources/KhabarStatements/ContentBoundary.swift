import KhabarAnnotations
import KhabarText

/// Where what is said ends, what of it is quoted, and so how it is said.
struct ContentBoundary {
  let text: ClauseText

  /// The end of a stretch of tokens without marks and conjunctions that close it; nil when nothing is left.
  func end(of tokens: Range<Int>) -> Int? {
    var last = tokens.upperBound - 1
    while last >= tokens.lowerBound {
      switch text.marks[last] {
      case .comma, .stop, .colon, .dash: last -= 1
      case .none where isLooseConjunction(last): last -= 1
      default: return last + 1
      }
    }
    return nil
  }

  /// A lone و before what was cut off.
  private func isLooseConjunction(_ token: Int) -> Bool {
    (text.tokens[token].range.count == 2 && text.scalar(token) == ArabicLetter.waw)
      || (text.has(token, .loose) && text.hasConjunction(token))
  }

  /// The ranges of what is said, marks that wrap all of it left out: the tokens from the byte `contentStart` on, up to
  /// `fixedEnd` where that is known, and `more`.
  func ranges(_ tokens: Range<Int>, from contentStart: Int, to fixedEnd: Int?, and more: [TextRange]) -> [TextRange] {
    if let fixedEnd { return all([TextRange(contentStart, max(contentStart, fixedEnd))], more) }
    var start = contentStart
    var end = text.tokens[tokens.upperBound - 1].range.upperBound
    let first = tokens.lowerBound
    if text.marks[first] == .quotation, let quotation = text.quotations.quotation(openedBy: first) {
      if quotation.close >= tokens.upperBound - 1, quotation.isClosed || quotation.close >= tokens.upperBound {
        start = quotation.range.lowerBound
        end = min(end, quotation.range.upperBound)
      }
    }
    return start < end ? all([TextRange(start, end)], more) : more
  }

  private func all(_ first: [TextRange], _ more: [TextRange]) -> [TextRange] { more.isEmpty ? first : first + more }

  /// The quoted stretches within `ranges`, names left out. O(quotations in it + log).
  func quoted(in ranges: [TextRange]) -> [TextRange] {
    var found: [TextRange] = []
    for range in ranges {
      var index = firstQuotation(endingAfter: range.lowerBound)
      while index < text.quotations.all.count {
        let quotation = text.quotations.all[index]
        guard quotation.range.lowerBound < range.upperBound else { break }
        index += 1
        guard !quotation.isName, quotation.range.upperBound > range.lowerBound else { continue }
        let start = max(quotation.range.lowerBound, range.lowerBound)
        let end = min(quotation.range.upperBound, range.upperBound)
        // An inner quotation is part of the outer one.
        if let last = found.last, start < last.upperBound { continue }
        if start < end { found.append(TextRange(start, end)) }
      }
    }
    return found
  }

  private func firstQuotation(endingAfter offset: Int) -> Int {
    // Sorted by start and hardly nested: step back over those that may still cover the offset.
    let all = text.quotations.all
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return max(0, low - QuotationIndex.maximumDepth)
  }

  /// Direct when nothing but marks and أن stands outside the quoted stretches.
  func mode(_ ranges: [TextRange], tokens: Range<Int>, quoted: [TextRange]) -> Statement.Mode {
    guard !quoted.isEmpty else { return .indirect }
    var next = 0
    for token in tokens {
      let range = text.tokens[token].range
      while next < quoted.count, quoted[next].end <= range.start { next += 1 }
      if next < quoted.count, quoted[next].overlaps(range) { continue }
      guard ranges.contains(where: { $0.overlaps(range) }) else { continue }
      if text.marks[token] == .none, !text.has(token, .anyThat) { return .mixed }
    }
    return .direct
  }
}
