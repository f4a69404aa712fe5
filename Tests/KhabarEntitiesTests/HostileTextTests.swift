import KhabarAnnotations
import KhabarCore
import Testing

/// Texts made to be slow. They are long enough that a quadratic step would not end in the time of a test run.
@Suite struct HostileTextTests {
  @Test(arguments: [
    "محمد ", "الرئيس ", "وزير الخارجية ", "رئيس الوزراء محمد العلي، ", "الشرطة العراقية ", "مدينة ", "«رويترز» ",
    "مسؤول ",
    "بن ", "وزارة ", "(حماس) ", "عبد ", "الجيش الإسرائيلي ومسؤول إسرائيلي ",
  ])
  func endsOnRepetition(unit: String) throws {
    let (document, entities) = try entities(in: String(repeating: unit, count: 4_000))

    #expect(document.has(Entities.self))
    #expect(entities.allSatisfy { !$0.mentions.isEmpty })
  }
}
