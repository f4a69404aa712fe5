import KhabarAnnotations
import KhabarCore
import Testing

/// Texts made to be slow. They are long enough that a quadratic step would not end in the time of a test run.
@Suite struct HostileTextTests {
  @Test(arguments: [
    // No word of the lists behind many that are looked at: duals of people, one list of triggers without the other.
    ("قتل مهربان ", 20_000), ("فاز الفريق بهدفين في الملعب ", 2_500), ("هاجم مسلحون المدينة ", 2_500),
    ("زيارة الوزير ", 2_500), ("مقتل 5 جنود، ", 2_500),
  ])
  func endsOnRepetition(unit: String, count: Int) throws {
    let document = try NewsDocument.reading(String(repeating: unit, count: count))

    #expect(document.has(Events.self))
    #expect(document[Events.self].allSatisfy { !$0.triggers.isEmpty })
  }
}
