/// A place in a text file as an editor shows it.
public struct SourcePosition: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Bytes from the start of the file, from 0.
  public var offset: Int
  /// Lines end with a line feed; the first is 1.
  public var line: Int
  /// Unicode scalars from the start of the line; the first is 1. A byte order mark is not counted.
  public var column: Int

  public static let start = SourcePosition(offset: 0, line: 1, column: 1)

  public init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }

  /// The position of the byte at `offset`; an offset beyond the end stands for the end. Linear in `offset`.
  ///
  /// Whoever asks for many offsets of one file takes `SourceLines`.
  public init(offset: Int, in bytes: [UInt8]) {
    self = bytes.withUnsafeBufferPointer { SourcePosition(offset: offset, in: $0) }
  }

  public init(offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    let end = min(max(offset, 0), bytes.count)
    var line = 1
    var lineStart = 0
    for index in 0..<end where bytes[index] == 0x0A {
      line += 1
      lineStart = index + 1
    }
    self.init(offset: end, line: line, column: Self.column(of: end, lineStart: lineStart, in: bytes))
  }

  static func column(of end: Int, lineStart: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var first = lineStart
    if first == 0, bytes.startsWithByteOrderMark { first = min(3, end) }
    // Continuation bytes belong to the scalar before them.
    var column = 1
    for index in first..<max(first, end) where bytes[index] & 0xC0 != 0x80 { column += 1 }
    return column
  }

  /// This position, seen from a file in which the text begins at `origin`.
  public func moved(to origin: SourcePosition) -> SourcePosition {
    SourcePosition(
      offset: origin.offset + offset,
      line: origin.line + line - 1,
      column: line == 1 ? origin.column + column - 1 : column)
  }

  public static func < (left: SourcePosition, right: SourcePosition) -> Bool { left.offset < right.offset }

  public var description: String { "line \(line), column \(column)" }
}

extension UnsafeBufferPointer<UInt8> {
  var startsWithByteOrderMark: Bool {
    count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF
  }
}
