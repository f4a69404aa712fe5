/// Maps offsets of a rewritten text back to the text it was made from.
///
/// Only the places where lengths diverge are stored, so a text in which
/// nothing was removed costs nothing. A breakpoint says: from this offset of
/// the rewritten text on, the original continues there.
///
/// A boundary of the rewritten text at which bytes were removed has two
/// readings in the original: before what was removed and after it. A range
/// takes the later one for its start and the earlier one for its end, so that
/// it neither takes nor loses what stands between it and its neighbour; what
/// was removed inside a word stays inside its range. A vowel sign at the end of
/// a word belongs to the word: see `record`.
public struct Alignment: Sendable {
  private struct Breakpoint: Sendable {
    var rewritten: Int32
    /// Where an end at `rewritten` stands in the original.
    var originalEnd: Int32
    /// Where a start at `rewritten` stands in the original.
    var originalStart: Int32
  }

  private var breakpoints: [Breakpoint] = []

  public init() {}

  /// True when the two texts have the same offsets throughout.
  public var isIdentity: Bool { breakpoints.isEmpty }

  /// Stored breakpoints, a measure of memory.
  public var breakpointCount: Int { breakpoints.count }

  /// Records that from `rewritten` on the original continues at `original`.
  ///
  /// - Parameter end: what an end at `rewritten` maps to, when bytes before
  ///   `original` were removed that belong to nobody (a joiner between words).
  ///   Left out, the removed bytes belong to what stands before them.
  public mutating func record(rewritten: Int, original: Int, end: Int? = nil) {
    let point = Breakpoint(
      rewritten: Int32(rewritten), originalEnd: Int32(end ?? original), originalStart: Int32(original))
    if let last = breakpoints.last, last.rewritten == point.rewritten {
      breakpoints[breakpoints.count - 1].originalStart = point.originalStart
      if end == nil { breakpoints[breakpoints.count - 1].originalEnd = point.originalEnd }
    } else {
      breakpoints.append(point)
    }
  }

  /// Records that the boundary `rewritten` stands inside what one original scalar, from `start` to `end`, was written
  /// out as: a range that starts or ends there takes the whole scalar.
  public mutating func recordInside(rewritten: Int, start: Int, end: Int) {
    breakpoints.append(
      Breakpoint(rewritten: Int32(rewritten), originalEnd: Int32(end), originalStart: Int32(start)))
  }

  /// Forgets what is recorded after `rewritten`: what was written there is taken back.
  public mutating func cut(after rewritten: Int) {
    while let last = breakpoints.last, Int(last.rewritten) > rewritten { breakpoints.removeLast() }
  }

  /// The original offset of a start at `offset`. O(log breakpoints).
  public func originalStart(of offset: Int) -> Int {
    let index = lastBreakpoint(atOrBefore: offset)
    guard index >= 0 else { return offset }
    return Int(breakpoints[index].originalStart) + offset - Int(breakpoints[index].rewritten)
  }

  /// The original offset of an end at `offset`. O(log breakpoints).
  public func originalEnd(of offset: Int) -> Int {
    let index = lastBreakpoint(atOrBefore: offset)
    guard index >= 0 else { return offset }
    if Int(breakpoints[index].rewritten) == offset { return Int(breakpoints[index].originalEnd) }
    return Int(breakpoints[index].originalStart) + offset - Int(breakpoints[index].rewritten)
  }

  /// Maps ranges that come in text order: each look-up goes on where the last one stopped.
  public struct Cursor: Sendable {
    private let breakpoints: [Breakpoint]
    /// The last breakpoint at or before the offset asked for last, -1 for none.
    private var index = -1
    /// Where the next one stands, and what is added to offsets up to there.
    @usableFromInline var next = Int32.max
    @usableFromInline var shift: Int32 = 0

    public init(_ alignment: Alignment) {
      breakpoints = alignment.breakpoints
      if let first = breakpoints.first { next = first.rewritten }
    }

    /// The same as `Alignment.original(of:)`. O(breakpoints passed).
    ///
    /// - Precondition: `range` starts where the last one asked for ended, or later.
    @inlinable @inline(__always)
    public mutating func original(of range: TextRange) -> TextRange {
      if range.start >= next { advance(to: range.start) }
      let start = range.start + shift
      guard range.end >= next else { return TextRange(Int(start), Int(range.end + shift)) }
      return TextRange(Int(start), Int(max(start, end(of: range.end))))
    }

