import KhabarAnnotations
import KhabarText

/// What stands beside the name of a body: the place of a court, the office of a president, the nationality of a coach.
extension HeadRule {
  /// "محكمة الاستئناف بالناظور", "الدائرة الجنائية بالمحكمة الابتدائية بتونس": the end with the place of a court, or with
  /// the court of a chamber, that follows with ب.
  func seat(from end: Int, isCourt: Bool) -> Int {
    guard text.continues(at: end), text.words[end].strip == 2 else { return end }
    let first = text.words[end].folded.lowerBound
    guard text.bytes[first] == 0xD8, text.bytes[first + 1] == 0xA8 else { return end }
    if let court = text.phrases(at: end).first(where: { isCourtName($0) }) {
      return seat(from: court.words.upperBound, isCourt: true)
    }
    guard isCourt, text.words[end].classes.has(.listedName), let place = lists.headed(at: end, .location) else {
      return end
    }
    return place.words.upperBound
  }

  /// Right after "رئيس".
  func isPresided(_ index: Int) -> Bool {
    text.continues(at: index) && !text.words[index].classes.has(.hasParticle)
      && Self.presidents.contains { text.key(index - 1).elementsEqual($0) }
  }

  /// "مدرب الاتحاد الفرنسي لوران ميشو": the coach is French.
  func isNationalityOfNext(_ end: Int, _ head: LexiconPhrase) -> Bool {
    let first = head.words.lowerBound
    guard isSport(first), text.continues(at: first), text.words[first - 1].classes.has([.title, .matchWord]),
      text.continues(at: end)
    else { return false }
    let next = text.words[end].classes
    return next.has([.anyName, .unknown]) && !next.has([.definite, .hasParticle, .function, .verb])
  }

  func isCourtName(_ phrase: LexiconPhrase) -> Bool {
    let row = text.lexicon[phrase.entry]
    return row.list == .bodyHead && row.mode == .set && row.kind == "court"
  }
}
