import KhabarCore
import KhabarIngest
import Testing

@Suite struct MHTMLSourceTests {
  private func read(_ bytes: [UInt8], name: String = "a.mhtml", maximumBytes: Int? = nil) async throws -> SourceItem {
    let folder = try TemporaryFolder([name: bytes])
    var options = InputOptions(paths: [folder.path])
    options.maximumBytes = maximumBytes ?? options.maximumBytes
    let fixed = try await items(of: MHTMLSource(options: options))
    let automatic = try await items(of: AutoSource(options: options))
    #expect(fixed.count == 1)
    #expect(fixed.map(\.gist) == automatic.map(\.gist))
    return try #require(fixed.first)
  }

  private func read(_ text: String, name: String = "a.mhtml") async throws -> SourceItem {
    try await read(Array(text.utf8), name: name)
  }

  private func saved(
    type: String = "multipart/related; type=\"text/html\";\r\n\tboundary=\"--=_x\"", more: String = "",
    _ parts: String...,
    isClosed: Bool = true
  ) -> String {
    "From: <Saved>\r\nSubject: =?utf-8?b?2K7YqNix?=\r\nMIME-Version: 1.0\r\n\(more)Content-Type: \(type)\r\n\r\npreamble\r\n"
      + parts.map { "----=_x\r\n\($0)\r\n" }.joined() + (isClosed ? "----=_x--\r\nepilogue <p>x\r\n" : "")
  }

  private func part(_ type: String = "text/html", _ more: String = "", _ body: String) -> String {
    "Content-Type: \(type)\r\n\(more)\r\n\(body)"
  }

  @Test(arguments: [
    ("quoted-printable", "<p class=3Dx>=D8=AE=D8=A8=\r\n=d8=b1 =3D 1=\r\n = 2=ZZ", "<p class=x>خبر = 1 = 2=ZZ"),
    ("Quoted-Printable", "<p>=E2=80  \r\n=AA=\n.", "<p>\u{FFFD}\r\n\u{FFFD}."),
    ("base64", "PHA+2K7Y\r\nqNix", "<p>خبر"), ("BASE64", "PHA+2K7YqA==\r\n2LE=", "<p>خبر"),
    ("base64", "PHA+ *2K7YqNi", "<p>خب\u{FFFD}"), ("8bit", "<p>خبر=D8", "<p>خبر=D8"), ("binary", "<p>خبر", "<p>خبر"),
    ("", "<p>خبر", "<p>خبر"),
  ])
  func decodesTheBody(encoding: String, body: String, text: String) async throws {
    let found = try await read(saved(part("text/html", "Content-Transfer-Encoding: \(encoding)\r\n", body)))

    #expect(found.gist == text)
    #expect(found.document?.hasText == false)
    #expect(found.document?.source.mediaType == "text/html")
  }

  @Test func readsTheCharsetOfThePart() async throws {
    let digits = ArchiveSamples.windows1256.map { "=" + String($0, radix: 16, uppercase: true) }
    let body = "<p>" + digits.joined(separator: "=\r\n")
    let type = "text/html;\r\n charset=\"windows-1256\""

    let found = try await read(saved(part(type, "Content-Transfer-Encoding: quoted-printable\r\n", body)))

    #expect(found.document?.source.encoding == "windows-1256")
    #expect(found.document?.source.bytes == Array("<p>".utf8) + ArchiveSamples.windows1256)
  }

  @Test func takesTheFirstPageAndItsAddress() async throws {
    let found = try await read(
      saved(
        part("text/css", "Content-Location: https://example.org/s.css\r\n", "p {}"),
        part("text/html", "Content-Location:\r\n https://example.org/\r\n news/1\r\n", "<p>خبر"),
        part("text/html", "Content-Location: https://example.org/ad\r\n", "<p>إعلان")))

    #expect(found.gist == "<p>خبر")
    #expect(found.document?.source.uri == "https://example.org/news/1")
    #expect(found.document?[Diagnostics.self].isEmpty == true)
  }

  @Test func takesThePageThatStartNames() async throws {
    let found = try await read(
      saved(
        type: "multipart/related; start=\"<main@x>\"; boundary=--=_x",
        part("text/html", "Content-ID: <ad@x>\r\n", "<p>إعلان"),
        part("text/html", "content-id: <main@x>\r\n", "<p>خبر")))

    #expect(found.gist == "<p>خبر")
  }

