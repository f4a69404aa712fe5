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

  /// Words whose places in the table are taken by others are found behind them.
  @Test func findsEachWordOfALongList() throws {
    let letters = Array("ابتثجحخدذرزسشصضطظعغفقكلمنهي")
    let words = (0..<3000).map { (number: Int) -> String in
      let spelt: [Character] = ["م", letters[number / 729 % 27], letters[number / 27 % 27], letters[number % 27]]
      return String(spelt)
    }
    let rows = words.map { "\($0)\tx" }.joined(separator: "\n")
    let contents = "# source: written for the tests\n# licence: Apache-2.0\nname\tkind\n\(rows)\n"
    let lexicon = Lexicon([try WordListFile(name: "long", path: "long.tsv", contents: contents)])
    let folded = KeyFolding.fold(Array(words.joined(separator: " ").utf8))
    let ranges = words.reduce(into: [TextRange]()) { ranges, word in
      let start = ranges.last.map { $0.upperBound + 1 } ?? 0
      ranges.append(TextRange(start, start + KeyFolding.fold(Array(word.utf8)).count))
    }

    let keys = lexicon.keys(of: WordForms(of: ranges, in: folded)).filter { $0.strippedBytes == 0 }

    #expect(keys.map(\.first) == Array(0..<3000))
    #expect(keys.map { lexicon.entries[Int($0.entries.lowerBound)].index } == Array(0..<3000))
  }

  /// More rows than are counted in the table of words.
  @Test func findsAllRowsOfOneKey() throws {
    let rows = (0..<100).map { "غزة\t\($0)" }.joined(separator: "\n")
    let contents = "# source: written for the tests\n# licence: Apache-2.0\nname\tkind\n\(rows)\n"
    let lexicon = Lexicon([try WordListFile(name: "rows", path: "rows.tsv", contents: contents)])
    let folded = KeyFolding.fold(Array("غزة".utf8))

    let keys = lexicon.keys(of: WordForms(of: [TextRange(0, folded.count)], in: folded))

    #expect(lexicon.rows(for: "غزة", in: lexicon.lists[0]) == Array(0..<100))
    #expect(keys.map { Array($0.entries).map { lexicon.entries[Int($0)].index } } == [Array(0..<100)])
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
