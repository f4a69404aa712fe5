import Testing

@testable import KhabarSchema

@Suite struct URIReferenceTests {
  /// The examples of RFC 3986, sections 5.4.1 and 5.4.2.
  @Test(arguments: [
    ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
    ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q#s"),
    ("g#s", "http://a/b/c/g#s"), ("g?y#s", "http://a/b/c/g?y#s"), (";x", "http://a/b/c/;x"),
    ("g;x", "http://a/b/c/g;x"),
    ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"),
    ("../", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../", "http://a/"),
    ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("../../../../g", "http://a/g"), ("/./g", "http://a/g"),
    ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), (".g", "http://a/b/c/.g"), ("g..", "http://a/b/c/g.."),
    ("./../g", "http://a/b/g"), ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"),
    ("g/../h", "http://a/b/c/h"),
    ("g;x=1/./y", "http://a/b/c/g;x=1/y"), ("g;x=1/../y", "http://a/b/c/y"), ("g?y/./x", "http://a/b/c/g?y/./x"),
    ("g#s/../x", "http://a/b/c/g#s/../x"), ("http:g", "http:g"),
  ])
  func resolvesTheExamplesOfTheStandard(reference: String, expected: String) {
    let base = URIReference("http://a/b/c/d;p?q")

    #expect(URIReference(reference).resolved(against: base).description == expected)
  }

  @Test(arguments: [
    ("", "a.json", "a.json"), ("dir/a.json", "b.json", "dir/b.json"), ("urn:uuid:1", "#/x", "urn:uuid:1#/x"),
    ("http://A.example", "b", "http://a.example/b"), ("a.json", "#x", "a.json#x"),
  ])
  func resolvesAgainstUnusualBases(base: String, reference: String, expected: String) {
    #expect(URIReference(reference).resolved(against: URIReference(base)).description == expected)
  }

  @Test func decodesPercentEscapes() {
    #expect(URIReference("#/a%25b/%D8%AE").decodedFragment == "/a%b/خ")
    #expect(URIReference("#%FF").decodedFragment == nil)
    #expect(URIReference("#100%").decodedFragment == "100%")
    #expect(URIReference.fragment(of: JSONPointer(["a%b", "خ", "c/d"])) == "/a%25b/%D8%AE/c~1d")
  }
}
