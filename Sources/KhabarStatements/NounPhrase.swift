import KhabarAnnotations
import KhabarCore
import KhabarText

/// A noun phrase that may name someone: the subject of a verb, the object, what follows a preposition.
struct NounPhrase: Sendable {
  var tokens: Range<Int>
  /// The words without attached particles.
  var range: TextRange
  /// Who it names; a literal where no entity stands for it.
  var party: Party
  /// Those joined to the first by و.
  var others: [Party] = []
  /// Whether an entity stands for it.
  var isNamed: Bool
  /// Whether its head can speak: an entity that can, or a noun for people, bodies, texts.
  var canSpeak: Bool
  /// A text that speaks for its issuer: البيان.
  var isText = false
  var isPlace = false
  var isNamedPerson = false
  var isMedia = false
}

extension ClauseText {
  /// Longest noun phrase that is read, in tokens: hostile text has no commas.
  private static let longestPhrase = 24

  /// The noun phrase that begins at `start`.
  ///
  /// A name with its title, in either order, is one phrase ("وزير الخارجية، فلان" too); a phrase without name ends at
  /// the next particle, mark or verb of speech. With `stopsAtIndefinite` it also ends where an indefinite noun follows
  /// a definite one: "الأمن المحلية | سقوط".
  func nounPhrase(at start: Int, limit: Int, stopsAtIndefinite: Bool = false) -> NounPhrase? {
    guard start < limit else { return nil }
    // لـ"صوت المدينة"
    if isBareLam(start), let name = quotedName(start + 1, limit, start) { return name }
    if isBareLam(start) { return nounPhrase(at: start + 1, limit: limit, stopsAtIndefinite: stopsAtIndefinite) }
    guard
      var phrase = namedPhrase(at: start, limit: limit)
        ?? plainPhrase(at: start, limit: limit, stopsAtIndefinite: stopsAtIndefinite)
    else { return nil }
    join(&phrase, limit: limit)
    return phrase
  }

  /// A phrase that begins with a mention or a title.
  private func namedPhrase(at start: Int, limit: Int) -> NounPhrase? {
    // موقع "أكسيوس": the mark before the name is no obstacle.
    let first = nameStart(start, limit)
    let title = namings.title(at: first)
    let mention = namings.mention(at: first)
    guard var naming = longer(title, mention) else { return nil }
    var end = min(skipClosingMark(naming.tokens.upperBound), limit)
    // صحيفة "المنارة": the name behind the kind.
    if naming.isDescription, naming.tokens.count == 1, has(first, .nameKind),
      let name = quotedName(end, limit, start) ?? unlistedName(end, limit, start)
    {
      return name
    }
    if naming.isDescription, isBodyWithAdjectives(naming.tokens), let name = quotedName(end, limit, start) {
      return name
    }
    // صحيفة النهار, where the kind is a description and the name an entity of its own.
    if naming.isDescription, naming.tokens.count == 1, has(first, .nameKind), has(first, .media), end < limit,
      !hasArticle(first),
      let name = namings.mention(at: end), !name.hasParticle, !name.isDescription, !name.isNamedPerson, name.canSpeak
    {
      return NounPhrase(
        tokens: start..<min(name.tokens.upperBound, limit), range: name.range, party: name.party, isNamed: true,
        canSpeak: true, isMedia: true)
    }
    // Title and name, name and title, an unnamed office and the name behind it.
    while let next = following(end, limit) {
      guard let follower = longer(namings.mention(at: next.token), namings.title(at: next.token)), !follower.hasParticle
      else { break }
      let belongs = follower.entity == naming.entity
      let completes =
        !naming.isNamedPerson && !next.isAfterComma && !endsInFemininePlural(first)
        && (follower.isNamedPerson || isTitleOfPerson(follower))
      // "مسؤول في مكتب | رئيس الوزراء": an office that a description without article governs.
      let isGenitive =
        naming.isDescription && !next.isAfterComma && end > first + 1 && !isDefinite(end - 1)
        && (follower.isDescription || follower.isOffice || follower.isTitle)
      // "سلطات طالبان": a body without article governs the name behind it.
      let governs =
        naming.isDescription && !next.isAfterComma && end == first + 1 && has(first, .body) && !has(first, .nameKind)
        && !hasArticle(first) && !follower.isNamedPerson && follower.canSpeak
      if isGenitive || governs, !belongs {
        end = min(mediumInside(follower) ?? follower.tokens.upperBound, limit)
        break
      }
      guard belongs || completes else { break }
      if !follower.isTitle ? naming.isTitle || completes : completes { naming = follower }
      end = min(skipClosingMark(follower.tokens.upperBound), limit)
    }
    if naming.isDescription, let cut = mediumInside(naming) {
      // "أحد الناجين لوكالة رويترز": the agency is told.
      let range = TextRange(naming.range.lowerBound, tokens[cut - 1].range.upperBound)
      return NounPhrase(
        tokens: start..<cut, range: range, party: Party(naming.party.reference, mention: range), isNamed: true,
        canSpeak: naming.canSpeak)
    }
    if naming.isDescription, has(end - 1, .called), let last = calledName(from: end, limit) {
      return called(start, end..<last)
    }
    if naming.isDescription || naming.isTitle || naming.isOffice, has(first, .person) || naming.isTitle,
      let name = completion(from: end, limit: limit)
    {
      naming = name
      end = name.tokens.upperBound
    }
    return NounPhrase(
      tokens: start..<max(end, start + 1), range: naming.range, party: naming.party, isNamed: true,
      canSpeak: naming.canSpeak, isPlace: naming.isPlace, isNamedPerson: naming.isNamedPerson, isMedia: naming.isMedia)
  }

