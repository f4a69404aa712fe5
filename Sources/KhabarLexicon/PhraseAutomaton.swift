import KhabarText

/// A state machine over words: hash tables of words and of (state, word) steps.
///
/// A class, so that a stage that holds a lexicon and its lists does not copy its references each time it looks something
/// up (measured: a third of the matching). The tables are plain memory, filled once.
final class PhraseAutomaton: @unchecked Sendable {
  // Never written after `init`, so sharing it is safe.
  /// Open addressing over the hashes of the words: a power of two in size, at most half full.
  let wordSlots: UnsafeMutableBufferPointer<Slot>
  /// A bit for each word of the keys, by its hash, eight to sixteen times as many as there are words: most words of a
  /// text are found out here, in the nearest memory.
  let filter: UnsafeMutableBufferPointer<UInt64>
  /// By word the state after it at the start of a key, 0 for none.
  let firstStates: UnsafeMutableBufferPointer<Int32>
  /// Open addressing over (state, word): three numbers a place: state + 1, word, next state.
  let steps: UnsafeMutableBufferPointer<Int32>
  let stepMask: Int
  /// For each state twice the first of its entries in `entries`, plus one where some key goes on after it; one more at
  /// the end.
  let states: UnsafeMutableBufferPointer<Int32>
  let entries: [Lexicon.Entry]
  /// Words of the longest key.
  let longestKey: Int

  /// A place of the table of words. All that is known of the word lies in it, so that a look-up waits for memory once.
  struct Slot: BitwiseCopyable {
    /// The upper half of the hash but for one bit, by which the word is known: reading its letters would be one more wait.
    /// With the place, which the lower half says, 44 bits and more: of 10^8 other words hardly one is taken for a word of
    /// the lists. 0, which no word has, for a free place.
    var tag: UInt32 = 0
    /// Word number + 1; 0 for a free place.
    var number: Int32 = 0
    /// The entries of the word as a key: the first one, and how many in the lowest bits, of which `manyEntries` says to
    /// look it up.
    var entries: UInt32 = 0
    /// One bit for each word that goes on after it at the start of a key, by the word's number: most words that stand
    /// next in a text are found out here.
    var followers: UInt32 = 0

    @inline(__always)
    func mayGoOn(with next: Int32) -> Bool { followers >> UInt32(truncatingIfNeeded: next & 31) & 1 != 0 }
  }

  /// Bits of a slot's `entries` that count them.
  static var entryCountBits: UInt32 { 6 }
  static var manyEntries: UInt32 { (1 << entryCountBits) - 1 }

  init(_ builder: Builder) {
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
    var slots = [Slot](repeating: Slot(), count: builder.wordSlots.count)
    for place in slots.indices where builder.wordSlots[place] != 0 {
      let number = Int32(truncatingIfNeeded: builder.wordSlots[place] & 0xFFFF_FFFF)
      let state = Int(first[Int(number) - 1])
      let from = UInt32(firstEntry[state])
      let count = UInt32(firstEntry[state + 1]) - from
      let isMany = count >= Self.manyEntries || from > UInt32.max &>> Self.entryCountBits
      slots[place] = Slot(
        tag: Self.tag(builder.hashes[Int(number) - 1]), number: number,
        entries: isMany ? Self.manyEntries : from &<< Self.entryCountBits | count,
        followers: state > 0 ? followers[state] : 0)
    }
    wordSlots = .holding(slots)
    var filter = [UInt64](repeating: 0, count: max(1, builder.wordSlots.count / 16))
    for hash in builder.hashes {
      filter[Self.filterPlace(hash) & (filter.count - 1)] |= 1 << Self.filterBit(hash)
    }
    self.filter = .holding(filter)
    firstStates = .holding(first)
    for state in 0..<stateCount { firstEntry[state] = firstEntry[state] * 2 + (hasSteps[state] ? 1 : 0) }
    firstEntry[stateCount] *= 2
    states = .holding(firstEntry)
    self.entries = entries
    longestKey = builder.longestKey
  }

  deinit {
    wordSlots.deallocate()
    filter.deallocate()
    firstStates.deallocate()
    steps.deallocate()
    states.deallocate()
  }

  // MARK: Look-ups of single keys

  func entries(for key: [ArraySlice<UInt8>]) -> LexiconEntries {
    var state: Int32 = 0
    for (index, word) in key.enumerated() {
      let id = word.withUnsafeBufferPointer { slot(Self.hash($0)).number } - 1
      guard id >= 0 else { return entriesOf(0) }
      state = index == 0 ? firstStates[Int(id)] : step(state, id)
      guard state > 0 else { return entriesOf(0) }
    }
    return entriesOf(state)
  }

  /// The entries of a key of one word.
  func entries(in folded: [UInt8], word: TextRange) -> LexiconEntries {
    let places = entryPlaces(in: folded, word: word)
    return LexiconEntries(entries, from: places.lowerBound, to: places.upperBound)
  }

  func entryPlaces(in folded: [UInt8], word: TextRange) -> Range<Int32> {
    let hash = folded.withUnsafeBufferPointer { Self.hash(UnsafeBufferPointer(rebasing: $0[word.indices])) }
    guard mayHave(hash) else { return 0..<0 }
    let number = slot(hash).number
    let state = number == 0 ? 0 : Int(firstStates[Int(number) - 1])
    return states[state] >> 1..<states[state + 1] >> 1
  }

  /// State 0, before any word, has no entries.
  private func entriesOf(_ state: Int32) -> LexiconEntries {
    LexiconEntries(entries, from: states[Int(state)] >> 1, to: states[Int(state) + 1] >> 1)
  }

  /// Whether the filter lets the word of this hash through, as it does all words of the keys and a few others.
  @inline(__always)
  func mayHave(_ hash: UInt64) -> Bool {
    filter[Self.filterPlace(hash) & (filter.count - 1)] &>> Self.filterBit(hash) & 1 != 0
  }

  /// The place of a word, a free one when no key has it.
  @inline(__always)
  func slot(_ hash: UInt64) -> Slot {
    let mask = wordSlots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = wordSlots[place]
      if slot.number == 0 || slot.tag == Self.tag(hash) { return slot }
      place = (place + 1) & mask
    }
  }

  /// The state after `word` in `state`, 0 when there is none.
  @inline(__always)
  func step(_ state: Int32, _ word: Int32) -> Int32 {
    var place = Self.place(state, word) & stepMask
    while true {
      let owner = steps[place * 3]
      if owner == 0 { return 0 }
      if owner == state + 1, steps[place * 3 + 1] == word { return steps[place * 3 + 2] }
      place = (place + 1) & stepMask
    }
  }

  @inline(__always)
  static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash &>> 32) | 1 }

  @inline(__always)
  static func filterPlace(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> 40) }

  @inline(__always)
  static func filterBit(_ hash: UInt64) -> UInt64 { hash &>> 34 & 63 }

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
