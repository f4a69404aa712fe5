import KhabarAnnotations
import KhabarText
import Testing

@testable import KhabarNumbers

@Suite struct SpelledNumberTests {
  /// All small numbers, the neighbours of round ones, and a sample up to ten million by a fixed step.
  static let sample: [Int] =
    Array(0...1100) + [1999, 2000, 2001, 2002, 9999, 10_000, 10_001, 10_010, 99_999, 100_000, 100_100, 999_999]
    + [1_000_000, 1_000_001, 1_001_000, 2_000_000, 2_002_002, 9_999_999, 10_000_000]
    + stride(from: 1103, through: 10_000_000, by: 28_657).map { $0 }

  @Test(arguments: [
    ArabicSpeller(), ArabicSpeller(isFeminine: true), ArabicSpeller(isOblique: true),
    ArabicSpeller(isFeminine: true, isOblique: true, hasShortHundred: false),
    ArabicSpeller(isOblique: true, splitsHundreds: true), ArabicSpeller(hasShortHundred: false, partsWaw: true),
  ])
  func readsBackWhatIsSpelled(speller: ArabicSpeller) throws {
    // One text for all: each number in a sentence of its own, as one document is faster than thousands.
    let text = Self.sample.map { "العدد: " + speller.spell($0) + "." }.joined(separator: "\n")

    let numbers = try NumbersStageTests.numbers(text)

    let values = numbers.map { $0.value.integer ?? -1 }
    #expect(values.count == Self.sample.count)
    for (value, expected) in zip(values, Self.sample) where value != expected {
      Issue.record("\(speller.spell(expected)) is \(expected), read as \(value)")
      break
    }
  }
}
