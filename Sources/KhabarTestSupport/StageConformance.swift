public import KhabarCore
import KhabarText

/// Checks what every stage must keep to, whoever wrote it.
///
/// The same result twice; ranges inside the text, on scalar boundaries and forward; only declared layers written; the
/// text untouched; empty, one-byte, fully vowelled and hostile texts survived.
///
/// ```swift
/// try StageConformance(HijriDateStage.self, after: [DigitStage(options: .init())]).run()
/// ```
public struct StageConformance<S: Stage> {
  /// What a stage did wrong, with the text that showed it.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  private let options: S.Options
  private let before: [any Stage]

  /// - Parameter before: stages that provide what this one requires, in order.
  public init(_ stage: S.Type, options: S.Options = S.Options(), after before: [any Stage] = []) {
    self.options = options
    self.before = before
  }

  /// - Throws: `Failure` for the first rule broken, or what the stage throws.
  public func run(texts: [String] = StageConformanceTexts.all) throws {
    let stage = try S(options: options)
    for (index, text) in texts.enumerated() {
      var document = Document(id: "conformance-\(index)", text: text)
      document.metadata.referenceDate = "2024-02-07"
      for earlier in before { try earlier.process(&document) }
      let given = document
      try stage.process(&document)
      var again = given
      try stage.process(&again)
      try check(document, given: given, again: again, text: text)
    }
  }

  private func check(_ document: Document, given: Document, again: Document, text: String) throws {
    let shown = text.count > 60 ? String(text.prefix(60)) + "…" : text
    guard document.text == given.text else { throw fail("changed the text", shown) }
    let allowed = Set(S.provides + S.extends + [LayerName(Diagnostics.self)])
    for layer in document.layerContents {
      let counterpart = given.layerContents.first { $0.name == layer.name }
      if !allowed.contains(layer.name), counterpart?.count != layer.count {
        throw fail("wrote layer \"\(layer.name)\", which it does not declare", shown)
      }
      for range in layer.ranges {
        guard range.upperBound <= document.text.count else {
          throw fail("wrote \(range) in \(layer.name), past the end", shown)
        }
        guard
          UTF8Scalars.isBoundary(range.lowerBound, in: document.text),
          UTF8Scalars.isBoundary(range.upperBound, in: document.text)
        else { throw fail("wrote \(range) in \(layer.name), which cuts a scalar", shown) }
      }
      let repeated = again.layerContents.first { $0.name == layer.name }
      guard repeated?.ranges == layer.ranges, repeated?.count == layer.count else {
        throw fail("gave another \(layer.name) the second time", shown)
      }
    }
  }

  private func fail(_ what: String, _ text: String) -> Failure {
    Failure(description: "stage \"\(S.name)\" \(what); text: \(text)")
  }
}

/// Texts that have broken text programs.
public enum StageConformanceTexts {
  public static let all: [String] = [
    "", "ا", ".", " ", "\n\n\n", "7", "\u{FEFF}", "\u{0}",
    "قَالَ الوَزِيرُ إِنَّ الأَمْرَ مُهِمٌّ جِدًّا.",
    "قال الوزير أحمد علي، الأربعاء 7 فبراير/شباط 2024، إن 27 ألفاً و708 أشخاص قتلوا، وفق وزارة الصحة.",
    "\"قال\" «قال» “قال” (قال) [قال]: \"\"\"\"", "«««««««««« قال إن »", ")))((( \" ' ` ’ ‘",
    "ـــــــــــ\u{200F}\u{200E}\u{202B}\u{202C}\u{2067}\u{2069}\u{200D}\u{200C}", "ﷺ ﷲ ﻻ ﻼ ﺍﻟﻌﺮﺑﻴﺔ",
    "٣٢ فبراير ٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩ الساعة 25:61", "👨‍👩‍👧‍👦 🇵🇸 #غزة_الآن @user https://example.org/خبر?a=1",
    String(repeating: "و", count: 3000), String(repeating: "قال إن ", count: 600),
    String(repeating: "\u{64E}", count: 3000),
    "ب" + String(repeating: "\u{651}\u{64E}", count: 1500), String(repeating: "9", count: 3000),
    String(repeating: "مليون ", count: 500), String(repeating: "\"", count: 2000),
    "The minister said \"no\" on 7 October 2023, café naïve 中文 עברית", "كلمة\r\nكلمة\rكلمة\u{2028}كلمة\u{85}كلمة",
  ]
}
