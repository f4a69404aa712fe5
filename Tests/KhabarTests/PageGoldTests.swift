import Foundation
import Khabar
import Testing

/// Pages in the manner of many newsrooms (`Tests/Fixtures/pages`), each with what is to be read from it.
@Suite struct PageGoldTests {
  /// What `expected.json` says of a page; keys it leaves out are not compared.
  struct Gold: Decodable {
    var title: String
    var authors: [String]
    /// The day, Hijri and Jalali dates resolved.
    var published: String?
    /// The day of the last change.
    var modified: String?
    var paragraphs: [String]
    var kinds: [String]?
    var publisher: String?
    var section: String?
    var tags: [String]?
    var url: String?
    var language: String?
  }

  private static let folder = Repository.path("Tests/Fixtures/pages")

  static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return all.filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)/expected.json") }.sorted()
  }()

  private func page(_ name: String) throws -> (document: Document, gold: Gold) {
    let path = "\(Self.folder)/\(name)"
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path + "/input.html")))
    let gold = try JSONDecoder().decode(
      Gold.self, from: Data(contentsOf: URL(fileURLWithPath: path + "/expected.json")))
    var document = Document(id: name, page: DocumentSource(bytes: bytes))
    for stage in ["article", "publication-date"] {
      try #require(StageRegistry.standard.stage(stage)).make(options: nil).process(&document)
    }
    return (document, gold)
  }

  @Test func thereAreManyLayouts() {
    #expect(Self.names.count >= 54)
  }

  @Test(arguments: names)
  func readsTheArticle(name: String) throws {
    let (document, gold) = try page(name)

    #expect(
      document[Blocks.self].map { document.string($0.range).split { " \t".contains($0) }.joined(separator: " ") }
        == gold.paragraphs)
    if let kinds = gold.kinds { #expect(document[Blocks.self].map(\.kind.rawValue) == kinds) }
  }

  @Test(arguments: names)
  func readsTheMetadata(name: String) throws {
    let (document, gold) = try page(name)
    let metadata = document.metadata

    #expect(metadata.title == gold.title)
    #expect(metadata.authors == gold.authors)
    #expect((metadata.published?.prefix(10)).map(String.init) == gold.published)
    if let modified = gold.modified { #expect((metadata.modified?.prefix(10)).map(String.init) == modified) }
    if let publisher = gold.publisher { #expect(metadata.publisher == publisher) }
    if let section = gold.section { #expect(metadata.section == section) }
    if let tags = gold.tags { #expect(metadata.tags == tags) }
    if let url = gold.url { #expect(metadata.url == url) }
    if let language = gold.language { #expect(metadata.language == language) }
  }

  // Each value says where it came from.
  @Test(arguments: names)
  func namesTheOriginOfEachValue(name: String) throws {
    let metadata = try page(name).document.metadata
    var named: [String] = []
    if metadata.title != nil { named.append("title") }
    if !metadata.authors.isEmpty { named.append("authors") }
    if metadata.published != nil { named.append("published") }
    if metadata.modified != nil { named.append("modified") }
    if metadata.publisher != nil { named.append("publisher") }
    if metadata.section != nil { named.append("section") }
    if metadata.summary != nil { named.append("summary") }
    if metadata.image != nil { named.append("image") }
    if metadata.url != nil { named.append("url") }
    if metadata.language != nil { named.append("language") }
    if !metadata.tags.isEmpty { named.append("tags") }

    #expect(named.filter { metadata.origins[$0] == nil } == [])
  }
}
