public import KhabarCore
public import KhabarLexicon

/// The forms in which word lists look for the tokens: one item. A working layer, made by `tokens` for the stages behind
/// it, and not written to output.
public enum TokenForms: LayerKey {
  public typealias Item = WordForms
  public static let name = "token-forms"
  public static let isWrittenByDefault = false

  public static func write(_ items: [WordForms], to writer: inout AnnotationWriter) { writer.array { _ in } }

  /// The forms of `document`'s tokens, made now where no stage has made them. O(1), or O(text).
  public static func forms(of document: Document) -> WordForms {
    let tokens = document[Tokens.self]
    if let forms = document[TokenForms.self].first, forms.count == tokens.count { return forms }
    return WordForms(of: tokens.map(\.folded), in: document[FoldedTexts.self].first?.bytes ?? [])
  }
}
