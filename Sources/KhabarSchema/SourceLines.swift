/// The line starts of a file, for many questions about positions.
///
/// Building is linear; a question costs a binary search and the length of one line.
public struct SourceLines: Sendable {
  private let bytes: [UInt8]
  private let starts: [Int]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == 0x0A { starts.append(index + 1) }
    self.starts = starts
  }

  public var count: Int { starts.count }

  /// The position of the byte at `offset`; an offset beyond the end stands for the end.
  public func position(of offset: Int) -> SourcePosition {
    let end = min(max(offset, 0), bytes.count)
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= end { low = middle + 1 } else { high = middle }
    }
    let column = bytes.withUnsafeBufferPointer {
      SourcePosition.column(of: end, lineStart: starts[low - 1], in: $0)
    }
    return SourcePosition(offset: end, line: low, column: column)
  }
}
