public import KhabarText

/// The words of a text in the forms in which lexicons look for them: each as it stands, without attached particles
/// (و ف, then ب ل ك س), and with the article that لل hides; and bare, without article, pronoun and the ا of the accusative.
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

  /// A word as keys without article and endings have it.
  public struct Bare: Sendable {
    /// What of the word is left.
    public var range: TextRange
    /// Whether its last letter, a ت before a pronoun, stands for ة: زيارت of زيارته.
    public var isTehMarbuta: Bool

    @inlinable
    public init(range: TextRange, isTehMarbuta: Bool) {
      self.range = range
      self.isTehMarbuta = isTehMarbuta
    }
  }

  /// The number of words.
  public let count: Int
  /// Whether the bare forms of the words are known.
  public var hasBareForms: Bool { bareCuts.count == count }
  /// Words of whose bare form the last ت was read as ة. A verb keeps it: أوقفته.
  public let readAsTehMarbuta: [Int]
  /// By word, the whole word first, then what is left behind more and more particles.
  let forms: [Form]
  /// By word how many bytes stand before its bare form where that is one of `forms`, -1 where it is the next of
  /// `bareForms`; empty where bare forms are not known.
  let bareCuts: [Int16]
  let bareForms: [Form]

  /// O(text).
  ///
  /// - Parameters:
  ///   - words: ranges of the words in `folded`, in order.
  ///   - bare: the bare form of each, or none.
  public init(of words: [TextRange], bare: [Bare] = [], in folded: [UInt8]) {
    precondition(bare.isEmpty || bare.count == words.count, "there is a bare form of each word or of none")
    var (forms, bareForms): ([Form], [Form]) = ([], [])
    forms.reserveCapacity(words.count + words.count / 2)
    bareForms.reserveCapacity(bare.count / 2)
    var bareCuts: [Int16] = []
    bareCuts.reserveCapacity(bare.count)
    var readAsTehMarbuta: [Int] = []
    folded.withUnsafeBufferPointer { bytes in
      for index in words.indices {
        let (start, end) = (words[index].lowerBound, words[index].upperBound)
        let add = { (from: Int, hash: UInt64, isElided: Bool) in
          Form(hash: hash, word: Int32(truncatingIfNeeded: index), cut: Int16(from - start), isElided: isElided)
        }
        // No form starts at -1.
        let bareStart = index < bare.count && bare[index].range.upperBound == end ? bare[index].range.lowerBound : -1
        var bareCut: Int16 = -1
        var from = start
        while true {
          let hash = PhraseAutomaton.hash(UnsafeBufferPointer(rebasing: bytes[from..<end]))
          forms.append(add(from, hash, false))
          if from == bareStart { bareCut = Int16(from - start) }
          guard let next = Clitics.next(bytes, from: from, isFirst: from == start, to: end) else { break }
          from = next
        }
        if from > start, Clitics.isElided(bytes, from: from, to: end) {
          forms.append(add(from, Self.hash(ofElided: UnsafeBufferPointer(rebasing: bytes[from..<end])), true))
        }
        guard index < bare.count else { continue }
        let rest = bare[index]
        if rest.isTehMarbuta {
          readAsTehMarbuta.append(index)
          bareCut = -1
        }
        bareCuts.append(bareCut)
        if bareCut < 0 {
          let letters = UnsafeBufferPointer(rebasing: bytes[rest.range.indices])
          let hash = rest.isTehMarbuta ? Self.hash(ofTehMarbuta: letters) : PhraseAutomaton.hash(letters)
          bareForms.append(add(start, hash, false))
        }
      }
    }
    count = words.count
    self.forms = forms
    self.bareForms = bareForms
    self.bareCuts = bareCuts
    self.readAsTehMarbuta = readAsTehMarbuta
  }

  private static func hash(ofTehMarbuta word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count) { buffer in
      _ = buffer.initialize(from: word)
      (buffer[word.count - 2], buffer[word.count - 1]) = (0xD9, 0x87)
      return PhraseAutomaton.hash(UnsafeBufferPointer(buffer))
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
