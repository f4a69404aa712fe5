import KhabarAnnotations
import KhabarLexicon

/// A row of `casualty-terms.tsv`.
struct CasualtyTerm {
  /// How a word is built together with the count; the head of the list explains each.
  struct Construction: OptionSet {
    let rawValue: UInt16

    static let noun = Construction(rawValue: 1 << 0)
    static let adjacent = Construction(rawValue: 1 << 1)
    static let verb = Construction(rawValue: 1 << 2)
    static let after = Construction(rawValue: 1 << 3)
    static let state = Construction(rawValue: 1 << 4)
    static let needsState = Construction(rawValue: 1 << 5)
    static let anti = Construction(rawValue: 1 << 6)
    static let release = Construction(rawValue: 1 << 7)
    static let toll = Construction(rawValue: 1 << 8)
    static let needsPerson = Construction(rawValue: 1 << 9)
    static let lone = Construction(rawValue: 1 << 10)
    static let lonePassive = Construction(rawValue: 1 << 11)

    static let names: [String: Construction] = [
      "noun": .noun, "adjacent": .adjacent, "verb": .verb, "after": .after, "state": .state,
      "needs_state": .needsState, "lone": .lone, "lone_passive": .lonePassive, "anti": .anti, "release": .release,
      "toll": .toll, "needs_person": .needsPerson,
    ]
  }

  var kind: CasualtyCount.Kind?
  var construction: Construction
  /// The count that a dual says without a numeral.
  var number: Int?

  static let rows: [CasualtyTerm] = {
    let list = Lexicons.casualtyTerms
    let (kind, construction, number) = (list.column("kind"), list.column("construction"), list.column("number"))
    return (0..<list.count).map { row in
      CasualtyTerm(
        kind: CasualtyCount.Kind(rawValue: list.value(row, kind)),
        construction: Construction(
          list.value(row, construction).split(separator: ",").map { Construction.names[String($0)] ?? [] }),
        number: Int(list.value(row, number)))
    }
  }()
}
