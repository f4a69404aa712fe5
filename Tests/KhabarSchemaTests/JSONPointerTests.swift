import Testing

@testable import KhabarSchema

@Suite struct JSONPointerTests {
  private static let example = """
    {"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\\\j": 5, "k\\"l": 6, " ": 7, "m~n": 8}
    """

  @Test(arguments: [
    ("/foo/0", "\"bar\""), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"), ("/e^f", "3"), ("/g|h", "4"), ("/i\\j", "5"),
    ("/k\"l", "6"), ("/ ", "7"), ("/m~0n", "8"), ("/foo", "[\"bar\",\"baz\"]"),
  ])
  func resolvesTheExamplesOfTheStandard(pointer: String, expected: String) throws {
    let value = try JSONValue(parsing: Self.example)
    var writer = JSONWriter()

    let pointer = try #require(JSONPointer(parsing: pointer))
    writer.value(try #require(value[pointer]))

    #expect(writer.string == expected)
  }

  @Test(arguments: ["/foo/2", "/foo/00", "/foo/-", "/foo/+1", "/foo/", "/bar", "/foo/0/x"])
  func findsNothingWhereNothingStands(pointer: String) throws {
    let value = try JSONValue(parsing: Self.example)

    let pointer = try #require(JSONPointer(parsing: pointer))
    #expect(value[pointer] == nil)
  }

  @Test(arguments: ["foo", "/~", "/~2", "/a~"])
  func refusesWhatIsNoPointer(text: String) {
    #expect(JSONPointer(parsing: text) == nil)
  }

  @Test(arguments: ["", "/", "/a~1b/m~0n/~01", "/stages/0/options"])
  func printsWhatItRead(text: String) throws {
    #expect(try #require(JSONPointer(parsing: text)).description == text)
  }

  @Test func walksParentsBeforeChildren() throws {
    let value = try JSONValue(parsing: "{\"a\": [1, {\"b/c\": 2}], \"d\": null}")

    let pointers = value.walk().map(\.pointer.description)

    #expect(pointers == ["", "/a", "/a/0", "/a/1", "/a/1/b~1c", "/d"])
    for (pointer, part) in value.walk() { #expect(value[pointer] == part) }
  }
}
