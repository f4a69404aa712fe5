/// What the rules propose for a document, and which of the proposals that overlap they choose.
struct EntityProposals {
  /// The chosen ones, in text order.
  let selected: [EntityCandidate]
  /// Titles beside which no name stands.
  let offices: [TitlePhrase]

  /// - Parameter unnamed: whether those who speak without a name are wanted.
  init(_ text: EntityText, unnamed: Bool) {
    let people = PersonRule(text).candidates()
    var candidates: [EntityCandidate] = []
    candidates.reserveCapacity(text.words.count / 4)
    candidates += people.persons
    candidates += ListRule(text: text).candidates()
    candidates += HeadRule(text).candidates()
    candidates += QuotationRule(text: text).candidates(after: candidates)
    candidates += GroupRule(text: text).candidates()
    candidates += HashtagRule(text: text).candidates()
    if unnamed { candidates += UnnamedRule(text).candidates(offices: people.offices) }
    selected = EntitySelection.select(candidates, wordCount: text.words.count)
    offices = people.offices
  }
}
