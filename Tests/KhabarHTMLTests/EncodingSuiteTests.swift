import KhabarHTML
import KhabarText
import Testing

/// Own text in every encoding, under right, wrong and missing labels, cut and damaged.
@Suite struct EncodingSuiteTests {
  /// Every letter of the alphabet, marks, both kinds of digits, quotation marks of windows-1256 left out where
  /// ISO-8859-6 has none.
  private static let prose = """
    أعلن المجلس البلدي في ضاحية الغوطة، صباح الثلاثاء، خطةً لإصلاح شبكة المياه بعد شكاوى السكان من ضعف الضخ. وقال رئيس المجلس \
    ظافر شهاب إن الأعمال تبدأ في الأسبوع المقبل، وإنها تشمل ثلاثين حياً؛ فهل تكفي الميزانية؟ وذكر المهندسون أن الأنابيب القديمة \
    آئلة إلى التلف، وأن بعضها يعود إلى خمسين عاماً مضت.
    """
  private static let french =
    "Le maire a présenté hier à la presse un projet de rénovation du réseau d'eau : « c'est nécessaire », a-t-il déclaré."

  static let encodings: [CharacterEncoding] = [.utf8, .windows1256, .iso88596, .utf16LE, .utf16BE]
  static let labels: [String?] = [
    nil, "utf-8", "windows-1256", "iso-8859-6", "iso-8859-1", "windows-1252", "utf-16", "gb2312", "x-nothing",
  ]

  static func bytes(_ text: String, _ encoding: CharacterEncoding) -> [UInt8] {
    switch encoding {
    case .utf8: Array(text.utf8)
    case .utf16LE: text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    case .utf16BE: text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    default: encode(text, encoding)
    }
  }

  private func page(_ label: String?, _ text: String) -> String {
    let declaration = label.map { "<meta charset=\"\($0)\">" } ?? ""
    return
      "<!DOCTYPE html><html><head>\(declaration)<title>\(text.prefix(40))</title></head><body><p>\(text)</p></body></html>"
  }

  @Test(arguments: encodings, labels)
  func readsArabicUnderAnyLabel(encoding: CharacterEncoding, label: String?) {
    let page = page(label, Self.prose)

    let decoded = DecodedPage(Self.bytes(page, encoding))

    #expect(decoded.charset.used == encoding)
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == page)
    let claim = label.flatMap(CharacterEncoding.init(label:))
    // "utf-16" says nothing about the order of the bytes.
    let agrees = label == nil || claim == encoding || (label == "utf-16" && encoding == .utf16BE)
    #expect(decoded.charset.disagrees == !agrees)
    #expect(decoded.charset.declared == label)
  }

  // One headline is all that some pages have of Arabic.
  @Test(arguments: encodings)
  func readsAShortPageWithoutALabel(encoding: CharacterEncoding) {
    let page = page(nil, "انقطاع المياه عن ثلاثين حياً في الضاحية")

    let decoded = DecodedPage(Self.bytes(page, encoding))

    #expect(decoded.charset.used == encoding)
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == page)
  }

  @Test(arguments: [nil, "utf-8", "windows-1256", "iso-8859-1"] as [String?])
  func readsFrenchUnderAnyLabel(label: String?) {
    let page = page(label, Self.french)

    let decoded = DecodedPage(encode(page, .windows1252))

    #expect(String(decoding: decoded.bytes, as: UTF8.self) == page)
  }

  @Test(arguments: [CharacterEncoding.utf8, .utf16LE, .utf16BE])
  func aByteOrderMarkDecides(encoding: CharacterEncoding) {
    let page = page("windows-1256", Self.prose)

    let decoded = DecodedPage(Self.bytes("\u{FEFF}" + page, encoding))

    #expect(decoded.charset.evidence == .byteOrderMark)
    #expect(decoded.charset.used == encoding)
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == page)
  }

  // A file that ends inside a character, at every byte of the last word.
  @Test(arguments: encodings, 1...9)
  func readsWhatStandsBeforeACut(encoding: CharacterEncoding, cut: Int) {
    let whole = "<html><body><p>" + Self.prose
    let decoded = DecodedPage(Array(Self.bytes(whole, encoding).dropLast(cut)))

    let text = String(decoding: decoded.bytes, as: UTF8.self)
    let sound = text.hasSuffix("\u{FFFD}") ? String(text.unicodeScalars.dropLast()) : text
    #expect(decoded.charset.used == encoding)
    #expect(whole.unicodeScalars.starts(with: sound.unicodeScalars))
    #expect(whole.unicodeScalars.count - sound.unicodeScalars.count <= cut)
    #expect(decoded.replacements == (text == sound ? 0 : 1))
  }

  // NULs between the characters of an encoding of one byte are damage, not UTF-16.
  @Test(arguments: [CharacterEncoding.utf8, .windows1256, .iso88596])
  func outlivesNULs(encoding: CharacterEncoding) {
    var bytes = Self.bytes("<p>" + Self.prose, encoding)
    for place in [10, 60, 200] { bytes.insert(0, at: place) }

    let decoded = DecodedPage(bytes)

    #expect(decoded.charset.used == encoding)
    #expect(decoded.bytes.allSatisfy { $0 != 0 })
    #expect(decoded.replacements >= 3)
  }

  @Test func readsUTF8WithForeignBytesInIt() {
    // A comment pasted from a page in windows-1256.
    let bytes = Array("<p>".utf8) + Array(Self.prose.utf8) + encode("تعليق قديم", .windows1256) + Array(Self.prose.utf8)

    let decoded = DecodedPage(bytes)

    #expect(decoded.charset.used == .utf8)
    #expect(String(decoding: decoded.bytes, as: UTF8.self).hasSuffix(Self.prose))
  }

  @Test func theTransportsLabelGoesBeforeThePages() {
    let page = Array("<meta charset=utf-8><p>Prix : 20 ".utf8) + [0x80]

    #expect(Charset(of: page, transportLabel: "windows-1252").declared == "windows-1252")
    #expect(Charset(of: page).declared == "utf-8")
  }

  /// The upper halves of the tables of the Encoding Standard as one number each; compared once with the standard's index
  /// files by script.
  @Test(arguments: [
    (CharacterEncoding.windows1256, 738_255), (.iso88596, 242_683), (.windows1252, 885_078),
  ])
  func hasTheStandardsTables(encoding: CharacterEncoding, checksum: Int) {
    var sum = 0
    for byte in UInt8(0x80)...0xFF {
      let page = DecodedPage([byte], charset: Charset(known: encoding, of: [byte]))
      let scalar = String(decoding: page.bytes, as: UTF8.self).unicodeScalars.first?.value ?? 0
      sum = (sum * 31 + Int(scalar)) % 1_000_003
    }

    #expect(sum == checksum)
  }
}

