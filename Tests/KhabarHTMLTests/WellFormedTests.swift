import Testing

@testable import KhabarHTML

/// The fast scan for faults against one that looks at every byte.
@Suite struct WellFormedTests {
  private static let pieces: [[UInt8]] = [
    Array("قال".utf8), Array("abc".utf8), Array("12345678".utf8), [0x0A], [0x00], [0x7F], [0x1B], [0x20], [0x80],
    [0xD9], [0xE2, 0x80], [0xED, 0xA0, 0x80], Array("€".utf8), Array("😀".utf8), [0xF5], [0xC0, 0x80],
  ]

  private static func slow(_ bytes: [UInt8], stopsAtControls: Bool) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        if stopsAtControls, buffer[index] < 0x20 || buffer[index] == 0x7F { return index }
        let length = UTF8Fault.sequenceLength(buffer, at: index)
        if length == 0 { return index }
        index += length
      }
      return index
    }
  }

  @Test(arguments: [true, false])
  func agreesWithALookAtEveryByte(stopsAtControls: Bool) {
    var state: UInt64 = 7
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var stopped = 0
    for _ in 0..<5_000 {
      // Mostly clean text, so that faults stand at every place of a group of eight.
      let bytes = (0..<random(14)).flatMap { _ in Self.pieces[random(4) == 0 ? random(Self.pieces.count) : random(3)] }
      let end = bytes.withUnsafeBufferPointer {
        UTF8Fault.endOfWellFormed($0, from: 0, stopsAtControls: stopsAtControls)
      }
      #expect(end == Self.slow(bytes, stopsAtControls: stopsAtControls), "\(bytes)")
      if end < bytes.count { stopped += 1 }
    }
    #expect(stopped > 500)
  }
}
