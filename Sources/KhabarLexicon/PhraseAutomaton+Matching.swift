/// Finding the keys in a text.
extension PhraseAutomaton {
  /// The keys that start at each word; as `Lexicon.keys(of:allLengths:alsoBare:)`.
  ///
  /// All forms are looked up first, so that the processor waits for many places of the tables at once: waiting for one
  /// after the other was most of the time.
  func keys(of words: WordForms, allLengths: Bool, alsoBare: Bool) -> [LexiconKey] {
    guard words.count > 0 else { return [] }
    var scan = Scan(words, longestKey: longestKey, allLengths: allLengths)
    defer { scan.deallocate() }
    let last = resolve(words.forms, scan.whole)
    if alsoBare {
      precondition(words.hasBareForms, "the bare forms of the words are not known")
      scan.noteBare(words.bareCuts, last)
      giveAlsoBare(words.bareCuts, last, resolve(words.bareForms, scan.bare), &scan)
    } else {
      var place = 0
      while place < last { give(at: &place, nil, &scan) }
    }
    return Array(UnsafeBufferPointer(start: scan.found, count: scan.foundCount))
  }

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

  /// Forms of a text: those that are words of the keys, in order, and for each word of the text which of them it is, -1 for
  /// none, as is the one behind the last.
  private struct Forms {
    let known: UnsafeMutablePointer<Known>
    let ids: UnsafeMutablePointer<Int32>

    init(count: Int, words: Int) {
      known = .allocate(capacity: count + 1)
      ids = .allocate(capacity: words + 2)
      ids.initialize(repeating: -1, count: words + 2)
    }

    func deallocate() {
      known.deallocate()
      ids.deallocate()
    }
  }

  /// Ends of keys that start at one word, the nearest first, with the places of their entries, in memory for as many as
  /// the longest key has words.
  private struct Ends {
    let all: UnsafeMutablePointer<(end: Int32, entries: Range<Int32>)>
    var count = 0

    init(capacity: Int) { all = .allocate(capacity: capacity) }

    var last: Int32? { count > 0 ? all[count - 1].end : nil }

    @inline(__always)
    mutating func append(_ end: Int, _ entries: Range<Int32>) {
      (all + count).initialize(to: (Int32(truncatingIfNeeded: end), entries))
      count += 1
    }
  }

  /// What a scan of one text works on.
  private struct Scan {
    let whole: Forms
    let bare: Forms
    let allLengths: Bool
    let wordCount: Int
    var ends: Ends
    var spare: Ends
    /// The keys, in memory that grows: an array would ask at each of them whether it is shared.
    private(set) var found: UnsafeMutablePointer<LexiconKey>
    private(set) var foundCount = 0
    private var capacity: Int

    init(_ words: WordForms, longestKey: Int, allLengths: Bool) {
      whole = Forms(count: words.forms.count, words: words.count)
      bare = Forms(count: words.bareForms.count, words: words.count)
      ends = Ends(capacity: longestKey)
      spare = Ends(capacity: longestKey)
      self.allLengths = allLengths
      wordCount = words.count
      capacity = words.count + 16
      found = .allocate(capacity: capacity)
    }

    func deallocate() {
      whole.deallocate()
      bare.deallocate()
      ends.all.deallocate()
      spare.all.deallocate()
      found.deallocate()
    }

    /// Says of bare words that are among the known forms which they are.
    func noteBare(_ cuts: [Int16], _ last: Int) {
      cuts.withUnsafeBufferPointer { cuts in
        for place in 0..<last {
          let form = whole.known[place]
          let isBare = form.cut == cuts[Int(form.word)] && !form.isElided
          // What is not wanted goes where nobody reads.
          bare.ids[isBare ? Int(form.word) : wordCount + 1] = form.number - 1
        }
      }
    }

    /// Takes the keys of `ends`, the longest first; only that one unless all lengths are wanted.
    @inline(__always)
    mutating func take(_ ends: Ends, _ form: Known, isBare: Bool, allLengths: Bool) {
      var place = ends.count
      while place > 0 {
        place -= 1
        take(form, ends.all[place].end, ends.all[place].entries, isBare: isBare)
        if !allLengths { return }
      }
    }

    @inline(__always)
    mutating func take(_ form: Known, _ end: Int32, _ entries: Range<Int32>, isBare: Bool) {
      if foundCount == capacity { grow() }
      (found + foundCount).initialize(
        to: LexiconKey(
          first: form.word, end: end, entries: entries, strippedBytes: isBare ? 0 : form.cut,
          hasElidedArticle: form.isElided, isBare: isBare))
      foundCount += 1
    }

    @inline(never)
    private mutating func grow() {
      let larger = UnsafeMutablePointer<LexiconKey>.allocate(capacity: capacity * 2)
      larger.moveInitialize(from: found, count: foundCount)
      found.deallocate()
      found = larger
      capacity *= 2
    }
  }

