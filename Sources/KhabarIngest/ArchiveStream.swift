import CZlib

/// The bytes of a web archive, inflated where they are compressed, with a way over damaged places.
///
/// Archives are compressed record by record: each gzip member starts anew, so damage in one need not cost the others.
/// After damage the next member is searched whose content starts like a record. Members are found again among the bytes
/// that the damaged one seemed to hold, since a decoder notices damage late.
final class ArchiveStream {
  enum Piece {
    case bytes([UInt8])
    /// What follows does not join what went before.
    case damage(InputFault)
    case end
  }

  /// How much of a member is kept to be searched again.
  private static let keptBytes = 8 << 20
  /// How much of a possible member is inflated to see whether it starts like a record.
  private static let triedBytes = 1024

  private enum State {
    case unopened
    case plain
    case betweenMembers
    case inMember
    case ended
  }

  private let stream: ByteStream
  private var state = State.unopened
  private let inflater = Inflater()
  private lazy var trial = Inflater()
  /// Compressed bytes; those before `memberStart` are done with.
  private var raw: [UInt8] = []
  /// Where in the file `raw` starts.
  private var rawOffset = 0
  /// The next byte of `raw` to be inflated.
  private var place = 0
  private var memberStart = 0
  private var isRawEnd = false
  private var pending: InputFault?
  /// How many bytes were gone back over; bounded by what was read, so that no input takes more than linear time.
  private var searchedAgain = 0

  init(_ stream: ByteStream) { self.stream = stream }

  var isReady: Bool { stream.isReady }

  func next() -> Piece {
    if let fault = pending {
      pending = nil
      return .damage(fault)
    }
    while true {
      switch state {
      case .unopened: if let piece = open() { return piece }
      case .plain: return nextPlain()
      case .betweenMembers: if let piece = startMember() { return piece }
      case .inMember: if let piece = inflate() { return piece }
      case .ended: return .end
      }
    }
  }

  // MARK: Plain

  private func open() -> Piece? {
    _ = fill(Self.triedBytes)
    if raw.starts(with: [0x1F, 0x8B]) {
      state = .betweenMembers
      return nil
    }
    // A compressed archive whose first bytes are damaged looks like nothing at all.
    if !Self.startsLikeRecord(raw[...]), let start = firstMember() {
      place = start
      state = .betweenMembers
      return .damage(damage(at: 0, resumed: true))
    }
    state = .plain
    defer { raw = [] }
    return raw.isEmpty ? nil : .bytes(raw)
  }

  private func nextPlain() -> Piece {
    let piece = isRawEnd ? [] : stream.nextRaw()
    guard piece.isEmpty else { return .bytes(piece) }
    state = .ended
    return stream.fault.map { .damage($0) } ?? .end
  }

  // MARK: Compressed

  private func startMember() -> Piece? {
    var rest = fill(2)
    while rest > 0, raw[place] == 0 {
      // Padding, as tapes and block devices have it.
      place += 1
      memberStart = place
      rest = fill(2)
    }
    guard rest > 0 else { return end() }
    guard rest > 1, raw[place] == 0x1F, raw[place + 1] == 0x8B else { return .damage(resume(from: place)) }
    memberStart = place
    inflater.restart()
    state = .inMember
    return nil
  }

  private func inflate() -> Piece? {
    if place == raw.count {
      memberStart = max(memberStart, raw.count - Self.keptBytes)
      guard readMore() else {
        let fault = stream.fault
        state = .ended
        return .damage(
          fault
            ?? InputFault(code: "gzip-truncated", message: "the compressed data ends early; what stands before is used")
        )
      }
    }
    var output: [UInt8] = []
    let piece = inflater.step(raw, place, &output)
    place += piece.used
    switch piece.status {
    case Z_STREAM_END: state = .betweenMembers
    case Z_OK, Z_BUF_ERROR: break
    default:
      // A wrong checksum is noticed behind the data: nothing of the next member was taken.
      let start = inflater.isAtWrongChecksum ? place : memberStart + 1
      let fault = resume(from: start)
      guard !output.isEmpty else { return .damage(fault) }
      pending = fault
    }
    return output.isEmpty ? nil : .bytes(output)
  }

