import KhabarLexicon

/// What the one named after a preposition has to do with an event: the relations of `relations.tsv`.
enum Relation: Int, CaseIterable {
  /// مع
  case with
  /// بين
  case between
  /// على
  case on
  /// ضد
  case against
  /// بحق
  case concerning
  /// إلى
  case to
  /// The attached ل, and لصالح.
  case `for`
  /// The attached ل right after a noun: هجوم لمسلحين.
  case own
  /// The attached ب.
  case `in`
  /// من
  case from
  /// عن
  case about
  /// أمام
  case before
  /// من قبل, على يد
  case by
  /// بمشاركة
  case attended
  /// بوساطة
  case mediated
  /// بسجن
  case penalty

  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ("\($0)", $0) })

  init?(name: String) {
    guard let relation = Self.byName[name] else { return nil }
    self = relation
  }

  /// The relation of each row of the list.
  static let rows: [Relation?] = {
    let list = Lexicons.relations
    let column = list.column("relation")
    return (0..<list.count).map { Relation(name: list.value($0, column)) }
  }()
}
