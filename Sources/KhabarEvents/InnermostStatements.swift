import KhabarAnnotations
import KhabarText

/// For ranges asked in text order, the innermost statement whose content covers each.
struct InnermostStatements {
  private struct Content {
    var range: TextRange
    var statement: Int
  }

  let statements: [Statement]
  private let contents: [Content]
  private var next = 0
  private var open: [Content] = []

  init(_ statements: [Statement]) {
    self.statements = statements
    var contents: [Content] = []
    let all = statements.span
    contents.reserveCapacity(all.count)
    for index in all.indices {
      for range in all[index].content { contents.append(Content(range: range, statement: index)) }
    }
    self.contents = TextOrder.places(of: contents.map(\.range.order)).map { contents[$0] }
  }

  /// The place in `statements` of the innermost one whose content covers `range`; ranges must be asked in the order of their starts.
  ///
  /// All calls together take O(contents), as contents nest.
  mutating func statement(covering range: TextRange) -> Int? {
    while next < contents.count, contents[next].range.start <= range.start {
      while let last = open.last, last.range.end <= contents[next].range.start { open.removeLast() }
      // What another takes up ("وهو ما نفاه الحزب") is still what the first one says.
      if open.last?.range != contents[next].range { open.append(contents[next]) }
      next += 1
    }
    while let last = open.last, last.range.end <= range.start { open.removeLast() }
    // Contents that do not nest are few: look a little further down.
    for content in open.suffix(4).reversed() where content.range.contains(range) {
      return content.statement
    }
    return nil
  }
}

extension Statement {
  /// The chain of sources with the speaker at its end, each where the text names it.
  var attribution: [Party] {
    guard let speaker else { return sourceChain }
    var chain: [Party] = []
    chain.reserveCapacity(sourceChain.count + 1)
    chain += sourceChain
    chain.append(speaker)
    return chain
  }
}
