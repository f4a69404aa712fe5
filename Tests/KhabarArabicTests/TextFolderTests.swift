import KhabarArabic
import KhabarTestSupport
import KhabarText
import Testing

@Suite struct TextFolderTests {
  private func string(_ text: String, _ steps: [FoldStep]) -> String {
    String(decoding: TextFolder(steps: steps).fold(Array(text.utf8)).bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("ا\u{653}ب", [FoldStep.nfc], "آب"), ("ا\u{653}ب", [.nfc, .alef], "اب"), ("ا\u{653}ب", [.marks], "اب"),
    ("بَّ", [.nfc], "ب\u{64E}\u{651}"), ("ﬁ①ｗ", [.nfkc], "fi1w"), ("ﬁ①ｗ", [.nfc], "ﬁ①ｗ"),
    ("ﷺ", [.nfkc], "صلى الله عليه وسلم"), ("﷽", [.presentationForms], "بسم الله الرحمن الرحيم"),
    ("\u{FEDF}\u{FE8E}\u{654}", [.presentationForms, .nfc], "لأ"), ("ب\u{FE76}ت", [.nfkc], "ب \u{64E}ت"),
    ("ب\u{FE76}ت", [.presentationForms, .nfkc], "بَت"), ("𞸀", [.nfkc], "ا"), ("각", [.nfc], "각"),
    ("هٰذا قَال\u{6DA}", [.daggerAlef], "هذا قَال\u{6DA}"), ("هٰذا قَال\u{6DA}", [.tashkeel], "هٰذا قال\u{6DA}"),
    ("هٰذا قَال\u{6DA}", [.quranicMarks], "هٰذا قَال"),
    ("\u{202B}قا\u{200D}ل\u{202C}", [.bidiControls], "قا\u{200D}ل"),
    ("\u{202B}قا\u{200D}ل\u{202C}", [.zeroWidth], "\u{202B}قال\u{202C}"),
    ("چای گوگل پپسی ڤيتو ژاله ٹ ں", [.easternLetters], "جاي كوكل ببسي فيتو زاله ت ن"),
    ("«قال» ‘نعم’ ٣٪؟", [.quotationMarks], "\"قال\" 'نعم' ٣٪؟"), ("«قال»، ٣٪؟ –", [.punctuation], "«قال», ٣%? -"),
    ("رااااائع جدددا اللهم ممكن", [.repeatedLetters], "رائع جدا اللهم ممكن"),
    ("أاآ بيت", [.alef, .repeatedLetters], "ا بيت"), ("www 1000", [.repeatedLetters], "www 1000"),
    ("قال  \u{A0}\t نعم \r\n\r\n ثم", [.whiteSpace], "قال نعم\nثم"),
  ])
  func takesEachStep(text: String, steps: [FoldStep], expected: String) {
    // Scalars: strings that differ in normalization only are equal.
    #expect(string(text, steps).unicodeScalars.elementsEqual(expected.unicodeScalars), "\(string(text, steps))")
  }

  @Test func orderOfStepsMakesNoDifference() {
    let steps: [FoldStep] = [.easternLetters, .tehMarbuta, .hamza, .nfkc, .presentationForms, .repeatedLetters, .marks]
    let text = "ۃۓپ ﻻآ\u{651}\u{64E} ؤؤؤ"

    #expect(string(text, steps) == string(text, steps.reversed()))
  }

  @Test(arguments: [
    ("قال ⟦رااااائع⟧ ثم", [FoldStep.repeatedLetters], "رائع"), ("قال  \t⟦نعم⟧ \n ثم", [.whiteSpace], "نعم"),
    ("⟦ا\u{653}ب⟧ ثم", [.nfc, .alef], "اب"), ("ثم ⟦بَّ⟧ت", [.nfc], "ب\u{64E}\u{651}"),
    ("ثم ⟦ب\u{651}\u{64E}⟧ ت", [.nfc, .marks], "ب"), ("ثم ب⟦آ⟧ت", [.nfc, .alef], "ا"),
    ("ا⟦ﷺ⟧ب", [.nfkc], "الله"),
  ])
  func leadsBoundariesBack(marked: String, steps: [FoldStep], piece: String) throws {
    let expected = MarkedText(marked)
    let (bytes, alignment) = TextFolder(steps: steps).fold(Array(expected.text.utf8))
    let wanted = Array(piece.utf8)
    let start = try #require(
      (0...(bytes.count - wanted.count)).first { Array(bytes[$0..<$0 + wanted.count]) == wanted })

