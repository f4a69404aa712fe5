public import KhabarText

/// The words of a text in the forms in which lexicons look for them: each as it stands, without attached particles
/// (و ف, then ب ل ك س), and with the article that لل hides.
///
/// Made once a text and asked by every lexicon of every stage: finding the forms and their hashes is half of a look-up.
public struct WordForms: Sendable {
  struct Form: Sendable {
    /// `PhraseAutomaton.hash` of its bytes.
    var hash: UInt64
    var word: Int32
    /// Bytes of the word in front of it, which are a particle.
    var cut: Int16
    /// Whether its article lost its ا to the ل before it: للحوثيين, in which الحوثيين is looked for.
    var isElided: Bool
  }

  /// The number of words.
  public let count: Int
  /// By word, the whole word first, then what is left behind more and more particles.
  let forms: [Form]

  /// O(text).
  ///
  /// - Parameter words: ranges of the words in `folded`, in order.
  public init(of words: [TextRange], in folded: [UInt8]) {
    var forms: [Form] = []
    forms.reserveCapacity(words.count + words.count / 2)
    folded.withUnsafeBufferPointer { bytes in
      for index in words.indices {
        let (start, end) = (words[index].lowerBound, words[index].upperBound)
        var from = start
        while true {
          let hash = PhraseAutomaton.hash(UnsafeBufferPointer(rebasing: bytes[from..<end]))
          forms.append(
            Form(hash: hash, word: Int32(index), cut: Int16(from - start), isElided: false))
          guard let next = Clitics.next(bytes, from: from, isFirst: from == start, to: end) else { break }
          from = next
        }
        if from > start, Clitics.isElided(bytes, from: from, to: end) {
          let hash = Self.hash(ofElided: UnsafeBufferPointer(rebasing: bytes[from..<end]))
          forms.append(
            Form(hash: hash, word: Int32(index), cut: Int16(from - start), isElided: true))
        }
      }
    }
    self.forms = forms
    count = words.count
  }

  /// Another form of each word, for lists whose keys are written so.
  public struct Others: Sendable {
    private let words: WordForms
    /// By word how many bytes are cut off before its other form, where that is one of the forms of `words`; -1 where it
    /// is the next of `forms`.
    private(set) var cuts: [Int16] = []
    private(set) var forms: [Form] = []
    /// Where the forms of the next word begin in `words`, or before.
    private var place = 0

    public init(of words: WordForms) {
      self.words = words
      cuts.reserveCapacity(words.count)
      forms.reserveCapacity(words.count / 2)
    }

    /// Takes what is left of the next word behind `cut` bytes, where that is one of its forms. False where it is none.
    public mutating func take(behind cut: Int) -> Bool {
      let word = Int32(cuts.count)
      if cut == 0 {
        cuts.append(0)
        return true
      }
      while place < words.forms.count, words.forms[place].word < word { place += 1 }
      var place = place
      while place < words.forms.count, words.forms[place].word == word {
        if words.forms[place].cut == cut, !words.forms[place].isElided {
          cuts.append(Int16(cut))
          return true
        }
        place += 1
      }
      return false
    }

    /// Takes `bytes` as the form of the next word.
    public mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
      forms.append(Form(hash: PhraseAutomaton.hash(bytes), word: Int32(cuts.count), cut: 0, isElided: false))
      cuts.append(-1)
    }
  }

  private static func hash(ofElided rest: UnsafeBufferPointer<UInt8>) -> UInt64 {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: rest.count + 2) { buffer in
      (buffer[0], buffer[1]) = (0xD8, 0xA7)
      for index in rest.indices { buffer[index + 2] = rest[index] }
      return PhraseAutomaton.hash(UnsafeBufferPointer(rebasing: buffer[..<(rest.count + 2)]))
    }
  }
}
