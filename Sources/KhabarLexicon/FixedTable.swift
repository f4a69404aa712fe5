extension UnsafeMutableBufferPointer where Element: BitwiseCopyable {
  /// Memory of its own that holds `items`, for tables that never change: reading it counts no references. Whoever takes
  /// it deallocates it.
  package static func holding(_ items: [Element]) -> Self {
    let buffer = Self.allocate(capacity: Swift.max(items.count, 1))
    _ = buffer.initialize(from: items)
    return buffer
  }
}
