import KhabarCore
import KhabarTestSupport
import Testing

@testable import KhabarTime

@Suite struct PublicationDateStageTests {
  private func published(_ text: String) -> Document {
    var document = Document(id: "t", text: "")
    document.metadata.dateCandidates = [DateCandidate(field: .published, text: text, origin: "visible")]
    PublicationDateStage(options: .init()).process(&document)
    return document
  }

  @Test(arguments: [
    ("2024-02-07T19:40:00+03:00", "2024-02-07T19:40:00+03:00"), ("2024-02-07 19:40", "2024-02-07T19:40:00"),
    ("الأربعاء 7 فبراير 2024", "2024-02-07"), ("نشر في: الخميس، 06 مايو 2021 - 10:50 م", "2021-05-06T22:50:00"),
    ("٧ شباط ٢٠٢٤، الساعة ٠٩:١٥ صباحاً", "2024-02-07T09:15:00"), ("26 رجب 1445 هـ", "2024-02-07"),
    ("الأربعاء 26 رجب 1445هـ - 7 فبراير 2024م", "2024-02-07"), ("۱۸ بهمن ۱۴۰۲", "2024-02-07"),
    ("07/02/2024", "2024-02-07"),
    ("Wed, 07 Feb 2024 19:40:00 GMT", "2024-02-07T19:40:00Z"), ("February 7, 2024", "2024-02-07"),
  ])
  func readsDatesAsPagesWriteThem(text: String, value: String) {
    let document = published(text)
    #expect(document.metadata.published == value)
    #expect(document.metadata.referenceDate == String(value.prefix(10)))
    #expect(document.metadata.origins["published"] == "visible")
  }

  @Test(arguments: ["", "منذ 3 ساعات", "الأربعاء", "2024", "32/13/2024", "أخبار اليوم"])
  func leavesWhatIsNoFullDay(text: String) {
    let document = published(text)
    #expect(document.metadata.published == nil)
    #expect(document.metadata.referenceDate == nil)
  }

  @Test func keepsWhatTheSourceHasSet() {
    var document = Document(id: "t", text: "")
    document.metadata.published = "2020-01-02T00:00:00Z"
    document.metadata.referenceDate = "2020-01-05"
    document.metadata.dateCandidates = [
      DateCandidate(field: .published, text: "7 فبراير 2024", origin: "visible"),
      DateCandidate(field: .modified, text: "8 فبراير 2024", origin: "meta"),
    ]
    PublicationDateStage(options: .init()).process(&document)
    #expect(document.metadata.published == "2020-01-02T00:00:00Z")
    #expect(document.metadata.modified == "2024-02-08")
    #expect(document.metadata.referenceDate == "2020-01-05")
  }

  @Test func conforms() throws { try StageConformance(PublicationDateStage.self).run() }
}
