import KhabarText

/// A state machine over words: hash tables of words and of (state, word) steps.
///
/// A class, so that a stage that holds a lexicon and its lists does not copy its references each time it looks something
/// up (measured: a third of the matching). The tables are plain memory, filled once.
final class PhraseAutomaton: @unchecked Sendable {
  // Never written after `init`, so sharing it is safe.
  /// What is known of each distinct word.
  private let words: UnsafeMutableBufferPointer<Word>
  /// Open addressing over the hashes of the words: a power of two in size, at most half full.
  private let wordSlots: UnsafeMutableBufferPointer<Slot>
  /// A bit for each word of the keys, by its hash, eight to sixteen times as many as there are words: most words of a
  /// text are found out here, in the nearest memory.
  private let filter: UnsafeMutableBufferPointer<UInt64>
  /// Open addressing over (state, word): three numbers a place: state + 1, word, next state.
  private let steps: UnsafeMutableBufferPointer<Int32>
  private let stepMask: Int
  /// For each state twice the first of its entries in `entries`, plus one where some key goes on after it; one more at
  /// the end.
  private let states: UnsafeMutableBufferPointer<Int32>
  private let entries: [Lexicon.Entry]
  /// Words of the longest key.
  private let longestKey: Int

  /// A place of the table of words. What says whether it is the word lies in it, so that a look-up waits for memory once.
  private struct Slot {
    /// By which the word is known: reading its letters would be one more wait. Of 10^8 other words, looked up in lists of
    /// 50,000, none is likely to be taken for one of them.
    var hash: UInt64 = 0
    /// Word number + 1; 0 for a free place.
    var number: Int32 = 0
  }

  private struct Word {
    /// The state after it at the start of a key, 0 for none, and that state's two numbers in `states`.
    var state: Int32
    var entries: Int32
    var entriesEnd: Int32
    /// One bit for each word that goes on after it at the start of a key, by the word's number: most words that stand
    /// next in a text are found out here.
    var followers: UInt32

    @inline(__always)
    func mayGoOn(with next: Int32) -> Bool { followers >> UInt32(truncatingIfNeeded: next & 31) & 1 != 0 }
  }

  init(_ builder: Builder) {
    var slots = [Slot](repeating: Slot(), count: builder.wordSlots.count)
    for place in slots.indices where builder.wordSlots[place] != 0 {
      let number = Int32(truncatingIfNeeded: builder.wordSlots[place] & 0xFFFF_FFFF)
      slots[place] = Slot(hash: builder.hashes[Int(number) - 1], number: number)
    }
    wordSlots = .holding(slots)
    var filter = [UInt64](repeating: 0, count: max(1, builder.wordSlots.count / 16))
    for hash in builder.hashes {
      filter[Self.filterPlace(hash) & (filter.count - 1)] |= 1 << Self.filterBit(hash)
    }
    self.filter = .holding(filter)
    steps = .holding(builder.steps)
    stepMask = builder.steps.count / 3 - 1
    let stateCount = Int(builder.stateCount)
    var hasSteps = [Bool](repeating: false, count: stateCount)
    var first = [Int32](repeating: 0, count: builder.hashes.count)
    var followers = [UInt32](repeating: 0, count: stateCount)
    for place in stride(from: 0, to: builder.steps.count, by: 3) where builder.steps[place] != 0 {
      let state = Int(builder.steps[place]) - 1
      hasSteps[state] = true
      followers[state] |= 1 << UInt32(builder.steps[place + 1] & 31)
      if state == 0 { first[Int(builder.steps[place + 1])] = builder.steps[place + 2] }
    }
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
    states = .holding(firstEntry)
    words = .holding(
      builder.hashes.indices.map { number in
        let state = Int(first[number])
        return Word(
          state: first[number], entries: firstEntry[state],
          entriesEnd: firstEntry[state + 1],
          followers: state > 0 ? followers[state] : 0)
      })
    self.entries = entries
    longestKey = builder.longestKey
  }

  deinit {
    words.deallocate()
    wordSlots.deallocate()
    filter.deallocate()
    steps.deallocate()
    states.deallocate()
  }

  // MARK: Matching

  func entries(for key: [ArraySlice<UInt8>]) -> LexiconEntries {
    var state: Int32 = 0
    for (index, word) in key.enumerated() {
      let id = word.withUnsafeBufferPointer { self.word($0) }
      guard id >= 0 else { return entriesOf(0) }
      state = index == 0 ? words[Int(id)].state : step(state, id)
      guard state > 0 else { return entriesOf(0) }
    }
    return entriesOf(state)
  }

