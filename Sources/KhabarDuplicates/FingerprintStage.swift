public import KhabarCore
import KhabarSchema

/// The signature of a document's wording: one item, none for a text that is too short.
public enum Fingerprints: LayerKey {
  public typealias Item = MinHash
  public static let name = "fingerprint"
  public static let isWrittenByDefault = false

  public static func write(_ items: [MinHash], to writer: inout AnnotationWriter) {
    writer.array { for item in items { $0.json.string(item.digest) } }
  }
}

/// Takes the fingerprint of a document's wording, by which near copies are found.
///
/// The fingerprint stands in the output as `doc.fingerprint`, 32 hexadecimal digits: of two texts whose fingerprints
/// differ in `d` of 128 bits about `1 - d / 64` of the word pairs are the same. It does not change from run to run.
///
/// - Requires: `text`.
/// - Provides: `fingerprint`.
public struct FingerprintStage: Stage {
  public struct Options: StageOptions {
    public var minimumWords = 12

    public init() {}

    public static let fields: [OptionField<Options>] = [
      .integer(
        "minimum_words", \.minimumWords, in: 2...1_000,
        "Texts with fewer words get no fingerprint: a line or two says too little to be told apart.")
    ]
  }

  public static let name = "fingerprint"
  public static let summary = "Takes a fingerprint of a document's wording, by which near copies are found."
  public static let provides = [LayerName(Fingerprints.self)]

  private let options: Options

  public init(options: Options) { self.options = options }

  public func process(_ document: inout Document) {
    let found = MinHash(of: document.text, minimumWords: options.minimumWords)
    document[Fingerprints.self] = found.map { [$0] } ?? []
    document.metadata.fingerprint = found?.digest
  }
}
