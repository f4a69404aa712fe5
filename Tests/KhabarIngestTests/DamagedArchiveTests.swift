import KhabarCore
import KhabarIngest
import Testing

/// Damage costs the record it is in, and is told of.
@Suite struct DamagedArchiveTests {
  typealias Samples = ArchiveSamples

  private func read(
    _ bytes: [UInt8], name: String = "a.warc", maximumBytes: Int? = nil
  ) async throws -> [SourceItem] {
    let folder = try TemporaryFolder([name: bytes])
    var options = InputOptions(paths: [folder.file(name)])
    options.maximumBytes = maximumBytes ?? options.maximumBytes
    return try await items(of: AutoSource(options: options))
  }

  private func record(_ text: String) -> [UInt8] {
    Samples.record(uri: "https://example.org/\(text)", Samples.page(text))
  }

  /// A page that does not compress well, so that its member has bytes to damage.
  private func longRecord(_ text: String) -> [UInt8] {
    let more = (0..<400).map { "<p>\($0 &* 7919 % 10007)" }.joined()
    return Samples.record(uri: "https://example.org/\(text)", Samples.page(text + more))
  }

  // MARK: Lengths that lie

  @Test(arguments: ["100", "300", "99999", "99999999999", "999999999999999999"])
  func aLengthThatIsTooLargeCostsNothing(length: String) async throws {
    let bytes = record("أول") + Samples.record(length: length, Samples.page("ثان")) + record("ثالث")

    let found = try await read(bytes)

    let texts = found.filter { $0.document != nil }.map(\.gist)
    #expect(texts.first == "<p>أول")
    #expect(texts.last == "<p>ثالث")
    #expect(found.count { $0.failure?.code == "record-damaged" } == 1)
    if length.count < 6 {
      #expect(texts == ["<p>أول", "<p>ثان", "<p>ثالث"])
      #expect(found[1].document?[Diagnostics.self].map(\.code) == ["record-damaged"])
    }
  }

  @Test func aLengthThatIsTooSmallCostsNothing() async throws {
    let found = try await read(record("أول") + Samples.record(length: "64", Samples.page("ثان")) + record("ثالث"))

    #expect(found.map(\.gist) == ["<p>أول", "<p>ثان", "record-damaged", "<p>ثالث"])
  }

  @Test(arguments: ["-5", "", "many", "0x10", "12 34", "99999999999999999999999999"])
  func aLengthThatIsNoneCostsItsRecordOnly(length: String) async throws {
    let found = try await read(record("أول") + Samples.record(length: length, Samples.page("ثان")) + record("ثالث"))

    #expect(found.map(\.gist) == ["<p>أول", "record-damaged", "<p>ثالث"])
    #expect(found[1].failure?.place.hasSuffix("a.warc, record 2") == true)
  }

  // MARK: Junk

  @Test(arguments: [
    "خبر بلا سجل", "WARC/1.0 is the name of a format\r\n", "\r\n\r\nx\0\0\0", "HTTP/1.1 200 OK\r\n\r\n",
  ])
  func junkBetweenRecordsCostsNothing(junk: String) async throws {
    let found = try await read(record("أول") + Array(junk.utf8) + record("ثان"))

    #expect(found.compactMap(\.document).count == 2)
    #expect(found.count { $0.failure != nil } == 1)
  }

  @Test func aRecordThatBreaksOffIsFollowedByTheNext() async throws {
    let cut = Array(record("مقطوع").dropLast(6))
    let header = Array(record("رأس").prefix(60))

    let found = try await read(record("أول") + cut + record("ثان") + header + record("ثالث"))

    #expect(found.compactMap(\.document).map(\.source.uri?.last) == ["ل", "ع", "ن", "ث"])
    #expect(found.map(\.gist).suffix(2) == ["record-damaged", "<p>ثالث"])
  }

  @Test(arguments: 1...280)
  func aFileThatEndsEarlySaysSo(missing: Int) async throws {
    let bytes = record("أول") + record("ثان")
    try #require(missing < record("ثان").count)

    let found = try await read(Array(bytes.dropLast(missing)))

    #expect(found.first?.gist == "<p>أول")
    // Line ends behind the last record are no loss.
    #expect(found.contains { $0.failure != nil } == (missing > 4))
  }

  @Test(arguments: ["", "\r\n\r\n", "نص عادي", "WARC", "WARC/1.0", "WARC/1.0\r\n\r\n"])
  func aFileWithoutRecordsFailsOnce(text: String) async throws {
    let found = try await read(Array(text.utf8))

    #expect(found.count == 1)
    #expect(found.first?.failure != nil)
  }

  // MARK: Compressed

  @Test(arguments: [0, 1, 3, 12, 40, 200, 500])
  func aDamagedMemberCostsItself(place: Int) async throws {
    let first = Samples.deflated(longRecord("أول"))
    var second = Samples.deflated(longRecord("ثان"))
    for index in place..<(place + 6) { second[index] ^= 0x5A }
    let third = Samples.deflated(longRecord("ثالث"))

    let found = try await read(first + second + third, name: "a.warc.gz")

    #expect(found.first?.gist.hasPrefix("<p>أول") == true)
    #expect(found.last?.gist.hasPrefix("<p>ثالث") == true)
    #expect(found.contains { $0.failure?.code == "gzip-damaged" })
  }

