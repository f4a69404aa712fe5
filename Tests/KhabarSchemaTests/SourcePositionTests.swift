import Testing

@testable import KhabarSchema

@Suite struct SourcePositionTests {
  @Test(arguments: [
    (0, 1, 1), (1, 1, 2), (3, 1, 3), (5, 2, 1), (6, 2, 2), (7, 3, 1), (99, 3, 1),
  ])
  func countsLinesAndScalars(offset: Int, line: Int, column: Int) {
    // a, two bytes of ب, line feed with carriage return before it, c, line feed.
    let bytes = Array("aب\r\nc\n".utf8)

    let position = SourcePosition(offset: offset, in: bytes)

    #expect(position.line == line)
    #expect(position.column == column)
    #expect(SourceLines(bytes).position(of: offset) == position)
  }

  @Test func doesNotCountAByteOrderMark() {
    let bytes = Array("\u{FEFF}ab\nc".utf8)

    #expect(SourcePosition(offset: 4, in: bytes).column == 2)
    #expect(SourceLines(bytes).position(of: 4).column == 2)
    #expect(SourceLines(bytes).position(of: 6) == SourcePosition(offset: 6, line: 2, column: 1))
  }
}
