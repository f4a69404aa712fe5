import Testing

@testable import KhabarSchema

@Suite struct JSONReaderTests {
  @Test(arguments: [
    ("null", "null"), (" true ", "true"), ("[]", "[]"), ("{}", "{}"), ("[ 1 , [ ] , { } ]", "[1,[],{}]"),
    ("{\"a\":{\"b\":[1,2]},\"c\":null}", "{\"a\":{\"b\":[1,2]},\"c\":null}"),
    ("\u{FEFF}[1]", "[1]"), ("-0", "-0"), ("1.50", "1.50"), ("1E+2", "1E+2"),
    ("12345678901234567890123", "12345678901234567890123"),
    ("\"\\u0623\\n\\/\\\"\"", "\"أ\\n/\\\"\""), ("\"\\ud83d\\ude00\"", "\"😀\""),
    ("\"قال المتحدث إن\"", "\"قال المتحدث إن\""),
    ("\"\"", "\"\""), ("\"\\u0000\"", "\"\\u0000\""),
  ])
  func readsWhatTheGrammarAllows(text: String, written: String) throws {
    var writer = JSONWriter()

    writer.value(try JSONReader().read(text).value)

    #expect(writer.string == written)
  }

  @Test(arguments: [
    ("", 1, 1, "found the end of the text; expected a value"),
    ("[1,]", 1, 4, "found \"]\"; expected a value after the comma"),
    ("[,1]", 1, 2, "found \",\"; expected a value or \"]\""),
    ("{\"a\":1,}", 1, 8, "found \"}\"; expected a key in double quotes after the comma"),
    ("{a:1}", 1, 2, "found \"a\"; expected a key in double quotes or \"}\""),
    ("{\"a\" 1}", 1, 6, "found \"1\"; expected \":\" after the key"),
    ("{\"a\":\n  tru}", 2, 3, "found \"tru\"; expected a value"),
    ("[truely]", 1, 2, "found \"truely\"; expected a value or \"]\""),
    ("NaN", 1, 1, "found \"NaN\"; expected a value"),
    ("['a']", 1, 2, "found \"'\"; expected a value or \"]\""),
    ("// no", 1, 1, "found \"/\"; expected a value"),
    ("1 2", 1, 3, "found \"2\"; expected the end of the text after the value"),
    ("01", 1, 2, "found \"1\"; expected \".\", an exponent or the end of the number, as a number has no leading zeros"),
    ("-", 1, 2, "found the end of the text; expected a digit"),
    ("1.", 1, 3, "found the end of the text; expected a digit after the point"),
    ("+1", 1, 1, "found \"+\"; expected a value"),
    ("1e", 1, 3, "found the end of the text; expected a digit in the exponent"),
    ("[1", 1, 3, "found the end of the text; expected \",\" or \"]\" in the array that opens at line 1, column 1"),
    (
      "{\n\"a\": 1 \"b\"", 2, 8,
      "found a quotation mark; expected \",\" or \"}\" in the object that opens at line 1, column 1"
    ),
    (
      "\"قال", 1, 5,
      "found the end of the text; expected the closing quotation mark of the string that opens at line 1, column 1"
    ),
    ("\"a\u{1}\"", 1, 3, "found the control character U+0001 in a string; expected an escape such as \\n"),
    ("\"\\ud800x\"", 1, 2, "found the lone surrogate \\ud800; expected a pair of surrogates or another character"),
    ("\"\\udc00\"", 1, 2, "found the lone surrogate \\udc00; expected a pair of surrogates or another character"),
    ("[\"خبر\", x]", 1, 9, "found \"x\"; expected a value after the comma"),
    ("\u{FEFF}x", 1, 1, "found \"x\"; expected a value"),
  ])
  func saysWhatWasFoundAndWhatWasExpected(text: String, line: Int, column: Int, sentence: String) throws {
    let error = try #require(throws: JSONError.self) { try JSONReader().read(text) }

    #expect(error.sentence == sentence)
    #expect(error.line == line)
    #expect(error.column == column)
    #expect(error.description == "line \(line), column \(column): \(sentence)")
  }

