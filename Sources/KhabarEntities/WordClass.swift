/// What a word may be, by the word lists and by its shape. A word may be several things.
struct WordClass: OptionSet, Sendable {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }

  private init(bit: UInt64) { rawValue = 1 << bit }

  static let preposition = WordClass(bit: 0)
  static let conjunction = WordClass(bit: 1)
  static let pronoun = WordClass(bit: 2)
  static let adverb = WordClass(bit: 3)
  static let speechVerb = WordClass(bit: 4)
  static let motionVerb = WordClass(bit: 5)
  static let otherVerb = WordClass(bit: 6)
  /// A frequent word of news that is no name.
  static let common = WordClass(bit: 7)
  static let masculineDemonym = WordClass(bit: 8)
  static let feminineDemonym = WordClass(bit: 9)
  /// الفلسطينيون, الأكراد
  static let people = WordClass(bit: 10)
  static let givenName = WordClass(bit: 11)
  static let weakGivenName = WordClass(bit: 12)
  /// نتنياهو: names its bearer without more.
  static let loneName = WordClass(bit: 13)
  static let familyName = WordClass(bit: 14)
  static let weakFamilyName = WordClass(bit: 15)
  /// وزير, which needs a complement.
  static let constructTitle = WordClass(bit: 16)
  /// الرئيس, which stands alone.
  static let fullTitle = WordClass(bit: 17)
  static let honorific = WordClass(bit: 18)
  /// نجله, نظيره
  static let relation = WordClass(bit: 19)
  static let titleAdjective = WordClass(bit: 20)
  /// بن, ولد
  static let son = WordClass(bit: 21)
  /// أبو, أم
  static let father = WordClass(bit: 22)
  /// آل
  static let house = WordClass(bit: 23)
  /// عبد
  static let servant = WordClass(bit: 24)
  /// دي, فان
  static let foreignParticle = WordClass(bit: 25)
  /// الدين of صلاح الدين
  static let tail = WordClass(bit: 26)
  /// الرحمن of عبد الرحمن
  static let divine = WordClass(bit: 27)
  static let bodyHead = WordClass(bit: 28)
  static let placeHead = WordClass(bit: 29)
  static let eventHead = WordClass(bit: 30)
  static let sourceNoun = WordClass(bit: 31)
  static let descriptionHead = WordClass(bit: 32)
  static let sourceAdjective = WordClass(bit: 33)
  /// Part of some name of a place, body or event in the lists.
  static let listedName = WordClass(bit: 34)
  static let unknown = WordClass(bit: 35)
  /// Bears the article.
  static let definite = WordClass(bit: 36)
  /// A relative adjective by its ending: الوطني, الإقليمية.
  static let relativeShape = WordClass(bit: 37)
  static let number = WordClass(bit: 38)
  static let latin = WordClass(bit: 39)
  /// A plural in ون or ين.
  static let soundPlural = WordClass(bit: 40)
  /// Has a particle attached before it.
  static let hasParticle = WordClass(bit: 41)
  /// The particle is و or ف (perhaps with another after it).
  static let hasConjunction = WordClass(bit: 42)
  /// الفريق: a title only before a sure name.
  static let ambiguousTitle = WordClass(bit: 43)

  /// الشرقية of جاوة الشرقية
  static let placeAdjective = WordClass(bit: 44)
  static let sportWord = WordClass(bit: 45)
  static let workHead = WordClass(bit: 46)
  /// A pronoun is attached at its end: مرماه.
  static let hasPronoun = WordClass(bit: 47)

  /// تعيين, مقتل, برئاسة: a person's name is likely to follow.
  static let nameOpener = WordClass(bit: 48)
  /// الابن, السادس: may end a name.
  static let nameSuffix = WordClass(bit: 49)
  /// عقابا, مساكن: a place in the lists, but mostly an ordinary word.
  static let doubtfulPlace = WordClass(bit: 50)
  /// فاز, خسارة, ضيفه: a team follows, in a report on a match.
  static let matchWord = WordClass(bit: 51)

  static let function: WordClass = [.preposition, .conjunction, .pronoun, .adverb]
  static let verb: WordClass = [.speechVerb, .motionVerb, .otherVerb]
  static let demonym: WordClass = [.masculineDemonym, .feminineDemonym]
  static let anyGiven: WordClass = [.givenName, .weakGivenName]
  static let anyFamily: WordClass = [.loneName, .familyName, .weakFamilyName]
  static let strongName: WordClass = [.givenName, .loneName, .familyName]
  static let anyName: WordClass = [.givenName, .weakGivenName, .loneName, .familyName, .weakFamilyName]
  static let title: WordClass = [.constructTitle, .fullTitle, .honorific, .relation]
  static let nameStarter: WordClass = [.father, .house, .servant]

  func has(_ other: WordClass) -> Bool { !isDisjoint(with: other) }
}
