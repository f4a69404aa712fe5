/// Spells whole numbers in words as careful news Arabic does, so that tests can read them back.
///
/// Written apart from the reader: it knows the words, the agreement with a counted noun and the cases, and shares no
/// table with it.
struct ArabicSpeller {
  /// The gender of what is counted; 3 to 10 take the other one.
  var isFeminine = false
  /// The genitive and accusative instead of the nominative: ثلاثين for ثلاثون.
  var isOblique = false
  /// مئة rather than مائة.
  var hasShortHundred = true
  /// ثلاث مئة in two words.
  var splitsHundreds = false
  /// The و of conjunction as a word of its own.
  var partsWaw = false

  func spell(_ number: Int) -> String {
    if number == 0 { return "صفر" }
    var parts: [String] = []
    var rest = number
    for (scale, names) in Self.scales {
      let count = rest / scale
      rest %= scale
      if count == 0 { continue }
      let noun = isOblique ? names.obliqueDual : names.dual
      switch count {
      case 1: parts.append(names.singular)
      case 2: parts.append(noun)
      case 3...10: parts.append(ArabicSpeller.masculine(self).spellBelowThousand(count) + " " + names.plural)
      default:
        // What stands last decides: 103 آلاف, 111 ألفاً, 100 ألف.
        let tail = count % 100
        let form = tail == 0 || tail <= 2 ? names.singular : tail <= 10 ? names.plural : names.accusative
        parts.append(ArabicSpeller.masculine(self).spellBelowThousand(count) + " " + form)
      }
    }
    if rest > 0 { parts.append(spellBelowThousand(rest)) }
    return parts.joined(separator: partsWaw ? " و " : " و")
  }

  private static func masculine(_ speller: ArabicSpeller) -> ArabicSpeller {
    var copy = speller
    copy.isFeminine = false
    return copy
  }

  private func spellBelowThousand(_ number: Int) -> String {
    var parts: [String] = []
    let hundreds = number / 100
    let hundred = hasShortHundred ? "مئة" : "مائة"
    switch hundreds {
    case 0: break
    case 1: parts.append(hundred)
    case 2: parts.append((hasShortHundred ? "مئت" : "مائت") + (isOblique ? "ين" : "ان"))
    default:
      parts.append(
        ["ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع"][hundreds - 3] + (splitsHundreds ? " " : "") + hundred)
    }
    if number % 100 > 0 { parts.append(spellBelowHundred(number % 100)) }
    return parts.joined(separator: partsWaw ? " و " : " و")
  }

  private func spellBelowHundred(_ number: Int) -> String {
    let units = number % 10
    switch number {
    case 1...10: return unit(number)
    case 11: return isFeminine ? "إحدى عشرة" : "أحد عشر"
    case 12:
      let two = isFeminine ? (isOblique ? "اثنتي" : "اثنتا") : (isOblique ? "اثني" : "اثنا")
      return two + (isFeminine ? " عشرة" : " عشر")
    case 13...19: return unit(units) + (isFeminine ? " عشرة" : " عشر")
    default:
      let tens =
        ["عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"][number / 10 - 2] + (isOblique ? "ين" : "ون")
      guard units > 0 else { return tens }
      let first = units == 1 ? (isFeminine ? "إحدى" : "واحد") : unit(units)
      return first + (partsWaw ? " و " : " و") + tens
    }
  }

  private func unit(_ number: Int) -> String {
    switch number {
    case 1: return isFeminine ? "واحدة" : "واحد"
    case 2: return (isFeminine ? "اثنت" : "اثن") + (isOblique ? "ين" : "ان")
    case 8 where isFeminine: return "ثماني"
    case 10: return isFeminine ? "عشر" : "عشرة"
    default:
      let stem = ["ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع"][number - 3]
      return isFeminine ? stem : stem + "ة"
    }
  }

  private struct Names {
    var singular: String
    var dual: String
    var obliqueDual: String
    var plural: String
    var accusative: String
  }

  private static let scales: [(Int, Names)] = [
    (
      1_000_000,
      Names(singular: "مليون", dual: "مليونان", obliqueDual: "مليونين", plural: "ملايين", accusative: "مليوناً")
    ),
    (1000, Names(singular: "ألف", dual: "ألفان", obliqueDual: "ألفين", plural: "آلاف", accusative: "ألفاً")),
  ]
}