  /// Gives the keys of whole and of bare words, those of one word together.
  private func giveAlsoBare(_ cuts: [Int16], _ last: Int, _ bareLast: Int, _ scan: inout Scan) {
    var (place, barePlace) = (0, 0)
    while place < last || barePlace < bareLast {
      let word = barePlace < bareLast ? scan.bare.known[barePlace].word : .max
      if place < last, scan.whole.known[place].word <= word {
        let first = scan.whole.known[place].word
        let same = give(at: &place, cuts[Int(first)], &scan)
        if same >= 0, scan.bare.ids[Int(first) + 1] >= 0 {
          let form = scan.whole.known[same]
          follow(form, scan.bare.ids, isRepeated: true, &scan.ends)
          scan.take(scan.ends, form, isBare: true, allLengths: true)
        }
        if first < word { continue }
      }
      let form = scan.bare.known[barePlace]
      follow(form, scan.bare.ids, isRepeated: false, &scan.ends)
      scan.take(scan.ends, form, isBare: true, allLengths: true)
      barePlace += 1
    }
  }

  /// Gives the keys that start at the word of the known form at `place`, which moves to the next word. The place of the
  /// form behind `cut` bytes, -1 for none.
  @inline(__always) @discardableResult
  private func give(at place: inout Int, _ cut: Int16?, _ scan: inout Scan) -> Int {
    let known = scan.whole.known
    let first = known[place]
    var same = -1
    // Most often one form, with which no longer key begins.
    let next = scan.whole.ids[Int(first.word) + 1]
    if known[place + 1].word != first.word, next < 0 || !first.mayGoOn(with: next) {
      if let cut, first.cut == cut, !first.isElided { same = place }
      place += 1
      guard first.number != 0 else { return same }
      let entries = entries(of: first)
      if !entries.isEmpty { scan.take(first, first.word + 1, entries, isBare: false) }
      return same
    }
    var best = first
    scan.ends.count = 0
    repeat {
      let form = known[place]
      if let cut, form.cut == cut, !form.isElided { same = place }
      place += 1
      follow(form, scan.whole.ids, isRepeated: false, &scan.spare)
      guard let end = scan.spare.last else { continue }
      if scan.ends.last.map({ end > $0 }) ?? true {
        if scan.allLengths { scan.take(scan.ends, best, isBare: false, allLengths: true) }
        swap(&scan.ends, &scan.spare)
        best = form
      } else if scan.allLengths {
        scan.take(scan.spare, form, isBare: false, allLengths: true)
      }
    } while known[place].word == first.word
    scan.take(scan.ends, best, isBare: false, allLengths: scan.allLengths)
    return same
  }

  /// Lists the forms that are words of the keys, and says which of them each whole word of the text is; how many are
  /// listed. Behind the last stands one that is of no word.
  private func resolve(_ forms: [WordForms.Form], _ room: Forms) -> Int {
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
          // All bits set where it is the word, where it is a whole one, where the place is taken. Reckoned: of comparisons
          // the compiler makes branches.
          let isWord = ~Self.isNotZero(Int32(bitPattern: slot.tag ^ Self.tag(form.hash)))
          let isWhole = isWord & ~Self.isNotZero(Int32(form.cut))
          let isTaken = Self.isNotZero(slot.number)
          (room.known + last).initialize(
            to: Known(
              word: form.word, cut: form.cut, isElided: form.isElided, number: slot.number & isWord,
              entries: slot.entries & UInt32(bitPattern: isWord) | UInt32(bitPattern: index & ~isWord),
              followers: slot.followers))
          let word = Int(form.word)
          room.ids[word] = (slot.number &- 1) & isWhole | room.ids[word] & ~isWhole
          likely[elsewhere] = Int32(truncatingIfNeeded: last)
          elsewhere &-= Int(isTaken & ~isWord)
          last &-= Int(isTaken)
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
        (room.known + last).initialize(
          to: Known(word: .max, cut: 0, isElided: false, number: 0, entries: 0, followers: 0))
        return last
      }
    }
  }

  /// All bits set for what is not 0.
  @inline(__always)
  private static func isNotZero(_ number: Int32) -> Int32 { (number | (0 &- number)) &>> 31 }

  /// Puts the places after which a key ends into `ends`; `isRepeated` leaves out the key of one word.
  @inline(__always)
  private func follow(_ first: Known, _ ids: UnsafeMutablePointer<Int32>, isRepeated: Bool, _ ends: inout Ends) {
    ends.count = 0
    if first.number == 0 { return }
    var next = Int(first.word) + 1
    if !isRepeated {
      let entries = entries(of: first)
      if !entries.isEmpty { ends.append(next, entries) }
    }
    // The last of `ids` is of no word.
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
