public import KhabarCore
public import KhabarText

/// A part of the article with a role of its own: a paragraph, a heading, an item of a list.
public struct Block: Hashable, Sendable, Anchored {
  public enum Kind: String, Sendable, CaseIterable {
    case heading
    case paragraph
    case listItem = "list-item"
    case quotation
    case caption
    /// One row of a table; its cells are parted by tabs.
    case tableRow = "table-row"
    /// A paragraph that a reader wrote below the article.
    case comment
  }

  public var range: TextRange
  public var kind: Kind
  /// 1 to 6 for a heading, the depth of nesting for an item, else nil.
  public var level: Int?

  public init(range: TextRange, kind: Kind, level: Int? = nil) {
    self.range = range
    self.kind = kind
    self.level = level
  }

  public var ranges: [TextRange] { [range] }
}

/// The blocks of a document in text order, not overlapping, without the line breaks between them.
public enum Blocks: LayerKey {
  public typealias Item = Block
  public static let name = "blocks"

  public static func write(_ items: [Block], to writer: inout AnnotationWriter) {
    writer.array {
      for item in items {
        $0.object {
          $0.offsetKeys(item.range)
          $0.field("kind", item.kind.rawValue)
          if let level = item.level { $0.field("level", level) }
        }
      }
    }
  }
}
