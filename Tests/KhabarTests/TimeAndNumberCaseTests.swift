import Foundation
import Khabar
import KhabarTestSupport
import Testing

/// The cases of `Fixtures/time-and-number`: each text with every date, time, number and quantity in it.
@Suite struct TimeAndNumberCaseTests {
  struct Case: Sendable {
    var line: Int
    var group: String
    var marked: MarkedText
    var expected: [Expected]
  }

  struct Expected: Sendable {
    var kind: String
    /// Any of these is right.
    var values: [String]
    var modifier: String?
  }

  struct Found {
    var range: TextRange
    var kind: String
    var value: String
    var modifier: String
  }

  private static let cases: [Case] = {
    let path = Repository.path("Tests/Fixtures/time-and-number/cases.tsv")
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    var group = ""
    var cases: [Case] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("## ") { group = String(line.dropFirst(3)) }
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      let values = columns.count > 1 ? columns[1].components(separatedBy: " ; ").filter { !$0.isEmpty } : []
      cases.append(
        Case(
          line: number + 1, group: group, marked: MarkedText(String(columns[0])), expected: values.map(expected)))
    }
    return cases
  }()

  private static func expected(_ text: String) -> Expected {
    let values = text.components(separatedBy: " | ")
    let first = values[0].split(separator: " ", maxSplits: 1)
    let value = first[1].split(separator: "~")
    return Expected(
      kind: String(first[0]), values: [String(value[0])] + values.dropFirst(),
      modifier: value.count > 1 ? String(value[1]) : nil)
  }

  private let times = TimeReader(
    reference: CivilDate(year: 2024, month: 5, day: 15),
    at: .clock(hour: 12, minute: 0, second: nil, utcOffset: nil))
  private let numbers = NumberReader()

  @Test func readsTheFixture() {
    #expect(Self.cases.count > 800)
    #expect(Self.cases.allSatisfy { $0.marked.ranges.count == $0.expected.count })
  }

  @Test func readsEveryCase() {
    for item in Self.cases where item.group != "not-read" {
      let fault = fault(of: item)
      if let fault { Issue.record("line \(item.line), \(item.marked.text): \(fault)") }
    }
  }

  /// What is wrong with the reading of a case, nil when it is right.
  private func fault(of item: Case) -> String? {
    let text = item.marked.text
    var found = times.times(in: text).map {
      Found(
        range: $0.annotation.range, kind: $0.annotation.kind.rawValue, value: $0.annotation.value,
        modifier: $0.modifier?.rawValue ?? "")
    }
    // What cannot be is no time; its numbers are numbers all the same.
    if item.group != "impossible" {
      found += numbers.quantities(in: text).map {
        Found(
          range: $0.annotation.range, kind: $0.annotation.normalizedKind.rawValue, value: $0.annotation.normalized,
          modifier: $0.modifier == .upTo ? "at_most" : $0.modifier.rawValue)
      }
    }
    if found.count != item.expected.count { return "found \(found.map { "\($0.kind) \($0.value)" })" }
    for (expected, range) in zip(item.expected, item.marked.ranges) {
      guard let match = found.first(where: { $0.range.overlaps(range) }) else { return "nothing at \(range)" }
      if !expected.values.contains(match.value) { return "\(match.value) is not \(expected.values)" }
      if let modifier = expected.modifier, match.modifier != modifier { return "\(match.modifier) is not \(modifier)" }
    }
    return nil
  }
}
