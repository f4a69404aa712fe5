import KhabarCore
import KhabarIngest
import Testing

@Suite struct ArchiveTests {
  private func read(_ name: String, _ content: String) async throws -> [SourceItem] {
    let folder = try TemporaryFolder([name: content])
    return try await items(of: HTMLSource(options: InputOptions(paths: [folder.path])))
  }

  private static let page = "<p>خبر = عاجل</p>"

  private func warc(_ body: String, type: String = "response", uri: String = "https://example.org/a", cut: Int = 0)
    -> String
  {
    "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Target-URI: \(uri)\r\nContent-Type: application/http; msgtype=response\r\n"
      + "Content-Length: \(body.utf8.count + cut)\r\n\r\n\(body)\r\n\r\n"
  }

  private func response(_ body: String, _ fields: String = "Content-Type: text/html; charset=utf-8", status: Int = 200)
    -> String
  {
    "HTTP/1.1 \(status) OK\r\n\(fields)\r\n\r\n\(body)"
  }

  @Test(arguments: [
    ("quoted-printable", "<p>=D8=AE=D8=A8=D8=B1 =3D =D8=B9=D8=A7=\r\n=D8=AC=D9=84</p>"),
    ("base64", "PHA+2K7YqNixID0g2LnYp9is2YQ8\r\nL3A+"), ("8bit", page),
  ])
  func readsThePageOfAnMHTMLFile(encoding: String, body: String) async throws {
    let found = try await read(
      "a.mhtml",
      """
      From: <Saved by Blink>\r
      Snapshot-Content-Location: https://example.org/a\r
      MIME-Version: 1.0\r
      Content-Type: multipart/related;\r
      \ttype="text/html";\r
      \tboundary="--b--"\r
      \r
      ----b--\r
      Content-Type: text/html\r
      Content-Location: https://example.org/frame\r
      \r
      <p>إطار\r
      ----b--\r
      Content-Type: text/html; charset=utf-8\r
      Content-Transfer-Encoding: \(encoding)\r
      Content-Location: https://example.org/a\r
      \r
      \(body)\r
      ----b----\r

      """)

    #expect(found.count == 1)
    #expect(found[0].gist.hasPrefix(Self.page))
    #expect(found[0].document?.source.uri == "https://example.org/a")
  }

  @Test func readsThePagesOfAWARCFile() async throws {
    let archive =
      warc("software: x", type: "warcinfo") + warc(response(Self.page))
      + warc(response("GIF89a", "Content-Type: image/gif")) + warc(response("<p>no", status: 404))
      + warc(response("5\r\n<p>ab\r\n3\r\ncd.\r\n0\r\n\r\n", "Content-Type: text/html\r\nTransfer-Encoding: chunked"))

    let found = try await read("a.warc", archive)

    #expect(found.map(\.gist) == [Self.page, "<p>abcd."])
    #expect(found[0].document?.source.uri == "https://example.org/a")
    #expect(Set(found.compactMap(\.document?.id)).count == 2)
  }

  @Test func goesOnAfterDamage() async throws {
    let found = try await read("a.warc", warc(response("<p>1")) + "garbage\r\nmore\r\n" + warc(response("<p>2")))

    #expect(found.map(\.gist) == ["<p>1", "archive-damaged", "<p>2"])
  }

  @Test func usesARecordThatTheFileCutsOff() async throws {
    let found = try await read("a.warc", warc(response("<p>نص"), cut: 500))

    #expect(found.first?.gist.hasPrefix("<p>نص") == true)
    #expect(found.first?.document?[Diagnostics.self].map(\.code) == ["record-truncated"])
  }

  @Test func readsARC() async throws {
    let body = response(Self.page)
    let archive =
      "filedesc://a.arc 127.0.0.1 20140216050221 text/plain 75\n1 0 InternetArchive\n"
      + "URL IP-address Archive-date Content-type Archive-length\n"
    let padded = archive + String(repeating: " ", count: max(0, 75 - (archive.utf8.count - 57))) + "\n"

    let found = try await read(
      "a.arc", padded + "https://example.org/a b 93.184.216.119 20140216050221 text/html \(body.utf8.count)\n\(body)\n")

    #expect(found.compactMap { $0.document?.source.uri } == ["https://example.org/a%20b"])
  }

  @Test func saysThatAnArchiveHasNoPage() async throws {
    #expect(try await read("a.warc", warc("x", type: "warcinfo")).map(\.gist) == ["archive-without-page"])
  }
}
