import KhabarLexicon

/// Names in Latin letters for readers.
///
/// A name that the list has is written as it stands there. Others are spelt by letter: the vowel signs that are written are
/// used; where none are, و and ي are vowels between consonants ("كلينتون" Klintun), and two consonants that no syllable can
/// hold together get an a between them ("جنبلاط" Janbalat). Source of the consonants: ALA-LC Romanization Tables, Arabic, 2012.
struct NameRomanizer: Sendable {
  static let standard = NameRomanizer()

  private let names: [String: String]

  private init() {
    let list = Lexicons.romanizedNames
    var names: [String: String] = [:]
    for row in 0..<list.count {
      for key in list.keys(row) where names[key] == nil { names[key] = list.value(row, 0) }
    }
    self.names = names
  }

  func latin(_ text: String) -> String {
    var words: [String] = []
    for word in text.split(whereSeparator: { $0.isWhitespace }) { words.append(self.word(String(word))) }
    guard let first = words.first else { return "" }
    // "al-Jazira" opens with a small letter only inside a name.
    return ([first.prefix(1).uppercased() + first.dropFirst()] + words.dropFirst()).joined(separator: " ")
  }

  private func word(_ word: String) -> String {
    let key = KeyFolding.fold(word)
    if let known = names[key] { return known }
    let scalars = word.unicodeScalars.map(\.value)
    let bare = scalars.filter { !(0x064B...0x0652).contains($0) && $0 != 0x0640 }
    // The article: not of أليس, which has a hamza, nor of الو, too short.
    if bare.count > 4, bare[0] == 0x0627, bare[1] == 0x0644 {
      let rest = String(
        String.UnicodeScalarView(scalars.drop { $0 != 0x0644 }.dropFirst().compactMap(Unicode.Scalar.init)))
      let restKey = KeyFolding.fold(rest)
      return "al-" + (names[restKey] ?? Self.capitalized(Self.spell(rest)))
    }
    return Self.capitalized(Self.spell(word))
  }

  private static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// A sound: a consonant, a vowel that is written, or letters of another script.
  private enum Sound {
    case consonant(String)
    case vowel(String)
    case other(String)
  }

  private static func spell(_ word: String) -> String {
    let scalars = word.unicodeScalars.map(\.value).filter { $0 != 0x0640 && !(0x200B...0x200F).contains($0) }
    let isVowelled = scalars.contains { (0x064B...0x0650).contains($0) }
    var sounds: [Sound] = []
    for (index, scalar) in scalars.enumerated() {
      add(scalar, at: index, scalars, &sounds)
    }
    return joined(sounds, fillsVowels: !isVowelled)
  }

  private static func add(_ scalar: UInt32, at index: Int, _ scalars: [UInt32], _ sounds: inout [Sound]) {
    let isLast = index == scalars.count - 1
    switch scalar {
    case 0x064E, 0x064B: addVowel("a", &sounds)
    case 0x064F, 0x064C: addVowel("u", &sounds)
    case 0x0650, 0x064D: addVowel("i", &sounds)
    case 0x0651: if case .consonant(let sound)? = sounds.last { sounds.append(.consonant(sound)) }
    case 0x0652: break
    case 0x0627, 0x0671:
      if sounds.isEmpty, index + 1 < scalars.count, (0x064E...0x0650).contains(scalars[index + 1]) { break }
      addVowel("a", &sounds)
    case 0x0622, 0x0623: sounds.append(.vowel(scalars[safe: index + 1] == 0x064F ? "" : "a"))
    case 0x0625: sounds.append(.vowel(scalars[safe: index + 1] == 0x064A ? "" : "i"))
    case 0x0649, 0x0670: addVowel("a", &sounds)
    case 0x0629: addVowel("a", &sounds)
    case 0x0621, 0x0624, 0x0626, 0x0639: break
    case 0x0648: addGlide("w", "u", isLast, scalars[safe: index + 1], &sounds)
    case 0x064A, 0x06CC: addGlide("y", "i", isLast, scalars[safe: index + 1], &sounds)
    default:
      if let consonant = consonants[scalar] {
        sounds.append(.consonant(consonant))
      } else if let scalar = Unicode.Scalar(scalar) {
        sounds.append(.other(String(Character(scalar))))
      }
    }
  }

  private static func addVowel(_ vowel: String, _ sounds: inout [Sound]) {
    if case .vowel(let last)? = sounds.last, last == vowel { return }
    sounds.append(.vowel(vowel))
  }

  /// و and ي: consonants at the start, before ا and other vowels, and after a vowel; else vowels.
  private static func addGlide(
    _ consonant: String, _ vowel: String, _ isLast: Bool, _ next: UInt32?, _ sounds: inout [Sound]
  ) {
    let isBeforeVowel = next.map { [0x0627, 0x0649, 0x0629, 0x064E, 0x064F, 0x0650, 0x0651].contains($0) } ?? false
    switch sounds.last {
    case .vowel(let last)? where last == vowel && !isBeforeVowel: break
    case .vowel?, nil: sounds.append(.consonant(consonant))
    case .consonant? where isBeforeVowel:
      // "زياد": between a consonant and ا a vowel of its own kind stands before it.
      sounds.append(.vowel(consonant == "y" ? "i" : "a"))
      sounds.append(.consonant(consonant))
    default: sounds.append(.vowel(vowel))
    }
  }

  /// Puts an a where consonants stand that no syllable holds: two at the start, three inside, two at the end.
  private static func joined(_ sounds: [Sound], fillsVowels: Bool) -> String {
    var text = ""
    var run = 0
    for (index, sound) in sounds.enumerated() {
      switch sound {
      case .vowel(let vowel):
        text += vowel
        run = 0
      case .other(let other):
        text += other
        run = 0
      case .consonant(let consonant):
        let isOpening = index == run
        var endsWord = index == sounds.count - 1
        if index + 1 < sounds.count, case .other = sounds[index + 1] { endsWord = true }
        if fillsVowels, run > 0, isOpening ? run == 1 : run == 2 || endsWord {
          text += "a"
          run = 0
        }
        text += consonant
        run += 1
      }
    }
    return text
  }

  private static let consonants: [UInt32: String] = [
    0x0628: "b", 0x062A: "t", 0x062B: "th", 0x062C: "j", 0x062D: "h", 0x062E: "kh", 0x062F: "d", 0x0630: "dh",
    0x0631: "r", 0x0632: "z", 0x0633: "s", 0x0634: "sh", 0x0635: "s", 0x0636: "d", 0x0637: "t", 0x0638: "z",
    0x063A: "gh", 0x0641: "f", 0x0642: "q", 0x0643: "k", 0x0644: "l", 0x0645: "m", 0x0646: "n", 0x0647: "h",
    0x067E: "p", 0x0686: "ch", 0x0698: "zh", 0x06A4: "v", 0x06A9: "k", 0x06AF: "g",
  ]
}

extension Array {
  /// The element at a place that may be past the end.
  fileprivate subscript(safe index: Int) -> Element? { index < count ? self[index] : nil }
}
