import KhabarAnnotations
import Synchronization

/// Dictionary forms already found, shared by all documents and threads.
///
/// A form depends on its word and part of speech alone, so what is remembered never changes a result. Words are told apart
/// by the 64 bits of their hash, as everywhere in this module.
final class LemmaMemory: Sendable {
  struct Key: Hashable {
    let hash: UInt64
    let tag: PartOfSpeech
    /// Where the word's own letters start, and whether a pronoun is attached.
    let shape: Int
  }

  /// Forgotten when so many are known: some 10 MB.
  private static let capacity = 1 << 16

  private let lemmas = Mutex<[Key: String]>([:])

  /// The form remembered for `key`, else the one that `find` gives.
  func lemma(_ key: Key, _ find: () -> String) -> String {
    if let known = lemmas.withLock({ $0[key] }) { return known }
    let lemma = find()
    lemmas.withLock { lemmas in
      if lemmas.count >= Self.capacity { lemmas.removeAll(keepingCapacity: true) }
      lemmas[key] = lemma
    }
    return lemma
  }
}
