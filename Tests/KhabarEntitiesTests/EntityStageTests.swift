import KhabarAnnotations
import KhabarArabic
import KhabarCore
import KhabarEntities
import KhabarTestSupport
import KhabarText
import Testing

/// The entities of `text` after the stages they need.
func entities(
  in text: String, options: EntityStage.Options = .init()
) throws -> (document: Document, entities: [Entity]) {
  var document = Document(id: "t", text: text)
  FoldStage(options: .init()).process(&document)
  SentenceStage(options: .init()).process(&document)
  TokenStage(options: .init()).process(&document)
  try EntityStage(options: options).process(&document)
  return (document, document[Entities.self])
}

/// Mentions of named entities, references aside, in text order, as `TYPE text`.
func names(in text: String) throws -> [String] {
  let (document, entities) = try entities(in: text)
  return entities.filter(\.isNamed).flatMap { entity in
    entity.mentions.filter { $0.form != .description && $0.form != .title }.map { ($0.range, entity.type) }
  }
  .sorted { $0.0 < $1.0 }.map { "\($0.1.rawValue) \(document.string($0.0))" }
}

@Suite struct EntityStageTests {
  @Test func keepsToTheRulesOfStages() throws {
    try StageConformance(
      EntityStage.self,
      after: [FoldStage(options: .init()), SentenceStage(options: .init()), TokenStage(options: .init())]
    ).run()
  }

  @Test(arguments: [
    // Particles stay outside, the article inside; of لل the second ل is inside.
    ("وصل الوفد إلى بغداد ثم سافر لدمشق", ["LOC بغداد", "LOC دمشق"]),
    ("قالت الصحيفة إن الدعم قُدم للعراق وللأردن", ["LOC لعراق", "LOC لأردن"]),
    // A name that is an ordinary word too.
    ("تعاني البلاد من عجز مالي كبير", []),
    ("أرسلت فرنسا قوات إلى مالي", ["LOC فرنسا", "LOC مالي"]),
    ("", []),
  ])
  func findsListedNames(text: String, expected: [String]) throws {
    #expect(try names(in: text) == expected)
  }
}
