import KhabarText
import Testing

@Suite struct TextOrderTests {
  @Test(
    arguments: [
      ([], []), ([3, 7, 7, 9], [0, 1, 2, 3]), ([7, 3, 7, 3], [1, 3, 0, 2]),
      // Alike in the upper half of the key.
      ([1 << 32 | 5, 1 << 32 | 2, 7, 1 << 32 | 5], [2, 1, 0, 3]),
    ] as [([UInt64], [Int])])
  func keepsTheOrderOfEqualKeys(keys: [UInt64], places: [Int]) {
    #expect(TextOrder.places(of: keys) == places)
  }

  @Test func ordersRangesAsTheyCompare() {
    let ranges = [TextRange(4, 9), TextRange(0, 2), TextRange(4, 12), TextRange(0, 30), TextRange(4, 4)]
    #expect(TextOrder.places(of: ranges.map(\.order)).map { ranges[$0] } == ranges.sorted())
  }
}
