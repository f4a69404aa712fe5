import KhabarAnnotations
import KhabarText

/// The statements of a document by the words for the occasion they were made on: "قال الوزير في مؤتمر صحفي".
struct SpokenOccasions {
  private let statements: [Statement]
  /// Statements with a setting, by the start of its words.
  private let order: [(setting: TextRange, statement: Int)]

  /// All statements by the start of their cue.
  private let cues: [(start: Int32, statement: Int)]

  /// O(statements log statements).
  init(_ statements: [Statement]) {
    self.statements = statements
    order = statements.indices.compactMap { index in statements[index].setting.map { ($0, index) } }
      .sorted { $0.setting < $1.setting }
    let all = statements.span
    var cues = (0..<all.count).map { (start: all[$0].cue.range.start, statement: $0) }
    if (1..<max(cues.count, 1)).contains(where: { cues[$0].start < cues[$0 - 1].start }) {
      cues.sort { $0.start < $1.start }
    }
    self.cues = cues
  }

  /// The first statement made on the occasion that `trigger` names. O(log statements).
  func statement(on trigger: TextRange) -> Statement? {
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if order[middle].setting.end <= trigger.start { low = middle + 1 } else { high = middle }
    }
    if low < order.count, order[low].setting.overlaps(trigger) { return statements[order[low].statement] }
    return next(after: trigger)
  }

  /// "وفي مؤتمر صحفي مشترك، قال الوزير": the statement whose verb stands right behind.
  private func next(after trigger: TextRange) -> Statement? {
    var low = 0
    var high = cues.count
    while low < high {
      let middle = (low + high) / 2
      if cues[middle].start < trigger.end { low = middle + 1 } else { high = middle }
    }
    guard low < cues.count, Int(cues[low].start - trigger.end) <= Self.reach else { return nil }
    return statements[cues[low].statement]
  }

  /// Bytes between an occasion and the verb of speech behind it.
  private static let reach = 40
}
