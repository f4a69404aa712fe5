/// A set of Unicode scalars: ranges and properties, or everything but them.
struct ScalarSet: Sendable {
  private var ranges: [ClosedRange<UInt32>] = []
  private var properties: [(property: UnicodeProperty, isNegated: Bool)] = []
  private var isNegated = false
  /// The verdicts for ASCII, filled by `sealed()`.
  private var ascii: (low: UInt64, high: UInt64) = (0, 0)

  init() {}
  init(_ scalar: UInt32) { ranges = [scalar...scalar] }
  init(_ ranges: [ClosedRange<UInt32>]) { self.ranges = ranges }

  static let digits = ScalarSet([0x30...0x39])
  static let wordScalars = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  /// WhiteSpace and LineTerminator of ECMA-262.
  static let space = ScalarSet([
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
    0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])
  static let lineEnds = ScalarSet([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029])

  mutating func insert(_ range: ClosedRange<UInt32>) { ranges.append(range) }

  mutating func insert(_ property: UnicodeProperty, isNegated: Bool) { properties.append((property, isNegated)) }

  mutating func formUnion(_ other: ScalarSet) {
    // Only sets of ranges are ever negated before they join another.
    ranges += other.isNegated ? other.complement : other.ranges
    properties += other.properties
  }

  var inverted: ScalarSet {
    var set = self
    set.isNegated.toggle()
    return set
  }

  private var complement: [ClosedRange<UInt32>] {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
      next = max(next, range.upperBound + 1)
    }
    if next <= 0x10FFFF { gaps.append(next...0x10FFFF) }
    return gaps
  }

  /// The only scalar of the set, nil when there is not exactly one.
  var single: UInt32? {
    guard !isNegated, properties.isEmpty, ranges.count == 1, ranges[0].count == 1 else { return nil }
    return ranges[0].lowerBound
  }

  /// The set, ready to be asked.
  func sealed() -> ScalarSet {
    var set = self
    set.ranges.sort { $0.lowerBound < $1.lowerBound }
    for value in 0..<128 as Range<UInt32> {
      guard let scalar = Unicode.Scalar(value), set.slowlyContains(scalar) else { continue }
      if value < 64 { set.ascii.low |= 1 << UInt64(value) } else { set.ascii.high |= 1 << UInt64(value - 64) }
    }
    return set
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 64 { return ascii.low & (1 << UInt64(value)) != 0 }
    if value < 128 { return ascii.high & (1 << UInt64(value - 64)) != 0 }
    return slowlyContains(scalar)
  }

  private func slowlyContains(_ scalar: Unicode.Scalar) -> Bool {
    let isListed =
      ranges.contains { $0.contains(scalar.value) }
      || properties.contains { $0.property.holds(scalar) != $0.isNegated }
    return isListed != isNegated
  }
}
