/// What to prefer where it is not clear whether something belongs to an article.
public enum ArticleFavor: String, CaseIterable, Sendable {
  /// Rather miss a line than keep one that is not of the article.
  case precision
  case balanced
  /// Rather keep a line too many than miss one: captions, labels and boxes inside the body stay.
  case recall
}
