import KhabarAnnotations
import KhabarText

/// A document as the tagger sees it: of each word its parts, the word lists that cover it, and what the rules made of it.
struct TaggerReading {
  private let text: EntityText
  private let profiles: WordProfiles
  private let lists = ListFeatures.standard
  /// Per word the first of its entries in `coverage`, -1 for none.
  private var firstCoverage: [Int32]
  private var coverage: [Coverage] = []
  private var rules: [RuleMark]

  /// An entry of a word list whose key covers a word; a chain through an array, so that no word needs one of its own.
  private struct Coverage {
    var feature: ListFeature
    var next: Int32
  }

  private struct RuleMark {
    /// Position in the candidate, type and rule; 0 for none.
    var rule: UInt64 = 0
    /// Position and type only.
    var type: UInt64 = 0
    /// 0 in no title, 1 in a title beside a name, 2 in a title alone.
    var title: UInt64 = 0
  }

  /// - Parameters:
  ///   - selected: what the rules chose.
  ///   - offices: titles beside which no name stands.
  init(_ text: EntityText, selected: [EntityCandidate], offices: [TitlePhrase], profiles: WordProfiles = .standard) {
    self.text = text
    self.profiles = profiles
    firstCoverage = Array(repeating: -1, count: text.words.count)
    rules = Array(repeating: RuleMark(), count: text.words.count)
    coverage.reserveCapacity(text.phrases.count * 2)
    for phrase in text.phrases { cover(phrase) }
    for office in offices { for word in office.words { rules[word].title = 2 } }
    for candidate in selected { mark(candidate) }
  }

  var count: Int { text.words.count }

  /// Whether a sentence begins at the word.
  func isFirst(_ index: Int) -> Bool {
    index == 0 || text.words[index].sentence != text.words[index - 1].sentence
  }

  // MARK: Words by themselves

  /// The word's own parts, read anew each time.
  func word(_ index: Int) -> TaggerWord {
    let word = text.words[index]
    if let kind = Self.kind(word) { return TaggerWord(kind: kind) }
    return text.bytes.withUnsafeBufferPointer { TaggerWord(word, in: $0, profiles: profiles) }
  }

  /// A number that words share whose features by themselves are the same. Never 0.
  @inline(__always)
  func identity(_ index: Int) -> UInt64 {
    let word = text.words[index]
    var hash = TaggerTemplate.mix(word.classes.rawValue) ^ UInt64(truncatingIfNeeded: word.strip)
    if let kind = Self.kind(word) {
      // Numbers of no word's length.
      hash ^= kind << 32 | 1 << 63
    } else {
      hash ^= text.bytes.withUnsafeBufferPointer {
        TaggerTemplate.hash($0, word.folded.lowerBound, word.end)
      }
    }
    return TaggerTemplate.mix(hash) | 1
  }

  /// A number for a mark or number by its kind; nil for a word.
  @inline(__always)
  private static func kind(_ word: EntityWord) -> UInt64? {
    if word.mark != .none { return UInt64(word.mark.rawValue) + 1 }
    if word.classes.has(.number) { return 100 + UInt64(min(word.folded.count, 5)) }
    return word.end > word.start ? nil : 99
  }

  /// Gives what the word at `index` by itself says of the word `offset` words before it. Words of one `identity` give the
  /// same.
  ///
  /// - Parameter word: what `word(index)` gives.
  @inline(__always)
  func addOwn(_ word: TaggerWord, _ index: Int, at offset: Int, to sink: inout some TaggerSink) {
    if offset == 0 {
      sink.add(.bias, 0, at: 0)
      sink.add(.form, word.form, at: 0)
      sink.add(.length, word.length, at: 0)
      for count in 0..<word.affixCount {
        sink.add(.opening, word.openings[count], at: 0)
        sink.add(.ending, word.endings[count], at: 0)
      }
    }
    sink.add(.word, word.word, at: offset)
    var classes = text.words[index].classes.rawValue
    while classes != 0 {
      sink.add(.wordClass, UInt64(classes.trailingZeroBitCount), at: offset)
      classes &= classes - 1
    }
    guard (-1...1).contains(offset) else { return }
    sink.add(.bare, word.bare, at: offset)
    sink.add(.particles, word.particles, at: offset)
    sink.add(.wholeProfile, word.profile.summary, at: offset)
    guard word.profile.summary != 0 else { return }
    for measure in 0..<WordProfile.measureCount {
      sink.add(.profile, UInt64(measure) << 3 | UInt64(word.profile.measures[measure]), at: offset)
    }
  }

  // MARK: Word lists

  private mutating func cover(_ phrase: LexiconPhrase) {
    for word in phrase.words {
      let (type, kind) = lists.features(of: phrase.entry, word, in: phrase.words)
      add(type, to: word)
      add(kind, to: word)
    }
  }

  private mutating func add(_ feature: ListFeature, to word: Int) {
    var next = firstCoverage[word]
    while next >= 0 {
      let known = coverage[Int(next)]
      if known.feature == feature { return }
      next = known.next
    }
    coverage.append(Coverage(feature: feature, next: firstCoverage[word]))
    firstCoverage[word] = Int32(coverage.count - 1)
  }

  // MARK: Rules

  private mutating func mark(_ candidate: EntityCandidate) {
    for title in candidate.titles { for word in title { rules[word].title = 1 } }
    guard candidate.isNamed else { return }
    let type = TaggerTemplate.hash(candidate.type.rawValue)
    let rule = TaggerTemplate.mix(type) ^ TaggerTemplate.hash(candidate.rule)
    for word in candidate.words {
      let position: UInt64 = word == candidate.words.lowerBound ? 1 : 2
      rules[word].type = type &+ position
      rules[word].rule = rule &+ position
    }
  }

  // MARK: Features

  /// Gives all features of the word at `index`; its sentence is `sentence`.
  func addFeatures(of index: Int, in sentence: Range<Int>, to sink: inout some TaggerSink) {
    for offset in -2...2 {
      if sentence.contains(index + offset) {
        addOwn(word(index + offset), index + offset, at: offset, to: &sink)
      } else {
        sink.add(.word, 0, at: offset)
      }
    }
    addPlace(of: index, in: sentence, summary: { word($0).profile.summary }, to: &sink)
  }

  /// Gives what the place of the word at `index` adds to its own features and to those of the words around it: word
  /// lists, rules, pairs.
  ///
  /// - Parameter summary: the profile's summary of a word.
  @inline(__always)
  func addPlace(
    of index: Int, in sentence: Range<Int>, summary: (Int) -> UInt64, to sink: inout some TaggerSink
  ) {
    for offset in -1...1 where sentence.contains(index + offset) { addNear(index + offset, offset, to: &sink) }
    let own = summary(index) << 32
    if index > sentence.lowerBound { sink.add(.profilePair, own | summary(index - 1), at: -1) }
    if index + 1 < sentence.upperBound {
      sink.add(.profilePair, own | summary(index + 1), at: 1)
      sink.add(.rulePair, TaggerTemplate.mix(rules[index].type) ^ rules[index + 1].type, at: 0)
    }
  }

  /// What counts for a word and the two beside it.
  @inline(__always)
  private func addNear(_ index: Int, _ offset: Int, to sink: inout some TaggerSink) {
    sink.add(.rule, rules[index].rule, at: offset)
    sink.add(.title, rules[index].title, at: offset)
    var next = firstCoverage[index]
    while next >= 0 {
      let entry = coverage[Int(next)]
      sink.add(entry.feature, of: lists, at: offset)
      next = entry.next
    }
  }
}
