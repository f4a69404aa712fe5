import KhabarText

/// A state machine over words: hash tables of words and of (state, word) steps.
///
/// A class, so that a stage that holds a lexicon and its lists does not copy nine references each time it looks
/// something up (measured: a third of the matching).
final class PhraseAutomaton: Sendable {
  /// Folded bytes of all distinct words, one after the other.
  private let pool: [UInt8]
  private let wordStart: [Int32]
  /// Open addressing: word number + 1, 0 for a free place. A power of two in size.
  private let wordSlots: [Int32]
  private let wordHashes: [UInt64]
  /// Open addressing over (state, word): three numbers a place: state + 1, word, next state.
  private let steps: [Int32]
  private let stepMask: Int
  /// For each state the first of its entries in `entries`, one more at the end.
  private let firstEntry: [Int32]
  private let entries: [Lexicon.Entry]
  /// Whether some key goes on after this state.
  private let hasSteps: [Bool]

  fileprivate init(
    pool: [UInt8], wordStart: [Int32], wordSlots: [Int32], wordHashes: [UInt64], steps: [Int32], firstEntry: [Int32],
    entries: [Lexicon.Entry], hasSteps: [Bool]
  ) {
    self.pool = pool
    self.wordStart = wordStart
    self.wordSlots = wordSlots
    self.wordHashes = wordHashes
    self.steps = steps
    self.firstEntry = firstEntry
    self.entries = entries
    self.hasSteps = hasSteps
    stepMask = steps.count / 3 - 1
  }

  // MARK: Matching

  func entries(for words: [ArraySlice<UInt8>]) -> LexiconEntries {
    var state: Int32 = 0
    for word in words {
      let id = word.withUnsafeBufferPointer { self.word($0) }
      state = id >= 0 ? step(state, id) : 0
      guard state > 0 else { return entriesOf(0) }
    }
    return entriesOf(state)
  }

  func matches(in folded: [UInt8], words: [TextRange], allLengths: Bool) -> [LexiconMatch] {
    var found: [LexiconMatch] = []
    folded.withUnsafeBufferPointer { bytes in
      var ids: [Int32] = []
      ids.reserveCapacity(words.count)
      for word in words { ids.append(self.word(UnsafeBufferPointer(rebasing: bytes[word.indices]))) }
      for index in 0..<words.count {
        var ends = follow(from: index, first: ids[index], ids: ids)
        var stripped = 0
        var elided = false
        Clitics.forEachRest(of: UnsafeBufferPointer(rebasing: bytes[words[index].indices])) { rest, cut, isElided in
          let id = self.word(rest)
          guard id >= 0 else { return }
          let others = follow(from: index, first: id, ids: ids)
          guard let best = others.first else { return }
          if ends.isEmpty || best.end > ends[0].end {
            if allLengths { append(ends, index, stripped, elided, true, &found) }
            (ends, stripped, elided) = (others, cut, isElided)
          } else if allLengths {
            append(others, index, cut, isElided, true, &found)
          }
        }
        append(ends, index, stripped, elided, allLengths, &found)
      }
    }
    return found
  }

  private func append(
    _ ends: [(end: Int, state: Int32)], _ index: Int, _ stripped: Int, _ elided: Bool, _ allLengths: Bool,
    _ found: inout [LexiconMatch]
  ) {
    for end in allLengths ? ends[...] : ends.prefix(1) {
      found.append(
        LexiconMatch(
          words: Int32(index)..<Int32(end.end), strippedBytes: Int32(stripped), hasElidedArticle: elided,
          entries: entriesOf(end.state)))
    }
  }

  /// The places after which a key ends, the farthest first.
  private func follow(from index: Int, first: Int32, ids: [Int32]) -> [(end: Int, state: Int32)] {
    guard first >= 0 else { return [] }
    var ends: [(end: Int, state: Int32)] = []
    var state = step(0, first)
    var next = index + 1
    while state > 0 {
      if firstEntry[Int(state)] < firstEntry[Int(state) + 1] { ends.append((next, state)) }
      guard hasSteps[Int(state)], next < ids.count, ids[next] >= 0 else { break }
      state = step(state, ids[next])
      next += 1
    }
    if ends.count > 1 { ends.reverse() }
    return ends
  }

  /// State 0, before any word, has no entries.
  private func entriesOf(_ state: Int32) -> LexiconEntries {
    LexiconEntries(entries, from: firstEntry[Int(state)], to: firstEntry[Int(state) + 1])
  }

