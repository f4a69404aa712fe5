public import KhabarCore
public import KhabarSchema

/// What a run did: documents, failures by reason, and the time of each stage.
///
/// The counts are the same whatever the number of workers; the times are not.
public struct RunReport: Sendable {
  public struct StageFigures: Sendable {
    public let name: String
    /// Documents that passed the stage.
    public var documents = 0
    /// Items in the layers it provides.
    public var annotations = 0
    public var times = DurationHistogram()
  }

  public internal(set) var written = 0
  public internal(set) var failures: [String: Int] = [:]
  /// Documents that stages left out on purpose, by reason.
  public internal(set) var drops: [String: Int] = [:]
  public internal(set) var textBytes = 0
  public internal(set) var stages: [StageFigures]
  public internal(set) var isInterrupted = false
  /// Set when the policy `fail` or `maximum_failures` ended the run.
  public internal(set) var stoppedBy: DocumentFailure?

  public var failed: Int { failures.values.reduce(0, +) }
  public var dropped: Int { drops.values.reduce(0, +) }

  init(stages: [String]) { self.stages = stages.map { StageFigures(name: $0) } }

  /// Takes over what a run before had done; the figures of stages are those of this run alone.
  mutating func begin(at position: RunPosition) {
    written = position.written
    textBytes = position.textBytes
    failures = position.failures
    drops = position.drops
  }

  mutating func add(_ trace: DocumentTrace) {
    textBytes += trace.textBytes
    for (index, step) in trace.steps.enumerated() {
      stages[index].documents += 1
      stages[index].annotations += step.annotations
      stages[index].times.add(nanoseconds: step.nanoseconds)
    }
  }

  /// The report as JSON, for `--report`.
  public var json: JSONValue {
    .object([
      (
        "documents",
        .object([
          ("read", .int(written + failed + dropped)), ("written", .int(written)), ("failed", .int(failed)),
          ("dropped", .int(dropped)),
        ])
      ),
      ("failures", Self.counts(failures)), ("drops", Self.counts(drops)),
      ("text_bytes", .int(textBytes)), ("interrupted", .bool(isInterrupted)),
      (
        "stages",
        .array(
          stages.map { stage in
            .object([
              ("stage", .string(stage.name)), ("documents", .int(stage.documents)),
              ("annotations", .int(stage.annotations)),
              ("seconds", .double(Double(stage.times.total) / 1e9)),
              ("p50_microseconds", .int(stage.times.quantile(0.5) / 1000)),
              ("p99_microseconds", .int(stage.times.quantile(0.99) / 1000)),
            ])
          })
      ),
    ])
  }

  private static func counts(_ counts: [String: Int]) -> JSONValue {
    .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })
  }
}

/// Durations counted in classes an eighth of a doubling wide, so that a run of any length needs the same memory.
public struct DurationHistogram: Sendable {
  private var classes = [Int](repeating: 0, count: 512)
  private var count = 0
  /// Nanoseconds in all.
  public private(set) var total = 0

  mutating func add(nanoseconds: Int) {
    let value = max(1, nanoseconds)
    let doubling = Int.bitWidth - 1 - value.leadingZeroBitCount
    let eighth = doubling >= 3 ? value >> (doubling - 3) & 7 : 0
    classes[doubling * 8 + eighth] += 1
    count += 1
    total += value
  }

  /// The duration in nanoseconds below which a share `q` of all lie, within an eighth of a doubling.
  public func quantile(_ q: Double) -> Int {
    var left = Int((Double(count) * q).rounded(.up))
    for (index, size) in classes.enumerated() where size > 0 {
      left -= size
      if left <= 0 { return (1 << (index / 8)) + (1 << (index / 8)) * (index % 8) / 8 }
    }
    return 0
  }
}

/// What the stages did with one document.
struct DocumentTrace: Sendable {
  struct Step: Sendable {
    var annotations: Int
    var nanoseconds: Int
  }

  var textBytes = 0
  var steps: [Step] = []
}
