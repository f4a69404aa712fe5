import KhabarCore
import KhabarIngest
import Testing

@Suite struct WARCSourceTests {
  typealias Samples = ArchiveSamples

  private func read(
    _ bytes: [UInt8], name: String = "a.warc", maximumBytes: Int? = nil
  ) async throws -> [SourceItem] {
    let folder = try TemporaryFolder([name: bytes])
    var options = InputOptions(paths: [folder.path])
    options.maximumBytes = maximumBytes ?? options.maximumBytes
    let fixed = try await items(of: WARCSource(options: options))
    let automatic = try await items(of: AutoSource(options: options))
    #expect(fixed.map(\.gist) == automatic.map(\.gist))
    return fixed
  }

  private let three =
    [
      Samples.record(uri: "https://example.org/1", Samples.page("أول")),
      Samples.record(uri: "https://example.org/2", Samples.page("ثان")),
      Samples.record(uri: "https://example.org/3", Samples.page("ثالث")),
    ]

  // MARK: What is read

  @Test(arguments: ["plain", "member per record", "one member", "members anywhere"])
  func readsPagesHoweverTheFileIsCompressed(form: String) async throws {
    let whole = three.flatMap { $0 }
    let bytes =
      switch form {
      case "plain": whole
      case "member per record": three.flatMap { Samples.deflated($0) }
      case "one member": Samples.deflated(whole)
      default: Samples.deflated(Array(whole[..<500])) + Samples.deflated(Array(whole[500...]))
      }

    let found = try await read(bytes, name: form == "plain" ? "a.warc" : "a.warc.gz")

    #expect(found.map(\.gist) == ["<p>أول", "<p>ثان", "<p>ثالث"])
    #expect(found.map { $0.document?.source.uri } == (1...3).map { "https://example.org/\($0)" })
    #expect(found.allSatisfy { $0.document?.hasText == false && $0.document?[Diagnostics.self].isEmpty == true })
    #expect(Set(found.compactMap(\.document?.id)).count == 3)
    #expect(found[0].document?.source.mediaType == "text/html")
  }

  @Test func passesOverWhatIsNoPage() async throws {
    let bytes = [
      Samples.record(type: "warcinfo", content: "application/warc-fields", Array("software: x\r\n".utf8)),
      Samples.record(type: "request", Samples.http("GET / HTTP/1.1|Host: example.org", [])),
      Samples.record(Samples.http("HTTP/1.1 200 OK|Content-Type: image/png", [0x89, 0x50, 0x4E, 0x47])),
      Samples.record(Samples.http("HTTP/1.1 404 Not Found|Content-Type: text/html", Array("<p>no".utf8))),
      Samples.record(Samples.http("HTTP/1.1 301 Moved|Content-Type: text/html", Array("<p>there".utf8))),
      Samples.record(Samples.http("HTTP/1.1 200 OK|Content-Type: text/html", [])),
      Samples.record(Samples.http("HTTP/1.1 200 OK|Content-Type: text/html", Array("%PDF-1.4 x".utf8))),
      Samples.record(type: "revisit", Samples.http("HTTP/1.1 200 OK|Content-Type: text/html", [])),
      Samples.record(type: "metadata", content: "text/html", Array("<p>x".utf8)),
      Samples.record(type: "response", content: "text/dns", Array("20240207 example.org".utf8)),
      Samples.record(type: "resource", Array("<p>مورد".utf8)),
    ].flatMap { $0 }

    let found = try await read(bytes)

    #expect(found.map(\.gist) == ["<p>مورد"])
  }

  @Test(arguments: [
    ("HTTP/1.0 200 OK", "<html><p>خبر", true), ("HTTP/1.0 200 OK", "نص بلا وسوم", false),
    ("HTTP/1.0 200 OK|content-type:application/octet-stream", "<!doctype html><p>خبر", true),
    ("HTTP/1.0 200 OK|Content-Type: text/plain", "<html><p>خبر", false),
    ("HTTP/1.0 200|Content-Type: APPLICATION/xhtml+xml", "<html><p>خبر", true),
  ])
  func looksAtTheContentWhereTheTypeIsVague(head: String, body: String, isPage: Bool) async throws {
    let found = try await read(Samples.record(Samples.http(head, Array(body.utf8))))

    #expect(found.filter { $0.document != nil }.map(\.gist) == (isPage ? [body] : []))
  }

