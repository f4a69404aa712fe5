import KhabarAnnotations

/// What the tagger says of a word: outside all names, or first or further word of a name of one of four types.
struct TaggerLabel: RawRepresentable, Hashable, Sendable {
  /// 0 outside; 1, 3, 5, 7 the first word, 2, 4, 6, 8 a further word of a person, place, body or other name.
  let rawValue: UInt8

  static let count = 9
  static let typeCount = 4

  /// Whether the word is outside or begins a name.
  var isOpening: Bool { rawValue == 0 || rawValue & 1 == 1 }

  /// The label of a word that goes on with this name.
  var further: TaggerLabel { TaggerLabel(rawValue: rawValue & 1 == 1 ? rawValue + 1 : rawValue) }

  var type: Entity.EntityType? {
    switch rawValue {
    case 1, 2: .person
    case 3, 4: .location
    case 5, 6: .organisation
    case 7, 8: .other
    default: nil
    }
  }
}