    #expect(alignment.original(of: TextRange(start, start + wanted.count)) == expected.ranges[0])
  }

  /// Every subset of steps that this generator gives, on every hostile text.
  @Test func anyStepsOnAnyTextKeepTheAlignment() {
    var random = SplitMix(state: 7)
    let alphabet: [UInt32] = [
      0x20, 0x0A, 0x41, 0x627, 0x623, 0x628, 0x644, 0x64A, 0x649, 0x629, 0x640, 0x64B, 0x64E, 0x651, 0x653, 0x654,
      0x670,
      0x6D6, 0x6CC, 0x6AF, 0x660, 0x6F1, 0x60C, 0xAB, 0x200D, 0x200F, 0x202B, 0xFEFF, 0xFEFB, 0xFDFA, 0xFDFD, 0xFE76,
      0xFC60, 0x301, 0x327, 0xE9, 0x1E14, 0xAC00, 0x11A8, 0x1100, 0x1161, 0x1F600, 0x1EE00, 0x10EFD, 0xE0067, 0xFFFD,
      0x0344, 0x212B, 0x95C, 0xA0, 0x3000,
    ]
    for round in 0..<120 {
      let steps = FoldStep.allCases.filter { _ in random.next() % 3 == 0 }
      let folder = TextFolder(steps: steps)
      for _ in 0..<4 {
        let count = Int(random.next() % 40)
        var scalars = String.UnicodeScalarView()
        while scalars.count < count {
          let value = alphabet[Int(random.next() % UInt64(alphabet.count))]
          for _ in 0...(random.next() % 4 == 0 ? Int(random.next() % 5) : 0) { scalars.append(Unicode.Scalar(value)!) }
        }
        let text = Array(String(scalars).utf8)
        let (bytes, alignment) = folder.fold(text)
        let fault = Self.fault(text, bytes, alignment)
        #expect(fault == nil, "round \(round) \(steps) \(scalars.map { String($0.value, radix: 16) })")
        if fault != nil { return }
      }
    }
  }

  private static func fault(_ text: [UInt8], _ bytes: [UInt8], _ alignment: Alignment) -> String? {
    guard String(validating: bytes, as: UTF8.self) != nil else { return "not UTF-8" }
    if alignment.originalEnd(of: bytes.count) > text.count { return "ends past the text" }
    if alignment.originalStart(of: bytes.count) != text.count { return "the end is not the end" }
    var previous = (start: 0, end: 0)
    for offset in 0...bytes.count where UTF8Scalars.isBoundary(offset, in: bytes) {
      let (start, end) = (alignment.originalStart(of: offset), alignment.originalEnd(of: offset))
      guard UTF8Scalars.isBoundary(start, in: text), UTF8Scalars.isBoundary(end, in: text) else {
        return "cuts a scalar"
      }
      guard start >= previous.start, end >= previous.end else { return "runs backward at \(offset)" }
      previous = (start, end)
    }
    for offset in text.indices where alignment.rewritten(of: offset) > bytes.count { return "rewritten past the end" }
    return nil
  }

  /// Every word of the folded text, folded again from where it stands in the text, gives itself.
  @Test(arguments: FoldProfile.allCases)
  func aFoldedWordLeadsToItsWordInTheText(profile: FoldProfile) {
    let folder = TextFolder(profile)
    let text = Array(
      "قَالَ\u{200F} الـــوَزِيرُ: «إنّ ٢٧ أَلْفًا»، ثمّ\u{200C}مضى.\r\n ﷺ ﻻعب آ ا\u{653}ب مؤتمـــر\u{640} شئء رااااائع".utf8)
    let (bytes, alignment) = folder.fold(text)
    var start = 0
    for end in 0...bytes.count where end == bytes.count || bytes[end] == 0x20 || bytes[end] == 0x0A {
      let range = alignment.original(of: TextRange(start, end))
      // A part of ﷺ leads to the whole.
      if range.count == 3, end - start > 3 {
        #expect(text[range.lowerBound] == 0xEF)
      } else {
        #expect(folder.fold(Array(text[range.indices])).bytes == Array(bytes[start..<end]))
      }
      start = end + 1
    }
  }

  @Test func bothWaysOfFoldingAgree() {
    // White space that is never doubled and no letter thrice: the slower way has nothing of its own to do.
    let text = Array("قَالَ\u{200F} الـــوَزِيرُ: «٢٧ ﻻعب» ﷺ ﷽ 👍🏽 😀 \u{10EFD}".utf8)
    let plain = TextFolder(steps: FoldProfile.search.steps).fold(text)
    let other = TextFolder(steps: FoldProfile.search.steps + [.repeatedLetters, .whiteSpace]).fold(text)

    #expect(plain.bytes == other.bytes)
    for offset in 0...plain.bytes.count {
      #expect(plain.alignment.originalStart(of: offset) == other.alignment.originalStart(of: offset))
      #expect(plain.alignment.originalEnd(of: offset) == other.alignment.originalEnd(of: offset))
    }
  }
}

/// A small generator with a fixed seed: the same cases each time. Source: Steele, Lea, Flood, "Fast splittable
/// pseudorandom number generators", 2014.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
