import KhabarCore
import KhabarSchema
import KhabarTestSupport
import KhabarText
import Testing

@Suite struct DocumentTests {
  @Test func keepsLayersByType() {
    var document = Document(id: "a", text: "عام 1445 وعام 2023")
    #expect(!document.has(Digits.self))
    DigitStage(options: .init()).process(&document)
    #expect(document[Digits.self].map(document.string) == ["1445", "2023"])
    #expect(document.layerContents.map(\.name.name) == ["test.digits"])
  }

  @Test func copiesDoNotShareChanges() {
    var document = Document(id: "a", text: "7")
    let copy = document
    document.report(Diagnostic(.note, code: "x", "y", origin: "test"))
    #expect(copy[Diagnostics.self].isEmpty)
    #expect(document[Diagnostics.self].count == 1)
  }

  @Test func takesThePageTextOnce() async {
    var page = Document(id: "p", page: DocumentSource(bytes: [0x41]))
    #expect(!page.hasText)
    page.setText(Array("نص".utf8), sourceMap: nil)
    #expect(page.text == Array("نص".utf8))
    // Law 1: the text never changes once it is set.
    await #expect(processExitsWith: .failure) {
      var again = Document(id: "q", text: "نص")
      again.setText([0x41], sourceMap: nil)
    }
  }

  @Test func writesAThirdPartysLayerInSnakeCaseWithSpans() throws {
    var document = Document(id: "a", text: "سنة 1445")
    DigitStage(options: .init()).process(&document)
    YearStage(options: .init()).process(&document)
    var writer = AnnotationWriter(
      json: JSONWriter(), text: document.text, offsets: OffsetConverter(document.text, unit: .scalar))
    let layer = try #require(document.layerContents.first { $0.name.name == "test.years" })
    layer.write(to: &writer)
    #expect(
      writer.json.string
        == #"[{"range":{"start":4,"end":8,"text":"1445"},"calendar_name":"hijri","values":[1445]}]"#)
  }
}