  @Test func readsHeadersThatAreFoldedBareOrBracketed() async throws {
    let head =
      "WARC/0.18\nwarc-type: response\nWARC-TARGET-URI: <https://example.org/a b>\n"
      + "Content-Type: application/http;\n msgtype=response\nContent-Length: 45\n\n"
    let bytes = Array((head + "HTTP/1.1 200 OK\nContent-Type: text/html\n\n<p>x\n\n").utf8)

    let found = try await read(bytes)

    #expect(found.map(\.gist) == ["<p>x"])
    #expect(found.first?.document?.source.uri == "https://example.org/a%20b")
  }

  @Test func readsTheCharsetOfTheResponse() async throws {
    let body = Array("<p>".utf8) + Samples.windows1256
    let found = try await read(
      Samples.record(Samples.http("HTTP/1.1 200 OK|Content-Type: text/html; charset=\"windows-1256\"", body)))

    #expect(found.first?.document?.source.encoding == "windows-1256")
    #expect(found.first?.document?.source.bytes == body)
    #expect(found.first?.document?[Diagnostics.self].isEmpty == true)
  }

  @Test func anArchiveWithinARecordStaysContent() async throws {
    let inner = Samples.record(Samples.page("في الداخل"))
    let bytes =
      Samples.record(type: "resource", content: "application/warc", three[0] + inner + three[1]) + three[2]

    let found = try await read(bytes)

    #expect(found.map(\.gist) == ["<p>ثالث"])
  }

  // MARK: HTTP

  @Test(arguments: [
    ("chunked", ""), ("chunked", "gzip"), ("", "gzip"), ("", "x-gzip"), ("", "deflate"), ("", "bare deflate"),
    ("", "gzip, gzip"), ("identity", "identity"),
  ])
  func undoesTheEncodingsOfTheBody(transfer: String, coding: String) async throws {
    let text = "<p>" + String(repeating: "خبر عاجل ", count: 500)
    var body = Array(text.utf8)
    switch coding {
    case "gzip", "x-gzip": body = Samples.deflated(body)
    case "gzip, gzip": body = Samples.deflated(Samples.deflated(body))
    case "deflate": body = Samples.deflated(body, windowBits: 15)
    case "bare deflate": body = Samples.deflated(body, windowBits: -15)
    default: break
    }
    if transfer == "chunked" {
      let middle = body.count / 2
      body =
        Array("\(String(middle, radix: 16).uppercased());x=1\r\n".utf8) + body[..<middle]
        + Array("\r\n\(String(body.count - middle, radix: 16)) \r\n".utf8) + body[middle...]
        + Array("\r\n0\r\nTrailer: 1\r\n\r\n".utf8)
    }
    let sent = coding == "bare deflate" ? "deflate" : coding
    let head = "HTTP/1.1 200 OK|Content-Type: text/html|Transfer-Encoding: \(transfer)|Content-Encoding: \(sent)"

    let found = try await read(Samples.record(Samples.http(head, body)))

    #expect(found.map(\.gist) == [text])
    #expect(found.first?.document?[Diagnostics.self].isEmpty == true)
  }

  @Test(arguments: ["gzip", "deflate", "br", "zstd"])
  func takesABodyThatIsDecodedAlready(coding: String) async throws {
    let head = "HTTP/1.1 200 OK|Content-Type: text/html|Transfer-Encoding: chunked|Content-Encoding: \(coding)"

    let found = try await read(Samples.record(Samples.http(head, Array("<p>خبر".utf8))))

    #expect(found.map(\.gist) == ["<p>خبر"])
    #expect(found.first?.document?[Diagnostics.self].isEmpty == true)
  }

  @Test func namesAnEncodingThatItCannotUndo() async throws {
    let head = "HTTP/1.1 200 OK|Content-Type: text/html|Content-Encoding: br"

    let found = try await read(Samples.record(Samples.http(head, [0x1B, 0x02, 0x00, 0xF8])) + three[0])

    #expect(found.map(\.gist) == ["coding-unsupported", "<p>أول"])
    #expect(found[0].failure?.place.hasSuffix("a.warc, record 1") == true)
  }

