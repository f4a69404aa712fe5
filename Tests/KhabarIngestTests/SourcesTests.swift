import KhabarCore
import KhabarIngest
import KhabarText
import Testing

@Suite struct TextSourceTests {
  private func read(_ bytes: [UInt8]) async throws -> SourceItem {
    let folder = try TemporaryFolder(["a.txt": bytes])
    let all = try await items(of: TextSource(options: TextOptions(paths: [folder.file("a.txt")])))
    return try #require(all.first)
  }

  @Test(arguments: [
    "خبر\r\nعاجل\t.\n", " \u{FEFF}x\u{200F}", "tab\u{1}control and \u{0} here, long enough to be a text",
  ])
  func givesTheTextCharacterForCharacter(text: String) async throws {
    let item = try await read(Array(text.utf8))

    #expect(item.document?.text == Array(text.utf8))
    #expect(item.document?.source.mediaType == "text/plain")
    #expect(item.document?.source.encoding == "utf-8")
    #expect(item.document?.hasText == true)
  }

  @Test func takesOffTheByteOrderMark() async throws {
    let item = try await read([0xEF, 0xBB, 0xBF] + Array("خبر".utf8))

    #expect(item.document?.text == Array("خبر".utf8))
    #expect(item.document?.sourceMap?.originalStart(of: 0) == 3)
  }

  @Test func repairsBrokenUTF8AndSaysSo() async throws {
    let item = try await read(Array("قبل ".utf8) + [0xFF] + Array(" بعد".utf8))

    #expect(item.gist == "قبل \u{FFFD} بعد")
    #expect(item.document?[Diagnostics.self].map(\.code) == ["encoding-repaired"])
  }

  @Test(arguments: [
    Array("%PDF-1.4 …".utf8), [0x89, 0x50, 0x4E, 0x47, 0x0D], [UInt8](repeating: 1, count: 900),
    (0..<900).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) },
  ])
  func refusesBinaryData(bytes: [UInt8]) async throws {
    let item = try await read(bytes)

    #expect(item.failure?.code == "file-binary")
  }

  @Test func givesTheSameIdentifierInEveryRun() async throws {
    let folder = try TemporaryFolder(["a.txt": "خبر", "b.txt": "خبر"])
    let options = TextOptions(paths: [folder.path])

    let first = try await items(of: TextSource(options: options)).compactMap(\.document?.id)
    let second = try await items(of: TextSource(options: options)).compactMap(\.document?.id)

    #expect(first == second)
    #expect(Set(first).count == 2)
    #expect(first.first?.hasPrefix("a-") == true)
  }
}

@Suite struct InputPathsTests {
  private let files = ["b.txt": "2", "a.txt": "1", "c/d.txt": "3", "c/.hidden.txt": "x", "c/e.html": "<p>4", "f": "5"]

  @Test(arguments: [
    ("", ["1", "2", "3"]), ("/*.txt", ["1", "2"]), ("/**/*.txt", ["1", "2", "3"]), ("/?.txt", ["1", "2"]),
    ("/c/*", ["3", "<p>4"]), ("/**/[", ["file-missing"]), ("/*.doc", ["file-missing"]), ("/f", ["5"]),
  ])
  func findsFilesInOrder(pattern: String, texts: [String]) async throws {
    let folder = try TemporaryFolder(files)

    let found = try await items(of: TextSource(options: TextOptions(paths: [folder.path + pattern])))

    #expect(found.map(\.gist) == texts)
  }

  @Test func oneBadInputDoesNotHideTheOthers() async throws {
    let folder = try TemporaryFolder(["a.txt": "1", "empty.txt": "", "none/x.doc": "", "z.txt": "9"])
    let paths = ["a.txt", "missing.txt", "empty.txt", "none", "z.txt"].map(folder.file)

    let found = try await items(of: TextSource(options: TextOptions(paths: paths)))

    #expect(found.map(\.gist) == ["1", "file-missing", "file-empty", "folder-empty", "9"])
    #expect(found[1].failure?.place == folder.file("missing.txt"))
  }

  @Test func passesOverThePartsOfASavedPage() async throws {
    let folder = try TemporaryFolder(["p.html": "<p>1", "p_files/ad.html": "<p>2", "q_files/r.html": "<p>3"])

    let found = try await items(of: HTMLSource(options: InputOptions(paths: [folder.path])))

    #expect(found.map(\.gist) == ["<p>1", "<p>3"])
  }
}

@Suite struct JSONLinesSourceTests {
  private func read(_ lines: String) async throws -> [SourceItem] {
    let folder = try TemporaryFolder(["a.jsonl": lines])
    return try await items(of: JSONLinesSource(options: InputOptions(paths: [folder.file("a.jsonl")])))
  }

  @Test func readsRecords() async throws {
    let found = try await read(
      """
      {"id": "x", "text": "نص", "reference_date": "2024-02-07", "title": "عنوان", "authors": ["أ", "ب"]}
      {"id": 7, "html": "<p>ص", "url": "https://example.org/a"}

      {"text": ""}
      """)

    #expect(found.map(\.gist) == ["نص", "<p>ص", ""])
    #expect(found[0].document?.id == "x")
    #expect(found[0].document?.metadata.referenceDate == "2024-02-07")
    #expect(found[0].document?.metadata.authors == ["أ", "ب"])
    #expect(found[1].document?.id == "7")
    #expect(found[1].document?.hasText == false)
    #expect(found[1].document?.source.uri == "https://example.org/a")
  }

  @Test func aBadLineFailsInItsPlace() async throws {
    let found = try await read(
      "{\"text\": \"1\"}\n{\"text\": \n[]\n{\"id\": \"n\", \"x\": 1}\n{\"text\": 3}\n{\"text\": \"2\"}")

    #expect(
      found.map(\.gist) == ["1", "line-invalid", "line-invalid", "record-without-text", "record-without-text", "2"])
    #expect(found[1].failure?.place.hasSuffix("a.jsonl:2") == true)
    #expect(found[3].failure?.id == "n")
  }

  @Test func refusesALineThatIsTooLongAndGoesOn() async throws {
    let folder = try TemporaryFolder([
      "a.jsonl": "{\"text\": \"1\"}\n{\"text\": \"" + String(repeating: "x", count: 300_000)
        + "\"}\n{\"text\": \"2\"}\n"
    ])
    var options = InputOptions(paths: [folder.file("a.jsonl")])
    options.maximumBytes = 100_000

    let found = try await items(of: JSONLinesSource(options: options))

    #expect(found.map(\.gist) == ["1", "line-too-long", "2"])
    #expect(found[1].failure?.place.hasSuffix(":2") == true)
  }
}

@Suite struct AutoSourceTests {
  @Test(arguments: [
    ("a.txt", "خبر < 5", "text/plain"), ("a.html", "خبر", "text/html"), ("a", "<!DOCTYPE html><p>", "text/html"),
    ("page.txt", "<html><body><p>خبر", "text/html"), ("a.jsonl", "{\"text\": \"x\"}", "text/plain"),
    ("a.txt", "{ ليس سجلا }", "text/plain"),
  ])
  func recognisesFilesByContent(name: String, content: String, type: String) async throws {
    let folder = try TemporaryFolder([name: content])

    let found = try await items(of: AutoSource(options: InputOptions(paths: [folder.file(name)])))

    #expect(found.map { $0.document?.source.mediaType } == [type])
  }
}

@Suite struct DigestTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func agreesWithTheStandard(text: String, digest: String) {
    #expect(SHA256.hexadecimal(of: Array(text.utf8)) == digest)
  }
}
