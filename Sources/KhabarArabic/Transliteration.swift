import KhabarLexicon

/// Writes Arabic in Latin letters, and back.
///
/// The schemes other than `names` give one sign for each letter and vowel sign, so that what they write can be read back:
///
/// ```swift
/// Transliteration(.buckwalter).latin("قَالَ")   // "qaAla"
/// Transliteration(.buckwalter).arabic("qaAla")  // "قَالَ"
/// Transliteration(.names).latin("محمد بن سلمان")  // "Muhammad bin Salman"
/// ```
///
/// Marks, digits and letters of other scripts stay as they are; a text that holds Latin letters is therefore not always
/// read back as it was.
public struct Transliteration: Sendable {
  public enum Scheme: String, CaseIterable, Sendable {
    /// One ASCII sign for each letter; the computational standard.
    case buckwalter
    /// Buckwalter's with letters only, fit for names of files and in XML.
    case safeBuckwalter = "safe_buckwalter"
    /// Habash, Soudi and Buckwalter: one letter for each letter, easier on the eye.
    case hsb
    /// ISO 233:1984, strict. Source and doubts: the head of `transliteration.tsv`.
    case iso
    /// For readers: names as the Library of Congress romanizes them, without signs above and below letters. Cannot be read
    /// back; vowels that are not written come from a list of names and, for other names, from a rule that guesses.
    case names
  }

  public let scheme: Scheme
  /// Signs by scalar; for reading back by first scalar, the longest first.
  private let signs: [UInt32: String]
  private let letters: [UInt32: [(sign: [UInt32], scalar: Unicode.Scalar)]]

  public init(_ scheme: Scheme) {
    self.scheme = scheme
    var signs: [UInt32: String] = [:]
    var letters: [UInt32: [(sign: [UInt32], scalar: Unicode.Scalar)]] = [:]
    let list = Lexicons.transliteration
    if scheme != .names {
      let column = list.column(scheme.rawValue)
      for row in 0..<list.count {
        guard let key = list.keys(row).first, let value = UInt32(key, radix: 16), let scalar = Unicode.Scalar(value)
        else { continue }
        let sign = list.value(row, column)
        signs[value] = sign
        let scalars = sign.unicodeScalars.map(\.value)
        guard let first = scalars.first else { continue }
        letters[first, default: []].append((scalars, scalar))
      }
      for first in letters.keys { letters[first]?.sort { $0.sign.count > $1.sign.count } }
    }
    self.signs = signs
    self.letters = letters
  }

  /// `text` in Latin letters. O(n).
  public func latin(_ text: String) -> String {
    guard scheme != .names else { return NameRomanizer.standard.latin(text) }
    var latin = String.UnicodeScalarView()
    var previous: [UInt32] = []
    for scalar in text.unicodeScalars {
      guard let sign = signs[scalar.value] else {
        latin.append(scalar)
        previous = []
        continue
      }
      let scalars = sign.unicodeScalars.map(\.value)
      if isMisread(previous, scalars) { latin.append(Self.divider) }
      latin.append(contentsOf: sign.unicodeScalars)
      previous = scalars
    }
    return String(latin)
  }

  /// Stands between two signs of `iso` that would be read as another one: ˈ and ʾ of "ءا" are together that of أ.
  private static let divider: Unicode.Scalar = "·"

  private func isMisread(_ first: [UInt32], _ second: [UInt32]) -> Bool {
    guard scheme == .iso, let start = first.first, let known = letters[start] else { return false }
    let both = first + second
    return known.contains { $0.sign.count > first.count && both.starts(with: $0.sign) }
  }

  /// What `latin` was written from; nil for `names`, which cannot be read back. O(n).
  public func arabic(_ latin: String) -> String? {
    guard scheme != .names else { return nil }
    let scalars = latin.unicodeScalars.map { Self.plain($0.value, scheme) }
    var text = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let match = letters[scalars[index]]?.first { scalars[index...].starts(with: $0.sign) }
      if let match {
        text.append(match.scalar)
        index += match.sign.count
      } else {
        if let scalar = Unicode.Scalar(scalars[index]), scheme != .iso || scalar != Self.divider { text.append(scalar) }
        index += 1
      }
    }
    return String(text)
  }

  /// Ǎ, as HSB has it in print, is the Ă of programs.
  private static func plain(_ scalar: UInt32, _ scheme: Scheme) -> UInt32 {
    scheme == .hsb && scalar == 0x01CD ? 0x0102 : scalar
  }
}