  @Test(arguments: [0, 1, 2, 3])
  func damageAtTheVeryStartCostsTheFirstRecord(place: Int) async throws {
    var bytes = Samples.deflated(longRecord("أول"))
    bytes[place] ^= 0xFF

    let found = try await read(bytes + Samples.deflated(longRecord("ثان")), name: "a.warc.gz")

    #expect(found.map { $0.document != nil } == [false, true])
    #expect(found.first?.gist == "gzip-damaged")
  }

  @Test func aWrongChecksumIsToldOfAndLosesNothing() async throws {
    var first = Samples.deflated(longRecord("أول"))
    first[first.count - 6] ^= 0xFF

    let found = try await read(first + Samples.deflated(longRecord("ثان")), name: "a.warc.gz")

    #expect(found.compactMap(\.document).count == 2)
    #expect(found.count { $0.failure?.code == "gzip-damaged" } == 1)
  }

  @Test func aMemberThatIsCutOffGivesItsBeginning() async throws {
    let bytes = Samples.deflated(longRecord("أول")) + Samples.deflated(longRecord("ثان")).dropLast(300)

    let found = try await read(bytes, name: "a.warc.gz")

    #expect(found.compactMap(\.document).count == 2)
    #expect(found[1].document?[Diagnostics.self].map(\.code) == ["record-truncated"])
    #expect(found.last?.gist == "gzip-truncated")
  }

  @Test func zerosBehindTheLastMemberAreNoDamage() async throws {
    let found = try await read(
      Samples.deflated(record("أول")) + [UInt8](repeating: 0, count: 5000), name: "a.warc.gz")

    #expect(found.map(\.gist) == ["<p>أول"])
  }

  // MARK: Hostile

  @Test func aHeaderWithoutEndIsNotHeld() async throws {
    let endless = Array("WARC/1.0\r\nWARC-Type: response\r\n".utf8) + [UInt8](repeating: 0x61, count: 3_000_000)

    let found = try await read(endless + record("ثان"))

    #expect(found.map(\.gist) == ["record-damaged", "<p>ثان"])
  }

  @Test func anHTTPHeadWithoutEndFailsItsRecord() async throws {
    let block = Array("HTTP/1.1 200 OK\r\n".utf8) + [UInt8](repeating: 0x61, count: 400_000)

    let found = try await read(Samples.record(block) + record("ثان"))

    #expect(found.map(\.gist) == ["record-damaged", "<p>ثان"])
  }

  @Test(arguments: ["gzip", "gzip, gzip", "gzip, gzip, gzip", "deflate", "gzip, gzip, gzip, gzip, gzip, gzip"])
  func bombsAreBounded(codings: String) async throws {
    var body = [UInt8](repeating: 0x20, count: 20_000_000)
    for coding in codings.split(separator: ", ") {
      body = Samples.deflated(body, windowBits: coding == "gzip" ? 31 : 15, level: 9)
    }
    let head = "HTTP/1.1 200 OK|Content-Type: text/html|Content-Encoding: \(codings)"

    let found = try await read(
      Samples.record(Samples.http(head, body)) + record("ثان"), maximumBytes: 1_000_000)

    #expect(found.count == 2)
    #expect(["record-too-large", "coding-unsupported"].contains(found[0].gist))
    #expect(found[1].gist == "<p>ثان")
  }

  @Test(arguments: [false, true])
  func aPageThatIsTooLargeIsRefused(isCompressed: Bool) async throws {
    let large = Samples.record(
      Samples.http("HTTP/1.1 200 OK|Content-Type: text/html", [UInt8](repeating: 0x61, count: 4_000_000)))
    let image = Samples.record(
      Samples.http("HTTP/1.1 200 OK|Content-Type: image/png", [UInt8](repeating: 0x61, count: 4_000_000)))
    let all = [record("أول"), large, image, record("ثان")]

    let found = try await read(
      all.flatMap { isCompressed ? Samples.deflated($0) : $0 }, name: "a.warc", maximumBytes: 1_000_000)

    #expect(found.map(\.gist) == ["<p>أول", "record-too-large", "<p>ثان"])
  }

  @Test func recordsThatAllLieAreReadOnce() async throws {
    // Each says that it reaches far beyond the others: searching all of it anew for each would take hours.
    let lie = Samples.record(length: "50000000", Samples.page("x"))
    let bytes = (0..<3000).flatMap { _ in lie }

    let found = try await read(bytes)

    #expect(found.compactMap(\.document).count == 3000)
    #expect(found.count { $0.failure != nil } == 3000)
  }

  @Test func membersThatAllBreakAreSearchedOnce() async throws {
    var member = Samples.deflated(Array("WARC/1.0\r\n".utf8), level: 0)
    member.removeLast(8)
    let bytes = (0..<20_000).flatMap { _ in member } + Samples.deflated(record("خبر"))

    let found = try await read(bytes, name: "a.warc.gz")

    #expect(found.last?.gist == "<p>خبر")
  }
}
