import KhabarAnnotations
import KhabarArabic
import KhabarCore
import KhabarTestSupport
import KhabarText
import Testing

@testable import KhabarEntities

@Suite struct TaggerTests {
  @Test func holdsAModel() {
    let model = TaggerModel.standard

    #expect(model.featureCount > 10_000)
    #expect(model.transitions.count == TaggerLabel.count * TaggerLabel.count)
    #expect(model.transitions.contains { $0 > 0 } && model.transitions.contains { $0 < 0 })
  }

  @Test func readsNumbersOfBase91() {
    // "#" is 0, "~" is 90, and "]" comes right after "[" because the backslash is left out.
    let bytes = Array("#$~[]".utf8)
    bytes.withUnsafeBufferPointer { buffer in
      var digits = TaggerDigits(buffer)

      #expect(digits.number(2) == 1)
      #expect(digits.number(1) == 90)
      #expect(digits.number(1) + 1 == digits.number(1))
      #expect(digits.isAtEnd)
    }
  }

  @Test func unpacksProfiles() {
    // Level 5 without the article, 3 with it, then 2 1 0 3 0 2 1.
    let packed: UInt32 = [(3, 7), (2, 4), (1, 3), (0, 4), (3, 4), (0, 4), (2, 3), (1, 2)].reduce(5) { $0 * $1.1 + $1.0 }

    let bare = WordProfile(packed: packed, hasArticle: false)
    let definite = WordProfile(packed: packed, hasArticle: true)

    #expect((0..<9).map { bare.measures[$0] } == [5, 7, 2, 1, 0, 3, 0, 2, 1])
    #expect(definite.measures[0] == 3)
    #expect(bare.summary != 0 && WordProfile.none.summary == 0)
  }

  /// Names that no list has and that no title announces.
  @Test(arguments: [
    ("وسجل الهدف الثاني فان بيرسيلو من ركلة جزاء.", "PER فان بيرسيلو"),
    ("ونقل عن بورشنيكوف قوله إن المصنع سيغلق.", "PER بورشنيكوف"),
    ("وفاز الصيني لي جيانغ بالميدالية الذهبية.", "PER لي جيانغ"),
  ])
  func findsWhatRulesDoNot(text: String, name: String) throws {
    let found = try entities(in: text).entities.first { $0.type == .person }

    #expect(try names(in: text) == [name])
    #expect(found?.rule == "tagger")
  }

  @Test(arguments: [
    // Towns that are ordinary words.
    "ارتدى الفريق القميص الأبيض في الشوط الثاني",
    "سجل النجم هدفين في المباراة",
    // A verb that is written like a body: AFAD.
    "أفاد مراسلنا بأن الطريق مغلق",
  ])
  func deniesOrdinaryWords(text: String) throws {
    #expect(try names(in: text) == [])
  }

  /// Trap: a person called like a town, a town like a verb, a town like an adjective.
  @Test(arguments: [
    ("قال المدرب فراس الخليل إن اللاعب سيعود إلى الخليل غداً", ["PER فراس الخليل", "LOC الخليل"]),
    ("وصل الوفد إلى مدينة الأبيض غرب السودان", ["LOC الأبيض", "LOC السودان"]),
  ])
  func tellsPersonsFromTowns(text: String, expected: [String]) throws {
    #expect(try names(in: text) == expected)
  }

  @Test func canBeSwitchedOff() throws {
    let text = "ونقل عن بورشنيكوف قوله إن وزير الخارجية سامح شكري وصل إلى بغداد."
    var options = EntityStage.Options()
    options.tagger = false

    let rulesAlone = try entities(in: text, options: options).entities
    let both = try entities(in: text).entities

    #expect(rulesAlone.map(\.canonical) == ["سامح شكري", "بغداد"])
    #expect(both.map(\.canonical) == ["بورشنيكوف", "سامح شكري", "بغداد"])
    #expect(both.map { $0.rule == "tagger" } == [true, false, false])
  }

