import KhabarText
import Testing

@Suite struct UTF8RepairTests {
  @Test func leavesValidTextAlone() {
    let repaired = UTF8Repair(Array("خبر 😀 abc".utf8))
    #expect(repaired.bytes == Array("خبر 😀 abc".utf8))
    #expect(repaired.replacements == 0)
    #expect(repaired.firstFault == nil)
  }

  /// The standard library's decoder follows the same standard: an independent judge.
  @Test func replacesAsTheStandardDoes() {
    var generator = SystemRandomNumberGenerator()
    let pool: [UInt8] = [0x41, 0x80, 0xBF, 0xC0, 0xC2, 0xD8, 0xE0, 0xA0, 0xED, 0x9F, 0xF0, 0x90, 0xF4, 0x8F, 0xFF]
    for length in 0..<400 {
      let bytes = (0..<length % 24).map { _ in pool.randomElement(using: &generator) ?? 0 }
      let repaired = UTF8Repair(bytes)
      #expect(repaired.bytes == Array(String(decoding: bytes, as: UTF8.self).utf8), "\(bytes)")
    }
  }

  @Test(arguments: [4094, 4095, 4096, 65535, 65536])
  func findsAFaultAtAnyPlace(place: Int) {
    var bytes = [UInt8](repeating: 0x61, count: 70000)
    bytes[place] = 0xFF
    let repaired = UTF8Repair(bytes)
    #expect(repaired.firstFault == place)
    #expect(repaired.replacements == 1)
    #expect(repaired.bytes.count == 70002)
  }
}
