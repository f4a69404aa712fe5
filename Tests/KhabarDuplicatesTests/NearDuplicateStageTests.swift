import KhabarCore
import KhabarDuplicates
import KhabarTestSupport
import Testing

@Suite struct NearDuplicateStageTests {
  /// What each of `texts` is a duplicate of: the number of an earlier one, nil for an original.
  private func duplicates(
    _ texts: [String], options: NearDuplicateStage.Options = .init()
  ) throws -> [Int?] {
    let fingerprints = FingerprintStage(options: .init())
    let stage = NearDuplicateStage(options: options)
    var memory = stage.makeMemory()
    return try texts.enumerated().map { index, text in
      var document = Document(id: "\(index)", text: text)
      fingerprints.process(&document)
      try stage.process(&document, memory: &memory)
      return document.metadata.duplicateOf.flatMap(Int.init)
    }
  }

  private let report = """
    أعلنت شركة الكهرباء أن التيار سيعود إلى أحياء المدينة الشمالية قبل مساء الجمعة، بعد عطل أصاب المحطة الرئيسية.
    وقال مدير التشغيل فؤاد الزين إن فرق الصيانة استبدلت محولين تضررا من الحريق، وإن العمل جار على إصلاح الثالث.
    وأضاف أن الشركة ستعوض أصحاب المخابز والمستشفيات عن كلفة الوقود الذي استهلكته مولداتهم خلال الأيام الثلاثة الماضية.
    واتهم أعضاء في المجلس البلدي الشركة بإهمال تحذيرات سابقة من قدم التجهيزات، وطالبوا بتحقيق مستقل.
    """

  @Test func findsACopyWithAnotherHeadlineAndLead() throws {
    let copy = """
      شركة الكهرباء تعد بإنهاء العتمة
      وعدت شركة الكهرباء سكان الأحياء الشمالية بعودة التيار مع نهاية الأسبوع.
      """ + "\n" + report.split(separator: "\n").dropFirst().joined(separator: "\n")
    #expect(try duplicates([report, copy]) == [nil, 0])
  }

  @Test func findsACopyWithTheLinesOfAnotherSite() throws {
    let copy = report + "\nتابعوا صفحتنا لتصلكم الأخبار أولاً بأول.\nجميع الحقوق محفوظة لصحيفة المرفأ."
    #expect(try duplicates([report, copy]) == [nil, 0])
  }

  @Test func findsACopyThatIsSpeltAndPointedOtherwise() throws {
    let copy = String(report.map { ["أ": "ا", "إ": "ا", "ة": "ه", "،": " ", ".": " "][$0] ?? $0 })
    #expect(try duplicates([report, copy]) == [nil, 0])
  }

  @Test func tellsAnotherReportOfTheSameEventFromACopy() throws {
    let other = """
      ما زالت أحياء واسعة من شمال المدينة بلا كهرباء لليوم الثالث على التوالي بعد الحريق الذي اندلع في المحطة الرئيسية.
      ويقول أصحاب المخابز إنهم ينفقون على وقود المولدات أكثر مما يربحون، فيما نقلت مستشفيات مرضاها إلى أحياء أخرى.
      وقال فؤاد الزين، مدير التشغيل في شركة الكهرباء، إن المحول الثالث سيصلح قبل مساء الجمعة.
      ونظم العشرات وقفة أمام مبنى البلدية احتجاجاً على ما وصفوه بالإهمال.
      """
    #expect(try duplicates([report, other]) == [nil, nil])
  }

  @Test func namesTheOriginalAndNotAnotherCopy() throws {
    let lines = report.split(separator: "\n")
    let shorter = lines.dropLast().joined(separator: "\n")
    #expect(try duplicates([report, shorter, report]) == [nil, 0, 0])
  }

  @Test func takesShortTextsForOriginals() throws {
    #expect(try duplicates(["عاجل: هزة أرضية", "عاجل: هزة أرضية", "", ""]) == [nil, nil, nil, nil])
  }

  @Test func asksForMoreWhenTheThresholdIsHigher() throws {
    let lines = report.split(separator: "\n")
    let shorter = lines.dropLast(2).joined(separator: "\n")
    var options = NearDuplicateStage.Options()
    options.threshold = 0.95
    #expect(try duplicates([report, shorter]) == [nil, 0])
    #expect(try duplicates([report, shorter], options: options) == [nil, nil])
    #expect(try duplicates([report, report], options: options) == [nil, 0])
  }

  @Test func dropsWhenToldTo() throws {
    var options = NearDuplicateStage.Options()
    options.drop = true
    #expect(throws: DocumentDrop.self) { try duplicates([report, report], options: options) }
  }

  @Test func forgetsTheOldestOfALongRun() throws {
    var options = NearDuplicateStage.Options()
    options.maximumDocuments = 4
    // Between a text and its copy stand three others, then five.
    let others = (0..<8).map { number in
      (0..<20).map { "كلمة\(String(UnicodeScalar(UInt8(97 + number))))\($0)" }.joined(separator: " ")
    }
    #expect(try duplicates([report] + others.prefix(2) + [report], options: options).last == 0)
    #expect(try duplicates([report] + others + [report], options: options).last == .some(nil))
  }

  @Test func writesTheFingerprint() {
    let stage = FingerprintStage(options: .init())
    var document = Document(id: "d", text: report)
    stage.process(&document)
    #expect(document.metadata.fingerprint?.count == 32)
    #expect(document.metadata.fingerprint == document[Fingerprints.self].first?.digest)
  }

  @Test func keepsToTheRules() throws {
    try StageConformance(FingerprintStage.self).run()
    try StageConformance(NearDuplicateStage.self, after: [FingerprintStage(options: .init())]).run()
  }
}
