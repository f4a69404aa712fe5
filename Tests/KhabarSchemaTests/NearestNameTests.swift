import Testing

@testable import KhabarSchema

@Suite struct NearestNameTests {
  private static let known = ["earliest_year", "anchor", "maximum_digits", "id"]

  @Test(arguments: [
    ("earlyest_year", "earliest_year"), ("anchro", "anchor"), ("Anchor", "anchor"),
    ("maximum-digits", "maximum_digits"),
    ("ids", "id"), ("anchor", "anchor"),
  ])
  func findsWhatWasMeant(name: String, expected: String) {
    #expect(nearestName(to: name, among: Self.known) == expected)
  }

  @Test(arguments: ["year", "anker", "xy", "", "something_else"])
  func offersNothingFarAway(name: String) {
    #expect(nearestName(to: name, among: Self.known) == nil)
  }

  @Test func offersNoOtherLetterForALetter() {
    #expect(nearestName(to: "z", among: ["x", "y"]) == nil)
  }
}
