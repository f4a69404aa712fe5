import KhabarLexicon

/// Combining classes, decompositions and compositions of the Unicode Character Database.
///
/// Source: Unicode Standard Annex 15; `Tools/unicode_normalization.py` makes the table. Hangul syllables follow the rule of
/// section 3.12 of the standard.
struct NormalizationData: Sendable {
  static let canonical = NormalizationData(isCompatible: false)
  static let compatible = NormalizationData(isCompatible: true)

  /// The Arabic presentation forms and the scalars that each stands for, as the table has them.
  static let forms: [(form: UInt32, letters: [UInt32])] = entries("form").map { ($0.first, $0.values) }

  /// Combining classes below U+10000, and the others.
  private let classes: [UInt8]
  private let supplementaryClasses: [UInt32: UInt8]
  /// Where each scalar's decomposition stands in `decompositions`, after its length; 0 for none.
  private let places: [UInt16]
  private let supplementaryPlaces: [UInt32: UInt16]
  private let decompositions: [UInt32]
  /// Primary composites by their two parts.
  private let compositions: [UInt64: UInt32]
  /// Scalars that are not simply kept: a bit each, below U+10000, and the others.
  private let active: [UInt64]
  private let supplementaryActive: Set<UInt32>

  private init(isCompatible: Bool) {
    var all: [UInt32: UInt8] = [:]
    for (first, last, value) in Self.ranges("class") {
      for scalar in first...last { all[scalar] = value }
    }
    var excluded = Set<UInt32>()
    for (first, last, _) in Self.ranges("excluded") { excluded.formUnion(first...last) }
    var pairs: [UInt32: [UInt32]] = [:]
    for (scalar, values) in Self.entries("canonical") { pairs[scalar] = values }
    var active = Set(all.keys).union(excluded)
    var compositions: [UInt64: UInt32] = [:]
    for (scalar, values) in pairs where values.count == 2 && !excluded.contains(scalar) {
      compositions[UInt64(values[0]) << 32 | UInt64(values[1])] = scalar
      active.insert(values[1])
    }
    func expanded(_ scalar: UInt32) -> [UInt32] { pairs[scalar].map { $0.flatMap(expanded) } ?? [scalar] }
    var full: [UInt32: [UInt32]] = [:]
    if isCompatible {
      var compatible: [UInt32: [UInt32]] = [:]
      for (scalar, values) in Self.entries("compatibility") + Self.forms.map({ ($0.form, $0.letters) }) {
        compatible[scalar] = values
      }
      // U+0385 is canonically U+00A8 with an accent, and U+00A8 a compatibility character.
      for (scalar, values) in pairs where values.contains(where: { compatible[$0] != nil }) { active.insert(scalar) }
      active.formUnion(compatible.keys)
      pairs.merge(compatible) { _, other in other }
    }
    for scalar in pairs.keys { full[scalar] = expanded(scalar) }
    var classes = [UInt8](repeating: 0, count: 0x10000)
    for (scalar, value) in all where scalar < 0x10000 { classes[Int(scalar)] = value }
    var decompositions: [UInt32] = [0]
    var places = [UInt16](repeating: 0, count: 0x10000)
    var supplementary: [UInt32: UInt16] = [:]
    for (scalar, values) in full.sorted(by: { $0.key < $1.key }) {
      let place = UInt16(decompositions.count)
      decompositions += [UInt32(values.count)] + values
      if scalar < 0x10000 { places[Int(scalar)] = place } else { supplementary[scalar] = place }
    }
    // The vowels and final consonants of Hangul join what stands before them.
    active.formUnion(Hangul.vowels)
    active.formUnion(Hangul.finals)
    var bits = [UInt64](repeating: 0, count: 0x10000 / 64)
    for scalar in active where scalar < 0x10000 { bits[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63) }
    self.classes = classes
    supplementaryClasses = all.filter { $0.key >= 0x10000 }
    self.places = places
    supplementaryPlaces = supplementary
    self.decompositions = decompositions
    self.compositions = compositions
    self.active = bits
    supplementaryActive = active.filter { $0 >= 0x10000 }
  }

