import KhabarAnnotations
import KhabarCore
import KhabarIngest
import KhabarSchema
import KhabarText
import Testing

@Suite struct SiteRuleTests {
  // MARK: Files

  private func problems(_ json: String) -> [String] {
    do {
      try SiteRuleFile.check(Array(json.utf8), file: "rule.json")
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  @Test func takesARightFile() throws {
    let json = """
      {"$schema": "site-rules.schema.json", "version": 1, "comment": "x", "hosts": ["news.example", "*.news.example"],
       "paths": ["/2024/*"], "body": ["div.story", "article > div"], "title": "h1", "drop": [".ad, .more"]}
      """
    #expect(problems(json) == [])
    #expect(SiteRuleFile.isMeant(by: Array(json.utf8)))
    #expect(try SchemaValidator(SiteRuleSchema.schema).validate(try JSONValue(parsing: json)).isValid)
  }

  @Test func tellsEveryProblemWithItsPlace() {
    let json = """
      {"version": 1, "hosts": ["https://news.example/"], "paths": ["news"],
       "body": ["div.story", "div.story:nht-child(2)"],
       "titel": "h1"}
      """
    #expect(
      problems(json) == [
        #"rule.json:1:26: /hosts/0: "https://news.example/" is no host; expected a name such as news.example or *.news.example"#,
        #"rule.json:1:62: /paths/0: "news" is no path; a path starts with /, and * in it stands for any characters"#,
        """
        rule.json:2:34: /body/1: selector, character 10: unknown pseudo-class ":nht-child"; known: :first-child \
        :last-child :only-child :nth-child :nth-last-child :first-of-type :last-of-type :nth-of-type \
        :nth-last-of-type :not
          div.story:nht-child(2)
                   ^
        """,
        #"rule.json:3:2: /titel: unknown key "titel"; did you mean title?"#,
      ])
  }

  @Test(arguments: [
    ("{", "rule.json:1:2: /: "), ("[]", "rule.json:1:1: /: expected an object, found an array"),
    (#"{"hosts": "a.example", "body": "p"}"#, "rule.json:1:1: /: \"version\" is missing"),
    (#"{"version": 1, "body": "p"}"#, "rule.json:1:1: /: \"hosts\" is missing"),
    (#"{"version": 1, "hosts": [], "body": "p"}"#, "rule.json:1:25: /hosts: at least one host is needed"),
    (#"{"version": 1, "hosts": "a.example"}"#, "rule.json:1:1: /: the rule says nothing"),
    (
      #"{"version": 1, "hosts": "a.example", "body": 3}"#,
      "rule.json:1:46: /body: expected a string or a list of strings"
    ),
    // With an escape before it a place in the selector is no place in the file.
    (#"{"version": 1, "hosts": "a.example", "body": "[a=\"x\"] >"}"#, "rule.json:1:46: /body: selector, character 9: "),
  ])
  func refuses(json: String, beginning: String) throws {
    let found = problems(json)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix(beginning) == true, "\(found)")
    if let value = try? JSONValue(parsing: json), !beginning.contains("selector") {
      #expect(!(try SchemaValidator(SiteRuleSchema.schema).validate(value).isValid))
    }
  }

  @Test func isNotTakenForAPipeline() {
    #expect(!SiteRuleFile.isMeant(by: Array(#"{"version": 1, "source": {}, "stages": [], "sinks": []}"#.utf8)))
    #expect(!SiteRuleFile.isMeant(by: Array("[1".utf8)))
  }

  // MARK: Pages

  private let page = """
    <html><head><title>موقع المرفأ - الرئيسية</title></head><body>
    <div class="top"><span class="kicker">اقتصاد</span><div class="hl">ارتفاع صادرات الأسماك في الربع الأول</div>
    <div class="who">كتبت: هدى سالم</div><div class="when">7 فبراير 2024</div></div>
    <div class="col"><p>نص قصير في العمود الأول.</p><p class="promo">اشترك معنا اليوم مجاناً في النشرة.</p></div>
    <aside class="related col"><p>ونص آخر في العمود الثاني <span class="tip">تلميح</span>لا يقل أهمية عن الأول.</p></aside>
    <div class="long"><p>هذه فقرة طويلة من قسم آخر في الصفحة، فيها جمل كثيرة، وهي ليست من المقال أصلاً بل من صفحة التعريف بالموقع.</p>
    <p>وهذه فقرة طويلة ثانية من القسم نفسه، تشرح سياسة الخصوصية وشروط الاستخدام، ولا علاقة لها بالخبر الذي فوقها.</p></div>
    </body></html>
    """

  private func article(
    rules: [String: String], address: String? = "https://www.port.example/news/1", given: Metadata = Metadata()
  ) throws -> Document {
    let folder = try TemporaryFolder(rules)
    var options = ArticleStage.Options()
    options.siteRules = folder.path
    var document = Document(id: "page", page: DocumentSource(bytes: Array(page.utf8), uri: address))
    document.metadata = given
    try ArticleStage(options: options).process(&document)
    return document
  }

  private func rule(_ members: String, hosts: String = "\"port.example\"") -> String {
    "{\"version\": 1, \"hosts\": [\(hosts)], \(members)}"
  }

  private func text(_ document: Document) -> String { String(decoding: document.text, as: UTF8.self) }

  @Test func takesWhatTheRuleNames() throws {
    let rule = rule(
      #""body": [".col"], "title": ".hl", "author": ".who", "date": ".when", "drop": [".promo", ".tip"]"#)
    let document = try article(rules: ["port.json": rule])
    #expect(text(document) == "نص قصير في العمود الأول.\nونص آخر في العمود الثاني لا يقل أهمية عن الأول.")
    #expect(document.metadata.title == "ارتفاع صادرات الأسماك في الربع الأول")
    #expect(document.metadata.authors == ["هدى سالم"])
    #expect(document.metadata.published == "2024-02-07")
    #expect(document.metadata.origins["title"] == "site rule port.json")
    #expect(document[Diagnostics.self].isEmpty)
    #expect(document[Blocks.self].count == 2)
  }

  @Test func leadsBackToThePage() throws {
    let document = try article(rules: ["port.json": rule(#""body": ".col""#)])
    let map = try #require(document.sourceMap)
    let block = document[Blocks.self][0].range
    let source = map.original(of: block)
    #expect(Array(document.source.bytes[source.indices]) == Array(document.text[block.indices]))
  }

  @Test func leavesOutOfTheBodyWhatItNamesAsSomethingElse() throws {
    let document = try article(rules: ["port.json": rule(#""body": ".top", "title": ".hl", "author": ".who""#)])
    #expect(text(document) == "اقتصاد\n7 فبراير 2024")
  }

  @Test func keepsWhatCameWithTheDocument() throws {
    var given = Metadata()
    given.title = "عنوان السجل"
    let document = try article(rules: ["port.json": rule(#""title": ".hl""#)], given: given)
    #expect(document.metadata.title == "عنوان السجل")
  }

  @Test func takesTheFirstSelectorThatFindsAnything() throws {
    let document = try article(rules: ["port.json": rule(#""body": [".story", ".col", ".long"]"#)])
    #expect(text(document).hasPrefix("نص قصير"))
    #expect(document[Diagnostics.self].isEmpty)
  }

  @Test func tellsARuleThatFindsNothing() throws {
    let document = try article(rules: ["port.json": rule(#""body": [".story", ".main"], "drop": ".banner""#)])
    #expect(
      document[Diagnostics.self].map(\.message) == [
        "port.json: body \".story\", \".main\" matches nothing on this page of www.port.example",
        "port.json: drop \".banner\" matches nothing on this page of www.port.example",
      ])
    #expect(document[Diagnostics.self].map(\.severity) == [.warning, .note])
    // The article is then found as if there were no rule.
    #expect(text(document).contains("فقرة طويلة"))
  }

  @Test(arguments: [
    ("\"port.example\"", "https://port.example/a", true), ("\"port.example\"", "http://WWW.Port.Example:8080/a", true),
    ("\"port.example\"", "https://ar.port.example/a", false), ("\"*.port.example\"", "https://ar.port.example/a", true),
    ("\"*.port.example\"", "https://port.example/a", true), ("\"*.port.example\"", "https://airport.example/a", false),
    ("\"other.example\", \"port.example\"", "https://port.example/a", true),
    ("\"port.example\"", "port.example/a", false),
    ("\"port.example\"", "https://user@port.example./a", true),
  ])
  func isForItsHosts(hosts: String, address: String, isFor: Bool) throws {
    let document = try article(rules: ["r.json": rule(#""title": ".kicker""#, hosts: hosts)], address: address)
    #expect((document.metadata.title == "اقتصاد") == isFor)
  }

  @Test(arguments: [
    ("/news/*", "/news/1", true), ("/news/*", "/news/a/b?x=/", true), ("/news", "/news/1", false),
    ("/*/2024/*.html", "/ar/2024/1/2.html", true), ("/*/2024/*.html", "/ar/2023/1.html", false), ("/*", "", true),
    ("/a*a", "/a", false),
  ])
  func isForItsPaths(pattern: String, path: String, isFor: Bool) throws {
    let rule = rule("\"paths\": [\"\(pattern)\"], \"title\": \".kicker\"")
    let document = try article(rules: ["r.json": rule], address: "https://port.example" + path)
    #expect((document.metadata.title == "اقتصاد") == isFor)
  }

  @Test func prefersTheNearerRule() throws {
    let rules = [
      "a.json": rule(#""title": ".who""#, hosts: "\"*.example\""),
      "b.json": rule(#""title": ".hl""#),
      "sub/c.json": rule(#""paths": "/news/*", "title": ".kicker""#),
    ]
    #expect(try article(rules: rules).metadata.title == "اقتصاد")
    #expect(try article(rules: rules, address: "https://port.example/").metadata.title?.hasPrefix("ارتفاع") == true)
    #expect(try article(rules: rules, address: "https://x.port.example/").metadata.title?.hasPrefix("كتبت") == true)
  }

  @Test func refusesToStartWithAWrongFile() throws {
    let folder = try TemporaryFolder(["a.json": rule("\"body\": \"p >\""), "b.json": "{}"])
    var options = ArticleStage.Options()
    options.siteRules = folder.path
    #expect {
      _ = try ArticleStage(options: options)
    } throws: { error in
      let text = "\(error)"
      return text.contains("a.json:1:") && text.contains("a selector is missing behind \">\"")
        && text.contains("b.json:1:1")
    }
    options.siteRules = folder.file("missing.json")
    #expect {
      _ = try ArticleStage(options: options)
    } throws: { "\($0)".hasSuffix("missing.json: there is no such file") }
  }
}
