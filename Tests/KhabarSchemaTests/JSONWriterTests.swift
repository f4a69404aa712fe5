import KhabarSchema
import Testing

@Suite struct JSONWriterTests {
  /// What has to be escaped is found wherever it stands, whatever stands beside it.
  @Test(arguments: ["\"", "\\", "\n", "\u{1}", "\u{1F}", "\t\"", "\\\\"])
  func escapesAtEveryPlace(escaped: String) throws {
    for length in 0..<20 {
      for letter in ["a", "غ", "\u{7F}", " ", "!", "#", "["] {
        let text = String(repeating: letter, count: length) + escaped + String(repeating: letter, count: 19 - length)
        var writer = JSONWriter()
        writer.string(text)
        #expect(try JSONValue(parsing: writer.string).string == text)
        #expect(!writer.bytes.contains { $0 < 0x20 })
      }
    }
  }

  @Test(arguments: [0, 7, 10, 99, 100, 1_234_567, -1, -10, .max, .min])
  func writesNumbers(number: Int) {
    var writer = JSONWriter()
    writer.array {
      $0.int(number)
      $0.int(number)
    }
    #expect(writer.string == "[\(number),\(number)]")
  }

  @Test func writesKeysAndValues() {
    var writer = JSONWriter()
    writer.object {
      $0.key("a" as StaticString)
      $0.int(1)
      $0.key("b\"c")
      $0.array { $0.null() }
    }
    #expect(writer.string == #"{"a":1,"b\"c":[null]}"#)
  }
}