  @Test(arguments: ["ميكلوفيتش ", "شوكارد، ", "( ", "12 ", "لومبارد بن "])
  func isLinearInRepetition(unit: String) throws {
    let (document, found) = try entities(in: String(repeating: unit, count: 5_000))

    #expect(document.has(Entities.self))
    #expect(found.allSatisfy { !$0.mentions.isEmpty })
  }

  @Test func oneSentenceOfManyWordsGivesOneVerdictAWord() throws {
    let document = try entities(in: String(repeating: "قال ميكلوفيتش ", count: 1_000)).document
    let text = EntityText(document, folded: document[FoldedTexts.self][0], lexicon: .standard)
    let proposals = EntityProposals(text, unnamed: true)

    let verdicts = Tagger.standard.verdicts(
      TaggerReading(text, selected: proposals.selected, offices: proposals.offices))

    #expect(verdicts.count == document[Tokens.self].count)
    #expect(zip(verdicts, verdicts.dropFirst()).allSatisfy { $1.label.isOpening || $0.label.further == $1.label })
  }

  /// What is remembered of words must not differ from what is looked up, also when a word comes again elsewhere.
  @Test func weightsOutOfMemoryAreThoseOfAllFeatures() throws {
    let text = """
      قال رئيس الوزراء القطري محمد بن عبد الرحمن لوكالة رويترز، أمس الثلاثاء، إن 12 شخصا قتلوا في غزة.
      غزة
      قال ميكلوفيتش: قال وزير الدفاع لوكالة رويترز إن محمد في غزة، و12 شخصا في بغداد.
      """
    let document = try entities(in: text).document
    let words = EntityText(document, folded: document[FoldedTexts.self][0], lexicon: .standard)
    let proposals = EntityProposals(words, unnamed: true)
    let reading = TaggerReading(words, selected: proposals.selected, offices: proposals.offices)
    let tagger = Tagger(model: .standard)

    var sentences: [Range<Int>] = []
    for index in 0..<reading.count where reading.isFirst(index) {
      sentences.append(index..<((index + 1..<reading.count).first { reading.isFirst($0) } ?? reading.count))
    }
    #expect(sentences.map(\.count).min() == 1)
    for _ in 1...2 {
      for sentence in sentences {
        let weights = tagger.weights(of: sentence, reading)
        for index in sentence {
          var all = WeightSum(.standard)
          reading.addFeatures(of: index, in: sentence, to: &all)
          #expect(weights[index - sentence.lowerBound] == all.sums)
        }
      }
    }
  }

  /// The best path, against all paths of three words.
  @Test func findsTheBestPath() {
    let transitions = LabelTransitions(TaggerModel.standard.transitions)
    let weights = [[5, 40, 0, -3, 2, 0, 0, 7, 1], [-20, 3, 31, 0, 0, 30, 2, 0, 0], [4, 0, 9, 8, 7, 6, 33, 2, 1]]
      .map { row in
        var sums = LabelTransitions.Sums(repeating: 0)
        for (label, weight) in row.enumerated() { sums[label] = Int16(weight) }
        return sums
      }
    func isAllowed(_ next: Int, _ previous: Int?) -> Bool {
      next == 0 || next & 1 == 1 || previous == next || previous == next - 1
    }
    var best: [Int: Int] = [:]
    for first in 0..<9 where isAllowed(first, nil) {
      for second in 0..<9 where isAllowed(second, first) {
        for third in 0..<9 where isAllowed(third, second) {
          let path =
            Int(weights[0][first]) + Int(weights[1][second]) + Int(weights[2][third])
            + Int(TaggerModel.standard.transitions[second * 9 + first])
            + Int(TaggerModel.standard.transitions[third * 9 + second])
          best[third] = max(best[third] ?? .min, path)
        }
      }
    }

    var sums = LabelTransitions.levelled(LabelTransitions.start &+ weights[0])
    for own in weights.dropFirst() { sums = LabelTransitions.levelled(transitions.after(sums) &+ own) }

    let highest = best.values.max() ?? 0
    #expect((0..<9).allSatisfy { Int(sums[$0]) == (best[$0] ?? 0) - highest })
  }
}
