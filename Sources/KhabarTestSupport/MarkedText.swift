public import KhabarText

/// A text in which the expected ranges are marked with ⟦ and ⟧, so that no test counts offsets by hand.
public struct MarkedText: Sendable {
  public let text: String
  /// The marked ranges, in the order of their opening marks.
  public let ranges: [TextRange]

  /// - Precondition: every mark has its partner.
  public init(_ marked: String) {
    var bytes: [UInt8] = []
    var open: [Int] = []
    var found: [(place: Int, range: TextRange?)] = []
    // Scalars, not characters: a vowel sign after ⟧ joins it in one character.
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "⟦":
        open.append(found.count)
        found.append((bytes.count, nil))
      case "⟧":
        precondition(!open.isEmpty, "a ⟧ without its ⟦")
        let index = open.removeLast()
        found[index].range = TextRange(found[index].place, bytes.count)
      default:
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    precondition(open.isEmpty, "a ⟦ without its ⟧")
    text = String(decoding: bytes, as: UTF8.self)
    ranges = found.compactMap(\.range)
  }
}