  /// The entries of a key of one word.
  func entries(in folded: [UInt8], word: TextRange) -> LexiconEntries {
    let id = folded.withUnsafeBufferPointer { self.word(UnsafeBufferPointer(rebasing: $0[word.indices])) }
    return entriesOf(id < 0 ? 0 : words[Int(id)].state)
  }

  /// Ends of keys that start at one word, the nearest first, with the places of their entries, in memory for as many as
  /// the longest key has words.
  private struct Ends {
    let all: UnsafeMutableBufferPointer<(end: Int, entries: Range<Int32>)>
    var count = 0

    var last: Int? { count > 0 ? all[count - 1].end : nil }

    @inline(__always)
    mutating func append(_ end: Int, _ entries: Range<Int32>) {
      all.initializeElement(at: count, to: (end, entries))
      count += 1
    }
  }

  /// A form of a word of the text that is a word of the keys.
  private struct Known {
    var word: Int32
    var cut: Int16
    var isElided: Bool
    var isRepeated: Bool
    /// Its number among the words of the keys, -1 for none, and what is known of it.
    var id: Int32
    var record: Word
  }

  /// An id not known yet, since another word stands at the first place of the hash.
  private static let isElsewhere: Int32 = -2

  func matches(of words: WordForms, allLengths: Bool) -> [LexiconMatch] {
    var found: [LexiconMatch] = []
    found.reserveCapacity(words.count)
    scan(words, allLengths) { range, stripped, elided, entries in
      found.append(
        LexiconMatch(
          words: Int32(range.lowerBound)..<Int32(range.upperBound), strippedBytes: Int32(stripped),
          hasElidedArticle: elided,
          entries: LexiconEntries(self.entries, from: entries.lowerBound, to: entries.upperBound)))
    }
    return found
  }

  func forEachMatch(
    of words: WordForms, allLengths: Bool,
    _ body: (_ words: Range<Int>, _ strippedBytes: Int, _ isElided: Bool, _ entries: Span<Lexicon.Entry>) -> Void
  ) {
    let all = entries
    scan(words, allLengths) { range, stripped, elided, entries in
      body(range, stripped, elided, all.span.extracting(Int(entries.lowerBound)..<Int(entries.upperBound)))
    }
  }