  /// The first token inside a description at which someone told begins.
  private func mediumInside(_ naming: Naming) -> Int? {
    // "الشرطة في بيان" is no name either.
    naming.tokens.dropFirst().first {
      attachedPreposition($0)?.letter == ArabicLetter.lam && has($0, .media) || isBareLam($0)
        || (has($0, .fi) && $0 + 1 < count && has($0 + 1, .setting))
        // "الرئيس نظيره الفرنسي" are two.
        || (has($0, .person) && hasPronoun($0) && hasArticle($0 - 1))
    }
  }

  private func isTitleOfPerson(_ naming: Naming) -> Bool {
    naming.isTitle && namings.mention(at: naming.tokens.upperBound)?.isNamedPerson == true
  }

  /// A name in quotation marks at `token`, whether or not an entity stands for it.
  private func quotedName(_ token: Int, _ limit: Int, _ start: Int) -> NounPhrase? {
    guard token < limit, let quotation = quotations.quotation(openedBy: token), quotation.isName,
      quotation.close < limit
    else { return nil }
    let party = namings.mention(at: token + 1)?.party ?? Party(.literal(quotation.range), mention: quotation.range)
    return NounPhrase(
      tokens: start..<quotation.close + 1, range: quotation.range, party: party, isNamed: true, canSpeak: true,
      isMedia: true)
  }

  /// A name behind a noun for its kind that no entity stands for: "صحيفة لوموند".
  private func unlistedName(_ token: Int, _ limit: Int, _ start: Int) -> NounPhrase? {
    var end = token
    while end < min(limit, token + 3), isPhraseWord(end, isHead: false),
      !hasArticle(end) || end > token || has(start, .media),
      !namings.isNamed(end),
      words[end].roles.isEmpty
    {
      end += 1
    }
    guard end > token, !isDefinite(start) else { return nil }
    let range = TextRange(tokens[token].range.lowerBound, tokens[end - 1].range.upperBound)
    return NounPhrase(
      tokens: start..<end, range: range, party: Party(.literal(range), mention: range), isNamed: true, canSpeak: true,
      isMedia: has(start, .media))
  }

