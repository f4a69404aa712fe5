/// A half-open range of UTF-8 byte offsets in one text.
///
/// A range says nothing about which text it belongs to: the layer that holds
/// it does. Convert at the edge of the program, never in a stage.
public struct TextRange: Hashable, Sendable, Codable {
  public var start: Int32
  public var end: Int32

  @inlinable
  public init(_ start: Int, _ end: Int) {
    precondition(0 <= start && start <= end, "a range runs forward from a non-negative offset")
    self.start = Int32(start)
    self.end = Int32(end)
  }

  /// Bytes in the range.
  @inlinable public var count: Int { Int(end - start) }
  @inlinable public var isEmpty: Bool { start == end }
  @inlinable public var lowerBound: Int { Int(start) }
  @inlinable public var upperBound: Int { Int(end) }
  @inlinable public var indices: Range<Int> { Int(start)..<Int(end) }

  public func contains(_ other: TextRange) -> Bool { start <= other.start && other.end <= end }
  public func contains(_ offset: Int) -> Bool { start <= offset && offset < end }
  public func overlaps(_ other: TextRange) -> Bool { start < other.end && other.start < end }

  /// The smallest range that covers both.
  public func union(_ other: TextRange) -> TextRange {
    TextRange(Int(min(start, other.start)), Int(max(end, other.end)))
  }
}

extension TextRange: Comparable {
  /// Text order: by start, the longer one first.
  public static func < (left: TextRange, right: TextRange) -> Bool {
    left.start != right.start ? left.start < right.start : left.end > right.end
  }
}

extension TextRange: CustomStringConvertible {
  public var description: String { "\(start)..<\(end)" }
}
