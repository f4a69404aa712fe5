import KhabarHTML

/// What one site's pages are made of, as the user says: where the article is in them, and what is not of it.
struct SiteRule: Sendable {
  /// A part of a page that a rule names.
  enum Field: String, CaseIterable, Sendable {
    case body
    case title
    case author
    case date
    case drop
  }

  /// The file it stands in, for messages.
  var file: String
  var hosts: [HostPattern] = []
  /// Paths of the pages it is for; all of the host's when there are none.
  var paths: [PathPattern] = []
  private var selectors: [Field: [Selector]] = [:]

  init(file: String) { self.file = file }

  subscript(field: Field) -> [Selector] {
    get { selectors[field] ?? [] }
    set { selectors[field] = newValue }
  }

  /// The file's name without its folders.
  var name: String { file.split(separator: "/").last.map(String.init) ?? file }
}
