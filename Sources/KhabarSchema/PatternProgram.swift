/// A regular expression as a nondeterministic automaton, run on all its ways at once (Thompson's construction).
struct PatternProgram: Sendable {
  private enum Instruction: Sendable {
    /// Goes on to the next instruction when the scalar is in the set.
    case scalars(Int)
    case boundary(PatternBoundary)
    case split(Int, Int)
    case jump(Int)
    case match
  }

  private static let maximumLength = 50_000

  private var instructions: [Instruction] = []
  private var sets: [ScalarSet] = []
  /// Whether a match can only begin where the text does.
  private let isAnchored: Bool

  init(_ node: PatternNode) throws(PatternError) {
    isAnchored = Self.isAnchored(node)
    try emit(node)
    try append(.match)
  }

  // MARK: Compiling

  private mutating func append(_ instruction: Instruction) throws(PatternError) {
    guard instructions.count < Self.maximumLength else {
      throw PatternError(isUnsupported: true, offset: 0, sentence: "the pattern's counts multiply to too large a size")
    }
    instructions.append(instruction)
  }

  private mutating func emit(_ node: PatternNode) throws(PatternError) {
    switch node {
    case .empty: break
    case .scalars(let set):
      sets.append(set)
      try append(.scalars(sets.count - 1))
    case .boundary(let boundary): try append(.boundary(boundary))
    case .sequence(let parts): for part in parts { try emit(part) }
    case .alternatives(let parts): try emitAlternatives(parts)
    case .repetition(let part, let minimum, let maximum):
      let start = instructions.count
      for _ in 0..<minimum {
        try emit(part)
        // What is empty stays so however often it is repeated.
        if instructions.count == start { return }
      }
      if let maximum {
        try emitOptional(part, count: maximum - minimum)
      } else {
        let split = instructions.count
        try append(.split(0, 0))
        try emit(part)
        try append(.jump(split))
        instructions[split] = .split(split + 1, instructions.count)
      }
    }
  }

  private mutating func emitAlternatives(_ parts: [PatternNode]) throws(PatternError) {
    var jumps: [Int] = []
    for (index, part) in parts.enumerated() {
      guard index < parts.count - 1 else {
        try emit(part)
        break
      }
      let split = instructions.count
      try append(.split(0, 0))
      try emit(part)
      jumps.append(instructions.count)
      try append(.jump(0))
      instructions[split] = .split(split + 1, instructions.count)
    }
    for jump in jumps { instructions[jump] = .jump(instructions.count) }
  }

  private mutating func emitOptional(_ part: PatternNode, count: Int) throws(PatternError) {
    var splits: [Int] = []
    for _ in 0..<count {
      splits.append(instructions.count)
      try append(.split(0, 0))
      try emit(part)
      if instructions.count == (splits.last ?? 0) + 1 { break }
    }
    for split in splits { instructions[split] = .split(split + 1, instructions.count) }
  }

  private static func isAnchored(_ node: PatternNode) -> Bool {
    switch node {
    case .boundary(.start): true
    case .sequence(let parts): parts.first.map(isAnchored) ?? false
    case .alternatives(let parts): parts.allSatisfy(isAnchored)
    case .repetition(let part, let minimum, _): minimum > 0 && isAnchored(part)
    default: false
    }
  }

  // MARK: Running

  func matches(_ text: String) -> Bool {
    var run = Run(count: instructions.count)
    var previous: Unicode.Scalar?
    var rest = text.unicodeScalars.makeIterator()
    var following = rest.next()
    var isFirst = true
    while true {
      if isFirst || !isAnchored {
        if follow(0, &run, previous, following) { return true }
      } else if run.current.isEmpty {
        return false
      }
      isFirst = false
      guard let scalar = following else { return false }
      following = rest.next()
      run.advance()
      for state in run.last {
        guard case .scalars(let set) = instructions[state], sets[set].contains(scalar) else { continue }
        if follow(state + 1, &run, scalar, following) { return true }
      }
      previous = scalar
    }
  }

  /// Adds a state and all that it leads to without a scalar. True when the match is reached.
  private func follow(
    _ start: Int, _ run: inout Run, _ previous: Unicode.Scalar?, _ following: Unicode.Scalar?
  ) -> Bool {
    run.pending.append(start)
    while let state = run.pending.popLast() {
      guard run.enter(state) else { continue }
      switch instructions[state] {
      case .match: return true
      case .jump(let target): run.pending.append(target)
      case .split(let first, let second):
        run.pending.append(second)
        run.pending.append(first)
      case .boundary(let boundary):
        if Self.holds(boundary, previous, following) { run.pending.append(state + 1) }
      case .scalars: run.current.append(state)
      }
    }
    return false
  }

  private static func holds(
    _ boundary: PatternBoundary, _ previous: Unicode.Scalar?, _ following: Unicode.Scalar?
  ) -> Bool {
    switch boundary {
    case .start: previous == nil
    case .end: following == nil
    case .word: isWord(previous) != isWord(following)
    case .notWord: isWord(previous) == isWord(following)
    }
  }

  private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
    default: false
    }
  }

  /// The states of a match under way.
  private struct Run {
    /// States that wait for the next scalar.
    var current: [Int] = []
    var last: [Int] = []
    var pending: [Int] = []
    /// For each state, the step in which it was last entered.
    private var entered: [Int]
    private var step = 1

    init(count: Int) { entered = [Int](repeating: 0, count: count) }

    mutating func enter(_ state: Int) -> Bool {
      guard entered[state] != step else { return false }
      entered[state] = step
      return true
    }

    mutating func advance() {
      swap(&current, &last)
      current.removeAll(keepingCapacity: true)
      step += 1
    }
  }
}
