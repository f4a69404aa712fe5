import KhabarLexicon
import Testing

@testable import KhabarStatements

@Suite struct CueLexiconTests {
  @Test func everyFormHasItsFrame() {
    let names = Set(CueLexicon.standard.frames.map(\.lemma))
    let list = Lexicons.cueForms
    let lemma = list.column("lemma")

    for row in 0..<list.count { #expect(names.contains(list.value(row, lemma))) }
    #expect(names.count >= 250)
  }

  @Test func everyFrameTakesSomething() {
    for frame in CueLexicon.standard.frames { #expect(!frame.takes.isEmpty, "\(frame.lemma)") }
  }

  @Test func everyRoleIsKnown() {
    let list = Lexicons.functionWords
    let roles = list.column("roles")

    for row in 0..<list.count {
      for name in list.value(row, roles).split(separator: " ") {
        #expect(WordRole.names.contains(String(name)), "\(name)")
      }
    }
  }

  @Test(arguments: [
    ("قال", CueForm.Kind.past), ("يقول", .present), ("مضيفة", .participle), ("أكده", .pastWithObject),
  ])
  func knowsFormsOfVerbs(word: String, kind: CueForm.Kind) {
    let rows = Lexicons.all.rows(for: word, in: Lexicons.cueForms)

    #expect(rows.contains { CueLexicon.standard.forms[$0].kind == kind })
  }
}