  /// The name of a person whose office is longer than what was read of it.
  ///
  /// "رئيس المفوضية | العليا للانتخابات في ليبيا خالد بن عمران", "مدرب الفريق|، الإسباني خوان سالغادو،".
  private func completion(from start: Int, limit: Int) -> Naming? {
    var token = start
    var hasComma = false
    var isGoverned = false
    var isCalled = false
    var isLoose = false
    let bound = min(limit, start + 12)
    while token < bound {
      if marks[token] == .comma {
        guard !hasComma else { return nil }
        hasComma = true
        isGoverned = false
        token += 1
        continue
      }
      guard marks[token] == .none, timeAt[token] < 0, tokens[token].kind == .word else { return nil }
      if let naming = longer(namings.title(at: token), namings.mention(at: token)),
        !naming.hasParticle || isGoverned == false
      {
        let name = naming.isTitle ? namings.mention(at: naming.tokens.upperBound) : naming
        if let name, name.isNamedPerson, !naming.hasParticle {
          let end = name.tokens.upperBound
          if isLoose, !isCalled { return nil }
          return !hasComma || end >= limit || marks[end] == .comma || has(end, .anyThat) ? name : nil
        }
        guard !naming.isNamedPerson else { return nil }
        token = max(naming.tokens.upperBound, token + 1)
        isGoverned = false
        continue
      }
      if has(token, .called) {
        isCalled = true
        token += 1
        continue
      }
      if has(token, [.fi, .nameOf]) {
        isGoverned = true
        token += 1
        continue
      }
      if attachedPreposition(token)?.letter == ArabicLetter.lam
        || attachedPreposition(token)?.letter == ArabicLetter.beh
      {
        isGoverned = true
      } else if !isDefinite(token), !isGoverned {
        // "ناج آخر يدعى وائل"
        guard !isLoose else { return nil }
        isLoose = true
      } else {
        isGoverned = isGoverned && !isDefinite(token)
      }
      let closed: WordRole = [
        .that, .biThat, .otherThat, .relative, .clause, .contrast, .turn, .negation, .auxiliary, .saying, .anySource,
        .closer, .cue, .preposition,
      ]
      guard words[token].roles.isDisjoint(with: closed) || has(token, .speakerNoun) else { return nil }
      token += 1
    }
    return nil
  }

  private func longer(_ first: Naming?, _ second: Naming?) -> Naming? {
    guard let first, let second else { return first ?? second }
    return first.tokens.count >= second.tokens.count ? first : second
  }

  private func nameStart(_ token: Int, _ limit: Int) -> Int {
    if let quotation = quotations.quotation(openedBy: token), quotation.isName, token + 1 < limit { return token + 1 }
    return token
  }

  private func skipClosingMark(_ token: Int) -> Int {
    token < count && quotations.quotation(closedBy: token)?.isName == true ? token + 1 : token
  }

  private func following(_ token: Int, _ limit: Int) -> (token: Int, isAfterComma: Bool)? {
    guard token < limit else { return nil }
    if marks[token] == .comma { return token + 1 < limit ? (nameStart(token + 1, limit), true) : nil }
    return (nameStart(token, limit), false)
  }

