public import KhabarText

/// The words of a text in the forms in which lexicons look for them: each as it stands, without attached particles
/// (و ف, then ب ل ك س), and with the article that لل hides.
///
/// Made once a text and asked by every lexicon of every stage: finding the forms and their hashes is half of a look-up.
public struct WordForms: Sendable {
  @usableFromInline
  struct Form: Sendable {
    /// `PhraseAutomaton.hash` of its bytes.
    @usableFromInline var hash: UInt64
    @usableFromInline var word: Int32
    /// Bytes of the word in front of it, which are a particle.
    @usableFromInline var cut: Int16
    /// Whether its article lost its ا to the ل before it: للحوثيين, in which الحوثيين is looked for.
    @usableFromInline var isElided: Bool
    /// Whether keys of this one word were found before, so that only longer ones are wanted.
    var isRepeated = false
  }

  /// The number of words.
  public let count: Int
  /// By word, the whole word first, then what is left behind more and more particles.
  @usableFromInline let forms: [Form]
  /// By word the place of its whole form.
  @usableFromInline let first: [Int32]

  /// O(text).
  ///
  /// - Parameter words: ranges of the words in `folded`, in order.
  public init(of words: [TextRange], in folded: [UInt8]) {
    var forms: [Form] = []
    forms.reserveCapacity(words.count + words.count / 2)
    var first: [Int32] = []
    first.reserveCapacity(words.count)
    folded.withUnsafeBufferPointer { bytes in
      for index in words.indices {
        let (start, end) = (words[index].lowerBound, words[index].upperBound)
        var from = start
        first.append(Int32(forms.count))
        while true {
          let hash = PhraseAutomaton.hash(UnsafeBufferPointer(rebasing: bytes[from..<end]))
          forms.append(Form(hash: hash, word: Int32(index), cut: Int16(from - start), isElided: false))
          guard let next = Clitics.next(bytes, from: from, isFirst: from == start, to: end) else { break }
          from = next
        }
        if from > start, Clitics.isElided(bytes, from: from, to: end) {
          let hash = Self.hash(ofElided: UnsafeBufferPointer(rebasing: bytes[from..<end]))
          forms.append(Form(hash: hash, word: Int32(index), cut: Int16(from - start), isElided: true))
        }
      }
    }
    self.forms = forms
    self.first = first
    count = words.count
  }

  /// Another form of each word of `words`, by its hash. Matches give no keys of one word that `words` has too.
  public init(hashes: [UInt64], of words: WordForms) {
    forms = hashes.indices.map { word in
      var form = Form(hash: hashes[word], word: Int32(word), cut: 0, isElided: false)
      var place = Int(words.first[word])
      while place < words.forms.count, words.forms[place].word == word {
        if words.forms[place].hash == form.hash { form.isRepeated = true }
        place += 1
      }
      return form
    }
    first = hashes.indices.map { Int32($0) }
    count = hashes.count
  }

  /// The hash of what is left of a word behind `cut` bytes, where that is one of its forms.
  @inlinable
  public func hash(of word: Int, behind cut: Int) -> UInt64? {
    var place = Int(first[word])
    while place < forms.count, forms[place].word == word {
      if forms[place].cut == cut, !forms[place].isElided { return forms[place].hash }
      place += 1
    }
    return nil
  }

  /// The hash by which a word is known. Of no meaning outside one run of a program.
  public static func hash(of word: UnsafeBufferPointer<UInt8>) -> UInt64 { PhraseAutomaton.hash(word) }

  private static func hash(ofElided rest: UnsafeBufferPointer<UInt8>) -> UInt64 {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: rest.count + 2) { buffer in
      (buffer[0], buffer[1]) = (0xD8, 0xA7)
      for index in rest.indices { buffer[index + 2] = rest[index] }
      return PhraseAutomaton.hash(UnsafeBufferPointer(rebasing: buffer[..<(rest.count + 2)]))
    }
  }
}
