import KhabarText
import Testing

@Suite struct OffsetConverterTests {
  private static let samples = ["", "abc", "خبر عاجل", "a😀ب", String(repeating: "نص😀x", count: 100)]

  @Test(arguments: samples)
  func countsAsSwiftCounts(text: String) {
    let bytes = Array(text.utf8)
    let scalars = OffsetConverter(bytes, unit: .scalar)
    let utf16 = OffsetConverter(bytes, unit: .utf16)
    var offset = 0
    var scalarCount = 0
    var unitCount = 0
    for scalar in text.unicodeScalars {
      #expect(scalars.convert(offset) == scalarCount)
      #expect(utf16.convert(offset) == unitCount)
      offset += UTF8.width(scalar)
      scalarCount += 1
      unitCount += UTF16.width(scalar)
    }
    #expect(scalars.convert(bytes.count) == text.unicodeScalars.count)
    #expect(utf16.convert(bytes.count) == text.utf16.count)
    #expect(OffsetConverter(bytes, unit: .utf8).convert(bytes.count) == bytes.count)
  }
}
