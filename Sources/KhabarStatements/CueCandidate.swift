import KhabarAnnotations
public import KhabarCore
public import KhabarText

/// A word that may report speech, whether or not a statement came of it.
///
/// For people who want to know why a sentence gave what it gave: `khabar explain` shows them.
public struct CueCandidate: Hashable, Sendable {
  /// The word without attached particles.
  public var range: TextRange
  /// The verb of the word lists; for a particle the roles it has.
  public var lemma: String
  /// The type of statement it makes: `statement`, `denial`, …; empty for a particle.
  public var type: String
  /// What the verb takes, in the names of `cues.tsv`; empty for a particle.
  public var takes: [String]

  /// Those of a document that has tokens, `folded` and entities, within `range`. O(document).
  public static func candidates(in document: Document, within range: TextRange) -> [CueCandidate] {
    let text = ClauseText(document)
    var found: [CueCandidate] = []
    for token in 0..<text.count where text.tokens[token].range.overlaps(range) {
      for form in text.forms(at: token) {
        let frame = CueLexicon.standard.frames[Int(form.frame)]
        found.append(
          CueCandidate(
            range: text.phraseRange(token), lemma: frame.lemma, type: frame.type, takes: frame.takes.names))
      }
      let particle = WordRole.shown.filter { text.has(token, $0.role) }.map(\.name)
      if !particle.isEmpty {
        found.append(
          CueCandidate(
            range: text.phraseRange(token), lemma: particle.joined(separator: " "), type: "", takes: []))
      }
    }
    return found
  }
}
