/// How a word looks, whatever word it is: the script, the marks on it, the pattern in which Arabic forms it.
public struct WordShape: Hashable, Sendable {
  public enum Script: String, Sendable {
    case arabic
    case latin
    case digits
    /// Letters of more than one script, or letters and digits.
    case mixed
    /// None of these: marks, pictures, other scripts.
    case other
  }

  public let script: Script
  /// Letters and digits.
  public let length: Int
  public let hasVowelSigns: Bool
  public let hasTatweel: Bool
  public let hasArticle: Bool
  /// The letters with those of the root made ط, the article left out: "المدروس" gives مططوس. Letters that patterns use
  /// (ء ا ت ة س ل م ن و ي ه) stay even where they are the root's. Empty for words that are not Arabic.
  public let pattern: String

  public init(_ word: String) {
    var letters: [UInt8] = []
    var counts = (arabic: 0, latin: 0, digits: 0)
    var (hasVowelSigns, hasTatweel) = (false, false)
    for scalar in word.unicodeScalars {
      switch scalar.value {
      case 0x0640: hasTatweel = true
      case 0x064B...0x0652, 0x0670: hasVowelSigns = true
      case 0x30...0x39, 0x0660...0x0669, 0x06F0...0x06F9: counts.digits += 1
      case 0x41...0x5A, 0x61...0x7A, 0xC0...0x024F: counts.latin += 1
      default:
        guard let letter = ArabicLetter(arabic: scalar.value) else { continue }
        letters.append(letter)
        counts.arabic += 1
      }
    }
    length = counts.arabic + counts.latin + counts.digits
    script =
      switch (counts.arabic > 0, counts.latin > 0, counts.digits > 0) {
      case (true, false, false): .arabic
      case (false, true, false): .latin
      case (false, false, true): .digits
      case (false, false, false): .other
      default: .mixed
      }
    self.hasVowelSigns = hasVowelSigns
    self.hasTatweel = hasTatweel
    let isArabic = script == .arabic
    hasArticle = isArabic && letters.count > 3 && letters[0] == ArabicLetter.alef && letters[1] == ArabicLetter.lam
    pattern = isArabic ? WordPattern.text(letters.dropFirst(hasArticle ? 2 : 0)) : ""
  }
}
