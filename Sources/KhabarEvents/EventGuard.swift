import KhabarLexicon

/// A row of `event-guards.tsv`: a phrase in which a trigger tells of no event.
struct EventGuard {
  var blocksFirstOnly: Bool
  /// A place in `EventType.rows`, nil for every type.
  var type: Int?

  static let rows: [EventGuard] = {
    let list = Lexicons.eventGuards
    let (blocks, type) = (list.column("blocks"), list.column("type"))
    return (0..<list.count).map { row in
      EventGuard(blocksFirstOnly: list.value(row, blocks) == "first", type: EventType.index[list.value(row, type)])
    }
  }()
}
