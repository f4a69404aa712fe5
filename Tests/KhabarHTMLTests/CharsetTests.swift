import KhabarHTML
import KhabarText
import Testing

/// `text` in a single-byte encoding, through the tables of that encoding's decoder.
func encode(_ text: String, _ encoding: CharacterEncoding) -> [UInt8] {
  var bytes: [UInt32: UInt8] = [:]
  for byte in UInt8.min...UInt8.max {
    let charset = Charset(of: [byte], transportLabel: encoding.rawValue)
    guard byte >= 0x80 else {
      bytes[UInt32(byte)] = byte
      continue
    }
    // Decoded with the encoding forced: a page of one such byte is Arabic to no statistics.
    let page = DecodedPage(Array("<p>".utf8) + [byte], charset: charset)
    if page.charset.used == encoding, let scalar = String(decoding: page.bytes, as: UTF8.self).unicodeScalars.last {
      bytes[scalar.value] = byte
    }
  }
  return text.unicodeScalars.map { bytes[$0.value] ?? 0x3F }
}

@Suite struct CharsetTests {
  static let arabic = """
    أعلنت وزارة الصحة في غزة، مساء الأربعاء، أن حصيلة الضحايا ارتفعت، وقال المتحدث باسمها إن الطواقم الطبية تواصل عملها في ظروف \
    بالغة الصعوبة، وطالب المؤسسات الدولية بالتدخل.
    """

  @Test(arguments: [
    ("windows-1256", UInt8(0x81), UInt32(0x67E)),
    ("windows-1256", 0xC7, 0x627),
    ("windows-1256", 0xED, 0x64A),
    ("windows-1256", 0xFF, 0x6D2),
    ("iso-8859-6", 0xC7, 0x627),
    ("iso-8859-6", 0xEA, 0x64A),
    ("iso-8859-6", 0xAC, 0x60C),
    ("windows-1252", 0x80, 0x20AC),
    ("iso-8859-1", 0xE9, 0xE9),
    ("latin1", 0x93, 0x201C),
  ])
  func decodesByTheTable(label: String, byte: UInt8, scalar: UInt32) {
    let page = DecodedPage([0x61, byte, 0x62], transportLabel: label)

    #expect(String(decoding: page.bytes, as: UTF8.self).unicodeScalars.map(\.value) == [0x61, scalar, 0x62])
  }

  @Test(arguments: [
    ("windows-1256", CharacterEncoding.windows1256), ("x-cp1256", .windows1256), (" CP1256\n", .windows1256),
    ("ASMO-708", .iso88596), ("arabic", .iso88596), ("ISO-8859-1", .windows1252), ("ascii", .windows1252),
    ("UTF8", .utf8), ("utf-16", .utf16LE), ("unicodefffe", .utf16BE),
  ])
  func knowsTheLabelsOfTheWeb(label: String, encoding: CharacterEncoding) {
    #expect(CharacterEncoding(label: label) == encoding)
  }

  @Test(arguments: ["", "utf-9", "windows1256 ", "koi8-r"])
  func refusesOtherLabels(label: String) {
    #expect(CharacterEncoding(label: label) == nil)
  }

