import KhabarAnnotations
import KhabarText

/// What further matters the names of ministries, committees and directorates take in.
extension HeadRule {
  /// "لجنة الأمن والدفاع", "مديرية الصحة والسكان": two matters are those of one office.
  func isFurtherMatter(_ index: Int) -> Bool {
    let classes = text.words[index].classes
    return classes.has(.hasConjunction) && classes.has(.definite)
      && classes.has([.common, .unknown, .bodyHead, .people, .sourceNoun])
      && !classes.has([.function, .title, .soundPlural, .listedName, .demonym])
  }

  /// "وزارة الصحة وتنظيم الأسرة", "وزارة الزراعة واستصلاح الأراضي": a verbal noun by its form, and what it governs; not
  /// "وزارة الصحة وطواقم الإسعاف".
  func isFurtherTask(_ index: Int) -> Bool {
    let classes = text.words[index].classes
    guard classes.has(.hasConjunction), !classes.has([.definite, .function, .title, .listedName, .people]),
      isVerbalNoun(index), text.continues(at: index + 1)
    else { return false }
    let next = text.words[index + 1].classes
    return next.has(.definite) && !next.has([.hasParticle, .function, .verb, .title, .listedName])
  }

  /// ت…ي. and است…ا.: تطوير, ترقية, استصلاح.
  private func isVerbalNoun(_ index: Int) -> Bool {
    let (start, end) = (text.words[index].start, text.words[index].end)
    guard end - start >= 10 else { return false }
    let beforeLast = (text.bytes[end - 4], text.bytes[end - 3])
    if (text.bytes[start], text.bytes[start + 1]) == (0xD8, 0xAA) { return beforeLast == (0xD9, 0x8A) }
    return text.bytes[start..<start + 6].elementsEqual([0xD8, 0xA7, 0xD8, 0xB3, 0xD8, 0xAA])
      && beforeLast == (0xD8, 0xA7)
  }

  /// "لجنة النزاهة النيابية": the committees of a parliament.
  func isParliamentary(_ index: Int) -> Bool {
    GrammarWord.parliamentary.contains { text.key(index).elementsEqual($0) }
  }
}
