import KhabarAnnotations
import KhabarCore
import KhabarText

/// A hashtag of the text.
public struct Hashtag: Codable, Sendable, Anchored {
  public var range: TextRange
  /// Without `#`, with blanks for `_`.
  public var words: String

  public var ranges: [TextRange] { [range] }
}

/// The hashtags of a document, in text order.
public enum Hashtags: LayerKey {
  public typealias Item = Hashtag
  public static let name = "acme.hashtags"
}

/// Collects hashtags.
///
/// - Requires: `tokens`.
/// - Provides: `acme.hashtags`.
public struct HashtagStage: Stage {
  public struct Options: StageOptions {
    public var minimumLetters = 2

    public init() {}

    public static let fields: [OptionField<Options>] = [
      .integer("minimum_letters", \.minimumLetters, in: 1...100, "Shorter hashtags are left out.")
    ]
  }

  public static let name = "acme.hashtags"
  public static let summary = "Collects hashtags and spells out their words."
  public static let requires = [LayerName(Tokens.self)]
  public static let provides = [LayerName(Hashtags.self)]

  private let options: Options

  public init(options: Options) { self.options = options }

  public func process(_ document: inout Document) {
    document[Hashtags.self] = document[Tokens.self].filter { $0.kind == .hashtag }.compactMap { token in
      let words = String(document.string(token.range).dropFirst().map { $0 == "_" ? " " : $0 })
      return words.count >= options.minimumLetters ? Hashtag(range: token.range, words: words) : nil
    }
  }
}
