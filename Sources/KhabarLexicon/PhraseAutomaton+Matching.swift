/// Finding the keys in a text.
///
/// All forms are looked up first, so that the processor waits for many places of the tables at once: waiting for one
/// after the other was most of the time.
extension PhraseAutomaton {
  func matches(of words: WordForms, allLengths: Bool) -> [LexiconMatch] {
    var found: [LexiconMatch] = []
    found.reserveCapacity(words.count)
    scan(words, alsoBare: false, allLengths) { range, stripped, elided, entries in
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
    scan(words, alsoBare: false, allLengths) { range, stripped, elided, entries in
      body(range, stripped, elided, all.span.extracting(Int(entries.lowerBound)..<Int(entries.upperBound)))
    }
  }

  func forEachMatchAlsoBare(
    of words: WordForms, _ body: (_ words: Range<Int>, _ strippedBytes: Int?, _ entries: Span<Lexicon.Entry>) -> Void
  ) {
    precondition(words.bareCuts.count == words.count, "the bare forms of the words are not known")
    let all = entries
    scan(words, alsoBare: true, true) { range, stripped, _, entries in
      body(
        range, stripped == Self.isBare ? nil : stripped,
        all.span.extracting(Int(entries.lowerBound)..<Int(entries.upperBound)))
    }
  }

  /// In place of the bytes cut off: the key is made of bare words.
  private static var isBare: Int { -1 }

  /// A form of a word of the text that is a word of the keys.
  private struct Known: BitwiseCopyable {
    var word: Int32
    var cut: Int16
    var isElided: Bool
    /// As in `Slot`; a number of 0 is that of a form that is no word of the keys after all.
    var number: Int32
    var entries: UInt32
    var followers: UInt32

    @inline(__always)
    func mayGoOn(with next: Int32) -> Bool { followers >> UInt32(truncatingIfNeeded: next & 31) & 1 != 0 }
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

  /// Memory for what is known of the words of a text, and the number of each as a word of the keys, -1 for none, as is the
  /// one behind the last.
  private struct Room {
    let known: UnsafeMutableBufferPointer<Known>
    let ids: UnsafeMutableBufferPointer<Int32>

    @inline(__always)
    static func with(forms: Int, words: Int, _ body: (Room) -> Void) {
      withUnsafeTemporaryAllocation(of: Known.self, capacity: forms + 1) { known in
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: words + 2) { ids in
          ids.initialize(repeating: -1)
          body(Room(known: known, ids: ids))
        }
      }
    }
  }

  /// Calls `found` with each key: its words, the bytes cut off before it, whether its article is elided, the
  /// places of its entries.
  @inline(__always)
  private func scan(
    _ words: WordForms, alsoBare: Bool, _ allLengths: Bool,
    _ found: (Range<Int>, Int, Bool, Range<Int32>) -> Void
  ) {
    guard words.count > 0 else { return }
    Room.with(forms: words.forms.count, words: words.count) { room in
      let last = resolve(words.forms, room)
      withUnsafeTemporaryAllocation(of: (end: Int, entries: Range<Int32>).self, capacity: 2 * longestKey) { places in
        var ends = Ends(all: UnsafeMutableBufferPointer(rebasing: places[..<longestKey]))
        var spare = Ends(all: UnsafeMutableBufferPointer(rebasing: places[longestKey...]))
        var place = 0
        guard alsoBare else {
          while place < last { _ = keys(room, at: &place, &ends, &spare, nil, allLengths, found) }
          return
        }
        Room.with(forms: words.bareForms.count, words: words.count) { bare in
          let bareLast = resolve(words.bareForms, bare)
          for place in 0..<last {
            let form = room.known[place]
            let isBare = form.cut == words.bareCuts[Int(form.word)] && !form.isElided
            // What is not wanted goes where nobody reads.
            bare.ids[isBare ? Int(form.word) : words.count + 1] = form.number - 1
          }
          var barePlace = 0
          while place < last || barePlace < bareLast {
            let index = barePlace < bareLast ? Int(bare.known[barePlace].word) : words.count
            if place < last, room.known[place].word <= index {
              let word = Int(room.known[place].word)
              let same = keys(room, at: &place, &ends, &spare, words.bareCuts[word], allLengths, found)
              if same >= 0 {
                follow(from: word, room.known[same], bare.ids, isRepeated: true, &ends)
                give(ends, word, Self.isBare, false, allLengths, found)
              }
              if word < index { continue }
            }
            follow(from: index, bare.known[barePlace], bare.ids, isRepeated: false, &ends)
            give(ends, index, Self.isBare, false, allLengths, found)
            barePlace += 1
          }
        }
      }
    }
  }

  /// Gives the keys that start at the word of the known form at `place`, which moves to the next word. The place of the
  /// form behind `cut` bytes, -1 for none.
  @inline(__always)
  private func keys(
    _ room: Room, at place: inout Int, _ ends: inout Ends, _ spare: inout Ends, _ cut: Int16?, _ allLengths: Bool,
    _ found: (Range<Int>, Int, Bool, Range<Int32>) -> Void
  ) -> Int {
    let word = room.known[place].word
    let index = Int(word)
    var same = -1
    ends.count = 0
    var (stripped, elided) = (0, false)
    repeat {
      let form = room.known[place]
      if let cut, form.cut == cut, !form.isElided { same = place }
      place += 1
      follow(from: index, form, room.ids, isRepeated: false, &spare)
      guard let best = spare.last else { continue }
      if ends.last.map({ best > $0 }) ?? true {
        if allLengths { give(ends, index, stripped, elided, true, found) }
        swap(&ends, &spare)
        (stripped, elided) = (Int(form.cut), form.isElided)
      } else if allLengths {
        give(spare, index, Int(form.cut), form.isElided, true, found)
      }
    } while room.known[place].word == word
    give(ends, index, stripped, elided, allLengths, found)
    return same
  }

  /// Lists the forms that are words of the keys, and says which of them each whole word of the text is; how many are
  /// listed. Behind the last stands one that is of no word.
  @inline(__always)
  private func resolve(_ forms: [WordForms.Form], _ room: Room) -> Int {
    forms.withUnsafeBufferPointer { forms in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: forms.count + 1) { likely in
        // No branch depends on which word it is.
        let filterMask = filter.count - 1
        var count = 0
        for index in forms.indices {
          let hash = forms[index].hash
          likely.initializeElement(at: count, to: Int32(truncatingIfNeeded: index))
          count &+= Int(filter[Self.filterPlace(hash) & filterMask] &>> Self.filterBit(hash) & 1)
        }
        // Of the likely ones those that stand at the first place of their hash, again without a branch; the few others
        // are noted, where those that were read stood.
        let slotMask = wordSlots.count - 1
        var last = 0
        var elsewhere = 0
        for place in 0..<count {
          let index = likely[place]
          let form = forms[Int(index)]
          let slot = wordSlots[Int(truncatingIfNeeded: form.hash) & slotMask]
          let isWord = slot.tag == Self.tag(form.hash) && slot.number != 0
          room.known.initializeElement(
            at: last,
            to: Known(
              word: form.word, cut: form.cut, isElided: form.isElided, number: isWord ? slot.number : 0,
              entries: isWord ? slot.entries : UInt32(bitPattern: index), followers: slot.followers))
          let word = Int(form.word)
          room.ids[word] = isWord && form.cut == 0 ? slot.number &- 1 : room.ids[word]
          likely[elsewhere] = Int32(truncatingIfNeeded: last)
          elsewhere &+= !isWord && slot.number != 0 ? 1 : 0
          last &+= slot.number != 0 ? 1 : 0
        }
        for place in 0..<elsewhere {
          let known = Int(likely[place])
          let form = forms[Int(room.known[known].entries)]
          let slot = self.slot(form.hash)
          room.known[known].number = slot.number
          room.known[known].entries = slot.entries
          room.known[known].followers = slot.followers
          if form.cut == 0 { room.ids[Int(form.word)] = slot.number - 1 }
        }
        room.known.initializeElement(
          at: last, to: Known(word: .max, cut: 0, isElided: false, number: 0, entries: 0, followers: 0))
        return last
      }
    }
  }

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

