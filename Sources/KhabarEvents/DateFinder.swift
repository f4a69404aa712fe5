import KhabarAnnotations
import KhabarCore
import KhabarText

/// Finds the day for which something is told.
struct DateFinder: Sendable {
  struct Entry: Sendable {
    var tokens: Range<Int>
    var value: String
    var isDay: Bool
    /// منذ before it: a beginning, not the day itself.
    var isSince: Bool
    /// حتى before it.
    var isUntil: Bool
  }

  let entries: [Entry]

  init(_ document: borrowing Document, _ reading: NewsReading) {
    let allTimes = document[Times.self]
    let times = allTimes.span
    var entries: [Entry] = []
    entries.reserveCapacity(times.count)
    for index in times.indices where times[index].type == .date || times[index].type == .time {
      guard let value = Self.calendarValue(times[index].value) else { continue }
      let tokens = reading.tokens(of: times[index].range)
      guard let first = tokens.first else { continue }
      let before = first > 0 ? reading.classes[first - 1] : []
      entries.append(
        Entry(
          tokens: tokens, value: value, isDay: value.utf8.count >= 10, isSince: before.contains(.since),
          isUntil: before.contains(.until)))
    }
    self.entries = entries
  }

  /// The entries that start in `window`. O(log entries).
  func entries(in window: Range<Int>) -> ArraySlice<Entry> {
    entries[first(at: window.lowerBound)..<first(at: window.upperBound)]
  }

  private func first(at token: Int) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The date without the time of day, nil for what is no point of the calendar (`PAST_REF`, `PXD`).
  static func calendarValue(_ value: String) -> String? {
    guard let first = value.utf8.first, (0x30...0x39).contains(first) || first == 0x58 else { return nil }
    guard let end = value.utf8.firstIndex(of: 0x54) else { return value }
    return String(value[..<end])
  }
}
