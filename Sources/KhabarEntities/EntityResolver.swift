import KhabarAnnotations
import KhabarText

/// Brings the mentions of one entity together within a document.
///
/// Names come first, in text order: a full name opens an entity, a surname, another spelling or a shorter form joins
/// it. Then offices, nouns that refer back, and surnames that no rule proposed.
struct EntityResolver {
  /// An entity being put together.
  struct Draft {
    var type: Entity.EntityType
    var subtype: String?
    var kind: String
    var identifier: String?
    var isNamed: Bool
    var titles: [Range<Int>]
    var mentions: [(range: TextRange, words: Range<Int>, form: EntityMention.Form, isElided: Bool)]
    var rule: String
    /// The head noun left out of the name, as a word.
    var head: Int?
    /// The canonical form that the user's word list gives.
    var canonical: String?
    /// The words of the longest full name.
    var fullest: Range<Int>
  }

  let text: EntityText
  var drafts: [Draft] = []
  /// The draft of each word that stands in a name, -1 elsewhere.
  var owner: [Int32]
  /// Whether the word stands in a title.
  var isInTitle: [Bool]
  private var byKey: [Key: Int] = [:]
  private var bySurname: [NameHash: Int] = [:]
  private var byFirstName: [NameHash: Int] = [:]
  private var bySkeleton: [[UInt8]: Int] = [:]
  private var byIdentifier: [String: Int] = [:]
  /// Single words that name a body or place of this document and stand in no list: مافا after قرية مافا.
  private var bySingleWord: [NameHash: Int] = [:]

  private struct Key: Hashable {
    var isPlace: Bool
    var name: NameHash
  }

  init(_ text: EntityText) {
    self.text = text
    owner = Array(repeating: -1, count: text.words.count)
    isInTitle = Array(repeating: false, count: text.words.count)
  }

  mutating func resolve(_ candidates: [EntityCandidate], offices: [TitlePhrase]) {
    for candidate in candidates where candidate.isNamed {
      let draft = candidate.type == .person ? person(candidate) : body(candidate)
      for word in candidate.words { owner[word] = Int32(draft) }
      for title in candidate.titles { for word in title { isInTitle[word] = true } }
    }
    addShortNames()
    for index in drafts.indices { drafts[index].mentions.sort { $0.range < $1.range } }
    addOffices(offices)
    addReferences(candidates)
  }

  // MARK: Persons

  private mutating func person(_ candidate: EntityCandidate) -> Int {
    let words = candidate.words
    let full = NameHash(text.bytes[candidate.range.indices])
    let surname = NameHash(NameKey.withoutArticle(lastPart(words)))
    var form = EntityMention.Form.name
    var found = byKey[Key(isPlace: false, name: full)].flatMap { drafts[$0].type == .person ? $0 : nil }
    if found == nil {
      if words.count == 1 {
        (found, form) = single(words.lowerBound, surname)
      } else if let same = bySurname[surname], isCompatible(words, drafts[same]) {
        found = same
      } else if let skeleton = NameKey.skeleton(lastPart(words)), let same = bySkeleton[skeleton],
        isCompatible(words, drafts[same])
      {
        (found, form) = (same, .variant)
      }
    } else if words.count == 1, let draft = found, longestName(drafts[draft]) > 1 {
      form = .short
    }
    let draft = found ?? open(candidate)
    append(candidate, form, to: draft)
    byKey[Key(isPlace: false, name: full)] = draft
    bySurname[surname] = draft
    if words.count > 1 {
      // -1 where two persons share it.
      let first = NameHash(text.key(words.lowerBound))
      byFirstName[first] = byFirstName[first].map { $0 == draft ? draft : -1 } ?? draft
    }
    if let skeleton = NameKey.skeleton(lastPart(words)) { bySkeleton[skeleton] = draft }
    return draft
  }

  /// The entity that a single name refers to: by surname, by another spelling of it, with a title by the given name.
  private func single(_ word: Int, _ surname: NameHash) -> (Int?, EntityMention.Form) {
    if let same = bySurname[surname] {
      let isExact = lastPart(drafts[same].fullest).elementsEqual(text.key(word))
      return (same, isExact ? .short : .variant)
    }
    if let skeleton = NameKey.skeleton(text.key(word)), let same = bySkeleton[skeleton] { return (same, .variant) }
    if let same = byFirstName[NameHash(text.key(word))], same >= 0 { return (same, .short) }
    return (nil, .name)
  }

  /// Two full names with one surname are one person unless their first parts differ: جورج بوش, جيب بوش.
  private func isCompatible(_ words: Range<Int>, _ draft: Draft) -> Bool {
    let other = draft.fullest
    guard other.count > 1, words.count > 1 else { return true }
    let (a, b) = (text.key(words.lowerBound), text.key(other.lowerBound))
    if a.elementsEqual(b) { return true }
    guard let left = NameKey.skeleton(a), let right = NameKey.skeleton(b) else { return false }
    return left == right
  }

