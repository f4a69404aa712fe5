import Foundation
import Testing

/// The laws of the house that the source files themselves show (docs/architecture.md). Laws 1 and 6 are tested where
/// they are kept: `DocumentTests`, `StandardPipelineTests`, `PipelineFileTests`.
@Suite struct LawTests {
  private static let extraction: Set = [
    "KhabarArabic", "KhabarNumbers", "KhabarTime", "KhabarEntities", "KhabarStatements", "KhabarEvents",
  ]

  /// What each module may import besides the standard library.
  private static let allowed: [String: Set<String>] = {
    let common: Set = ["KhabarAnnotations", "KhabarCore", "KhabarLexicon", "KhabarText"]
    var allowed: [String: Set<String>] = [
      "KhabarText": [], "KhabarSchema": [], "KhabarCore": ["KhabarText", "KhabarSchema"],
      "KhabarAnnotations": ["KhabarCore", "KhabarLexicon", "KhabarText"], "KhabarLexicon": ["KhabarText"],
      "KhabarHTML": ["CLibxml2", "KhabarText"],
      "KhabarIngest": common.union(["CCrypto", "CZlib", "KhabarHTML", "KhabarSchema"]),
      "KhabarDuplicates": ["KhabarCore", "KhabarLexicon", "KhabarSchema", "KhabarText"],
      "KhabarOutput": ["KhabarAnnotations", "KhabarCore", "KhabarSchema", "KhabarText"],
      "KhabarRunner": ["KhabarCore", "KhabarSchema", "KhabarText"],
      "KhabarTestSupport": ["KhabarCore", "KhabarText"],
    ]
    for module in extraction { allowed[module] = common }
    return allowed
  }()

  private static let system: Set = ["Glibc", "Musl", "Darwin", "Dispatch", "Synchronization", "FoundationEssentials"]

  /// Every Swift file of `Sources`, as its module, its name and its text.
  private static let files: [(module: String, name: String, text: String)] = {
    let sources = Repository.path("Sources")
    var files: [(String, String, String)] = []
    for case let path as String in FileManager.default.enumerator(atPath: sources) ?? .init() {
      guard path.hasSuffix(".swift"), let module = path.split(separator: "/").first else { continue }
      guard let text = try? String(contentsOfFile: sources + "/" + path, encoding: .utf8) else { continue }
      files.append((String(module), path, text))
    }
    return files
  }()

  @Test func readsTheSources() {
    #expect(Self.files.count > 60)
    #expect(Set(Self.files.map(\.module)).isSuperset(of: Self.extraction))
  }

  // Laws 2 and 3: stages meet in layers, only KhabarHTML knows libxml2, only the program knows arguments.
  @Test func modulesImportOnlyWhatTheirRoomAllows() {
    let faults = Self.files.flatMap { file in
      Self.importFaults(module: file.module, text: file.text).map { "\(file.name): \($0)" }
    }
    #expect(faults == [])
  }

  @Test(arguments: [
    ("KhabarTime", "import KhabarNumbers", ["KhabarNumbers"]), ("KhabarIngest", "import CLibxml2", ["CLibxml2"]),
    ("KhabarOutput", "public import ArgumentParser", ["ArgumentParser"]),
    ("KhabarText", "import Foundation", ["Foundation"]),
    ("KhabarTime", "public import KhabarCore", []),
  ])
  func wouldNoticeAForbiddenImport(module: String, text: String, faults: [String]) {
    #expect(Self.importFaults(module: module, text: text) == faults)
  }

  // Law 4: a pipeline for another language would use these as they are.
  @Test func coreKnowsNoArabicAndNoNews() {
    let faults = Self.files
      .filter { ["KhabarCore", "KhabarRunner", "KhabarSchema", "KhabarText"].contains($0.module) }
      .flatMap { file in Self.newsWords(in: Self.withoutComments(file.text)).map { "\(file.name): \($0)" } }
    #expect(faults == [])
  }