  @Test(arguments: ["Snapshot-Content-Location", "Content-Location"])
  func takesThePageThatTheAddressNames(field: String) async throws {
    let found = try await read(
      saved(
        more: "\(field): https://example.org/1\r\n",
        part("text/html", "Content-Location: cid:frame@x\r\n", "<p>إعلان"),
        part("text/html", "Content-Location: https://example.org/1\r\n", "<p>خبر")))

    #expect(found.gist == "<p>خبر")
    #expect(found.document?.source.uri == "https://example.org/1")
  }

  @Test func looksIntoPartsOfParts() async throws {
    let inner =
      "--in\r\n\(part("text/plain", "", "x"))\r\n--in\r\n\(part("text/html", "", "<p>خبر"))\r\n--in--\r\n"
    let found = try await read(
      saved(part("multipart/alternative; boundary=in", "", inner), part("text/html", "", "<p>إعلان")))

    #expect(found.gist == "<p>خبر")
  }

  @Test(arguments: ["a.mht", "a.txt", "a.html", "a"])
  func isRecognisedByItsContent(name: String) async throws {
    let folder = try TemporaryFolder([name: saved(part("text/html", "", "<html><p>خبر"))])

    let found = try await items(of: AutoSource(options: InputOptions(paths: [folder.file(name)])))

    #expect(found.map(\.gist) == ["<html><p>خبر"])
  }

  @Test(arguments: ["Subject: نص عن MIME-Version: 1.0\n\nContent-Type: multipart/related", "خبر\nmime-version: 1.0"])
  func aTextThatSpeaksOfMIMEStaysText(text: String) async throws {
    let folder = try TemporaryFolder(["a.txt": text])

    let found = try await items(of: AutoSource(options: InputOptions(paths: [folder.path])))

    #expect(found.map(\.gist) == [text])
    #expect(found.first?.document?.source.mediaType == "text/plain")
  }

  @Test func readsAPageWithoutParts() async throws {
    let found = try await read(
      "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n"
        + "Content-Location: https://example.org/\n\nPHA+2K7YqNix\n")

    #expect(found.gist == "<p>خبر")
    #expect(found.document?.source.uri == "https://example.org/")
    #expect(found.document?[Diagnostics.self].isEmpty == true)
  }

  // MARK: Damage

  @Test func aFileThatEndsEarlyGivesWhatItHas() async throws {
    let whole = part("text/html", "Content-Transfer-Encoding: quoted-printable\r\n", "<p>=D8=AE=D8=A8=D8=B1 <p>=D8")

    let found = try await read(saved(whole, isClosed: false))

    #expect(found.gist.hasPrefix("<p>خبر <p>") == true)
    #expect(found.document?[Diagnostics.self].map(\.code) == ["mhtml-truncated"])
  }

  @Test func findsABoundaryThatTheHeaderLost() async throws {
    let found = try await read(saved(type: "multipart/related", part("text/html", "", "<p>خبر")))

    #expect(found.gist == "<p>خبر")
  }

  @Test(arguments: [
    "text/plain\r\n\r\nx", "image/png\r\n\r\nx", "text/html\r\n\r\n", "text/html",
  ])
  func aFileWithoutAPageFails(rest: String) async throws {
    let found = try await read(saved("Content-Type: " + rest))

    #expect(found.gist == "archive-without-page")
  }

  @Test func aHeaderWithoutEndFailsItsPartOnly() async throws {
    let endless = "Content-Type: text/html\r\n" + String(repeating: "X: y\r\n", count: 100_000)

    let found = try await read(saved(endless + "----=_x", part("text/html", "", "<p>خبر")))

    #expect(found.gist == "<p>خبر")
  }

  @Test func partsWithinPartsAreBounded() async throws {
    let deep = (0..<20_000).map { "--b\($0)\r\nContent-Type: multipart/mixed; boundary=b\($0 + 1)\r\n\r\n" }.joined()

    let found = try await read(
      "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n\(deep)--b1\r\n\(part("text/html", "", "<p>خبر"))"
    )

    #expect(found.gist == "<p>خبر")
  }
}