  @Test(arguments: [
    (#"<meta charset="windows-1256">"#, "windows-1256"),
    (#"<META CharSet = 'utf-8' >"#, "utf-8"),
    (#"<meta http-equiv=Content-Type content="text/html; charset=iso-8859-6">"#, "iso-8859-6"),
    (#"<meta content="text/html; charset='x-cp1256'" http-equiv="content-type">"#, "x-cp1256"),
    (#"<?xml version="1.0" encoding="windows-1256"?><html>"#, "windows-1256"),
    (#"<!-- <meta charset=a> --><meta charset=b>"#, "b"),
    (#"<script>w("<meta charset=a>")</script><meta charset=b>"#, "b"),
    (#"<a title="<meta charset=a>"><meta charset=b>"#, "b"),
  ])
  func readsTheDeclaredLabel(page: String, label: String) {
    #expect(Charset(of: Array(page.utf8)).declared == label)
  }

  @Test(arguments: [
    #"<meta content="text/html; charset=iso-8859-6">"#,
    #"<meta name=charset content=utf-8>"#,
    #"<metadata charset=utf-8>"#,
    #"<!-- <meta charset=a> "#,
    #"<p>charset=utf-8</p>"#,
    "",
  ])
  func seesNoLabelWhereNoneIsDeclared(page: String) {
    #expect(Charset(of: Array(page.utf8)).declared == nil)
  }

  @Test(arguments: [
    (CharacterEncoding.windows1256, "utf-8" as String?), (.windows1256, "iso-8859-1"), (.windows1256, "iso-8859-6"),
    (.windows1256, "gb2312"), (.windows1256, nil), (.windows1256, "windows-1256"),
    (.iso88596, "windows-1256"), (.iso88596, nil), (.iso88596, "iso-8859-6"),
  ])
  func readsArabicWhateverTheLabelSays(encoding: CharacterEncoding, label: String?) {
    let declaration = label.map { "<meta charset=\($0)>" } ?? ""
    let page = declaration + "<p>" + Self.arabic + "</p>"

    let decoded = DecodedPage(encode(page, encoding))

    #expect(decoded.charset.used == encoding)
    #expect(decoded.charset.declared == label)
    #expect(decoded.charset.disagrees == (label != nil && label != encoding.rawValue))
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == page)
  }

  @Test func leavesFrenchToWindows1252() {
    let page = "<p>Le président a été reçu à l'Élysée, où il a évoqué la façade « méditerranéenne ».</p>"

    let decoded = DecodedPage(encode(page, .windows1252))

    #expect(decoded.charset.used == .windows1252)
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == page)
  }

  @Test func readsUTF8DeclaredAsSomethingElse() {
    let page = "<meta charset=windows-1256><p>" + Self.arabic

    let decoded = DecodedPage(Array(page.utf8))

    #expect(decoded.charset.used == .utf8)
    #expect(decoded.charset.disagrees)
  }

  @Test(arguments: [true, false])
  func readsUTF16WithoutAMark(lowByteFirst: Bool) {
    let page = "<html><body><p>" + Self.arabic + "</p></body></html>"
    let units = Array(page.utf16)
    let bytes = units.flatMap { lowByteFirst ? [UInt8($0 & 255), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 255)] }

    let decoded = DecodedPage(bytes)

    #expect(decoded.charset.used == (lowByteFirst ? .utf16LE : .utf16BE))
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == page)
  }

  @Test func takesAByteOrderMarkOffTheText() {
    let decoded = DecodedPage([0xEF, 0xBB, 0xBF] + Array("<meta charset=windows-1256>خبر".utf8))

    #expect(decoded.charset.evidence == .byteOrderMark)
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == "<meta charset=windows-1256>خبر")
    #expect(decoded.alignment.originalStart(of: 0) == 3)
  }

  @Test func mapsEveryScalarBackToItsBytes() {
    let text = "قال: «نعم» yes"
    let input = encode(text, .windows1256)
    let decoded = DecodedPage(input, charset: Charset(of: input, transportLabel: "windows-1256"))

    var offset = 0
    for (place, scalar) in text.unicodeScalars.enumerated() {
      let length = String(scalar).utf8.count
      #expect(decoded.alignment.original(of: TextRange(offset, offset + length)) == TextRange(place, place + 1))
      offset += length
    }
  }

  @Test func repairsWhatIsBroken() {
    let input = Array("قبل".utf8) + [0xFF] + Array("وبعد".utf8) + [0xD8]

    let decoded = DecodedPage(input)

    #expect(decoded.charset.used == .utf8)
    #expect(decoded.replacements == 2)
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == "قبل\u{FFFD}وبعد\u{FFFD}")
    #expect(decoded.alignment.originalStart(of: 9) == 7)
  }

  @Test func replacesZeroBytesAndControls() {
    let decoded = DecodedPage([0x61, 0x00, 0x62, 0x07, 0x63, 0x09, 0x0A])

    #expect(String(decoding: decoded.bytes, as: UTF8.self) == "a\u{FFFD}b c\t\n")
    #expect(decoded.replacements == 1)
    #expect(decoded.alignment.originalStart(of: 4) == 2)
  }
}