    @usableFromInline
    mutating func end(of offset: Int32) -> Int32 {
      advance(to: offset)
      return breakpoints[index].rewritten == offset ? breakpoints[index].originalEnd : offset + shift
    }

    @usableFromInline
    mutating func advance(to offset: Int32) {
      while index + 1 < breakpoints.count, breakpoints[index + 1].rewritten <= offset { index += 1 }
      next = index + 1 < breakpoints.count ? breakpoints[index + 1].rewritten : .max
      if index >= 0 { shift = breakpoints[index].originalStart - breakpoints[index].rewritten }
    }
  }

  /// The range of the original that `range` of the rewritten text was made from.
  public func original(of range: TextRange) -> TextRange {
    let start = originalStart(of: range.lowerBound)
    return TextRange(start, max(start, originalEnd(of: range.upperBound)))
  }

  /// The stretches of the original that `range` of the rewritten text was made from, in order, each with its part of
  /// `range`: what was removed between two of them, such as a tag, is in none. Bytes that were written out and stand
  /// nowhere in the original, such as a line break, have no stretch.
  ///
  /// O(log breakpoints + breakpoints inside `range`).
  public func runs(of range: TextRange) -> [(rewritten: TextRange, original: TextRange)] {
    guard !range.isEmpty else { return [] }
    var result: [(rewritten: TextRange, original: TextRange)] = []
    var index = lastBreakpoint(atOrBefore: range.lowerBound)
    var start = range.lowerBound
    while start < range.upperBound {
      let next = index + 1 < breakpoints.count ? Int(breakpoints[index + 1].rewritten) : .max
      let end = min(next, range.upperBound)
      let from = originalStart(of: start)
      let to = originalEnd(of: end)
      if to > from {
        if let last = result.last, last.original.upperBound == from, last.rewritten.upperBound == start {
          result[result.count - 1] = (
            TextRange(last.rewritten.lowerBound, end), TextRange(last.original.lowerBound, to)
          )
        } else {
          result.append((TextRange(start, end), TextRange(from, to)))
        }
      }
      start = end
      index += 1
    }
    return result
  }

  /// The rewritten offset at which what stands at `offset` of the original begins; an offset inside removed or
  /// shortened bytes gives the nearest boundary before it. O(log breakpoints).
  public func rewritten(of offset: Int) -> Int {
    var low = 0
    var high = breakpoints.count
    while low < high {
      let middle = (low + high) / 2
      if Int(breakpoints[middle].originalStart) <= offset { low = middle + 1 } else { high = middle }
    }
    let mapped: Int
    if low == 0 {
      mapped = offset
    } else if Int(breakpoints[low - 1].originalStart) == offset {
      // Several breakpoints start there where one scalar was written out as several: the first one.
      var first = low - 1
      while first > 0, Int(breakpoints[first - 1].originalStart) == offset { first -= 1 }
      mapped = Int(breakpoints[first].rewritten)
    } else {
      let point = breakpoints[low - 1]
      mapped = Int(point.rewritten) + offset - Int(point.originalStart)
    }
    return low < breakpoints.count ? min(mapped, Int(breakpoints[low].rewritten)) : mapped
  }

  /// This alignment followed by `outer`: offsets of this rewritten text straight into what `outer`'s text was made from.
  ///
  /// O((a + b) log(a + b)) for a and b breakpoints.
  public func composed(with outer: Alignment) -> Alignment {
    guard !outer.isIdentity else { return self }
    guard !isIdentity else { return outer }
    var points = breakpoints.map { Int($0.rewritten) }
    points += outer.breakpoints.map { rewritten(of: Int($0.rewritten)) }
    points.sort()
    var result = Alignment()
    var previous = -1
    for point in points where point != previous {
      previous = point
      let start = outer.originalStart(of: originalStart(of: point))
      let end = outer.originalEnd(of: originalEnd(of: point))
      result.breakpoints.append(
        Breakpoint(rewritten: Int32(point), originalEnd: Int32(end), originalStart: Int32(max(start, end))))
    }
    return result
  }

  /// The index of the last breakpoint at or before `offset`, -1 for none.
  private func lastBreakpoint(atOrBefore offset: Int) -> Int {
    var low = 0
    var high = breakpoints.count
    while low < high {
      let middle = (low + high) / 2
      if Int(breakpoints[middle].rewritten) <= offset { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}
