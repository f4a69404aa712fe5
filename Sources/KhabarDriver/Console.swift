import Foundation
import Khabar
import Synchronization

/// What the program says on standard error while it works: failures, and progress on a terminal.
final class Console: Sendable {
  private struct State {
    var documents = 0
    var textBytes = 0
    var failures = 0
    var drops = 0
    var lastShown = ContinuousClock.now
    var isLineOpen = false
    var quarantine: FileHandle?
  }

  private let state = Mutex(State())
  private let started = ContinuousClock.now
  private let showsProgress: Bool
  private let quarantinePath: String?
  private let continuesQuarantine: Bool

  /// - Parameters:
  ///   - quarantinePath: where to name failed documents, nil for nowhere.
  ///   - continuesQuarantine: whether a file that is there is added to.
  init(quiet: Bool, quarantinePath: String?, continuesQuarantine: Bool) {
    self.continuesQuarantine = continuesQuarantine
    showsProgress = !quiet && isatty(STDERR_FILENO) == 1
    self.quarantinePath = quarantinePath
  }

  static func complain(_ message: String) {
    FileHandle.standardError.write(Data((message + "\n").utf8))
  }

  func observe(_ event: PipelineRun.Event) {
    state.withLock { state in
      switch event {
      case .written(let textBytes):
        state.documents += 1
        state.textBytes += textBytes
      case .failed(let failure):
        state.failures += 1
        clear(&state)
        Self.complain("khabar: \(failure)")
        quarantine(failure, &state)
      case .dropped:
        state.drops += 1
      }
      let now = ContinuousClock.now
      guard showsProgress, now - state.lastShown >= .seconds(1) else { return }
      state.lastShown = now
      show(&state, now)
    }
  }

  /// Ends the progress line with the sum of the run.
  func finish() {
    state.withLock { state in
      guard showsProgress, state.documents + state.failures + state.drops > 1 else { return clear(&state) }
      show(&state, .now)
      Self.complain("")
      state.isLineOpen = false
      try? state.quarantine?.close()
    }
  }

  private func show(_ state: inout State, _ now: ContinuousClock.Instant) {
    let seconds = max(
      0.001, Double((now - started).components.seconds) + Double((now - started).components.attoseconds) / 1e18)
    let megabytes = Double(state.textBytes) / 1e6
    let failed = state.failures > 0 ? ", \(state.failures) failed" : ""
    let dropped = state.drops > 0 ? ", \(state.drops) left out" : ""
    let line =
      "\(state.documents) documents, \(oneDecimal(megabytes)) MB of text, "
      + "\(oneDecimal(Double(state.documents) / seconds)) documents/s\(dropped)\(failed)"
    FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
    state.isLineOpen = true
  }

  private func clear(_ state: inout State) {
    guard state.isLineOpen else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    state.isLineOpen = false
  }

  private func oneDecimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private func quarantine(_ failure: DocumentFailure, _ state: inout State) {
    guard let quarantinePath else { return }
    if state.quarantine == nil {
      if !continuesQuarantine || !FileManager.default.fileExists(atPath: quarantinePath) {
        _ = FileManager.default.createFile(atPath: quarantinePath, contents: nil)
      }
      state.quarantine = FileHandle(forWritingAtPath: quarantinePath)
      _ = try? state.quarantine?.seekToEnd()
    }
    var json = JSONWriter(capacity: 256)
    json.object {
      for (name, value) in [
        ("id", failure.id), ("place", failure.place), ("origin", failure.origin), ("code", failure.code),
        ("message", failure.message),
      ] {
        $0.key(name)
        $0.string(value)
      }
    }
    state.quarantine?.write(Data(json.bytes + [0x0A]))
  }
}

/// Ends a run at the next document on ^C or a polite kill; at once on the second.
enum Signals {
  static let interruption = Interruption()

  static func install() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        if Signals.interruption.isRequested { _exit(128 + number) }
        Signals.interruption.request()
      }
    }
  }
}
