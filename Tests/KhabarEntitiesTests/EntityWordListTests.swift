import Foundation
import KhabarAnnotations
import KhabarArabic
import KhabarCore
import KhabarEntities
import KhabarText
import Testing

@Suite struct EntityWordListTests {
  /// The named entities of `text` as `TYPE canonical: mentions`, with a word list of these rows.
  private func named(_ text: String, _ rows: String) throws -> [String] {
    let path = FileManager.default.temporaryDirectory.appending(path: "khabar-\(UUID().uuidString).tsv").path
    try "# names of our own\naction\tname\ttype\tcanonical\tidentifier\n\(rows)".write(
      toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    var (document, _) = try entities(in: text)
    var options = EntityStage.Options()
    options.wordList = path
    try EntityStage(options: options).process(&document)
    return document[Entities.self].filter(\.isNamed).map { entity in
      let mentions = entity.mentions.map { document.string($0.range) }
      let identifier = entity.identifier.map { " (\($0))" } ?? ""
      return "\(entity.type.rawValue) \(entity.canonical)\(identifier): \(mentions.joined(separator: "، "))"
    }
  }

  @Test func addsNames() throws {
    let text = "قالت الأفق البعيد إن المشروع جاهز، وردت على الأفق البعيد لجنة محلية"
    #expect(
      try named(text, "add\tالأفق البعيد\tORG\tمؤسسة الأفق البعيد\tacme:12\n")
        == ["ORG مؤسسة الأفق البعيد (acme:12): الأفق البعيد، الأفق البعيد"])
    #expect(try named(text, "").isEmpty)
  }

  @Test func findsAnAddedNameWithParticles() throws {
    #expect(try named("سلم الوثيقة للأفق البعيد", "add\tالأفق البعيد\tORG\n") == ["ORG الأفق البعيد: لأفق البعيد"])
  }

  @Test func renames() throws {
    #expect(
      try named("زار الوفد القاهرة", "rename\tالقاهرة\tLOC\tمدينة القاهرة\n")
        == ["LOC مدينة القاهرة (geonames:360630): القاهرة"])
    // Another type.
    #expect(
      try named("زار الوفد القاهرة", "rename\tالقاهرة\tORG\tناد\n") == ["LOC القاهرة (geonames:360630): القاهرة"])
  }

  @Test func merges() throws {
    let text = "التقى جو بايدن الوفد في واشنطن. وقال البيت الأبيض إن اللقاء كان وديا."
    #expect(
      try named(text, "merge\tواشنطن|البيت الأبيض\t\tالإدارة الأمريكية\n").contains {
        $0.contains("الإدارة الأمريكية") && $0.hasSuffix(": واشنطن، البيت الأبيض")
      })
  }

  @Test func forbids() throws {
    #expect(try named("سافر من بغداد إلى دمشق", "forbid\tدمشق\n") == ["LOC بغداد (geonames:98182): بغداد"])
    #expect(
      try named("سافر إلى بغداد", "forbid\tبغداد\tPER\n") == ["LOC بغداد (geonames:98182): بغداد"])
  }

  @Test(arguments: [
    ("delete\tدمشق\n", "3:1: unknown action \"delete\"; known: add, rename, merge, forbid"),
    ("add\tدمشق\tCITY\n", "3:10: unknown type \"CITY\"; known: PER, ORG, LOC, FAC, NORP, EVENT, MISC"),
    ("add\tدمشق\n", "3:1: a name that is added needs a type"),
    ("rename\tدمشق\n", "3:1: rename needs a canonical form"),
    ("add\tدمشق|ـ\tLOC\n", "3:10: nothing of the name"),
    ("forbid\tدمشق\nadd\tحلب|دمشق\tLOC\n", "4:9: \"دمشق\" stands in line 3 already, as forbid"),
    ("forbid\tدمشق\tLOC\ta\tb\tc\n", "3:1: 6 columns, expected 5"),
  ])
  func tellsFaultsBeforeTheRun(rows: String, message: String) throws {
    let error = try #require(throws: EntityWordListErrors.self) { try named("", rows) }
    #expect(error.description.contains(message), "\(error)")
  }

  @Test func tellsEveryFaultAtOnce() throws {
    let error = try #require(throws: EntityWordListErrors.self) { try named("", "x\ty\nadd\tz\n") }
    #expect(error.faults.map(\.line) == [3, 4])
  }

  @Test func refusesAMissingFile() {
    var options = EntityStage.Options()
    options.wordList = "/nowhere/entities.tsv"
    #expect(throws: (any Error).self) { try EntityStage(options: options) }
  }
}
