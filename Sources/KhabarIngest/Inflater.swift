import CZlib

/// Inflates gzip and zlib data (with `isRaw` bare deflate data) piece by piece, several gzip members in a row included.
///
/// What follows the last member and is no gzip header (padding, a signature) is passed over, as `gzip` does.
final class Inflater {
  enum Fault: Error {
    case damaged
  }

  private let stream: UnsafeMutablePointer<z_stream>
  /// Input that a member's end left over; a new member may start there.
  private var isBetweenMembers = false
  private(set) var isAtEnd = false
  /// True when all members seen so far are whole.
  var isComplete: Bool { isBetweenMembers || isAtEnd }

  init(isRaw: Bool = false) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 32 more than the window: gzip or zlib by the header.
    _ = khabar_inflate_init(stream, isRaw ? -15 : 15 + 32)
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Appends what `input` inflates to.
  ///
  /// - Returns: false when `output` grew beyond `limit`; nothing more may be asked then.
  func inflate(_ input: [UInt8], into output: inout [UInt8], limit: Int = .max) throws(Fault) -> Bool {
    var place = 0
    // A full output buffer may hide more output of input that is taken already.
    var mayHaveMore = false
    while place < input.count || mayHaveMore, !isAtEnd {
      if isBetweenMembers {
        guard place < input.count, input[place] == 0x1F else {
          isAtEnd = place < input.count
          break
        }
        inflateReset(stream)
        isBetweenMembers = false
      }
      let piece = step(input, place, &output)
      place += piece.used
      mayHaveMore = piece.produced == Self.room
      switch piece.status {
      case Z_STREAM_END: isBetweenMembers = true
      case Z_OK, Z_BUF_ERROR: break
      default: throw .damaged
      }
      if output.count > limit { return false }
      if piece.status == Z_BUF_ERROR, piece.used == 0, piece.produced == 0 { break }
    }
    return true
  }

  private static let room = 1 << 17

  /// Forgets what was before: a new member follows.
  func restart() { inflateReset(stream) }

  /// What zlib says about the last fault.
  var message: String { stream.pointee.msg.map { String(cString: $0) } ?? "" }

  /// Inflates a piece of one member, as zlib gives it: at most `room` bytes of output.
  func step(
    _ input: [UInt8], _ place: Int, _ output: inout [UInt8], room: Int = room
  ) -> (used: Int, produced: Int, status: Int32) {
    let available = min(input.count - place, 1 << 20)
    return input.withUnsafeBufferPointer { source in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { target in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress.map { $0 + place })
        stream.pointee.avail_in = UInt32(available)
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = UInt32(room)
        let status = CZlib.inflate(stream, Z_NO_FLUSH)
        let produced = room - Int(stream.pointee.avail_out)
        output.append(contentsOf: UnsafeBufferPointer(rebasing: target[0..<produced]))
        return (available - Int(stream.pointee.avail_in), produced, status)
      }
    }
  }
}
