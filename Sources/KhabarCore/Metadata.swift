/// What is known about a document besides its text.
public struct Metadata: Sendable {
  public var title: String?
  public var authors: [String] = []
  public var publisher: String?
  public var url: String?
  /// ISO 8601, with the zone where the page gives one.
  public var published: String?
  public var modified: String?
  /// BCP 47, of the text rather than of what the page claims.
  public var language: String?
  public var section: String?
  public var tags: [String] = []
  public var summary: String?
  public var image: String?
  /// The pictures of the article, when the `article` stage is asked for them.
  public var images: [PageImage] = []
  /// The day "today" means in the text, ISO 8601, with a time where one is known.
  public var referenceDate: String?
  /// Dates of the page as written, which a later stage may resolve.
  public var dateCandidates: [DateCandidate] = []
  /// Tells how the document is worded; near copies have nearly the same.
  public var fingerprint: String?
  /// The id of the earlier document of the run whose wording this one repeats, and the share of it, 0 to 1.
  public var duplicateOf: String?
  public var duplicateSimilarity: Double?
  /// Where a value came from: field name to a short place such as `json-ld datePublished`.
  public var origins: [String: String] = [:]

  public init() {}
}

/// A picture of an article.
public struct PageImage: Sendable, Hashable {
  /// The address as the page writes it; it may be relative to the page's own.
  public var url: String
  /// What the page says is to be seen, for those who cannot see it.
  public var alternative: String?
  public var caption: String?

  public init(url: String, alternative: String? = nil, caption: String? = nil) {
    self.url = url
    self.alternative = alternative
    self.caption = caption
  }
}

/// A date of a page as it is written there, not yet understood.
public struct DateCandidate: Sendable, Hashable {
  public enum Field: String, Sendable {
    case published
    case modified
  }

  public var field: Field
  public var text: String
  /// Where it stands: `meta article:published_time`, `visible`.
  public var origin: String

  public init(field: Field, text: String, origin: String) {
    self.field = field
    self.text = text
    self.origin = origin
  }
}
