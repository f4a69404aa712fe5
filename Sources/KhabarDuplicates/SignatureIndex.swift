/// Signatures of the originals of a run, found by bands.
///
/// A signature is cut into bands of three values; two texts that share half of their word pairs agree in one band at
/// least with a probability of 0.996, at 0.4 of 0.94, at 0.05 of 0.005. So a look-up costs a fixed number of table
/// look-ups and few comparisons, whatever the number of documents. Memory is about 1.6 KB a document: the signature,
/// and 43 table entries.
public struct SignatureIndex: Sendable {
  private struct Original: Sendable {
    var id: String
    var signature: MinHash
  }

  /// Originals met one after the other; the older half goes when the younger is full.
  private struct Generation: Sendable {
    var originals: [Original] = []
    /// Keys of bands to places in `originals`. A key that two originals share leads to the earlier.
    var places: [UInt64: Int32] = [:]
  }

  private static let rows = 3
  private static let bands = MinHash.size / rows

  private let threshold: Double
  private let generationSize: Int
  private var older = Generation()
  private var younger = Generation()

  init(threshold: Double, maximumDocuments: Int) {
    self.threshold = threshold
    generationSize = max(1, maximumDocuments / 2)
  }

  /// The original that shares most with `signature`, the earlier of two that share the same; nil when none reaches the
  /// threshold.
  func mostSimilar(to signature: MinHash) -> (id: String, similarity: Double)? {
    let keys = Self.keys(of: signature)
    var best: (id: String, similarity: Double)?
    for generation in [older, younger] {
      var compared: Set<Int32> = []
      // In the order of the documents, not of the bands.
      for place in keys.compactMap({ generation.places[$0] }).sorted() where compared.insert(place).inserted {
        let original = generation.originals[Int(place)]
        let similarity = original.signature.similarity(to: signature)
        if similarity >= threshold, similarity > best?.similarity ?? 0 { best = (original.id, similarity) }
      }
    }
    return best
  }

  mutating func insert(_ signature: MinHash, id: String) {
    if younger.originals.count >= generationSize {
      older = younger
      younger = Generation()
    }
    let place = Int32(younger.originals.count)
    younger.originals.append(Original(id: id, signature: signature))
    for key in Self.keys(of: signature) where younger.places[key] == nil { younger.places[key] = place }
  }

  /// A key for each band, and one for the whole, by which an exact copy is found even where all its bands are taken by
  /// texts made by the same form.
  private static func keys(of signature: MinHash) -> [UInt64] {
    var keys: [UInt64] = []
    keys.reserveCapacity(bands + 1)
    var whole: UInt64 = 0
    for band in 0..<bands {
      var key = UInt64(band) &+ 1
      for value in signature.values[band * rows..<(band + 1) * rows] {
        key = (key ^ UInt64(value)) &* 0x9e37_79b9_7f4a_7c15
        key ^= key >> 29
      }
      keys.append(key)
      whole = (whole ^ key) &* 0xff51_afd7_ed55_8ccd
    }
    keys.append(whole)
    return keys
  }
}
