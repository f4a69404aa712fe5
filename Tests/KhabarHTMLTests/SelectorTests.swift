import KhabarHTML
import Testing

@Suite struct SelectorTests {
  private static let page = """
    <html lang="ar-SY"><head><meta name="author" content="س"></head><body id="top" class="home Page">
    <div id="main" class="story  long-read"><h1 class="title">ع</h1>
    <p class="lead">1</p><p>2</p><p class="ad box">3</p><p>4</p><p data-n="x y">5</p>
    <ul><li>a</li><li>b</li><li>c</li><li>d</li><li>e</li></ul>
    <div class="inner"><p id="deep">6</p><amp-img src="https://cdn.example/a.JPG"></amp-img></div></div>
    <div class="story-foot"><p>7</p><a href="/tag/نص">8</a></div></body></html>
    """

  /// What the elements that a selector finds are told by: their text, or their name and attribute.
  private func found(_ selector: String, in page: String = page) throws -> [String] {
    let tree = try HTMLParser().parse(Array(page.utf8))
    return try Selector(selector).matches(in: tree).map { index in
      let text = tree.text(of: index)
      return text.count == 1 ? text : tree.nodes[index].tag.rawValue
    }
  }

  @Test(arguments: [
    ("h1", ["ع"]), ("P.lead", ["1"]), (".ad", ["3"]), (".ad.box", ["3"]), (".AD", []), ("#deep", ["6"]),
    ("p#deep", ["6"]), ("li", ["a", "b", "c", "d", "e"]), ("#main > p", ["1", "2", "3", "4", "5"]),
    ("#main p", ["1", "2", "3", "4", "5", "6"]), ("#main > div > p", ["6"]),
    ("body div p", ["1", "2", "3", "4", "5", "6", "7"]),
    ("h1 + p", ["1"]), ("p.ad ~ p", ["4", "5"]), (".story-foot p, h1", ["ع", "7"]),
    ("ul>li", ["a", "b", "c", "d", "e"]),
    ("div > ul > *", ["a", "b", "c", "d", "e"]), ("html p.lead", ["1"]), ("p p", []), ("amp-img", ["amp-img"]),
    ("AMP-IMG", ["amp-img"]),
    ("amp-video", []), ("body > p", []),
  ])
  func selectsByNamesAndPlaces(selector: String, expected: [String]) throws {
    #expect(try found(selector) == expected)
  }

  @Test(arguments: [
    ("meta[name=author]", ["meta"]), ("[data-n]", ["5"]), ("[DATA-N]", ["5"]), ("[data-n='x y']", ["5"]),
    ("[data-n~=y]", ["5"]), ("[data-n~=\"x y\"]", []), ("[class^=story]", ["div", "div"]), ("[class$=read]", ["div"]),
    ("[class*='ong-r']", ["div"]), ("[class^='']", []), ("[class~=story]", ["div"]), ("html[lang|=ar]", ["html"]),
    ("html[lang|=a]", []), ("[src$='.jpg']", []), ("[src$='.jpg' i]", ["amp-img"]), ("a[href*=نص]", ["8"]),
    ("[id=deep][id]", ["6"]), ("p[class]", ["1", "3"]),
  ])
  func selectsByAttributes(selector: String, expected: [String]) throws {
    #expect(try found(selector) == expected)
  }

