import KhabarAnnotations
import KhabarText

/// A stretch between quotation marks.
struct Quotation: Sendable {
  /// The token of the opening mark.
  var open: Int
  /// The token of the closing mark; where it is missing, the first token behind the stretch.
  var close: Int
  var isClosed: Bool
  /// One name rather than something said: موقع "أكسيوس".
  var isName: Bool
  /// The text between the marks, without white space and a full stop at its end.
  var range: TextRange

  /// Tokens between the marks.
  var inner: Range<Int> { min(open + 1, close)..<close }
}

/// Quotations of a document, found by their marks.
///
/// Marks are paired within a paragraph, not a sentence: what is quoted may be several sentences. White space decides
/// what a mark does before its shape does, because “ and ” are often exchanged in Arabic typing and " has no direction.
/// A mark without partner runs to the end of its sentence.
struct QuotationIndex: Sendable {
  /// Marks open inside one another beyond this are ignored and counted.
  static let maximumDepth = 8

  private(set) var all: [Quotation] = []
  /// By token: the innermost quotation around it, names left out, -1 for none.
  private var around: [Int32] = []
  /// By token of an opening mark: its quotation.
  private var opened: [Int32] = []
  /// By token of a closing mark: its quotation.
  private var closed: [Int32] = []
  /// Opening marks that were ignored because too many were open.
  private(set) var excess = 0

  init() {}

  func around(_ token: Int) -> Int { Int(around[token]) }
  func quotation(openedBy token: Int) -> Quotation? { opened[token] < 0 ? nil : all[Int(opened[token])] }
  func quotation(closedBy token: Int) -> Quotation? { closed[token] < 0 ? nil : all[Int(closed[token])] }
  func index(openedBy token: Int) -> Int { Int(opened[token]) }

  private enum Direction {
    case opens
    case closes
    case unknown
  }

  private enum Family {
    case double
    case guillemets
    case single
  }

  /// O(tokens × `maximumDepth`).
  init(text: ClauseText) {
    let count = text.count
    let marks = text.marks.indices.filter { text.marks[$0] == .quotation }
    var stack: [Int] = []
    var next = 0
    while next < marks.count {
      let paragraph = QuotationIndex.paragraph(around: marks[next], text)
      let first = next
      while next < marks.count, marks[next] < paragraph.upperBound { next += 1 }
      pair(marks[first..<next], paragraph, text, &stack)
    }
    all.sort { $0.open < $1.open }
    around = Array(repeating: -1, count: count)
    opened = around
    closed = around
    markNames(text)
    for index in all.indices {
      opened[all[index].open] = Int32(index)
      if all[index].isClosed { closed[all[index].close] = Int32(index) }
      guard !all[index].isName else { continue }
      for token in all[index].inner { around[token] = Int32(index) }
    }
  }

  private static func paragraph(_ token: Int, _ text: ClauseText) -> Int32 {
    let sentence = Int(text.tokens[token].sentence)
    return sentence >= 0 && sentence < text.sentences.count ? text.sentences[sentence].paragraph : -1
  }

  private static func paragraph(around token: Int, _ text: ClauseText) -> Range<Int> {
    let paragraph = paragraph(token, text)
    // Only another sentence may be in another paragraph.
    let continues = { (left: Int, right: Int) in
      text.tokens[left].sentence == text.tokens[right].sentence || QuotationIndex.paragraph(left, text) == paragraph
    }
    var (start, end) = (token, token + 1)
    while start > 0, continues(start - 1, start) { start -= 1 }
    while end < text.count, continues(end, end - 1) { end += 1 }
    return start..<end
  }

  private mutating func pair(
    _ marks: ArraySlice<Int>, _ paragraph: Range<Int>, _ text: ClauseText, _ stack: inout [Int]
  ) {
    stack.removeAll(keepingCapacity: true)
    for token in marks {
      let family = QuotationIndex.family(text.scalar(token))
      let place = stack.lastIndex { QuotationIndex.family(text.scalar($0)) == family }
      switch direction(token, paragraph, text, isOpen: place != nil) {
      case .opens:
        if let place, !(family == .guillemets && text.scalar(token) == 0xAB) {
          // Two openings of one kind: the first was never closed. Where a sentence ended in between and a colon stands
          // before the second, the first one ended there; else the second is a slip.
          let first = stack[place]
          guard text.tokens[first].sentence != text.tokens[token].sentence, text.marks[token - 1] == .colon else {
            continue
          }
          append(open: first, close: sentenceEnd(first, paragraph, text), isClosed: false, text)
          stack.removeSubrange(place...)
        }
        if stack.count < QuotationIndex.maximumDepth { stack.append(token) } else { excess += 1 }
      case .closes:
        guard let place = place ?? partner(of: token, in: stack, paragraph, text) else { continue }
        append(open: stack[place], close: token, isClosed: true, text)
        stack.removeSubrange(place...)
      case .unknown: continue
      }
    }
    if let first = stack.first {
      append(open: first, close: speechEnd(first, paragraph, text), isClosed: false, text)
    }
  }