  private func longestName(_ draft: Draft) -> Int { draft.fullest.count }

  private func lastPart(_ words: Range<Int>) -> ArraySlice<UInt8> { text.key(words.upperBound - 1) }

  // MARK: Bodies and places

  private mutating func body(_ candidate: EntityCandidate) -> Int {
    let isPlace = candidate.type == .location
    let full = key(candidate.words, candidate.range)
    let rest = restKey(candidate)
    let tail = tailKey(candidate.words)
    var found = candidate.identifier.flatMap { byIdentifier[$0] }
    var form = EntityMention.Form.name
    if found == nil, let same = byKey[Key(isPlace: isPlace, name: full)], fits(candidate, drafts[same]) {
      found = same
      if candidate.words.count < longestName(drafts[same]) { form = .short }
    }
    if found == nil, let rest, let same = byKey[Key(isPlace: isPlace, name: rest)], fits(candidate, drafts[same]) {
      found = same
    }
    if found == nil, let alias = alias(candidate) { (found, form) = (alias, .acronym) }
    let draft = found ?? open(candidate)
    append(candidate, form, to: draft)
    for key in [full, rest, tail] {
      if let key, byKey[Key(isPlace: isPlace, name: key)] == nil { byKey[Key(isPlace: isPlace, name: key)] = draft }
    }
    if let identifier = candidate.identifier, byIdentifier[identifier] == nil { byIdentifier[identifier] = draft }
    if candidate.words.count == 1, candidate.type != .group { bySingleWord[full] = draft }
    return draft
  }

  private func fits(_ candidate: EntityCandidate, _ draft: Draft) -> Bool {
    guard candidate.type == draft.type else { return false }
    guard let one = candidate.identifier, let other = draft.identifier else { return true }
    return one == other
  }

  /// The folded name without its article.
  private func key(_ words: Range<Int>, _ range: TextRange) -> NameHash {
    let bytes = text.bytes[range.indices]
    if text.words[words.lowerBound].hasElidedArticle { return NameHash(bytes.dropFirst(2)) }
    if words.count == 1, text.words[words.lowerBound].classes.has(.people) { return peopleKey(bytes) }
    return NameHash(NameKey.withoutArticle(bytes))
  }

  /// ون and ين are one: الحوثيون, الحوثيين.
  private func peopleKey(_ bytes: ArraySlice<UInt8>) -> NameHash {
    let key = NameKey.withoutArticle(bytes)
    let isPlural = key.count > 8 && key[key.endIndex - 2] == 0xD9 && key[key.endIndex - 1] == 0x86
    return NameHash(isPlural ? key.dropLast(4) : key)
  }

  /// The name without its head noun: غزة of قطاع غزة, الخارجية الأمريكية of وزارة الخارجية الأمريكية.
  private func restKey(_ candidate: EntityCandidate) -> NameHash? {
    let words = candidate.words
    guard words.count > 1, candidate.type == .organisation || candidate.type == .location,
      text.words[words.lowerBound].classes.has([.bodyHead, .placeHead]),
      !text.words[words.lowerBound].classes.has(.definite)
    else { return nil }
    let rest = words.lowerBound + 1..<words.upperBound
    return key(rest, text.range(rest))
  }

  /// What follows ل in a long name: الصليب الأحمر of اللجنة الدولية للصليب الأحمر.
  private func tailKey(_ words: Range<Int>) -> NameHash? {
    for word in words.dropFirst() where text.words[word].hasElidedArticle && words.upperBound - word > 1 {
      let rest = word..<words.upperBound
      return key(rest, text.range(rest))
    }
    return nil
  }

  /// The body right before a name in brackets or quotation marks: الشركة السعودية للصناعات الأساسية «سابك».
  private func alias(_ candidate: EntityCandidate) -> Int? {
    guard candidate.type == .organisation, candidate.words.count <= 3, candidate.words.lowerBound >= 2,
      candidate.head == nil
    else { return nil }
    switch text.words[candidate.words.lowerBound - 1].mark {
    case .openingBracket, .opening, .quotation: break
    default: return nil
    }
    let before = Int(owner[candidate.words.lowerBound - 2])
    guard before >= 0, drafts[before].type == .organisation, longestName(drafts[before]) > 1,
      drafts[before].subtype == candidate.subtype
    else { return nil }
    return before
  }

  // MARK: What no rule proposed

  /// Surnames alone, and single-word names met before with a head noun.
  private mutating func addShortNames() {
    guard !bySurname.isEmpty || !bySingleWord.isEmpty else { return }
    for index in text.words.indices where owner[index] < 0 && text.words[index].isWord {
      let word = text.words[index]
      if isInTitle[index] || word.isTime || word.classes.has(.number) { continue }
      if word.classes.has([.function, .verb, .common, .bodyHead, .placeHead, .title, .demonym, .sourceNoun, .people]),
        !isAfterSpeech(index), !isEnclosed(index)
      {
        continue
      }
      addShortName(index)
    }
  }

