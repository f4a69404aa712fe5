import KhabarLexicon

/// What a word can be in a number.
enum NumberWordClass: String, CaseIterable {
  case none
  /// 0 to 9 in either gender.
  case unit
  case ten
  /// أحد, إحدى: a number only before عشر or وعشرون.
  case one
  /// اثنا عشر
  case two
  /// A spoken teen in one word: خمستاشر.
  case teen
  case tens
  case hundred
  /// 200 to 900 in one word.
  case hundreds
  /// A spelling that is another word as well: only with more of the number after it.
  case hundredsWeak = "hundreds-weak"
  case hundredPlural = "hundred-plural"
  case tenPlural = "ten-plural"
  /// بضع
  case few
  /// عدة: only before آلاف and the like.
  case several
  case scale
  case scalePlural = "scale-plural"
  case scaleDual = "scale-dual"
  /// ألفا: the dual in the construct ("ألفا ناخب" 2000) or the accusative ("عشرون ألفا" 20000).
  case scaleAccusative = "scale-accusative"
  /// دزينة
  case scaleCollective = "scale-collective"
  case fraction
  /// نص, which is "text" as well.
  case fractionWeak = "fraction-weak"
  case fractionPlural = "fraction-plural"
  case ordinal
  /// أولى, folded like أولي ("preliminary").
  case ordinalFirst = "ordinal-first"
  /// حادي: only before عشر or والعشرون.
  case ordinalOne = "ordinal-one"
  /// فاصلة
  case point
}

/// The number words of the lexicon, found by their folded form.
struct NumberWords: Sendable {
  struct Meaning: Sendable {
    var kind: NumberWordClass
    /// The value; of a fraction the numerator, of a plural of a fraction the denominator.
    var value: Int
    var denominator = 1
  }

  static let shared = NumberWords(Lexicons.numberWords)

  private let meanings: [Meaning]
  private let table: WordTable

  init(_ list: WordList) {
    let kindColumn = list.column("class")
    let valueColumn = list.column("value")
    var meanings: [Meaning] = []
    var words: [(String, Int32)] = []
    for row in 0..<list.count {
      let kind = NumberWordClass(rawValue: list.value(row, kindColumn)) ?? .none
      let parts = list.value(row, valueColumn).split(separator: "/").map { Int($0) ?? 0 }
      meanings.append(Meaning(kind: kind, value: parts.first ?? 0, denominator: parts.count > 1 ? parts[1] : 1))
      for key in list.keys(row) { words.append((key, Int32(row))) }
    }
    self.meanings = meanings
    table = WordTable(words)
  }

  func meaning(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Meaning? {
    let row = table.find(bytes, range)
    return row < 0 ? nil : meanings[Int(row)]
  }
}

/// A word of the text read as a number word, with what is attached to it.
struct NumberReading {
  var kind = NumberWordClass.none
  var value = 0
  var denominator = 1
  /// و or ف stands before it, attached or as a word of its own.
  var hasConjunction = false
  /// ب ل ك
  var hasPreposition = false
  var hasArticle = false
  /// Bytes of conjunction and preposition, which a range leaves out.
  var cut = 0

  static let nothing = NumberReading()
  /// وأحد
  static let andOne = {
    var reading = NumberReading()
    reading.kind = .one
    reading.value = 1
    reading.hasConjunction = true
    reading.cut = 2
    return reading
  }()

  /// Reads the word at `range`: as it stands, then without article, conjunction, preposition.
  ///
  /// Particles are cut off only where a number word is left: واحد and وسط stay whole.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, in words: NumberWords) {
    if let meaning = words.meaning(bytes, range) {
      set(meaning)
      return
    }
    var start = range.lowerBound
    let end = range.upperBound
    if readWithArticle(bytes, start, end, words) { return }
    if end - start >= 6, isLetter(bytes, start, 0x88) || isLetter(bytes, start, 0x81) {
      start += 2
      hasConjunction = true
      cut = 2
      if let meaning = words.meaning(bytes, start..<end) {
        set(meaning)
        return
      }
      if readWithArticle(bytes, start, end, words) { return }
    }
    guard end - start >= 6, isPreposition(bytes, start) else { return }
    hasPreposition = true
    cut += 2
    if let meaning = words.meaning(bytes, (start + 2)..<end) {
      set(meaning)
      return
    }
    if readWithArticle(bytes, start + 2, end, words) { return }
    // للثلاثة is ل + الثلاثة.
    if isLetter(bytes, start, 0x84), isLetter(bytes, start + 2, 0x84), end - start >= 8,
      let meaning = words.meaning(bytes, (start + 4)..<end)
    {
      hasArticle = true
      set(meaning)
    }
  }

  /// The same for a word of an array.
  init(_ bytes: [UInt8], _ range: Range<Int>, in words: NumberWords) {
    self = bytes.withUnsafeBufferPointer { NumberReading($0, range, in: words) }
  }

  private init() {}

  private mutating func set(_ meaning: NumberWords.Meaning) {
    kind = meaning.kind
    value = meaning.value
    denominator = meaning.denominator
  }

  private mutating func readWithArticle(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ words: NumberWords
  ) -> Bool {
    guard end - start >= 8, bytes[start] == 0xD8, bytes[start + 1] == 0xA7, isLetter(bytes, start + 2, 0x84),
      let meaning = words.meaning(bytes, (start + 4)..<end)
    else { return false }
    hasArticle = true
    set(meaning)
    return true
  }

  @inline(__always)
  private func isLetter(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ second: UInt8) -> Bool {
    bytes[index] == 0xD9 && bytes[index + 1] == second
  }

  private func isPreposition(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    switch (bytes[index], bytes[index + 1]) {
    case (0xD8, 0xA8), (0xD9, 0x84), (0xD9, 0x83): true
    default: false
    }
  }
}
