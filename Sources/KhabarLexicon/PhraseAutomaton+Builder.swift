extension PhraseAutomaton {
  /// Takes keys and makes the tables. Both hash tables grow by doubling; nothing is allocated for a key that shares its
  /// words with others.
  struct Builder {
    private var pool: [UInt8] = []
    private var wordStart: [Int32] = [0]
    private(set) var wordSlots: [UInt64]
    private(set) var steps: [Int32]
    private(set) var stateCount: Int32 = 1
    private(set) var ends: [(state: Int32, entry: Lexicon.Entry)] = []
    private(set) var hashes: [UInt64] = []
    /// Words of the longest key.
    private(set) var longestKey = 0
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
      var length = 0
      KeyFolding.forEachWord(of: key) { word in
        state = next(after: state, number(of: word))
        length += 1
      }
      longestKey = max(longestKey, length)
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
      if hashes.count * 2 > wordSlots.count { resizeWords(to: wordSlots.count * 2) }
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

    /// Tables no larger than they must be: what is near in memory is found sooner.
    private mutating func tighten() {
      var size = 64
      while size < hashes.count * 2 { size *= 2 }
      if size < wordSlots.count { resizeWords(to: size) }
      size = 64
      while size < stepCount * 2 { size *= 2 }
      if size < steps.count / 3 { resizeSteps(to: size) }
    }

    private mutating func resizeWords(to size: Int) {
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
      if stepCount * 2 > mask { resizeSteps(to: (mask + 1) * 2) }
      return next
    }

    private mutating func resizeSteps(to size: Int) {
      let old = steps
      let mask = size - 1
      steps = [Int32](repeating: 0, count: (mask + 1) * 3)
      for from in stride(from: 0, to: old.count, by: 3) where old[from] != 0 {
        var place = PhraseAutomaton.place(old[from] - 1, old[from + 1]) & mask
        while steps[place * 3] != 0 { place = (place + 1) & mask }
        for offset in 0..<3 { steps[place * 3 + offset] = old[from + offset] }
      }
    }

    consuming func build() -> PhraseAutomaton {
      tighten()
      return PhraseAutomaton(self)
    }
  }
}
