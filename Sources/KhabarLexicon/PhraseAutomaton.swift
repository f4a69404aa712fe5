import KhabarText

/// A state machine over words: hash tables of words and of (state, word) steps.
///
/// A class, so that a stage that holds a lexicon and its lists does not copy its references each time it looks something
/// up (measured: a third of the matching). The tables are plain memory, filled once.
final class PhraseAutomaton: @unchecked Sendable {
  // Never written after `init`, so sharing it is safe.
  /// Folded bytes of all distinct words, one after the other.
  private let pool: UnsafeMutableBufferPointer<UInt8>
  private let wordStart: UnsafeMutableBufferPointer<Int32>
  /// Open addressing: the upper half of the hash, then word number + 1; 0 for a free place. A power of two in size.
  private let wordSlots: UnsafeMutableBufferPointer<UInt64>
  /// A bit for each word by its hash, small enough to stay near the processor: most words of a text are in no list.
  private let filter: UnsafeMutableBufferPointer<UInt64>
  private let filterMask: Int
  /// The state after each word at the start of a key, 0 for none.
  private let firstState: UnsafeMutableBufferPointer<Int32>
  /// Open addressing over (state, word): three numbers a place: state + 1, word, next state.
  private let steps: UnsafeMutableBufferPointer<Int32>
  private let stepMask: Int
  /// For each state twice the first of its entries in `entries`, plus one where some key goes on after it; one more at
  /// the end.
  private let states: UnsafeMutableBufferPointer<Int32>
  private let entries: [Lexicon.Entry]

  fileprivate init(_ builder: Builder) {
    pool = Self.copy(builder.pool)
    wordStart = Self.copy(builder.wordStart)
    wordSlots = Self.copy(builder.wordSlots)
    var bits = 1 << 12
    while bits < builder.wordStart.count * 16, bits < 1 << 18 { bits *= 2 }
    var filter = [UInt64](repeating: 0, count: bits / 64)
    for hash in builder.hashes {
      let bit = Int(truncatingIfNeeded: hash >> 32) & (bits - 1)
      filter[bit >> 6] |= 1 << UInt64(bit & 63)
    }
    self.filter = Self.copy(filter)
    filterMask = bits - 1
    steps = Self.copy(builder.steps)
    stepMask = builder.steps.count / 3 - 1
    let stateCount = Int(builder.stateCount)
    var hasSteps = [Bool](repeating: false, count: stateCount)
    var first = [Int32](repeating: 0, count: builder.wordStart.count)
    for place in stride(from: 0, to: builder.steps.count, by: 3) where builder.steps[place] != 0 {
      let state = Int(builder.steps[place]) - 1
      hasSteps[state] = true
      if state == 0 { first[Int(builder.steps[place + 1])] = builder.steps[place + 2] }
    }
    firstState = Self.copy(first)
    // Entries by state, in the order of the lists: a counting sort.
    var firstEntry = [Int32](repeating: 0, count: stateCount + 1)
    for end in builder.ends { firstEntry[Int(end.state) + 1] += 1 }
    for state in 0..<stateCount { firstEntry[state + 1] += firstEntry[state] }
    var free = firstEntry
    var entries = [Lexicon.Entry](repeating: Lexicon.Entry(index: 0), count: builder.ends.count)
    for end in builder.ends {
      entries[Int(free[Int(end.state)])] = end.entry
      free[Int(end.state)] += 1
    }
    for state in 0..<stateCount { firstEntry[state] = firstEntry[state] * 2 + (hasSteps[state] ? 1 : 0) }
    firstEntry[stateCount] *= 2
    states = Self.copy(firstEntry)
    self.entries = entries
  }

  deinit {
    pool.deallocate()
    wordStart.deallocate()
    wordSlots.deallocate()
    filter.deallocate()
    firstState.deallocate()
    steps.deallocate()
    states.deallocate()
  }

  private static func copy<Item: BitwiseCopyable>(_ items: [Item]) -> UnsafeMutableBufferPointer<Item> {
    let buffer = UnsafeMutableBufferPointer<Item>.allocate(capacity: max(items.count, 1))
    _ = buffer.initialize(from: items)
    return buffer
  }