  @Test(arguments: ["\"\\x41\"", "\"\\u12g4\"", "\"\\u12\"", "\"\\", "\"\\u"])
  func refusesAnUnknownEscape(text: String) {
    #expect(throws: JSONError.self) { try JSONReader().read(text) }
  }

  @Test(
    arguments: [
      ([0x22, 0xFF, 0x22], 1), ([0x22, 0x61, 0xC0, 0x80, 0x22], 2), ([0x22, 0xED, 0xA0, 0x80, 0x22], 1),
      ([0x22, 0xD8, 0xA3, 0xD8, 0x22], 3), ([0x22, 0x5C, 0x6E, 0xF5, 0x22], 3),
    ] as [([UInt8], Int)])
  func refusesBytesThatAreNoUTF8(bytes: [UInt8], offset: Int) throws {
    let error = try #require(throws: JSONError.self) { try JSONReader().read(bytes) }

    #expect(error.reason == .invalidUTF8)
    #expect(error.offset == offset)
  }

  @Test func replacesLoneSurrogatesOnRequest() throws {
    var reader = JSONReader()
    reader.replacesLoneSurrogates = true

    #expect(try reader.read("\"a\\ud83d!\\ude00\"").value.string == "a\u{FFFD}!\u{FFFD}")
    #expect(try reader.read("\"\\ud83d\\ude00\"").value.string == "😀")
  }

  @Test func knowsWhereValuesAndKeysStand() throws {
    let text = " {\"خبر\": [1, \"ب\"], \"n\": {}}"
    let bytes = Array(text.utf8)

    let value = try JSONReader().read(bytes).value

    let object = try #require(value.object)
    #expect(value.offset == 1)
    #expect(object.members.map(\.keyOffset) == [2, 23])
    #expect(bytes[object.members[1].keyOffset] == UInt8(ascii: "\""))
    #expect(value["خبر"]?.array?.map(\.offset) == [13, 16])
    #expect(value["n"].map { bytes[$0.offset] } == UInt8(ascii: "{"))
  }

  @Test func addsTheOriginToEveryPlace() throws {
    let file = Array("{}\n[1, x]\n".utf8)
    let line = file[3..<9]
    let origin = SourcePosition(offset: 3, line: 2, column: 1)

    let error = try #require(throws: JSONError.self) { try JSONReader().read(line, origin: origin) }

    #expect(error.position == SourcePosition(offset: 7, line: 2, column: 5))
    #expect(try JSONReader().read(file[3..<5] + [0x5D], origin: origin).value.array?.first?.offset == 4)
  }

  @Test func keepsTheLastOfTwoEqualKeysAndSaysSo() throws {
    let document = try JSONReader().read("{\"a\": [{\"k/\": 1, \"k/\": 2}], \"b\": 3}")

    #expect(document.value["a"]?.array?.first?["k/"]?.int == 2)
    let duplicate = try #require(document.duplicateKeys.first)
    #expect(document.duplicateKeys.count == 1)
    #expect(duplicate.pointer.description == "/a/0/k~1")
    #expect(duplicate.firstOffset == 8)
    #expect(duplicate.offset == 17)
  }

  @Test func keepsKeysApartThatOnlyUnicodeHoldsEqual() throws {
    let document = try JSONReader().read("{\"\u{0623}\": 1, \"\u{0627}\u{0654}\": 2}")

    #expect(document.duplicateKeys.isEmpty)
    #expect(document.value["\u{0623}"]?.int == 1)
    #expect(document.value["\u{0627}\u{0654}"]?.int == 2)
  }

  @Test(arguments: ["[", "{\"a\":"])
  func boundsTheDepth(opening: String) throws {
    let hostile = String(repeating: opening, count: 100_000)

    let error = try #require(throws: JSONError.self) { try JSONReader().read(hostile) }

    #expect(error.reason == .tooDeep(limit: 512))
    #expect(error.offset == 512 * opening.utf8.count)
  }

  @Test func readsDownToTheDepthLimit() throws {
    let text = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)

    let value = try JSONReader().read(text).value

    #expect(value.walk().reduce(0) { count, _ in count + 1 } == 512)
  }
}