  /// Puts the places after which a key ends into `ends`; `isRepeated` leaves out the key of one word.
  @inline(__always)
  private func follow(
    from index: Int, _ first: Known, _ ids: UnsafeMutableBufferPointer<Int32>, isRepeated: Bool, _ ends: inout Ends
  ) {
    ends.count = 0
    if first.number == 0 { return }
    if !isRepeated {
      let entries = entries(of: first)
      if !entries.isEmpty { ends.append(index + 1, entries) }
    }
    // The last of `ids` is of no word.
    var next = index + 1
    guard ids[next] >= 0, first.mayGoOn(with: ids[next]) else { return }
    var state = firstStates[Int(first.number) - 1]
    while ids[next] >= 0 {
      state = step(state, ids[next])
      guard state > 0 else { return }
      next += 1
      let (entry, end) = (states[Int(state)], states[Int(state) + 1])
      if entry >> 1 < end >> 1 { ends.append(next, entry >> 1..<end >> 1) }
      guard entry & 1 == 1 else { return }
    }
  }

  /// The places of the entries of a key of one word.
  @inline(__always)
  private func entries(of known: Known) -> Range<Int32> {
    let count = known.entries & Self.manyEntries
    guard count < Self.manyEntries else {
      let state = Int(firstStates[Int(known.number) - 1])
      return states[state] >> 1..<states[state + 1] >> 1
    }
    let first = Int32(known.entries &>> Self.entryCountBits)
    return first..<first + Int32(count)
  }
}
