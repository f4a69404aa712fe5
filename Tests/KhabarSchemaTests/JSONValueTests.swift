import Testing

@testable import KhabarSchema

@Suite struct JSONValueTests {
  @Test(arguments: [
    ("1", "1.0"), ("1", "10e-1"), ("100", "1e2"), ("0", "-0.0"), ("0e99", "0"),
    ("{\"a\":1,\"b\":2}", "{\"b\":2.0,\"a\":1}"),
    ("[1,[2]]", "[1.0,[2]]"), ("\"\\u0041\"", "\"A\""),
    ("123456789012345678901234567890", "1.2345678901234567890123456789e29"),
  ])
  func holdsEqualValuesEqual(left: String, right: String) throws {
    let left = try JSONValue(parsing: left)
    let right = try JSONValue(parsing: right)

    #expect(left == right)
    #expect(left.hashValue == right.hashValue)
  }

  @Test(arguments: [
    ("1", "true"), ("0", "false"), ("null", "false"), ("[1,2]", "[2,1]"), ("\"a\"", "\"b\""), ("[]", "{}"),
    ("1", "\"1\""),
    ("{\"a\":1}", "{\"a\":1,\"b\":1}"), ("9007199254740993", "9007199254740992"), ("-1", "1"),
    // "أ" in one scalar and in two.
    ("\"\\u0623\"", "\"\\u0627\\u0654\""),
  ])
  func keepsOthersApart(left: String, right: String) throws {
    #expect(try JSONValue(parsing: left) != JSONValue(parsing: right))
  }

  @Test(
    arguments: [
      ("2.0", 2), ("1e3", 1000), ("-7", -7), ("9223372036854775807", .max), ("-9223372036854775808.0", .min), ("-0", 0),
      ("1.5", nil), ("1e-1", nil), ("9223372036854775808", nil), ("9223372036854775808.0", nil), ("1e400", nil),
    ] as [(String, Int?)])
  func readsIntegersExactly(literal: String, expected: Int?) {
    #expect(JSONNumber(literal: literal).int == expected)
  }

  @Test func findsMembersOfLargeObjects() {
    var object = JSONObject()
    for index in 0..<50 { object.set(.init(key: "k\(index)", value: .int(index))) }

    let replaced = object.set(.init(key: "k7", value: .int(-7)))

    #expect(replaced?.value.int == 7)
    #expect(object.count == 50)
    #expect(object["k7"]?.int == -7)
    #expect(object["k49"]?.int == 49)
    #expect(object["k50"] == nil)
  }
}

@Suite struct JSONDecimalTests {
  @Test(arguments: [
    ("-1e400", "-1"), ("-1", "-0.5"), ("-0.5", "0"), ("0", "1e-400"), ("1e-400", "0.1"), ("0.1", "0.11"), ("9", "10"),
    ("99.9", "1e2"), ("12345678901234567890.1", "12345678901234567890.2"),
  ])
  func orders(smaller: String, larger: String) {
    #expect(JSONDecimal(smaller) < JSONDecimal(larger))
    #expect(!(JSONDecimal(larger) < JSONDecimal(smaller)))
  }

  @Test(arguments: [
    ("4.5", "1.5"), ("0.0075", "0.0001"), ("1e308", "0.5"), ("0", "7"), ("19.99", "0.01"), ("-9", "3"),
    ("1e1000000", "8"),
    ("123456789012345678901234567890", "4.5"), ("1e90", "1.6e60"),
    ("246913578024691357802469135780246913578", "123456789012345678901234567890123456789"),
    ("1e40", "1208925819614629174706176e-40"),
  ])
  func knowsMultiples(value: String, divisor: String) {
    #expect(JSONDecimal(value).isMultiple(of: JSONDecimal(divisor)))
  }

  @Test(arguments: [
    ("35", "1.5"), ("0.00751", "0.0001"), ("1e308", "0.123456789"), ("7", "2"), ("1", "1e1"), ("1e100", "3"),
    ("1", "0"), ("1e40", "1208925819614629174706176e-39"),
    ("246913578024691357802469135780246913579", "123456789012345678901234567890123456789"),
  ])
  func knowsWhatIsNoMultiple(value: String, divisor: String) {
    #expect(!JSONDecimal(value).isMultiple(of: JSONDecimal(divisor)))
  }
}
