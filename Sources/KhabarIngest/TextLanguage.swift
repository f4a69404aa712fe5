/// The language of a text, as far as its letters tell it.
enum TextLanguage {
  /// BCP 47. Arabic and Persian are told by their letters whatever the page claims; for other scripts the claim stands.
  ///
  /// - Parameter claim: `lang` of the page, `ar_EG`, `fa-IR`.
  static func language(of text: [UInt8], claim: String?) -> (language: String, isClaim: Bool)? {
    let claimed = claim.flatMap { claim -> String? in
      let code = claim.prefix { $0 != "-" && $0 != "_" }.lowercased()
      return (2...3).contains(code.count) && code.allSatisfy(\.isASCII) ? code : nil
    }
    var arabic = 0
    var persian = 0
    var other = 0
    var index = 0
    while index + 1 < text.count {
      let byte = text[index]
      switch byte {
      case 0x41...0x5A, 0x61...0x7A: other += 1
      case 0xC3...0xD7, 0xE0...0xEA: other += 1
      case 0xD8...0xDB:
        arabic += 1
        // پ چ ژ ک گ ی
        let scalar = UInt32(byte & 0x1F) << 6 | UInt32(text[index + 1] & 0x3F)
        if [0x67E, 0x686, 0x698, 0x6A9, 0x6AF, 0x6CC].contains(scalar) { persian += 1 }
        index += 1
      default: break
      }
      index += 1
    }
    guard arabic + other > 0 else { return claimed.map { ($0, true) } }
    guard arabic * 2 > other else {
      return claimed.flatMap { ["ar", "fa"].contains($0) ? nil : ($0, true) }
    }
    // In Persian a sixth of the letters are ک گ ی پ چ ژ; an Arabic text has them in foreign names only.
    if persian * 20 > arabic {
      if let claimed, claimed != "ar", claimed != "en" { return (claimed, true) }
      return ("fa", false)
    }
    return ("ar", false)
  }
}
