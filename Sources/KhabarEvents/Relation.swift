import KhabarLexicon

/// What the one named after a preposition has to do with an event: the relations of `relations.tsv`.
enum Relation: String, CaseIterable {
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

  /// The relation of each row of the list.
  static let rows: [Relation?] = {
    let list = Lexicons.relations
    let column = list.column("relation")
    return (0..<list.count).map { Relation(rawValue: list.value($0, column)) }
  }()
}
