import KhabarCore
import KhabarHTML
import Testing

@testable import KhabarIngest

@Suite struct TextPiecesTests {
  private func pieces(_ bytes: [UInt8], _ size: Int) async throws -> [Document] {
    let folder = try TemporaryFolder(["a.txt": bytes])
    let options = TextOptions(paths: [folder.file("a.txt")], pieceBytes: size)
    return try await items(of: TextSource(options: options)).compactMap(\.document)
  }

  @Test(arguments: [
    ("سطر أول\nسطر ثان\nسطر ثالث\n", 30, ["سطر أول\nسطر ثان\n", "سطر ثالث\n"]),
    ("قال نعم. وقال لا. ثم سكت", 34, ["قال نعم. وقال لا. ", "ثم سكت"]),
    ("هل جاء؟ نعم جاء أمس", 32, ["هل جاء؟ نعم جاء ", "أمس"]),
    ("كلمتان هنا", 16, ["كلمتان ", "هنا"]),
    ("ككككك", 5, ["كك", "كك", "ك"]), ("قصير", 100, ["قصير"]),
  ])
  func cutsBehindLinesSentencesAndWords(text: String, size: Int, expected: [String]) async throws {
    let documents = try await pieces(Array(text.utf8), size)

    #expect(documents.map { String(decoding: $0.text, as: UTF8.self) } == expected)
    #expect(Set(documents.map(\.id)).count == documents.count)
  }

  @Test func tellsWhereAPieceStartsInTheFile() async throws {
    let documents = try await pieces(Array("سطر أول\nسطر ثان\n".utf8), 16)
    let whole = try await pieces(Array("سطر أول".utf8), 100)

    #expect(documents.map(\.source.offset) == [0, 14])
    #expect(whole.map(\.source.offset) == [nil])
  }

  @Test(arguments: [3_000, 4_097, 9_999])
  func losesNothing(size: Int) async throws {
    let text = (0..<9_000).map { "خبر\($0)\($0 % 7 == 0 ? ". " : "")" }.joined()
    let documents = try await pieces(Array(text.utf8), size)

    #expect(documents.map { String(decoding: $0.text, as: UTF8.self) }.joined() == text)
    #expect(documents.count >= text.utf8.count / size)
    #expect(documents.allSatisfy { $0.text.count <= size && $0[Diagnostics.self].isEmpty })
  }

  @Test func readsAllPiecesInTheEncodingOfTheFirst() async throws {
    // "سلام " in UTF-16, and a pair of units that must stay together.
    let units: [UInt16] = [0xFEFF] + (0..<40).flatMap { _ in [0x633, 0x644, 0x627, 0x645, 0x20, 0xD83D, 0xDE00] }
    let bytes = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let documents = try await pieces(bytes, 53)

    #expect(
      documents.map { String(decoding: $0.text, as: UTF8.self) }.joined() == String(repeating: "سلام 😀", count: 40))
    #expect(Set(documents.map(\.source.encoding)) == ["utf-16le"])
  }

  @Test func failsForAnEmptyFile() async throws {
    let folder = try TemporaryFolder(["a.txt": ""])
    let items = try await items(of: TextSource(options: TextOptions(paths: [folder.file("a.txt")], pieceBytes: 9)))

    #expect(items.map { $0.failure?.code } == ["file-empty"])
  }
}
