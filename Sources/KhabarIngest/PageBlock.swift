import KhabarHTML

/// A run of text of a page that a reader sees as one line or paragraph.
struct PageBlock {
  /// Places of its text nodes in `PageOutline.pieces`.
  var pieces: Range<Int>
  /// The innermost block element around the text.
  var element: Int32
  /// Characters (scalars) without the white space that is dropped; those of links.
  var length: Int32 = 0
  var linkLength: Int32 = 0
  /// Marks that end or part sentences.
  var punctuation: Int32 = 0
  var kind: Kind = .paragraph
  var level: UInt8 = 0
  /// Parts named by elements around the text, up to the block that decides.
  var parts: PagePart = []
  /// The outermost element around it that is marked as no part of the article, -1 for none.
  var dropRoot: Int32 = -1

  /// Whether a line break in the page's bytes is one for the reader too.
  var isPreformatted = false

  /// Whether it tells about another article.
  var isTeaser = false

  enum Kind: UInt8 {
    case paragraph
    case heading
    case listItem
    case quotation
    case caption
    case tableRow
  }

  /// Long enough to be a sentence, and not made of links.
  var isGood: Bool {
    length >= 40 && linkLength * 3 < length && (punctuation > 0 || length >= 120) && kind != .heading
      && kind != .caption && !isTeaser
  }
}
