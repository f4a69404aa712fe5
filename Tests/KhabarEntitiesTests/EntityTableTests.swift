import KhabarAnnotations
import KhabarCore
import KhabarEntities
import KhabarText
import Testing

@Suite struct EntityTableTests {
  /// For each document the ids of its named entities in the run, as `canonical=number`.
  private func run(_ texts: [String], maximumNames: Int = 1000) throws -> [[String]] {
    var options = EntityTableStage.Options()
    options.maximumNames = maximumNames
    let stage = EntityTableStage(options: options)
    var memory = stage.makeMemory()
    return try texts.map { text in
      var (document, _) = try entities(in: text)
      stage.process(&document, memory: &memory)
      return document[RunEntities.self].map {
        "\(document[Entities.self][$0.entity.value].canonical)=\($0.number)"
      }
    }
  }

  @Test func givesOneNameOneNumber() throws {
    let found = try run(["وصل الوفد إلى بغداد", "سافر من دمشق إلى بغداد", "عاد إلى دمشق"])
    #expect(found == [["بغداد=1"], ["دمشق=2", "بغداد=1"], ["دمشق=2"]])
  }

  @Test func joinsASurnameByItsTitle() throws {
    let found = try run([
      "قال وزير المالية ماجد الراوندي إن الخطة جاهزة", "قال وزير المالية الراوندي إن القرار نهائي",
      "سجل اللاعب الراوندي هدفا",
    ])
    #expect(found[0] == ["ماجد الراوندي=1"])
    #expect(found[1] == ["الراوندي=1"])
    #expect(found[2] != ["الراوندي=1"])
  }

  @Test func joinsANameWithAndWithoutItsHeadNoun() throws {
    let found = try run(["قالت حركة حماس إنها وافقت", "ردت حماس على المقترح"])
    #expect(found[0].map { $0.split(separator: "=")[1] } == found[1].map { $0.split(separator: "=")[1] })
  }

  @Test func keepsHomonymsOfDifferentTypeApart() throws {
    let found = try run(["تغلب بورتو البرتغالي على ضيفه", "زار الوفد مدينة بورتو البرتغالية"])
    #expect(found == [["بورتو=1"], ["بورتو=2"]])
  }

  @Test func boundsItsMemory() throws {
    let found = try run(["سافر إلى بغداد", "سافر إلى دمشق", "سافر إلى بغداد"], maximumNames: 1)
    #expect(found == [["بغداد=1"], [], ["بغداد=1"]])
  }

  @Test func leavesUnnamedSourcesOut() throws {
    #expect(try run(["قال مسؤول مطلع إن الرد وصل"]) == [[]])
  }
}