  /// A phrase without a name at its head.
  private func plainPhrase(at start: Int, limit: Int, stopsAtIndefinite: Bool) -> NounPhrase? {
    guard isPhraseWord(start, isHead: true) else { return nil }
    var end = start + 1
    var person: Naming?
    var other: Naming?
    let bound = min(limit, start + ClauseText.longestPhrase)
    if words[start].phraseLength > 1, has(start, .speakerNoun) { end = min(phraseEnd(start), bound) }
    scan: while end < bound {
      if let quotation = quotations.quotation(openedBy: end), quotation.isName, quotation.isClosed {
        if other == nil, has(start, .nameKind) && end == start + 1 || isBodyWithAdjectives(start..<end),
          let name = quotedName(end, limit, start)
        {
          return name
        }
        if let naming = namings.mention(at: end + 1) { other = other ?? naming }
        end = min(quotation.close + 1, bound)
        continue
      }
      if let naming = longer(namings.title(at: end), namings.mention(at: end)), !naming.hasParticle {
        // "عائلات الأسرى | نتنياهو": a plural has no name beside it.
        if stopsAtIndefinite, naming.isNamedPerson, hasArticle(end - 1), endsInFemininePlural(start) { break scan }
        if naming.isNamedPerson
          || (naming.isTitle && namings.mention(at: naming.tokens.upperBound)?.isNamedPerson == true)
        {
          person = naming.isTitle ? namings.mention(at: naming.tokens.upperBound) : naming
          end = min(person?.tokens.upperBound ?? naming.tokens.upperBound, bound)
          break scan
        }
        // "حمّلت الشبكة | قوات الأمن": what has the article governs no name.
        if stopsAtIndefinite, hasArticle(end - 1), hasArticle(start), !naming.isPlace, !naming.isTitle { break }
        other = other ?? naming
        end = min(naming.tokens.upperBound, bound)
        continue
      }
      if has(end - 1, .called), let last = calledName(from: end, bound) { return called(start, end..<last) }
      guard isPhraseWord(end, isHead: false) else {
        // Particles that hold a speaker together: متحدث باسم الشرطة, مسؤول في الوزارة, عدد من النواب.
        if isInnerParticle(end, after: end - 1, head: start), end + 1 < bound {
          end += 1
          continue
        }
        if other == nil, let body = issuer(behind: end, of: start, limit: limit) { return body }
        break
      }
      if stopsAtIndefinite, !hasArticle(end), isDefinite(end - 1) || namings.isNamed(end - 1) { break }
      // "مزارعين | التقتهم": a plural that keeps its ن governs nothing.
      if end == start + 1, hasPronoun(end), keepsNun(start) { break }
      // "منظمات حقوقية | الحكومة": the adjective belongs to the subject, the noun behind it is the object.
      if stopsAtIndefinite, hasArticle(end), has(end, [.person, .body]), end - 1 > start,
        isRelationalAdjective(end - 1),
        !hasArticle(start)
      {
        break
      }
      // "الأسرى | الحكومة", "الرئيس | نظيره": subject and object.
      if stopsAtIndefinite, hasArticle(end - 1), hasArticle(end) || hasPronoun(end), has(end, [.person, .body]),
        !isFeminineAdjective(end)
      {
        break
      }
      end += 1
    }
    let begin = attachedPreposition(start)?.start ?? clauseStart(start)
    let range = TextRange(min(begin, tokens[end - 1].range.upperBound), tokens[end - 1].range.upperBound)
    if person == nil, has(start, .person) { person = completion(from: end, limit: limit) }
    if let person {
      end = max(end, person.tokens.upperBound)
      return NounPhrase(
        tokens: start..<end, range: person.range, party: person.party, isNamed: true, canSpeak: true,
        isNamedPerson: true)
    }
    if let other, has(start, .nameKind), has(start, .body), other.canSpeak, !other.isPlace {
      return NounPhrase(
        tokens: start..<end, range: other.range, party: other.party, isNamed: true, canSpeak: true,
        isMedia: other.isMedia || has(start, .media))
    }
    // A text speaks for the body it names: "وفق بيان الخارجية".
    if let other, has(start, .speakingText), other.canSpeak, !other.isPlace {
      return NounPhrase(tokens: start..<end, range: other.range, party: other.party, isNamed: true, canSpeak: true)
    }
    return NounPhrase(
      tokens: start..<end, range: range, party: Party(.literal(range), mention: range), isNamed: false,
      canSpeak: has(start, .speakerNoun), isText: has(start, .speakingText))
  }

  private func called(_ start: Int, _ name: Range<Int>) -> NounPhrase {
    let range = TextRange(tokens[name.lowerBound].range.lowerBound, tokens[name.upperBound - 1].range.upperBound)
    return NounPhrase(
      tokens: start..<name.upperBound, range: range, party: Party(.literal(range), mention: range), isNamed: true,
      canSpeak: true, isNamedPerson: true)
  }

  /// The end of a name that no entity stands for, behind يدعى: "ناج يدعى | لامين سيسي | للصحيفة".
  private func calledName(from start: Int, _ limit: Int) -> Int? {
    var end = start
    while end < min(limit, start + 4), marks[end] == .none, tokens[end].kind == .word, timeAt[end] < 0,
      end == start
        ? words[end].roles.isSubset(of: [.nameKind, .person, .body])
        : words[end].roles.isSubset(of: [.nameKind]) && attachedPreposition(end) == nil
    {
      end += 1
    }
    return end > start ? end : nil
  }

  /// "بيان للشرطة", "تقرير للأمم المتحدة": the body that ل names speaks in the text.
  private func issuer(behind end: Int, of start: Int, limit: Int) -> NounPhrase? {
    guard has(start, .speakingText), !isDefinite(start), attachedPreposition(end)?.letter == ArabicLetter.lam,
      has(end, .body) || namings.mention(at: end).map({ $0.canSpeak && !$0.isNamedPerson && !$0.isPlace }) == true,
      let body = namedPhrase(at: end, limit: limit) ?? plainPhrase(at: end, limit: limit, stopsAtIndefinite: true)
    else { return nil }
    return NounPhrase(
      tokens: start..<max(body.tokens.upperBound, end + 1), range: body.range, party: body.party, isNamed: true,
      canSpeak: true)
  }

  /// "الشركة المالكة "سامودرا"", "الصحيفة الفرنسية "لوموند"": a definite body and adjectives before its name.
  private func isBodyWithAdjectives(_ tokens: Range<Int>) -> Bool {
    has(tokens.lowerBound, .body) && tokens.allSatisfy { hasArticle($0) }
  }

