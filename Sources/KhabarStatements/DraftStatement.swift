import KhabarAnnotations
import KhabarText

/// A statement while its clause is being read: offsets instead of finished ranges, links by index.
struct DraftStatement: Sendable {
  var cue: TextRange
  var lemma: String
  var type: String
  var with: TextRange?
  var speaker: Party?
  var addressees: [Party] = []
  /// Those who passed it on, without those who come from the statements around it.
  var links: [Party] = []
  /// The token and byte at which what is said begins.
  var content: Int
  var contentStart: Int
  /// The first token behind what is said; nil while the statement is open.
  var contentEnd: Int?
  /// The byte at which it ends where that is known before: the end of a quotation.
  var fixedEnd: Int?
  /// Further stretches of a broken quotation.
  var more: [TextRange] = []
  var opener: Frame.Opener
  var parent: Int?
  var time: Int32 = -1
  var place: Party?
  var setting: TextRange?
  var rule: String
  /// The quotation the cue stands in, -1 for none.
  var cueQuotation: Int
  /// Dropped again, because it turned out to be part of another.
  var isDropped = false
  /// Whether its speaker's words come through another: such a chain goes on with "وأضاف".
  var isRelayed = false
}
