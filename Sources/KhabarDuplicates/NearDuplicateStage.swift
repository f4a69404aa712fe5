public import KhabarCore

/// Finds documents that say in nearly the same words what an earlier document of the run says.
///
/// Agency copy with another headline, another lead, a paragraph more or less, or the site's own lines at its end is
/// found; two reports that tell the same event in their own words are not. Each document is compared with the originals
/// before it, that is with those that were no duplicates themselves, and `doc.duplicate_of` names the most similar one,
/// `doc.duplicate_similarity` how much of the wording is the same. Put it right behind `article`, and with `drop` the
/// stages after it have less to do.
///
/// - Requires: `fingerprint`.
/// - Provides: nothing; it fills in the metadata.
public struct NearDuplicateStage: OrderedStage {
  public struct Options: StageOptions {
    public var threshold = 0.4
    public var drop = false
    public var maximumDocuments = 1_000_000

    public init() {}

    public static let fields: [OptionField<Options>] = [
      .number(
        "threshold", \.threshold, in: 0.3...1,
        """
        The share of word pairs that both have, of those that either has, from which a document is a duplicate. Higher \
        for texts made by a form (weather, exchange rates), whose issues share much of their wording.
        """),
      .bool("drop", \.drop, "Leaves duplicates out of the output; the run report counts them as near-duplicate."),
      .integer(
        "maximum_documents", \.maximumDocuments, in: 2...100_000_000,
        """
        Originals that are remembered, at about 1.6 KB each; of a longer run the latest half of that at least.
        """),
    ]
  }

  public static let name = "near-duplicates"
  public static let summary = "Finds documents that repeat an earlier document of the run in nearly the same words."
  public static let requires = [LayerName(Fingerprints.self)]
  public static let provides: [LayerName] = []

  private let options: Options

  public init(options: Options) { self.options = options }

  public func makeMemory() -> SignatureIndex {
    SignatureIndex(threshold: options.threshold, maximumDocuments: options.maximumDocuments)
  }

  public func process(_ document: inout Document, memory: inout SignatureIndex) throws {
    guard let signature = document[Fingerprints.self].first else { return }
    guard let original = memory.mostSimilar(to: signature) else { return memory.insert(signature, id: document.id) }
    let percent = Int((original.similarity * 100).rounded())
    if options.drop {
      throw DocumentDrop(reason: "near-duplicate", "\(percent) % of its wording is that of \(original.id)")
    }
    document.metadata.duplicateOf = original.id
    document.metadata.duplicateSimilarity = Double(percent) / 100
  }
}