  private func end() -> Piece {
    state = .ended
    return stream.fault.map { .damage($0) } ?? .end
  }

  // MARK: Damage

  /// Goes on at the next member that starts like a record, if there is one.
  private func resume(from start: Int) -> InputFault {
    let offset = rawOffset + start
    var start = start
    if place > start {
      searchedAgain += place - start
      if searchedAgain > 4 * (rawOffset + raw.count) { start = place }
    }
    let found = member(from: start)
    place = found ?? raw.count
    state = found == nil ? .ended : .betweenMembers
    return damage(at: offset, resumed: found != nil)
  }

  private func damage(at offset: Int, resumed: Bool) -> InputFault {
    let outcome = resumed ? "read on at byte \(rawOffset + place)" : "nothing behind it can be read"
    return InputFault(code: "gzip-damaged", message: "the compressed data is damaged at byte \(offset); \(outcome)")
  }

  /// The next place in `raw`, which grows and is dropped as the search goes on, where a member starts like a record.
  private func member(from start: Int) -> Int? {
    place = start
    while true {
      memberStart = place
      _ = fill(Self.triedBytes)
      let end = isRawEnd ? raw.count : raw.count - Self.triedBytes + 1
      while place < end {
        guard let found = raw[place..<end].firstIndex(of: 0x1F) else {
          place = max(place, end)
          break
        }
        if isMember(at: found) { return found }
        place = found + 1
      }
      if isRawEnd { return nil }
    }
  }

  /// A member among the first bytes of a file that starts with none.
  private func firstMember() -> Int? { raw.indices.first { raw[$0] == 0x1F && isMember(at: $0) } }

  private func isMember(at start: Int) -> Bool {
    // Magic number, deflate, no reserved flag.
    guard start + 18 <= raw.count, raw[start + 1] == 0x8B, raw[start + 2] == 8, raw[start + 3] & 0xE0 == 0 else {
      return false
    }
    trial.restart()
    var output: [UInt8] = []
    let piece = trial.step(Array(raw[start..<min(start + Self.triedBytes, raw.count)]), 0, &output, room: 64)
    return piece.status >= 0 && Self.startsLikeRecord(output[...])
  }

  /// `WARC/1.0`, or the address that starts a record of ARC.
  static func startsLikeRecord(_ bytes: ArraySlice<UInt8>) -> Bool {
    let bytes = bytes.drop { $0 == 0x0D || $0 == 0x0A }
    if bytes.starts(with: "WARC/".utf8) { return true }
    guard let colon = bytes.prefix(12).firstIndex(of: 0x3A), colon > bytes.startIndex + 1 else { return false }
    return bytes[..<colon].allSatisfy { ($0 | 0x20) &- 0x61 < 26 }
  }

  // MARK: The window on the compressed bytes

  /// Reads until `count` bytes stand behind `place`.
  ///
  /// - Returns: how many stand there, fewer only at the end.
  private func fill(_ count: Int) -> Int {
    while raw.count - place < count, readMore() {}
    return raw.count - place
  }

  private func readMore() -> Bool {
    guard !isRawEnd else { return false }
    // Dropped in large steps, so that each byte is moved once or twice.
    if memberStart > 1 << 16, memberStart > raw.count / 2 {
      raw.removeSubrange(..<memberStart)
      rawOffset += memberStart
      place -= memberStart
      memberStart = 0
    }
    let piece = stream.nextRaw()
    if piece.isEmpty { isRawEnd = true }
    raw += piece
    return !piece.isEmpty
  }
}

extension Inflater {
  /// Whether the last step failed at the checksum or the length that ends a member.
  fileprivate var isAtWrongChecksum: Bool {
    ["incorrect data check", "incorrect length check"].contains(message)
  }
}