  /// Calls `found` with each key: its words, the bytes cut off before it, whether its article is elided, the
  /// places of its entries.
  ///
  /// All forms are looked up first, so that the processor waits for many places of the tables at once: waiting for one
  /// after the other was most of the time.
  @inline(__always)
  private func scan(_ words: WordForms, _ allLengths: Bool, _ found: (Range<Int>, Int, Bool, Range<Int32>) -> Void) {
    guard words.count > 0 else { return }
    withUnsafeTemporaryAllocation(of: Known.self, capacity: words.forms.count) { known in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: words.count) { ids in
        let last = resolve(words, known, ids)
        withUnsafeTemporaryAllocation(of: (end: Int, entries: Range<Int32>).self, capacity: 2 * longestKey) { places in
          var ends = Ends(all: UnsafeMutableBufferPointer(rebasing: places[..<longestKey]))
          var others = Ends(all: UnsafeMutableBufferPointer(rebasing: places[longestKey...]))
          var place = 0
          while place < last {
            let index = Int(known[place].word)
            follow(from: index, known[place], ids, &ends)
            var (stripped, elided) = (Int(known[place].cut), known[place].isElided)
            place += 1
            while place < last, known[place].word == Int32(index) {
              let form = known[place]
              place += 1
              follow(from: index, form, ids, &others)
              guard let best = others.last else { continue }
              if ends.last.map({ best > $0 }) ?? true {
                if allLengths { give(ends, index, stripped, elided, true, found) }
                swap(&ends, &others)
                (stripped, elided) = (Int(form.cut), form.isElided)
              } else if allLengths {
                give(others, index, Int(form.cut), form.isElided, true, found)
              }
            }
            if ends.count > 0 { give(ends, index, stripped, elided, allLengths, found) }
          }
        }
      }
    }
  }

  /// Lists the forms that are words of the keys, and says in `ids` which of them each whole word of the text is; how many
  /// are listed.
  @inline(__always)
  private func resolve(
    _ words: WordForms, _ known: UnsafeMutableBufferPointer<Known>, _ ids: UnsafeMutableBufferPointer<Int32>
  ) -> Int {
    ids.initialize(repeating: -1)
    let filterMask = filter.count - 1
    return words.forms.withUnsafeBufferPointer { forms in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: forms.count + 1) { likely in
        // No branch depends on which word it is.
        var count = 0
        for index in forms.indices {
          let hash = forms[index].hash
          likely.initializeElement(at: count, to: Int32(truncatingIfNeeded: index))
          count &+= Int(filter[Self.filterPlace(hash) & filterMask] &>> Self.filterBit(hash) & 1)
        }
        // Of the likely ones those that stand at the first place of their hash, again without a branch; the few others
        // are looked for.
        let slotMask = wordSlots.count - 1
        for place in 0..<count {
          let form = forms[Int(likely[place])]
          let slot = wordSlots[Int(truncatingIfNeeded: form.hash) & slotMask]
          let difference = slot.hash ^ form.hash
          // 0 where it is the word, else all ones.
          let isOther = 0 &- Int32(truncatingIfNeeded: (difference | (0 &- difference)) &>> 63)
          let isTaken = Int32(bitPattern: UInt32(bitPattern: 0 &- slot.number) &>> 31)
          // The word, -1 where the place is free, or `isElsewhere`.
          let id = (slot.number &- 1) & ~isOther | (-1 &- isTaken) & isOther
          known.initializeElement(
            at: place,
            to: Known(
              word: form.word, cut: form.cut, isElided: form.isElided, isRepeated: form.isRepeated, id: id,
              record: self.words[Int(max(id, 0))]))
        }
        var last = 0
        for place in 0..<count {
          var form = known[place]
          if form.id == Self.isElsewhere {
            form.id = find(forms[Int(likely[place])].hash)
            form.record = self.words[Int(max(form.id, 0))]
          }
          known[last] = form
          last &+= form.id >= 0 ? 1 : 0
          if form.cut == 0, form.id >= 0 { ids[Int(form.word)] = form.id }
        }
        return last
      }
    }
  }

  @inline(__always)
  private static func filterPlace(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> 40) }

  @inline(__always)
  private static func filterBit(_ hash: UInt64) -> UInt64 { hash &>> 34 & 63 }

  /// The farthest end first.
  @inline(__always)
  private func give(
    _ ends: Ends, _ index: Int, _ stripped: Int, _ elided: Bool, _ allLengths: Bool,
    _ found: (Range<Int>, Int, Bool, Range<Int32>) -> Void
  ) {
    var place = ends.count
    while place > 0 {
      place -= 1
      found(index..<ends.all[place].end, stripped, elided, ends.all[place].entries)
      if !allLengths { return }
    }
  }

  /// Puts the places after which a key ends into `ends`.
  @inline(__always)
  private func follow(
    from index: Int, _ first: Known, _ ids: UnsafeMutableBufferPointer<Int32>, _ ends: inout Ends
  ) {
    ends.count = 0
    let word = first.record
    var state = word.state
    guard state > 0 else { return }
    if !first.isRepeated, word.entries >> 1 < word.entriesEnd >> 1 {
      ends.append(index + 1, word.entries >> 1..<word.entriesEnd >> 1)
    }
    var next = index + 1
    guard next < ids.count, ids[next] >= 0, word.mayGoOn(with: ids[next]) else { return }
    while next < ids.count, ids[next] >= 0 {
      state = step(state, ids[next])
      guard state > 0 else { return }
      next += 1
      let (entry, end) = (states[Int(state)], states[Int(state) + 1])
      if entry >> 1 < end >> 1 { ends.append(next, entry >> 1..<end >> 1) }
      guard entry & 1 == 1 else { return }
    }
  }

  /// State 0, before any word, has no entries.
  private func entriesOf(_ state: Int32) -> LexiconEntries {
    LexiconEntries(entries, from: states[Int(state)] >> 1, to: states[Int(state) + 1] >> 1)
  }

  /// The number of a word, -1 when no key has it.
  private func word(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 { find(Self.hash(bytes)) }

  @inline(__always)
  private func find(_ hash: UInt64) -> Int32 {
    let mask = wordSlots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = wordSlots[place]
      if slot.number == 0 { return -1 }
      if slot.hash == hash { return slot.number - 1 }
      place = (place + 1) & mask
    }
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
  static func place(_ state: Int32, _ word: Int32) -> Int {
    let mixed = (UInt64(UInt32(bitPattern: state)) << 32 | UInt64(UInt32(bitPattern: word))) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 20)
  }

  /// Eight bytes at a time, the last eight perhaps twice. Not for hostile keys: the keys are ours, and a text can only
  /// miss. The value depends on the machine's byte order and is never stored.
  @inline(__always)
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
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
