import KhabarAnnotations
import KhabarArabic
import KhabarCore
import KhabarTestSupport
import KhabarText
import Testing

@Suite struct TransliterationTests {
  @Test(arguments: [
    (Transliteration.Scheme.buckwalter, "wazArapu Al>aroDi Al$a~mAliya~pi", "وَزارَةُ الأَرْضِ الشَّمالِيَّةِ"),
    (.safeBuckwalter, "CVcOWIQ", "ءذشأؤإئ"), (.hsb, "qAla Alša~yxu ςn θalAθħĩ", "قالَ الشَّيخُ عن ثَلاثةٍ"),
    (.iso, "ġzẗ wʾlquds", "غزة والقُدس"),
  ])
  func writesAndReads(scheme: Transliteration.Scheme, latin: String, arabic: String) {
    let transliteration = Transliteration(scheme)

    #expect(transliteration.latin(arabic) == latin)
    #expect(transliteration.arabic(latin)?.unicodeScalars.elementsEqual(arabic.unicodeScalars) == true)
  }

  @Test(arguments: Transliteration.Scheme.allCases.filter { $0 != .names })
  func everySignIsReadBack(scheme: Transliteration.Scheme) {
    let transliteration = Transliteration(scheme)
    let signs: [UInt32] =
      [UInt32](0x0621...0x063A) + [UInt32](0x0640...0x0652) + [0x0670, 0x0671, 0x067E, 0x0686, 0x06A4, 0x06AF]
    for first in signs {
      for second in signs {
        guard let a = Unicode.Scalar(first), let b = Unicode.Scalar(second) else { continue }
        var scalars = String.UnicodeScalarView()
        scalars.append(a)
        scalars.append(b)
        let text = String(scalars)
        let back = transliteration.arabic(transliteration.latin(text))
        #expect(back?.unicodeScalars.elementsEqual(text.unicodeScalars) == true, "\(scheme) \(text)")
      }
    }
  }

  @Test(arguments: [
    ("محمد بن سلمان", "Muhammad bin Salman"), ("عبد الرحمن السديري", "Abd al-Rahman al-Sadiri"), ("خالد", "Khalid"),
    ("مُحَمَّد", "Muhammad"), ("كلينتون", "Kalintun"), ("الزهراني", "Al-Zahrani"), ("زياد", "Ziyad"), ("", ""),
    ("رُقَيَّة", "Ruqayya"), ("بوتين", "Butin"), ("قِفْطِيّ", "Qiftiyy"),
  ])
  func writesNamesForReaders(name: String, latin: String) {
    #expect(Transliteration(.names).latin(name) == latin)
    #expect(Transliteration(.names).arabic(latin) == nil)
  }

  @Test func aStageWritesTheNamesOfPersonsAndPlaces() throws {
    var document = Document(id: "t", text: "زار محمد حلب")
    let mention = { EntityMention(range: $0, form: .name) }
    document[Entities.self] = [
      Entity(type: .person, canonical: "محمد", mentions: [mention(TextRange(7, 15))], rule: "r"),
      Entity(type: .person, isNamed: false, canonical: "مسؤول", mentions: [mention(TextRange(0, 2))], rule: "r"),
      Entity(type: .location, canonical: "حلب", mentions: [mention(TextRange(16, 22))], rule: "r"),
      Entity(type: .organisation, canonical: "وزارة الصحة", mentions: [mention(TextRange(0, 2))], rule: "r"),
    ]

    LatinNameStage(options: .init()).process(&document)

    #expect(document[LatinNames.self].map(\.latin) == ["Muhammad", "Halab"])
    #expect(document[LatinNames.self].map(\.entity.value) == [0, 2])
  }
}
