import KhabarCore
import KhabarIngest
import Testing

@Suite struct GzipTests {
  private func gzip(_ text: String) -> [UInt8] { ArchiveSamples.deflated(Array(text.utf8)) }

  private func read(_ bytes: [UInt8], name: String = "a.txt.gz") async throws -> [SourceItem] {
    let folder = try TemporaryFolder([name: bytes])
    return try await items(of: AutoSource(options: InputOptions(paths: [folder.path])))
  }

  @Test func inflatesWhateverTheNameSays() async throws {
    let found = try await read(gzip("خبر"), name: "a.txt")

    #expect(found.map(\.gist) == ["خبر"])
  }

  @Test func joinsMembersAndPassesOverPadding() async throws {
    let found = try await read(gzip("أول ") + gzip("ثان") + [0, 0, 0, 0])

    #expect(found.map(\.gist) == ["أول ثان"])
    #expect(found[0].document?[Diagnostics.self].isEmpty == true)
  }

  @Test func inflatesMoreThanOneBuffer() async throws {
    let text = String(repeating: "خبر عاجل ", count: 100_000)

    let found = try await read(gzip(text))

    #expect(found.first?.document?.text.count == text.utf8.count)
  }

  @Test func keepsWhatStandsBeforeATruncation() async throws {
    let text = (0..<20_000).map { "سطر رقم \($0 &* 7919)\n" }.joined()

    let found = try await read(Array(gzip(text).dropLast(2_000)))

    let document = try #require(found.first?.document)
    #expect(document.text.count > 10_000)
    #expect(document[Diagnostics.self].contains { $0.code == "gzip-truncated" })
  }

  @Test func reportsATruncationAfterTheRecordsThatAreWhole() async throws {
    let lines = (0..<5_000).map { "{\"text\": \"\($0 &* 7919)\"}\n" }.joined()

    let found = try await read(Array(gzip(lines).dropLast(500)), name: "a.jsonl.gz")

    #expect(found.count > 1_000)
    #expect(found.dropLast().allSatisfy { $0.document != nil })
    #expect(found.last?.gist == "gzip-truncated")
  }
}