  // MARK: Matching

  func entries(for words: [ArraySlice<UInt8>]) -> LexiconEntries {
    var state: Int32 = 0
    for (index, word) in words.enumerated() {
      let id = word.withUnsafeBufferPointer { self.word($0) }
      guard id >= 0 else { return entriesOf(0) }
      state = index == 0 ? firstState[Int(id)] : step(state, id)
      guard state > 0 else { return entriesOf(0) }
    }
    return entriesOf(state)
  }

  /// The entries of a key of one word.
  func entries(in folded: [UInt8], word: TextRange) -> LexiconEntries {
    let id = folded.withUnsafeBufferPointer { self.word(UnsafeBufferPointer(rebasing: $0[word.indices])) }
    return entriesOf(id < 0 ? 0 : firstState[Int(id)])
  }

  /// Ends of keys that start at one word, the nearest first.
  private typealias Ends = [(end: Int, state: Int32)]

  func matches(in folded: [UInt8], words: [TextRange], allLengths: Bool) -> [LexiconMatch] {
    var found: [LexiconMatch] = []
    found.reserveCapacity(words.count)
    folded.withUnsafeBufferPointer { bytes in
      var ids: [Int32] = []
      ids.reserveCapacity(words.count)
      for word in words { ids.append(self.word(UnsafeBufferPointer(rebasing: bytes[word.indices]))) }
      // Kept over the words, so that nothing is allocated for each.
      var ends: Ends = []
      var others: Ends = []
      for index in 0..<words.count {
        follow(from: index, first: ids[index], ids: ids, &ends)
        var stripped = 0
        var elided = false
        Clitics.forEachRest(of: UnsafeBufferPointer(rebasing: bytes[words[index].indices])) { rest, cut, isElided in
          let id = self.word(rest)
          guard id >= 0 else { return }
          follow(from: index, first: id, ids: ids, &others)
          guard let best = others.last else { return }
          if ends.last.map({ best.end > $0.end }) ?? true {
            if allLengths { append(ends, index, stripped, elided, true, &found) }
            swap(&ends, &others)
            (stripped, elided) = (cut, isElided)
          } else if allLengths {
            append(others, index, cut, isElided, true, &found)
          }
        }
        if !ends.isEmpty { append(ends, index, stripped, elided, allLengths, &found) }
      }
    }
    return found
  }

  /// The farthest end first.
  private func append(
    _ ends: Ends, _ index: Int, _ stripped: Int, _ elided: Bool, _ allLengths: Bool, _ found: inout [LexiconMatch]
  ) {
    var place = ends.count
    while place > 0 {
      place -= 1
      found.append(
        LexiconMatch(
          words: Int32(index)..<Int32(ends[place].end), strippedBytes: Int32(stripped), hasElidedArticle: elided,
          entries: entriesOf(ends[place].state)))
      if !allLengths { return }
    }
  }

  /// Puts the places after which a key ends into `ends`.
  @inline(__always)
  private func follow(from index: Int, first: Int32, ids: [Int32], _ ends: inout Ends) {
    if !ends.isEmpty { ends.removeAll(keepingCapacity: true) }
    guard first >= 0 else { return }
    var state = firstState[Int(first)]
    var next = index + 1
    while state > 0 {
      let entry = states[Int(state)]
      if entry >> 1 < states[Int(state) + 1] >> 1 { ends.append((next, state)) }
      guard entry & 1 == 1, next < ids.count, ids[next] >= 0 else { return }
      state = step(state, ids[next])
      next += 1
    }
  }

  /// State 0, before any word, has no entries.
  private func entriesOf(_ state: Int32) -> LexiconEntries {
    LexiconEntries(entries, from: states[Int(state)] >> 1, to: states[Int(state) + 1] >> 1)
  }