  /// A mark of another kind that `token` closes: `"غير مسبوق»`, when the sentence has none of its own kind to close it.
  private func partner(of token: Int, in stack: [Int], _ paragraph: Range<Int>, _ text: ClauseText) -> Int? {
    guard let last = stack.indices.last, QuotationIndex.family(text.scalar(token)) != .single,
      QuotationIndex.family(text.scalar(stack[last])) != .single,
      text.tokens[stack[last]].sentence == text.tokens[token].sentence
    else { return nil }
    let family = QuotationIndex.family(text.scalar(stack[last]))
    var next = token + 1
    while next < min(paragraph.upperBound, token + QuotationIndex.longestSearch) {
      if text.marks[next] == .quotation, QuotationIndex.family(text.scalar(next)) == family {
        return direction(next, paragraph, text, isOpen: true) == .closes ? nil : last
      }
      next += 1
    }
    return last
  }

  /// Tokens within which the right closing mark is looked for.
  private static let longestSearch = 80

  /// Where a quotation without closing mark ends: before a participle of speech behind a comma, else with its sentence.
  ///
  /// `إن "الوقت ينفد أمام الجميع، مؤكدا أن …`
  private func speechEnd(_ open: Int, _ paragraph: Range<Int>, _ text: ClauseText) -> Int {
    let end = sentenceEnd(open, paragraph, text)
    var token = open + 3
    while token + 1 < end {
      if text.marks[token - 1] == .comma, text.has(token, .cue), !text.hasFiniteCue(token),
        text.has(token + 1, [.anyThat, .ila, .ala])
      {
        return token - 1
      }
      token += 1
    }
    return end
  }

  private mutating func append(open: Int, close: Int, isClosed: Bool, _ text: ClauseText) {
    guard open + 1 < close else { return }
    var last = close - 1
    while last > open + 1, text.marks[last] == .comma || text.isFullStop(last) { last -= 1 }
    let range = TextRange(text.tokens[open + 1].range.lowerBound, text.tokens[last].range.upperBound)
    all.append(Quotation(open: open, close: close, isClosed: isClosed, isName: false, range: range))
  }

  private func sentenceEnd(_ token: Int, _ paragraph: Range<Int>, _ text: ClauseText) -> Int {
    var end = token + 1
    while end < paragraph.upperBound, text.tokens[end].sentence == text.tokens[token].sentence { end += 1 }
    return end
  }

  private func direction(_ token: Int, _ paragraph: Range<Int>, _ text: ClauseText, isOpen: Bool) -> Direction {
    let scalar = text.scalar(token)
    let previous: Mark = token > paragraph.lowerBound ? text.marks[token - 1] : .openBracket
    let next: Mark = token + 1 < paragraph.upperBound ? text.marks[token + 1] : .stop
    let isFree = text.tokens[token].isSpaceBefore || previous == .openBracket || previous == .colon
    let isFreeBehind =
      token + 1 == paragraph.upperBound || text.tokens[token + 1].isSpaceBefore
      || next == .comma || next == .stop || next == .closeBracket || next == .colon
    if isFree, !isFreeBehind { return .opens }
    if !isFree, isFreeBehind { return isOpen || scalar != 0x27 ? .closes : .unknown }
    // An apostrophe inside a word is none of these marks.
    if QuotationIndex.family(scalar) == .single { return .unknown }
    // بـ"…" and a mark between two spaces.
    return isOpen ? .closes : .opens
  }

  private static func family(_ scalar: UInt32) -> Family {
    switch scalar {
    case 0xAB, 0xBB, 0x2039, 0x203A: .guillemets
    case 0x27, 0x2018, 0x2019: .single
    default: .double
    }
  }

  /// Marks names, and every short quotation with the same words as one of them.
  private mutating func markNames(_ text: ClauseText) {
    for index in all.indices where isName(all[index], text) { all[index].isName = true }
    // Few others are as long as one of the names.
    var lengths = Set<Int>()
    for quotation in all where quotation.isName { lengths.insert(quotation.range.count) }
    guard !lengths.isEmpty else { return }
    let others = all.indices.filter {
      !all[$0].isName && all[$0].inner.count <= 4 && lengths.contains(all[$0].range.count)
    }
    guard !others.isEmpty else { return }
    let names = Set(all.lazy.filter(\.isName).map { text.bytes[$0.range.indices] })
    for index in others where names.contains(text.bytes[all[index].range.indices]) { all[index].isName = true }
  }

  /// "الشركة المالكة "سامودرا" نفت": a definite kind of body and its adjectives before the marks, its verb behind.
  private func isBehindKind(_ quotation: Quotation, _ text: ClauseText) -> Bool {
    let behind = quotation.close + 1
    guard quotation.inner.count <= 3, behind < text.count, text.hasFiniteCue(behind) || text.has(behind, .anyThat)
    else {
      return false
    }
    var token = quotation.open - 1
    while token >= 0, quotation.open - token <= 3, text.hasArticle(token) {
      if text.has(token, [.nameKind, .body]) { return true }
      guard text.words[token].roles.isEmpty else { return false }
      token -= 1
    }
    return false
  }

  private func isName(_ quotation: Quotation, _ text: ClauseText) -> Bool {
    let inner = quotation.inner
    guard !inner.isEmpty, inner.count <= 6 else { return false }
    if let naming = text.namings.naming(covering: inner.lowerBound), !naming.isTitle,
      naming.tokens.upperBound >= inner.upperBound
    {
      return true
    }
    guard quotation.open > 0, inner.count <= 4, quotation.isClosed else { return false }
    let before = quotation.open - 1
    // لـ"صوت المدينة": an addressee is a name, nobody speaks to a sentence.
    return text.has(before, .nameKind) || text.isBareLam(before) || isBehindKind(quotation, text)
      ? !inner.contains { text.has($0, .that) || text.marks[$0] != .none } : false
  }
}
