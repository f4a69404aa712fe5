/// What the bytes themselves say about their encoding.
///
/// Arabic and European texts differ in shape before they differ in letters: in an Arabic word every byte is above 0x7F,
/// in a French one a single byte stands between ASCII letters. Between windows-1256 and ISO-8859-6, which agree up to
/// ض (0xD6) and part after it, the frequencies of the letters decide.
struct CharsetStatistics {
  /// Well-formed UTF-8 sequences of two bytes and more, and places that are not UTF-8.
  private var sequences = 0
  private var faults = 0
  /// Bytes above 0x7F by value, counted where they stand next to another such byte, and where they stand alone.
  private var inRuns = [Int](repeating: 0, count: 256)
  private var alone = [Int](repeating: 0, count: 256)

  /// UTF-8 with broken places is still UTF-8: bytes of another encoding make one well-formed sequence by chance for
  /// many that are not.
  var isMostlyUTF8: Bool { sequences >= 2 * faults }

  init(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { count($0) }
  }

  private mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    var previousIsHigh = false
    while index < bytes.count {
      if index + 8 <= bytes.count, let base = bytes.baseAddress,
        UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index += 8
        previousIsHigh = false
        continue
      }
      let byte = bytes[index]
      guard byte >= 0x80 else {
        index += 1
        previousIsHigh = false
        continue
      }
      let length = UTF8Fault.sequenceLength(bytes, at: index)
      if length > 0 { sequences += 1 } else { faults += 1 }
      let end = index + max(1, length)
      while index < end {
        let nextIsHigh = index + 1 < bytes.count && bytes[index + 1] >= 0x80
        if previousIsHigh || nextIsHigh { inRuns[Int(bytes[index])] += 1 } else { alone[Int(bytes[index])] += 1 }
        previousIsHigh = true
        index += 1
      }
    }
  }

  /// UTF-16 without a mark: in markup and in spaces every other byte is zero.
  static func wideEncoding(of bytes: [UInt8]) -> CharacterEncoding? {
    let end = min(bytes.count, 4096) & ~1
    guard end >= 8 else { return nil }
    var zeroes = (even: 0, odd: 0)
    var index = 0
    while index < end {
      if bytes[index] == 0 { zeroes.even += 1 }
      if bytes[index + 1] == 0 { zeroes.odd += 1 }
      index += 2
    }
    let pairs = end / 2
    // Arabic prose has a zero byte for its spaces and stops only, a tenth of its characters.
    if zeroes.odd * 12 > pairs, zeroes.even * 8 < zeroes.odd { return .utf16LE }
    if zeroes.even * 12 > pairs, zeroes.odd * 8 < zeroes.even { return .utf16BE }
    return nil
  }

  /// The single-byte encoding of bytes that are not UTF-8.
  func singleByteEncoding(claim: CharacterEncoding?) -> (encoding: CharacterEncoding, evidence: Charset.Evidence) {
    let runs = inRuns.reduce(0, +)
    let singles = alone.reduce(0, +)
    if runs > singles {
      let scores = [CharacterEncoding.windows1256, .iso88596].map {
        ($0, arabicScore($0) + ($0 == claim ? runs / 2 : 0))
      }
      if let best = scores.max(by: { $0.1 < $1.1 }), best.1 > 12 * runs {
        return (best.0, best.0 == claim ? .declared : .statistics)
      }
    }
    guard let claim, let table = claim.upperHalf else { return (.windows1252, .statistics) }
    let undefined = (0x80...0xFF).reduce(0) { table[$1 - 0x80] == 0xFFFD ? $0 + inRuns[$1] + alone[$1] : $0 }
    // The claim stands unless the bytes are not of that encoding.
    return undefined * 20 <= runs + singles ? (claim, .declared) : (.windows1252, .statistics)
  }

  /// How Arabic the runs read in `encoding`: about 30 points a letter for Arabic text, under 0 for anything else.
  private func arabicScore(_ encoding: CharacterEncoding) -> Int {
    guard let table = encoding.upperHalf else { return .min }
    var score = 0
    for byte in 0x80...0xFF where inRuns[byte] > 0 {
      score += inRuns[byte] * Self.weight(of: UInt32(table[byte - 0x80]))
    }
    return score
  }

  private static func weight(of scalar: UInt32) -> Int {
    switch scalar {
    case 0x621...0x64A: Int(letterWeights[Int(scalar - 0x621)])
    case 0x64B...0x652: -5
    case 0x67E, 0x686, 0x698, 0x6A9, 0x6AF, 0x6CC, 0x6BE, 0x6C1, 0x6BA, 0x6D2: 5
    case 0x60C, 0x61B, 0x61F, 0xA0, 0xAB, 0xBB, 0x2010...0x2026: 0
    case 0xFFFD: -100
    default: -40
    }
  }

  /// Ten times the binary logarithm of each letter's share in modern prose against a share of 0.4 %, from ء (U+0621) to
  /// ي (U+064A); the shares are rounded, only the order of the common letters matters.
  private static let letterWeights: [Int8] = [
    0, -14, 25, -20, 10, 0, 50, 31, 27, 35, 3, 17, 22, 12, 30, 6, 36, 6, 28, 15, 13, 12, 6, 12, -10, 30, 0,
    -60, -60, -60, -60, -60, -10, 27, 25, 25, 48, 40, 38, 29, 38, 12, 41,
  ]
}
