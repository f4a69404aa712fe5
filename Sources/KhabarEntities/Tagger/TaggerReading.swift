import KhabarAnnotations
import KhabarText

/// A document as the tagger sees it: of each word its parts, the word lists that cover it, and what the rules made of it.
struct TaggerReading {
  private let text: EntityText
  private var words: [TaggerWord] = []
  /// Per word the first of its entries in `coverage`, -1 for none.
  private var firstCoverage: [Int32]
  private var coverage: [Coverage] = []
  private var rules: [RuleMark]

  /// An entry of a word list whose key covers a word; a chain through an array, so that no word needs one of its own.
  private struct Coverage {
    var value: UInt64
    var template: TaggerTemplate
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
    firstCoverage = Array(repeating: -1, count: text.words.count)
    rules = Array(repeating: RuleMark(), count: text.words.count)
    words.reserveCapacity(text.words.count)
    coverage.reserveCapacity(text.phrases.count * 2)
    text.bytes.withUnsafeBufferPointer { bytes in
      for word in text.words {
        if let kind = Self.kind(word) {
          words.append(TaggerWord(kind: kind))
        } else {
          words.append(TaggerWord(word, in: bytes, profiles: profiles))
        }
      }
    }
    for phrase in text.phrases { cover(phrase) }
    for office in offices { for word in office.words { rules[word].title = 2 } }
    for candidate in selected { mark(candidate) }
  }

  var count: Int { words.count }

  /// Whether a sentence begins at the word.
  func isFirst(_ index: Int) -> Bool {
    index == 0 || text.words[index].sentence != text.words[index - 1].sentence
  }

  /// A number for a mark or number by its kind; nil for a word.
  private static func kind(_ word: EntityWord) -> UInt64? {
    if word.mark != .none { return UInt64(word.mark.rawValue) + 1 }
    if word.classes.has(.number) { return 100 + UInt64(min(word.folded.count, 5)) }
    return word.end > word.start ? nil : 99
  }

  // MARK: Word lists

  private mutating func cover(_ phrase: LexiconPhrase) {
    let row = text.lexicon[phrase.entry]
    let head = UInt64(row.list.rawValue) << 56 ^ TaggerTemplate.hash(row.mode.rawValue)
    let type = TaggerTemplate.mix(head) ^ TaggerTemplate.hash(row.type.rawValue)
    let kind = TaggerTemplate.mix(head) ^ TaggerTemplate.hash(row.kind)
    for word in phrase.words {
      let position = Self.position(word, in: phrase.words)
      add(.listType, type &+ position, to: word)
      add(.listKind, kind &+ position, to: word)
    }
  }

  /// 1 the only word, 2 the first, 3 the last, 4 one between.
  private static func position(_ word: Int, in words: Range<Int>) -> UInt64 {
    if words.count == 1 { return 1 }
    if word == words.lowerBound { return 2 }
    return word == words.upperBound - 1 ? 3 : 4
  }

  private mutating func add(_ template: TaggerTemplate, _ value: UInt64, to word: Int) {
    var next = firstCoverage[word]
    while next >= 0 {
      let known = coverage[Int(next)]
      if known.value == value, known.template == template { return }
      next = known.next
    }
    coverage.append(Coverage(value: value, template: template, next: firstCoverage[word]))
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
  @inline(__always)
  func addFeatures(of index: Int, in sentence: Range<Int>, to sink: inout some TaggerSink) {
    let word = words[index]
    sink.add(.bias, 0, at: 0)
    sink.add(.form, word.form, at: 0)
    sink.add(.length, word.length, at: 0)
    for count in 0..<word.affixCount {
      sink.add(.opening, word.openings[count], at: 0)
      sink.add(.ending, word.endings[count], at: 0)
    }
    for offset in -2...2 {
      guard sentence.contains(index + offset) else {
        sink.add(.word, 0, at: offset)
        continue
      }
      sink.add(.word, words[index + offset].word, at: offset)
      var classes = text.words[index + offset].classes.rawValue
      while classes != 0 {
        sink.add(.wordClass, UInt64(classes.trailingZeroBitCount), at: offset)
        classes &= classes - 1
      }
    }
    for offset in -1...1 where sentence.contains(index + offset) { addNear(index + offset, offset, to: &sink) }
    if index > sentence.lowerBound { addPair(.profilePair, index, index - 1, -1, to: &sink) }
    if index + 1 < sentence.upperBound {
      addPair(.profilePair, index, index + 1, 1, to: &sink)
      sink.add(.rulePair, TaggerTemplate.mix(rules[index].type) ^ rules[index + 1].type, at: 0)
    }
  }

  /// What counts for a word and the two beside it.
  @inline(__always)
  private func addNear(_ index: Int, _ offset: Int, to sink: inout some TaggerSink) {
    let word = words[index]
    sink.add(.bare, word.bare, at: offset)
    sink.add(.particles, word.particles, at: offset)
    sink.add(.rule, rules[index].rule, at: offset)
    sink.add(.title, rules[index].title, at: offset)
    var next = firstCoverage[index]
    while next >= 0 {
      let entry = coverage[Int(next)]
      sink.add(entry.template, entry.value, at: offset)
      next = entry.next
    }
    sink.add(.wholeProfile, word.profile.summary, at: offset)
    guard word.profile.summary != 0 else { return }
    for measure in 0..<WordProfile.measureCount {
      sink.add(.profile, UInt64(measure) << 3 | UInt64(word.profile.measures[measure]), at: offset)
    }
  }

  @inline(__always)
  private func addPair(
    _ template: TaggerTemplate, _ index: Int, _ other: Int, _ offset: Int, to sink: inout some TaggerSink
  ) {
    sink.add(template, words[index].profile.summary << 32 | words[other].profile.summary, at: offset)
  }
}

extension TaggerTemplate {
  fileprivate static func hash(_ string: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in string.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
  }
}