  @Test(arguments: [
    ("li:first-child", ["a"]), ("li:last-child", ["e"]), ("li:nth-child(2)", ["b"]),
    ("li:nth-child(odd)", ["a", "c", "e"]),
    ("li:nth-child(even)", ["b", "d"]), ("li:nth-child(3n+1)", ["a", "d"]), ("li:nth-child( -n + 2 )", ["a", "b"]),
    ("li:nth-child(n+4)", ["d", "e"]), ("li:nth-child(0)", []), ("li:nth-last-child(2)", ["d"]),
    ("#main > p:nth-child(2)", ["1"]), ("#main > p:nth-of-type(2)", ["2"]), ("#main > p:first-of-type", ["1"]),
    ("#main > p:last-of-type", ["5"]), ("#main > p:nth-last-of-type(2)", ["4"]), ("h1:only-child", []),
    ("p:not(.ad)", ["1", "2", "4", "5", "6", "7"]), ("#main > p:not(.ad, [data-n], :first-of-type)", ["2", "4"]),
    ("li:not(:nth-child(odd)):not(:last-child)", ["b", "d"]), ("amp-img:nth-of-type(1)", ["amp-img"]),
  ])
  func selectsByPlaceAmongSiblings(selector: String, expected: [String]) throws {
    #expect(try found(selector) == expected)
  }

  @Test func takesEscapedCharactersForThemselves() throws {
    let page = "<p class=\"md:text 2x\">1</p><p class=\"md\">2</p>"
    #expect(try found(".md\\:text", in: page) == ["1"])
    #expect(try found(".\\32x", in: page) == [])
    #expect(try found("[class~='2x']", in: page) == ["1"])
  }

  @Test(arguments: [
    ("", 0, "the selector is empty"), ("  ", 2, "a selector is missing"),
    ("div >", 4, "a selector is missing behind \">\""),
    ("div,,p", 4, "expected an element, .class, #id, [attribute] or :pseudo-class, found \",\""),
    ("div.", 4, "expected the name of a class, found the end"),
    ("p .2x", 3, "expected the name of a class, found \"2\""),
    ("[href", 0, "\"[\" is not closed"), ("a[href^x]", 7, "expected =, found \"x\""),
    ("a[href='x]", 7, "the quotation mark is not closed"),
    ("a[href=/x]", 7, "expected a value, found \"/\"; values other than names stand in quotation marks"),
    ("p:nth-child(x)", 12, "\"x\" is no place; expected a number, odd, even or a form such as 2n+1"),
    ("p:nth-child", 11, "expected a place in parentheses such as (2) or (2n+1), found the end"),
    ("p:nth-child(2", 1, "\"(\" is not closed"), ("p::before", 1, "pseudo-elements select no element of a page"),
    ("p:not(.a", 1, "\"(\" is not closed"),
    ("p:not(a b)", 8, "expected ), found \"b\"; :not takes conditions on one element"),
    ("p:not(:not(a))", 6, ":not may not stand inside :not"), ("p*", 1, "* stands first or not at all"),
    ("p)", 1, "unexpected \")\""),
    ("div p { }", 6, "expected an element, .class, #id, [attribute] or :pseudo-class, found \"{\""),
  ])
  func tellsWhereASelectorIsWrong(selector: String, offset: Int, message: String) {
    #expect {
      _ = try Selector(selector)
    } throws: { error in
      guard let error = error as? SelectorError else { return false }
      return error.offset == offset && error.message == message
    }
  }

  @Test func marksTheFault() {
    #expect {
      _ = try Selector("div.نص:hover")
    } throws: { error in
      let error = error as? SelectorError
      return error?.excerpt == "  div.نص:hover\n        ^"
        && error?.message.hasPrefix("unknown pseudo-class \":hover\"; known: ") == true
    }
  }

  @Test func refusesMoreStepsThanItCanFollow() throws {
    #expect(throws: SelectorError.self) { try Selector(Array(repeating: "a", count: 33).joined(separator: " ")) }
    _ = try Selector(Array(repeating: "a", count: 32).joined(separator: " "))
  }

  /// A walk that tried every way to place 30 steps on 3,000 nested elements would not end.
  @Test func takesOnePassWhateverTheDepth() throws {
    let page = String(repeating: "<div class=a>", count: 3_000) + "x"
    let tree = try HTMLParser().parse(Array(page.utf8))
    let selector = try Selector(Array(repeating: "div.a", count: 30).joined(separator: " ") + " > div.b")
    #expect(selector.matches(in: tree).isEmpty)
    #expect(try Selector("div div div").matches(in: tree).count == 2_998)
  }
}
