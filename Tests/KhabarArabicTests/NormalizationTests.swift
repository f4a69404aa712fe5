import Foundation
import KhabarArabic
import Testing

/// A sample of Unicode's own cases; `Tools/unicode_normalization.py` says how it was taken. All 19,000 cases of the full
/// file pass as well; it is too large to be kept here.
@Suite struct NormalizationTests {
  private static let cases: [[String]] = {
    let path = ProcessInfo.processInfo.environment["KHABAR_NORMALIZATION_TEST"]
    let file =
      path.map { URL(fileURLWithPath: $0) }
      ?? URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../Fixtures/unicode/normalization-sample.txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("@") }.map { line in
      line.split(separator: ";").prefix(5).map { column in
        var scalars = String.UnicodeScalarView()
        for value in column.split(separator: " ") {
          if let scalar = UInt32(value, radix: 16).flatMap(Unicode.Scalar.init) { scalars.append(scalar) }
        }
        return String(scalars)
      }
    }
  }()

  @Test func readsTheCases() {
    #expect(Self.cases.count > 3000)
    #expect(Self.cases.allSatisfy { $0.count == 5 })
  }

  // Columns: source, NFC, NFD, NFKC, NFKD.
  @Test(arguments: [(FoldStep.nfc, 1, 0..<3), (.nfc, 3, 3..<5), (.nfkc, 3, 0..<5)])
  func agreesWithUnicode(step: FoldStep, expected: Int, sources: Range<Int>) {
    let folder = TextFolder(steps: [step])
    let faults = Self.cases.filter { columns in
      sources.contains { folder.fold(Array(columns[$0].utf8)).bytes != Array(columns[expected].utf8) }
    }
    #expect(faults.map { $0[0].unicodeScalars.map { String($0.value, radix: 16) } } == [])
  }

  @Test func everyPresentationFormHasItsLetters() {
    let compatible = TextFolder(steps: [.nfkc])
    let forms = TextFolder(steps: [.presentationForms])
    for value in [UInt32](0xFB50...0xFDFF) + [UInt32](0xFE70...0xFEFF) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = Array(String(Character(scalar)).utf8)
      let expected = compatible.fold(text).bytes
      guard expected != text else { continue }
      // A vowel sign that stands alone has a space before it in Unicode, none here.
      #expect(forms.fold(text).bytes == (expected.first == 0x20 ? Array(expected.dropFirst()) : expected))
    }
  }
}
