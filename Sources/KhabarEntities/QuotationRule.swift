import KhabarAnnotations
import KhabarText

/// Outlets and aliases in quotation marks without a head noun: لـ«صوت الونشريس», ذكرت "المنارة", (آفاد).
struct QuotationRule {
  let text: EntityText

  /// - Parameter bodies: organisations that other rules propose; a name in marks right after one is its alias.
  func candidates(after bodies: [EntityCandidate]) -> [EntityCandidate] {
    var found: [EntityCandidate] = []
    let all = bodies.span
    for index in all.indices where all[index].type == .organisation && all[index].isNamed {
      if let inner = enclosed(all[index].words.upperBound, brackets: true) {
        found.append(alias(inner, of: bodies[index]))
      }
    }
    for index in text.words.indices where text.words[index].isWord && isOutletPlace(index) {
      guard let inner = enclosed(index + 1, brackets: false) else { continue }
      found.append(
        EntityCandidate(
          words: inner, range: text.range(inner, strip: 0), type: .organisation, subtype: "media", kind: "paper",
          rank: 25, rule: "quoted-outlet"))
    }
    return found
  }

  private func alias(_ inner: Range<Int>, of body: EntityCandidate) -> EntityCandidate {
    EntityCandidate(
      words: inner, range: text.range(inner, strip: 0), type: .organisation, subtype: body.subtype, kind: body.kind,
      rank: 15, rule: "alias")
  }

  /// "قال لـ", "ذكرت", "وفق": what follows in quotation marks told or was told.
  private func isOutletPlace(_ index: Int) -> Bool {
    let word = text.words[index]
    if word.folded.count == 2, text.key(index).elementsEqual(GrammarWord.lam) {
      return isSpeech(word.sentence, before: index)
    }
    return word.classes.has(.speechVerb) && endsInTa(word)
  }

  /// A verb of speech among the few words before.
  private func isSpeech(_ sentence: Int32, before index: Int) -> Bool {
    var place = index - 1
    while place >= 0, index - place < 14, text.words[place].sentence == sentence {
      if text.words[place].classes.has(.speechVerb) { return true }
      place -= 1
    }
    return false
  }

  /// A feminine verb: ذكرت "المنارة"; after a masculine one a quotation begins as a rule.
  private func endsInTa(_ word: EntityWord) -> Bool {
    text.bytes[word.end - 2] == 0xD8 && text.bytes[word.end - 1] == 0xAA
  }

  /// The words between marks that open at `start`, if they can be a name: few, no verbs, no particles.
  private func enclosed(_ start: Int, brackets: Bool) -> Range<Int>? {
    guard start < text.words.count else { return nil }
    switch text.words[start].mark {
    case .quotation, .opening: break
    case .openingBracket where brackets: break
    default: return nil
    }
    var end = start + 1
    while end < text.words.count, end - start <= 4, text.words[end].isWord {
      let classes = text.words[end].classes
      if classes.has([.function, .placeHead, .number, .demonym, .people]) || classes.has(.verb) { return nil }
      // «عبد الستار»: a person.
      if end == start + 1, classes.has(.servant) { return nil }
      end += 1
    }
    guard end > start + 1, end < text.words.count, end - start <= 4 else { return nil }
    switch text.words[end].mark {
    case .quotation, .closing, .closingBracket: return start + 1..<end
    default: return nil
    }
  }
}