  @Test(arguments: [
    ("6400000\r\n<p>خبر", "<p>خبر", "body-truncated"), ("9\r\n<p>خبر\r\n", "<p>خبر", "body-truncated"),
    ("4\r\n<p>xyz\r\n0\r\n\r\n", "<p>xyz\r\n0\r\n\r\n", "body-damaged"),
    ("ffffffffffffffff\r\n<p>خبر", "<p>خبر", "body-truncated"),
    ("10000000000000000000000000\r\n<p>خبر", "10000000000000000000000000\r\n<p>خبر", nil),
  ])
  func keepsTheTextWhereChunksLie(body: String, text: String, code: String?) async throws {
    let head = "HTTP/1.1 200 OK|Content-Type: text/html|Transfer-Encoding: chunked"

    let found = try await read(Samples.record(Samples.http(head, Array(body.utf8))))

    #expect(found.map(\.gist) == [text])
    #expect(found.first?.document?[Diagnostics.self].map(\.code) == (code.map { [$0] } ?? []))
  }

  @Test func keepsTheBeginningOfABodyThatIsCutOff() async throws {
    let text = (0..<3000).map { "<p>\($0 &* 7919)" }.joined()
    let head = "HTTP/1.1 200 OK|Content-Type: text/html|Content-Encoding: gzip"
    let body = Array(Samples.deflated(Array(text.utf8)).dropLast(200))

    let found = try await read(Samples.record(Samples.http(head, body)))

    #expect(found.count == 1)
    #expect(found.first.map { text.hasPrefix($0.gist) && $0.gist.utf8.count > 5000 } == true)
    #expect(found.first?.document?[Diagnostics.self].map(\.code) == ["body-truncated"])
  }

  // MARK: ARC

  @Test(arguments: [false, true])
  func readsARC(isCompressed: Bool) async throws {
    let records = [
      Samples.arcDescription,
      Samples.arc("http://example.org/a b 192.0.2.1 20140216050221 text/html", Samples.page("أول")),
      Samples.arc("http://example.org/i.png 192.0.2.1 20140216050221 image/png", [1, 2, 3]),
      Samples.arc("http://example.org/c 192.0.2.1 20140216050221 text/html", Array("<p>بلا رأس".utf8)),
    ]

    let found = try await read(
      isCompressed ? records.flatMap { Samples.deflated($0) } : records.flatMap { $0 },
      name: isCompressed ? "a.arc.gz" : "a.arc")

    #expect(found.map(\.gist) == ["<p>أول", "<p>بلا رأس"])
    #expect(found.first?.document?.source.uri == "http://example.org/a%20b")
  }

  @Test func readsTheColumnsThatAnARCNames() async throws {
    let description =
      "2 0 Test\nURL IP-address Archive-date Content-type Result-code Checksum Location Offset Filename Archive-length\n"
    let bytes =
      Samples.arc("filedesc://a.arc 0.0.0.0 20140216050221 text/plain", Array(description.utf8))
      + Samples.arc("http://example.org/ 192.0.2.1 20140216050221 text/html 200 abc - 7 a.arc", Samples.page("خبر"))

    let found = try await read(bytes, name: "a.arc")

    #expect(found.map(\.gist) == ["<p>خبر"])
    #expect(found.first?.document?.source.uri == "http://example.org/")
  }

  @Test(arguments: ["-1", "abc", "5", "9999"])
  func findsTheNextRecordOfAnARC(length: String) async throws {
    let line = "http://example.org/a 192.0.2.1 20140216050221 text/html"
    let bytes =
      Samples.arcDescription + Samples.arc(line, Array("<p>أول خبر".utf8), length: length)
      + Samples.arc(line, Array("<p>ثان".utf8))

    let found = try await read(bytes, name: "a.arc")

    #expect(found.last?.gist == "<p>ثان")
    #expect(found.contains { $0.gist == "record-damaged" })
    #expect(found.contains { $0.gist == "<p>أول خبر" } == (length == "5" || length == "9999"))
  }
}
