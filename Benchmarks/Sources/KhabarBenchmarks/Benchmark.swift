#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Work measured in CPU time of the process, the best of several rounds.
struct Benchmark {
  let name: String
  let documents: Int
  let bytes: Int
  let seconds: Double

  /// Measures `body`, which treats `documents` documents of `bytes` bytes each time it is called.
  init(_ name: String, documents: Int, bytes: Int, rounds: Int = 5, _ body: () throws -> Void) rethrows {
    self.name = name
    self.documents = documents
    self.bytes = bytes
    var best = Double.infinity
    for _ in 0..<rounds {
      let start = Self.cpuSeconds()
      try body()
      best = min(best, Self.cpuSeconds() - start)
    }
    seconds = best
  }

  /// One line of the table; `floor` is what the last column is a ratio to.
  func line(floor: Benchmark?) -> String {
    let rate = Double(bytes) / 1e6 / seconds
    let perSecond = Double(documents) / seconds
    let ratio = floor.map { " \(Self.padded(Self.decimal($0.seconds / seconds, 3), 9))" } ?? ""
    let columns = [
      Self.padded(Self.decimal(perSecond, 0), 10), Self.padded(Self.decimal(rate, 1), 10),
      Self.padded(Self.decimal(seconds / Double(documents) * 1e6, 0), 10),
    ]
    return name + String(repeating: " ", count: max(1, 26 - name.count)) + columns.joined(separator: " ") + ratio
  }

  static let header = "                            docs/s       MB/s    µs/doc  of floor"

  private static func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func decimal(_ value: Double, _ digits: Int) -> String {
    var scale = 1
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int((value * Double(scale)).rounded())
    guard digits > 0 else { return String(scaled) }
    let fraction = String(scaled % scale)
    return "\(scaled / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