  @Test func wouldNoticeNewsInTheCore() {
    #expect(Self.newsWords(in: "let speaker = \"x\"") == ["speaker"])
    #expect(Self.newsWords(in: "let month = \"يناير\"") == ["يناير"])
    #expect(Self.newsWords(in: "let count = 1") == [])
  }

  // Law 5: what a rule needs to know about the world is data. Single letters are the alphabet, not the world.
  @Test func wordsAreDataNotLiterals() {
    let faults = Self.files.filter { Self.extraction.contains($0.module) || $0.module == "KhabarIngest" }
      .flatMap { file in Self.arabicLiterals(in: Self.withoutComments(file.text)).map { "\(file.name): \($0)" } }
    #expect(faults == [])
  }

  @Test func wouldNoticeAWordInCode() {
    #expect(Self.arabicLiterals(in: "if word == \"قال\" {}") == ["قال"])
    #expect(Self.arabicLiterals(in: "case \"و\", \"ال\":") == [])
    #expect(Self.arabicLiterals(in: Self.withoutComments("/// \"قال\"\nlet a = 1 // \"قال\"")) == [])
  }

  @Test func everyWordListNamesItsSourceAndLicence() throws {
    var count = 0
    let sources = Repository.path("Sources")
    for case let path as String in FileManager.default.enumerator(atPath: sources) ?? .init()
    where path.hasSuffix(".tsv") {
      count += 1
      let head = try String(contentsOfFile: sources + "/" + path, encoding: .utf8).split(separator: "\n").prefix(12)
      #expect(head.contains { $0.hasPrefix("# source:") }, "\(path)")
      #expect(head.contains { $0.hasPrefix("# licence:") }, "\(path)")
    }
    #expect(count > 10)
  }

  @Test func noFileIsTooLongToLiveIn() {
    let long = Self.files.filter { $0.text.split(separator: "\n", omittingEmptySubsequences: false).count > 501 }
    #expect(long.map(\.name) == [])
  }

  // MARK: The judges

  private static func importFaults(module: String, text: String) -> [String] {
    guard let allowed = allowed[module] else { return [] }
    return text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").filter { $0 != "public" && $0 != "@_exported" }
      guard words.count >= 2, words[0] == "import" else { return nil }
      let name = String(words[1])
      return allowed.contains(name) || system.contains(name) ? nil : name
    }
  }

  private static func newsWords(in code: String) -> [String] {
    let words = ["casualt", "speaker", "headline", "hijri", "arabic", "statement", "journalist"]
    return words.filter { code.lowercased().contains($0) } + arabicRuns(in: code, atLeast: 1)
  }

  private static func arabicLiterals(in code: String) -> [String] {
    code.split(separator: "\n").flatMap { line in
      line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.flatMap { arabicRuns(in: String($0.element), atLeast: 3) }
    }.filter { !attachedPronouns.contains($0) }
  }

  /// Written onto the word before, so an affix rather than a word.
  private static let attachedPronouns: Set = ["هما"]

  private static func arabicRuns(in text: String, atLeast: Int) -> [String] {
    var runs: [String] = []
    var run = ""
    for scalar in text.unicodeScalars {
      if (0x0621...0x064A).contains(scalar.value) {
        run.unicodeScalars.append(scalar)
      } else {
        if run.unicodeScalars.count >= atLeast { runs.append(run) }
        run = ""
      }
    }
    if run.unicodeScalars.count >= atLeast { runs.append(run) }
    return runs
  }

  private static func withoutComments(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let start = line.range(of: "//") else { return String(line) }
      // A URL in a literal is not a comment.
      return line[..<start.lowerBound].hasSuffix(":") ? String(line) : String(line[..<start.lowerBound])
    }.joined(separator: "\n")
  }
}

/// The project's folder, from the place of this file.
enum Repository {
  static func path(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent(name).path
  }
}
