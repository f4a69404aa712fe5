import KhabarArabic
import Testing

@Suite struct WordListTests {
  @Test func knowsStopWords() {
    #expect(StopWords.contains("إلى"))
    #expect(StopWords.contains("اِلَى"))
    #expect(StopWords.contains("التي"))
    #expect(!StopWords.contains("وزير"))
    #expect(StopWords.all.count > 150)
    #expect(StopWords.all == StopWords.all.sorted())
  }

  @Test func knowsHowOftenWordsAreWritten() {
    let words = WordFrequencies.standard
    #expect(words.perMillion("في") > 10_000)
    #expect(words.perMillion("رئيس") > 100)
    #expect(words.perMillion("رئيس") > words.perMillion("قنديل"))
    #expect(words.perMillion("زطكضغ") == 0)
    #expect(words.perMillion("BBC") == 0)
    #expect(words.level(of: "إلى") == words.level(of: "الى"))
  }

  @Test func describesHowWordsLook() {
    let written = WordShape("المَكتوب")
    #expect(written.script == .arabic)
    #expect(written.hasArticle)
    #expect(written.hasVowelSigns)
    #expect(written.pattern == "مطتوط")
    #expect(WordShape("قـــال").hasTatweel)
    #expect(WordShape("BBC").script == .latin)
    #expect(WordShape("٢٧").script == .digits)
    #expect(WordShape("كوفيد19").script == .mixed)
    #expect(WordShape("؟").script == .other)
    #expect(WordShape("الو").hasArticle == false)
  }
}
