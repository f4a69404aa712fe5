/// Which encoding a file is in, and why.
///
/// A declared label is a claim to be checked: pages that say `utf-8` or `iso-8859-1` and are windows-1256 are common.
/// So, in this order: a byte-order mark; UTF-16 by its zero bytes; UTF-8 when the bytes are UTF-8; the declared label
/// when the bytes do not speak against it; letter statistics.
public struct Charset: Hashable, Sendable {
  /// What decided.
  public enum Evidence: String, Sendable {
    case byteOrderMark = "byte-order mark"
    case wellFormed = "well-formed bytes"
    case declared = "declared label"
    case statistics = "letter statistics"
  }

  /// The encoding the bytes are read in.
  public let used: CharacterEncoding
  /// The label the file (or the transport) declares, as written; nil when there is none.
  public let declared: String?
  public let evidence: Evidence
  /// True when a label is declared and another encoding is used.
  public let disagrees: Bool
  /// Bytes of the byte-order mark, not part of the text.
  public let markLength: Int

  /// Finds the encoding of `bytes`.
  ///
  /// - Parameters:
  ///   - transportLabel: a label given outside the file (`Content-Type` of a response or of a MIME part); it goes before
  ///     the label the file declares.
  ///   - isMarkup: whether to look for a declaration in the file itself.
  ///
  /// O(n), at most three passes.
  public init(of bytes: [UInt8], transportLabel: String? = nil, isMarkup: Bool = true) {
    let mark = Self.byteOrderMark(of: bytes)
    let wide = mark == nil ? CharsetStatistics.wideEncoding(of: bytes) : mark?.encoding
    let label = transportLabel ?? (isMarkup ? Self.declaredLabel(of: bytes, in: wide) : nil)
    let name = label.flatMap { EncodingLabels.name(of: $0.utf8) }
    let claim = name.flatMap { CharacterEncoding(standardName: $0) }

    let decision: (encoding: CharacterEncoding, evidence: Evidence)
    if let mark {
      decision = (mark.encoding, .byteOrderMark)
    } else if let wide {
      decision = (wide, .wellFormed)
    } else {
      decision = Self.decide(bytes, claim: claim)
    }

    used = decision.encoding
    evidence = decision.evidence
    declared = label
    markLength = mark?.length ?? 0
    // A label of an encoding that is not read here, or no label at all, still claims something else.
    disagrees = label != nil && claim != decision.encoding && !Self.areBothUTF16(claim, decision.encoding)
  }

  /// "utf-16" says nothing about the order of the bytes.
  private static func areBothUTF16(_ claim: CharacterEncoding?, _ used: CharacterEncoding) -> Bool {
    (claim == .utf16LE || claim == .utf16BE) && (used == .utf16LE || used == .utf16BE)
  }

  private static func declaredLabel(of bytes: [UInt8], in encoding: CharacterEncoding?) -> String? {
    switch encoding {
    case .utf16LE: DeclaredLabel.scan(wide: bytes, lowByteFirst: true)
    case .utf16BE: DeclaredLabel.scan(wide: bytes, lowByteFirst: false)
    default: DeclaredLabel.scan(bytes)
    }
  }

  /// An encoding that is known already, as from `DocumentSource.encoding`; a byte-order mark of it is taken off.
  public init(known encoding: CharacterEncoding, of bytes: [UInt8]) {
    let mark = Self.byteOrderMark(of: bytes)
    used = encoding
    declared = nil
    evidence = .declared
    disagrees = false
    markLength = mark?.encoding == encoding ? mark?.length ?? 0 : 0
  }

  private static func decide(
    _ bytes: [UInt8], claim: CharacterEncoding?
  ) -> (encoding: CharacterEncoding, evidence: Evidence) {
    let (isWellFormed, isASCII) = bytes.withUnsafeBufferPointer { buffer in
      let isWellFormed = UTF8Fault.endOfWellFormed(buffer, from: 0, stopsAtControls: false) == buffer.count
      return (isWellFormed, isWellFormed && !buffer.contains { $0 >= 0x80 })
    }
    if isASCII {
      // Every encoding read here but UTF-16 agrees; UTF-16 without zero bytes is UTF-8, as the standard has it.
      if let claim, claim.upperHalf != nil { return (claim, .declared) }
      return (.utf8, claim == .utf8 ? .declared : .wellFormed)
    }
    if isWellFormed { return (.utf8, .wellFormed) }
    let statistics = CharsetStatistics(bytes)
    if statistics.isMostlyUTF8 { return (.utf8, .wellFormed) }
    return statistics.singleByteEncoding(claim: claim)
  }

  private static func byteOrderMark(of bytes: [UInt8]) -> (encoding: CharacterEncoding, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LE, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BE, 2) }
    return nil
  }
}