  /// The number of a word, -1 when no key has it.
  @inline(__always)
  private func word(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    let hash = Self.hash(bytes)
    let bit = Int(truncatingIfNeeded: hash >> 32) & filterMask
    guard filter[bit >> 6] >> UInt64(bit & 63) & 1 == 1 else { return -1 }
    let mask = wordSlots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = wordSlots[place]
      if slot == 0 { return -1 }
      if slot >> 32 == hash >> 32 {
        let number = Int32(truncatingIfNeeded: slot) - 1
        if isEqual(Int(number), bytes) { return number }
      }
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
  fileprivate static func place(_ state: Int32, _ word: Int32) -> Int {
    let mixed = (UInt64(UInt32(bitPattern: state)) << 32 | UInt64(UInt32(bitPattern: word))) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 20)
  }

  /// Eight bytes at a time, the last eight perhaps twice. Not for hostile keys: the keys are ours, and a text can only
  /// miss. The value depends on the machine's byte order and is never stored.
  @inline(__always)
  fileprivate static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let count = bytes.count
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(truncatingIfNeeded: count)
    let raw = UnsafeRawBufferPointer(bytes)
    if count >= 8 {
      var index = 0
      while index + 8 <= count {
        hash = mix(hash, raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        index += 8
      }
      if index < count { hash = mix(hash, raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)) }
    } else {
      var block: UInt64 = 0
      for byte in bytes { block = block << 8 | UInt64(byte) }
      hash = mix(hash, block)
    }
    return hash ^ hash >> 32
  }

  @inline(__always)
  private static func mix(_ hash: UInt64, _ block: UInt64) -> UInt64 {
    let product = (hash ^ block) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 29
  }
}

// MARK: Building

extension PhraseAutomaton {
  /// Takes keys and makes the tables. Both hash tables grow by doubling; nothing is allocated for a key that shares its
  /// words with others.
  struct Builder {
    fileprivate private(set) var pool: [UInt8] = []
    fileprivate private(set) var wordStart: [Int32] = [0]
    fileprivate private(set) var wordSlots: [UInt64]
    fileprivate private(set) var steps: [Int32]
    fileprivate private(set) var stateCount: Int32 = 1
    fileprivate private(set) var ends: [(state: Int32, entry: Lexicon.Entry)] = []
    fileprivate private(set) var hashes: [UInt64] = []
    private var stepCount = 0

    init(expectedKeys: Int) {
      var size = 64
      while size < expectedKeys * 2 { size *= 2 }
      wordSlots = [UInt64](repeating: 0, count: size)
      steps = [Int32](repeating: 0, count: size * 3)
      hashes.reserveCapacity(expectedKeys)
      wordStart.reserveCapacity(expectedKeys)
      pool.reserveCapacity(expectedKeys * 12)
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
        let number = Int(truncatingIfNeeded: wordSlots[place] & 0xFFFF_FFFF) - 1
        if hashes[number] == hash, isEqual(number, word) { return Int32(number) }
        place = (place + 1) & mask
      }
      let number = hashes.count
      wordSlots[place] = Self.slot(hash, number)
      hashes.append(hash)
      pool.append(contentsOf: word)
      wordStart.append(Int32(pool.count))
      if hashes.count * 2 > wordSlots.count { growWords() }
      return Int32(number)
    }

    private static func slot(_ hash: UInt64, _ number: Int) -> UInt64 {
      hash & 0xFFFF_FFFF_0000_0000 | UInt64(truncatingIfNeeded: number + 1)
    }

    private func isEqual(_ number: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
      let start = Int(wordStart[number])
      guard Int(wordStart[number + 1]) - start == word.count else { return false }
      for index in 0..<word.count where pool[start + index] != word[index] { return false }
      return true
    }

    private mutating func growWords() {
      let size = wordSlots.count * 2
      wordSlots = [UInt64](repeating: 0, count: size)
      for (number, hash) in hashes.enumerated() {
        var place = Int(truncatingIfNeeded: hash) & (size - 1)
        while wordSlots[place] != 0 { place = (place + 1) & (size - 1) }
        wordSlots[place] = Self.slot(hash, number)
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

    func build() -> PhraseAutomaton { PhraseAutomaton(self) }
  }
}