  /// مزارعين, مسؤولون without article: a sound plural as it stands when it governs no noun.
  private func keepsNun(_ token: Int) -> Bool {
    let word = tokens[token].range
    guard !hasArticle(token), has(token, .person), word.count >= 10 else { return false }
    let ending = bytes[word.upperBound - 4..<word.upperBound]
    return ending.elementsEqual([0xD9, 0x8A, 0xD9, 0x86]) || ending.elementsEqual([0xD9, 0x88, 0xD9, 0x86])
  }

  /// منظمات, عائلات
  func endsInFemininePlural(_ token: Int) -> Bool {
    let word = tokens[token].range
    return word.count >= 8 && bytes[word.upperBound - 4..<word.upperBound].elementsEqual([0xD8, 0xA7, 0xD8, 0xAA])
  }

  /// "المؤسسات الحقوقية": a word in ية behind a feminine is its adjective.
  private func isFeminineAdjective(_ token: Int) -> Bool {
    let word = tokens[token].range
    guard endsInTehMarbuta(token - 1) || endsInFemininePlural(token - 1), word.count >= 14 else { return false }
    return bytes[word.upperBound - 4..<word.upperBound].elementsEqual([0xD9, 0x8A, 0xD8, 0xA9])
  }

  /// Whether the word is a feminine adjective in ية without article: حقوقية.
  private func isRelationalAdjective(_ token: Int) -> Bool {
    let word = tokens[token].range
    guard !hasArticle(token), word.count >= 10 else { return false }
    return bytes[word.upperBound - 4..<word.upperBound].elementsEqual([0xD9, 0x8A, 0xD8, 0xA9])
  }

  /// Adds "و" and further names: "نتنياهو، ووزير الدفاع يوآف غالانت".
  private func join(_ phrase: inout NounPhrase, limit: Int) {
    guard phrase.isNamed else { return }
    var rounds = 0
    while rounds < 8 {
      var next = phrase.tokens.upperBound
      if next < limit, marks[next] == .comma { next += 1 }
      guard next < limit, marks[next] == .none, let naming = longer(namings.title(at: next), namings.mention(at: next)),
        naming.hasParticle, attachedPreposition(next) == nil, hasConjunction(next),
        let other = namedPhrase(at: next, limit: limit), other.canSpeak
      else { break }
      phrase.others.append(other.party)
      phrase.tokens = phrase.tokens.lowerBound..<other.tokens.upperBound
      rounds += 1
    }
  }

  /// Whether a noun phrase may hold this token, names aside.
  private func isPhraseWord(_ token: Int, isHead: Bool) -> Bool {
    guard tokens[token].kind == .word || tokens[token].kind == .hashtag || (!isHead && tokens[token].kind == .number)
    else { return false }
    guard timeAt[token] < 0, !isBareLam(token), !isBareBi(token) else { return false }
    let role = words[token].roles
    let closed: WordRole = [
      .that, .biThat, .apodosis, .otherThat, .preposition, .prepositionPronoun, .relative, .clause, .contrast, .turn,
      .negation, .auxiliary, .saying, .ownSpeech, .closer, .sourceNoun, .sourceLi, .sourceClause, .relayed, .issued,
      .pronounSubject,
    ]
    guard role.isDisjoint(with: closed) else { return false }
    if isHead { return role.isDisjoint(with: .cue) || !role.isDisjoint(with: .speakerNoun) }
    if attachedPreposition(token) != nil || (tokens[token].segments.count > 0 && hasConjunction(token)) { return false }
    // A verb of speech ends the phrase, unless it is a noun here: "رئيس قسم الطلب".
    if hasFiniteCue(token), role.isDisjoint(with: .speakerNoun) { return false }
    return true
  }

  private func isInnerParticle(_ token: Int, after previous: Int, head: Int) -> Bool {
    guard tokens[token].kind == .word, has(head, .speakerNoun) else { return false }
    if let attached = attachedPreposition(token), attached.letter == ArabicLetter.beh {
      // باسم, and nothing else with ب: "متحدث باسم".
      return isNameOf(token)
    }
    // من binds an indefinite head to what it is a part of: عدد من النواب, مسؤول من المسجد.
    return has(token, .min) && previous == head && !isDefinite(head)
  }

  /// باسم or بإسم.
  private func isNameOf(_ token: Int) -> Bool { has(token, .nameOf) }
}
