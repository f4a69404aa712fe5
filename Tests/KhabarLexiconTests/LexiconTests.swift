import KhabarLexicon
import KhabarText
import Testing

@Suite struct LexiconTests {
  private static let places = """
    # source: written for the tests
    # licence: Apache-2.0
    name\tkind
    غزة\tcity
    قطاع غزة\tstrip
    الولايات المتحدة|الولايات المتّحدة الأمريكية\tcountry
    واشنطن\tcity
    الحوثيون|الحوثيين\tgroup
    حزب الله\tparty

    """

  private var lexicon: Lexicon {
    get throws { Lexicon([try WordListFile(name: "places", path: "places.tsv", contents: Self.places)]) }
  }

  /// Each match as its words, without what was cut off.
  private func found(_ text: String, allLengths: Bool = false) throws -> [String] {
    let folded = KeyFolding.fold(Array(text.utf8))
    var words: [TextRange] = []
    for word in KeyFolding.words(of: folded) { words.append(TextRange(word.startIndex, word.endIndex)) }
    return try lexicon.matches(in: folded, words: words, allLengths: allLengths).map { match in
      let first = words[Int(match.words.lowerBound)].lowerBound + Int(match.strippedBytes)
      return String(decoding: folded[first..<words[Int(match.words.upperBound) - 1].upperBound], as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("في غزّة", ["غزه"]),
    ("إلى قطاع غزة اليوم", ["قطاع غزه", "غزه"]),
    ("الولايات المتحدة الأمريكية", ["الولايات المتحده الامريكيه"]),
    ("وبغزة", ["غزه"]),
    ("واشنطن وواشنطن", ["واشنطن", "واشنطن"]),
    ("للحوثيين", ["لحوثيين"]),
    ("حزب، الله", []),
    ("غزتان", []),
    ("", []),
  ])
  func findsKeys(text: String, expected: [String]) throws {
    #expect(try found(text) == expected)
  }

  /// Keys of one word that the first forms had are not given again; longer keys, which bare words may have too, are.
  @Test func bareFormsGiveNoKeyOfOneWordTwice() throws {
    let folded = KeyFolding.fold(Array("بقطاع غزة والغزة".utf8))
    let words = KeyFolding.words(of: folded).map { TextRange($0.startIndex, $0.endIndex) }
    let bare = [
      TextRange(words[0].lowerBound + 2, words[0].upperBound), words[1],
      TextRange(words[2].lowerBound + 6, words[2].upperBound),
    ]
    let forms = WordForms(of: words, bare: bare.map { WordForms.Bare(range: $0, isTehMarbuta: false) }, in: folded)

    let keys = try lexicon.keys(of: forms, allLengths: true, alsoBare: true)

    #expect(keys.map { $0.first..<$0.end } == [0..<2, 0..<2, 1..<2, 2..<3])
    #expect(keys.map(\.isBare) == [false, true, false, true])
    #expect(keys.map(\.strippedBytes) == [2, 0, 0, 0])
  }

  @Test func marksAnArticleWrittenAsLam() throws {
    let folded = KeyFolding.fold(Array("للحوثيين".utf8))
    let matches = try lexicon.matches(in: folded, words: [TextRange(0, folded.count)])
    #expect(matches.map(\.hasElidedArticle) == [true])
    #expect(matches.map(\.strippedBytes) == [2])
  }

  @Test func givesRowsAndColumns() throws {
    let lists = WordLists([try WordListFile(name: "places", path: "places.tsv", contents: Self.places)])
    let lexicon = Lexicon(lists)
    let list = lists.list("places")
    let kind = list.column("kind")
    #expect(lexicon.rows(for: "قطاع غزة", in: list).map { list.value($0, kind) } == ["strip"])
    #expect(lexicon.rows(for: "قطاع", in: list).isEmpty)
    #expect(list.keys(2) == ["الولايات المتحده", "الولايات المتحده الامريكيه"])
  }

  @Test(arguments: [
    ("name\tkind\nا\tb\n", "places.tsv:1: error: no \"# source:\" line"),
    ("# source: x\nname\tkind\nا\tb\n", "places.tsv:1: error: no \"# licence:\" line"),
    ("# source: x\n# licence: y\nname\tkind\nا\n", "places.tsv:4: error: 1 columns, expected 2"),
    ("# source: x\n# licence: y\nname\nـ\n", "places.tsv:4: error: nothing of key \"ـ\" is left after folding"),
    (
      "# source: x\n# licence: y\nname\tkind\nأحمد\tb\nاحمد\tb\n",
      "places.tsv:5: error: \"احمد\" with the same values stands in line 4 already"
    ),
  ])
  func refusesAFaultyFile(contents: String, message: String) {
    do {
      _ = try WordListFile(name: "places", path: "places.tsv", contents: contents)
      Issue.record("the file was taken")
    } catch {
      #expect(error.description == message)
    }
  }
}