  /// False when a text may be cut before the scalar and the scalar stays as it is if nothing that combines follows.
  @inline(__always)
  func isActive(_ scalar: UInt32) -> Bool {
    if scalar < 0x300 { return scalar >= 0xA0 && active[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 == 1 }
    if scalar < 0x10000 { return active[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 == 1 }
    return supplementaryActive.contains(scalar)
  }

  @inline(__always)
  func combiningClass(_ scalar: UInt32) -> UInt8 {
    scalar < 0x10000 ? classes[Int(scalar)] : supplementaryClasses[scalar] ?? 0
  }

  /// Calls `body` with each scalar of the full decomposition.
  @inline(__always)
  func decompose(_ scalar: UInt32, _ body: (UInt32) -> Void) {
    if Hangul.syllables.contains(scalar) { return Hangul.decompose(scalar, body) }
    let place = Int(scalar < 0x10000 ? places[Int(scalar)] : supplementaryPlaces[scalar] ?? 0)
    guard place > 0 else { return body(scalar) }
    for index in 0..<Int(decompositions[place]) { body(decompositions[place + 1 + index]) }
  }

  /// The scalar that two make together, nil when they stay two.
  func composition(_ first: UInt32, _ second: UInt32) -> UInt32? {
    Hangul.compose(first, second) ?? compositions[UInt64(first) << 32 | UInt64(second)]
  }

  // MARK: The table

  /// `first-last=value` or `scalar=value` of all rows of a kind; the value is decimal.
  private static func ranges(_ kind: String) -> [(UInt32, UInt32, UInt8)] {
    cells(kind).compactMap { name, value in
      let ends = name.split(separator: "-").compactMap { UInt32($0, radix: 16) }
      guard let first = ends.first, let last = ends.last, let value = UInt8(value) else { return nil }
      return (first, last, value)
    }
  }

  /// `scalar=scalar,scalar…` of all rows of a kind.
  private static func entries(_ kind: String) -> [(first: UInt32, values: [UInt32])] {
    cells(kind).compactMap { name, value in
      guard let first = UInt32(name, radix: 16) else { return nil }
      return (first, value.split(separator: ",").compactMap { UInt32($0, radix: 16) })
    }
  }

  private static func cells(_ kind: String) -> [(Substring, Substring)] {
    let list = Lexicons.unicodeNormalization
    return (0..<list.count).filter { list.keys($0).first == kind }.flatMap { row in
      list.value(row, 0).split(separator: " ").compactMap { entry in
        guard let equals = entry.utf8.firstIndex(of: 0x3D) else { return nil }
        return (entry[..<equals], entry[entry.utf8.index(after: equals)...])
      }
    }
  }
}

/// Korean syllables are computed. Source: Unicode Standard, section 3.12.
private enum Hangul {
  static let syllables: ClosedRange<UInt32> = 0xAC00...0xD7A3
  static let vowels: ClosedRange<UInt32> = 0x1161...0x1175
  static let finals: ClosedRange<UInt32> = 0x11A8...0x11C2
  private static let finalCount: UInt32 = 28

  @inline(__always)
  static func decompose(_ scalar: UInt32, _ body: (UInt32) -> Void) {
    let index = scalar - syllables.lowerBound
    body(0x1100 + index / (21 * finalCount))
    body(0x1161 + index % (21 * finalCount) / finalCount)
    if index % finalCount > 0 { body(0x11A7 + index % finalCount) }
  }

  static func compose(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if (0x1100...0x1112).contains(first), vowels.contains(second) {
      return syllables.lowerBound + ((first - 0x1100) * 21 + (second - 0x1161)) * finalCount
    }
    if syllables.contains(first), (first - syllables.lowerBound) % finalCount == 0, finals.contains(second) {
      return first + (second - 0x11A7)
    }
    return nil
  }
}