/// The prescan of the HTML Standard, case by case.
@Suite struct PrescanTests {
  @Test(arguments: [
    // Of two attributes of one name the first counts.
    ("<meta charset=windows-1256 charset=utf-8>", "windows-1256"),
    // `<!-->` is a whole comment.
    ("<!--><meta charset=utf-8>", "utf-8"),
    ("<!-- a > <meta charset=a> --><meta charset=utf-8>", "utf-8"),
    ("<meta/charset=utf-8>", "utf-8"),
    ("<meta charset=utf-8/>", "utf-8/"),
    ("<meta\u{0C}charset='utf-8'>", "utf-8"),
    ("<meta http-equiv=content-type content='text/html; charset = \"windows-1256\"'>", "windows-1256"),
    ("<meta http-equiv=content-type content='text/html;charset=utf-8;x'>", "utf-8"),
    ("<meta content='text/html; charset=a' charset=utf-8>", "utf-8"),
    // What names no encoding leaves the place to the next.
    ("<meta charset=nonsense><meta charset=windows-1256>", "windows-1256"),
    ("</p title='<meta charset=a>'><meta charset=utf-8>", "utf-8"),
    ("<!DOCTYPE html><?php x ?><meta charset=utf-8>", "utf-8"),
    ("<html><body><meta charset=utf-8>", "utf-8"),
    ("<a b='>'><meta charset=utf-8>", "utf-8"),
    ("<meta charset=nonsense>", "nonsense"),
  ])
  func findsTheLabel(page: String, label: String) {
    #expect(Charset(of: Array(page.utf8)).declared == label)
  }

  @Test(arguments: [
    "<meta http-equiv=refresh content='text/html; charset=utf-8'>", "<meta charset", "<meta charset='utf-8>",
    "<meta http-equiv=content-type content='text/html; charset=\"utf-8'>", "<metacharset=utf-8>",
    "< meta charset=utf-8>",
    "<!--<meta charset=utf-8>",
  ])
  func findsNone(page: String) {
    #expect(Charset(of: Array(page.utf8)).declared == nil)
  }
}
