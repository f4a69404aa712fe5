import KhabarAnnotations
import KhabarText

/// A mention that a rule proposes. Which of overlapping ones stay is decided when all rules have spoken.
struct EntityCandidate {
  /// The words it covers.
  var words: Range<Int>
  /// Its place in the folded text.
  var range: TextRange
  var type: Entity.EntityType
  var subtype: String?
  /// The kind of body, for references by a head noun.
  var kind = ""
  var identifier: String?
  var isNamed = true
  var form = EntityMention.Form.name
  /// Whether its ال is written as the second ل of لل.
  var hasElidedArticle = false
  /// Titles beside it, as word ranges.
  var titles: [Range<Int>] = []
  /// The head noun that was left out: the موقع of موقع "أكسيوس".
  var head: Int?
  /// The candidate with which it shares the entity: an acronym in brackets after the name.
  var aliasOf: Int?
  /// Among overlapping candidates of one length the higher one stays.
  var rank = 0
  var rule: String
}

extension EntityText {
  /// The folded range of `words` without particles before the first.
  func range(_ words: Range<Int>, strip: Int32? = nil) -> TextRange {
    let first = self.words[words.lowerBound]
    return TextRange(first.folded.lowerBound + Int(strip ?? first.strip), self.words[words.upperBound - 1].end)
  }
}
