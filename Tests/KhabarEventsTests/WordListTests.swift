import KhabarLexicon
import Testing

@testable import KhabarEvents

@Suite struct WordListTests {
  @Test func wordClassesAreAllKnown() {
    #expect(WordClass.unknownNames.isEmpty)
  }

  @Test func constructionsAreAllKnown() {
    let list = Lexicons.casualtyTerms
    let column = list.column("construction")
    let names = (0..<list.count).flatMap { list.value($0, column).split(separator: ",").map(String.init) }

    #expect(names.filter { CasualtyTerm.Construction.names[$0] == nil } == [])
  }

  @Test func everyTriggerHasATypeAndAUse() {
    for (list, rows) in [(Lexicons.eventTriggers, TriggerWord.rows), (Lexicons.sportTriggers, TriggerWord.sportRows)] {
      let (type, use) = (list.column("type"), list.column("use"))
      for row in 0..<list.count {
        #expect(rows[row].types.count == list.value(row, type).split(separator: ",").count, "\(list.keys(row))")
        #expect(rows[row].use.rawValue == list.value(row, use), "\(list.keys(row))")
      }
    }
  }
}
