import Testing

@testable import KhabarSchema

@Suite struct SchemaPatternTests {
  @Test(arguments: [
    ("a", "cat"), ("^a+$", "aaa"), ("^(ab|c)*$", "abcab"), ("^$", ""), ("", "x"), ("a.c", "abc"), ("^a{2,3}$", "aa"),
    ("^a{2}$", "aa"), ("^a{2,}$", "aaaa"), ("^[a-cx]+$", "abxc"), ("^[^a-c]+$", "xyz"), ("\\d", "a1"), ("^\\D+$", "ab"),
    ("^\\w+$", "a_9"), ("\\s", "a\u{A0}b"), ("\\S", " x"), ("^\\p{L}+$", "خبر"), ("^\\p{Letter}+$", "é"),
    ("^\\p{Nd}+$", "٢٠٢٣"), ("^\\P{L}+$", "12!"), ("^[\\p{L}\\p{M}]+$", "خَبَر"), ("^\\u062e$", "خ"),
    ("^\\u{1F600}$", "😀"),
    ("^\\ud83d\\ude00$", "😀"), ("^.$", "😀"), ("^\\x41$", "A"), ("\\bcat\\b", "a cat!"), ("a\\Bb", "ab"), ("^a?b$", "b"),
    ("(?:a|b)c", "bc"), ("(?<year>\\d{4})", "in 2023"), ("^a*?b+?$", "aab"), ("^[\\w-.]+$", "a-b.c"),
    ("^a]}{$", "a]}{"),
    ("^\\.\\-\\/$", ".-/"), ("^[\\b]$", "\u{8}"), ("^\\cA$", "\u{1}"), ("^[^]$", "\n"), ("x|^y", "ay x"), ("a|", "zzz"),
    ("^(a|b|){3}$", "ab"), ("^(?:(?:a{0,2}){3})$", "aaaaaa"), ("^[-a]$", "-"), ("^[a-]$", "-"), ("^\\0$", "\0"),
    ("^\\p{gc=Lu}\\p{Uppercase}$", "AB"),
  ])
  func matches(pattern: String, text: String) throws {
    #expect(try SchemaPattern(pattern).matches(text))
  }

  @Test(arguments: [
    ("^a+$", "aab"), ("^(ab|c)*$", "aba"), ("^$", "x"), ("a.c", "a\nc"), ("^a{2,3}$", "aaaa"), ("^a{2}$", "a"),
    ("^[a-cx]+$", "abd"), ("[^a-c]", "abc"), ("\\d", "٣"), ("\\w", "é"), ("^\\S+$", "a\u{FEFF}b"), ("^\\p{L}+$", "a1"),
    ("\\P{L}", "خبر"), ("\\bcat\\b", "concat"), ("a\\Bb", "a b"), ("^..$", "😀"), ("a$", "a\n"), ("^a", "\na"),
    ("[]", "a"), ("^[]a]*", "x"),
    ("^(a|b|){3}$", "abab"), ("^\\u0623$", "\u{0627}\u{0654}"),
  ])
  func doesNotMatch(pattern: String, text: String) throws {
    #expect(try !SchemaPattern(pattern).matches(text))
  }

  @Test(arguments: [
    "(", ")", "a)", "[a", "*", "a**", "+a", "a{2,1}", "\\", "\\a", "\\u12", "\\u{110000}", "\\x4", "[z-a]", "(?<a",
    "^*",
    "{2}", "\\p", "a|*",
  ])
  func refusesWhatIsNoPattern(pattern: String) throws {
    let error = try #require(throws: PatternError.self) { try SchemaPattern(pattern) }

    #expect(!error.isUnsupported)
  }

  @Test(arguments: [
    "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(a)\\1", "\\k<a>", "\\p{Script=Arabic}", "(?i:a)", "(a{1000}){1000}",
  ])
  func saysWhatIsNotSupported(pattern: String) throws {
    let error = try #require(throws: PatternError.self) { try SchemaPattern(pattern) }

    #expect(error.isUnsupported)
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(x+x+)+y", "^(a?){30}a{30}$"])
  func isLinearWhereBacktrackingIsNot(pattern: String) throws {
    let text = String(repeating: "a", count: 20_000) + "!"

    #expect(try !SchemaPattern(pattern).matches(text))
  }

  @Test(.timeLimit(.minutes(1))) func repeatsNothingForNothing() throws {
    #expect(try SchemaPattern("^((((){9}){99999}){99999}){99999}$").matches(""))
  }

  @Test func boundsTheBrackets() {
    let hostile = String(repeating: "(", count: 100_000)

    #expect(throws: PatternError.self) { try SchemaPattern(hostile) }
  }
}