  /// The number of a word, -1 when no key has it.
  @inline(__always)
  private func word(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    let hash = Self.hash(bytes)
    let mask = wordSlots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let number = wordSlots[place] - 1
      if number < 0 { return -1 }
      if wordHashes[Int(number)] == hash, isEqual(Int(number), bytes) { return number }
      place = (place + 1) & mask
    }
  }

  @inline(__always)
  private func isEqual(_ number: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(wordStart[number])
    guard Int(wordStart[number + 1]) - start == bytes.count else { return false }
    for index in 0..<bytes.count where pool[start + index] != bytes[index] { return false }
    return true
  }

  /// The state after `word` in `state`, 0 when there is none.
  @inline(__always)
  private func step(_ state: Int32, _ word: Int32) -> Int32 {
    var place = Self.place(state, word) & stepMask
    while true {
      let owner = steps[place * 3]
      if owner == 0 { return 0 }
      if owner == state + 1, steps[place * 3 + 1] == word { return steps[place * 3 + 2] }
      place = (place + 1) & stepMask
    }
  }

  @inline(__always)
  private static func place(_ state: Int32, _ word: Int32) -> Int {
    let mixed = (UInt64(UInt32(bitPattern: state)) << 32 | UInt64(UInt32(bitPattern: word))) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 20)
  }

  /// Eight bytes at a time, multiplied and folded. Not for hostile keys: the keys are ours, and a text can only miss.
  @inline(__always)
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes.count)
    var index = 0
    while index < bytes.count {
      var block: UInt64 = 0
      let end = min(index + 8, bytes.count)
      while index < end {
        block = block << 8 | UInt64(bytes[index])
        index += 1
      }
      hash = (hash ^ block) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return hash
  }

  // MARK: Building

  /// Takes keys and makes the tables. Both hash tables grow by doubling; nothing is allocated for a key that shares its
  /// words with others.
  struct Builder {
    private var pool: [UInt8] = []
    private var wordStart: [Int32] = [0]
    private var hashes: [UInt64] = []
    private var wordSlots: [Int32]
    private var steps: [Int32]
    private var stepCount = 0
    private var stateCount: Int32 = 1
    private var ends: [(state: Int32, entry: Lexicon.Entry)] = []

    init(expectedKeys: Int) {
      var size = 64
      while size < expectedKeys * 2 { size *= 2 }
      wordSlots = [Int32](repeating: 0, count: size)
      steps = [Int32](repeating: 0, count: size * 3)
      hashes.reserveCapacity(expectedKeys)
      wordStart.reserveCapacity(expectedKeys)
      ends.reserveCapacity(expectedKeys)
    }

    /// - Parameter key: a folded key.
    mutating func add(_ key: UnsafeBufferPointer<UInt8>, _ entry: Lexicon.Entry) {
      var state: Int32 = 0
      KeyFolding.forEachWord(of: key) { word in state = next(after: state, number(of: word)) }
      if state > 0 { ends.append((state, entry)) }
    }

    private mutating func number(of word: UnsafeBufferPointer<UInt8>) -> Int32 {
      let hash = PhraseAutomaton.hash(word)
      let mask = wordSlots.count - 1
      var place = Int(truncatingIfNeeded: hash) & mask
      while wordSlots[place] != 0 {
        let number = Int(wordSlots[place]) - 1
        if hashes[number] == hash, isEqual(number, word) { return Int32(number) }
        place = (place + 1) & mask
      }
      let number = Int32(hashes.count)
      wordSlots[place] = number + 1
      hashes.append(hash)
      pool.append(contentsOf: word)
      wordStart.append(Int32(pool.count))
      if hashes.count * 2 > wordSlots.count { growWords() }
      return number
    }

    private func isEqual(_ number: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
      let start = Int(wordStart[number])
      guard Int(wordStart[number + 1]) - start == word.count else { return false }
      for index in 0..<word.count where pool[start + index] != word[index] { return false }
      return true
    }

    private mutating func growWords() {
      let size = wordSlots.count * 2
      wordSlots = [Int32](repeating: 0, count: size)
      for (number, hash) in hashes.enumerated() {
        var place = Int(truncatingIfNeeded: hash) & (size - 1)
        while wordSlots[place] != 0 { place = (place + 1) & (size - 1) }
        wordSlots[place] = Int32(number) + 1
      }
    }

    private mutating func next(after state: Int32, _ word: Int32) -> Int32 {
      let mask = steps.count / 3 - 1
      var place = PhraseAutomaton.place(state, word) & mask
      while steps[place * 3] != 0 {
        if steps[place * 3] == state + 1, steps[place * 3 + 1] == word { return steps[place * 3 + 2] }
        place = (place + 1) & mask
      }
      let next = stateCount
      steps[place * 3] = state + 1
      steps[place * 3 + 1] = word
      steps[place * 3 + 2] = next
      stateCount += 1
      stepCount += 1
      if stepCount * 2 > mask { growSteps() }
      return next
    }

    private mutating func growSteps() {
      let old = steps
      let mask = old.count / 3 * 2 - 1
      steps = [Int32](repeating: 0, count: (mask + 1) * 3)
      for from in stride(from: 0, to: old.count, by: 3) where old[from] != 0 {
        var place = PhraseAutomaton.place(old[from] - 1, old[from + 1]) & mask
        while steps[place * 3] != 0 { place = (place + 1) & mask }
        for offset in 0..<3 { steps[place * 3 + offset] = old[from + offset] }
      }
    }

    func build() -> PhraseAutomaton {
      var hasSteps = [Bool](repeating: false, count: Int(stateCount))
      for place in stride(from: 0, to: steps.count, by: 3) where steps[place] != 0 {
        hasSteps[Int(steps[place]) - 1] = true
      }
      // Entries by state, in the order of the lists: a counting sort.
      var firstEntry = [Int32](repeating: 0, count: Int(stateCount) + 1)
      for end in ends { firstEntry[Int(end.state) + 1] += 1 }
      for state in 0..<Int(stateCount) { firstEntry[state + 1] += firstEntry[state] }
      var free = firstEntry
      var entries = [Lexicon.Entry](repeating: Lexicon.Entry(index: 0), count: ends.count)
      for end in ends {
        entries[Int(free[Int(end.state)])] = end.entry
        free[Int(end.state)] += 1
      }
      return PhraseAutomaton(
        pool: pool, wordStart: wordStart, wordSlots: wordSlots, wordHashes: hashes, steps: steps,
        firstEntry: firstEntry,
        entries: entries, hasSteps: hasSteps)
    }
  }
}
