import KhabarText

/// What the tagger knows of one word by itself: hashes of the word and of its parts.
struct TaggerWord {
  var word: UInt64
  var form: UInt64
  var bare: UInt64
  var particles: UInt64
  /// The first one to four letters, as far as the word is longer.
  var openings: InlineArray<4, UInt64> = .init(repeating: 0)
  /// The last one to four letters, as far as the word is longer.
  var endings: InlineArray<4, UInt64> = .init(repeating: 0)
  /// How many openings and endings there are.
  var affixCount = 0
  /// In letters, ten at most.
  var length: UInt64 = 0
  var profile: WordProfile = .none

  /// A mark or number: what it is, not how it is written.
  init(kind: UInt64) {
    (word, form, bare, particles) = (kind, kind, kind, 0)
  }

  /// - Parameter bytes: the folded text.
  init(_ word: EntityWord, in bytes: UnsafeBufferPointer<UInt8>, profiles: WordProfiles) {
    let (start, end) = (word.start, word.end)
    self.word = TaggerTemplate.hash(bytes, start, end)
    form = self.word
    particles = 0
    if word.strip > 0 {
      form = TaggerTemplate.hash(bytes, word.folded.lowerBound, end)
      particles = TaggerTemplate.hash(bytes, word.folded.lowerBound, start)
    }
    let hasArticle = Self.hasArticle(bytes, start, end)
    bare = hasArticle ? TaggerTemplate.hash(bytes, start + 4, end) : self.word
    profile = profiles.profile(of: bare, hasArticle: hasArticle)
    readAffixes(bytes, start, end)
  }

  /// ال and at least three letters.
  private static func hasArticle(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    end - start > 8 && bytes[start] == 0xD8 && bytes[start + 1] == 0xA7 && bytes[start + 2] == 0xD9
      && bytes[start + 3] == 0x84
  }

  private mutating func readAffixes(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    var letters = 0
    var index = start
    while index < end, letters < 10 {
      index = Self.nextLetter(bytes, index, end)
      letters += 1
      if letters <= 4 { openings[letters - 1] = TaggerTemplate.hash(bytes, start, index) }
    }
    length = UInt64(letters)
    affixCount = max(0, min(4, letters - 1))
    index = end
    for count in 0..<affixCount {
      index -= 1
      while index > start, bytes[index] & 0xC0 == 0x80 { index -= 1 }
      endings[count] = TaggerTemplate.hash(bytes, index, end)
    }
  }

  private static func nextLetter(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int) -> Int {
    var next = index + 1
    while next < end, bytes[next] & 0xC0 == 0x80 { next += 1 }
    return next
  }
}
