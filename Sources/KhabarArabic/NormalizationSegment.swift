/// A run of scalars that normalization treats together: a starter and what may combine with it.
///
/// Each scalar knows which bytes of the text it came from, through reordering and composition. Everything is linear in the
/// run's length: a letter with a million marks is one run.
struct NormalizationSegment {
  /// Normalized scalars that came from one stretch of the text, in order; the smallest such stretches there are.
  struct Group {
    var scalars: Range<Int>
    var start: Int
    var end: Int
  }

  private(set) var scalars: [UInt32] = []
  private var classes: [UInt8] = []
  private var starts: [Int32] = []
  private var ends: [Int32] = []

  var isEmpty: Bool { scalars.isEmpty }

  mutating func removeAll() {
    scalars.removeAll(keepingCapacity: true)
    classes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Appends the decomposition of a scalar that stands for `start..<end` of the text.
  mutating func append(_ scalar: UInt32, _ start: Int, _ end: Int, _ data: NormalizationData) {
    data.decompose(scalar) { part in
      scalars.append(part)
      classes.append(data.combiningClass(part))
      starts.append(Int32(start))
      ends.append(Int32(end))
    }
  }

  /// Orders the marks and composes.
  mutating func normalize(_ data: NormalizationData) {
    order()
    compose(data)
  }

  /// Calls `body` with each group.
  func forEachGroup(_ body: (Group) -> Void) {
    // A boundary is clean where everything before it came from bytes before everything after it.
    var first = 0
    var latest: Int32 = 0
    guard !scalars.isEmpty else { return }
    if scalars.count == 1 { return body(Group(scalars: 0..<1, start: Int(starts[0]), end: Int(ends[0]))) }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: scalars.count) { earliest in
      var least = Int32.max
      for index in scalars.indices.reversed() {
        least = min(least, starts[index])
        earliest[index] = least
      }
      for index in scalars.indices {
        latest = max(latest, ends[index])
        if index + 1 == scalars.count || latest <= earliest[index + 1] {
          body(Group(scalars: first..<index + 1, start: Int(earliest[first]), end: Int(latest)))
          first = index + 1
        }
      }
    }
  }

  /// Canonical order: marks by combining class, those of one class as they stand.
  private mutating func order() {
    var index = 0
    while index < scalars.count {
      guard classes[index] > 0 else {
        index += 1
        continue
      }
      let first = index
      var isOrdered = true
      while index < scalars.count, classes[index] > 0 {
        if index > first, classes[index] < classes[index - 1] { isOrdered = false }
        index += 1
      }
      if !isOrdered { sort(first..<index) }
    }
  }

  /// By counting: linear, and stable.
  private mutating func sort(_ range: Range<Int>) {
    var counts = [Int](repeating: 0, count: 257)
    for index in range { counts[Int(classes[index]) + 1] += 1 }
    for value in 1..<257 { counts[value] += counts[value - 1] }
    var order = [Int](repeating: 0, count: range.count)
    for index in range {
      order[counts[Int(classes[index])]] = index
      counts[Int(classes[index])] += 1
    }
    let sorted = order.map { (scalars[$0], classes[$0], starts[$0], ends[$0]) }
    for (offset, item) in sorted.enumerated() {
      (scalars[range.lowerBound + offset], classes[range.lowerBound + offset]) = (item.0, item.1)
      (starts[range.lowerBound + offset], ends[range.lowerBound + offset]) = (item.2, item.3)
    }
  }

  private mutating func compose(_ data: NormalizationData) {
    guard scalars.count > 1 else { return }
    var starter = -1
    var lastClass = 0
    var to = 0
    for index in scalars.indices {
      let (scalar, kind) = (scalars[index], classes[index])
      // Blocked where a mark of the same or a higher class, or another starter, stands between.
      let isOpen = starter >= 0 && (to == starter + 1 || (lastClass > 0 && lastClass < Int(kind)))
      if isOpen, let whole = data.composition(scalars[starter], scalar) {
        scalars[starter] = whole
        starts[starter] = min(starts[starter], starts[index])
        ends[starter] = max(ends[starter], ends[index])
        continue
      }
      (scalars[to], classes[to], starts[to], ends[to]) = (scalar, kind, starts[index], ends[index])
      if kind == 0 { starter = to }
      lastClass = Int(kind)
      to += 1
    }
    scalars.removeLast(scalars.count - to)
    classes.removeLast(classes.count - to)
    starts.removeLast(starts.count - to)
    ends.removeLast(ends.count - to)
  }
}
