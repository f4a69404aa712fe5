import Synchronization

/// Lets batches through one at a time, in the order of their numbers, which start at 0 and leave none out.
///
/// Every number must wait and pass, whatever became of its documents: the ones after it wait for that.
final class Turnstile: Sendable {
  private struct State {
    var next = 0
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
  }

  private let state = Mutex(State())

  /// Returns when every number below `number` has passed. No thread is held meanwhile.
  func wait(for number: Int) async {
    await withCheckedContinuation { continuation in
      let isItsTurn = state.withLock { state in
        if state.next != number { state.waiting[number] = continuation }
        return state.next == number
      }
      if isItsTurn { continuation.resume() }
    }
  }

  /// Lets the next number through. Called by the one whose turn it is.
  func pass() {
    let following = state.withLock { state in
      state.next += 1
      return state.waiting.removeValue(forKey: state.next)
    }
    following?.resume()
  }
}