  /// Tries the word as it stands and with one and two particles cut off.
  private mutating func addShortName(_ index: Int) {
    let word = text.words[index]
    for cut in [Int(word.strip), 0, 2, 4] where word.folded.lowerBound + cut + 6 <= word.end {
      guard cut == Int(word.strip) || areParticles(word.folded.lowerBound, cut) else { continue }
      let start = word.folded.lowerBound + cut
      let isElided =
        cut > 0 && text.bytes[start] == 0xD9 && text.bytes[start + 1] == 0x84
        && text.bytes[start - 2] == 0xD9 && text.bytes[start - 1] == 0x84
      let bytes = text.bytes[start..<word.end]
      let key = NameHash(isElided ? bytes.dropFirst(2) : NameKey.withoutArticle(bytes))
      var found = bySurname[key]
      var form = EntityMention.Form.short
      if let draft = found {
        let surname = lastPart(drafts[draft].fullest)
        if !isElided, !surname.elementsEqual(bytes) { form = .variant }
      } else if let same = bySingleWord[key] {
        (found, form) = (same, .name)
      } else if word.classes.has([.givenName, .weakGivenName, .unknown]), let same = byFirstName[NameHash(bytes)],
        same >= 0
      {
        // "تسفاي" for تسفاي غبريهيوت: where names have no family part, the first one is the short form.
        (found, form) = (same, .short)
      } else if word.classes.has([.unknown, .familyName, .weakFamilyName]), cut == Int(word.strip),
        let skeleton = NameKey.skeleton(bytes),
        let same = bySkeleton[skeleton], bytes.count >= 8
      {
        (found, form) = (same, .variant)
      }
      guard let draft = found else { continue }
      var words = index..<index + 1
      var range = TextRange(start, word.end)
      // "بن عمران" for خالد بن عمران.
      if cut == 0, index > 0, owner[index - 1] < 0, text.words[index - 1].classes.has([.son, .father, .house]),
        drafts[draft].fullest.dropLast().last.map({ text.key($0).elementsEqual(text.key(index - 1)) }) == true
      {
        words = index - 1..<index + 1
        range = text.range(words)
      }
      drafts[draft].mentions.append((range, words, form, isElided))
      owner[index] = Int32(draft)
      return
    }
  }

  /// Alone in brackets or quotation marks: "(تداول)".
  private func isEnclosed(_ index: Int) -> Bool {
    guard index > 0, index + 1 < text.words.count else { return false }
    switch (text.words[index - 1].mark, text.words[index + 1].mark) {
    case (.openingBracket, .closingBracket), (.quotation, .quotation), (.opening, .closing): return true
    default: return false
    }
  }

  private func isAfterSpeech(_ index: Int) -> Bool {
    index > 0 && text.words[index - 1].classes.has([.speechVerb, .fullTitle])
  }

  /// Whether the `count` bytes at `start` are و ف and then ب ل ك س.
  private func areParticles(_ start: Int, _ count: Int) -> Bool {
    func isConjunction(_ at: Int) -> Bool {
      text.bytes[at] == 0xD9 && (text.bytes[at + 1] == 0x88 || text.bytes[at + 1] == 0x81)
    }
    func isPreposition(_ at: Int) -> Bool {
      switch (text.bytes[at], text.bytes[at + 1]) {
      case (0xD8, 0xA8), (0xD9, 0x84), (0xD9, 0x83): true
      default: false
      }
    }
    switch count {
    case 0: return true
    case 2: return isConjunction(start) || isPreposition(start)
    default: return isConjunction(start) && isPreposition(start + 2)
    }
  }

  // MARK: Drafts

  mutating func open(_ candidate: EntityCandidate) -> Int {
    drafts.append(
      Draft(
        type: candidate.type, subtype: candidate.subtype, kind: candidate.kind, identifier: candidate.identifier,
        isNamed: candidate.isNamed, titles: [], mentions: [], rule: candidate.rule, head: candidate.head,
        fullest: candidate.words))
    return drafts.count - 1
  }

  mutating func append(_ candidate: EntityCandidate, _ form: EntityMention.Form, to draft: Int) {
    drafts[draft].mentions.append((candidate.range, candidate.words, form, candidate.hasElidedArticle))
    drafts[draft].titles += candidate.titles
    if form == .name, candidate.words.count > drafts[draft].fullest.count { drafts[draft].fullest = candidate.words }
    if drafts[draft].head == nil { drafts[draft].head = candidate.head }
    if drafts[draft].kind.isEmpty { drafts[draft].kind = candidate.kind }
  }
}
